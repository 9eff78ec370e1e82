"""How articles are saved: changed members alone, a replaced list always whole.

Up to 100 articles go in one call; more of them in several. After each write the record is read
again by whoever sends it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec

from workbench.core.edits import Batch, Call, Patch, Saving, Write
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.texts import tr
from workbench.core.values import Coded
from workbench.sources.lagerkoll.asking import PAGE_LIMIT, WHOLE, read_article
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.pages import read_whole
from workbench.sources.lagerkoll.records.article_fields import FIELDS
from workbench.sources.lagerkoll.records.values import milliseconds
from workbench.sources.lagerkoll.saving.bodies import body_of, filled_body
from workbench.sources.lagerkoll.saving.checks import check_article
from workbench.sources.lagerkoll.saving.entries import ENTRIES
from workbench.sources.lagerkoll.subtables import number_in
from workbench.sources.leaves import identity

TOGETHER: Final = 100
"""Articles in one call (document: "Max 100 articles per request")."""
CHANGED_LIMIT: Final = 1_000
"""Changed articles of a page: what is sent in hundreds is read back with one request for each.

The document names no limit. A service that takes fewer says so, and is asked by smaller pages.
"""


def changed(patch: Patch) -> dict[str, object]:
    """Return the body of an update: the changed members."""
    return body_of(patch.values, FIELDS, ENTRIES)


def named(patch: Patch) -> dict[str, object]:
    """Return the changed members with the article's number, for a list of articles."""
    return {"articleId": patch.key} | changed(patch)


def key_in(answer: Any) -> str:  # noqa: ANN401 - any JSON
    """Return the number in the answer to a new article."""
    return identity(answer.get("articleId")) if isinstance(answer, dict) else ""


async def read(client: LagerkollClient, key: str) -> bytes | None:
    """Return an article's document as it is now, None where it is gone.

    Raises:
        WbError: as the gateway names it.
    """
    try:
        answer = await read_article(client, key)
    except WbError as error:
        if error.code is ErrorCode.NOT_FOUND:
            return None
        raise
    documents = [bytes(raw) for raw in answer.articles or ()]
    return next((each for each in documents if number_in(each) == key), None)


async def read_many(
    client: LagerkollClient, keys: Sequence[str], since: datetime
) -> Mapping[str, bytes]:
    """Return those of the articles that changed since then.

    Raises:
        WbError: as the gateway names it.
    """
    moment = max(0, milliseconds(since))
    try:
        raws = await _changed_since(client, moment, CHANGED_LIMIT)
    except WbError as error:
        if error.code not in {ErrorCode.REFUSED, ErrorCode.INPUT}:
            raise
        raws = await _changed_since(client, moment, PAGE_LIMIT)
    wanted = frozenset(keys)
    found = {number_in(document): document for document in map(bytes, raws)}
    return {key: document for key, document in found.items() if key in wanted}


async def _changed_since(client: LagerkollClient, moment: int, limit: int) -> Sequence[msgspec.Raw]:
    return await read_whole(
        lambda page: client.articles.articles(
            since=moment,
            page=page,
            limit=limit,
            order="asc",
            sort_column="art",
            include_image_last_updated=True,
            **WHOLE,
        ),
        lambda answer: answer.articles,
        limit,
        lambda answer: answer.articles_count,
    )


async def next_number(client: LagerkollClient) -> str:
    """Return the next free article number.

    Raises:
        WbError: as the gateway names it; code DATA where the answer names none.
    """
    answer = await client.articles.next_article_id()
    number = identity(answer.get("id")) if isinstance(answer, dict) else ""
    if not number:
        raise WbError(
            ErrorCode.DATA,
            tr("Lagerkoll named no free article number."),
            tr("Type a number yourself."),
            source="lagerkoll",
            operation="next_article_id",
            sent=Sent.YES,
        )
    return number


SAVING: Final = Saving(
    entries=ENTRIES,
    read=read,
    update=Write("update_article", lambda patch: Call({"id": patch.key}, changed(patch))),
    create=Write(
        "add_article",
        lambda patch: Call({}, filled_body(patch.values, FIELDS, ENTRIES)),
        key=key_in,
    ),
    delete=Write("delete_article", lambda patch: Call({"id": patch.key})),
    update_many=Batch(
        "update_articles",
        lambda patches: Call({}, {"articles": [named(patch) for patch in patches]}),
        most=TOGETHER,
    ),
    delete_many=Batch(
        "delete_articles",
        lambda patches: Call({}, {"articles": [patch.key for patch in patches]}),
        most=TOGETHER,
    ),
    read_many=read_many,
    check=check_article,
    key_field="number",
    next_key=next_number,
    defaults={
        "active": True,
        "bundled": False,
        "stock_item": True,
        "webshop": False,
        "category": "övrigt",
        "unit": "st",
        "type": Coded("Stock", "Stock"),
        "barcode_type": Coded("EAN", "EAN"),
    },
)
"""Articles; what the document makes of a member that is left out stands in `defaults`."""
