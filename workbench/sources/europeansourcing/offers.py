"""How the products of this source take part in the comparison.

Everything behind it is imported on use: the reckoning of markings is a language of its own, which
the first window would wait for.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from workbench.core.offers import (
    Item,
    Offer,
    Offering,
    OnQuote,
    Origin,
    Printing,
    Technique,
    Worked,
)

if TYPE_CHECKING:
    from workbench.sources.europeansourcing.client import EuropeanSourcingClient
    from workbench.sources.europeansourcing.offers_prepared import Prepared


def _items(document: bytes, origin: Origin) -> Sequence[Item]:
    from workbench.sources.europeansourcing.offers_items import items

    return items(document, origin)


async def _load(
    client: EuropeanSourcingClient, document: bytes, item: Item, language: str = ""
) -> bytes:
    from workbench.sources.europeansourcing.offers_confirm import load

    return await load(client, document, item, language)


def _carry(loaded: bytes, document: bytes) -> bytes:
    from workbench.sources.europeansourcing.offers_carried import carry

    return carry(loaded, document)


def _prepare(document: bytes) -> Prepared:
    from workbench.sources.europeansourcing.offers_prepared import prepare

    return prepare(document)


def _techniques(prepared: Prepared, item: Item) -> Sequence[Technique]:
    from workbench.sources.europeansourcing.offers_prepared import techniques

    return techniques(prepared, item)


def _marked(
    prepared: Prepared, item: Item, offer: Offer, quantity: int, printing: Printing
) -> Worked | OnQuote:
    from workbench.sources.europeansourcing.offers_marked import marked

    return marked(prepared, item, offer, quantity, printing)


async def _confirm(
    client: EuropeanSourcingClient,
    prepared: Prepared,
    item: Item,
    offer: Offer,
    quantity: int,
    printing: Printing,
) -> Worked | OnQuote:
    from workbench.sources.europeansourcing.offers_confirm import confirm

    return await confirm(client, prepared, item, offer, quantity, printing)


OFFERING: Final = Offering(
    items=_items,
    load=_load,
    carry=_carry,
    prepare=_prepare,
    techniques=_techniques,
    marked=_marked,
    confirm=_confirm,
)
"""Of products and of variants alike: both read the same documents, and give the same items."""
