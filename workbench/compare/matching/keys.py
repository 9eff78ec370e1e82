"""Numbers and company names as keys: what people write differently and mean alike."""

from __future__ import annotations

import re
from typing import Final

from workbench.tables.folding import fold

_SIGNS: Final = re.compile(r"[\W_]+")
_LEGAL: Final = frozenset(
    re.findall(
        r"\w+",
        """ab ag as aps bv co corp corporation gmbh group inc kg llc ltd nv oy oyj plc sa sarl sas
        sl spa srl limited company brand brands international int intl the""",
    )
)
"""Words of a company's name that one service writes and another leaves out."""


def number_key(text: str) -> str:
    """Return a number without case, accents and punctuation: "MO-9243 03" is "mo924303"."""
    return _SIGNS.sub("", fold(text)) if text else ""


def company_key(text: str) -> str:
    """Return a company's name or trade mark without legal form, case and punctuation."""
    if not text:
        return ""
    words = _SIGNS.sub(" ", fold(text.replace(".", ""))).split()
    telling = [word for word in words if word not in _LEGAL]
    return "".join(telling or words)


def pair_key(company: str, number: str) -> str:
    """Return the key of a number that a company, folded already, gave; "" where one is missing."""
    what = number_key(number) if company else ""
    return f"{company}\x1f{what}" if what else ""
