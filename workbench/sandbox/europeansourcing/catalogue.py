"""The catalogue of the sandbox as columns: what filters need, and no documents.

Twenty thousand products with more than a hundred thousand variants must be up in a moment and stay
small, so a product is a row of small numbers drawn from one seed; its document is written from them
when somebody asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from workbench.sandbox.europeansourcing import draws, oddities, prices
from workbench.sandbox.europeansourcing.companies import BRANDS, COUNTRIES
from workbench.sandbox.europeansourcing.shared import share
from workbench.sandbox.europeansourcing.words import EXTRAS, LINES, PLACES, USES

FULL_SIZE = 20_000
"""Products of the full catalogue."""

BASE_DATE = datetime(2026, 11, 1, 12, tzinfo=UTC)
"""The day the catalogue is told at: every date lies in the time before it."""

FIRST_PRODUCT, PRODUCT_STEP = 1000, 7
FIRST_VARIANT = 2_000_000

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Products:
    """One row a product; numbers are positions in the vocabularies, -1 stands for none.

    `created`, `updated`, `indexed` are seconds since 1970; `labels` is a bit for each label;
    `profiles` a bit for each profile slot of the supplier; `minimum` the minimum quantity.
    `techniques` and `kinds` have a column for each of up to three markings of every variant.
    """

    noun: Ints
    place: Ints
    line: Ints
    spec: Ints
    material: Ints
    extra: Ints
    use: Ints
    supplier: Ints
    brand: Ints
    labels: Ints
    profiles: Ints
    origin: Ints
    created: Ints
    updated: Ints
    indexed: Ints
    techniques: Ints
    kinds: Ints
    minimum: Ints
    carbon: Flags
    carbon_textile: Flags
    dpp: Flags
    colours: Ints
    sizes: Ints
    palette: Ints
    first: Ints
    count: Ints


@dataclass(frozen=True, slots=True)
class Variants:
    """One row a variant; `second` is a secondary colour, `stock` -1 stands for not told."""

    product: Ints
    colour: Ints
    second: Ints
    size: Ints
    stock: Ints


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything on offer, as columns.

    `origin` is by product the row of the article whose EANs it bears; `odd` names the products
    whose data is wrong.
    """

    products: Products
    variants: Variants
    prices: prices.Prices
    origin: Ints
    odd: oddities.Oddities

    @classmethod
    def build(cls, products: int = FULL_SIZE, seed: int = 20261101) -> Catalogue:
        """The catalogue of so many products; the same numbers give the same catalogue."""
        rng = np.random.default_rng(seed)
        rows = _products(rng, products)
        origin = share(rows)
        variants = _variants(rng, rows)
        asked = prices.build(rng, rows, variants)
        odd = oddities.choose(rows, asked.tiers, origin)
        if odd.borrower >= 0:
            origin[odd.borrower] = odd.lender
        return cls(rows, variants, asked, origin, odd)

    @property
    def size(self) -> int:
        """How many products there are."""
        return len(self.products.noun)

    @property
    def variant_size(self) -> int:
        """How many variants there are."""
        return len(self.variants.product)

    def product_id(self, row: int) -> int:
        """The id of the product in a row."""
        return FIRST_PRODUCT + PRODUCT_STEP * row

    def variant_id(self, row: int) -> int:
        """The id of the variant in a row."""
        return FIRST_VARIANT + row

    def product_row(self, number: int) -> int | None:
        """The row of a product id, none if there is no such product."""
        row, rest = divmod(number - FIRST_PRODUCT, PRODUCT_STEP)
        return row if rest == 0 and 0 <= row < self.size else None

    def variant_row(self, number: int) -> int | None:
        """The row of a variant id, none if there is no such variant."""
        row = number - FIRST_VARIANT
        return row if 0 <= row < self.variant_size else None

    def article_row(self, row: int) -> int:
        """The row of the variant whose article, and whose EAN, a variant has."""
        product = int(self.variants.product[row])
        step = row - int(self.products.first[product])
        return int(self.products.first[self.origin[product]]) + step

    def variant_rows(self, row: int) -> range:
        """The rows of a product's variants."""
        first = int(self.products.first[row])
        return range(first, first + int(self.products.count[row]))


def _products(rng: np.random.Generator, size: int) -> Products:
    noun = draws.nouns(rng, size)
    supplier = draws.suppliers(rng, size)
    material, techniques, kinds = draws.materials(rng, noun)
    colours, sizes = draws.spread(rng, noun)
    indexed, updated, created = draws.dates(rng, size, int(BASE_DATE.timestamp()))
    count = colours * sizes
    textile = sizes > 1
    return Products(
        noun=noun,
        place=rng.integers(0, len(PLACES), size),
        line=rng.integers(0, len(LINES), size),
        spec=rng.integers(0, 1 << 16, size),
        material=material,
        extra=draws.rare(rng, size, len(EXTRAS)),
        use=rng.integers(0, len(USES) * len(USES), size),
        supplier=supplier,
        brand=draws.optional(rng, size, len(BRANDS), 0.25),
        labels=draws.labels(rng, size),
        profiles=draws.profile_bits(rng, supplier),
        origin=draws.optional(rng, size, len(COUNTRIES), 0.08, skew=2.5),
        created=created,
        updated=updated,
        indexed=indexed,
        techniques=techniques,
        kinds=kinds,
        minimum=draws.ladders(rng, size),
        carbon=rng.random(size) < 0.3,
        carbon_textile=textile & (rng.random(size) < 0.4),
        dpp=rng.random(size) < 0.15,
        colours=colours,
        sizes=sizes,
        palette=rng.integers(0, draws.PALETTES, size),
        first=np.cumsum(count) - count,
        count=count,
    )


def _variants(rng: np.random.Generator, rows: Products) -> Variants:
    product = np.repeat(np.arange(len(rows.count)), rows.count)
    step = np.arange(len(product)) - rows.first[product]
    colour, second = draws.colours(rng, rows.palette[product], step // rows.sizes[product])
    return Variants(
        product=product,
        colour=colour,
        second=second,
        size=draws.sizes(rows.sizes[product], step),
        stock=draws.stock(rng, len(product)),
    )
