"""What can be filtered by: the filters of the service, and the fields of the loaded rows."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.core.fields import Field, Kind, data_fields
from workbench.core.queries import Filter
from workbench.core.sources import Resource
from workbench.core.texts import tr
from workbench.ui.desk.desk import Desk
from workbench.ui.safe import never_raises
from workbench.ui.text import visible

Index = QModelIndex | QPersistentModelIndex
SUBJECT = Qt.ItemDataRole.UserRole
"""Role of a row's `Subject`; None for a heading."""

_UNFILTERED = frozenset({Kind.PICTURE})


class Subject(msgspec.Struct, frozen=True):
    """One thing to filter by: a filter of the service (`owner`) or a field of the rows (`field`).

    Attributes:
        key: as the chip's: "filter:NAME" or "header:ID".
        title: translated.
        name: the documented name, or the field's path.
        help: one sentence, translated.
        group: translated.
    """

    key: str
    title: str
    name: str
    help: str
    group: str
    owner: Filter | None = None
    field: Field | None = None

    def found_by(self, words: list[str]) -> bool:
        """Return whether title, name or help hold every word."""
        text = f"{self.title} {self.name} {self.help} {self.group}".casefold()
        return all(word in text for word in words)


def subjects_of(resource: Resource) -> tuple[Subject, ...]:
    """Return everything that a resource can be filtered by, in groups."""
    # The search box stands for one part: a filter of several (a name by language) is offered too.
    found = [
        subject_of(owner)
        for owner in resource.filters
        if owner.name != resource.text_filter or len(owner.parts) > 1
    ]
    order = {subject.group: place for place, subject in reversed(list(enumerate(found)))}
    found.sort(key=lambda subject: order[subject.group])
    fields = (field for field in data_fields(resource.fields) if field.kind not in _UNFILTERED)
    return (*found, *(field_subject(field) for field in fields))


def subject_of(owner: Filter) -> Subject:
    """Return a filter of the service as a subject."""
    return Subject(
        f"filter:{owner.name}",
        tr(owner.title),
        owner.name,
        tr(owner.help),
        tr(owner.group),
        owner=owner,
    )


def field_subject(field: Field) -> Subject:
    """Return a field of the loaded rows as a subject."""
    return Subject(
        f"header:{field.id}",
        tr(field.title),
        field.path or field.id,
        tr(field.help),
        tr("Loaded rows"),
        field=field,
    )


class SubjectModel(QAbstractListModel):
    """Subjects under the headings of their groups, narrowed by a search."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._subjects = subjects_of(desk.resource)
        query, view = desk.view.query, desk.view
        self._active = {f"filter:{held.filter}" for held in query.conditions}
        self._active |= {f"header:{field}" for field in view.header}
        self._rows: list[Subject | str] = []
        self.search("")

    def search(self, text: str) -> None:
        """Leave the subjects that hold every word."""
        words = text.casefold().split()
        self.beginResetModel()
        self._rows = []
        group = ""
        for subject in self._subjects:
            if not subject.found_by(words):
                continue
            if subject.group != group:
                group = subject.group
                self._rows.append(group)
            self._rows.append(subject)
        self.endResetModel()

    def first(self) -> QModelIndex:
        """Return the first subject, an invalid index where the search leaves none."""
        return self.index(1) if len(self._rows) > 1 else QModelIndex()

    def find(self, key: str) -> QModelIndex:
        """Return a subject's index, an invalid one where it is not shown."""
        for row, held in enumerate(self._rows):
            if isinstance(held, Subject) and held.key == key:
                return self.index(row)
        return QModelIndex()

    def is_active(self, subject: Subject) -> bool:
        """Return whether it narrows the rows now."""
        return subject.key in self._active

    @never_raises(0)
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else len(self._rows)

    @never_raises(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        if index.isValid() and isinstance(self._rows[index.row()], Subject):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        held = self._rows[index.row()]
        if role == SUBJECT:
            return held if isinstance(held, Subject) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(held if isinstance(held, str) else held.title)
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(held, Subject):
            active = tr("in use") if self.is_active(held) else ""
            return ", ".join(part for part in (held.title, held.name, active) if part)
        return None
