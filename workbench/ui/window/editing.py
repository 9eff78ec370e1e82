"""The window's actions on cells and records: bound to the tab in front, named after the last step.

What they do is the table's; here stands which of them can be chosen now, and why not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from workbench.core.texts import tr
from workbench.ui.safe import weak_slot
from workbench.ui.text import no_mnemonic

if TYPE_CHECKING:
    from workbench.edits.steps import Step, Steps
    from workbench.ui.desk.desk import Desk
    from workbench.ui.window.main import MainWindow
    from workbench.ui.window.tab import SourceTab

CELLS = ("cell.edit", "cell.clear", "cell.fix", "cut", "paste")
FILLS = ("fill.down", "fill.right", "fill.series")
RECORDS = ("record.new", "record.copy", "record.delete")
OTHERS = ("edits.discard", "problem.next", "undo", "redo")


class EditCommands(QObject):
    """The actions of typing in the tab in front."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._registry = window.registry
        self._desk: Desk | None = None
        self._steps: Steps | None = None
        for identity in (*CELLS, *FILLS, *RECORDS, *OTHERS):
            self._registry.on(identity, lambda identity=identity: self._act(identity))
        window.front_changed.connect(self.follow)
        self.follow()

    def context(self) -> tuple[str, ...]:
        """Return the actions of a cell's menu, "" for a line; none where nothing can be typed."""
        tab = self._window.front
        if tab is None or tab.grid.hands is None:
            return ()
        return (
            "cell.edit",
            "cell.fix",
            "cell.clear",
            "",
            "cut",
            "paste",
            *FILLS,
            "",
            *RECORDS,
            "edits.discard",
            "",
        )

    def follow(self) -> None:
        """Listen to the tab in front."""
        tab = self._window.front
        if tab is not None and tab.desk is not self._desk:
            self._desk = tab.desk
            unique = Qt.ConnectionType.UniqueConnection
            tab.grid.hands_changed.connect(self.refresh, unique)
            if not set(self._registry["cell.edit"].associatedObjects()) & {tab.grid.view}:
                self._registry.lend(tab.grid.view)
        self.refresh()

    def refresh(self) -> None:
        """Say which actions can be chosen, and what would be undone."""
        tab = self._window.front
        hands = tab.grid.hands if tab else None
        self._watch(hands.editing.book.steps if hands else None)
        saving = hands.editing.saving if hands else None
        reason = hands.editing.reason if hands else tr("These rows cannot be changed.")
        enable = self._registry.enable
        for identity in (*CELLS, *FILLS, "edits.discard", "problem.next"):
            enable(identity, on=not reason, reason=reason)
        make = reason or ("" if saving and saving.create else tr("Nothing new can be made here."))
        for identity in ("record.new", "record.copy"):
            enable(identity, on=not make, reason=make)
        deletes = saving is not None and bool(saving.delete or saving.delete_many)
        gone = reason or ("" if deletes else tr("Records cannot be deleted here."))
        enable("record.delete", on=not gone, reason=gone)
        self.name_steps()

    def _watch(self, steps: Steps | None) -> None:
        if steps is self._steps:
            return
        self._steps = steps
        if steps is not None:
            steps.moved.connect(weak_slot(self, self.name_steps))

    def name_steps(self) -> None:
        """Name the steps that undo and redo would take."""
        done = self._steps.done if self._steps else []
        undone = self._steps.undone if self._steps else []
        self._name("undo", tr("Undo"), done[-1] if done else None, tr("There is nothing to undo."))
        self._name(
            "redo", tr("Redo"), undone[-1] if undone else None, tr("There is nothing to redo.")
        )

    def _name(self, identity: str, word: str, step: Step | None, nothing: str) -> None:
        action = self._registry[identity]
        text = tr("{act}: {step}", act=word, step=step.title) if step else word
        action.setText(no_mnemonic(text))
        self._registry.enable(identity, on=step is not None, reason=nothing)

    def _act(self, identity: str) -> None:
        tab: SourceTab | None = self._window.front
        if tab is not None:
            tab.grid.act(identity)
