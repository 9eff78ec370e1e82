"""Both ways to sign in, and what the account sees."""

from __future__ import annotations

import pytest

from tests.sources.lagerkoll.documents import client, page, sent
from workbench.core.secret import Secret
from workbench.sources.lagerkoll import SOURCE
from workbench.sources.lagerkoll.access import authenticate, probe

STORE = {"store": "186008", "api_key": "key-1"}
PERSON = {"store": "186008", "user_id": "7", "user_token": "token-1"}


@pytest.mark.parametrize(
    ("given", "headers"), [(STORE, STORE), (PERSON, PERSON), (STORE | PERSON, STORE)]
)
async def test_the_headers_of_one_way(given: dict[str, str], headers: dict[str, str]):
    auth = authenticate({name: Secret(value) for name, value in given.items()})
    assert await auth.headers("capi.lagerkoll.com") == headers


async def test_an_empty_key_is_no_key():
    given = {name: Secret(value) for name, value in (PERSON | {"api_key": ""}).items()}
    assert await authenticate(given).headers("x") == PERSON


def test_secrets_are_marked_as_such():
    secret = {held.name for held in SOURCE.credentials if held.secret}
    assert secret == {"api_key", "user_token"}
    assert SOURCE.credential_sets == (tuple(STORE), tuple(PERSON))


async def test_the_probe_counts_all_articles():
    asked, sender = client(page({"articleId": "1"}, articlesCount=6214))
    assert await probe(asked) == "6,214 articles"
    assert sent(sender.seen[0])["since"] == "0"
    assert sent(sender.seen[0])["limit"] == "1"


def test_the_pace_stays_below_the_documented_limit():
    assert (SOURCE.pace.per_window, SOURCE.pace.window, SOURCE.pace.documented) == (180, 60.0, 200)
    assert SOURCE.pace.reserved == 3
