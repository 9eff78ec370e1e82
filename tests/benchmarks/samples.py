"""Thirty columns of mixed kinds, synthetic, the same for the program and for its baselines."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from operator import itemgetter

from workbench.core.fields import Field, Kind
from workbench.core.values import Coded, Money
from workbench.tables.table import Table

PAGE = 500

_MATERIALS = ("cotton", "linen", "steel", "ceramic", "bamboo", "recycled PET", "glass", "cork")
_THINGS = (
    "mug",
    "t-shirt",
    "bag",
    "bottle",
    "pen",
    "notebook",
    "umbrella",
    "cap",
    "torch",
    "towel",
)
_ADJECTIVES = ("classic", "eco", "slim", "grand", "Café", "outdoor", "travel", "deluxe", "mini")
_PLACES = ("Malmö", "Lyon", "Gdańsk", "Porto", "Århus", "Ghent", "Brno", "Turin")
CATEGORIES = tuple(Coded(f"cat{n}", f"{thing} {n}") for n, thing in enumerate(_THINGS * 4))
BRANDS = tuple(Coded(f"b{n}", f"Brand {n}") for n in range(300))
COUNTRIES = tuple(Coded(code, code) for code in ("SE", "FR", "PL", "PT", "DK", "BE", "CZ", "IT"))
COLOURS = tuple(Coded(f"c{n}", f"Colour {n}", f"{n * 4099 % 0xFFFFFF:06x}") for n in range(60))
STATES = tuple(Coded(name, name) for name in ("new", "active", "phased out", "gone"))

KINDS: dict[str, Kind] = {
    **dict.fromkeys(("name", "reference", "supplier", "city", "model", "series"), Kind.TEXT),
    **dict.fromkeys(("ean", "mpn"), Kind.ID),
    **dict.fromkeys(("description", "picture", "link"), Kind.TEXT),
    **dict.fromkeys(("category", "brand", "country", "colour", "state"), Kind.CHOICE),
    **dict.fromkeys(("price", "cost", "list_price"), Kind.MONEY),
    **dict.fromkeys(("weight", "width", "height"), Kind.DECIMAL),
    **dict.fromkeys(("stock", "moq", "lead", "pack"), Kind.INTEGER),
    **dict.fromkeys(("added", "changed"), Kind.DATE),
    **dict.fromkeys(("active", "green"), Kind.FLAG),
}
SEARCHED = ("name", "reference", "supplier", "ean", "city")
FACETS = ("category", "brand", "country", "colour", "state")

FIELDS = tuple(
    Field(
        name,
        name,
        kind,
        itemgetter(place),
        facet=name in FACETS,
        searched=name in SEARCHED,
    )
    for place, (name, kind) in enumerate(KINDS.items())
)

Row = tuple[object, ...]


def rows(count: int, seed: int = 7) -> Iterator[Row]:
    """Yield records: tuples in the order of `KINDS`."""
    dice = random.Random(seed)
    pick, below = dice.choice, dice.randrange
    day = date(2020, 1, 1)
    for number in range(count):
        supplier = below(400)
        thing, material = pick(_THINGS), pick(_MATERIALS)
        price = Decimal(below(5, 90_000)).scaleb(-2)
        yield (
            f"{pick(_ADJECTIVES)} {material} {thing} {below(5000)}",
            f"R{number:07}",
            f"Supplier {supplier} AB",
            pick(_PLACES),
            f"M{below(2000)}-{below(9)}",
            f"Series {below(40)}",
            f"{7_300_000_000_000 + number * 7}",
            f"MPN{below(10**8)}",
            f"A {material} {thing} for every day, made in {pick(_PLACES)}; lot {below(10**6)}",
            f"https://pictures.example/{number % 1000:04}/{number}.jpg",
            f"https://shop.example/p/{number}",
            pick(CATEGORIES),
            pick(BRANDS),
            pick(COUNTRIES),
            pick(COLOURS),
            pick(STATES),
            Money(price, "EUR"),
            Money(price * 6 / 10, "EUR"),
            Money(price * 2, "EUR") if below(10) else None,
            Decimal(below(1, 9000)).scaleb(-3),
            Decimal(below(1, 900)).scaleb(-1),
            Decimal(below(1, 900)).scaleb(-1),
            below(2000) if below(20) else None,
            pick((1, 10, 25, 50, 100)),
            below(60),
            pick((1, 6, 12, 24)),
            day + timedelta(below(2000)),
            day + timedelta(below(2000)),
            below(2) == 0,
            below(3) == 0,
        )


def filled(count: int, seed: int = 7) -> Table:
    """Return a table with `count` rows, appended in pages as a session does."""
    table = Table(FIELDS)
    page: list[Row] = []
    for row in rows(count, seed):
        page.append(row)
        if len(page) == PAGE:
            add(table, page)
            page = []
    add(table, page)
    return table


def add(table: Table, page: list[Row]) -> None:
    """Append a page; the reference is the key."""
    table.append(page, [str(row[1]) for row in page])


def as_text(value: object) -> object:
    """Return a value as a frame of Python objects would hold it: codes as their names."""
    if isinstance(value, Coded):
        return value.label
    return value.amount if isinstance(value, Money) else value
