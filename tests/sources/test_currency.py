"""An account's own currency stands beside every amount of a source that names none."""

from __future__ import annotations

from msgspec.structs import replace

from tests.sources.europeansourcing import documents
from workbench.core.fields import Kind
from workbench.core.queries import Query
from workbench.core.values import Ladder, Money
from workbench.sources.currency import in_currency
from workbench.sources.europeansourcing import SOURCE


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
