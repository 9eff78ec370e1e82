"""A calculation in the shape of calculatePrice (Marking Calculation API, "Response").

Amounts are decimal text, exact: the service's own answer has binary floats instead.
"""

from __future__ import annotations

from workbench.sources.europeansourcing.marking_limits import plain
from workbench.sources.europeansourcing.marking_outcome import Calculation, OnQuote, Term


def answer_of(outcome: Calculation | OnQuote) -> dict[str, object]:
    """Return the members of the answer; `outcome` says whether there is a price."""
    if isinstance(outcome, OnQuote):
        return {"outcome": "on_quote", "reason": outcome.reason}
    return {
        "outcome": "priced",
        "defaultPrice": None if outcome.unit_price is None else plain(outcome.unit_price),
        "costSupplierOption": plain(outcome.option_price),
        "nameVariant": outcome.name,
        "costByQuantity": plain(outcome.per_piece),
        "nameOptions": list(outcome.option_names),
        "optionTarif": any(term.count is not None for term in outcome.terms),
        "quantity": outcome.quantity,
        "price": plain(outcome.price),
        "markingPrice": plain(outcome.marking_price),
        "priceWithoutMarking": plain(outcome.without_marking),
        "included_in_variant_prices": outcome.included,
        "total_price": outcome.total_price,
        "calculationDetails": [_detail(term) for term in outcome.terms],
    }


def _detail(term: Term) -> dict[str, object]:
    """Return one row, with the members that its kind of price has."""
    row: dict[str, object] = {"label": term.label.value}
    if term.quantity is not None:
        row["quantity"] = term.quantity
    if term.count is not None:
        row["optionCount"] = term.count
    if term.quantity is not None and term.price is not None:
        row["price"] = plain(term.price)
    if term.formula:
        row["formula"] = term.formula
    row["total"] = plain(term.total)
    if term.total_price:
        row["total_price"] = True
    return row
