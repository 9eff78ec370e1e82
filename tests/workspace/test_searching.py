"""One search over all sources: this machine first, services as they answer."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

from msgspec.structs import replace

from tests.harness.waiting import until
from tests.workspace.kit import ACCOUNT, SOURCE, bench, english
from workbench.core.jobs import Job
from workbench.core.offers import Origin
from workbench.workspace.picking import Outcome
from workbench.workspace.searching import Searching
from workbench.workspace.searching_hits import MOST, Asking
from workbench.workspace.searching_lists import look_up_here, look_up_there, requests_for
from workbench.workspace.searching_live import asked_resource


@asynccontextmanager
async def searching(tmp_path, *, read: bool = True, live: bool = False):
    async with bench(tmp_path) as held:
        if read:
            session = held.session()
            await session.ask(english())
            await until(lambda: held.workspace.jobs.pending == 0)
            session.close()
        made = Searching(held.workspace)
        made.set_live(on=live)
        made.open()
        await until(lambda: not made.reading)
        yield held, made
        made.close()


async def asked(made: Searching, text: str):
    made.search("")
    made.search(text)
    await until(lambda: made.found.text == text and not made.found.waiting)
    return made.found


def a_name(made: Searching) -> str:
    part = next(iter(made.index._parts.values()))
    return part._names[0]


async def test_what_was_read_is_found_without_asking(tmp_path):
    async with searching(tmp_path) as (held, made):
        name = a_name(made)
        held.fail(times=500)
        found = await asked(made, name)
        group = found.groups[0]
        assert group.source.id == "europeansourcing"
        assert group.account == ACCOUNT
        assert 0 < len(group.hits) <= MOST
        assert group.hits[0].title.casefold() == name
        assert not group.hits[0].live
        assert group.hits[0].read is not None
        assert group.asking is Asking.NOT
        assert found.rows == len(made.index) > 0


async def test_a_product_is_not_shown_again_as_its_variants(tmp_path):
    async with searching(tmp_path) as (_, made):
        found = await asked(made, a_name(made))
        first = found.groups[0].hits[0]
        same = [hit for hit in found.hits if hit.document == first.document]
        assert [hit.resource for hit in same] == ["products"]


async def test_a_mistyped_word_finds_what_is_nearest_and_quotes_do_not(tmp_path):
    async with searching(tmp_path) as (_, made):
        names = (name for part in made.index._parts.values() for name in part._names)
        words = {word for name in names for word in name.split() if word.isalpha()}
        word = max(words, key=len)
        typed = word[:3] + "q" + word[3:]
        found = await asked(made, typed)
        assert found.hits
        assert word.startswith(found.near[typed][0][:3])
        assert not (await asked(made, f'"{typed}"')).hits


async def test_services_are_asked_once_and_their_rows_join_those_of_this_machine(tmp_path):
    async with searching(tmp_path, live=True) as (held, made):
        before = len(held.workspace.log.calls)
        name = a_name(made)
        for length in range(3, len(name) + 1):
            made.search(name[:length])
        found = await asked(made, name)
        assert len(held.workspace.log.calls) == before + 1
        group = found.groups[0]
        assert group.asking is Asking.DONE
        assert group.total is not None
        assert group.hits[0].live
        assert len({hit.place for hit in group.hits}) == len(group.hits)


async def test_what_services_answered_is_kept_and_found_the_next_time(tmp_path):
    async with searching(tmp_path, read=False, live=True) as (held, made):
        assert len(made.index) == 0
        found = await asked(made, "mug")
        assert found.hits
        assert all(hit.live for hit in found.hits)
        await until(lambda: held.workspace.jobs.pending == 0)
        made.open()
        await until(lambda: not made.reading and held.workspace.jobs.pending == 0)
        made.set_live(on=False)
        again = await asked(made, "mug")
        assert again.hits
        assert not any(hit.live for hit in again.hits)


async def test_a_service_that_fails_says_so_and_the_kept_rows_stay(tmp_path):
    async with searching(tmp_path, live=True) as (held, made):
        held.fail(times=500, status=401)
        found = await asked(made, a_name(made))
        assert found.groups[0].asking is Asking.FAILED
        assert found.groups[0].error.sentence
        assert found.hits


async def test_nothing_typed_finds_nothing_and_short_texts_ask_nobody(tmp_path):
    async with searching(tmp_path, live=True) as (held, made):
        before = len(held.workspace.log.calls)
        assert (await asked(made, "")).groups == ()
        await asked(made, "mu")
        await asyncio.sleep(0.5)
        assert len(held.workspace.log.calls) == before


async def test_only_what_came_since_is_read_again_and_what_was_cleared_is_gone(tmp_path):
    async with searching(tmp_path) as (held, made):
        rows = len(made.index)
        made.open()
        await until(lambda: not made.reading)
        assert len(made.index) == rows
        held.workspace.stores.cache.clear(ACCOUNT.key)
        made.open()
        await until(lambda: not made.reading)
        assert len(made.index) == 0


async def test_a_search_that_was_closed_goes_on_when_it_is_opened_again(tmp_path):
    async with searching(tmp_path) as (held, made):
        text = a_name(made)
        other = Searching(held.workspace)
        other.set_live(on=False)
        other.open()
        other.close()
        await until(lambda: not other.reading)
        other.open()
        await until(lambda: not other.reading)
        assert len(other.index) == len(made.index)
        assert (await asked(other, text)).hits
        other.close()


async def test_whether_services_are_asked_and_what_was_searched_is_kept(tmp_path):
    async with searching(tmp_path) as (held, made):
        await asked(made, "mug")
        made.remember()
        other = Searching(held.workspace)
        assert not other.live
        assert other.recent() == ("mug",)
        other.forget("mug")
        assert other.recent() == ()


def test_what_leaves_something_is_never_asked():
    resource = replace(SOURCE.resources[0], asked="Ask")
    source = replace(SOURCE, resources=(resource,))
    assert asked_resource(source) is None
    assert asked_resource(SOURCE) is SOURCE.resources[0]


async def test_a_pasted_list_keeps_its_order_and_says_what_is_missing(tmp_path):
    async with searching(tmp_path) as (held, made):
        hits = (await asked(made, "mug")).hits
        cache = held.workspace.stores.cache
        products = SOURCE.resources[0]
        numbers = []
        part = next(iter(made.index._parts.values()))
        for hit in hits[:2]:
            body, moment = cache.document(part.scopes[0], hit.document)
            origin = Origin("europeansourcing", ACCOUNT.name, "products", moment)
            items = products.offering.items(body, origin)
            numbers.append(next(item.gtins[0] for item in items if item.gtins))
        job = Job("1", "list", "list")
        lines = await look_up_here(
            held.workspace, made.index, f"{numbers[1]}\t250\n\nno-such-number\n{numbers[0]}", job
        )
        assert [line.number for line in lines] == [1, 3, 4]
        assert [line.outcome for line in lines] == [
            Outcome.FOUND,
            Outcome.MISSING,
            Outcome.FOUND,
        ]
        assert lines[0].quantity == 250
        assert lines[0].sources == ("europeansourcing",)


async def test_what_is_not_on_this_machine_is_asked_of_the_services(tmp_path):
    async with searching(tmp_path, read=False) as (held, made):
        session = held.session()
        await session.ask(english("mug"))
        reference = SOURCE.resources[0].references(
            dict(SOURCE.resources[0].rows_of(session.documents.of_row(session.table.key(0))))[
                session.table.key(0)
            ]
        )[0]
        await until(lambda: held.workspace.jobs.pending == 0)
        session.close()
        held.workspace.stores.cache.clear()
        job = Job("1", "list", "list")
        lines = await look_up_here(held.workspace, made.index, f"{reference}\nno-such-number", job)
        assert [line.outcome for line in lines] == [Outcome.MISSING] * 2
        assert requests_for(held.workspace, 2) == len(SOURCE.resources[0].list_filter)
        lines = await look_up_there(held.workspace, lines, job)
        assert lines[0].outcome is Outcome.FOUND
        assert lines[1].outcome is Outcome.MISSING
