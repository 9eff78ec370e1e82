"""Columns of a file that its table does not list but can make: found by the words above them.

A grid's export names a feature by its title and unit, or by its code; either is enough. A title
that several columns have is never guessed at: they are offered, and a person chooses.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.core.edits import Entry
from workbench.core.errors import WbError
from workbench.core.fields import Field
from workbench.core.paths import Paths
from workbench.core.texts import trn
from workbench.core.values import Coded
from workbench.workspace.intake.choices import ChoicesOf, read_choices
from workbench.workspace.widening import widened

if TYPE_CHECKING:
    from workbench.workspace.session import Session

_WORD: Final = re.compile(r"[\w.]+")
_UNIT: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


class Further(msgspec.Struct, frozen=True):
    """Columns that a file wants and the table can make.

    Attributes:
        fields: of all of them.
        names: header that means it alone, by id of the field.
        doubts: why a column of the file got none of them, by its header.
        unsure: ids of those that a person chooses from.
    """

    fields: tuple[Field, ...] = ()
    names: Mapping[str, str] = msgspec.field(default_factory=dict)
    doubts: Mapping[str, str] = msgspec.field(default_factory=dict)
    unsure: frozenset[str] = frozenset()


async def further_in(
    session: Session, headers: Sequence[str], kept: Iterable[str], choices_of: ChoicesOf
) -> Further:
    """Return the columns that headers mean beyond those of a session's table.

    Args:
        session: whose resource makes them.
        headers: of the file.
        kept: ids that a person chose for files of this layout before.
        choices_of: what lookups offer; where their list cannot be read, its names are not known.
    """
    editing, paths = session.editing, session.resource.paths
    if editing is None or paths is None or paths.part is None:
        return Further()
    known = session.resource.fields
    open_ = [header for header in dict.fromkeys(headers) if header and not _is_known(header, known)]
    before = [each for each in kept if each and all(field.id != each for field in known)]
    if not open_ and not before:
        return Further()
    named = await _names(paths, choices_of) if open_ else ()
    found = await asyncio.to_thread(_found, paths, open_, named, {field.id for field in known})
    made = {each: field for each in before if (field := paths.field(each)) is not None}
    many = (field for fields in found.values() for field in fields)
    editing.widen(widened(session.resource, (*made.values(), *many)))
    told = {header: _fitting(session, fields) for header, fields in found.items()}
    return _settled(made, told)


def _settled(before: Mapping[str, Field], told: Mapping[str, Sequence[Field]]) -> Further:
    doubts = {
        header: trn(
            "{count} column is called this. Choose one.",
            "{count} columns are called this. Choose one.",
            len(fields),
        )
        for header, fields in told.items()
        if len(fields) > 1
    }
    fields = {**before, **{field.id: field for many in told.values() for field in many}}
    names = {many[0].id: header for header, many in told.items() if len(many) == 1}
    unsure = fields.keys() - names.keys() - before.keys()
    return Further(tuple(fields.values()), names, doubts, frozenset(unsure))


async def _names(paths: Paths, choices_of: ChoicesOf) -> Sequence[Coded]:
    """Return what the list that names further columns has; nothing where it cannot be read."""
    offered = choices_of(Entry("", lookup=paths.lookup)) if paths.lookup else None
    try:
        return await read_choices(offered) if offered is not None else ()
    except WbError:
        return ()


def _is_known(header: str, fields: Sequence[Field]) -> bool:
    from workbench.export.reading.matching import is_named  # noqa: PLC0415 - once a file is read
    from workbench.export.reading.targets import Target  # noqa: PLC0415 - likewise

    return any(is_named(header, Target(field)) for field in fields)


def _found(
    paths: Paths, headers: Sequence[str], named: Sequence[Coded], known: set[str]
) -> dict[str, tuple[Field, ...]]:
    """Return by header the columns that have its name."""
    found: dict[str, tuple[Field, ...]] = {}
    for header in headers:
        fields = _coded(paths, header, known) or _titled(paths, header, named, known)
        if fields:
            found[header] = fields
    return found


def _coded(paths: Paths, header: str, known: set[str]) -> tuple[Field, ...]:
    """Return the column whose path a header holds: by itself or beside a title."""
    for word in (header.strip(), *_WORD.findall(header)):
        field = paths.field(word)
        if field is not None and field.id not in known:
            return (field,)
    return ()


def _titled(
    paths: Paths, header: str, named: Sequence[Coded], known: set[str]
) -> tuple[Field, ...]:
    """Return the columns of a title; where a unit stands beside it, those of that unit."""
    from workbench.export.plan import heading_of  # noqa: PLC0415 - once a file is read
    from workbench.export.reading.matching import folded  # noqa: PLC0415 - likewise

    plain = _UNIT.sub("", header)
    offered = {field.id: field for text in (plain, header) for field in paths.found(text, named)}
    fields = [field for field in offered.values() if field.id not in known]
    exact = [field for field in fields if heading_of(field).casefold() == header.casefold()]
    alike = [field for field in fields if folded(field.title) == folded(header)]
    return tuple(exact or alike) if plain != header else tuple(alike)


def _fitting(session: Session, fields: Sequence[Field]) -> Sequence[Field]:
    """Return of several columns of a title the one that the loaded records have, else all."""
    editing = session.editing
    if len(fields) < 2 or editing is None:
        return fields
    parts = ((field, editing.parts.get(field.id)) for field in fields)
    fit = [field for field, part in parts if part is not None and part.is_wanted()]
    return fit if len(fit) == 1 else fields
