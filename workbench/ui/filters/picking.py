"""The editor for filters whose values are chosen from a list, a tree, colours or countries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.pages import FacetValue
from workbench.core.queries import Condition, Filter, Input, Part, PartKind
from workbench.core.texts import tr
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.choosing import Choosing
from workbench.ui.filters.lookup import Lookup
from workbench.ui.filters.parts import LEFT_OUT, TAKEN, PartInput
from workbench.ui.filters.valuelist import ValueList
from workbench.ui.parts.progress import Ring
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label, visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role


class ValuesEditor(QWidget):
    """A searchable list of values, each wanted or left out; other parts stand below."""

    changed = Signal()
    entered = Signal()

    def __init__(self, desk: Desk, look: Look, owner: Filter) -> None:
        super().__init__()
        self._owner = owner
        self._lists = [part for part in owner.parts if part.kind is PartKind.LIST]
        self._one = None if self._lists else owner.parts[0]
        choosing = Choosing(
            tree=owner.input is Input.TREE, single=self._one is not None, exact=owner.exact
        )
        can_exclude = any(part.name in LEFT_OUT for part in self._lists)
        self.list = ValueList(
            tr(owner.title), choosing, look, desk.workspace.formats, excludes=can_exclude
        )
        self.list.changed.connect(self._ticked)
        self.groups = QComboBox()
        self.groups.setAccessibleName(tr("Tree"))
        self.groups.currentIndexChanged.connect(
            lambda _at: self.list.show_group(str(self.groups.currentData() or ""))
        )
        self.others = [
            PartInput(owner, part, look)
            for part in owner.parts
            if part.kind is not PartKind.LIST and part is not self._one
        ]
        self._ring = Ring(tr("Reading the values"), look)
        self._said = label("", look, Role.NOTE, "text2", wrap=True)
        self._hint = label("", look, Role.NOTE, "text3")
        self._hint.say(_hint(owner, can_exclude=can_exclude))
        self._lay_out(look)
        self.lookup = Lookup(desk, owner, self)
        self.lookup.found.connect(self._take)
        self.lookup.failed.connect(self._fail)
        self._begin()

    def _lay_out(self, look: Look) -> None:
        foot = QHBoxLayout()
        keep_spacing(foot, look)
        foot.addWidget(self._ring)
        foot.addWidget(self._said, 1)
        foot.addWidget(self._hint)
        column = QVBoxLayout(self)
        keep_spacing(column, look)
        column.addWidget(self.groups)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        for held in self.others:
            held.changed.connect(self.changed)
            column.addWidget(held)
        self.setFocusProxy(self.list)

    def _offer(self, values: Sequence[FacetValue]) -> None:
        """Offer values; where they stand in several trees, each tree too."""
        self.list.set_values(values)
        trees = dict.fromkeys(value.group for value in values if value.group)
        tree = self.list.choosing.tree and len(trees) > 1
        shown = str(self.groups.currentData() or "")
        with QSignalBlocker(self.groups):
            self.groups.clear()
            self.groups.addItem(tr("All trees"), "")
            for name in trees:
                self.groups.addItem(visible(name), name)
            self.groups.setCurrentIndex(max(0, self.groups.findData(shown)))
        self.groups.setVisible(tree)
        if tree:
            self.list.show_group(str(self.groups.currentData() or ""))

    def _begin(self) -> None:
        self._offer(self.lookup.known())
        self.lookup.load()
        self._ring.setVisible(self.lookup.loading)
        self._said.say(tr("Reading the values…") if self.lookup.loading else "")
        if not self.lookup.loading and not self.list.choosing.values:
            self._said.say(tr("The service named no values for this question."))

    def conditions(self) -> tuple[Condition, ...]:
        """Return what is asked, with the names of the values.

        Raises:
            WbError: INPUT, where another part cannot be sent.
        """
        choosing = self.list.choosing
        if self._one is not None:
            code = next(iter(choosing.wanted), "")
            return (self._condition(self._one, code, [code]),) if code else ()
        found = [
            self._condition(part, tuple(codes), codes)
            for part in self._lists
            if (codes := self._codes(part))
        ]
        others = [condition for held in self.others if (condition := held.condition())]
        return (*found, *others) if found else ()

    def load(self, conditions: Sequence[Condition]) -> None:
        """Show what is asked now; values that are not listed keep the names they had."""
        ticks: dict[str, tuple[str, ...]] = {}
        known = dict(self.list.choosing.values)
        for held in conditions:
            codes = held.value if isinstance(held.value, tuple) else (str(held.value),)
            if held.part in {part.name for part in self._lists} or self._one is not None:
                ticks["exclude" if held.part in LEFT_OUT else "include"] = codes
            if held.labels and held.part in {*TAKEN, *LEFT_OUT, ""}:
                for code, name in zip(codes, held.labels, strict=False):
                    known.setdefault(code, FacetValue(code, name, 0))
        only = {held.part: held.value for held in conditions}
        for held in self.others:
            held.set_text(str(only.get(held.part.name, "")))
        lists = {part.name for part in self._lists}
        wanted = ticks.get("include", ()) if lists or self._one else ()
        self._offer(tuple(known.values()))
        self.list.choosing.set_ticks(wanted, ticks.get("exclude", ()))
        self.list.show_ticked()
        self._show_summary()

    def _codes(self, part: Part) -> list[str]:
        choosing = self.list.choosing
        return list(choosing.unwanted if part.name in LEFT_OUT else choosing.wanted)

    def _condition(
        self, part: Part, value: str | tuple[str, ...], codes: Iterable[str]
    ) -> Condition:
        return Condition(self._owner.name, part.name, value, self.list.choosing.labels(codes))

    def _ticked(self) -> None:
        self._show_summary()
        self.changed.emit()

    def _show_summary(self) -> None:
        if not self.lookup.loading:
            self._said.set_ink("text2")
            self._said.say(self.list.summary())

    def _take(self, values: Sequence[FacetValue]) -> None:
        held = self.list.choosing.values
        named = {value.code for value in values}
        ticked = [*self.list.choosing.wanted, *self.list.choosing.unwanted]
        kept = [held[code] for code in ticked if code in held and code not in named]
        self._ring.hide()
        self._offer((*values, *kept))
        self.list.show_ticked()
        self._show_summary()

    def _fail(self, error: WbError) -> None:
        self._ring.hide()
        self._said.set_ink(Mark.REFUSED)
        self._said.say(error.full_text)


def _hint(owner: Filter, *, can_exclude: bool) -> str:
    """Return what the keys do that are held with a click or Space."""
    below = owner.input is Input.TREE and owner.exact
    if below and can_exclude:
        return tr("Alt leaves out, Shift takes all below")
    if below:
        return tr("Shift takes all below")
    return tr("Alt+click leaves a value out") if can_exclude else ""
