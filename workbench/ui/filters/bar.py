"""The chip row of a tab: every filter in force, each opened and removed where it stands."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.attributechips import code_of, drop_attribute, filter_of
from workbench.ui.filters.attributenames import AttributeNames
from workbench.ui.filters.chiptexts import chip_texts
from workbench.ui.filters.choosing import Choosing
from workbench.ui.filters.subjects import Subject, field_subject, subject_of
from workbench.ui.parts.chips import Chip, ChipRow, ChipText
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.popover import PopOver
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look
from workbench.ui.topics import set_topic


class FilterBar(QWidget):
    """Chips of a desk's filters, "+ Filter", and "Clear all"."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        set_topic(self, "filters")
        self._desk = desk
        self._look = look
        self._texts: list[ChipText] = []
        self._pop: PopOver | None = None
        self._names = AttributeNames(desk, self)
        self._names.changed.connect(self._show)
        self.row = ChipRow(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.row)
        self.row.opened.connect(self.open_chip)
        self.row.removed.connect(self.remove_chip)
        self.row.add_wanted.connect(self.add_filter)
        self.row.clear_wanted.connect(desk.clear_filters)
        self.row.rest_wanted.connect(self.show_rest)
        for changed in (
            desk.query_changed,
            desk.view_changed,
            desk.session_changed,
            desk.status_changed,
            desk.facets_changed,
        ):
            changed.connect(self._show)
        self.row.set_chips([])
        self._show()

    def texts(self) -> list[ChipText]:
        """Return what the chips say."""
        return list(self._texts)

    def add_filter(self) -> None:
        """Open the filter builder."""
        from workbench.ui.filters.builder import FilterBuilder  # noqa: PLC0415 - on use

        builder = FilterBuilder(self._desk, self._look)
        builder.applied.connect(self._close)
        self._open(tr("Add a filter"), builder, self.row.add_button)

    def open_chip(self, key: str) -> None:
        """Open the editor of a filter under its chip."""
        kind, _, name = key.partition(":")
        anchor = self._anchor(key)
        if kind == "text":
            self._open(tr("Search"), self._text_editor(), anchor)
        elif kind == "facet":
            self._open(tr("Values"), self._facet_editor(name), anchor)
        else:
            subject = self._subject(kind, name)
            if subject is None:
                return
            from workbench.ui.filters.panel import FilterPanel  # noqa: PLC0415 - on use

            panel = FilterPanel(self._desk, self._look, subject)
            panel.applied.connect(self._close)
            panel.show_attribute(code_of(key))
            px = self._look.px
            panel.setFixedSize(px(400), px(panel.tall))
            self._open(subject.title, panel, anchor)

    def remove_chip(self, key: str) -> None:
        """Remove a filter; the focus goes on to the next chip."""
        keys = [text.key for text in self._texts]
        place = keys.index(key) if key in keys else 0
        had_focus = self.row.isAncestorOf(self.focusWidget() or self)
        kind, _, name = key.partition(":")
        desk = self._desk
        if kind == "text":
            desk.set_text("")
        elif kind == "facet":
            desk.set_facets(name, ())
        elif kind == "header":
            desk.set_header(name, "")
        elif code_of(key):
            drop_attribute(desk, filter_of(key), code_of(key))
        else:
            desk.drop_condition(name)
        if had_focus:
            self._focus(place)

    def show_rest(self) -> None:
        """Show the chips that did not fit, in a list under the last one."""
        body = QWidget()
        column = QVBoxLayout(body)
        keep_spacing(column, self._look, 6)
        for text in self.row.hidden_chips():
            chip = Chip(text, self._look)
            chip.clicked.connect(lambda _on=False, key=text.key: self.open_chip(key))
            chip.removed.connect(lambda key=text.key: self._remove_hidden(key))
            column.addWidget(chip)
        self._open(tr("More filters"), body, self.row.rest_button)

    def _remove_hidden(self, key: str) -> None:
        self._close()
        self.remove_chip(key)

    def _anchor(self, key: str) -> QWidget:
        chip = self.row.chip(key)
        return chip if chip is not None and chip.isVisible() else self.row.rest_button

    def _subject(self, kind: str, name: str) -> Subject | None:
        resource = self._desk.resource
        if kind == "header":
            field = resource.field(name)
            return field_subject(field) if field else None
        name = filter_of(f"{kind}:{name}")
        owner = next((held for held in resource.filters if held.name == name), None)
        return subject_of(owner) if owner else None

    def _text_editor(self) -> QWidget:
        edit = LineEdit(tr("Search"), self._look, search=True)
        session = self._desk.session
        edit.setText(self._desk.view.query.text or (session.rows.text if session else ""))
        edit.setMinimumWidth(self._look.px(260))

        def take() -> None:
            self._desk.set_text(edit.text().strip())
            self._close()

        edit.returnPressed.connect(take)
        return FieldBox(tr("Search"), edit, self._look)

    def _facet_editor(self, field_id: str) -> QWidget:
        from workbench.ui.filters.valuelist import ValueList  # noqa: PLC0415 - on use

        session = self._desk.session
        values = session.rows.facet(field_id, 10_000) if session else ()
        choosing = Choosing(values)
        choosing.set_ticks(self._desk.view.facets.get(field_id, ()))
        field = self._desk.resource.field(field_id)
        name = tr(field.title) if field else field_id
        formats = self._desk.workspace.formats
        found = ValueList(name, choosing, self._look, formats, excludes=False)
        found.changed.connect(lambda: self._tick(field_id, choosing))
        found.setFixedSize(self._look.px(280), self._look.px(340))
        return found

    def _tick(self, field_id: str, choosing: Choosing) -> None:
        try:
            self._desk.set_facets(field_id, tuple(choosing.wanted))
        except WbError as error:
            self._desk.trouble.emit(error)

    def _open(self, name: str, body: QWidget, anchor: QWidget) -> None:
        self._close()
        pop = PopOver(name, body, self._look, self)
        pop.closed.connect(pop.deleteLater)
        self._pop = pop
        pop.destroyed.connect(lambda: self._forget(pop))
        pop.open_at(anchor)

    def _forget(self, pop: PopOver) -> None:
        if self._pop is pop:
            self._pop = None

    def _close(self) -> None:
        pop, self._pop = self._pop, None
        if pop is not None:
            pop.close()

    def _focus(self, place: int) -> None:
        shown = self.texts()
        chip = self.row.chip(shown[min(place, len(shown) - 1)].key) if shown else None
        (chip or self.row.add_button).setFocus()

    @never_raises(None)
    def _show(self) -> None:
        self._names.seek()
        texts = chip_texts(self._desk, self._names)
        if texts != self._texts:
            chips = ((text.key, self.row.chip(text.key)) for text in self._texts)
            current = next((key for key, chip in chips if chip and chip.hasFocus()), "")
            self._texts = texts
            self.row.set_chips(texts)
            chip = self.row.chip(current) if current else None
            if chip is not None:
                # Names may come while somebody goes through the chips by keys.
                chip.setFocus()
        # The comparison asks in a bar of its own: the row is there once something is filtered.
        if self._desk.local is not None:
            self.setVisible(bool(texts))

    @never_raises(QSize(200, 38))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(400), self._look.size("chip_row"))

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.surface)
