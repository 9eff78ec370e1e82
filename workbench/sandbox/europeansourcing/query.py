"""Text search over the catalogue: every word must occur, without regard to case and accents.

Names and descriptions are put together from small vocabularies, so a word is looked for in those
and the hits are spread over the products, instead of reading twenty thousand texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.sandbox.europeansourcing.attributes import ATTRIBUTES, full_value
from workbench.sandbox.europeansourcing.categories import FIRST_LEAF, hierarchy_name
from workbench.sandbox.europeansourcing.companies import BRANDS
from workbench.sandbox.europeansourcing.names import material_text
from workbench.sandbox.europeansourcing.nouns import NOUNS
from workbench.sandbox.europeansourcing.words import EXTRAS, LINES, PLACES, USES, folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.sandbox.europeansourcing.index import Index

Flags = NDArray[np.bool_]

_IN_NAME, _IN_ATTRIBUTES, _IN_REFERENCE, _IN_REST = 4, 3, 3, 1


@dataclass(frozen=True, slots=True)
class Hits:
    """What a query found: which products, and how well each fits."""

    mask: Flags
    score: NDArray[np.int64]


def search(index: Index, text: str, language: int) -> Hits:
    """Products in which every word of `text` occurs, in the texts of a language."""
    size = index.catalogue.size
    mask, score = np.ones(size, dtype=np.bool_), np.zeros(size, dtype=np.int64)
    for word in folded(text).split():
        named = _in_name(index, word, language)
        referred = _in_references(index, word)
        attributed = _in_attributes(index, word, language)
        rest = _in_rest(index, word, language)
        mask &= named | referred | attributed | rest
        score += named * _IN_NAME + attributed * _IN_ATTRIBUTES
        score += referred * _IN_REFERENCE + rest * _IN_REST
    return Hits(mask, score)


def colours_named(text: str, language: int) -> list[int]:
    """Positions of the colours that a word of the query names."""
    words = folded(text).split()
    return [
        place
        for place, row in enumerate(ATTRIBUTES)
        if row.extra is not None and any(word == folded(row.texts[language]) for word in words)
    ]


def _found(texts: Iterable[str], word: str) -> Flags:
    return np.array([word in folded(text) for text in texts], dtype=np.bool_)


def _in_name(index: Index, word: str, language: int) -> Flags:
    rows = index.catalogue.products
    specs = [_found(noun.specs, word) for noun in NOUNS]
    hits = _found((noun.texts[language] for noun in NOUNS), word)[rows.noun]
    hits = hits | _found(PLACES, word)[rows.place] | _found(LINES, word)[rows.line]
    hits |= _found(EXTRAS, word)[rows.extra]
    for place, found in enumerate(specs):
        if found.any():
            own = rows.noun == place
            hits |= own & found[rows.spec % len(found)]
    return hits


def _in_rest(index: Index, word: str, language: int) -> Flags:
    rows = index.catalogue.products
    breadcrumbs = (hierarchy_name(FIRST_LEAF + place, language) for place in range(len(NOUNS)))
    hits = _found(breadcrumbs, word)[rows.noun]
    uses = _found((use[language] for use in USES), word)
    first, second = np.divmod(rows.use, len(USES))
    hits = hits | uses[first] | uses[second]
    brands = np.append(_found(BRANDS, word), False)
    hits |= brands[rows.brand]
    materials = [
        word in folded(material_text(place, language)) if row.key and row.extra is None else False
        for place, row in enumerate(ATTRIBUTES)
    ]
    return hits | np.array(materials, dtype=np.bool_)[rows.material]


def _in_attributes(index: Index, word: str, language: int) -> Flags:
    values = _found((full_value(place, language) for place in range(len(ATTRIBUTES))), word)
    return np.asarray(index.memberships.attributes.table[:, values].any(axis=1))


def _in_references(index: Index, word: str) -> Flags:
    references = index.references
    hits = contains(references.bases, word) | contains(references.internals, word)
    return hits | index.any_variant(contains(references.variants, word))


def contains(texts: list[str], part: str) -> Flags:
    """Which of `texts` contain `part`, without regard to case."""
    low = part.lower()
    return np.fromiter((low in text.lower() for text in texts), np.bool_, len(texts))
