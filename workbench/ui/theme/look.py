"""`Look`: the one object every widget is handed to learn how it looks.

A tab hands its widgets a look tinted with its source's accent; all looks of a window share one
state, so one `changed` reaches them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtGui import QColor

from workbench.core.settings import Density, Theme
from workbench.ui.theme.marks import SAME_COLOURS, Mark, Marks
from workbench.ui.theme.palette import make_palette
from workbench.ui.theme.state import LookState
from workbench.ui.theme.tokens import Accent, Colours, Role, RowSize, StateColours, mix

if TYPE_CHECKING:
    from PySide6.QtCore import QRect, SignalInstance
    from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPalette, QPixmap

    from workbench.ui.theme.tokens import MotionTokens

DEFAULT_SOURCE = "europeansourcing"
"""Whose accent the window itself uses where no tab's is meant."""


class Series(msgspec.Struct, frozen=True):
    """One line of a chart: its colour and its dash (empty: solid), in pen widths."""

    colour: QColor
    dash: list[float]


class Look:
    """Colours, type, sizes, icons and marks at the zoom and theme in use, with one accent."""

    def __init__(self, state: LookState | None = None, source: str = DEFAULT_SOURCE) -> None:
        self._state = state or LookState()
        self._source = source

    def tinted(self, source: str) -> Look:
        """The same look with another source's accent; unknown sources keep the window's."""
        return Look(self._state, source if source in self._state.tokens.icons else self._source)

    @property
    def changed(self) -> SignalInstance:
        """Qt signal without arguments: theme, zoom, density or motion differ; restyle then."""
        return self._state.changed

    @property
    def state(self) -> LookState:
        """What all looks of the window share."""
        return self._state

    # ---------------------------------------------------------------- colour

    @property
    def colours(self) -> Colours:
        """The greys: grounds, lines, text."""
        return self._state.colours

    @property
    def dark(self) -> bool:
        """Whether light stands on dark."""
        return self._state.set_tokens.dark

    @property
    def high_contrast(self) -> bool:
        """Whether one of the two sets of high contrast is in use: no tints, no shadows."""
        return self._state.set_name().startswith("contrast")

    @property
    def danger(self) -> QColor:
        """Fill of the button that deletes; white stands on it."""
        return QColor(self._state.set_tokens.danger)

    @property
    def shadow(self) -> float:
        """Opacity 0 to 1 of the shadow under what floats; 0 in high contrast."""
        return self._state.set_tokens.shadow

    @property
    def accent(self) -> Accent:
        """This look's accent."""
        return self.accent_of(self._source)

    def accent_of(self, source: str) -> Accent:
        """The accent and icon of a source by id; unknown ids get the window's own."""
        tokens = self._state.tokens
        known = source if source in tokens.icons else DEFAULT_SOURCE
        pair = self._state.set_tokens.accents[known]
        return Accent(known, tokens.icons[known], QColor(pair.ink), QColor(pair.fill))

    def colours_of(self, mark: Mark) -> StateColours:
        """Ink, tint and mark of a state; stale and loading are text2 on surface."""
        grey = StateColours(self.colours.text2, self.colours.surface, self.colours.text2)
        return self._state.states.get(SAME_COLOURS.get(mark, mark), grey)

    def selected(self, ground: QColor | None = None) -> QColor:
        """Ground of a selected row: 10 % ink (light) or 15 % (dark) on `ground`, else surface."""
        return self.selection(ground or self.colours.surface, self.accent.ink)

    def selection(self, ground: QColor, ink: QColor) -> QColor:
        """`ground` as it looks when selected in a place whose accent is `ink`."""
        return mix(ground, ink, self._state.set_tokens.selection)

    def rail_selected(self) -> QColor:
        """Ground of the selected item in the rail and in lists of that kind."""
        return mix(self.colours.window, self.accent.ink, self._state.set_tokens.rail_selection)

    def account_tint(self, colour: QColor) -> QColor:
        """Ten per cent of an account's own colour, for its chip."""
        return mix(self.colours.surface, colour, 0.10)

    def series(self) -> list[Series]:
        """Five chart lines; what is more goes into "others"."""
        tokens = self._state.tokens
        pairs = zip(self._state.set_tokens.series, tokens.dashes, strict=True)
        return [Series(QColor(colour), dash) for colour, dash in pairs]

    def palette(self) -> QPalette:
        """A full palette with this accent; `wear` in ui/theme/apply.py keeps a widget in it."""
        return make_palette(self.colours, self.accent, dark=self.dark)

    # ------------------------------------------------------------- size, type

    @property
    def zoom(self) -> int:
        """Per cent, 80 to 200."""
        return self._state.zoom

    def px(self, length: float) -> int:
        """Logical pixels of a length given at 100 %; never below 1 for a length above 0."""
        scaled = round(length * self._state.zoom / 100)
        return max(1, scaled) if length > 0 else scaled

    def size(self, name: str) -> int:
        """A named length of the token file (`tool_bar`, ...), zoomed; KeyError if none."""
        return self.px(self._state.tokens.sizes[name])

    def radius(self, name: str = "radius") -> float:
        """A named radius, zoomed, not rounded."""
        return self._state.tokens.sizes[name] * self._state.zoom / 100

    def row(self, density: Density) -> RowSize:
        """Height of a table row and of its picture, zoomed."""
        size = self._state.tokens.rows[density]
        return RowSize(self.px(size.height), self.px(size.thumbnail))

    @property
    def density(self) -> Density | None:
        """The user's default for new views; None leaves it to each source."""
        return self._state.density

    def font(self, role: Role = Role.CELL) -> QFont:
        """The font of a role: one object per role and zoom; copy before changing."""
        return self._state.fonts.font(role)

    def metrics(self, role: Role = Role.CELL) -> QFontMetrics:
        """Metrics of a role's font, made once."""
        return self._state.fonts.metrics(role)

    def line(self, role: Role = Role.CELL) -> int:
        """Line height of a role, zoomed."""
        return self._state.fonts.line(role)

    # ------------------------------------------------------------ icons, marks

    def pixmap(
        self,
        name: str,
        colour: QColor | None = None,
        size: int = 16,
        ratio: float = 1.0,
        *,
        solid: bool = False,
    ) -> QPixmap:
        """A cached icon; `size` at 100 %, `colour` else text2, `ratio` of the device."""
        ink = colour or self.colours.text2
        return self._state.icons.pixmap(name, ink, self.px(size), ratio, solid=solid)

    def icon(self, name: str, colour: QColor | None = None, size: int = 16) -> QIcon:
        """An icon for actions and menus; grey when disabled, in the accent when checked."""
        ink = colour or self.colours.text2
        return self._state.icons.icon(name, ink, self.colours.text3, self.accent.ink, self.px(size))

    def paint_icon(
        self, painter: QPainter, rect: QRect, name: str, colour: QColor | None = None
    ) -> None:
        """Paints an icon centred in `rect`, as large as its shorter side (already zoomed)."""
        self._state.icons.paint(painter, rect, name, colour or self.colours.text2)

    @property
    def marks(self) -> Marks:
        """State marks and stock discs in the colours in use."""
        return self._state.marks

    # ---------------------------------------------------------------- settings

    @property
    def reduced_motion(self) -> bool:
        """Whether marks stand still and nothing fades."""
        return self._state.reduced_motion

    @property
    def motion(self) -> MotionTokens:
        """Milliseconds of fading, turning and toasts."""
        return self._state.tokens.motion

    def set_theme(self, theme: Theme) -> None:
        """Light, dark, high contrast, or what the system says."""
        self._state.set_theme(theme)

    def set_zoom(self, percent: int) -> None:
        """Zoom in percent, held between 80 and 200."""
        self._state.set_zoom(percent)

    def set_density(self, density: Density | None) -> None:
        """Default density of views; None leaves it to each source."""
        self._state.set_density(density)

    def set_reduced_motion(self, *, reduced: bool) -> None:
        """Still marks instead of turning rings."""
        self._state.set_reduced_motion(reduced=reduced)
