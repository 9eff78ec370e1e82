"""Signing in at ETIM Mapper, and what an account sees there (document: authentication)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from workbench.core.errors import ErrorCode, WbError
from workbench.core.secret import Secret
from workbench.core.texts import tr, trn
from workbench.net.auth import PathAuth
from workbench.sources.etim.client import EtimClient
from workbench.sources.etim.envelopes import ids_in
from workbench.sources.leaves import count


def authenticate(credentials: Mapping[str, Secret], *_context: object) -> PathAuth:
    """Return the sign-in: user and password with every request, the identifier in every path."""
    pair = f"{credentials['username'].reveal()}:{credentials['password'].reveal()}"
    word = b64encode(pair.encode()).decode("ascii")
    return PathAuth(
        {"Authorization": Secret(f"Basic {word}")}, {"identifier": credentials["identifier"]}
    )


def _unknown(error: WbError) -> WbError:
    return WbError(
        error.code,
        tr("ETIM Mapper does not know the account's API identifier."),
        tr("Check the identifier as the company was given it, and the account's address."),
        source=error.source,
        operation=error.operation,
        status=error.status,
        sent=error.sent,
        detail=error.detail,
    )


async def probe(client: EtimClient) -> str:
    """Return in words what the account sees; one id of all products.

    Raises:
        WbError: as the gateway names it.
    """
    try:
        answer = await client.products.filter_products({}, limit=1, page=1)
    except WbError as error:
        raise _unknown(error) if error.code is ErrorCode.NOT_FOUND else error from None
    total = count(answer.total)
    if total is None:
        total = len(ids_in(answer.product_ids))
        return tr("The key is accepted; {count} products were read.", count=total)
    return trn("{count} product", "{count} products", total)
