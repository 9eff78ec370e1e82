"""Checks of quality over products: wrong and doubled GTINs, missing languages, units. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from workbench.core.etim import (
    NOT_APPLICABLE,
    Classification,
    EtimFeature,
    FeatureType,
)
from workbench.core.etim_reports import Check, EtimProduct, EtimText, Finding, is_filled
from workbench.core.numbers import is_gtin

_NUMBER: Final = re.compile(
    r"\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?\s*(.*)", re.DOTALL
)
_MORE_DIGITS: Final = tuple(",.0123456789")
"""What goes on like this is no unit: a decimal comma, thousands apart."""
_Verdict = tuple[Check, str, str]
"""What is wrong, where, and what should be there."""
_TRUTHS: Final = frozenset({"true", "false"})


def check_products(
    products: Sequence[EtimProduct], model: Classification, languages: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """Return what is wrong, by product and in its order.

    Args:
        products: as they are, with what is staged.
        model: the release by which units and values are judged.
        languages: that a text must have once it has one; all that occur, where none is given.
    """
    wanted = tuple(languages) or _languages(products)
    first, judge = _first_of_gtin(products), _Judge(model)
    return tuple(
        finding
        for product in products
        for finding in (
            *_gtin(product, first),
            *_texts(product, wanted),
            *judge.features(product),
        )
    )


def _languages(products: Iterable[EtimProduct]) -> tuple[str, ...]:
    found = set[str]()
    for product in products:
        for texts in product.texts.values():
            # Nearly every language is known after a few products.
            if not texts.keys() <= found:
                found |= {language for language, text in texts.items() if text.strip()}
    return tuple(sorted(found))


def _key(gtin: str) -> str:
    """Return a GTIN in its longest form: the same article with and without leading zeros."""
    return gtin.strip().rjust(14, "0")


def _first_of_gtin(products: Iterable[EtimProduct]) -> dict[str, str]:
    first: dict[str, str] = {}
    for product in products:
        if product.gtin.strip():
            first.setdefault(_key(product.gtin), product.id)
    return first


def _gtin(product: EtimProduct, first: dict[str, str]) -> Iterator[Finding]:
    gtin = product.gtin.strip()
    if not gtin:
        return
    if not is_gtin(gtin):
        yield Finding(Check.GTIN_DIGIT, product.id, "gtin", gtin)
    other = first[_key(gtin)]
    if other != product.id:
        yield Finding(Check.GTIN_TWICE, product.id, "gtin", gtin, other)


def _texts(product: EtimProduct, languages: Sequence[str]) -> Iterator[Finding]:
    for field, texts in product.texts.items():
        if not any(map(str.strip, texts.values())):
            continue
        for language in languages:
            text = texts.get(language)
            if not text or not text.strip():
                yield Finding(Check.LANGUAGE, product.id, field, language)


class _Judge:
    """Judges values of features, each once: products of a class have many of them in common."""

    def __init__(self, model: Classification) -> None:
        self._model = model
        self._classes: dict[str, dict[str, EtimFeature]] = {}
        self._judged: dict[str, dict[tuple[str, EtimText], tuple[_Verdict, ...]]] = {}

    def features(self, product: EtimProduct) -> Iterator[Finding]:
        """Yield what is wrong with the values of a product."""
        if not product.class_code:
            return
        judged = self._judged.setdefault(product.class_code, {})
        for place in product.features.items():
            found = judged.get(place)
            if found is None:
                found = judged[place] = self._verdicts(product.class_code, *place)
            for check, part, expected in found:
                yield Finding(check, product.id, place[0], part, expected)

    def _verdicts(self, class_code: str, code: str, value: EtimText) -> tuple[_Verdict, ...]:
        feature = self._of(class_code).get(code)
        if feature is None or _is_plain(feature, value):
            return ()
        return tuple(_wrong(feature, value))

    def _of(self, class_code: str) -> dict[str, EtimFeature]:
        if class_code not in self._classes:
            features = self._model.class_(class_code).features
            self._classes[class_code] = {feature.code: feature for feature in features}
        return self._classes[class_code]


def _is_plain(feature: EtimFeature, value: EtimText) -> bool:
    """Return whether a value is as most are: digits of a number, a yes or no."""
    if not isinstance(value, str):
        return False
    if feature.type is FeatureType.NUMERIC:
        return value.isdecimal() and value.isascii()
    return feature.type is FeatureType.LOGICAL and value in _TRUTHS


def _wrong(feature: EtimFeature, value: EtimText) -> Iterator[_Verdict]:
    if not is_filled(value) or value == NOT_APPLICABLE:
        return
    for part in (value,) if isinstance(value, str) else value:
        check, expected = _judged(feature, part, value)
        if check is not None:
            yield check, part, expected


def _judged(feature: EtimFeature, part: str, whole: EtimText) -> tuple[Check | None, str]:
    """Return what is wrong with a value, and what should stand there instead."""
    match feature.type:
        case FeatureType.NUMERIC | FeatureType.RANGE:
            return _measured(feature, part, whole)
        case FeatureType.ALPHANUMERIC:
            return (None, "") if feature.allows(part) else (Check.VALUE, "")
        case FeatureType.LOGICAL:
            return (None, "") if part in _TRUTHS else (Check.VALUE, "true / false")
        case _:
            return None, ""


def _measured(feature: EtimFeature, part: str, whole: EtimText) -> tuple[Check | None, str]:
    """Judge a number: a unit written behind it, its own or another, is dropped by the service."""
    unit = feature.unit.abbreviation if feature.unit else ""
    found = _NUMBER.fullmatch(part)
    if isinstance(whole, str) is (feature.type is FeatureType.RANGE) or not found:
        return Check.NUMBER, unit
    rest = found[1].strip()
    if rest.startswith(_MORE_DIGITS):
        return Check.NUMBER, unit
    return (Check.UNIT, unit) if rest else (None, "")
