"""Which names of two sides are alike: rare words find the few worth a closer look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

_RARE: Final = 4
"""Words of a name that are looked up, the rarest first."""

_COMMON: Final = 2000
"""Names that a word may stand in and still be looked up."""

_LOOKED_AT: Final = 24
"""Names that are compared letter by letter, those that share most first."""

_SHARING: Final = 0.25
"""Share of common words, weighted by how rare they are, from which a name is looked at."""


class WordIndex:
    """The names of one side by their words."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        words = [name.split() for name in names]
        standing: dict[str, list[int]] = {}
        for at, held in enumerate(words):
            for word in held:
                standing.setdefault(word, []).append(at)
        self._weight = {word: np.log1p(len(names) / len(at)) for word, at in standing.items()}
        self._missing = float(np.log1p(len(names)))
        self._standing = {word: np.array(at, np.int32) for word, at in standing.items()}
        self._heavy = np.array([sum(self._weight[word] for word in held) for held in words])

    def near(self, name: str) -> NDArray[np.int32]:
        """Return the positions of names that share rare words with `name`, at most a few."""
        words = name.split()
        known = sorted((len(at), word) for word in words if (at := self._of(word)) is not None)
        rare = [word for count, word in known if count <= _COMMON][:_RARE]
        if not rare:
            return np.empty(0, np.int32)
        heavy = sum(self._weight.get(word, self._missing) for word in words)
        standing = [self._standing[word] for word in rare]
        at, back = np.unique(np.concatenate(standing), return_inverse=True)
        weights = np.repeat([self._weight[word] for word in rare], [len(one) for one in standing])
        common = np.bincount(back, weights)
        share = common / np.minimum(self._heavy[at], heavy)
        order = np.lexsort((at, -common / (self._heavy[at] + heavy - common)))
        return at[order][share[order] >= _SHARING][:_LOOKED_AT]

    def _of(self, word: str) -> NDArray[np.int32] | None:
        return self._standing.get(word)


def alike(
    ours: Sequence[str], theirs: Sequence[str], least: float, step: Callable[[], None]
) -> Iterator[tuple[int, int, float]]:
    """Yield positions of names that are alike and how much, 0 to 1.

    Args:
        ours: words of the names of the smaller side, as in `Named.words`.
        theirs: those of the other.
        least: likeness from which a pair is worth telling.
        step: called for each of `ours`.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - only where names are compared

    index = WordIndex(theirs)
    for at, name in enumerate(ours):
        step()
        for other in index.near(name).tolist():
            text = theirs[other]
            likeness = (fuzz.token_set_ratio(name, text) + fuzz.token_sort_ratio(name, text)) / 200
            if likeness >= least:
                yield at, other, likeness
