"""The documented calls, each once, on their documented paths, with the right to repeat them."""

from __future__ import annotations

import pytest

from tests.sources import kit
from tests.sources.lagerkoll.documents import article, client, page, sent
from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.operations import Answer, Effect, Repeat
from workbench.net.addresses import url_of
from workbench.net.requests import Request
from workbench.sources.lagerkoll import SOURCE
from workbench.sources.lagerkoll.client import LagerkollClient

DOCUMENTED = """
GET {id}/article_units
POST {id}/article_units
POST {id}/article_units/list
DELETE {id}/article_units/{unit_id}
PUT {id}/article_units/{unit_id}
GET {id}/fifo
GET tags
GET {article_id}/other_purchased
GET {id}/bundle
GET
POST tag
PUT list
DELETE fifo/{id}
GET batch
GET serialnumber
POST {id}/batch
PUT {id}/batch/{batch_id}
PUT {id}/serialnumber/{serialnumber}
DELETE {id}/batch/{batch_id}
DELETE {id}/serialnumber/{serialnumber}
GET customfields_template
GET customfields
PUT customfields_template
POST export/{template_id}/date/{date}
GET stockvalue
GET import/templates
DELETE import/template/{id}
DELETE customfields/{name}
GET group
GET supplier/{supplier_id}
GET category/{category_id}
GET stockplaces
GET history
GET history/info
GET autocomplete
GET stockwarning
GET stockwarning/count
GET external/{id}
GET {id}
GET {id}/history
GET next_id
GET {id}/batch
GET {id}/serialnumber
GET {id}/batch/serialnumber
GET batch/serialnumber
GET export
POST export/{template_id}
GET fields/{articleFields}
POST import/template
PUT import/template/{id}
GET export/{date}
GET export/file/{id}
GET {id}/labels/print
GET labels/print
GET {id}/bundle/print
GET supplier/{supplier_id}/print
GET {article_id}/batch/{batch_id}/traceability
GET {article_id}/serial/{serial_nr}/traceability
GET import/template/{id}
POST
POST list
POST import/{template_id}
POST import/test/{template_id}
POST import/bundle
POST import/bundle/test
POST import/batch_serial
POST import/batch_serial/test
POST export/{template_id}/stock_changes
POST export/bundle
POST {id}/serialnumber
POST {id}/serialnumber/list
PUT {id}
PUT {id}/reserved
PUT {id}/fifo/rate
PUT {id}/fifo/purchase_price
PUT {id}/move
PUT bulk
PUT bulk/delete
PUT {id}/bundles
PUT {id}/split
PUT {id}/bundle
DELETE {id}
DELETE {id}/fifo
"""

OPERATIONS = {operation.name: operation for operation in SOURCE.operations()}


def test_every_call_of_the_articles_document_once():
    wanted = [line.split() for line in DOCUMENTED.strip().splitlines()]
    paths = {(method, f"/v1/articles/{''.join(rest)}") for method, *rest in wanted}
    found = [(held.method, held.path) for held in OPERATIONS.values() if "/articles/" in held.path]
    assert len(wanted) == len(found) == 83
    assert set(found) == paths


def test_the_other_documents_as_far_as_they_are_known():
    found = {held.path for held in OPERATIONS.values() if "/articles/" not in held.path}
    assert found == {
        "/v1/units/", "/v1/categories/", "/v1/suppliers/", "/v1/suppliers/{id}",
        "/v1/prices/lists", "/v1/stores/", "/v1/stores/retention",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        *("add_article", "add_articles", "update_field", "move_article", "split_bundles"),
        *("create_bundles", "add_tag", "add_batch", "add_serial_number", "add_serial_numbers"),
        *("update_reserved", "import_articles", "import_batches", "import_bundles"),
        *("add_article_unit", "add_import_template", "create_export", "create_bundle_export"),
    ],
)
def test_what_adds_up_is_never_sent_twice(name: str):
    assert (OPERATIONS[name].effect, OPERATIONS[name].repeat) == (Effect.WRITE, Repeat.NEVER)


@pytest.mark.parametrize(
    "name",
    [
        *("update_article", "update_articles", "delete_article", "delete_articles"),
        *("update_batch", "set_article_units", "update_fifo_rate", "switch_bundle"),
        *("update_custom_fields_template", "delete_fifo", "delete_custom_field"),
    ],
)
def test_what_sets_may_be_sent_again_after_a_look(name: str):
    assert (OPERATIONS[name].effect, OPERATIONS[name].repeat) == (Effect.WRITE, Repeat.SAME)


def test_every_read_may_be_asked_again_and_no_other():
    for operation in OPERATIONS.values():
        reads = operation.method == "GET" or operation.name.startswith("test_")
        assert (operation.effect is Effect.READ) == reads, operation.name
        assert (operation.repeat is Repeat.SAFE) == reads, operation.name


def test_files_come_as_bytes():
    files = {held.name for held in OPERATIONS.values() if held.answer is Answer.BYTES}
    assert files == {
        "export_of_date", "export_file", "create_export", "create_export_of_date",
        "create_stock_changes_export", "create_bundle_export", "print_labels",
        "print_labels_of_article", "print_bundle", "print_supplier_articles",
    }  # fmt: skip


def test_parameters_have_their_documented_defaults():
    given = {each.name: each for each in OPERATIONS["articles"].parameters}
    assert {name: each.default for name, each in given.items() if each.default is not None} == {
        "page": 0, "limit": 25, "order": "desc", "sort_column": "query", "details": True,
        "tags": True, "prices": False, "include_purchase_prices": False,
        "filter_outof_stock": False, "filter_stock_warning": False, "filter_non_stock": False,
        "filter_non_active": False, "filter_regardless_bundled": True,
        "include_image_last_updated": False, "include_bundle": False,
        "include_next_delivery": False, "include_batches": False,
    }  # fmt: skip
    assert set(given) >= {"query", "since", "supplier_id"}
    assert given["order"].choices == ("asc", "desc")
    assert len(given["sort_column"].choices) == 20
    assert len(OPERATIONS["articles_of_category"].parameters[5].choices) == 18
    assert {each.name for each in OPERATIONS["serial_numbers_of_article"].parameters} == {
        "id", "query", "include_all_serial_numbers", "page", "limit", "sort_column", "order_by",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("number", "segment"),
    [
        ("M/12 röd", "M%2F12%20r%C3%B6d"),
        ("40% extra", "40%25%20extra"),
        ("C#-10", "C%23-10"),
        ("mugg+lock?", "mugg%2Block%3F"),
        ("1;2,3", "1%3B2%2C3"),
    ],
)
async def test_any_article_number_is_one_segment(number: str, segment: str):
    asked, sender = client(page(article()))
    await asked.articles.article(number)
    url = url_of(SOURCE, Account("lagerkoll", "main"), sender.seen[0])
    assert url.partition("?")[0] == f"https://capi.lagerkoll.com/v1/articles/{segment}"


async def test_odd_numbers_reach_their_articles():
    _service, sender = kit.lagerkoll()
    for number in ("M/12 röd", "40% extra", "C#-10", "kit/å %2F#1", "mugg+lock?", "a b  c"):
        answer = await LagerkollClient(sender).articles.article(number)
        assert len(answer.articles or ()) == 1, number


@pytest.mark.parametrize("number", ["tags", "group", "next_id", "export", "bulk", "stockvalue"])
async def test_a_number_that_is_another_page_is_not_sent(number: str):
    asked, sender = client(b"")
    with pytest.raises(WbError) as caught:
        await asked.changing.delete_article(number)
    assert caught.value.code is ErrorCode.INPUT
    assert not sender.seen


@pytest.mark.parametrize("number", ["export", "customfields", "batch", "external", "supplier"])
async def test_a_number_with_pages_of_its_own_below_is_not_sent(number: str):
    asked, sender = client(b"")
    for work in (
        lambda: asked.fifo.article_fifo(number),
        lambda: asked.fifo.delete_fifo(number),
        lambda: asked.article_units.set_article_units(number, {"units": []}),
    ):
        with pytest.raises(WbError) as caught:
            await work()
        assert caught.value.code is ErrorCode.INPUT
    assert not sender.seen


async def test_marking_articles_as_warned_is_a_write():
    asked, sender = client(page())
    await asked.stock.low_stock()
    await asked.stock.low_stock(set_articles_warned=True)
    kinds = [(request.effect, request.repeat) for request in sender.seen]
    assert kinds == [(Effect.READ, Repeat.SAFE), (Effect.WRITE, Repeat.NEVER)]


async def test_work_in_the_background_waits_for_what_is_looked_at():
    asked, sender = client(page())
    await asked.articles.articles(since=0)
    await asked.in_background().articles.articles(since=0)
    assert [request.urgent for request in sender.seen] == [True, False]


async def test_an_import_sends_its_file_and_reads_the_test_alike():
    asked, sender = client(b"")
    await asked.imports.import_articles("7", b"a\tb", update_only=True)
    request: Request = sender.seen[0]
    assert sent(request) == {"update_only": "true", "register_delivery": "false"}
    assert b'name="update_only"\r\n\r\ntrue' in (request.body or b"")
    assert dict(request.headers)["Content-Type"].startswith("multipart/form-data; boundary=")


async def test_calls_answer_in_the_sandbox():
    _service, sender = kit.lagerkoll()
    asked = LagerkollClient(sender)
    number = "10-0412"
    assert (await asked.articles.complete_articles(query="mug")).articles
    assert await asked.articles.count_articles_at_date(date="2026-01-08")
    assert await asked.stock.count_low_stock()
    assert (await asked.article_units.article_units(number)).units is not None
    pdf = await asked.printing.print_labels(articles=[number, "10-0413"], count=2)
    assert pdf.startswith(b"%PDF")
    assert (await asked.batches.batches_and_serial_numbers()).batches
    created = await asked.tags.add_tag({"name": "Vår", "desc": "Säljs om våren"})
    assert created["name"] == "Vår"  # type: ignore[index,call-overload]
