"""How a table is read that the service gives whole: one question, every row."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import msgspec

from workbench.core.edits import Action, Saving
from workbench.core.fields import Field
from workbench.core.pages import Page
from workbench.core.queries import Filter, Query
from workbench.core.settings import Density
from workbench.core.sources import Face, Resource, SubTable
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lists import rows_reader, whole_page
from workbench.sources.reading import Reader

T = TypeVar("T")
Asked = Callable[[LagerkollClient, Query], Awaitable[Sequence[msgspec.Raw] | None]]


def directory(
    identity: str,
    titles: tuple[str, str],
    icon: str,
    columns: tuple[Field, ...],
    reader: Reader[T],
    key_of: Callable[[T], str],
    ask: Asked,
    *,
    filters: tuple[Filter, ...] = (),
    subtables: tuple[SubTable, ...] = (),
    document: str = "",
    saving: Saving | None = None,
    actions: tuple[Action, ...] = (),
    hint: Callable[[Query], str] | None = None,
) -> Resource:
    """Return a resource that is read whole; its first two fields are its face.

    Args:
        identity: its id.
        titles: plural and singular, marked.
        icon: name of an icon.
        columns: its fields.
        reader: reads its rows.
        key_of: the row key, "" for what is no row.
        ask: asks the service for the rows.
        filters: see `Resource`.
        subtables: see `Resource`.
        document: what its documents are, where others share them.
        saving: see `Resource`.
        actions: see `Resource`.
        hint: what is to be given before there can be rows, translated; "" where nothing is.
    """

    async def search(client: LagerkollClient, query: Query, cursor: str) -> Page:  # noqa: ARG001
        wanted = hint(query) if hint is not None else ""
        raws = () if wanted else await ask(client, query)
        page = await asyncio.to_thread(whole_page, reader, raws, key_of)
        if wanted:
            page.warnings = (wanted,)
        return page

    return Resource(
        id=identity,
        title=titles[0],
        one=titles[1],
        icon=icon,
        fields=columns,
        rows_of=rows_reader(reader, key_of),
        search=search,
        face=Face(name=columns[0].id, subtitle=tuple(field.id for field in columns[1:2])),
        document=document or identity,
        filters=filters,
        subtables=subtables,
        density=Density.COMPACT,
        local_only=True,
        saving=saving,
        actions=actions,
    )
