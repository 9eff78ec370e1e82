"""What the document forbids or silently ignores, found before it is sent (class Article)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, cast

import msgspec

from workbench.core.amounts import read_decimal, read_integer
from workbench.core.edits import Finding, Values, Weight
from workbench.core.texts import tr
from workbench.core.times import read_time
from workbench.core.values import Coded, Money, Odd
from workbench.sources.currency import NamedMoney

_EAN_LENGTHS: Final = (8, 12, 13, 14)
_SUPPLIED: Final = (
    *("supplier", "supplier_number", "cost", "shipment", "misc", "supplier_articles"),
)


def check_article(values: Values, new: bool) -> Sequence[Finding]:
    """Return what is wrong across the fields of an article."""
    return (
        *_barcode(values),
        *_bundle(values),
        *_stock(values),
        *_vat(values, new),
        *_prices(values),
        *_custom(values),
    )


def _barcode(values: Values) -> Iterator[Finding]:
    """An EAN or UPC ends in a check digit."""
    from stdnum import ean  # noqa: PLC0415 - only when something is typed

    typed = str(values.get("ean") or "").strip()
    kind = _code(values.get("barcode_type")) or "EAN"
    if not typed or kind not in {"EAN", "UPC"}:
        return
    if not (typed.isascii() and typed.isdigit()) or len(typed) not in _EAN_LENGTHS:
        yield Finding("ean", tr("An EAN has 8 or 13 digits, a UPC 12; or choose another type."))
        return
    wanted = ean.calc_check_digit(typed[:-1])
    if wanted != typed[-1]:
        right = typed[:-1] + wanted
        sentence = tr(
            "Check digit is {last}; the first {count} digits call for {wanted}."
            " Did you mean {right}?",
            last=typed[-1],
            count=len(typed) - 1,
            wanted=wanted,
            right=right,
        )
        yield Finding("ean", sentence, fix=right)


def _bundle(values: Values) -> Iterator[Finding]:
    bundled, parts = values.get("bundled") is True, values.get("parts")
    if parts and not bundled:
        yield Finding("parts", tr("Only a bundled article has parts."))
    if not bundled:
        return
    if not parts:
        yield Finding("parts", tr("A bundled article without parts."), Weight.WARNING)
    for name in _SUPPLIED:
        if values.get(name):
            sentence = tr("The service ignores the supplier of a bundled article.")
            yield Finding(name, sentence, Weight.WARNING)
    number = str(values.get("number") or "")
    for row in _rows(parts):
        if number and row.get("part") == number:
            yield Finding("parts", tr("An article cannot be a part of itself."))


def _stock(values: Values) -> Iterator[Finding]:
    if _code(values.get("type")) == "Service" and values.get("amount"):
        yield Finding("amount", tr("A service has no stock."), Weight.WARNING)
    automatic = values.get("automatic_order") is True
    if automatic and not values.get("order_level"):
        sentence = tr("Automatic orders need an order amount above 0.")
        yield Finding("order_level", sentence, Weight.WARNING)
    if automatic and values.get("critical_level") is None:
        sentence = tr("Automatic orders need a critical level.")
        yield Finding("critical_level", sentence, Weight.WARNING)


def _vat(values: Values, new: bool) -> Iterator[Finding]:
    if new and values.get("vat") is not None and values.get("vat_account") is not None:
        sentence = tr("The VAT account takes precedence over the percentage.")
        yield Finding("vat", sentence, Weight.WARNING)


def _prices(values: Values) -> Iterator[Finding]:
    price, cost = values.get("price"), values.get("cost")
    if not isinstance(price, Money) or not isinstance(cost, Money):
        return
    if isinstance(cost, NamedMoney) and cost.currency != price.currency:
        return
    if price.amount < cost.amount:
        yield Finding("price", tr("The price is below the cost."), Weight.WARNING)


def _custom(values: Values) -> Iterator[Finding]:
    """The value of a custom field must be of the field's type."""
    for number, row in enumerate(_rows(values.get("custom_fields")), 1):
        kind, value = _code(row.get("custom_type")), _text(row.get("custom_value"))
        if value and not _fits(kind, value):
            sentence = tr(
                "Row {number}: “{value}” is no {kind}.", number=number, value=value, kind=kind
            )
            yield Finding("custom_fields", sentence)


def _fits(kind: str, value: str) -> bool:
    match kind:
        case "Int" | "Long":
            return isinstance(read_integer(value), int)
        case "Number" | "Float" | "Double":
            return isinstance(read_decimal(value), Decimal)
        case "Boolean":
            return value.lower() in {"true", "false"}
        case "Date":
            return value.isdigit() or not isinstance(read_time(value), Odd)
        case "Email":
            name, sign, host = value.partition("@")
            return bool(name and sign and "." in host and " " not in value)
        case "Json" | "JsonArray":
            return _is_json(value, list if kind == "JsonArray" else object)
        case _:
            return True


def _is_json(value: str, kind: type) -> bool:
    try:
        return isinstance(msgspec.json.decode(value), kind)
    except (msgspec.DecodeError, RecursionError):
        return False


def _rows(value: object) -> Sequence[Mapping[str, object]]:
    return cast("Sequence[Mapping[str, object]]", value or ())


def _code(value: object) -> str:
    return value.code if isinstance(value, Coded) else _text(value)


def _text(value: object) -> str:
    if isinstance(value, Odd):
        return value.raw
    return "" if value is None else str(value)
