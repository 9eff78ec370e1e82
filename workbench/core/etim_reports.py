"""What is told of products by their classification, in plain values for the window.

How complete they are, what to fill first, what a check found, and what a newer release breaks.
Sources reckon it (`sources.etim.completeness`, `completeness_checks`, `moving`).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from workbench.core.etim import (
    UNKNOWN,
    EtimClass,
    EtimFeature,
    EtimUnit,
    EtimValue,
)

EtimText = str | tuple[str, ...]
"""A feature's value as services write it: code, number, "true", "NA", "UN"; two of a range."""

_EMPTY = frozenset({"", UNKNOWN, "MV"})
"""Nothing, unknown, and "missing in this version of the class": somebody has yet to fill it."""


def is_filled(value: EtimText | None) -> bool:
    """Return whether a value says something: "not applicable" does, "unknown" does not.

    Of a range both ends must.
    """
    if value is None or isinstance(value, str):
        # Nearly every value is short and plain: only one with a blank is looked at twice.
        return bool(value) and value not in _EMPTY and value.strip() not in _EMPTY
    return bool(value) and all(part.strip() not in _EMPTY for part in value)


class EtimProduct(msgspec.Struct, frozen=True, gc=False):
    """A product as far as its classification and quality go.

    Attributes:
        id: of the product.
        class_code: its ETIM class, "" without one.
        features: values by feature code.
        gtin: as written, "" without one.
        texts: by field id and language.
    """

    id: str
    class_code: str = ""
    features: Mapping[str, EtimText] = {}
    gtin: str = ""
    texts: Mapping[str, Mapping[str, str]] = {}


class HeatColumn(msgspec.Struct, frozen=True):
    """A feature of the heat map."""

    code: str
    name: str


class HeatRow(msgspec.Struct, frozen=True):
    """A class of the heat map.

    Attributes:
        code: of the class.
        name: of the class, "" where the release does not have it.
        products: how many there are.
        complete: how many of them lack nothing.
        filled: a column each: how many have a value; -1 where the class lacks the feature.
    """

    code: str
    name: str
    products: int
    complete: int
    filled: tuple[int, ...]

    def percent(self, column: int) -> int | None:
        """Return the share with a value, rounded down; None where the class lacks the feature."""
        count = self.filled[column]
        return None if count < 0 else count * 100 // self.products


class HeatMap(msgspec.Struct, frozen=True):
    """Classes by features, how many products have a value: the largest of both come first."""

    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]


class Payoff(msgspec.Struct, frozen=True, gc=False):
    """A line of the worklist: fill these features for these products, and so many get complete.

    Attributes:
        class_code: of the products.
        features: nearly always one; several where only together they complete more for each.
        products: ids of those that lack one of them.
        completes: how many of them lack nothing afterwards.
        filled: how many of the class have a value for all of them now.
        of: how many products the class has.
    """

    class_code: str
    features: tuple[str, ...]
    products: tuple[str, ...]
    completes: int
    filled: int
    of: int

    @property
    def missing(self) -> int:
        """How many products are to be filled."""
        return len(self.products)


class Check(StrEnum):
    """What a check of quality looks for."""

    GTIN_DIGIT = "gtin-digit"
    GTIN_TWICE = "gtin-twice"
    LANGUAGE = "language"
    UNIT = "unit"
    NUMBER = "number"
    VALUE = "value"


class Finding(msgspec.Struct, frozen=True, gc=False):
    """One thing that a check found in one product.

    Attributes:
        check: which one.
        product: id of the product.
        place: what is at fault: "gtin", a text's field id, or a feature's code.
        found: what stands there; the language that is missing.
        expected: what should: the unit's abbreviation, the first product with the same GTIN.
    """

    check: Check
    product: str
    place: str
    found: str = ""
    expected: str = ""


class UnitChange(msgspec.Struct, frozen=True):
    """A feature whose unit is another in the new class; None is without unit."""

    feature: EtimFeature
    old: EtimUnit | None
    new: EtimUnit | None


class ValuesChange(msgspec.Struct, frozen=True):
    """A feature whose allowed values changed."""

    feature: EtimFeature
    gone: tuple[EtimValue, ...]
    added: tuple[EtimValue, ...]


class ClassMove(msgspec.Struct, frozen=True):
    """What changes when products move from one class to another, or to its next version.

    Attributes:
        old: the class they are in.
        new: the class they come to; not `known` where the new release does not have it.
        gone: features that the new one lacks.
        added: features that only the new one has.
        types: features, as they are new, whose type is another.
        units: features whose unit is another.
        values: features whose allowed values changed.
    """

    old: EtimClass
    new: EtimClass
    gone: tuple[EtimFeature, ...] = ()
    added: tuple[EtimFeature, ...] = ()
    types: tuple[EtimFeature, ...] = ()
    units: tuple[UnitChange, ...] = ()
    values: tuple[ValuesChange, ...] = ()

    @property
    def breaks(self) -> bool:
        """Whether values of products can be lost or change their meaning."""
        lists = any(change.gone for change in self.values)
        return bool(self.gone or self.types or self.units or lists)


class ProductMove(msgspec.Struct, frozen=True):
    """What the move does to one product: codes of features.

    Attributes:
        product: its id.
        class_code: its class.
        lost: features with a value that the new class lacks.
        refused: features with a value that is no longer allowed.
        retyped: features with a value of a type that is another now.
        measured: features with a value whose unit is another now: the number must be converted.
        unfilled: features of the new class without a value.
    """

    product: str
    class_code: str
    lost: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    retyped: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()
    unfilled: tuple[str, ...] = ()

    @property
    def breaks(self) -> bool:
        """Whether something of it is lost or changes its meaning."""
        return bool(self.lost or self.refused or self.retyped or self.measured)


class Rehearsal(msgspec.Struct, frozen=True):
    """The move of many products to another release: a line for each class, and each product."""

    classes: tuple[ClassMove, ...]
    products: tuple[ProductMove, ...]

    @property
    def broken(self) -> tuple[ProductMove, ...]:
        """The products that the move breaks."""
        return tuple(own for own in self.products if own.breaks)
