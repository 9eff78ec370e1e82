"""Articles as rows: every member that the document names, and values of other forms."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tests.sources.lagerkoll.documents import ARTICLE, article, client, page
from workbench.core.fields import Field, Kind
from workbench.core.queries import Query
from workbench.core.values import Coded, Money, Odd
from workbench.sources.currency import in_currency
from workbench.sources.lagerkoll import SOURCE
from workbench.sources.lagerkoll.articles import ARTICLE_TABLE, references_of, search_articles
from workbench.sources.lagerkoll.records.rows import ARTICLES

READ_ONLY = {
    "batches", "reserved", "prices", "supplierExternalId", "supplierBuyCurrency",
    "supplierBuyRate", "imageLastUpdated", "nextDeliveryDate", "orderedAmount",
    "deliveredAmount", "availableAmount",
}  # fmt: skip
ONLY_NEW = {"articleId", "bundled"}
MEMBERS = {
    "articleId", "externalId", "active", "name", "bundled", "parts", "batches", "description",
    "category", "amount", "reserved", "barcode", "barcodeType", "price", "prices", "supplier",
    "supplierExternalId", "supplierName", "supplierArticleId", "supplierAutomaticOrder",
    "supplierBuyPrice", "supplierBuyPriceShipment", "supplierArticles", "supplierBuyPriceMisc",
    "supplierBuyCurrency", "supplierBuyRate", "unit", "vat", "vatAccount", "imageLastUpdated",
    "type", "stock", "webshopArticle", "manufacturer", "manufacturerArticleId", "customFields",
    "links", "tags", "width", "height", "depth", "weight", "stockPlace", "stockWarning",
    "criticalLevel", "orderLevel", "automaticOrder", "nextDeliveryDate", "orderedAmount",
    "deliveredAmount", "availableAmount",
}  # fmt: skip


def value(name: str, **changes: object) -> object:
    record, _odd = ARTICLES.read(json.dumps(article(**changes)).encode())
    field = ARTICLE_TABLE.field(name)
    assert record is not None
    assert field is not None
    return field.read(record)


def test_every_member_has_a_column_or_a_table():
    shown = {field.path for field in ARTICLE_TABLE.fields}
    inside = {"batches", "supplierName"}
    assert MEMBERS - shown == inside
    assert {table.id for table in ARTICLE_TABLE.subtables} >= {"batches", "serial_numbers"}


def test_what_a_change_may_hold_can_be_typed_and_nothing_else():
    typed = {field.path for field in ARTICLE_TABLE.fields if field.editable}
    assert typed == MEMBERS - READ_ONLY - ONLY_NEW - {"supplierName"}


def test_every_column_stands_in_a_section():
    groups = dict.fromkeys(field.group for field in ARTICLE_TABLE.fields)
    assert set(groups) == {
        "Identity", "Prices", "Stock", "Supplier", "Dimensions", "Accounts and VAT", "Texts",
        "Custom fields", "Tags and links", "Deliveries",
    }  # fmt: skip


def test_a_new_user_sees_number_name_and_what_sells():
    shown = [field.id for field in ARTICLE_TABLE.fields if field.shown]
    assert shown == [
        "number", "name", "ean", "price", "cost", "amount", "stock_warning", "stock_place",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("number", "192005-6"),
        ("ean", "0350042910045"),
        ("active", True),
        ("bundled", False),
        ("price", Money(Decimal("49.90"), "SEK")),
        ("cost", Money(Decimal("21.4"), "SEK")),
        ("cost_rate", Decimal("1.0")),
        ("amount", Decimal("12.5")),
        ("in_stock", Decimal("14.5")),
        ("supplier", Coded("1549", "Kuksa")),
        ("supplier_number", "77"),
        ("type", Coded("Stock", "Stock")),
        ("vat_account", 3001),
        ("tags", (Coded("4", "Ny"),)),
        ("custom_fields", 1),
        ("parts", 0),
        ("next_delivery", datetime(2024, 3, 28, 20, 59, 40, 611000, UTC)),
        ("picture_changed", None),
        ("description", None),
        ("stock_place", None),
        ("margin", Decimal("57.1")),
    ],
)  # fmt: skip
def test_values_as_the_document_prints_them(name: str, wanted: object):
    assert value(name) == wanted


@pytest.mark.parametrize(
    ("name", "sent", "wanted"),
    [
        ("price", "a lot", Odd("a lot")),
        ("price", None, None),
        ("amount", "", None),
        ("active", 1, True),
        ("vat_account", 12.5, Odd("12.5")),
        ("next_delivery", "2026-03-14", datetime(2026, 3, 14, tzinfo=UTC)),
        ("next_delivery", 10**18, Odd(str(10**18))),
        ("tags", None, None),
        ("custom_fields", None, None),
        ("supplier", None, Coded("Kuksa", "Kuksa")),
    ],
)
def test_values_of_other_forms_cost_no_row(name: str, sent: object, wanted: object):
    field = ARTICLE_TABLE.field(name)
    assert field is not None
    assert value(name, **{field.path: sent}) == wanted


def test_amounts_take_the_store_s_currency_unless_they_name_their_own():
    source = in_currency(SOURCE, "NOK")
    resource = source.resource("articles")
    assert resource is not None
    record, _odd = ARTICLES.read(json.dumps(article(supplierBuyCurrency="EUR")).encode())

    def read(name: str) -> object:
        found: Field | None = resource.field(name)
        assert found is not None
        return found.read(record)

    assert read("price") == Money(Decimal("49.90"), "NOK")
    assert read("cost") == Money(Decimal("21.4"), "EUR")


async def test_a_page_keeps_documents_as_they_were_sent():
    document = b'{"articleId": "a",  "price": 1.10}'
    asked, _sender = client(b'{"pages":1,"articlesCount":1,"articles":[' + document + b"]}")
    found = await search_articles(asked, Query(), "")
    assert (found.keys, found.documents, found.total) == (["a"], [document], 1)


async def test_pages_are_counted_from_0_and_end_where_the_answer_says():
    asked, _sender = client(page(article(), pages=3, articlesCount=250))
    cursors = [(await search_articles(asked, Query(), cursor)).cursor for cursor in ("", "1", "2")]
    assert cursors == ["1", "2", ""]


def test_an_article_is_known_by_all_its_numbers():
    record, _odd = ARTICLES.read(json.dumps(ARTICLE).encode())
    assert record is not None
    assert references_of(record) == ("192005-6", "0350042910045", "E-6", "77")


def test_columns_of_money_hold_money():
    money = [field.id for field in ARTICLE_TABLE.fields if field.kind is Kind.MONEY]
    assert money == ["price", "cost", "shipment", "misc"]
