"""The page on keys: every action with its shortcut, to change, take away or reset."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QTreeView

from workbench.core.settings import Settings
from workbench.core.texts import tr
from workbench.ui.dialogs.lists import dress_tree
from workbench.ui.dialogs.pages.keymodel import KeyModel, holder_of
from workbench.ui.dialogs.pages.page import Rows
from workbench.ui.dialogs.pages.setter import Setter
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look
from workbench.ui.window.actions import ActionSpec
from workbench.ui.window.registry import sequences

Format = QKeySequence.SequenceFormat


class KeysPage(Rows):
    """Keys."""

    def __init__(self, setter: Setter, specs: Sequence[ActionSpec], look: Look) -> None:
        super().__init__(look)
        self._setter = setter
        self._specs = tuple(specs)
        self.model = KeyModel(self._specs, setter.now.key_bindings)
        self.search = LineEdit(tr("Search actions"), look, search=True)
        self.search.setPlaceholderText(tr("Search actions or keys"))
        self.search.textChanged.connect(self.model.narrow)
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self._delegate = dress_tree(self.tree, look, tr("Actions"))
        self.tree.setMinimumHeight(look.px(260))
        self.tree.selectionModel().currentChanged.connect(self._moved)
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.box = FieldBox(tr("Keys"), self.edit, look)
        self.column.addWidget(self.search)
        self.column.addWidget(self.tree, 1)
        self.column.addWidget(self.box)
        self.column.addLayout(self._inputs(look))
        self.edit.keySequenceChanged.connect(self._typed)
        self.box.fix_wanted.connect(self._take)
        self._moved()

    @property
    def spec(self) -> ActionSpec | None:
        """The action chosen."""
        return self.model.at(self.tree.currentIndex().row())

    def choose(self, identity: str) -> None:
        """Choose an action by its id."""
        names = [spec.id for spec in self.model.specs]
        self.tree.setCurrentIndex(self.model.index(names.index(identity), 0))

    def set_keys(self, keys: QKeySequence, *, take: bool = False) -> bool:
        """Give the action chosen other keys; return False where another action holds them.

        With `take` they are taken away from the other one.
        """
        spec = self.spec
        if spec is None:
            return False
        others = [held for held in self._specs if held.id != spec.id]
        holder = holder_of(keys, others, self._setter.now.key_bindings)
        text = keys.toString(Format.PortableText)
        if holder is not None and text and not take:
            native = keys.toString(Format.NativeText)
            name = tr(holder.text).rstrip("…")
            sentence = tr("{keys} is used by “{name}”.", keys=native, name=name)
            self.box.set_error(sentence, tr("Use it here"))
            return False
        self.box.set_error("")
        changes = {spec.id: text}
        if holder is not None and text:
            rest = [held for held in sequences(holder, self._bindings()) if held != keys]
            changes[holder.id] = rest[0].toString(Format.PortableText) if rest else ""
        self._put(self._bindings() | changes)
        return True

    def reset(self, *, every: bool = False) -> None:
        """Give the action chosen, or every one, its own keys again."""
        spec = self.spec
        bindings = {} if every else self._bindings()
        if spec is not None:
            bindings.pop(spec.id, None)
        self._put(bindings)
        self._moved()

    def _bindings(self) -> dict[str, str]:
        return dict(self._setter.now.key_bindings)

    def _put(self, bindings: dict[str, str]) -> None:
        def change(held: Settings) -> Settings:
            return msgspec.structs.replace(held, key_bindings=bindings)

        self._setter.change(change)
        self.model.bind(bindings)

    def _moved(self, *_indexes: object) -> None:
        spec = self.spec
        found = sequences(spec, self._setter.now.key_bindings) if spec else []
        self.edit.blockSignals(True)
        self.edit.setKeySequence(found[0] if found else QKeySequence())
        self.edit.blockSignals(False)
        self.box.set_error("")
        for part in (self.edit, self._clear, self._reset):
            part.setEnabled(spec is not None)

    @never_raises(None)
    def _typed(self, keys: QKeySequence) -> None:
        self.set_keys(keys)

    def _take(self) -> None:
        self.set_keys(self.edit.keySequence(), take=True)

    def _inputs(self, look: Look) -> QHBoxLayout:
        row = QHBoxLayout()
        keep_spacing(row, look, 8)
        self._clear = Button(tr("No key"), look)
        self._clear.clicked.connect(self.edit.clear)
        self._reset = Button(tr("Reset"), look)
        self._reset.clicked.connect(lambda _on: self.reset())
        self.reset_all = Button(tr("Reset all"), look)
        self.reset_all.clicked.connect(lambda _on: self.reset(every=True))
        row.addStretch(1)
        for button in (self._clear, self._reset, self.reset_all):
            row.addWidget(button)
        return row
