"""The jobs as a list model: rows come and go one by one, so that the chosen one stays chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.core.formats import Formats
from workbench.ui.jobs.words import progress_words, state_word, time_words
from workbench.ui.safe import never_raises
from workbench.ui.text import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.ui.jobs.words import AnyJob

Index = QModelIndex | QPersistentModelIndex
Item = Qt.ItemDataRole
ROOT = QModelIndex()


class JobModel(QAbstractListModel):
    """Jobs, newest first."""

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self.formats = formats
        self.jobs: list[AnyJob] = []

    def show(self, jobs: Sequence[AnyJob]) -> None:
        """Take over the list as it is now."""
        wanted = {job.id for job in jobs}
        for row in range(len(self.jobs) - 1, -1, -1):
            if self.jobs[row].id not in wanted:
                self.beginRemoveRows(ROOT, row, row)
                del self.jobs[row]
                self.endRemoveRows()
        self._insert(jobs)
        if self.jobs:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.jobs) - 1, 0))

    def _insert(self, jobs: Sequence[AnyJob]) -> None:
        for row, job in enumerate(jobs):
            if row < len(self.jobs) and self.jobs[row].id == job.id:
                self.jobs[row] = job
                continue
            self.beginInsertRows(ROOT, row, row)
            self.jobs.insert(row, job)
            self.endInsertRows()

    def at(self, row: int) -> AnyJob | None:
        """Return the job of a row, None where there is none."""
        return self.jobs[row] if 0 <= row < len(self.jobs) else None

    @never_raises(0)
    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self.jobs)

    @never_raises(None)
    def data(self, index: Index, role: int = Item.DisplayRole) -> object:  # noqa: D102
        job = self.at(index.row()) if index.isValid() else None
        if job is None:
            return None
        if role == Item.DisplayRole:
            return visible(job.title)
        if role == Item.AccessibleTextRole:
            words = (
                job.title,
                state_word(job),
                progress_words(job, self.formats),
                time_words(job, self.formats),
            )
            return visible(", ".join(word for word in words if word))
        return None
