"""The price of a marking (document: Marking Calculation API).

Fixed prices and dynamic variable ones are added once, static variable ones for every piece; a
price whose condition fails does not count, and where the rules give no price it is on quote.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal

from workbench.sandbox.europeansourcing import formulas, values
from workbench.sandbox.europeansourcing.formulas import FormulaError, Value
from workbench.sandbox.europeansourcing.view import Document

ON_QUOTE = "sur devis"

_COUNTS = {"nbColor": "nb_couleurs", "nbLogo": "nb_logos", "nbPosition": "nb_positions"}
_LENGTHS = ("length", "width", "diameter", "squared_size")


class OnQuote(Exception):  # noqa: N818 -- an answer of the service, not a fault of the program
    """No price can be told: the supplier quotes it."""


@dataclass(slots=True)
class _Sum:
    """The rows of a calculation and their sums by kind."""

    rows: list[Document] = field(default_factory=list)
    marking: Decimal = Decimal()
    options: Decimal = Decimal()
    matched: int = 0
    totals: set[bool] = field(default_factory=set)
    names: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be priced; `unit` is the variant's own price for the quantity."""

    quantity: int
    unit: Decimal | None
    profile: object
    names: Mapping[str, Value]
    overrides: Mapping[str, object]
    margin: Decimal
    marking_margin: Decimal


def variables(body: Mapping[str, object], quantity: int, *, full_color: bool) -> dict[str, Value]:
    """The names that formulas may use, from a request."""
    numbers = {name: _given(body, name, Decimal()) for name in _LENGTHS}
    length, width, diameter = numbers["length"], numbers["width"], numbers["diameter"]
    area = numbers["squared_size"] or length * width
    if not area and diameter:
        area = (diameter / 2) ** 2 * Decimal(str(math.pi))
    names: dict[str, Value] = {
        name: _given(body, member, Decimal(1)) for member, name in _COUNTS.items()
    }
    return names | {
        "longueur": length,
        "largeur": width,
        "diametre": diameter,
        "superficie": area,
        "quantite": Decimal(quantity),
        "quadrichromie": full_color,
        "nb_marquages": Decimal(1),
    }


def _given(body: Mapping[str, object], name: str, default: Decimal) -> Decimal:
    value = body.get(name)
    return default if value is None else values.a_decimal(value, name)


def calculated(marking: Mapping[str, object], order: Order) -> Document:
    """The answer for a marking; one with `error` when its price is on quote."""
    try:
        return _priced(marking, order)
    except (OnQuote, FormulaError):
        return {"quantity": order.quantity, "error": ON_QUOTE}


def _priced(marking: Mapping[str, object], order: Order) -> Document:
    _check_quantity(marking, order.quantity)
    sums = _Sum()
    _add_fixed(marking, order, sums)
    _add_variable(marking, order, sums)
    _add_options(marking, order, sums)
    if len(sums.totals) > 1:
        raise OnQuote
    included = bool(marking.get("included_in_variant_prices"))
    if (not sums.matched or not sums.marking) and not included:
        raise OnQuote
    whole = sums.totals == {True}
    basic = Decimal() if whole else _basic_total(order)
    marked = sums.marking * (1 + order.marking_margin / 100)
    price = basic + marked + sums.options
    first: list[Document] = [] if whole else [_basic(order, basic)]
    return {
        "defaultPrice": None if order.unit is None else _money(order.unit),
        "costSupplierOption": _money(sums.options),
        "nameVariant": _name(marking),
        "costByQuantity": _money(price / order.quantity),
        "nameOptions": sums.names,
        "optionTarif": bool(sums.names),
        "quantity": order.quantity,
        "price": _money(price),
        "markingPrice": _money(marked),
        "priceWithoutMarking": _money(basic),
        "included_in_variant_prices": included,
        "total_price": whole,
        "calculationDetails": [*first, *sums.rows],
    }


def _basic_total(order: Order) -> Decimal:
    if order.unit is None:
        raise OnQuote
    return order.unit * order.quantity * (1 + order.margin / 100)


def _name(marking: Mapping[str, object]) -> object:
    technique = marking["marking"]
    return technique["name"] if values.is_object(technique) else None


def _basic(order: Order, total: Decimal) -> Document:
    return {
        "label": "basicPrice",
        "quantity": order.quantity,
        "price": None if order.unit is None else _money(order.unit),
        "total": _money(total),
    }


def _check_quantity(marking: Mapping[str, object], quantity: int) -> None:
    least, most = marking.get("minimum_quantity"), marking.get("maximum_quantity")
    if quantity < 1 or (isinstance(least, int) and quantity < least):
        raise OnQuote
    if isinstance(most, int) and quantity > most:
        raise OnQuote


def _objects(owner: Mapping[str, object], name: str) -> list[dict[str, object]]:
    return [row for row in values.a_list(owner.get(name), name) if values.is_object(row)]


def _fitting(owner: Mapping[str, object], name: str, order: Order) -> Iterable[dict[str, object]]:
    for row in _objects(owner, name):
        profile = row.get("supplier_profile")
        own = values.is_object(profile) and profile.get("id") == order.profile
        condition = row.get("condition")
        if own and formulas.holds(None if condition is None else str(condition), order.names):
            yield row


def _tier(rows: list[dict[str, object]], quantity: int) -> dict[str, object] | None:
    """The row with the greatest `from_quantity` reached; two alike leave the price on quote."""
    reached = [row for row in rows if _from(row) <= quantity]
    if not reached:
        return None
    most = max(_from(row) for row in reached)
    best = [row for row in reached if _from(row) == most]
    if len(best) > 1:
        raise OnQuote
    return best[0]


def _from(row: Mapping[str, object]) -> int:
    return int(str(row["from_quantity"]))


def _count(sums: _Sum, row: Mapping[str, object], total: Decimal) -> None:
    sums.matched += 1
    sums.marking += total
    sums.totals.add(bool(row.get("total_price")))


def _value(order: Order, override: str, row: Mapping[str, object]) -> str:
    given = order.overrides.get(override)
    return str(row["calculation_value"] if given is None else given)


def _add_fixed(marking: Mapping[str, object], order: Order, sums: _Sum) -> None:
    for row in _fitting(marking, "dynamic_fixed_prices", order):
        formula = _value(order, "dynamic_fixed_price", row)
        total = formulas.amount(formula, order.names)
        sums.rows.append({"label": "dynamicFixedPrice", "formula": formula, "total": _money(total)})
        _count(sums, row, total)
    for row in _fitting(marking, "static_fixed_prices", order):
        total = values.a_decimal(_value(order, "static_fixed_price", row), "static_fixed_price")
        sums.rows.append({"label": "staticFixedPrice", "total": _money(total)})
        _count(sums, row, total)


def _add_variable(marking: Mapping[str, object], order: Order, sums: _Sum) -> None:
    for holder in _fitting(marking, "static_variable_price_holders", order):
        row = _tier(_objects(holder, "static_variable_prices"), order.quantity)
        if row is None:
            continue
        name = "static_variable_price"
        price = values.a_decimal(_value(order, name, row), name)
        total = price * order.quantity
        sums.rows.append(
            {
                "label": "staticVariablePrice",
                "quantity": order.quantity,
                "price": _money(price),
                "total": _money(total),
            }
        )
        _count(sums, holder, total)
    for holder in _fitting(marking, "dynamic_variable_price_holders", order):
        row = _tier(_objects(holder, "dynamic_variable_prices"), order.quantity)
        if row is None:
            continue
        formula = _value(order, "dynamic_variable_price", row)
        total = formulas.amount(formula, order.names)
        sums.rows.append(
            {"label": "dynamicVariablePrice", "formula": formula, "total": _money(total)}
        )
        _count(sums, holder, total)


def _add_options(marking: Mapping[str, object], order: Order, sums: _Sum) -> None:
    for option in _objects(marking, "supplier_options"):
        holders = _objects(option, "supplier_option_static_variable_price_holders")
        own = [row for row in holders if row.get("supplier_profile_id") == order.profile]
        for holder in own:
            row = _tier(_objects(holder, "option_prices"), order.quantity)
            if row is None:
                continue
            _add_option(option, _value(order, "option_static_variable_price", row), order, sums)


def _add_option(option: Mapping[str, object], value: str, order: Order, sums: _Sum) -> None:
    price = values.a_decimal(value, "option_static_variable_price")
    count = int(str(option["count"]))
    total = price * count * order.quantity
    sums.options += total
    sums.names.append(_french(option))
    sums.rows.append(
        {
            "label": "optionStaticVariablePrice",
            "quantity": order.quantity,
            "optionCount": count,
            "price": _money(price),
            "total": _money(total),
        }
    )


def _french(option: Mapping[str, object]) -> str:
    rows = _objects(option, "translations")
    return next(str(row["name"]) for row in rows if row.get("lang") == "fr")


def _money(amount: Decimal) -> float:
    """Thousandths of a euro, truncated as the service does."""
    return float(amount.quantize(Decimal("0.001"), ROUND_DOWN))
