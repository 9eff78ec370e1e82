"""Exports: files that the service makes and keeps, saved or opened as a table.

The document shows no answer to making one. Where the answer is the file it is offered to be saved;
else the file stands in the list of exports once it is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from workbench.core.edits import Action, Call, Chosen, Entry, Finding, Scope
from workbench.core.fields import Field, Kind
from workbench.core.texts import mark, tr
from workbench.core.times import read_date
from workbench.sources.lagerkoll.exported import RESOURCE, question
from workbench.sources.lagerkoll.saving.forms import code_of, given

_MAKE: Final = mark("Make an export")
_FILES: Final = mark("Files")


def _input(id: str, title: str, kind: Kind, help: str = "") -> Field:
    return Field(id, title, kind, lambda record: record.get(id), help=help, shown=True)


TEMPLATE: Final = _input("template", mark("Template"), Kind.CHOICE,
                         mark("Says which columns the file has."))  # fmt: skip
DAY: Final = _input("day", mark("Day"), Kind.DATE)
START: Final = _input("start", mark("First day"), Kind.DATE,
                      mark("A month before the last day where it is left empty."))  # fmt: skip
END: Final = _input("end", mark("Last day"), Kind.DATE,
                    mark("Today where it is left empty."))  # fmt: skip
_TEMPLATE: Final = Entry(TEMPLATE.id, required=True, lookup="import_templates")
_DAY: Final = Entry(DAY.id, required=True)


def day_of(chosen: Chosen, field: Field) -> str | None:
    """Return a typed day as 2026-03-14, None where none was typed."""
    value = chosen.values.get(field.id)
    if isinstance(value, datetime):
        return value.date().isoformat()
    found = value if isinstance(value, date) else read_date(value)
    return found.isoformat() if isinstance(found, date) else None


def _today(chosen: Chosen) -> Sequence[Call]:
    return [Call({"template_id": code_of(chosen, TEMPLATE)})]


def _of_day(chosen: Chosen) -> Sequence[Call]:
    return [Call({"template_id": code_of(chosen, TEMPLATE), "date": day_of(chosen, DAY)})]


def _changes(chosen: Chosen) -> Sequence[Call]:
    days = given(start_date=day_of(chosen, START), end_date=day_of(chosen, END))
    return [Call({"template_id": code_of(chosen, TEMPLATE)} | days)]


def _check_changes(chosen: Chosen) -> Sequence[Finding]:
    start, end = day_of(chosen, START), day_of(chosen, END)
    if start and end and start > end:
        return (Finding(START.id, tr("The first day stands after the last day.")),)
    return ()


def _told(answer: object) -> str:
    """Say where the file is, as making one is answered by nothing or by the file."""
    if isinstance(answer, bytes) and answer:
        return ""
    return tr("The service makes the file; it stands in Exports once it is done.")


def _made(id: str, title: str, operation: str, **rest: object) -> Action:
    known = {"calls": _today, "fields": (TEMPLATE,), "entries": (_TEMPLATE,)} | rest
    return Action(
        id=id, title=title, icon="file-down", group=_MAKE, scope=Scope.NONE, operation=operation,
        file="export.xlsx", told=_told, **known,  # type: ignore[arg-type]
    )  # fmt: skip


BUNDLES: Final = _made(
    "export_bundles", mark("Export bundles"), "create_bundle_export",
    calls=lambda _chosen: [Call({})], fields=(), entries=(),
)  # fmt: skip

OF_EXPORTS: Final = (
    Action("open_export", mark("Open as a table"), "table-2", _FILES, Scope.ONE, "export_file",
           lambda _chosen: (), table=RESOURCE, rereads=False, opens=question),
    Action("save_export", mark("Save the export file…"), "download", _FILES, Scope.ONE,
           "export_file", lambda chosen: [Call({"id": chosen.keys[0]})], file="export.xlsx",
           rereads=False),
    Action("save_export_of_day", mark("Save the file of a day…"), "calendar", _FILES, Scope.NONE,
           "export_of_date", lambda chosen: [Call({"date": day_of(chosen, DAY)})], (DAY,),
           (_DAY,), file="export.xlsx", rereads=False),
    _made("make_export", mark("Export today's articles…"), "create_export"),
    _made("make_export_of_day", mark("Export the articles of a day…"), "create_export_of_date",
          calls=_of_day, fields=(TEMPLATE, DAY), entries=(_TEMPLATE, _DAY)),
    _made("make_stock_changes", mark("Export stock changes…"), "create_stock_changes_export",
          calls=_changes, fields=(TEMPLATE, START, END),
          entries=(_TEMPLATE, Entry(START.id), Entry(END.id)), check=_check_changes),
    BUNDLES,
)  # fmt: skip
"""Actions on the list of exports."""
