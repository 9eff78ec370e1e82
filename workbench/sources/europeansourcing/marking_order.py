"""The order a price is asked for: the members that calculatePrice takes, read and checked."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

import msgspec

from workbench.core.amounts import read_decimal, read_integer
from workbench.core.errors import WbError, bad_input
from workbench.core.texts import tr
from workbench.core.values import Odd
from workbench.sources.europeansourcing.marking_outcome import Label

_KINDS: Final[Mapping[str, Label]] = {
    "variant_price": Label.BASIC,
    "static_variable_price": Label.STATIC_VARIABLE,
    "dynamic_variable_price": Label.DYNAMIC_VARIABLE,
    "static_fixed_price": Label.STATIC_FIXED,
    "dynamic_fixed_price": Label.DYNAMIC_FIXED,
    "option_static_variable_price": Label.OPTION_STATIC,
    "option_dynamic_variable_price": Label.OPTION_DYNAMIC,
}
DYNAMIC: Final = frozenset({Label.DYNAMIC_FIXED, Label.DYNAMIC_VARIABLE, Label.OPTION_DYNAMIC})
"""Prices whose amount is a formula."""


class MarkingOrder(msgspec.Struct, frozen=True):
    """What is ordered (Marking Calculation API, "Request"); None leaves a value open.

    Attributes:
        quantity: pieces; None for the smallest order.
        colors: printed colours.
        logos: logos.
        positions: printed positions.
        length: of the print, as the width and the diameter in the unit of the marking (mm).
        squared_size: printed area in that unit squared.
        margin: added to the price of the variant, in percent.
        marking_margin: added to the price of the marking without its options, in percent.
        prices: amounts and formulas that stand in for those of the service.
    """

    quantity: int | None = None
    colors: int | None = None
    logos: int | None = None
    positions: int | None = None
    length: Decimal | None = None
    width: Decimal | None = None
    diameter: Decimal | None = None
    squared_size: Decimal | None = None
    margin: Decimal = Decimal(0)
    marking_margin: Decimal = Decimal(0)
    prices: Mapping[Label, Decimal | str] = {}


_WHOLE: Final = ("quantityM", "nbColor", "nbLogo", "nbPosition")
_EXACT: Final = (
    *("length", "width", "diameter", "squared_size"),
    *("default_margin", "default_marking_margin"),
)
_IDS: Final = frozenset({"variant_id", "marking_id"})
MEMBERS: Final = (*_IDS, *_WHOLE, *_EXACT, "supplierPrices")
"""What calculatePrice takes, as the service spells it."""


def read_order(document: Mapping[str, object]) -> MarkingOrder:
    """Return an order from the members of calculatePrice; the ids in it are not needed here.

    Raises:
        WbError: code INPUT for a member that is unknown or of another form than documented.
    """
    _check_names(document, MEMBERS, "request")
    whole = {name: _whole(name, document.get(name)) for name in _WHOLE}
    exact = {name: _exact(name, document.get(name)) for name in _EXACT}
    return MarkingOrder(
        quantity=whole["quantityM"],
        colors=whole["nbColor"],
        logos=whole["nbLogo"],
        positions=whole["nbPosition"],
        length=exact["length"],
        width=exact["width"],
        diameter=exact["diameter"],
        squared_size=exact["squared_size"],
        margin=exact["default_margin"] or Decimal(0),
        marking_margin=exact["default_marking_margin"] or Decimal(0),
        prices=_read_prices(document.get("supplierPrices")),
    )


def _read_prices(document: object) -> dict[Label, Decimal | str]:
    if document is None:
        return {}
    if not isinstance(document, Mapping):
        raise _wrong("supplierPrices", str(document), tr("an object"))
    _check_names(document, tuple(_KINDS), "supplierPrices")
    found: dict[Label, Decimal | str] = {}
    for name, label in _KINDS.items():
        value = document.get(name)
        if value is None or value == "":
            continue
        if label in DYNAMIC:
            found[label] = str(value)
        else:
            amount = _exact(name, value)
            if amount is not None:
                found[label] = amount
    return found


def _whole(name: str, value: object) -> int | None:
    number = read_integer(value)
    if isinstance(number, Odd):
        raise _wrong(name, number.raw, tr("a whole number"))
    return number


def _exact(name: str, value: object) -> Decimal | None:
    amount = read_decimal(value)
    if isinstance(amount, Odd):
        raise _wrong(name, amount.raw, tr("a number"))
    return amount


def _check_names(document: Mapping[str, object], known: tuple[str, ...], owner: str) -> None:
    for name in document:
        if name not in known:
            near = difflib.get_close_matches(name, known, 3, 0.0)
            raise bad_input(
                tr("“{name}” is no member of {owner}.", name=name, owner=owner),
                tr("The nearest are: {names}.", names=", ".join(near)),
                name,
            )


def _wrong(name: str, sent: str, wanted: str) -> WbError:
    return bad_input(
        tr("{name} must be {wanted}, not “{sent}”.", name=name, wanted=wanted, sent=sent[:80]),
        tr("Check the request."),
        name,
    )
