"""The table of samples: an export is made for the question and its file opened as a table."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from workbench.core.jobs import Job
from workbench.core.orders import MetalPart
from workbench.core.pages import Page
from workbench.core.pricepoints import price_history
from workbench.core.queries import Query
from workbench.core.remote import Remote
from workbench.core.sources import Face, Resource
from workbench.core.texts import mark, tr
from workbench.core.times import now
from workbench.sources.loupe import wire
from workbench.sources.loupe.client import LoupeClient
from workbench.sources.loupe.csvfile import Table, merged, read_tables
from workbench.sources.loupe.filters import FILTERS
from workbench.sources.loupe.making import fetched, file_of, made, waited
from workbench.sources.loupe.offers import OFFERING
from workbench.sources.loupe.records.costs import metals_of
from workbench.sources.loupe.records.sample import (
    Sample,
    cells_of,
    key_of,
    pictures_of,
    plain,
    read_sample,
    sample_of,
)
from workbench.sources.loupe.records.sample_fields import FIELDS
from workbench.sources.loupe.subtables import OF_SAMPLE


async def search(client: LoupeClient, query: Query, cursor: str) -> Page:  # noqa: ARG001
    """Return every sample that matches, as one page; it may take minutes, as a job that is seen.

    Raises:
        WbError: as `making.file_of` and `csvfile.read_tables`.
    """
    identity = wire.existing(query)
    outside = client.outside

    async def work(job: Job) -> Page:
        path = await file_of(client, query, job)
        job.result = str(path)
        page = await asyncio.to_thread(page_of, path)
        job.advance(len(page.keys), len(page.keys), tr("The samples are read."))
        return page

    title = tr("Open export {id}", id=identity) if identity else tr("Export of samples")
    _job, task = outside.jobs.start(
        title, "export", work, source="loupe", account=outside.account.name, awaited=True
    )
    # Who asked may go away; the export goes on as a job of its own.
    return await asyncio.shield(task)


async def opened(client: LoupeClient, identity: str, job: Job) -> Page:
    """Return every sample of an export that is there.

    Raises:
        WbError: as `making.fetched` and `csvfile.read_tables`.
    """
    path = await fetched(client, identity, job)
    job.result = str(path)
    page = await asyncio.to_thread(page_of, path)
    job.advance(len(page.keys), len(page.keys), tr("The samples are read."))
    return page


def page_of(path: Path) -> Page:
    """Return the samples of an export's file. Reads the disk: call it in a thread.

    Raises:
        WbError: as `csvfile.read_tables`.
    """
    tables = sorted(read_tables(path), key=_rank)
    found: dict[str, list[dict[str, str]]] = {}
    for table in tables:
        for row in table.rows:
            found.setdefault(key_of(row), []).append(row)
    return Page(
        rows=[sample_of(rows) for rows in found.values()],
        keys=list(found),
        documents=[merged(rows) for rows in found.values()],
        document_keys=list(found),
        document_of=range(len(found)),
        fetched_at=now(),
        total=len(found),
        warnings=_warnings(tables),
    )


def _rank(table: Table) -> int:
    """The product file first, whose columns say what a sample is; then costing, then retail."""
    names = [plain(header) for header in table.header]
    if any("retail" in name for name in names):
        return 2
    costing = any(name.endswith("totalcost") or name == "costingcurrency" for name in names)
    return 1 if costing else 0


def _warnings(tables: Sequence[Table]) -> tuple[str, ...]:
    uneven = sum(table.uneven for table in tables)
    if not uneven:
        return ()
    return (tr("{count} rows of the file have more or fewer values than columns.", count=uneven),)


def rows_of(document: bytes) -> Sequence[tuple[str, Sample]]:
    """Return the sample of a document under its key."""
    sample = read_sample(document)
    return ((key_of(sample.rows[0]), sample),) if sample else ()


def cells(document: bytes) -> Sequence[tuple[str, str]]:
    """Return every column and value of a document, as the files have them."""
    sample = read_sample(document)
    return tuple(cells_of(sample)) if sample else ()


def metals(document: bytes) -> Sequence[MetalPart]:
    """Return the metals of a document, with weight and cost where its files have them."""
    sample = read_sample(document)
    return metals_of(sample) if sample else ()


def pictures(document: bytes) -> Sequence[str]:
    """Return the links of all pictures of a document."""
    sample = read_sample(document)
    return pictures_of(sample) if sample else ()


SAMPLES: Final = Resource(
    id="samples",
    title=mark("Samples"),
    one=mark("Sample"),
    icon="gem",
    fields=(*FIELDS, price_history(mark("Costs"))),
    rows_of=rows_of,
    search=search,
    face=Face(
        name="name",
        subtitle=("code", "vendor"),
        picture="picture",
        pictures=pictures,
        stock="on_hand",
    ),
    document="samples",
    filters=FILTERS,
    subtables=OF_SAMPLE,
    local_only=True,
    asked=mark("Request export"),
    leaves=mark("Loupe makes a new export, which stays in the account for good."),
    preview=wire.preview,
    remote=Remote(
        title=mark("Export of samples"),
        create=made,
        wait=waited,
        file=fetched,
        open=opened,
        identity_of=wire.existing,
        question=wire.opening,
        since=("LastModified", ""),
    ),
    cells=cells,
    metals=metals,
    offering=OFFERING,
)
"""The active linesheet samples; the search box looks through the loaded rows, as every question
asked of the service makes an export there for good."""
