"""An account's own currency stands beside every amount of a source that names none."""

from __future__ import annotations

from decimal import Decimal

import msgspec
from msgspec.structs import replace

from tests.sources.europeansourcing import documents
from workbench.core.accounts import Account
from workbench.core.edits import Chosen
from workbench.core.fields import Kind
from workbench.core.queries import Query
from workbench.core.values import Coded, Ladder, Money
from workbench.sources.currency import in_currency
from workbench.sources.europeansourcing import SOURCE
from workbench.sources.lagerkoll import SOURCE as LAGERKOLL


def currencies(source) -> set[str]:
    """Every currency in the reference product, tables inside it included."""
    resource = source.resources[0]
    document = documents.product()
    ((_key, record),) = resource.rows_of(document)
    values = [field.read(record) for field in resource.fields]
    for table in resource.subtables:
        if table.load is None:
            rows = table.rows(document, Query())
            values += [field.read(row) for field in table.fields for row in rows]
    flat = [each for value in values
            for each in (value if isinstance(value, tuple) and not isinstance(value, Money)
                         else (value,))]  # fmt: skip
    return {each.currency for each in flat if isinstance(each, (Money, Ladder))}


def test_every_amount_takes_the_currency_of_the_account():
    assert currencies(SOURCE) == {"EUR"}
    assert currencies(in_currency(SOURCE, "SEK")) == {"SEK"}
    assert currencies(SOURCE) == {"EUR"}


def test_amounts_themselves_stay():
    def prices(source) -> list:
        resource = source.resources[0]
        ((_key, record),) = resource.rows_of(documents.product())
        field = next(each for each in resource.fields if each.kind is Kind.PRICE)
        return [ladder.steps for ladder in field.read(record)]

    assert prices(in_currency(SOURCE, "SEK")) == prices(SOURCE)


def test_a_source_that_names_its_currencies_is_left_alone():
    named = replace(SOURCE, currency_named=True)
    assert in_currency(named, "SEK") is named
    assert in_currency(SOURCE, "") is SOURCE


def test_an_account_without_a_currency_of_its_own_has_the_source_s():
    plain = Account(source="lagerkoll", name="Malmö")
    assert LAGERKOLL.currency_of(plain) == "SEK"
    assert LAGERKOLL.currency_of(None) == "SEK"
    assert LAGERKOLL.currency_of(msgspec.structs.replace(plain, currency="NOK")) == "NOK"
    assert SOURCE.currency_of(plain) == "EUR"


def test_headings_lists_and_previews_take_the_account_s_currency_too():
    resource = in_currency(LAGERKOLL, "NOK").resource("articles")
    assert resource is not None
    assert {field.unit for field in resource.fields if field.kind is Kind.MONEY} == {"NOK"}
    assert resource.saving is not None
    offers = resource.saving.entry("supplier_articles")
    assert offers is not None
    assert {field.unit for field in offers.rows if field.kind is Kind.MONEY} == {"NOK"}
    action = next(each for each in resource.actions if each.id == "change_prices")
    assert action.preview is not None
    values = {"how": Coded("SET", "Set"), "value": Decimal(5)}
    document = b'{"articleId": "1", "name": "Mug", "price": 4}'
    (effect,) = action.preview(Chosen(("1",), (document,), values))
    assert (effect.old, effect.new) == (Money(Decimal(4), "NOK"), Money(Decimal(5), "NOK"))
