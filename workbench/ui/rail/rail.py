"""The left rail of a tab: resources, saved views and facets, as one list for eyes and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.builder import FilterBuilder
from workbench.ui.filters.keeping import ViewKeeper
from workbench.ui.filters.valuelist import ValueList
from workbench.ui.parts.popover import PopOver
from workbench.ui.rail.counting import Counting
from workbench.ui.rail.facets import Facet, facets_of, put
from workbench.ui.rail.lines import (
    LineKind,
    RailLine,
    choosing_after,
    is_open,
    rail_lines,
    value_of,
)
from workbench.ui.rail.memory import RailMemory
from workbench.ui.rail.menus import facet_menu, value_menu, view_menu
from workbench.ui.rail.model import RailModel
from workbench.ui.rail.ranges import RangeFacet
from workbench.ui.rail.view import RailView
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.theme.look import Look
from workbench.ui.topics import set_topic

if TYPE_CHECKING:
    from workbench.ui.classes.raillines import ClassLines

REFRESH_MS = 40
"""Changes within this time are shown together."""

LOADING_MS = 250
"""The same while rows pour in."""

FOLDED = 48
"""Width of the rail that shows icons only, px at 100 %."""


class Rail(QWidget):
    """Where one is and what narrows it.

    Attributes:
        model: its lines.
        view: the list that shows them.
    """

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        set_topic(self, "filters")
        self._desk = desk
        self._look = look
        self._folded = False
        self._wide = look.size("rail")
        self._facets: tuple[Facet, ...] = ()
        self._counted_at: tuple[object, ...] = ()
        self._ranges: dict[str, RangeFacet] = {}
        self._pop: PopOver | None = None
        self._classes: ClassLines | None = None
        self._keeper = ViewKeeper(desk, look, self)
        self._memory = RailMemory(desk)
        self._counting = Counting(desk, self)
        self.model = RailModel()
        self.view = RailView(self.model, look, self)
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.timeout.connect(self.show_now)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.setAccessibleName(tr("Resources, views and filters"))
        self._connect()
        self._restyle()
        self.show_now()
        here = self.model.row_of(LineKind.RESOURCE, desk.resource.id)
        self.view.setCurrentIndex(self.model.index(max(here, 0)))

    @property
    def facets(self) -> tuple[Facet, ...]:
        """The facets as they are shown."""
        return self._facets

    def facet(self, key: str) -> Facet | None:
        """Return a facet by its key."""
        return next((held for held in self._facets if held.key == key), None)

    def show_classes(self, classes: ClassLines) -> None:
        """Show the classes in use under the resources from now on."""
        self._classes = classes
        classes.changed.connect(self._later)

    def set_folded(self, folded: bool) -> None:
        """Show icons only, or all."""
        if folded == self._folded:
            return
        if folded:
            self._wide = self.width()
        self._folded = folded
        self.view.set_folded(folded=folded)
        self._restyle()
        self._take_room(self._look.px(FOLDED) if folded else self._wide)
        self.show_now()

    def show_now(self) -> None:
        """Show what the desk holds, and have counted what is not yet."""
        self._refresh.stop()
        try:
            self._memory.learn()
            desk, state = self._desk, self._memory.state(folded=self._folded)
            self._facets = self._with_counts(facets_of(desk))
            views = desk.workspace.views.list(desk.source.id, desk.resource.id)
            lines = rail_lines(desk, views, self._facets, state, self._classes)
        except WbError as error:
            self._desk.trouble.emit(error)
            return
        here = self.model.line(self.view.currentIndex().row())
        self.model.set_lines(lines)
        self._return_to(here)
        self._place_ranges()
        self._count()

    def _return_to(self, line: RailLine | None) -> None:
        """Make the line current that was, wherever it stands now."""
        row = self.model.row_of(line.kind, line.key) if line else -1
        if row >= 0 and row != self.view.currentIndex().row():
            self.view.setCurrentIndex(self.model.index(row))

    # ---- what lines do ---------------------------------------------------------------------

    def activate(self, line: RailLine, *, out: bool = False) -> None:
        """Do what a click on a line does; `out` leaves a value out."""
        if self._classes is not None and self._classes.activate(line):
            return
        match line.kind:
            case LineKind.RESOURCE:
                self._open_resource(line.key)
            case LineKind.VIEW:
                self._use_view(line.key)
            case LineKind.FACET:
                self.fold(line, is_open=not line.fold)
            case LineKind.VALUE:
                self.tick(line, out=out)
            case LineKind.MORE:
                self.show_all(line.key)
            case LineKind.FILTERS:
                self._show_filters()
            case LineKind.HEADING if line.icon:
                self._keeper.save_as(self.view.anchor(line))

    def tick(self, line: RailLine, *, out: bool = False) -> None:
        """Tick a value, or leave it out; once more undoes it."""
        facet = self._facet_of(line)
        if facet is not None:
            code = value_of(line, facet)
            put(self._desk, facet, choosing_after(facet, code, out=out and facet.excludes))

    def clear(self, key: str) -> None:
        """Untick everything of a facet."""
        facet = self.facet(key)
        if facet is not None:
            choosing = facet.choosing()
            choosing.clear()
            put(self._desk, facet, choosing)

    def fold(self, line: RailLine, *, is_open: bool) -> None:
        """Open or fold a facet, or a value with others below it."""
        if line.kind is LineKind.GROUP and self._classes is not None:
            self._classes.fold(line, is_open=is_open)
        elif line.kind is LineKind.FACET:
            self._memory.fold(line.key, is_open=is_open)
        elif is_open:
            self._memory.branches.add(line.key)
        else:
            self._memory.branches.discard(line.key)
        self.show_now()

    def show_all(self, key: str) -> None:
        """Open all values of a facet with a search, beside the rail."""
        facet = self.facet(key)
        if facet is None:
            return
        choosing = facet.choosing()
        found = ValueList(
            facet.title,
            choosing,
            self._look,
            self._desk.workspace.formats,
            excludes=facet.excludes,
        )
        found.changed.connect(lambda: put(self._desk, facet, choosing))
        found.setFixedSize(self._look.px(300), self._look.px(420))
        line = RailLine(LineKind.FACET, key)
        self._open(facet.title, found, self.view.anchor(line))

    def open_menu(self, line: RailLine, anchor: QWidget) -> None:
        """Open the menu of a line under `anchor`."""
        menu = None
        if line.kind is LineKind.VIEW:
            menu = view_menu(self, self._desk, self._keeper, line.key, anchor)
        elif line.kind is LineKind.FACET and (facet := self.facet(line.key)):
            menu = facet_menu(self, facet, line)
        elif line.kind is LineKind.VALUE and (facet := self._facet_of(line)):
            menu = value_menu(self, facet, line)
        if menu is not None:
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))

    def move_view(self, name: str, step: int) -> None:
        """Move a saved view up (-1) or down (1)."""
        self._keeper.move(name, step)

    def place_view(self, name: str, position: int) -> None:
        """Put a saved view at a position."""
        self._keeper.place(name, position)

    def rename_view(self, line: RailLine) -> None:
        """Ask for another name of a saved view."""
        saved = self._saved(line.key)
        if saved:
            self._keeper.rename(saved, self.view.anchor(line))

    def remove_view(self, name: str) -> None:
        """Forget a saved view; a toast offers it back."""
        saved = self._saved(name)
        if saved:
            self._keeper.remove(saved)

    def _open_resource(self, identity: str) -> None:
        resource = self._desk.source.resource(identity)
        if resource is not None and resource is not self._desk.resource:
            self._desk.open(resource)

    def _use_view(self, name: str) -> None:
        saved = self._saved(name)
        if saved is not None:
            self._desk.use_view(saved.view, saved.name)

    def _saved(self, name: str):  # noqa: ANN202 - see Views.find
        return self._desk.workspace.views.find(self._desk.source.id, self._desk.resource.id, name)

    def _facet_of(self, line: RailLine) -> Facet | None:
        found = [facet for facet in self._facets if line.key.startswith(f"{facet.key}/")]
        return max(found, key=lambda facet: len(facet.key), default=None)

    def _show_filters(self) -> None:
        builder = FilterBuilder(self._desk, self._look)
        self._open(tr("Filters"), builder, self.view.anchor(RailLine(LineKind.FILTERS, "")))
        builder.applied.connect(self._close)

    def _open(self, name: str, body: QWidget, anchor: QWidget) -> None:
        self._close()
        pop = PopOver(name, body, self._look, self)
        pop.closed.connect(pop.deleteLater)
        pop.destroyed.connect(lambda: self._forget(pop))
        self._pop = pop
        pop.open_at(anchor)

    def _forget(self, pop: PopOver) -> None:
        if self._pop is pop:
            self._pop = None

    def _close(self) -> None:
        pop, self._pop = self._pop, None
        if pop is not None:
            pop.close()

    # ---- counts ----------------------------------------------------------------------------

    def _with_counts(self, facets: tuple[Facet, ...]) -> tuple[Facet, ...]:
        values = self._counting.values
        return tuple(
            facet
            if facet.by_service or facet.field is None
            else replace(facet, values=values.get(facet.field.id, ()))
            for facet in facets
        )

    def _count(self) -> None:
        """Have open facets counted where rows, local filters or prices are others than before."""
        session = self._desk.session
        folds = self._memory.folds()
        shown = [
            facet
            for place, facet in enumerate(self._facets)
            if facet.field and is_open(facet, place, folds)
        ]
        fields = [held.field.id for held in shown if held.field and not held.by_service]
        ranges = [held.field.id for held in shown if held.field and held.is_range]
        table = session.table if session else None
        rows = session.rows if session else None
        now = (
            table,
            table.generation if table else 0,
            (rows.text, dict(rows.header), dict(rows.facets), dict(rows.ids)) if rows else (),
            fields,
            ranges,
        )
        if now == self._counted_at or self._folded:
            return
        if not self._counted_at or self._counted_at[0] is not table:
            kept = self._counting.values if self._same_resource() else None
            if kept is None:
                self._counting.forget()
        self._counted_at = now
        self._counting.count(fields, ranges)

    def _same_resource(self) -> bool:
        table = self._counted_at[0] if self._counted_at else None
        fields = getattr(table, "fields", None)
        return fields is self._desk.resource.fields

    def _place_ranges(self) -> None:
        """Keep one widget in each line of a range, and none elsewhere."""
        shown = {line.key for line in self.model.lines() if line.kind is LineKind.RANGE}
        for key in set(self._ranges) - shown:
            del self._ranges[key]
        for key in shown:
            facet = self.facet(key)
            row = self.model.row_of(LineKind.RANGE, key)
            index = self.model.index(row)
            if facet is None or facet.owner is None:
                continue
            held = self.view.indexWidget(index)
            if not isinstance(held, RangeFacet):
                held = RangeFacet(self._desk, self._look, facet.owner)
                self._ranges[key] = held
                self.view.setIndexWidget(index, held)
            if facet.field:
                held.show_spread(self._counting.histograms.get(facet.field.id))
            held.show_range()

    def _take_room(self, width: int) -> None:
        """Have a splitter give the rail this width: it does not follow a smaller limit itself."""
        splitter = self.parentWidget()
        if isinstance(splitter, QSplitter) and splitter.count() > 1:
            sizes = splitter.sizes()
            place = splitter.indexOf(self)
            beside = place + 1 if place + 1 < len(sizes) else place - 1
            sizes[beside] += sizes[place] - width
            sizes[place] = width
            splitter.setSizes(sizes)

    # ---- being a widget --------------------------------------------------------------------

    def _connect(self) -> None:
        desk = self._desk
        for changed in (
            desk.session_changed,
            desk.view_changed,
            desk.query_changed,
            desk.status_changed,
            desk.facets_changed,
            desk.saved_changed,
        ):
            changed.connect(self._later)
        self._counting.counted.connect(self.show_now)
        desk.workspace.books.changed.connect(weak_slot(self, self._staged_moved))
        self._look.changed.connect(self._restyle)

    def _later(self) -> None:
        if not self._refresh.isActive():
            self._refresh.start(LOADING_MS if self._desk.loading else REFRESH_MS)

    def _staged_moved(self) -> None:
        """Count drafts anew: slower than a click, as a send moves one record at a time."""
        if not self._refresh.isActive():
            self._refresh.start(LOADING_MS)

    @never_raises(None)
    def _restyle(self) -> None:
        px, size = self._look.px, self._look.size
        if self._folded:
            self.setFixedWidth(px(FOLDED))
        else:
            self.setMinimumWidth(size("rail_least"))
            self.setMaximumWidth(size("rail_most"))
        self.updateGeometry()
        self.view.restyle()

    @never_raises(QSize(216, 400))
    def sizeHint(self) -> QSize:  # noqa: D102
        width = self._look.px(FOLDED) if self._folded else self._look.size("rail")
        return QSize(width, self._look.px(400))

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.window)
