"""The drawing board of the product pictures: shaded silhouettes on a clear ground.

Everything is drawn at twice its size and reduced, which smooths the edges.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

import numpy as np
from PIL import Image, ImageChops, ImageDraw

SIZE = 400
"""Width and height of a finished picture in pixels."""

_SCALE = 2

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]
Points = list[tuple[float, float]]


def shaded(colour: Colour, factor: float) -> Colour:
    """A colour made lighter (factor over 1) or darker."""
    if factor > 1:
        return _colour(255 - (255 - part) * (2 - factor) for part in colour)
    return _colour(part * factor for part in colour)


def _colour(parts: Iterable[float]) -> Colour:
    red, green, blue = (max(0, min(255, int(part))) for part in parts)
    return red, green, blue


class Canvas:
    """One picture in the making; coordinates are those of the finished picture."""

    def __init__(self) -> None:
        side = SIZE * _SCALE
        self._image = Image.new("RGBA", (side, side), (255, 255, 255, 0))

    def shadow(self, width: float = 220, top: float = 336) -> None:
        """The soft ground below a thing."""
        left = (SIZE - width) / 2
        self.oval((left, top, left + width, top + 24), (120, 126, 134), flat=True, alpha=70)

    def oval(self, box: Box, colour: Colour, *, flat: bool = False, alpha: int = 255) -> None:
        """A filled ellipse."""
        self._paint(lambda draw: draw.ellipse(_up(box), fill=alpha), colour, flat=flat)

    def erase(self, box: Box) -> None:
        """Makes an ellipse clear again."""
        clear = Image.new("L", self._image.size, 255)
        ImageDraw.Draw(clear).ellipse(_up(box), fill=0)
        self._image.putalpha(ImageChops.multiply(self._image.getchannel("A"), clear))

    def block(self, box: Box, colour: Colour, radius: float = 0, *, flat: bool = False) -> None:
        """A filled rectangle with round corners."""
        round_ = radius * _SCALE
        self._paint(
            lambda draw: draw.rounded_rectangle(_up(box), round_, fill=255), colour, flat=flat
        )

    def shape(self, points: Points, colour: Colour, *, flat: bool = False) -> None:
        """A filled polygon."""
        corners = [(x * _SCALE, y * _SCALE) for x, y in points]
        self._paint(lambda draw: draw.polygon(corners, fill=255), colour, flat=flat)

    def curve(self, box: Box, start: float, end: float, colour: Colour, width: float) -> None:
        """An arc from one angle to another, in degrees clockwise from three o'clock."""
        thick = int(width * _SCALE)
        self._paint(
            lambda draw: draw.arc(_up(box), start, end, fill=255, width=thick), colour, flat=True
        )

    def wedge(self, box: Box, start: float, end: float, colour: Colour) -> None:
        """A filled pie slice, in degrees clockwise from three o'clock."""
        self._paint(lambda draw: draw.pieslice(_up(box), start, end, fill=255), colour, flat=False)

    def line(self, points: Points, colour: Colour, width: float) -> None:
        """A line with round joints."""
        path = [(x * _SCALE, y * _SCALE) for x, y in points]
        thick = int(width * _SCALE)
        self._paint(
            lambda draw: draw.line(path, fill=255, width=thick, joint="curve"), colour, flat=True
        )

    def turn(self, angle: float) -> None:
        """Turns what is drawn so far, counter-clockwise in degrees."""
        self._image = self._image.rotate(angle, resample=Image.Resampling.BILINEAR)

    def mirror(self) -> None:
        """Shows the thing from its other side."""
        self._image = self._image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)

    def png(self) -> bytes:
        """The finished picture."""
        small = self._image.resize((SIZE, SIZE), Image.Resampling.LANCZOS, reducing_gap=2.0)
        out = io.BytesIO()
        small.save(out, "PNG", compress_level=4)
        return out.getvalue()

    def _paint(
        self, cut: Callable[[ImageDraw.ImageDraw], None], colour: Colour, *, flat: bool
    ) -> None:
        mask = Image.new("L", self._image.size, 0)
        cut(ImageDraw.Draw(mask))
        box = mask.getbbox()
        if box is None:
            return
        part = mask.crop(box)
        fill = Image.new("RGB", part.size, colour) if flat else _rounded(part.size, colour)
        fill.putalpha(part)
        self._image.alpha_composite(fill, (box[0], box[1]))


def _up(box: Box) -> Box:
    left, top, right, bottom = box
    return left * _SCALE, top * _SCALE, right * _SCALE, bottom * _SCALE


def _rounded(size: tuple[int, int], colour: Colour) -> Image.Image:
    """A fill that is light on the left and dark on the right, as a round thing in side light."""
    width, height = size
    across = np.linspace(0, 1, width)
    light = 1.05 + 0.12 * np.cos((across - 0.3) * 4.2) - 0.22 * across
    row = np.clip(np.array(colour)[None, :] * light[:, None] + 6, 0, 255).astype(np.uint8)
    return Image.fromarray(np.broadcast_to(row, (height, width, 3)).copy(), "RGB")
