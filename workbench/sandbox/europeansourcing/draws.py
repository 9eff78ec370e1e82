"""How the columns of the catalogue are drawn: one column a function, or a few.

Everything is drawn for all rows at once, since the whole catalogue must stand within a second.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.sandbox.europeansourcing.attributes import (
    COLOUR_COUNT,
    FIRST_SIZE,
    MATERIAL_KIND,
    MATERIAL_POSITION,
)
from workbench.sandbox.europeansourcing.companies import LABELS, SUPPLIERS
from workbench.sandbox.europeansourcing.nouns import NOUNS
from workbench.sandbox.europeansourcing.techniques import TECHNIQUES, suiting

PALETTES = 64
"""How many orders of the colours there are to choose from."""

MARKINGS = 3
"""Markings that a variant has at most."""

# What a kind of marking costs and how; `markings` writes them out.
STATIC, DYNAMIC_WITH_OPTION, DYNAMIC_FIXED, BY_AREA, TOTAL, INCLUDED = range(6)

Ints = NDArray[np.int64]

_GIANT_SIZES, _GIANT_COLOURS = 5, 1000
_COMMON_COLOURS = 6


def nouns(rng: np.random.Generator, size: int) -> Ints:
    """Kinds of product, each as common as another."""
    return rng.permutation(np.arange(size) % len(NOUNS))


def suppliers(rng: np.random.Generator, size: int) -> Ints:
    """Suppliers, some far larger than others; the first rows reach every one."""
    weights = 1 / np.sqrt(1 + np.arange(len(SUPPLIERS)))
    drawn = rng.choice(len(SUPPLIERS), size, p=weights / weights.sum())
    head = min(size, len(SUPPLIERS))
    drawn[:head] = np.arange(head)
    return drawn.astype(np.int64)


def materials(rng: np.random.Generator, noun: Ints) -> tuple[Ints, Ints, Ints]:
    """Material of each product, and the techniques and kinds of its markings."""
    pick = rng.integers(0, 1 << 16, len(noun))
    options = _table([[MATERIAL_POSITION[key] for key in row.materials] for row in NOUNS])
    material = _picked(options, noun, pick)
    kind_of = _table([[_kind_number(MATERIAL_KIND[key]) for key in row.materials] for row in NOUNS])
    kind = _picked(kind_of, noun, pick)
    techniques = _techniques(rng, kind)
    kinds = rng.choice(6, techniques.shape, p=[0.4, 0.2, 0.12, 0.14, 0.07, 0.07])
    kinds = np.where(techniques < 0, -1, kinds)
    # The first product's first marking is the one that the document calculates a price with.
    techniques[0, 0] = next(place for place, row in enumerate(TECHNIQUES) if row.id == 40)
    kinds[0, 0] = DYNAMIC_WITH_OPTION
    return material, techniques, kinds


_KINDS = tuple(sorted(set(MATERIAL_KIND.values())))


def _kind_number(kind: str) -> int:
    return _KINDS.index(kind)


def _techniques(rng: np.random.Generator, kind: Ints) -> Ints:
    options = _table([list(suiting(name)) for name in _KINDS])
    start = rng.integers(0, 1 << 16, len(kind))
    count = rng.choice(MARKINGS + 1, len(kind), p=[0.28, 0.3, 0.26, 0.16])
    width = (options >= 0).sum(axis=1)[kind]
    slots = [_picked(options, kind, start + slot) for slot in range(MARKINGS)]
    shown = [np.where(slot < np.minimum(count, width), slots[slot], -1) for slot in range(MARKINGS)]
    return np.stack(shown, axis=1)


def _table(rows: list[list[int]]) -> Ints:
    width = max(len(row) for row in rows)
    return np.array([row + [-1] * (width - len(row)) for row in rows], dtype=np.int64)


def _picked(options: Ints, row: Ints, pick: Ints) -> Ints:
    width = (options >= 0).sum(axis=1)
    return options[row, pick % width[row]]


def spread(rng: np.random.Generator, noun: Ints) -> tuple[Ints, Ints]:
    """How many colours and sizes each product comes in; one product has five thousand variants."""
    sized = np.array([row.sized for row in NOUNS])[noun]
    colours = np.where(sized, rng.integers(1, 6, len(noun)), 1 + rng.poisson(3.1, len(noun)))
    sizes = np.where(sized, rng.integers(4, 7, len(noun)), 1)
    # The giant is a T-shirt; a small catalogue has a small one.
    giant = int(np.flatnonzero(sized)[-1])
    colours[giant] = _GIANT_COLOURS if len(noun) > 5000 else 12
    sizes[giant] = _GIANT_SIZES
    return np.minimum(colours, _GIANT_COLOURS), sizes


def dates(rng: np.random.Generator, size: int, base: int) -> tuple[Ints, Ints, Ints]:
    """Seconds of indexing, update and creation, within the year before `base`."""
    year = 365 * 86_400
    indexed = base - rng.integers(60, year // 2, size)
    updated = indexed - rng.integers(60, year // 4, size)
    created = updated - rng.integers(60, year // 4, size)
    return indexed, updated, created


def rare(rng: np.random.Generator, size: int, kinds: int) -> Ints:
    """Zero for nearly all rows; each other kind in about one of 700, once at the very least.

    The first rows have none: they are what a person who looks around sees first.
    """
    drawn = np.where(rng.random(size) < (kinds - 1) / 700, rng.integers(1, kinds, size), 0)
    drawn[: min(200, size // 2)] = 0
    drawn[size - kinds + 1 :] = np.arange(1, kinds)
    return drawn


def optional(
    rng: np.random.Generator, size: int, kinds: int, missing: float, skew: float = 1.0
) -> Ints:
    """A position below `kinds`, or -1 in the share `missing`; `skew` favours the first ones."""
    drawn = np.floor(kinds * rng.random(size) ** skew).astype(np.int64)
    return np.where(rng.random(size) < missing, -1, drawn)


def labels(rng: np.random.Generator, size: int) -> Ints:
    """Bits of the labels that a product bears, mostly none or one."""
    bits = rng.random((size, len(LABELS))) < 0.06
    return (bits * (1 << np.arange(len(LABELS)))).sum(axis=1)


def profile_bits(rng: np.random.Generator, supplier: Ints) -> Ints:
    """Bits of the supplier's profiles that offer the product, one at the very least."""
    full = np.array([(1 << len(row.profiles)) - 1 for row in SUPPLIERS])[supplier]
    drawn = full & rng.integers(1, 8, len(supplier))
    return np.where((drawn == 0) | (rng.random(len(supplier)) < 0.6), full, drawn)


def ladders(rng: np.random.Generator, size: int) -> Ints:
    """The minimum quantity of each product, -1 where none is defined; the first orders 25."""
    drawn = rng.choice([1, 10, 25, 50, 100, 250], size, p=[0.12, 0.1, 0.25, 0.25, 0.2, 0.08])
    drawn = np.where(rng.random(size) < 0.1, -1, drawn)
    drawn[0] = 25
    return drawn


def colours(rng: np.random.Generator, palette: Ints, step: Ints) -> tuple[Ints, Ints]:
    """First and second colour of each variant; the commonest colours come first."""
    weights = np.ones(COLOUR_COUNT)
    weights[:_COMMON_COLOURS] = 6
    weights[[row for row in range(COLOUR_COUNT) if row in {15, 23}]] = 5
    chances = weights / weights.sum()
    orders = np.stack(
        [rng.choice(COLOUR_COUNT, COLOUR_COUNT, replace=False, p=chances) for _ in range(PALETTES)]
    )
    first = orders[palette, step % COLOUR_COUNT]
    other = orders[palette, (step + 5) % COLOUR_COUNT]
    return first, np.where(rng.random(len(step)) < 0.06, other, -1)


def sizes(count: Ints, step: Ints) -> Ints:
    """The size of each variant as a position of the attributes, -1 for a thing without sizes."""
    return np.where(count > 1, FIRST_SIZE + step % count, -1)


def stock(rng: np.random.Generator, size: int) -> Ints:
    """Pieces in stock: some unknown (-1), some none, most a few thousand."""
    pieces = np.floor(rng.exponential(9000, size)).astype(np.int64)
    chance = rng.random(size)
    return np.where(chance < 0.08, -1, np.where(chance < 0.14, 0, pieces))
