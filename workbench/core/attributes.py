"""What is asked of a company's own attributes: one text a value, as it is typed, kept and sent.

`S3=v1|v2` in the part `S` asks for a selection, `M1.pl=word` in the part `M` for a text in a
language, `R5=1..3` in the part `R` for a range. A filter with `Filter.attribute` has a part for
each type; what is typed at the command line, what a saved view keeps and what the window's inputs
make are the same conditions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Final

import msgspec

from workbench.core.amounts import read_decimal
from workbench.core.errors import WbError, bad_input
from workbench.core.flags import read_flag
from workbench.core.queries import Condition
from workbench.core.texts import mark, tr
from workbench.core.values import Coded, Odd


class AttributeType(StrEnum):
    """What an attribute holds; the codes are the service's, and the names of a filter's parts."""

    SPOKEN = "M"
    """A text in languages."""
    TEXT = "T"
    FLAG = "L"
    CHOICE = "S"
    NUMBER = "N"
    RANGE = "R"
    SEVERAL = "MS"
    REFERENCE = "REF"
    """Values of a field of the products."""


TITLES: Final = {
    AttributeType.SPOKEN: mark("Text in languages"),
    AttributeType.FLAG: mark("Yes or no"),
    AttributeType.CHOICE: mark("Selection"),
    AttributeType.NUMBER: mark("Number"),
    AttributeType.RANGE: mark("Range"),
    AttributeType.SEVERAL: mark("Several of a selection"),
    AttributeType.TEXT: mark("Text"),
    AttributeType.REFERENCE: mark("Reference to a field"),
}
"""What each type is called."""

WITHOUT: Final = "_without"
"""Behind the type: the part that names values which must not be there."""
WITH_TYPE: Final = "withType"
"""The part that says whether all of several values must be there."""
ALL: Final = "all"
SEVERAL: Final = frozenset({AttributeType.SEVERAL, AttributeType.REFERENCE})
"""Types that hold several values: asked with, without, and whether all are meant."""
LISTED: Final = frozenset({AttributeType.CHOICE, AttributeType.FLAG}) | SEVERAL


class Attribute(msgspec.Struct, frozen=True):
    """An attribute of a company's own, as a filter offers it.

    Attributes:
        code: its identifier.
        name: in the first language that has one, the identifier where none has.
        type: what it holds.
        choices: its values with their names; none where any can be typed.
        help: what the company says of it, "" for nothing.
    """

    code: str
    name: str
    type: AttributeType
    choices: tuple[Coded, ...] = ()
    help: str = ""


class Asked(msgspec.Struct, frozen=True):
    """What is asked of one attribute.

    Attributes:
        code: its identifier.
        type: what it holds.
        values: wanted values; one text of TEXT and NUMBER; both ends of a RANGE, "" for none.
        without: values that must not be there.
        all: whether every wanted value must be there, else one is enough.
        spoken: pairs of language and text.
    """

    code: str
    type: AttributeType
    values: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    all: bool = False
    spoken: tuple[tuple[str, str], ...] = ()


Parts = Mapping[str, object]
"""Values of a filter by the name of the part."""


def asked_in(parts: Parts, language: str = "") -> tuple[Asked, ...]:
    """Return what the parts of a filter ask, an entry for each attribute.

    Args:
        parts: values by name of the part.
        language: of a text that names none.

    Raises:
        WbError: code INPUT for what names no attribute and value, or cannot be meant.
    """
    found: dict[str, Asked] = {}
    alls: set[str] = set()
    for part, value in parts.items():
        for typed in value if isinstance(value, tuple) else (str(value),):
            code, words = _pair(typed)
            if part == WITH_TYPE:
                alls |= {code} if words == ALL else set()
                continue
            one = _asked(part, code, words, language)
            found[one.code] = _joined(found.get(one.code), one)
    return tuple(
        msgspec.structs.replace(one, all=True) if one.code in alls else one
        for one in found.values()
    )


def checked(asked: Asked) -> Asked:
    """Return what is asked, as it can be sent.

    Raises:
        WbError: code INPUT, where nothing is asked, a number is none, a range runs backwards, or
            yes or no is something else.
    """
    if not any((*asked.values, *asked.without, *(words for _language, words in asked.spoken))):
        raise _bad(tr("Nothing is asked of {code}.", code=asked.code), tr("Name a value."))
    match asked.type:
        case AttributeType.NUMBER:
            _number(asked.values[0])
        case AttributeType.RANGE:
            ends = [_number(text) for text in asked.values if text]
            if len(ends) == 2 and ends[0] > ends[1]:
                raise _bad(
                    tr("The range begins above its end."), tr("Type the smaller number first.")
                )
        case AttributeType.FLAG:
            return msgspec.structs.replace(asked, values=tuple(map(_flag, asked.values)))
        case _:
            pass
    return asked


def conditions_for(
    name: str, asked: Iterable[Asked], words: Callable[[Asked, str], str]
) -> tuple[Condition, ...]:
    """Return the conditions of a filter that ask this.

    Args:
        name: of the filter.
        asked: of each attribute.
        words: says in words what a part of one asks, for chips and reports; gets what is asked in
            one language alone.
    """
    texts: dict[str, list[str]] = {}
    labels: dict[str, list[str]] = {}
    for one in asked:
        for part, typed, alone in _typed(one):
            texts.setdefault(part, []).append(typed)
            labels.setdefault(part, []).append(words(alone, part))
    return tuple(
        Condition(name, part, tuple(held), tuple(labels[part])) for part, held in texts.items()
    )


def without_attribute(conditions: Sequence[Condition], code: str) -> tuple[Condition, ...]:
    """Return the conditions of a filter without those of one attribute."""
    found: list[Condition] = []
    for held in conditions:
        values = held.value if isinstance(held.value, tuple) else (str(held.value),)
        labels = held.labels if len(held.labels) == len(values) else ("",) * len(values)
        kept = [
            pair for pair in zip(values, labels, strict=True)
            if code not in codes_of(held.part, pair[0])
        ]  # fmt: skip
        if kept:
            names = tuple(label for _value, label in kept) if held.labels else ()
            found.append(
                Condition(held.filter, held.part, tuple(value for value, _label in kept), names)
            )
    return tuple(found)


def codes_of(part: str, typed: str) -> tuple[str, ...]:
    """Return the attribute that a typed text names; none where it names none."""
    code = typed.partition("=")[0].strip()
    if part == AttributeType.SPOKEN and "." in code:
        code = code.rpartition(".")[0]
    return (code,) if code else ()


# ---- reading ---------------------------------------------------------------------------------


def _asked(part: str, code: str, words: str, language: str) -> Asked:
    kind = _kind(part)
    if kind is AttributeType.SPOKEN:
        name, dot, tongue = code.rpartition(".")
        said = (tongue if dot else language, words)
        return Asked(name if dot else code, kind, spoken=(said,))
    if kind in LISTED:
        values = tuple(text for each in words.split("|") if (text := each.strip()))
        out = part.endswith(WITHOUT)
        return checked(Asked(code, kind, () if out else values, values if out else ()))
    if kind is AttributeType.RANGE:
        low, dots, high = (each.strip() for each in words.partition(".."))
        return checked(Asked(code, kind, (low, high if dots else low)))
    return checked(Asked(code, kind, (words,)))


def _kind(part: str) -> AttributeType:
    try:
        return AttributeType(part.removesuffix(WITHOUT))
    except ValueError as error:
        raise _bad(
            tr("There is no type of attributes “{part}”.", part=part),
            tr("Write one of: {types}.", types=", ".join(AttributeType)),
        ) from error


def _joined(before: Asked | None, new: Asked) -> Asked:
    """Several texts of one attribute: languages and both sides stand beside each other."""
    if before is None or before.type is not new.type:
        return new
    return msgspec.structs.replace(
        new,
        values=new.values or before.values,
        without=new.without or before.without,
        spoken=tuple(dict((*before.spoken, *new.spoken)).items()),
    )


def _pair(typed: str) -> tuple[str, str]:
    code, _sign, words = typed.partition("=")
    if not code.strip() or not words.strip():
        raise _bad(
            tr("“{typed}” does not name an attribute and a value.", typed=typed),
            tr("Write the attribute's identifier, = and the value, as S3=v1."),
        )
    return code.strip(), words.strip()


def _number(text: str) -> Decimal:
    number = read_decimal(text)
    if number is None or isinstance(number, Odd):
        raise _bad(
            tr("“{text}” is no number.", text=text),
            tr("Write decimals with a point, as 12.50."),
        )
    return number


def _flag(text: str) -> str:
    value = read_flag(text)
    if value is None:
        raise _bad(tr("“{text}” is neither yes nor no.", text=text), tr("Write true or false."))
    return "true" if value else "false"


def _bad(sentence: str, hint: str) -> WbError:
    return bad_input(sentence, hint, "attributes")


# ---- writing ---------------------------------------------------------------------------------


def _typed(asked: Asked) -> list[tuple[str, str, Asked]]:
    """Return part and text of everything that is asked of an attribute, and what that text asks."""
    code, kind = asked.code, asked.type
    if kind is AttributeType.SPOKEN:
        return [
            (kind, f"{code}.{language}={words}", Asked(code, kind, spoken=((language, words),)))
            for language, words in asked.spoken
        ]
    if kind is AttributeType.RANGE:
        return [(kind, f"{code}={'..'.join(asked.values)}", asked)]
    found: list[tuple[str, str, Asked]] = []
    if asked.values:
        found.append((kind, f"{code}={'|'.join(asked.values)}", asked))
    if asked.without:
        found.append((f"{kind}{WITHOUT}", f"{code}={'|'.join(asked.without)}", asked))
    if asked.all and len(asked.values) > 1:
        found.append((WITH_TYPE, f"{code}={ALL}", asked))
    return found
