"""Lists that fields offer: read once an account, shared, told when they come or fail."""

from __future__ import annotations

import asyncio

from msgspec.structs import replace

from tests.workspace.shop import ACCOUNT, ARTICLES, Shelf, shop, shop_source
from workbench.core.edits import Entry
from workbench.core.errors import ErrorCode, WbError
from workbench.core.values import Coded
from workbench.workspace.lookups import Lookups

PART = Entry("part", lookup="articles")


async def loaded(choices, **how):
    """Read a list and wait until it is told."""
    told = asyncio.Event()
    choices.changed.connect(told.set)
    choices.load(**how)
    await told.wait()


async def test_a_list_is_read_when_it_is_wanted_and_only_once(tmp_path):
    async with shop(tmp_path, Shelf.of(3)) as held:
        lookups = Lookups(held.workspace, held.source, ACCOUNT)
        choices = lookups.of(PART)
        told = []
        choices.changed.connect(lambda: told.append(choices.values))
        assert choices.values == ()
        await loaded(choices)
        assert choices.values[0] == Coded("10-0001", "Enamel mug 1")
        assert len(choices.values) == 3
        choices.load()
        assert len(told) == 1
        assert lookups.of(Entry("other", lookup="articles")) is choices


async def test_an_entry_without_a_lookup_offers_nothing(tmp_path):
    async with shop(tmp_path) as held:
        lookups = Lookups(held.workspace, held.source, ACCOUNT)
        assert lookups.of(Entry("name")) is None
        assert lookups.of(Entry("name", lookup="nowhere")) is None


async def test_a_list_that_cannot_be_read_says_why_and_is_asked_for_again(tmp_path):
    refused = []

    async def search(_client, _query, _cursor):
        refused.append(1)
        raise WbError(ErrorCode.SERVER, "The service failed.")

    async with shop(tmp_path) as held:
        broken = replace(ARTICLES, id="broken", search=search)
        source = replace(shop_source(held.shelf), resources=(ARTICLES, broken))
        choices = Lookups(held.workspace, source, ACCOUNT).of(Entry("x", lookup="broken"))
        told = []
        choices.changed.connect(lambda: told.append(choices.error))
        await loaded(choices)
        assert told[0].sentence == "The service failed."
        assert choices.values == ()
        await loaded(choices)
        assert len(refused) == 2


async def test_reading_again_shows_what_is_new(tmp_path):
    async with shop(tmp_path, Shelf.of(1)) as held:
        choices = Lookups(held.workspace, held.source, ACCOUNT).of(PART)
        await loaded(choices)
        held.shelf.articles["x"] = {**held.shelf.articles["10-0001"], "articleId": "x", "name": "X"}
        await loaded(choices, again=True)
        assert Coded("x", "X") in choices.values


async def test_rows_are_found_by_what_is_typed_and_never_read_whole(tmp_path):
    asked: list[str] = []

    async def complete(_client, text):
        asked.append(text)
        if text == "bad":
            raise WbError(ErrorCode.SERVER, "The service failed.")
        return [Coded("10-0001", f"Enamel mug for {text}")]

    async with shop(tmp_path) as held:
        articles = replace(ARTICLES, complete=complete)
        source = replace(shop_source(held.shelf), resources=(articles,))
        lookups = Lookups(held.workspace, source, ACCOUNT)
        choices = lookups.of(Entry("part", completes="articles"))
        told = asyncio.Event()
        choices.changed.connect(told.set)
        choices.load()
        for text in ("e", "en", "ena "):
            choices.ask(text)
        assert choices.loading
        await told.wait()
        assert asked == ["ena"], "only what the typing rested on is asked for"
        assert choices.suggested("ena") == (Coded("10-0001", "Enamel mug for ena"),)
        assert choices.values == ()
        choices.ask("ena")
        assert not choices.loading, "it is known already"
        told.clear()
        choices.ask("bad")
        await told.wait()
        assert choices.error.code is ErrorCode.SERVER
        assert choices.suggested("bad") == ()
        choices.ask("bad")
        assert not choices.loading, "what failed is not asked for again by itself"
        assert lookups.of(Entry("other", lookup="articles")) is not choices


async def test_a_resource_that_completes_nothing_offers_nothing(tmp_path):
    async with shop(tmp_path) as held:
        lookups = Lookups(held.workspace, held.source, ACCOUNT)
        assert lookups.of(Entry("part", completes="articles")) is None
