"""Which call answers a question, and which questions are refused before anything is sent."""

from __future__ import annotations

import pytest

from tests.sources import kit
from tests.sources.lagerkoll.documents import article, client, page, sent
from workbench.core.conditions import parse_where
from workbench.core.errors import ErrorCode, WbError
from workbench.core.queries import Query
from workbench.sources.lagerkoll.articles import scan_articles, search_articles
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.filters import FILTERS, SORTS
from workbench.sources.lagerkoll.operations.parameters import ARTICLE_SORTS


def question(*words: str, **rest: object) -> Query:
    return Query(conditions=parse_where(FILTERS, words), **rest)  # type: ignore[arg-type]


async def asked(query: Query, cursor: str = ""):
    held, sender = client(page(article()))
    await search_articles(held, query, cursor)
    (request,) = sender.seen
    return request


async def test_all_articles_are_asked_since_ever():
    request = await asked(Query())
    assert request.path == "/v1/articles/"
    assert sent(request)["since"] == "0"
    assert (sent(request)["sort_column"], sent(request)["order"]) == ("art", "asc")
    assert {"prices", "include_bundle", "include_purchase_prices"} <= {
        name for name, value in request.query if value == "true"
    }


async def test_a_text_is_ordered_by_how_well_it_fits():
    request = await asked(Query(text=" mug "))
    assert (sent(request)["query"], sent(request)["sort_column"]) == ("mug", "query")
    assert sent(request)["order"] == "desc"


async def test_an_order_of_the_service_is_asked_for():
    request = await asked(Query(sort="stock_place", descending=True), "4")
    assert (sent(request)["sort_column"], sent(request)["order"]) == ("stock_place", "desc")
    assert sent(request)["page"] == "4"


def test_every_documented_order_is_offered():
    assert tuple(sort.id for sort in SORTS) == ARTICLE_SORTS


async def test_a_moment_is_sent_in_milliseconds():
    request = await asked(question("since=2024-03-28T20:59:40.611+00:00"))
    assert sent(request)["since"] == "1711659580611"


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (("category_id=7",), "/v1/articles/category/{category_id}"),
        (("supplier_id=7",), "/v1/articles/"),
        (("date=2026-01-08",), "/v1/articles/history"),
        (("date=2026-01-08", "category_id=7"), "/v1/articles/history"),
        (("id=192005-6",), "/v1/articles/{id}"),
        (("supplier_id=7", "filter_stock_warning=true", "query=mug"), "/v1/articles/"),
    ],
)
async def test_each_question_goes_to_its_list(words: tuple[str, ...], path: str):
    assert (await asked(question(*words))).path == path


async def test_a_day_is_sent_as_a_day():
    request = await asked(question("date=2026-01-08T23:00:00+01:00", "category_id=7"))
    assert (sent(request)["date"], sent(request)["category"]) == ("2026-01-08", "7")


@pytest.mark.parametrize(
    "words",
    [
        ("category_id=7", "since=2026-01-01"),
        ("category_id=7", "supplier_id=3"),
        ("category_id=7", "filter_outof_stock=true"),
        ("date=2026-01-08", "supplier_id=3"),
        ("date=2026-01-08", "query=mug"),
        ("id=1", "query=mug"),
        ("id=1", "category_id=7"),
    ],
)
async def test_what_no_list_can_do_is_refused_at_the_filter(words: tuple[str, ...]):
    held, sender = client(page())
    with pytest.raises(WbError) as caught:
        await search_articles(held, question(*words), "")
    assert caught.value.code is ErrorCode.INPUT
    assert caught.value.field in {name.partition("=")[0] for name in words}
    assert caught.value.hint
    assert not sender.seen


async def test_an_order_that_a_category_lacks_is_refused():
    held, sender = client(page())
    with pytest.raises(WbError):
        await search_articles(held, question("category_id=7", sort="available"), "")
    assert not sender.seen


async def test_an_article_of_a_day_does_not_take_the_place_of_the_present_one():
    held, _sender = client(page(article()))
    found = await search_articles(held, question("date=2026-01-08"), "")
    assert (found.keys, found.document_keys) == (["192005-6"], ["192005-6@2026-01-08"])


async def test_articles_are_read_by_their_numbers_and_gone_ones_left_out():
    _service, sender = kit.lagerkoll()
    numbers = [f"10-{number:04}" for number in range(40)] + ["10-0412", "M/12 röd"]
    query = question(f"id={','.join(numbers)}")
    asked = LagerkollClient(sender)
    first = await search_articles(asked, query, "")
    assert (first.keys, first.cursor) == ([], "1")
    second = await search_articles(asked, query, "1")
    third = await search_articles(asked, query, second.cursor)
    assert (third.keys, third.cursor) == (["10-0412", "M/12 röd"], "")


async def test_a_scan_keeps_one_order_and_gives_way():
    held, sender = client(page(article()))
    await scan_articles(held, Query(sort="reserved", descending=True), "")
    (request,) = sender.seen
    assert (sent(request)["sort_column"], sent(request)["order"]) == ("art", "asc")
    assert request.urgent is False


async def test_only_what_changed_is_read_from_the_sandbox():
    service, sender = kit.lagerkoll()
    asked = LagerkollClient(sender)
    before = await search_articles(asked, question("since=2100-01-01"), "")
    everything = await search_articles(asked, Query(), "")
    assert (before.total, everything.total) == (0, kit.ARTICLES)
    assert service.name == "lagerkoll"


async def test_since_may_be_what_the_service_counts_in():
    assert sent(await asked(question("since=0")))["since"] == "0"
    assert sent(await asked(question("since=1711659580611")))["since"] == "1711659580611"


@pytest.mark.parametrize("word", ["supplier_id=701,702", "category_id=302,303", "category_id=Cups"])
async def test_what_takes_one_id_is_asked_for_no_other(word: str):
    held, sender = client(page(article()))
    with pytest.raises(WbError) as caught:
        await search_articles(held, question(word), "")
    assert (caught.value.code, caught.value.field) == (ErrorCode.INPUT, word.partition("=")[0])
    assert not sender.seen
