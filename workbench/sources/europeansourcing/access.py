"""Signing in at EuropeanSourcing, and what an account sees there."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.core.secret import Secret
from workbench.core.texts import tr, trn
from workbench.net.auth import HeaderAuth
from workbench.sources.europeansourcing.client import EuropeanSourcingClient
from workbench.sources.europeansourcing.records.lists import ACCESS
from workbench.sources.leaves import count
from workbench.sources.reading import read_all


def authenticate(credentials: Mapping[str, Secret], *_context: object) -> HeaderAuth:
    """Return the sign-in by key: one header with every request."""
    return HeaderAuth({"x-auth-token": credentials["token"]})


async def probe(client: EuropeanSourcingClient) -> str:
    """Return in words what the account sees; a cheap request that needs a right key.

    Raises:
        WbError: as the gateway names it.
    """
    answer = await client.tokens.token_infos()
    read, _warnings = read_all(ACCESS, answer.supplier_profile_infos or ())
    records = [record for _document, record in read]
    products = sum(count(record.product_count) or 0 for record in records)
    variants = sum(count(record.variant_count) or 0 for record in records)
    said = tr(
        "{profiles}, {products}, {variants}",
        profiles=trn("{count} supplier profile", "{count} supplier profiles", len(records)),
        products=trn("{count} product", "{count} products", products),
        variants=trn("{count} variant", "{count} variants", variants),
    )
    # A product that two profiles offer stands in both of their counts.
    return tr("{counts} (counted per profile)", counts=said) if len(records) > 1 else said
