"""Suppliers of the rows in sight: those with most of them first, ties by name."""

from __future__ import annotations

from workbench.compare.landed_terms import supplier_key
from workbench.compare.pivot import Column
from workbench.core.values import Quoted
from workbench.workspace.comparison.asked import Asked
from workbench.workspace.comparison.reckoning import Shown
from workbench.workspace.comparison.rows import ClientRow, OfferRow
from workbench.workspace.comparison.sight import suppliers_compared, suppliers_of_rows

NAMES = ("Gaveland", "Nordic Promo", "Åkes", "Skrivo")


def shown() -> Shown:
    offered = {"mug": (1, 2), "pen": (0, 1, 3), "bag": (0, 3), "cap": (2,)}
    rows = tuple(
        OfferRow(key, cells={supplier_key(NAMES[at]): Quoted() for at in found})
        for key, found in offered.items()
    )
    columns = tuple(Column(at, name, 1, "EUR") for at, name in enumerate(NAMES))
    return Shown(Asked(), rows, columns)


def keys(*names: str) -> list[str]:
    return [supplier_key(name) for name in names]


def test_the_rows_in_sight_decide_not_all_rows() -> None:
    found = suppliers_of_rows(shown(), ["mug", "cap"])
    assert list(found) == keys("Åkes", "Nordic Promo")
    assert list(found.values()) == [2, 1]


def test_ties_are_told_apart_by_name_and_rows_that_are_gone_count_for_nobody() -> None:
    found = suppliers_of_rows(shown(), ["pen", "bag", "gone"])
    assert list(found) == keys("Gaveland", "Skrivo", "Nordic Promo")
    assert suppliers_of_rows(shown(), []) == {}


def test_columns_are_of_those_who_offer_what_others_offer_too() -> None:
    everything = ["cap", "cap", "cap", "mug", "pen"]
    assert next(iter(suppliers_of_rows(shown(), everything))) == supplier_key("Åkes")
    found = suppliers_compared(shown(), everything)
    assert found == keys("Nordic Promo", "Åkes", "Gaveland", "Skrivo")


def test_rows_for_a_customer_name_no_supplier() -> None:
    assert suppliers_of_rows(Shown(Asked(), (ClientRow("mug"),)), ["mug"]) == {}
