"""Where further columns of products are typed: each is one row of a list of its product.

Features, attributes and further texts are lists that the service takes whole. What an attribute
takes is said by its definition, whose document is handed in; one that nobody knows is a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from workbench.core.amounts import read_decimal
from workbench.core.attributes import Attribute, AttributeType
from workbench.core.edits import Entry, Finding
from workbench.core.flags import read_flag
from workbench.core.paths import Part
from workbench.core.texts import tr
from workbench.core.values import Coded, Odd
from workbench.sources.etim.attributes import attribute_of
from workbench.sources.etim.languages import LANGUAGES
from workbench.sources.etim.records import overall
from workbench.sources.etim.records.declaring import Member
from workbench.sources.etim.records.list_rows import BETWEEN
from workbench.sources.etim.saving.checks import warn_longer

_APART: Final = re.compile(r"\s*[|;]\s*")
"""Between the values of a list, as they are typed."""
_ENDS: Final = re.compile(r"\s*(?:\.\.+|…|[|;])\s*")
"""Between both ends of a range."""
_FREE: Final = frozenset(AttributeType) - {AttributeType.FLAG, AttributeType.CHOICE}
"""Types whose values are typed, or several of which stand beside each other."""

Means = Callable[[str], object]


def feature_part(code: str) -> Part:
    """Return where a feature is typed; its class says how."""
    return Part("features", "feature", "feature_value", (code,))


# ---- texts -------------------------------------------------------------------------------------


def text_part(path: str, member: Member, language: str) -> Part:
    """Return where a text without a column of its own is typed, in one language."""
    several = member.name == "keyword"
    check = warn_longer(member.length) if member.length else None
    entry = Entry(path, trimmed=True, lines=member.lines, check=check)
    return Part(
        "texts", "text_key", "text_value", (f"{member.name}.{language}",),
        entry=lambda _document: entry,
        typed=partial(_rejoined, "; ") if several else _text,
        written=partial(_rejoined, BETWEEN) if several else _text,
    )  # fmt: skip


def _text(value: object) -> object:
    return value.raw if isinstance(value, Odd) else value


def _rejoined(between: str, value: object) -> object:
    """Return a text whose parts stand apart in another way."""
    text = _text(value)
    return between.join(filter(None, _APART.split(text))) if isinstance(text, str) else None


# ---- attributes --------------------------------------------------------------------------------


def attribute_part(path: str, name: str, language: str) -> Part:
    """Return where an attribute is typed; without a language in the first that it has."""
    several = () if language else tuple(f"{name}.{each}" for each in LANGUAGES)
    return Part(
        "attributes", "attribute_key", "attribute_value",
        (f"{name}.{language}",) if language else (name, *several),
        entry=partial(attribute_entry, path, language),
        defined=name,
        why_not=partial(_why_not, language),
    )  # fmt: skip


def _why_not(language: str, document: bytes) -> str:
    """Say where a text in languages is typed that has none yet."""
    held = attribute_of(document)
    if held is None or (held.type is AttributeType.SPOKEN) == bool(language):
        return ""
    if language:
        return tr("This attribute has no languages. Type it in its own column.")
    return tr(
        "This attribute is a text in languages. Type it in the column of one: search the columns "
        "for “{name} {language}”.",
        name=held.name,
        language=LANGUAGES[0],
    )


def attribute_entry(path: str, language: str, document: bytes) -> Entry:
    """Return how an attribute is typed, by its definition; a text where there is none."""
    held = attribute_of(document) if document else None
    if held is None or language or held.type is AttributeType.SPOKEN:
        return Entry(path, trimmed=True, lines=True)
    allowed = _allowed(held)
    means = _meaning(held.type, {each.code: each for each in allowed})
    if means is None:
        return Entry(path, trimmed=True)
    return Entry(
        path, trimmed=True, choices=allowed, free=held.type in _FREE, means=means,
        ends=held.type is AttributeType.RANGE, check=partial(_check, held.type, allowed),
    )  # fmt: skip


def _allowed(held: Attribute) -> tuple[Coded, ...]:
    """Return what an attribute can be, by name."""
    if held.type is AttributeType.FLAG:
        return (Coded("true", tr("Yes")), Coded("false", tr("No")))
    return held.choices


def _meaning(kind: AttributeType, allowed: Mapping[str, Coded]) -> Means | None:
    """Return what reads a typed text of an attribute; None where it is a text as any."""
    match kind:
        case AttributeType.NUMBER:
            return lambda text: _number(text) or Odd(text)
        case AttributeType.RANGE:
            return _range
        case AttributeType.FLAG:
            return _flag
        case AttributeType.CHOICE if allowed:
            return lambda text: _chosen(text, allowed) or Odd(text)
        case AttributeType.SEVERAL | AttributeType.REFERENCE if allowed:
            return partial(_several, allowed)
        case _:
            return None


def _number(text: str) -> str:
    plain = text if "." in text else text.replace(",", ".")
    read = read_decimal(plain.strip().replace("−", "-"))
    return "" if read is None or isinstance(read, Odd) else f"{read:f}"


def _range(text: str) -> object:
    ends = [_number(end) for end in _ENDS.split(text.strip())]
    return BETWEEN.join(ends) if len(ends) == 2 and all(ends) else Odd(text)


def _flag(text: str) -> object:
    flag = read_flag(text)
    return Odd(text) if flag is None else "true" if flag else "false"


def _chosen(text: str, allowed: Mapping[str, Coded]) -> str:
    """Return the code of a value that is typed by code or by name, "" where it is none."""
    plain = text.strip()
    word = plain.casefold()
    named = (each.code for each in allowed.values() if word == each.label.casefold())
    return plain if plain in allowed else next(named, "")


def _several(allowed: Mapping[str, Coded], text: str) -> object:
    codes = [_chosen(part, allowed) for part in _APART.split(text.strip()) if part]
    return BETWEEN.join(dict.fromkeys(codes)) if codes and all(codes) else Odd(text)


def _check(kind: AttributeType, allowed: tuple[Coded, ...], value: object) -> Finding | None:
    """Say what a text would have to be."""
    if not isinstance(value, Odd):
        return None
    typed = value.raw[:60]
    names = ", ".join(each.label for each in allowed[:6]) + (" …" if len(allowed) > 6 else "")
    match kind:
        case AttributeType.NUMBER:
            sentence = tr("“{typed}” is no number. Type it as 12.5.", typed=typed)
        case AttributeType.RANGE:
            sentence = tr("“{typed}” is no range. Type two numbers, as 62..68.", typed=typed)
        case AttributeType.FLAG:
            sentence = tr("“{typed}” is neither yes nor no.", typed=typed)
        case _:
            sentence = tr("“{typed}” is none of the values. There are: {names}.",
                          typed=typed, names=names)  # fmt: skip
    return Finding("", sentence)


OTHER_TEXTS: Final = {
    f"overallInformation.{member.name}.{language}": (member, language)
    for member in overall.OTHER_TEXTS
    for language in LANGUAGES
}
"""Texts without a column of their own, by path."""
