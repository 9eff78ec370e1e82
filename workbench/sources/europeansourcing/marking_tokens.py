"""The words of a price formula (Marking API, "print_formula"): numbers, texts, names, signs."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple

from workbench.core.texts import tr
from workbench.sources.europeansourcing.marking_outcome import NoPrice, shortened

LONGEST: Final = 2000
"""Characters of a formula; the service's have a few dozen."""


class Mark(Enum):
    """What a token is."""

    NUMBER = "number"
    TEXT = "text"
    NAME = "name"
    SIGN = "sign"
    END = "end"


class Token(NamedTuple):
    """One token; `text` of a text is its content, and of a sign in words has single blanks."""

    mark: Mark
    text: str


END: Final = Token(Mark.END, "")

_TOKEN: Final = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)
    | (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<word>(?:not\s+in|starts\s+with|ends\s+with|and|or|not|in|contains)\b)
    | (?P<name>[^\W\d]\w*)
    | (?P<sign>===|!==|\*\*|\.\.|\?\?|\?\.|==|!=|<=|>=|&&|\|\||[-+*/%~<>!?:(),.\[\]])
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


def tokens_of(formula: str) -> list[Token]:
    """Return the tokens of a formula, the last one END.

    Raises:
        NoPrice: where it is too long or has a character that no formula has.
    """
    if len(formula) > LONGEST:
        raise NoPrice(tr("The formula “{formula}” is too long.", formula=shortened(formula)))
    found: list[Token] = []
    text = formula.rstrip()
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise NoPrice(
                tr(
                    "The formula “{formula}” cannot be read from “{rest}” on.",
                    formula=shortened(formula),
                    rest=shortened(text[at:].lstrip()),
                )
            )
        found.append(_token(match.lastgroup, match.group(match.lastgroup)))
        at = match.end()
    return [*found, END]


def _token(group: str, text: str) -> Token:
    match group:
        case "number":
            return Token(Mark.NUMBER, text)
        case "text":
            return Token(Mark.TEXT, _ESCAPED.sub(r"\1", text[1:-1]))
        case "name":
            return Token(Mark.NAME, text)
        case _:
            return Token(Mark.SIGN, " ".join(text.split()))
