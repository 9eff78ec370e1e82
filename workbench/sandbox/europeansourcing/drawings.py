"""The shapes of the products: one small drawing for each `shape` of `nouns`."""

from __future__ import annotations

from collections.abc import Callable

from workbench.sandbox.canvas import Canvas, Colour, shaded

_DARK: Colour = (43, 46, 52)
_STEEL: Colour = (188, 192, 198)
_PAPER: Colour = (246, 246, 243)


def _mug(board: Canvas, main: Colour, accent: Colour) -> None:
    board.shadow()
    board.curve((206, 148, 326, 276), -100, 100, shaded(main, 0.8), 25)
    board.block((110, 110, 268, 345), main, 22)
    board.oval((110, 92, 268, 136), shaded(main, 1.2), flat=True)
    board.oval((122, 99, 256, 129), shaded(accent, 0.55), flat=True)


def _tumbler(board: Canvas, main: Colour, accent: Colour) -> None:
    board.shadow(170)
    board.shape([(128, 110), (272, 110), (246, 345), (154, 345)], main)
    board.shape([(137, 190), (263, 190), (254, 265), (146, 265)], shaded(main, 0.78))
    board.block((118, 76, 282, 112), _DARK if accent == main else accent, 12)


def _bottle(board: Canvas, main: Colour, accent: Colour) -> None:
    board.shadow(150)
    board.block((152, 140, 248, 350), main, 26)
    board.block((162, 116, 238, 160), shaded(main, 0.9), 16)
    board.block((170, 52, 230, 112), _DARK if accent == main else accent, 12)
    board.block((160, 108, 240, 122), _STEEL, 4)


def _bag(board: Canvas, main: Colour, accent: Colour) -> None:
    board.shadow(230)
    board.curve((146, 44, 254, 230), 180, 360, shaded(accent, 0.75), 14)
    board.shape([(100, 140), (300, 140), (320, 348), (80, 348)], main)
    board.shape([(100, 140), (300, 140), (301, 152), (99, 152)], shaded(main, 0.85), flat=True)
    board.oval((168, 214, 232, 278), shaded(accent, 0.6), flat=True)


def _backpack(board: Canvas, main: Colour, accent: Colour) -> None:
    board.shadow(230)
    board.curve((165, 40, 235, 120), 180, 360, _DARK, 12)
    board.block((105, 80, 295, 350), main, 62)
    board.block((128, 220, 272, 335), shaded(accent, 0.82), 22)
    board.line([(130, 190), (270, 190)], shaded(main, 0.6), 5)
    board.line([(145, 250), (255, 250)], shaded(main, 0.5), 4)


def _tag(board: Canvas, main: Colour, accent: Colour) -> None:
    board.curve((160, 50, 240, 150), 0, 360, _STEEL, 10)
    board.block((130, 130, 270, 330), main, 28)
    board.oval((184, 148, 216, 180), _PAPER, flat=True)
    board.block((155, 220, 245, 295), shaded(accent, 1.5), 8, flat=True)


def _pen(board: Canvas, main: Colour, accent: Colour) -> None:
    board.block((184, 96, 216, 290), main, 8)
    board.shape([(185, 290), (215, 290), (203, 348), (197, 348)], _STEEL)
    board.block((188, 60, 212, 98), shaded(accent, 0.75), 6)
    board.block((192, 44, 208, 64), _STEEL, 5)
    board.block((214, 100, 224, 200), _STEEL, 4)
    board.turn(-35)


def _notebook(board: Canvas, main: Colour, accent: Colour) -> None:
    board.shadow(210)
    board.block((112, 70, 292, 346), shaded(_PAPER, 0.85), 8, flat=True)
    board.block((106, 64, 286, 342), main, 8)
    board.block((106, 64, 132, 342), shaded(main, 0.75), 6)
    board.block((254, 64, 264, 342), _DARK if accent == main else accent, 0, flat=True)


def _box(board: Canvas, main: Colour, accent: Colour) -> None:
    board.shadow(250)
    board.block((90, 170, 310, 345), main, 14)
    board.block((80, 130, 320, 190), shaded(accent, 0.85), 14)
    board.block((170, 235, 230, 280), shaded(main, 1.4), 6, flat=True)


def _tshirt(board: Canvas, main: Colour, accent: Colour) -> None:
    outline = [(148, 90), (252, 90), (350, 140), (318, 206), (278, 186), (278, 340), (122, 340),
               (122, 186), (82, 206), (50, 140)]  # fmt: skip
    board.shape([(float(x), float(y)) for x, y in outline], main)
    board.wedge((156, 50, 244, 132), 0, 180, shaded(accent, 0.6))


def _hoodie(board: Canvas, main: Colour, accent: Colour) -> None:
    board.shape([(140, 96), (104, 118), (56, 320), (98, 334), (136, 200)], shaded(main, 0.88))
    board.shape([(260, 96), (296, 118), (344, 320), (302, 334), (264, 200)], shaded(main, 0.76))
    board.block((122, 88, 278, 342), main, 22)
    board.oval((144, 50, 256, 136), shaded(main, 0.8))
    board.oval((166, 68, 234, 128), shaded(main, 0.5), flat=True)
    board.shape([(150, 250), (250, 250), (268, 310), (132, 310)], shaded(accent, 0.82))


def _cap(board: Canvas, main: Colour, accent: Colour) -> None:
    board.shadow(220, 320)
    board.wedge((96, 110, 276, 360), 180, 360, main)
    board.oval((180, 210, 356, 252), shaded(accent, 0.68))
    board.oval((176, 98, 198, 120), shaded(main, 1.3), flat=True)


def _towel(board: Canvas, main: Colour, accent: Colour) -> None:
    board.shadow(250)
    for step in range(3):
        top = 150 + step * 64
        board.block((90, top, 310, top + 68), shaded(main, 1 - 0.1 * step), 30)
    board.block((90, 196, 310, 208), shaded(accent, 0.7), 0, flat=True)


def _usb(board: Canvas, main: Colour, accent: Colour) -> None:
    board.block((166, 60, 234, 150), _STEEL, 4)
    board.block((180, 84, 194, 100), _DARK, flat=True)
    board.block((206, 84, 220, 100), _DARK, flat=True)
    board.block((150, 146, 250, 340), main, 20)
    board.oval((186, 292, 214, 320), shaded(accent, 0.6), flat=True)
    board.turn(-30)


def _powerbank(board: Canvas, main: Colour, accent: Colour) -> None:
    board.shadow(170)
    board.block((128, 70, 272, 348), main, 26)
    board.block((178, 84, 222, 94), shaded(main, 0.5), 4, flat=True)
    for step in range(4):
        left = 166 + step * 19
        board.oval((left, 310, left + 10, 320), shaded(accent, 1.6 if step < 3 else 0.6), flat=True)


def _speaker(board: Canvas, main: Colour, accent: Colour) -> None:
    board.shadow(230)
    board.block((96, 110, 304, 346), main, 30)
    board.oval((134, 142, 266, 274), _DARK)
    board.oval((170, 178, 230, 238), shaded(accent, 0.7))
    board.oval((186, 294, 214, 322), shaded(main, 1.5), flat=True)


def _umbrella(board: Canvas, main: Colour, accent: Colour) -> None:
    board.line([(200, 70), (200, 330)], _STEEL, 8)
    board.curve((160, 306, 208, 354), 0, 180, _DARK, 9)
    board.wedge((60, 80, 340, 340), 180, 360, main)
    board.wedge((140, 80, 260, 340), 180, 360, shaded(accent, 0.8))
    for left in (60, 130, 200, 270):
        board.erase((left, 196, left + 70, 226))
    board.line([(200, 70), (200, 92)], _STEEL, 8)
    board.line([(200, 210), (200, 330)], _STEEL, 8)


def _torch(board: Canvas, main: Colour, accent: Colour) -> None:
    board.block((174, 150, 226, 350), main, 10)
    board.shape([(150, 70), (250, 70), (228, 152), (172, 152)], shaded(accent, 0.85))
    board.oval((150, 56, 250, 84), (255, 244, 200), flat=True)
    board.turn(28)


def _ball(board: Canvas, main: Colour, accent: Colour) -> None:
    board.shadow(180)
    board.oval((90, 100, 310, 320), main)
    board.oval((168, 178, 232, 242), shaded(accent, 0.6), flat=True)
    for start in (20, 140, 260):
        board.curve((110, 120, 290, 300), start, start + 60, shaded(main, 0.75), 6)


def _lanyard(board: Canvas, main: Colour, accent: Colour) -> None:
    board.shadow(150)
    board.line([(130, 40), (200, 220)], main, 24)
    board.line([(270, 40), (200, 220)], shaded(main, 0.86), 24)
    board.block((190, 210, 210, 250), _STEEL, 4)
    board.block((150, 246, 250, 336), shaded(accent, 0.9), 10)
    board.block((156, 252, 244, 330), _PAPER, 8, flat=True)


DRAWINGS: dict[str, Callable[[Canvas, Colour, Colour], None]] = {
    "mug": _mug, "tumbler": _tumbler, "bottle": _bottle, "bag": _bag, "backpack": _backpack,
    "tag": _tag, "pen": _pen, "notebook": _notebook, "box": _box, "tshirt": _tshirt,
    "hoodie": _hoodie, "cap": _cap, "towel": _towel, "usb": _usb, "powerbank": _powerbank,
    "speaker": _speaker, "umbrella": _umbrella, "torch": _torch, "ball": _ball,
    "lanyard": _lanyard,
}  # fmt: skip
"""A drawing for each shape: it takes the board, the main colour and a second one."""
