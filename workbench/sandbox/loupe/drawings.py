"""How each kind of jewellery is drawn on the board."""

from __future__ import annotations

import math
from collections.abc import Callable

from workbench.sandbox.canvas import Canvas, shaded
from workbench.sandbox.loupe.words import Colour

_TURNS = {1: 0, 2: 18, 3: -24}


def draw(shape: str, metal: Colour, stone: Colour, view: int) -> bytes:
    """A picture as PNG; the second and third view show the piece turned."""
    board = Canvas()
    _DRAWINGS[shape](board, metal, stone)
    if _TURNS[view]:
        board.turn(_TURNS[view])
    return board.png()


def _gem(board: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    """A cut stone from above: girdle, crown facets, table and a spark."""
    board.shape(_ring_points(x, y, size, 8, 0.39), shaded(colour, 0.72), flat=True)
    board.shape(_ring_points(x, y, size * 0.86, 8, 0.0), colour, flat=True)
    board.shape(_ring_points(x, y, size * 0.52, 8, 0.39), shaded(colour, 1.45), flat=True)
    board.shape(
        [(x - size * 0.3, y - size * 0.34), (x, y - size * 0.42), (x - size * 0.1, y - size * 0.1)],
        (255, 255, 255), flat=True,
    )  # fmt: skip


def _ring_points(
    x: float, y: float, radius: float, count: int, turn: float
) -> list[tuple[float, float]]:
    angles = [turn + math.tau * step / count for step in range(count)]
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


def _band(board: Canvas, metal: Colour, *, thick: float = 22) -> None:
    board.shadow(190, 356)
    outer, inner = (92, 138, 308, 354), (92 + thick, 138 + thick, 308 - thick, 354 - thick)
    board.oval(outer, metal)
    board.erase(inner)
    board.curve((98, 144, 302, 348), 190, 260, shaded(metal, 1.6), 5)
    board.curve((98, 144, 302, 348), 20, 80, shaded(metal, 0.72), 5)


def _claws(board: Canvas, metal: Colour, y: float, size: float) -> None:
    board.shape([(200 - size, y), (200 + size, y), (220, y + size * 1.3), (180, y + size * 1.3)],
                shaded(metal, 0.82))  # fmt: skip


def _ring(board: Canvas, metal: Colour, stone: Colour) -> None:
    _band(board, metal)
    _claws(board, metal, 104, 40)
    _gem(board, 200, 96, 52, stone)


def _halo(board: Canvas, metal: Colour, stone: Colour) -> None:
    _band(board, metal)
    board.oval((132, 32, 268, 168), shaded(metal, 0.9))
    for x, y in _ring_points(200, 100, 62, 14, 0):
        _gem(board, x, y, 13, (222, 234, 244))
    _gem(board, 200, 100, 42, stone)


def _three(board: Canvas, metal: Colour, stone: Colour) -> None:
    _band(board, metal)
    for x in (132, 268):
        _gem(board, x, 126, 30, shaded(stone, 1.3))
    _claws(board, metal, 110, 36)
    _gem(board, 200, 104, 44, stone)


def _eternity(board: Canvas, metal: Colour, stone: Colour) -> None:
    _band(board, metal, thick=30)
    for x, y in _ring_points(200, 246, 93, 24, 0):
        _gem(board, x, y, 12, stone)


def _plain(board: Canvas, metal: Colour, _stone: Colour) -> None:
    _band(board, metal, thick=30)
    board.oval((148, 104, 252, 176), shaded(metal, 1.12))
    board.oval((162, 114, 238, 166), shaded(metal, 0.9), flat=True)


def _links(board: Canvas, metal: Colour, lowest: float) -> None:
    """A chain that hangs in a curve down to `lowest`."""
    for step in range(41):
        across = step / 20 - 1
        x, y = 200 + 138 * across, lowest - (lowest - 44) * across * across
        board.oval((x - 5, y - 5, x + 5, y + 5), shaded(metal, 1.0 if step % 2 else 0.8), flat=True)


def _necklace(board: Canvas, metal: Colour, stone: Colour) -> None:
    _links(board, metal, 236)
    board.oval((188, 230, 212, 254), metal)
    _gem(board, 200, 296, 48, stone)


def _chain(board: Canvas, metal: Colour, _stone: Colour) -> None:
    _links(board, metal, 330)
    _links(board, shaded(metal, 0.9), 290)


def _studs(board: Canvas, metal: Colour, stone: Colour) -> None:
    for x in (124, 276):
        board.oval((x - 58, 142, x + 58, 258), metal)
        _gem(board, x, 200, 50, stone)


def _drops(board: Canvas, metal: Colour, stone: Colour) -> None:
    for x in (128, 272):
        board.curve((x - 22, 60, x + 22, 116), 150, 400, metal, 6)
        board.line([(x, 112), (x, 204)], metal, 6)
        board.oval((x - 12, 150, x + 12, 174), shaded(metal, 1.2))
        _gem(board, x, 250, 48, stone)


def _hoops(board: Canvas, metal: Colour, stone: Colour) -> None:
    for x in (122, 278):
        board.oval((x - 74, 110, x + 74, 290), metal)
        board.erase((x - 54, 130, x + 54, 270))
        for step in range(7):
            angle = 0.5 + step * 0.36
            _gem(board, x + 64 * math.cos(angle), 200 + 80 * math.sin(angle), 11, stone)


def _bracelet(board: Canvas, metal: Colour, stone: Colour) -> None:
    board.shadow(220, 318)
    board.oval((52, 112, 348, 308), metal)
    board.erase((76, 132, 324, 282))
    for step in range(30):
        angle = math.tau * step / 30
        _gem(board, 200 + 136 * math.cos(angle), 209 + 87 * math.sin(angle), 13, stone)


def _bangle(board: Canvas, metal: Colour, _stone: Colour) -> None:
    board.shadow(220, 318)
    board.oval((52, 112, 348, 308), metal)
    board.erase((78, 130, 322, 278))
    board.curve((58, 118, 342, 302), 190, 260, shaded(metal, 1.6), 5)


_DRAWINGS: dict[str, Callable[[Canvas, Colour, Colour], None]] = {
    "ring": _ring, "halo": _halo, "three": _three, "eternity": _eternity, "band": _plain,
    "necklace": _necklace, "chain": _chain, "studs": _studs, "drops": _drops, "hoops": _hoops,
    "bracelet": _bracelet, "bangle": _bangle,
}  # fmt: skip
