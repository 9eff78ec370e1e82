"""Names as words that say what a thing is, apart from numbers, measures and colours.

"T-shirt 180 g red" and "T-shirt 190 g red" are alike to the eye and two things: what is measured
or coloured has to agree, and only the rest may be alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from workbench.compare.matching.colours import colour_word
from workbench.compare.matching.model import Facts
from workbench.compare.matching.sizes import letter_size, measures_in
from workbench.tables.folding import fold

_TOKENS: Final = re.compile(r"[^\W_]+")
_ELIDED: Final = re.compile(r"\b[cdjlmnst]['’]|(?<=\w)['’]s\b")
_SILENT: Final = frozenset(
    _TOKENS.findall(
        """a an and the with of for in to mit und fur der die das ein eine aus von le la les un une
        de du des et avec en pour med och i av till for met van een het voor"""
    )
)


Marks = Mapping[str, frozenset[str]]


class Named(NamedTuple):
    """A name taken apart.

    Attributes:
        words: the words that are no number and no colour, sorted, each once, with blanks between.
        marks: what must agree, by measure: {"ml": {"300"}, "colour": {"red"}}.
    """

    words: str
    marks: Marks


def taken_apart(name: str) -> Named:
    """Return a name taken apart."""
    marks: dict[str, set[str]] = {}
    words: set[str] = set()
    measures, rest = measures_in(fold(name))
    for measure in measures:
        what, value = measure.rsplit(":", 1)
        marks.setdefault(what, set()).add(value)
    for token in _TOKENS.findall(_ELIDED.sub(" ", rest)):
        place = _mark_of(token)
        if place is not None:
            marks.setdefault(place[0], set()).add(place[1])
        elif token not in _SILENT:
            words.add(token)
    return Named(" ".join(sorted(words)), {what: frozenset(held) for what, held in marks.items()})


def with_traits(marks: Marks, facts: Facts) -> Marks:
    """Return the marks of an item's name with what its own fields say of size and colour."""
    held = dict(marks)
    for axis, value in facts.traits:
        if axis not in {"pack", "brand"}:
            what = axis.removeprefix("size ")
            what = "code" if what == "text" and not value.isalpha() else what
            held[what] = held.get(what, frozenset()) | {value}
    return held


def _mark_of(token: str) -> tuple[str, str] | None:
    """Return what the token measures and its value; None for a word."""
    if token.isdigit():
        return "number", token.lstrip("0") or "0"
    if letter := letter_size(token):
        return "letter", letter
    if not token.isalpha():
        return "code", token
    colour = colour_word(token)
    return ("colour", colour) if colour else None


def marks_agree(one: Marks, other: Marks) -> bool | None:
    """Return True where both say the same, False where they contradict, None where one is silent.

    Of one measure, a side that says less does not contradict: "A4" beside "A4, 2 pieces".
    """
    if one == other:
        return True
    for what in one.keys() & other.keys():
        ours, theirs = one[what], other[what]
        if not (ours <= theirs or theirs <= ours):
            return False
    return None
