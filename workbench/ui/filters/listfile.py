"""Files of a looked-up list: the list that is read, and the answer that is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from workbench.core.errors import ErrorCode, WbError
from workbench.core.fields import Field, Kind
from workbench.core.jobs import Job
from workbench.core.texts import mark, tr
from workbench.core.times import now
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.listtable import WORDS
from workbench.workspace.exporting import export
from workbench.workspace.picking import Line

LARGEST = 8_000_000
"""Bytes of a list that is read: more than the longest list there may be."""

FIELDS = (
    Field("line", mark("Line"), Kind.INTEGER, lambda line: line.number),
    Field("pasted", mark("Pasted"), Kind.ID, lambda line: line.text, width=160),
    Field("outcome", mark("Outcome"), Kind.TEXT, lambda line: tr(WORDS[line.outcome][1])),
    Field("names", mark("Found"), Kind.TEXT, lambda line: ", ".join(line.names), width=320),
    Field("keys", mark("Keys"), Kind.ID, lambda line: ", ".join(line.keys), width=160),
)


class _Lines(msgspec.Struct, frozen=True):
    fields: Sequence[Field]
    lines: Sequence[object]

    def __len__(self) -> int:
        return len(self.lines)

    def batches(self, size: int) -> Iterator[Sequence[Sequence[object]]]:
        for start in range(0, len(self.lines), size):
            chunk = self.lines[start : start + size]
            yield [[field.read(line) or None for field in self.fields] for line in chunk]


def read_list(path: Path) -> str:
    """Return the text of a file with a list: UTF-8, UTF-16 with its mark, else Windows-1252.

    Raises:
        WbError: FILE, where it cannot be read or is far too large.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise WbError(
                ErrorCode.FILE,
                tr("“{name}” is too large for a list.", name=path.name),
                tr("Choose a text or CSV file of at most {size} MB.", size=LARGEST // 1_000_000),
            )
        data = path.read_bytes()
    except OSError as error:
        raise WbError(
            ErrorCode.FILE,
            tr("“{name}” could not be read.", name=path.name),
            tr("Check that it is there and may be read."),
        ) from error
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if path.suffix.lower() == ".csv":
        return "\n".join(_first_cell(line) for line in text.splitlines())
    return text


def _first_cell(line: str) -> str:
    """Return the first column of a line of a CSV file, whose sign is a comma, semicolon or tab."""
    for sign in (";", "\t", ","):
        if sign in line:
            return line.split(sign, maxsplit=1)[0]
    return line


async def write_lines(lines: Sequence[Line], path: Path, desk: Desk, job: Job) -> None:
    """Write lines with their outcome; the name's ending chooses the format.

    Raises:
        WbError: what kept it from being written.
    """
    account = desk.account.name if desk.account else ""
    await write_looked_up(FIELDS, lines, path, (desk.source.title, account), job)


async def write_looked_up(
    fields: Sequence[Field],
    lines: Sequence[object],
    path: Path,
    asked: tuple[str, str],
    job: Job,
) -> None:
    """Write the lines of a looked-up list; the name's ending chooses the format.

    Args:
        fields: the columns, read from a line each.
        lines: in their order.
        path: of the file.
        asked: the source, or several, and the account that were looked through.
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
        source=asked[0],
        account=asked[1],
        resource=title,
        filters=(),
        currency="",
        currency_assumed=False,
        quantity=0,
        at=now(),
    )
    columns = tuple(column_of(field) for field in fields)
    plan = ExportPlan(columns=columns, rows=_Lines(fields, lines), about=about, title=title)
    await export(plan, path, format_of(path), job)
