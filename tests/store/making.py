"""Pages, drafts and scopes as the stores' tests need them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from workbench.core.pages import FacetValue, Page
from workbench.store.cache_schema import Scope
from workbench.store.journal_types import Draft, DraftKey

SCOPE = Scope("europeansourcing/Main", "api.example.test", "product", "fr")
MOMENT = datetime(2026, 3, 29, 1, 30, 0, 123456, UTC)


def document(number: int, stamp: str = "") -> bytes:
    return json.dumps(
        {"id": number, "stamp": stamp, "name": f"Café {number}", "text": "x" * 200}
    ).encode()


def page(
    index: int,
    *,
    size: int = 5,
    variants: int = 2,
    last: bool = False,
    stamp: str = "",
    moment: datetime = MOMENT,
    total: int | None = 100,
    facets: dict[str, tuple[FacetValue, ...]] | None = None,
) -> Page:
    """A page of products, each with its variants as rows."""
    numbers = range(index * size, (index + 1) * size)
    rows = [(number, variant) for number in numbers for variant in range(variants)]
    return Page(
        rows=[None] * len(rows),
        keys=[f"{number}:{variant}" for number, variant in rows],
        documents=[document(number, stamp) for number in numbers],
        document_keys=[str(number) for number in numbers],
        document_of=[number - index * size for number, _ in rows],
        fetched_at=moment,
        total=total,
        cursor="" if last else f"after-{index}",
        facets=facets or {},
    )


def draft_key(record: str = "17", field: str = "name", host: str = "api.example.test") -> DraftKey:
    return DraftKey("lagerkoll", host, "Main", "articles", record, field)


def draft(value: str, *, record: str = "17", field: str = "name", rev: int = 1) -> Draft:
    return Draft(
        draft_key(record, field),
        base=json.dumps("before"),
        value=json.dumps(value),
        base_seen_at=MOMENT,
        rev=rev,
        changed=MOMENT,
    )
