"""What a put of a whole product makes of the one that is there, as far as the document says it.

The document does not say what becomes of members that a product leaves out, so that both readings
are reckoned: they go, or they stay. Only what both agree on is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from workbench.core.etim import EtimClass
from workbench.sources.etim.classification import ValueKind, read_value
from workbench.sources.etim.naming import class_of_code, shipped_major
from workbench.sources.etim.records.values import members, rows
from workbench.sources.leaves import identity

_NOTHING: Final = ("", None, [], {})
Body = Mapping[str, Any]
Pair = tuple[str, str]

DESCRIBED: Final = "etimDescription"


def is_blank(value: object) -> bool:
    """Return whether a value says nothing: no text, an empty list, an object of such values."""
    if isinstance(value, dict):
        return all(map(is_blank, value.values()))
    if isinstance(value, list):
        return all(map(is_blank, value))
    return value is None or value == ""


def without_blanks(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a value without members that say nothing, however deep they stand."""
    if not isinstance(value, dict):
        return value
    kept = ((name, without_blanks(each)) for name, each in value.items())
    return {
        name: each
        for name, each in kept
        if each not in _NOTHING and not (isinstance(each, list) and is_blank(each))
    }


def has_blanks(given: Body, before: Body) -> bool:
    """Return whether a body says nothing somewhere; `before` does not, nor what is equal to it."""
    return any(without_blanks(each) != each for name, each in given.items()
               if each != before.get(name))  # fmt: skip


def replaced(before: Body, given: Body, *, empty: bool, kept: bool) -> dict[str, Any]:
    """Return an object with what is given put over it.

    Args:
        before: as it is.
        given: what is put.
        empty: empty values clear; otherwise they leave what is there.
        kept: members that are left out stay; otherwise they go.
    """
    made: dict[str, Any] = dict(before) if kept else {}
    for name, value in given.items():
        old = before.get(name)
        if value == old:
            made[name] = old
        elif is_blank(value):
            _blank(made, name, None if empty else old)
        elif isinstance(value, dict) and isinstance(old, dict):
            made[name] = replaced(old, value, empty=empty, kept=kept)
        else:
            made[name] = value
    return made


def _blank(made: dict[str, Any], name: str, old: object) -> None:
    made.pop(name, None)
    if not is_blank(old):
        made[name] = old


def after_put(before: Body, given: Body, *, empty: bool, kept: bool) -> dict[str, Any]:
    """Return a product with a body put over it: features stay with their class alone."""
    old, new = class_in(before), class_in(given)
    held = {**before, DESCRIBED: {}} if new and new != old else before
    put = replaced(held, given, empty=empty, kept=kept)
    changed = {name: each for name, each in put.items() if each is not before.get(name)}
    made = {name: each for name, each in put.items() if name not in changed}
    made |= without_blanks(changed)
    if not class_in(made):
        made.pop(DESCRIBED, None)
    return made


def class_in(body: Body) -> str:
    """Return the code of a product's class, "" for none."""
    return identity(members(body.get(DESCRIBED)).get("classId")).strip()


def is_at_hand(body: Body) -> bool:
    """Return whether the release at hand can say of a product's class that it exists."""
    version = identity(members(body.get(DESCRIBED)).get("version")).strip()
    return version == shipped_major() and class_of_code(class_in(body)).known


def is_of_this_release(body: Body) -> bool:
    """Return whether a product is classified by the release at hand."""
    return identity(members(body.get(DESCRIBED)).get("version")).strip() == shipped_major()


def related(body: Body) -> dict[Pair, Mapping[str, Any]]:
    """Return the related products by product and kind of relation."""
    return {
        (identity(row.get("relatedProductId")), identity(row.get("relationType"))): row
        for row in rows(body.get("relatedProducts"))
    }


def certain(before: Body, after: Body) -> dict[str, Any]:
    """Return what surely becomes of a product: without values that the service may drop.

    Another class that is not in the release at hand may not be taken; nor may a feature's value
    that the class does not allow, as far as it is known.
    """
    old, new = members(before.get(DESCRIBED)), dict(members(after.get(DESCRIBED)))
    if class_in(after) and class_in(after) != class_in(before) and not is_at_hand(after):
        return _with(after, dict(old))
    fits = _fits(class_of_code(class_in(after)), known=is_at_hand(after))
    held = members(old.get("features")) if class_in(before) == class_in(after) else {}
    new["features"] = _features(held, members(new.get("features")), fits)
    return _with(after, new)


def _with(after: Body, described: dict[str, Any]) -> dict[str, Any]:
    """Return a product with another classification, left out where it says nothing."""
    others = {name: each for name, each in after.items() if name != DESCRIBED}
    return others | without_blanks({DESCRIBED: described})


def _features(held: Body, given: Body, fits: Callable[[str, object], bool]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for code, value in given.items():
        if value == held.get(code) or fits(code, value):
            made[code] = value
        elif code in held:
            made[code] = held[code]
    return made


def _fits(class_: EtimClass, *, known: bool) -> Callable[[str, object], bool]:
    def fits(code: str, value: object) -> bool:
        feature = class_.feature(code)
        if not known or not feature.known:
            return False
        reading = read_value(value, feature.type)
        if reading.kind is ValueKind.CODE:
            return feature.allows(reading.text)
        return reading.kind not in {ValueKind.ODD, ValueKind.MISSING}

    return fits
