"""Where columns are: shown, left out, frozen; their widths in the room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.fields import Field, Kind
from workbench.ui.grid.widths import Want, lay_out
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.grid.model import GridModel
    from workbench.ui.grid.view import GridView
    from workbench.ui.theme.look import Look

BADGE = 72
"""Room of the tier badge beside a price, pixels at 100 %."""
MOST_FROZEN = 0.7
"""Frozen columns take at most this share of the width; with less room nothing is frozen."""
_ELASTIC = frozenset({Kind.TEXT, Kind.CHOICE, Kind.CODES, Kind.LINK})


class Columns:
    """The columns of a table by number, as header, painter and keys need them."""

    def __init__(self, view: GridView, model: GridModel, desk: Desk, look: Look) -> None:
        self._view = view
        self._model = model
        self._desk = desk
        self._look = look
        self._shown: list[int] = []
        self._badges: dict[int, int] = {}
        self._frozen: list[int] = []
        self._edge = 0

    # ---- laying out ------------------------------------------------------------------------

    def arrange(self) -> None:
        """Give every column its width in the room there is; those that find none are hidden."""
        wants = self._wants()
        room = self._view.viewport().width()
        widths = lay_out(wants, room, leave=self._may_leave())
        extra = {want.id: want.extra for want in wants}
        asked = {want.id: want.width for want in wants}
        self._shown, self._badges = [], {}
        header = self._view.header
        for column, field in enumerate(self._model.fields):
            width = widths.get(field.id)
            header.setSectionHidden(column, width is None)
            if width is None:
                continue
            self._shown.append(column)
            header.resizeSection(column, width)
            if extra[field.id] and width >= asked[field.id] + extra[field.id]:
                self._badges[column] = extra[field.id]
        self.freeze()

    def freeze(self) -> None:
        """Find the columns that stay while the others scroll; leading pictures do not count."""
        frozen: list[int] = []
        wanted, width = self._desk.view.frozen, 0
        for column in self._shown:
            if wanted <= 0:
                break
            frozen.append(column)
            width += self.column_width(column)
            wanted -= self._model.fields[column].kind is not Kind.PICTURE
        if width > MOST_FROZEN * max(self._view.viewport().width(), 1):
            frozen, width = [], 0
        self._frozen, self._edge = frozen, width

    def _wants(self) -> list[Want]:
        own = {column.field: column.width for column in self._desk.view.columns}
        name = self._desk.resource.face.name
        return [self._want(field, own.get(field.id, 0), name) for field in self._model.fields]

    def _want(self, field: Field, own: int, name: str) -> Want:
        px = self._look.px
        if own:
            badge = px(BADGE) if field.kind is Kind.PRICE and own >= field.width + BADGE else 0
            return Want(field.id, px(own) - badge, field.priority, extra=badge)
        return Want(
            field.id,
            px(self._own_width(field)),
            field.priority,
            stretches=field.kind in _ELASTIC,
            extra=px(BADGE) if field.kind is Kind.PRICE else 0,
            name=field.id == name,
        )

    def _own_width(self, field: Field) -> int:
        """The field's width; pictures fill the row, so theirs follows its height."""
        if field.kind is Kind.PICTURE:
            return round(self._view.painter.thumbnail * 100 / self._look.zoom) + 12
        return field.width

    def _may_leave(self) -> bool:
        """Columns leave by themselves while they are the table's own choice, not the user's."""
        view = self._desk.view
        shown = {column.field for column in view.columns} - set(view.led)
        default = self._desk.default_view(self._desk.resource).columns
        return shown <= {column.field for column in default}

    # ---- asking ----------------------------------------------------------------------------

    def first(self) -> int:
        """The first column that is not a picture."""
        fields = self._model.fields
        return next((at for at in self._shown if fields[at].kind is not Kind.PICTURE), 0)

    def shown_columns(self) -> list[int]:
        """Return the columns that are shown, from the left."""
        return self._shown

    def left_out(self) -> list[int]:
        """Return the columns that found no room."""
        return [at for at in range(len(self._model.fields)) if at not in self._shown]

    def frozen_columns(self) -> list[int]:
        """Return the columns that stay while the others scroll."""
        return self._frozen

    def frozen_edge(self) -> int:
        """Return where the frozen columns end in the viewport, 0 where none are frozen."""
        return self._edge

    def field_of(self, column: int) -> Field:
        """Return the field of a column."""
        return self._model.fields[column]

    def column_width(self, column: int) -> int:
        """Return how wide a column is."""
        return self._view.header.sectionSize(column)

    def column_x(self, column: int) -> int:
        """Return where a column begins in the viewport."""
        header = self._view.header
        if column in self._frozen:
            return header.sectionPosition(column)
        return header.sectionPosition(column) - header.offset()

    def column_under(self, x: int) -> int:
        """Return the column at a place of the viewport, -1 for none."""
        columns = self._frozen if x < self._edge else self._shown
        for column in columns:
            left = self.column_x(column)
            if left <= x < left + self.column_width(column):
                return column
        return -1

    def badge_room(self, column: int) -> int:
        """Return the room that a price column keeps for its tier badge, 0 where it has none."""
        return self._badges.get(column, 0)

    def show(self, column: int) -> None:
        """Scroll sideways until a column is seen whole."""
        if column in self._frozen:
            return
        bar = self._view.horizontalScrollBar()
        left, width = self.column_x(column), self.column_width(column)
        room = self._view.viewport().width()
        if left < self._edge or width > room - self._edge:
            bar.setValue(bar.value() + left - self._edge)
        elif left + width > room:
            bar.setValue(bar.value() + left + width - room)

    def fitting(self, column: int) -> int:
        """Return the width (pixels at 100 %) that the cells on the screen need."""
        view, field = self._view, self._model.fields[column]
        texts = [
            str(self._model.index(place, column).data())
            for place in view.places_within(0, view.viewport().height())
        ]
        strong = self._look.metrics(Role.CELL_STRONG)
        widest = max(map(strong.horizontalAdvance, texts), default=0)
        title = self._look.metrics(Role.NOTE_STRONG).horizontalAdvance(
            view.header.model().headerData(column, view.header.orientation())
        ) + self._look.px(40)
        extra = self.badge_room(column) + (self._look.px(24) if field.kind is Kind.STOCK else 0)
        pixels = max(widest + 2 * self._look.size("cell_padding") + self._look.px(6) + extra, title)
        return round(pixels * 100 / self._look.zoom)
