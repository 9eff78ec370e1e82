"""A product as it is put: whole, out of the document the service has now and what was typed.

The document does not say what becomes of members that a product leaves out when it replaces one,
so that none is left out. What was cleared is sent empty, and only then is the service told that
empty values clear.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, cast

import msgspec

from workbench.core.edits import Call, Patch, Values
from workbench.core.fields import Field, by_id
from workbench.core.values import Coded, Money, Odd
from workbench.sources.etim.records.product import GET_ONLY
from workbench.sources.etim.records.product_fields import FIELDS
from workbench.sources.etim.records.values import members, wire_time
from workbench.sources.etim.saving.sections import SETTERS

_FIELDS: Final[Mapping[str, Field]] = by_id(FIELDS)
EMPTY: Final = ("", None, [], {})
_DECODER: Final = msgspec.json.Decoder(float_hook=Decimal)
"""A number that comes as one goes back with the digits it had."""


def wire(value: object) -> object:  # noqa: PLR0911 - one case a kind
    """Return a typed value as the service takes it: a text, or a list of texts; "" for none."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Coded():
            return value.code.strip()
        case Money():
            return f"{value.amount:f}"
        case Decimal():
            return f"{value:f}"
        case Odd():
            return value.raw.strip()
        case datetime():
            return wire_time(value)
        case date():
            return value.isoformat()
        case tuple() | list():
            return [wire(each) for each in cast("Sequence[object]", value)]
        case _:
            return str(value).strip()


def as_texts(value: object) -> Any:  # noqa: ANN401 - any JSON
    """Return JSON with every leaf as a trimmed text: the service takes nothing else."""
    if isinstance(value, dict):
        return {name: as_texts(each) for name, each in value.items()}
    if isinstance(value, list):
        return [as_texts(each) for each in value]
    return wire(value)


def stripped(document: bytes) -> dict[str, Any]:
    """Return a product's document without what only answers have, and without what is empty."""
    held = _DECODER.decode(document) if document else {}
    body = {name: value for name, value in members(held).items() if name not in GET_ONLY}
    lca = {name: value for name, value in members(body.get("lca")).items() if name != "link"}
    body |= {"lca": lca} if "lca" in body else {}
    return {name: as_texts(value) for name, value in body.items() if value not in EMPTY}


def whole(patch: Patch) -> dict[str, Any]:
    """Return the whole product: theirs with mine over it."""
    body = stripped(patch.theirs)
    body["productId"] = patch.key or wire(patch.values.get("product_id"))
    for name in _in_order(patch.values):
        setter: Callable[[dict[str, Any], object, Values], None] | None = SETTERS.get(name)
        if setter is not None:
            setter(body, patch.values[name], patch.values)
        elif name != "product_id":
            put(body, _FIELDS[name].path, wire(patch.values[name]))
    return body


def filled(patch: Patch) -> dict[str, Any]:
    """Return a new product: what was typed and holds something."""
    held = {name: value for name, value in patch.values.items() if value not in (None, "", ())}
    return whole(Patch(patch.key, held))


def put(body: dict[str, Any], path: str, value: object) -> None:
    """Set a member at a dotted path; objects on the way are made."""
    *way, last = path.split(".")
    inner = body
    for name in way:
        if not isinstance(inner.get(name), dict):
            inner[name] = {}
        inner = inner[name]
    inner[last] = value


def clears(patch: Patch) -> bool:
    """Return whether a patch takes something away, so that empty values must clear."""
    return any(
        value in (None, "", ()) or name in SETTERS for name, value in patch.values.items()
    ) and bool(patch.theirs)


def update_call(patches: Sequence[Patch]) -> Call:
    """Return the call that replaces products which are there, and makes none."""
    empty = any(clears(patch) for patch in patches)
    arguments = {"new": "skip", "existing": "replace", "empty": empty}
    return Call(arguments, [whole(patch) for patch in patches])


def create_call(patch: Patch) -> Call:
    """Return the call that makes a product, and leaves one that is there alone."""
    return Call({"new": "add", "existing": "skip", "empty": False}, [filled(patch)])


def _in_order(values: Values) -> list[str]:
    """The class before its features: what is typed of these stands."""
    return sorted(values, key=lambda name: (name == "features", name != "etim_class"))
