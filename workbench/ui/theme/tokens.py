"""The token file, typed: the only place where the numbers and colours of the look enter the code.

Lengths are logical pixels at zoom 100 %; `Look.px` multiplies them by the zoom.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtGui import QColor

from workbench.core.settings import Density

if TYPE_CHECKING:
    from pathlib import Path


class Role(StrEnum):
    """What a text is for; gives its size, line height and weight (look, Type)."""

    TITLE = "title"
    RECORD = "record"
    VIEW = "view"
    CELL = "cell"
    CELL_STRONG = "cell_strong"
    TOTAL = "total"
    ID = "id"
    ID_STRONG = "id_strong"
    LABEL = "label"
    NOTE = "note"
    NOTE_STRONG = "note_strong"
    AXIS = "axis"
    BADGE = "badge"
    HEADING = "heading"
    MONO = "mono"


class AccentTokens(msgspec.Struct, frozen=True):
    """Ink (text, icons, lines) and fill (white stands on it) of one source."""

    ink: str
    fill: str


class StateTokens(msgspec.Struct, frozen=True):
    """Ink on tint for words, mark on tint for shapes."""

    ink: str
    tint: str
    mark: str


class ColourTokens(msgspec.Struct, frozen=True):
    """The greys: grounds, lines and text; what each is for stands in the look, Colour."""

    window: str
    surface: str
    raised: str
    sunken: str
    hover: str
    press: str
    line: str
    line2: str
    control: str
    text: str
    text2: str
    text3: str
    photo: str


class SetTokens(msgspec.Struct, frozen=True):
    """One set of colours: light, dark or one of the two of high contrast."""

    dark: bool
    selection: float
    rail_selection: float
    shadow: float
    danger: str
    colours: ColourTokens
    states: dict[str, StateTokens]
    series: list[str]
    accents: dict[str, AccentTokens]


class TypeRole(msgspec.Struct, frozen=True):
    """Size and line height in pixels, weight 400 to 600, slashed zero for ids, mono for raw."""

    px: int
    line: int
    weight: int
    zero: bool = False
    mono: bool = False


class TypeTokens(msgspec.Struct, frozen=True):
    """Font families in order of preference, and the roles."""

    families: list[str]
    roles: dict[Role, TypeRole]


class RowSize(msgspec.Struct, frozen=True):
    """Height of a table row and of the picture in it, in pixels."""

    height: int
    thumbnail: int


class MotionTokens(msgspec.Struct, frozen=True):
    """Milliseconds: fading in and out, one turn of the ring, life of a toast."""

    in_ms: int
    out_ms: int
    turn_ms: int
    toast_ms: int


class TokenFile(msgspec.Struct, frozen=True):
    """The whole file; `sets` has light, dark, contrast-light and contrast-dark."""

    sets: dict[str, SetTokens]
    icons: dict[str, str]
    dashes: list[list[float]]
    type: TypeTokens
    sizes: dict[str, float]
    rows: dict[Density, RowSize]
    motion: MotionTokens


def read_tokens(path: Path) -> TokenFile:
    """Reads the token file; raises `msgspec.ValidationError` where a token is missing or odd."""
    return msgspec.json.decode(path.read_bytes(), type=TokenFile)


class Colours(msgspec.Struct, frozen=True):
    """The greys of the set in use, as Qt's colours."""

    window: QColor
    surface: QColor
    raised: QColor
    sunken: QColor
    hover: QColor
    press: QColor
    line: QColor
    line2: QColor
    control: QColor
    text: QColor
    text2: QColor
    text3: QColor
    photo: QColor

    @classmethod
    def of(cls, tokens: ColourTokens) -> Colours:
        """The colours that the tokens name."""
        return cls(
            **{name: QColor(value) for name, value in msgspec.structs.asdict(tokens).items()}
        )


class Accent(msgspec.Struct, frozen=True):
    """One source's colour: `ink` for text, icons, lines; `fill` under white text; its icon."""

    source: str
    icon: str
    ink: QColor
    fill: QColor


class StateColours(msgspec.Struct, frozen=True):
    """`ink` for words on `tint`, `mark` for the painted shape."""

    ink: QColor
    tint: QColor
    mark: QColor

    @classmethod
    def of(cls, tokens: StateTokens) -> StateColours:
        """The colours that the tokens name."""
        return cls(QColor(tokens.ink), QColor(tokens.tint), QColor(tokens.mark))


def mix(ground: QColor, over: QColor, amount: float) -> QColor:
    """`ground` with `amount` (0 to 1) of `over` laid on it; both taken as opaque."""
    keep = 1.0 - amount
    return QColor.fromRgbF(
        ground.redF() * keep + over.redF() * amount,
        ground.greenF() * keep + over.greenF() * amount,
        ground.blueF() * keep + over.blueF() * amount,
    )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: QColor) -> float:
    """Relative luminance 0 to 1 as WCAG 2 defines it."""
    return (
        0.2126 * _linear(colour.redF())
        + 0.7152 * _linear(colour.greenF())
        + 0.0722 * _linear(colour.blueF())
    )


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio 1 to 21 of two colours as WCAG 2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
