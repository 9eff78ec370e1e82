"""What should be looked at before a product is sent.

The document itself forbids one thing: an id of more than 32 characters. Everything else is how the
trade writes product data (ETIM xChange, whose members have the same names), and warns only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, cast

from workbench.core.edits import Finding, Values, Weight
from workbench.core.numbers import is_gtin
from workbench.core.texts import tr
from workbench.core.values import Coded
from workbench.sources.etim.classification import ValueKind, read_typed
from workbench.sources.etim.naming import class_of_code, feature_of
from workbench.sources.etim.saving.sections import text_of, typed_rows

LONGEST_ID: Final = 32
_PATTERNS: Final[Mapping[str, tuple[str, str]]] = {
    "un_number": (r"\d{4}", "0000"),
    "scip": (r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", "8-4-4-4-12"),
    "ufi": (r"[A-Za-z0-9]{4}(-[A-Za-z0-9]{4}){3}", "XXXX-XXXX-XXXX-XXXX"),
}
"""Usual forms, by field, with how they look."""


def warn_longer(most: int) -> Callable[[Any], Finding | None]:
    """Return a check that warns of a text beyond the usual length."""

    def check(value: object) -> Finding | None:
        text = text_of(value)
        if len(text) <= most:
            return None
        return _warning("", tr("{count} characters; {most} are usual.", count=len(text), most=most))

    return check


def warn_form(field: str) -> Callable[[Any], Finding | None]:
    """Return a check that warns of a text of an unusual form."""
    pattern, shown = _PATTERNS[field]

    def check(value: object) -> Finding | None:
        if re.fullmatch(pattern, text_of(value)):
            return None
        return _warning("", tr("The usual form is {form}.", form=shown))

    return check


def warn_number(most: int) -> Callable[[Any], Finding | None]:
    """Return a check that warns of a number below nothing, or above the usual."""

    def check(value: object) -> Finding | None:
        if not isinstance(value, (int, Decimal)) or 0 <= value <= (most or value):
            return None
        return _warning("", tr("A number from 0 to {most} is usual.", most=most or "…"))

    return check


def warn_gtin(value: object) -> Finding | None:
    """Return a warning of a GTIN whose check digit is wrong, with the right one."""
    text = text_of(value)
    if not text or text == "-" or is_gtin(text):
        return None
    if not (text.isascii() and text.isdigit()) or len(text) not in {8, 12, 13, 14}:
        return _warning("", tr("A GTIN has 8, 12, 13 or 14 digits."))
    from stdnum import ean  # noqa: PLC0415 - only when something is typed

    right = text[:-1] + ean.calc_check_digit(text[:-1])
    return _warning("", tr("The check digit is wrong. Did you mean {right}?", right=right), right)


def check_product(values: Values, new: bool) -> Sequence[Finding]:  # noqa: ARG001 - of the protocol
    """Return what should be looked at across the fields of a product."""
    return (*_classification(values), *_dates(values), *_vat(values), *_units(values))


def _classification(values: Values) -> Iterator[Finding]:
    code = text_of(values.get("etim_class"))
    rows = [row for row in typed_rows(values.get("features")) if text_of(row.get("feature_value"))]
    if not code:
        if rows:
            yield _warning("etim_class", tr("Features without a class are dropped."))
        return
    class_ = class_of_code(code)
    if not class_.known:
        yield _warning(
            "etim_class",
            tr("{code} is not in the release at hand; it is sent as it is.", code=code),
        )
        return
    strange = [row for row in rows if not class_.feature(text_of(row.get("feature"))).known]
    if strange:
        names = ", ".join(text_of(row.get("feature")) for row in strange[:5])
        yield _warning(
            "etim_class",
            tr("{count} features are not of this class: {names}.", count=len(strange), names=names),
        )
    for place, row in enumerate(typed_rows(values.get("features")), 1):
        yield from _feature(class_.feature(text_of(row.get("feature"))), row, place)


def _feature(feature: Any, row: Mapping[str, object], place: int) -> Iterator[Finding]:  # noqa: ANN401
    typed = text_of(row.get("feature_value"))
    known = feature if feature.known else feature_of(feature.code)
    if not typed or not known.known:
        return
    reading = read_typed(typed, known)
    sentence = ""
    if reading.kind is ValueKind.ODD:
        sentence = tr(
            "“{text}” is no value of {name} ({type}).",
            text=typed[:60],
            name=known.name or known.code,
            type=known.type.shown,
        )
    elif reading.kind is ValueKind.CODE and feature.known and not feature.allows(reading.text):
        sentence = tr("The class does not allow {code} here.", code=reading.text)
    elif reading.kind is ValueKind.RANGE and _turned(reading.text):
        sentence = tr("The range begins above its end.")
    if sentence:
        yield Finding("features", sentence, Weight.WARNING, row=place, member="feature_value")


def _turned(text: str) -> bool:
    low, _dots, high = text.partition("..")
    return Decimal(low) > Decimal(high)


def _dates(values: Values) -> Iterator[Finding]:
    for first, last in (("valid_from", "expiration_date"),):
        begin, end = values.get(first), values.get(last)
        if begin is not None and end is not None and str(begin) > str(end):
            yield _warning(last, tr("It ends before it begins."))
    for place, row in enumerate(typed_rows(values.get("prices")), 1):
        begin, end = text_of(row.get("price_from")), text_of(row.get("price_to"))
        if begin and end and begin > end:
            sentence = tr("It ends before it begins.")
            yield Finding("prices", sentence, Weight.WARNING, row=place, member="price_to")


def _vat(values: Values) -> Iterator[Finding]:
    """The document writes VAT as a part of one: 23 would be 2,300 percent."""
    for place, row in enumerate(typed_rows(values.get("prices")), 1):
        vat = row.get("vat")
        if isinstance(vat, Decimal) and vat >= 1:
            sentence = tr("VAT is a part of one: 0.23 is 23 percent.")
            fix = vat / 100
            yield Finding("prices", sentence, Weight.WARNING, fix, place, "vat")


def _units(values: Values) -> Iterator[Finding]:
    pairs = (
        (("net_length", "net_width", "net_height", "net_diameter"), "dimension_unit"),
        (("net_weight",), "weight_unit"),
        (("net_volume",), "volume_unit"),
    )
    for names, unit in pairs:
        if any(values.get(name) is not None for name in names) and not text_of(values.get(unit)):
            yield _warning(unit, tr("A measure without its unit."))


def _warning(field: str, sentence: str, fix: object = None) -> Finding:
    return Finding(field, sentence, Weight.WARNING, fix)


def check_unique(value: object) -> Finding | None:
    """Return a warning of codes that stand twice."""
    codes = [text_of(each) for each in cast("Sequence[Coded]", value or ())]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    return _warning("", tr("Twice: {names}.", names=", ".join(twice))) if twice else None
