"""Every shortcut on one page, by menu, narrowed by a few letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QFrame, QTreeView, QWidget

from workbench.core.texts import tr
from workbench.ui.dialogs.lists import dress_tree
from workbench.ui.dialogs.pages.keymodel import KeyModel, keys_text
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.theme.look import Look
from workbench.ui.window.actions import ActionSpec


class ShortcutsDialog(DialogFrame):
    """The actions that have keys; Settings, Keys changes them."""

    def __init__(
        self,
        specs: Iterable[ActionSpec],
        look: Look,
        parent: QWidget | None = None,
        bindings: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(tr("Shortcuts"), look, topic="keys", parent=parent)
        held = dict(bindings or {})
        self.model = KeyModel([spec for spec in specs if keys_text(spec, held)], held)
        self.search = LineEdit(tr("Search shortcuts"), look, search=True)
        self.search.setPlaceholderText(tr("Search actions or keys"))
        self.search.textChanged.connect(self.model.narrow)
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self._delegate = dress_tree(self.tree, look, tr("Shortcuts"))
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setMinimumHeight(look.px(420))
        self.body.addWidget(self.search)
        self.body.addWidget(self.tree, 1)
        self.add_cancel(tr("Close")).setDefault(True)
        self.search.setFocus()
