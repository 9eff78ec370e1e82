"""Items and offers as small as a test of the comparison needs them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from workbench.core.offers import Item, Offer, PriceKind, Ref
from workbench.core.values import Ladder, Step

READ = datetime(2026, 9, 3, 10, 30, tzinfo=UTC)


def ladder(*steps: tuple[int, str], currency: str = "EUR", **more: object) -> Ladder:
    laid = tuple(Step(start, Decimal(amount)) for start, amount in steps)
    return Ladder(laid, currency=currency, **more)  # type: ignore[arg-type]


def offer(
    *steps: tuple[int, str], identity: str = "list", supplier: str = "Acme", **more: object
) -> Offer:
    ladder_of = {name: more.pop(name) for name in ("currency", "minimum", "until") if name in more}
    return Offer(
        identity,
        supplier,
        PriceKind.LIST,
        ladder(*steps, **ladder_of),  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def item(key: str, *offers: Offer, read: datetime = READ, **more: object) -> Item:
    ref = Ref("es", "main", "products", key, str(more.pop("variant", "")))
    return Item(ref, f"Item {key}", read, offers=offers, **more)  # type: ignore[arg-type]
