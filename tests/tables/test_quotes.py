"""Cells of a comparison: ordered by amount, what has none last, exported as numbers."""

from __future__ import annotations

from decimal import Decimal

from workbench.core.fields import Field, Kind
from workbench.core.formats import Formats
from workbench.core.queries import Sort
from workbench.core.values import Money, Quoted
from workbench.tables.rowview import RowView
from workbench.tables.summaries import sums_of
from workbench.tables.table import Table

FIELD = Field("nordic", "Nordic Promo", Kind.OFFER, lambda row: row)
CELLS = (
    Quoted(Decimal("2.62"), "EUR", "250+", best=True),
    None,
    Quoted(caption="cannot be priced", state="quote", reason="The supplier names no price."),
    Quoted(Decimal("1.36"), "EUR", "500+ buy 500"),
)


def table(cells: tuple[object, ...] = CELLS) -> Table:
    made = Table((FIELD,))
    made.append(cells, [str(number) for number in range(len(cells))])
    return made


def keys(view: RowView) -> list[str]:
    return [view.table.key(view.row(at)) for at in range(len(view))]


def test_the_lowest_amount_stands_first_and_what_has_none_last_in_both_directions() -> None:
    view = RowView(table())
    view.arrange(sort=(Sort("nordic"),))
    assert keys(view) == ["3", "0", "1", "2"]
    view.arrange(sort=(Sort("nordic", descending=True),))
    assert keys(view) == ["0", "3", "1", "2"]


def test_header_expressions_compare_the_amount() -> None:
    view = RowView(table())
    view.arrange(header={"nordic": "<2"})
    assert keys(view) == ["3"]
    view.arrange(header={"nordic": "empty"})
    assert keys(view) == ["1", "2"]


def test_a_cell_says_amount_and_currency_or_why_there_is_none() -> None:
    made = table()
    assert [made.text(row, "nordic") for row in range(4)] == [
        "2.62 EUR", "–", "cannot be priced", "1.36 EUR",
    ]  # fmt: skip
    assert made.asked(0, "nordic") == Money(Decimal("2.62"), "EUR")
    assert made.asked(2, "nordic") is None
    assert Formats().value(Quoted(), Kind.OFFER) == "–"


def test_a_cell_that_is_no_offer_is_kept_as_it_is() -> None:
    made = table((Decimal(3),))
    assert made.text(0, "nordic") == "3"
    assert made.odd("nordic")


def test_rows_that_go_and_cells_that_change_stay_beside_their_amounts() -> None:
    made = table()
    made.remove({"0"})
    assert made.value(2, "nordic") == CELLS[3]
    made.replace("3", Quoted(Decimal(9), "SEK"))
    assert made.asked(2, "nordic") == Money(Decimal(9), "SEK")
    made.replace("3", None)
    assert made.value(2, "nordic") is None


def test_amounts_of_one_currency_are_summed() -> None:
    sums = sums_of(table(), range(4), FIELD)
    assert (sums.count, sums.sum, sums.currency) == (2, Decimal("3.98"), "EUR")
    mixed = table((*CELLS, Quoted(Decimal(9), "SEK")))
    assert sums_of(mixed, range(5), FIELD).mixed


def test_a_table_takes_over_the_values_of_another_with_the_same_rows() -> None:
    made, fresh = table(), table((Quoted(Decimal(9), "EUR"), None, None, CELLS[0]))
    view = RowView(made)
    view.arrange(sort=(Sort("nordic"),))
    generation = made.reworked
    assert made.renew(fresh)
    assert made.reworked > generation
    view.refreshed()
    assert keys(view) == ["3", "0", "1", "2"]
    assert not made.renew(table(CELLS[:2]))
    assert made.asked(3, "nordic") == Money(Decimal("2.62"), "EUR")
