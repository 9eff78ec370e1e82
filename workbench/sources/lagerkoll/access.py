"""Signing in at Lagerkoll, and what an account sees there (Articles document, "Headers")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workbench.core.secret import Secret
from workbench.core.texts import tr, trn
from workbench.net.auth import HeaderAuth
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.leaves import count

MEMBERS: Final = ("store", "api_key", "user_id", "user_token")
"""Every header of both ways to sign in."""


def authenticate(credentials: Mapping[str, Secret], *_context: object) -> HeaderAuth:
    """Return the sign-in: the given headers with every request.

    Where both ways are given in full, the key of the store is used alone.
    """
    keyed = all(credentials.get(name) for name in ("store", "api_key"))
    names = MEMBERS[:2] if keyed else ("store", *MEMBERS[2:])
    return HeaderAuth({name: credentials[name] for name in names if credentials.get(name)})


async def probe(client: LagerkollClient) -> str:
    """Return in words what the account sees; one short page of articles.

    Raises:
        WbError: as the gateway names it.
    """
    answer = await client.articles.articles(since=0, limit=1, details=False, tags=False)
    total = count(answer.articles_count)
    if total is None:
        return tr("The key is accepted; 1 page of articles was read.")
    return trn("{count} article", "{count} articles", total)
