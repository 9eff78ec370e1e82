"""A calculation of a marked order as lines that a person reads (Marking Calculation API)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from workbench.core.formats import Formats
from workbench.core.offers import Worked, WorkedTerm
from workbench.core.texts import mark, tr
from workbench.sources.europeansourcing.marking_outcome import OPTIONS, Calculation, Label, Term

_SIGNS: Final = Formats()

TITLES: Final[Mapping[Label, str]] = {
    Label.BASIC: mark("Goods"),
    Label.STATIC_FIXED: mark("Setup"),
    Label.DYNAMIC_FIXED: mark("Setup"),
    Label.STATIC_VARIABLE: mark("Marking"),
    Label.DYNAMIC_VARIABLE: mark("Marking"),
    Label.OPTION_STATIC: mark("Option"),
    Label.OPTION_DYNAMIC: mark("Option"),
}
"""What a term is called on the screen, marked."""
_QUANTITY: Final = "quantite"
"""The variable of a formula that stands for the pieces."""
VARIABLES: Final[Mapping[str, str]] = {
    _QUANTITY: mark("pieces"),
    "nb_couleurs": mark("colours"),
    "nb_logos": mark("logos"),
    "nb_positions": mark("positions"),
    "longueur": mark("length"),
    "largeur": mark("width"),
    "diametre": mark("diameter"),
    "superficie": mark("area"),
}
"""The variables of formulas in words, marked."""
_WORD: Final = re.compile(r"[A-Za-z_]\w*|\d+(?:\.\d+)?")
_TIMES: Final = re.compile(r"\s*(?<!\*)\*(?!\*)\s*")


def worked_of(calculation: Calculation, marking_id: str = "", name: str = "") -> Worked:
    """Return the unfolded price of an order."""
    return Worked(
        quantity=calculation.quantity,
        marking=calculation.marking_price,
        options=calculation.option_price,
        terms=lines_of(calculation.terms),
        goods=None if calculation.total_price else calculation.without_marking,
        total=calculation.price,
        name=name or calculation.name,
        marking_id=marking_id,
    )


def lines_of(terms: Iterable[Term]) -> tuple[WorkedTerm, ...]:
    """Return a line for each term, the goods' own first."""
    held = sorted(terms, key=lambda term: term.label is not Label.BASIC)
    return tuple(
        WorkedTerm(_label(term), _reckoning(term), term.total, _is_once(term)) for term in held
    )


def _label(term: Term) -> str:
    title = tr(TITLES[term.label])
    named = term.name if term.label in OPTIONS and term.name else title
    return tr("{label} (with the goods)", label=named) if term.total_price else named


def _reckoning(term: Term) -> str:
    """Return how a total comes about: "250 × 0.18", "once", "25.60 × colours" for a formula."""
    if term.formula:
        return _in_words(term.formula)
    if term.price is None or term.quantity is None:
        return tr("once")
    factors = [_SIGNS.integer(term.quantity), _SIGNS.number(term.price, 2)]
    if term.count is not None and term.count != 1:
        factors.append(_SIGNS.number(Decimal(term.count)))
    return " × ".join(factors)


def _in_words(formula: str) -> str:
    """Return a formula with the names of its variables as a person reads them."""

    def word(found: re.Match[str]) -> str:
        text = found[0]
        if text[0].isdigit():
            return _SIGNS.number(Decimal(text), 2 if "." in text else 0)
        return tr(VARIABLES[text]) if text in VARIABLES else text

    return _TIMES.sub(" × ", _WORD.sub(word, formula)).strip()


def _is_once(term: Term) -> bool:
    """Return whether a term stays what it is at another quantity of the same step."""
    return term.quantity is None and _QUANTITY not in term.formula
