"""What an import may set and by what it finds records: told by the resource and by a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.core.edits import Action, Entry, Scope
from workbench.core.fields import Field, Kind
from workbench.core.sources import Resource
from workbench.core.texts import tr
from workbench.core.values import Money
from workbench.edits.drafts import NEW_KEY

if TYPE_CHECKING:
    from workbench.export.reading.targets import Target
    from workbench.workspace.session import Session

MARKER: Final = "null"
"""What stands in a cell that is to empty its field."""
IMPORT_GROUP: Final = "Import"
"""Group of actions by which a service imports a file itself."""
_LOOKED_AT: Final = 20
_NAMES: Final = frozenset({Kind.ID, Kind.INTEGER, Kind.TEXT})


class Rules(msgspec.Struct, frozen=True):
    """What a person chose for an import.

    Attributes:
        columns: id of the field by position of the column; "" for one that is left out.
        by: id of the field that names the record of a row; "" where every row is a new record.
        blank_clears: whether an empty cell empties the field, or leaves it alone.
        marker: text of a cell that empties the field in any case; "" for none.
        create: whether a row whose record is not there is a new record, or left out.
    """

    columns: Mapping[int, str]
    by: str = ""
    blank_clears: bool = False
    marker: str = MARKER
    create: bool = False

    @property
    def fields(self) -> frozenset[str]:
        """Ids of the fields that have a column."""
        return frozenset(filter(None, self.columns.values()))

    def column_of(self, field: str) -> int | None:
        """Return the column of a field, None where it has none."""
        return next((at for at, held in self.columns.items() if held == field), None)


def why_not(session: Session | None) -> str:
    """Return why nothing can be imported into a table, "" where it can."""
    if session is None:
        return tr("No account is connected.")
    editing, saving = session.editing, session.resource.saving
    if editing is None or saving is None:
        return tr("{title} can only be read.", title=tr(session.resource.title))
    if editing.reason:
        return editing.reason
    if saving.update is None and saving.update_many is None and saving.create is None:
        return tr("Records can neither be changed nor added here.")
    return ""


def imports_of(resource: Resource) -> tuple[Action, ...]:
    """Return the actions by which the service imports a file itself, nothing being chosen."""
    return tuple(
        action
        for action in resource.actions
        if action.scope is Scope.NONE
        and (action.group == IMPORT_GROUP or any(entry.file for entry in action.entries))
    )


def entries_of(session: Session) -> tuple[Entry, ...]:
    """Return what one cell can set: every typed field that is no list of rows."""
    saving = session.resource.saving
    return tuple(entry for entry in saving.entries if not entry.rows) if saving else ()


def lists_of(session: Session) -> tuple[str, ...]:
    """Return the titles of the lists of rows, which are not imported."""
    saving, field = session.resource.saving, session.resource.field
    found = (field(entry.field) for entry in saving.entries if entry.rows) if saving else ()
    return tuple(tr(each.title) for each in found if each is not None)


def namings(session: Session) -> tuple[Field, ...]:
    """Return the fields by which a row can name its record, the surest first."""
    resource, saving = session.resource, session.resource.saving
    if saving is None:
        return ()
    ids = [saving.key_field] if saving.key_field else []
    ids += [field.id for field in resource.fields if _is_key(session, field)]
    ids += [entry.field for entry in saving.entries if entry.unique]
    found = (resource.field(each) for each in dict.fromkeys(ids))
    return tuple(field for field in found if field is not None)


def _is_key(session: Session, field: Field) -> bool:
    """Whether a field holds the keys of the rows that are loaded."""
    table = session.table
    if field.kind not in _NAMES or not len(table):
        return False
    keys = {row: table.key(row) for row in range(min(len(table), _LOOKED_AT))}
    read = {row: key for row, key in keys.items() if not key.startswith(NEW_KEY)}
    return bool(read) and all(str(table.value(row, field.id)) == key for row, key in read.items())


def targets_of(
    session: Session, further: Iterable[Field] = (), names: Mapping[str, str] | None = None
) -> tuple[Target, ...]:
    """Return where the columns of a file can go: what can be typed, and what names a record.

    Args:
        session: of the resource.
        further: columns that its table can make, besides those that it has.
        names: what a file calls them, by id.
    """
    called = names or {}
    from workbench.export.reading.targets import Target  # noqa: PLC0415 - once something is read
    from workbench.workspace.typing import target_of  # noqa: PLC0415 - likewise

    resource = session.resource
    found: dict[str, Target] = {}
    for entry in entries_of(session):
        field = resource.field(entry.field)
        if field is not None:
            found[field.id] = target_of(field, entry, currency=currency_of(session, field))
    for field in namings(session):
        found.setdefault(field.id, Target(field))
    for field in (*resource.fields, *further):
        part = session.editing.parts.get(field.id) if session.editing is not None else None
        if part is not None:
            synonyms = tuple(filter(None, [called.get(field.id)]))
            made = Target(field, synonyms, weighed=False, note=part.part.names[0])
            found.setdefault(field.id, made)
    return tuple(found.values())


def currency_of(session: Session, field: Field) -> str:
    """Return the currency that amounts of a field are in; "" where nothing tells."""
    if field.kind is not Kind.MONEY:
        return ""
    table = session.table
    values = (table.value(row, field.id) for row in range(len(table)))
    held = next((each for each in islice(values, _LOOKED_AT) if isinstance(each, Money)), None)
    own = session.source.currency_of(session.account)
    return (held.currency if held else "") or field.unit or own


def can_create(session: Session, rules: Rules) -> bool:
    """Whether the mapped columns and the defaults give a new record all that it needs."""
    saving = session.resource.saving
    if saving is None or saving.create is None:
        return False
    given = rules.fields | frozenset(saving.defaults)
    return all(entry.field in given for entry in saving.entries if entry.required)
