"""The file of a list that was looked up over all sources: a line each, as pasted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from workbench.core.fields import Field, Kind
from workbench.core.jobs import Job
from workbench.core.texts import mark, tr
from workbench.core.times import now
from workbench.ui.filters.listtable import WORDS
from workbench.workspace.exporting import export
from workbench.workspace.searching_lists import LookedUp

FIELDS = (
    Field("line", mark("Line"), Kind.INTEGER, lambda line: line.number),
    Field("pasted", mark("Pasted"), Kind.ID, lambda line: line.text, width=160),
    Field("number", mark("Number"), Kind.ID, lambda line: line.asked, width=140),
    Field("wanted", mark("Wanted"), Kind.INTEGER, lambda line: line.quantity, unit="pcs"),
    Field("outcome", mark("Outcome"), Kind.TEXT, lambda line: tr(WORDS[line.outcome][1])),
    Field("names", mark("Found"), Kind.TEXT, lambda line: ", ".join(line.names), width=320),
    Field("sources", mark("Sources"), Kind.TEXT, lambda line: ", ".join(line.sources), width=160),
    Field("keys", mark("Keys"), Kind.ID, lambda line: ", ".join(line.keys), width=160),
)


class _Lines(msgspec.Struct, frozen=True):
    lines: Sequence[LookedUp]

    def __len__(self) -> int:
        return len(self.lines)

    def batches(self, size: int) -> Iterator[Sequence[Sequence[object]]]:
        for start in range(0, len(self.lines), size):
            chunk = self.lines[start : start + size]
            yield [[field.read(line) or None for field in FIELDS] for line in chunk]


async def write_lookup(
    lines: Sequence[LookedUp], path: Path, titles: Mapping[str, str], job: Job
) -> None:
    """Write lines with what they name; the name's ending chooses the format.

    Args:
        lines: in their order.
        path: of the file.
        titles: of the sources that were looked through, by id.
        job: whose progress it is.

    Raises:
        WbError: what kept it from being written.
    """
    from workbench.export.plan import (  # noqa: PLC0415 - only when exporting
        About,
        ExportPlan,
        column_of,
        format_of,
    )

    title = tr("Looked-up list")
    about = About(
        source=", ".join(titles.values()),
        account="",
        resource=title,
        filters=(),
        currency="",
        currency_assumed=False,
        quantity=0,
        at=now(),
    )
    columns = tuple(column_of(field) for field in FIELDS)
    plan = ExportPlan(columns=columns, rows=_Lines(lines), about=about, title=title)
    await export(plan, path, format_of(path), job)
