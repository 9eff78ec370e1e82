"""How import templates are saved: which column of a file fills which member of an article.

The document gives a template as one object with a member for each member of an article; to people
it is a list of rows. A change sends the whole object, made from the present one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, cast

import msgspec

from workbench.core.edits import Call, Entry, Finding, Patch, Saving, Values, Write
from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import tr
from workbench.core.values import Coded
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.records.list_fields import TEMPLATE_COLUMNS
from workbench.sources.lagerkoll.templates import (
    CHOICES,
    MAPS,
    NUMBERS,
    NUMBERS_OF_ROWS,
    OF_COLUMNS,
)
from workbench.sources.leaves import count, identity

_ONE: Final = Decimal(1)
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")
_KEY: Final = "articleId"

COLUMNS: Final = Entry(
    "columns",
    required=True,
    rows=TEMPLATE_COLUMNS,
    entries=(
        Entry("member", "member", required=True, choices=CHOICES, free=True),
        Entry("column", "column", least=_ONE),
        Entry("default", "defaultValue"),
    ),
    row_key="member",
)
ENTRIES: Final = (
    Entry("name", "name", required=True),
    Entry("row_title", "rowTitle", least=_ONE),
    Entry("row_first", "rowFirst", required=True, least=_ONE),
    COLUMNS,
)


async def read(client: LagerkollClient, key: str) -> bytes | None:
    """Return a template's document as it is now, None where it is gone.

    Raises:
        WbError: as the gateway names it.
    """
    try:
        answer = await client.imports.import_template(key)
    except WbError as error:
        if error.code is ErrorCode.NOT_FOUND:
            return None
        raise
    return _ENCODER.encode(answer)


def check(values: Values, new: bool) -> Sequence[Finding]:  # noqa: ARG001 - the rule is one
    """Return what is wrong across a template: without the number a row names no article."""
    rows = _rows(values.get("columns"))
    found: list[Finding] = []
    for number, row in enumerate(rows, 1):
        if row.get("column") is None and not row.get("default"):
            said = tr("Give a column of the file, or a default.")
            found.append(Finding("columns", said, row=number, member="column"))
        elif _code(row) in NUMBERS and row.get("column") is None:
            said = tr("It cannot have a default: give its column.")
            found.append(Finding("columns", said, row=number, member="column"))
    if rows and not any(_code(row) == _KEY for row in rows):
        said = tr("Add a row for the article number: rows of a file are found by it.")
        found.append(Finding("columns", said))
    first, title = count(values.get("row_first")), count(values.get("row_title"))
    if first is not None and title is not None and first <= title:
        found.append(Finding("row_first", tr("The first row stands below the title row.")))
    return found


def body(patch: Patch) -> dict[str, object]:
    """Return a template as it is sent: the present one with what was typed."""
    present = msgspec.json.decode(patch.theirs) if patch.theirs else {"type": "article"}
    held: dict[str, Any] = present if isinstance(present, dict) else {}
    data = dict(held.get("data") or {})
    values = patch.values
    for name, member in (("row_title", "rowTitle"), ("row_first", "rowFirst")):
        if name in values:
            data[member] = count(values[name])
    if "columns" in values:
        data = {name: data.get(name) for name in NUMBERS_OF_ROWS} | _data(_rows(values["columns"]))
    kept = {name: held[name] for name in ("type", "storegroupId") if held.get(name) is not None}
    return kept | {"name": values.get("name", held.get("name")), "data": data}


def _data(rows: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Return rows as the members of a template; every member that has none is empty."""
    data: dict[str, object] = {name: None for name in (*NUMBERS, *OF_COLUMNS)}  # noqa: C420
    maps: dict[str, dict[str, object]] = {name: {} for name in MAPS}
    for row in rows:
        code = _code(row)
        group, _dot, inner = code.partition(".")
        column = {"column": row.get("column"), "defaultValue": row.get("default")}
        if group in maps and inner:
            maps[group][inner] = column
        else:
            data[code] = row.get("column") if code in NUMBERS else column
    return data | maps


def _rows(value: object) -> Sequence[Mapping[str, object]]:
    return cast("Sequence[Mapping[str, object]]", value or ())


def _code(row: Mapping[str, object]) -> str:
    member = row.get("member")
    return member.code if isinstance(member, Coded) else str(member or "")


def key_in(answer: Any) -> str:  # noqa: ANN401 - any JSON
    """Return the id in the answer to a new template."""
    return identity(answer.get("id")) if isinstance(answer, dict) else ""


SAVING: Final = Saving(
    entries=ENTRIES,
    read=read,
    update=Write("update_import_template", lambda patch: Call({"id": patch.key}, body(patch))),
    create=Write("add_import_template", lambda patch: Call({}, body(patch)), key=key_in),
    delete=Write("delete_import_template", lambda patch: Call({"id": patch.key})),
    check=check,
    defaults={"row_title": 1, "row_first": 2},
    whole=True,
)
"""Import templates."""
