"""What is asked of attributes in words: for chips, reports and the names that saved views keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workbench.core.attributes import WITH_TYPE, WITHOUT, Asked, Attribute, AttributeType
from workbench.core.flags import flag_text
from workbench.core.texts import tr

BETWEEN: Final = ": "
"""Between the name of an attribute and what is asked of it."""


def label_of(asked: Asked, part: str, attribute: Attribute | None) -> str:
    """Return what a part of a filter asks of an attribute: "Packaging colour: White, Black"."""
    name = attribute.name if attribute is not None else asked.code
    return f"{name}{BETWEEN}{_words(asked, part, attribute)}"


def words_of(asked: Asked, attribute: Attribute | None = None) -> str:
    """Return all that is asked of an attribute, without its name."""
    parts = [asked.type.value] if asked.values or asked.spoken else []
    parts += [f"{asked.type}{WITHOUT}"] if asked.without else []
    return ", ".join(_words(asked, part, attribute) for part in parts)


def _words(asked: Asked, part: str, attribute: Attribute | None) -> str:
    if part == WITH_TYPE:
        return tr("all of them")
    if part.endswith(WITHOUT):
        return tr("not {values}", values=", ".join(_named(asked.without, attribute)))
    match asked.type:
        case AttributeType.SPOKEN:
            return ", ".join(f"{language.upper()} {words}" for language, words in asked.spoken)
        case AttributeType.FLAG:
            return ", ".join(flag_text(value=value == "true") for value in asked.values)
        case AttributeType.RANGE:
            return range_words(*asked.values)
        case _:
            joined = f" {tr('and')} " if asked.all else ", "
            return joined.join(_named(asked.values, attribute))


def range_words(low: str, high: str) -> str:
    """Return a range with one end or both."""
    if low and high:
        return f"{low} … {high}"
    return f"≥ {low}" if low else f"≤ {high}"


def _named(codes: Sequence[str], attribute: Attribute | None) -> list[str]:
    names = {held.code: held.label for held in attribute.choices} if attribute is not None else {}
    return [names.get(code, code) for code in codes]
