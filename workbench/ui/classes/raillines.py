"""The classes in use as lines of the rail: a tree by group, the largest groups first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workbench.core.texts import tr
from workbench.ui.rail.lines import LineKind, RailLine
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.ui.classes.desk import ClassDesk
    from workbench.workspace.classes.model import ClassCount

FEW = 14
"""Classes that stand open before anybody folds a group."""
GROUPS = 8
"""Groups that are shown before the rest is asked for."""
MORE = "classes"
"""Key of the line that shows the rest."""


class ClassLines(QObject):
    """What the rail says of the classes.

    Attributes:
        changed: the lines are others.
    """

    changed = Signal()

    def __init__(self, held: ClassDesk) -> None:
        super().__init__(held)
        self._held = held
        self._folds: dict[str, bool] = {}
        self._whole = False
        held.opened.connect(self.changed)
        held.reckoned.connect(self.changed)

    @property
    def open(self) -> bool:
        """Whether a class is shown in place of the rows."""
        return bool(self._held.code)

    def lines(self, formats: Formats) -> Iterator[RailLine]:
        """Return the heading, groups and classes; nothing where no row has a class."""
        groups = self._groups()
        if not groups:
            return
        yield RailLine(LineKind.HEADING, MORE, tr("Classes in use"), gap=8)
        few = len(self._held.counts) <= FEW
        shown = list(groups) if self._whole else list(groups)[:GROUPS]
        for code in shown:
            counts = groups[code]
            here = any(count.code == self._held.code for count in counts)
            is_open = self._folds.get(code, few or here)
            title = counts[0].group.name or code or tr("Without group")
            total = sum(count.count for count in counts)
            note = "" if is_open else formats.integer(total)
            yield RailLine(LineKind.GROUP, code, title, note, fold=is_open)
            if is_open:
                yield from (self._class(count, formats) for count in counts)
        if len(groups) > len(shown):
            text = tr("Show all {count} groups…", count=formats.integer(len(groups)))
            yield RailLine(LineKind.MORE, MORE, text)

    def _groups(self) -> dict[str, list[ClassCount]]:
        found: dict[str, list[ClassCount]] = {}
        for count in self._held.counts:
            if count.code:
                found.setdefault(count.group.code, []).append(count)
        for counts in found.values():
            counts.sort(key=lambda count: (-count.count, count.name))
        order = sorted(found, key=lambda code: -sum(count.count for count in found[code]))
        return {code: found[code] for code in order}

    def _class(self, count: ClassCount, formats: Formats) -> RailLine:
        return RailLine(
            LineKind.CLASS,
            count.code,
            count.name or count.code,
            formats.integer(count.count),
            on=count.code == self._held.code,
        )

    # ---- acting -----------------------------------------------------------------------------

    @never_raises(False)
    def activate(self, line: RailLine) -> bool:
        """Do what a click on a line does; return whether the line is one of these."""
        if line.kind is LineKind.CLASS:
            self._held.open(line.key)
        elif line.kind is LineKind.GROUP:
            self.fold(line, is_open=not line.fold)
        elif line.kind is LineKind.MORE and line.key == MORE:
            self._whole = True
            self.changed.emit()
        else:
            if line.kind is LineKind.RESOURCE and self.open:
                self._held.open("")
            return False
        return True

    def fold(self, line: RailLine, *, is_open: bool) -> None:
        """Open or fold a group."""
        self._folds[line.key] = is_open
        self.changed.emit()
