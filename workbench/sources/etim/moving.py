"""What breaks when products move to another class, or with their class to another release. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbench.core.etim import NOT_APPLICABLE, Classification, EtimClass, EtimFeature, FeatureType
from workbench.core.etim_reports import (
    ClassMove,
    EtimProduct,
    EtimText,
    ProductMove,
    Rehearsal,
    UnitChange,
    ValuesChange,
    is_filled,
)


def class_move(old: EtimClass, new: EtimClass) -> ClassMove:
    """Return what changes from one class to the other, features in their order."""
    before = {own.code: own for own in old.features}
    after = {own.code: own for own in new.features}
    both = [(own, after[own.code]) for own in old.features if own.code in after]
    return ClassMove(
        old,
        new,
        gone=tuple(own for own in old.features if own.code not in after),
        added=tuple(own for own in new.features if own.code not in before),
        types=tuple(now for was, now in both if was.type is not now.type),
        units=tuple(UnitChange(now, was.unit, now.unit) for was, now in both if _unit(was, now)),
        values=tuple(
            change for was, now in both if (change := _values(was, now)).gone or change.added
        ),
    )


def _unit(was: EtimFeature, now: EtimFeature) -> bool:
    """Return whether the unit is another; only its code counts, names differ by language."""
    return (was.unit.code if was.unit else "") != (now.unit.code if now.unit else "")


def _values(was: EtimFeature, now: EtimFeature) -> ValuesChange:
    before = {own.code for own in was.values}
    after = {own.code for own in now.values}
    return ValuesChange(
        now,
        tuple(own for own in was.values if own.code not in after),
        tuple(own for own in now.values if own.code not in before),
    )


def product_move(move: ClassMove, product: EtimProduct) -> ProductMove:
    """Return what a move of its class does to one product; only values that it has can break.

    A value of a feature that neither class has was lost before and is not told.
    """
    filled = {code: own for code, own in product.features.items() if is_filled(own)}
    after = {own.code: own for own in move.new.features}
    return ProductMove(
        product.id,
        move.old.code,
        lost=tuple(own.code for own in move.gone if own.code in filled),
        refused=tuple(_refused(filled, after)),
        retyped=tuple(own.code for own in move.types if _bound(filled, own.code)),
        measured=tuple(own.feature.code for own in move.units if _bound(filled, own.feature.code)),
        unfilled=tuple(code for code in after if code not in filled),
    )


def _bound(filled: Mapping[str, EtimText], code: str) -> bool:
    """Return whether a feature has a value that a type or unit matters to."""
    return filled.get(code, NOT_APPLICABLE) != NOT_APPLICABLE


def _refused(filled: Mapping[str, EtimText], after: Mapping[str, EtimFeature]) -> Iterable[str]:
    for code, value in filled.items():
        feature = after.get(code)
        if feature is None or feature.type is not FeatureType.ALPHANUMERIC:
            continue
        codes = (value,) if isinstance(value, str) else value
        if any(own != NOT_APPLICABLE and not feature.allows(own) for own in codes):
            yield code


def rehearse(
    old: Classification, new: Classification, products: Iterable[EtimProduct]
) -> Rehearsal:
    """Return what a move from one release to the other does to all products that have a class."""
    moves: dict[str, ClassMove] = {}
    told: list[ProductMove] = []
    for product in products:
        code = product.class_code
        if not code:
            continue
        if code not in moves:
            moves[code] = class_move(old.class_(code), new.class_(code))
        told.append(product_move(moves[code], product))
    return Rehearsal(tuple(moves[code] for code in sorted(moves)), tuple(told))
