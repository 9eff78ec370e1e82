"""The dock: the current row whole, following the selection, with a page per table inside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workbench.core.errors import ErrorCode, WbError
from workbench.core.fields import Kind
from workbench.core.queries import Query
from workbench.core.sources import SubTable
from workbench.core.texts import tr
from workbench.ui.charts.curves import Curve
from workbench.ui.dock.course import stops_of
from workbench.ui.dock.details import Details
from workbench.ui.dock.filtering import filter_by, offers_filter
from workbench.ui.dock.lines import read_groups
from workbench.ui.dock.raw import RawPage
from workbench.ui.dock.reading import Reading
from workbench.ui.dock.record import Record, curves_of, rows_in_effect
from workbench.ui.dock.saying import head_texts
from workbench.ui.dock.submodel import SubRows
from workbench.ui.dock.subpage import SubPage
from workbench.ui.dock.tabs import PageTabs
from workbench.ui.dock.times import panels_of
from workbench.ui.form.pages import FormPages
from workbench.ui.links import open_link
from workbench.ui.parts.empty import EmptyState
from workbench.ui.parts.strip import Strip
from workbench.ui.safe import never_raises
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QShowEvent

    from workbench.core.sources import Resource
    from workbench.ui.desk.desk import Desk
    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

FOLLOW_MS = 40
"""The dock follows when the current row has stood this long."""

REST_MS = 400
"""What costs a request is asked for when the current row has stood this long."""

DETAILS = "details"
FORM = "form"
RAW = "raw"


class Dock(QWidget):
    """Details or form, inner tables and raw document of the current row.

    Ctrl+Alt+F or "/" searches within the fields.

    Attributes:
        picture_wanted: the picture shown is wanted large.
        close_wanted: the dock is to be put away.
        typed: the form and the lists, where records can be changed.
    """

    picture_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, desk: Desk, look: Look, shelf: PictureShelf) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self._shelf = shelf
        self._resource: Resource | None = None
        self._record: Record | None = None
        self._shown: tuple[object, ...] = ()
        self._filled: dict[str, Record] = {}
        self._strip: Strip | None = None
        self.setAccessibleName(tr("Details of the row"))
        self.tabs = PageTabs(look)
        self.details = Details(look, shelf, desk.source.title)
        self.raw = RawPage(look, desk.workspace.jobs)
        self.pages: dict[str, SubPage] = {}
        self.reading = Reading(desk, self)
        self._later = QTimer(self, interval=FOLLOW_MS, singleShot=True)
        self._later.timeout.connect(self._follow)
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._fill_unfolded)
        self._lay_out()
        self._connect()
        self._take_resource()
        self._later.start()

    # ---- building --------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.nothing = EmptyState(
            "panel-right",
            tr("No row chosen"),
            tr("Choose a row to see all of its fields."),
            self._look,
        )
        self._stack = QStackedWidget()
        self.typed = FormPages(self._desk, self._look, self._stack)
        for page in (self.details, self.raw):
            self._stack.addWidget(page)
        record = QWidget()
        self._column = QVBoxLayout(record)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.tabs)
        self._column.addWidget(self._stack, 1)
        self._whole = QStackedWidget()
        self._whole.addWidget(record)
        self._whole.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)
        self._whole.setCurrentWidget(self.nothing)

    def _connect(self) -> None:
        desk = self._desk
        desk.selection.current_changed.connect(self._soon)
        for signal in (desk.session_changed, desk.status_changed, desk.facets_changed):
            signal.connect(self._soon)
        desk.view_changed.connect(self._soon)
        self.tabs.chosen.connect(self._turn_page)
        self.details.head.picture_wanted.connect(self.picture_wanted)
        self.details.filter_wanted.connect(lambda line: filter_by(desk, line))
        self.details.link_wanted.connect(open_link)
        self.details.table_wanted.connect(self._fill)
        self.typed.stepped.connect(self._follow)
        self.typed.close_wanted.connect(self.close_wanted)
        self.typed.counted.connect(self.tabs.set_count)
        self.reading.record_read.connect(self._take_record)
        self.reading.table_read.connect(self._take_table)
        self.reading.table_failed.connect(self._show_table_failure)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("/", "Ctrl+Alt+F"):
            short = QShortcut(QKeySequence(keys), self)
            short.setContext(inside)
            short.activated.connect(self.search_fields)

    def search_fields(self) -> None:
        """Search within the fields: they are shown and their search has the focus."""
        if self.typed.form is not None:
            self.tabs.choose(FORM)
            self.typed.form.focus_search()
            return
        self.tabs.choose(DETAILS)
        self.details.focus_search()

    def focus_field(self, field: str) -> bool:
        """Put the focus where a field is typed; return whether there is such a place."""
        typed = self.typed
        if field in typed.lists:
            self.tabs.choose(field)
            typed.lists[field].focus_rows()
            return True
        if typed.form is None:
            return False
        self.tabs.choose(FORM)
        self._follow()
        return typed.form.focus_field(field)

    def _take_resource(self) -> None:
        """Make the pages of the resource that is on the desk."""
        resource = self._desk.resource
        self._resource = resource
        self._record, self._shown = None, ()
        self._filled.clear()
        for page in self.pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        typed = self.typed
        typed.make(resource)
        inside = [held for held in resource.subtables if held.id not in typed.lists]
        self.pages = {held.id: self._page(held) for held in inside}
        if typed.form is None:
            self.details.show_resource(resource, lambda line: offers_filter(self._desk, line))
        first = (DETAILS, tr("Details")) if typed.form is None else (FORM, tr("Form"))
        self.tabs.set_pages([first, *typed.titles(resource), (RAW, tr("Raw"))])
        self.tabs.choose(self._desk.dock_page)
        self._turn_page(self.tabs.current)

    def _page(self, subtable: SubTable) -> SubPage:
        page = SubPage(subtable, self._look, self._shelf, self._desk.workspace.formats)
        page.load_wanted.connect(lambda: self._fill(subtable.id, again=True))
        self._stack.addWidget(page)
        return page

    # ---- following -------------------------------------------------------------------------

    @never_raises(None)
    def _soon(self, *_: object) -> None:
        if not self._later.isActive():
            self._later.start()

    @never_raises(None)
    def _follow(self) -> None:
        """Show the current row: its fields at once, its document when it is read.

        A hidden dock waits until it is shown.
        """
        if not self.isVisible():
            return
        desk, session = self._desk, self._desk.session
        if self._resource is not desk.resource or self.typed.stale:
            self._take_resource()
        key = desk.selection.current
        row = session.table.row_of(key) if session and key else None
        if session is None or row is None:
            self._clear()
            return
        query = desk.view.query
        shown = (session, session.table, session.table.generation, key, query.language)
        if (*shown, query.quantity) == self._shown:
            return
        self._whole.setCurrentIndex(0)
        if not self.typed.show_record(key):
            self._show_fields(key, row)
        only_quantity = self._record is not None and self._shown[3:5] == (key, query.language)
        self._shown = (*shown, query.quantity)
        if not only_quantity:
            self._forget_record()
        self.reading.read(key, query)

    def _show_fields(self, key: str, row: int) -> None:
        desk, session = self._desk, self._desk.session
        assert session is not None
        formats, table = desk.workspace.formats, session.table
        face = desk.resource.face
        self.details.head.say(head_texts(desk.resource, table, row, formats))
        picture = table.value(row, face.picture) if face.picture else None
        if self._record is None or self._record.key != key:
            self.details.head.show_pictures((str(picture),) if picture else ())
        groups = read_groups(desk.resource.fields, table, row, formats)
        self.details.show_groups(groups, formats.integer(table.quantity))

    def _forget_record(self) -> None:
        self._record = None
        self._filled.clear()
        self._drop_strip()
        for identity, typed in self.typed.lists.items():
            if typed.isHidden():
                self.tabs.set_count(identity, None)
        for identity, page in self.pages.items():
            self.tabs.set_count(identity, None)
            if page.subtable.load is not None:
                page.show_waiting()
                self.details.show_inner(identity, None, self._desk.workspace.formats)

    def _clear(self) -> None:
        self._shown = ()
        self._record = None
        self.typed.clear()
        self.reading.drop()
        self._whole.setCurrentWidget(self.nothing)

    def _take_record(self, record: Record) -> None:
        if record.key != self._desk.selection.current:
            return
        self._record = record
        self._filled.clear()
        if record.error is not None:
            self._show_strip(record.error)
        self.typed.reread()
        if record.pictures:
            self.details.head.show_pictures(record.pictures)
        for subtable in self._desk.resource.subtables:
            if subtable.load is None:
                self.tabs.set_count(subtable.id, self._count(subtable, record))
        if self.typed.form is None:
            self._show_prices(record)
        self.raw.set_document(record.document)
        self._turn_page(self.tabs.current)
        self._rest.start()

    @never_raises(None)
    def _fill_unfolded(self) -> None:
        if self.tabs.current == DETAILS and self.typed.form is None:
            for identity in self.details.unfolded():
                self._fill(identity)

    def _count(self, subtable: SubTable, record: Record) -> int | None:
        """How many rows a tab names; a table of steps is known by its chart instead."""
        rows = record.tables.get(subtable.id, ())
        return None if subtable.chart in {"steps", "course"} else len(rows)

    def _show_prices(self, record: Record) -> None:
        formats, quantity = self._desk.workspace.formats, record.query.quantity
        curves: list[Curve] = []
        for subtable in self._desk.resource.subtables:
            if subtable.chart == "steps":
                curves += self._curves(subtable, record.tables.get(subtable.id, ()))
        self.details.show_curves(curves, quantity, formats)

    def _curves(self, subtable: SubTable, rows: Sequence[object]) -> list[Curve]:
        desk, session = self._desk, self._desk.session
        face, ladders = desk.resource.face, ()
        row = session.table.row_of(desk.selection.current) if session else None
        held = desk.resource.field(face.price) if face.price else None
        if session is not None and row is not None and held and held.kind is Kind.PRICE:
            value = session.table.value(row, face.price)
            ladders = value if isinstance(value, tuple) else ()
        return curves_of(subtable, rows, ladders) if subtable.chart == "steps" else []

    # ---- pages -----------------------------------------------------------------------------

    @never_raises(None)
    def _turn_page(self, identity: str) -> None:
        self._desk.dock_page = identity
        first: QWidget = self.typed.form or self.details
        found = self.typed.page(identity) or self.pages.get(identity)
        self._stack.setCurrentWidget(found or (self.raw if identity == RAW else first))
        if identity in self.pages:
            self._fill(identity)

    def _fill(self, identity: str, *, again: bool = False) -> None:
        """Read the rows of a page when it is first looked at."""
        record, page = self._record, self.pages[identity]
        if record is None:
            return
        if self._filled.get(identity) is record and not again:
            return
        self._filled[identity] = record
        failure = record.failures.get(identity)
        if failure:
            self._show_table_failure(identity, data_failure(failure))
            return
        if not self.reading.is_loaded(page.subtable, record):
            page.show_waiting()
        self.reading.fill(page.subtable, record)

    def _take_table(self, identity: str, held: SubRows, rows: Sequence[object]) -> None:
        page = self.pages.get(identity)
        if page is None or self._record is None:
            return
        curves = self._curves(page.subtable, rows)
        marked = rows_in_effect(page.subtable, rows, curves, held.table.quantity)
        page.show_rows(
            held, curves, self._desk.workspace.formats, marked if curves else frozenset()
        )
        if page.times is not None:
            page.show_times(panels_of(page.subtable, rows))
        if page.course is not None:
            page.show_course(stops_of(page.subtable, rows, self._desk.workspace.formats))
        if page.subtable.load is not None:
            self.tabs.set_count(identity, len(held.table))
        self.details.show_inner(identity, held, self._desk.workspace.formats)

    def _show_table_failure(self, identity: str, error: WbError) -> None:
        page = self.pages.get(identity)
        if page is not None:
            page.show_failure(error)

    def _show_strip(self, error: WbError) -> None:
        self._drop_strip()
        strip = Strip(Mark.REFUSED, error.sentence, error.hint, self._look)
        strip.dismissed.connect(self._drop_strip)
        self._strip = strip
        self._column.insertWidget(1, strip)

    def _drop_strip(self) -> None:
        if self._strip is not None:
            self._strip.hide()
            self._strip.deleteLater()
            self._strip = None

    # ---- Qt --------------------------------------------------------------------------------

    @never_raises(None)
    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self._soon()

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.surface)

    @never_raises(QSize(352, 600))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.size("dock"), self._look.px(600))

    @never_raises(QSize(300, 200))
    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.size("dock_least"), self._look.px(200))

    def query(self) -> Query | None:
        """The question that the record shown was read for, None where none is shown."""
        return self._record.query if self._record else None


def data_failure(sentence: str) -> WbError:
    """Name a part of a document that could not be read."""
    return WbError(ErrorCode.DATA, sentence)
