"""The file of a list that was looked up over all sources: a line each, as pasted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from workbench.core.fields import Field, Kind
from workbench.core.jobs import Job
from workbench.core.texts import mark, tr
from workbench.ui.filters.listfile import write_looked_up
from workbench.ui.filters.listtable import WORDS
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
    await write_looked_up(FIELDS, lines, path, (", ".join(titles.values()), ""), job)
