"""A chip for each attribute that is asked for: its name and values, opened and removed alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from workbench.core.attribute_words import BETWEEN, words_of
from workbench.core.attributes import (
    WITH_TYPE,
    Asked,
    Attribute,
    AttributeType,
    asked_in,
    codes_of,
    without_attribute,
)
from workbench.core.errors import WbError
from workbench.core.queries import Condition, Filter
from workbench.core.texts import tr
from workbench.ui.desk.desk import Desk
from workbench.ui.parts.chips import ChipText

KIND = "attribute"
"""Begins the key of such a chip: "attribute:FILTER:CODE"."""
_PLAIN = frozenset({AttributeType.RANGE, AttributeType.TEXT, AttributeType.SPOKEN})
""""Is" would say too much of these: a part of a text, numbers between two."""


def attribute_chips(
    owner: Filter,
    conditions: Sequence[Condition],
    bad: str,
    named: Mapping[str, Attribute] | None = None,
) -> list[ChipText]:
    """Return the chips of a filter of attributes; one with the reason where it cannot be meant.

    Args:
        owner: the filter.
        conditions: that ask by it.
        bad: what the service said is wrong with it.
        named: attributes by identifier, for conditions that came without names.
    """
    known = named or {}
    try:
        asked = asked_in({held.part: held.value for held in conditions})
    except WbError as error:
        typed = [str(each) for held in conditions for each in _values(held)]
        return [
            ChipText(f"filter:{owner.name}", tr(owner.title), "", ", ".join(typed), error.full_text)
        ]
    labels = _labels(conditions)
    return [_chip(owner, one, labels.get(one.code, []), bad, known.get(one.code)) for one in asked]


def code_of(key: str) -> str:
    """Return the attribute that a chip's key names, "" for other chips."""
    kind, _, rest = key.partition(":")
    return rest.partition(":")[2] if kind == KIND else ""


def filter_of(key: str) -> str:
    """Return the filter that a chip's key names."""
    kind, _, rest = key.partition(":")
    return rest.partition(":")[0] if kind == KIND else rest


def drop_attribute(desk: Desk, name: str, code: str) -> None:
    """Ask without one attribute of a filter."""
    query = desk.view.query
    asked = [held for held in query.conditions if held.filter == name]
    rest = tuple(held for held in query.conditions if held.filter != name)
    kept = without_attribute(asked, code)
    desk.ask(msgspec.structs.replace(query, conditions=(*rest, *kept)))


def _chip(
    owner: Filter, asked: Asked, labels: Sequence[str], bad: str, known: Attribute | None
) -> ChipText:
    named = [label.partition(BETWEEN) for label in labels]
    name = named[0][0] if named else known.name if known is not None else asked.code
    value = ", ".join(words for _name, _sign, words in named) or words_of(asked, known)
    operator = tr("is") if asked.values and asked.type not in _PLAIN else ""
    return ChipText(f"{KIND}:{owner.name}:{asked.code}", name, operator, value, bad)


def _labels(conditions: Sequence[Condition]) -> dict[str, list[str]]:
    """Return the names that were kept with what is asked, by attribute."""
    found: dict[str, list[str]] = {}
    for held in conditions:
        values = _values(held)
        if held.part == WITH_TYPE or len(held.labels) != len(values):
            continue
        for typed, label in zip(values, held.labels, strict=True):
            for code in codes_of(held.part, typed):
                found.setdefault(code, []).append(label)
    return found


def _values(condition: Condition) -> tuple[str, ...]:
    value = condition.value
    return value if isinstance(value, tuple) else (str(value),)
