"""The editor for a company's own attributes: one is found by name, then its type asks for values.

What is asked of each attribute stands above as a chip. Where the list cannot be read, identifiers
can still be typed as at the command line.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.attribute_words import BETWEEN, label_of, words_of
from workbench.core.attributes import (
    Asked,
    Attribute,
    asked_in,
    codes_of,
    conditions_for,
)
from workbench.core.errors import WbError
from workbench.core.queries import Condition, Filter
from workbench.core.texts import tr, trn
from workbench.ui.desk.desk import Desk
from workbench.ui.entry.wrap import Wrap
from workbench.ui.filters.attributelist import AttributeList
from workbench.ui.filters.attributelookup import AttributeLookup
from workbench.ui.filters.attributevalue import AttributePage
from workbench.ui.filters.grounds import scrolled
from workbench.ui.filters.partseditor import PartsEditor
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.chips import Chip, ChipText
from workbench.ui.parts.progress import Ring
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role


class AttributesEditor(QWidget):
    """Type to find an attribute, Enter to ask something of it, Enter again to apply.

    Args:
        desk: whose filter.
        look: of its parts.
        owner: the filter; its `attribute` reads the attributes.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, desk: Desk, look: Look, owner: Filter) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self._owner = owner
        self._known: dict[str, Attribute] = {}
        self._asked: dict[str, Asked] = {}
        self._wanted = ""
        self.typed = PartsEditor(desk, look, owner)
        self.chips = Wrap(look)
        self.list = AttributeList(look)
        self.page: AttributePage | None = None
        self.switch = Button(tr("Type identifiers"), look, Kind.LINK, small=True)
        self._ring = Ring(tr("Reading the attributes"), look)
        self._said = label("", look, Role.NOTE, "text2", wrap=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(scrolled(self.typed, look))
        self._lay_out()
        self.list.taken.connect(self.edit)
        self.switch.clicked.connect(self.switch_form)
        self.setFocusProxy(self.list)
        self.lookup = AttributeLookup(desk, owner, self)
        self.lookup.found.connect(self._take)
        self.lookup.failed.connect(self._fail)
        self.lookup.load()
        self._ring.setVisible(self.lookup.loading)
        self._say(tr("Reading the attributes…") if self.lookup.loading else "")
        self._show()

    # ---- what is asked ----------------------------------------------------------------------

    def conditions(self) -> tuple[Condition, ...]:
        """Return what is asked, with the names of attributes and values.

        Raises:
            WbError: INPUT; its sentence stands where the wrong value is.
        """
        if self.is_typed:
            asked = self._typed()
        else:
            self._keep_page()
            asked = tuple(self._asked.values())
        return conditions_for(self._owner.name, asked, self._label)

    def load(self, conditions: Sequence[Condition]) -> None:
        """Show what is asked now; names that are not known yet stay as they were kept."""
        try:
            asked = asked_in({held.part: held.value for held in conditions}, self._language)
        except WbError:
            # What cannot be meant is shown as it was typed, to be mended there.
            self.typed.load(conditions)
            self._stack.setCurrentIndex(1)
            asked = ()
        self._asked = {one.code: one for one in asked}
        for held in conditions:
            values = held.value if isinstance(held.value, tuple) else (str(held.value),)
            for typed, said in zip(values, held.labels, strict=False):
                self._learn(held.part, typed, said)
        self._show()

    def _typed(self) -> tuple[Asked, ...]:
        """Return what the typed identifiers ask; a wrong one has its sentence under it."""
        found = {held.part: held.value for held in self.typed.conditions()}
        for held in self.typed.inputs:
            try:
                asked_in({name: found[name] for name in (held.part.name,) if name in found})
            except WbError as error:
                held.box.set_error(error.full_text)
                raise
        return asked_in(found, self._language)

    def show_attribute(self, code: str) -> None:
        """Show what is asked of one attribute, once it is known."""
        self._wanted = code
        if code in self._known and self.list.model.rowCount():
            self.edit(self._known[code])

    def _learn(self, part: str, typed: str, said: str) -> None:
        name = said.partition(BETWEEN)[0]
        for code in codes_of(part, typed):
            asked = self._asked.get(code)
            if name and asked is not None and code not in self._known:
                self._known[code] = Attribute(code, name, asked.type)

    def _label(self, asked: Asked, part: str) -> str:
        return label_of(asked, part, self._known.get(asked.code))

    @property
    def _language(self) -> str:
        return next(iter(self._desk.source.languages), "")

    # ---- one attribute ----------------------------------------------------------------------

    def edit(self, attribute: Attribute) -> None:
        """Ask for values of an attribute."""
        self._drop_page()
        page = AttributePage(attribute, self._desk, self._look)
        page.input.load(self._asked.get(attribute.code))
        page.input.changed.connect(self.changed)
        page.input.entered.connect(self.entered)
        page.left.connect(self.leave)
        self.page = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._show()
        self._say("")
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Go back to the attributes, keeping what is asked; a wrong value stays with its reason."""
        try:
            self._keep_page()
        except WbError:
            return
        self._wanted = ""
        self._drop_page()
        self._stack.setCurrentIndex(0)
        self._show()
        self.list.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self, code: str) -> None:
        """Ask nothing of an attribute any more."""
        self._asked.pop(code, None)
        if self.page is not None and self.page.attribute.code == code:
            self.page.input.load(None)
        self._show()
        self.changed.emit()

    @property
    def is_typed(self) -> bool:
        """Whether identifiers are typed."""
        return self._stack.currentIndex() == 1

    def switch_form(self) -> None:
        """Type identifiers, or choose by name again; what is asked goes along where it can."""
        if self.is_typed:
            try:
                conditions = self.conditions()
            except WbError:
                return
            self._stack.setCurrentIndex(0)
            self.load(conditions)
        else:
            self.typed.load(self.conditions())
            self._stack.setCurrentIndex(1)
            self._show()

    def _keep_page(self) -> None:
        if self.page is None:
            return
        code, asked = self.page.attribute.code, self.page.input.asked()
        if asked is not None:
            self._asked[code] = asked
        else:
            self._asked.pop(code, None)

    def _drop_page(self) -> None:
        if self.page is not None:
            self._stack.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
            self.page = None

    # ---- showing ----------------------------------------------------------------------------

    def _show(self) -> None:
        # The one that is being asked for says so itself.
        own = self.page.attribute.code if self.page is not None else ""
        asked = [] if self.is_typed else [one for one in self._asked.values() if one.code != own]
        chips = [self._chip(one) for one in asked]
        self.chips.show_widgets(chips)
        self.chips.setVisible(bool(chips))
        self.list.model.use(self._asked)
        self.switch.setVisible(self.page is None)
        self.switch.say(tr("Choose by name") if self.is_typed else tr("Type identifiers"))
        count = len(self.list.model.all)
        if count:
            self._say(trn("{count} attribute", "{count} attributes", count))

    def _chip(self, asked: Asked) -> Chip:
        attribute = self._known.get(asked.code)
        name = attribute.name if attribute is not None else asked.code
        chip = Chip(ChipText(asked.code, name, "", words_of(asked, attribute)), self._look)
        chip.removed.connect(lambda code=asked.code: self.remove(code))
        chip.clicked.connect(lambda _on=False, code=asked.code: self._open(code))
        return chip

    def _open(self, code: str) -> None:
        if self.page is not None:
            self.leave()
        attribute = self._known.get(code) or Attribute(code, code, self._asked[code].type)
        if self.page is None:
            self.edit(attribute)

    def _take(self, attributes: Sequence[Attribute]) -> None:
        self._ring.hide()
        self._known |= {held.code: held for held in attributes}
        self.list.model.show(attributes)
        self._show()
        if self._wanted and self._wanted in self._known:
            self.edit(self._known[self._wanted])

    def _fail(self, error: WbError) -> None:
        self._ring.hide()
        self._say(error.full_text, Mark.REFUSED)

    def _say(self, text: str, mark: Mark | None = None) -> None:
        self._said.set_ink(mark or "text2")
        self._said.say(text)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        keep_spacing(foot, self._look)
        foot.addWidget(self._ring)
        foot.addWidget(self._said, 1)
        foot.addWidget(self.switch)
        column = QVBoxLayout(self)
        keep_spacing(column, self._look)
        column.addWidget(self.chips)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape and self.page is not None:
            self.leave()
            return
        super().keyPressEvent(event)
