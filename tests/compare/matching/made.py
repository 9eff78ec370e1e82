"""A made catalogue and made articles with a known truth, written differently as sources do."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from decimal import Decimal
from itertools import product

from workbench.core.offers import Item, Ref

READ = datetime(2026, 1, 2, tzinfo=UTC)
_WORDS = """
mug bottle notebook umbrella backpack jacket lanyard powerbank speaker torch pen bag apron blanket
thermos cap towel clock lamp knife scarf tumbler wallet puzzle

ceramic steel bamboo cotton recycled wireless foldable insulated magnetic leather glass cork
aluminium felt canvas

ka ro mi ve lu sa to ne bri do fa gli pe qua zo

ron dex lia mo via tan lo ria nex sun per go line
"""
NOUNS, KINDS, STARTS, ENDS = (words.split() for words in _WORDS.split("\n\n"))
COLOURS = ("black", "white", "red", "blue", "green", "yellow")
ALIEN = {
    "black": "schwarz",
    "white": "weiß",
    "red": "rouge",
    "blue": "blau",
    "green": "vert",
    "yellow": "gelb",
}
SIZES = ("", "300 ml", "500 ml", "A5", "L", "XL")
WRITTEN = {"": "", "300 ml": "0,3 l", "500 ml": "50 cl", "A5": "a5", "L": "Large", "XL": "X-Large"}


def gtin(number: int) -> str:
    """A GTIN-13 that was never given out twice here."""
    body = f"73{number:010d}"
    total = sum(int(sign) * (3 if at % 2 else 1) for at, sign in enumerate(body))
    return f"{body}{-total % 10}"


def item(source: str, key: str, **more: object) -> Item:
    """An item of the source's only account."""
    variant = str(more.pop("variant", ""))
    fields: dict[str, object] = {"name": "thing", "read": READ} | more
    return Item(ref=Ref(source, "main", "items", key, variant), **fields)  # type: ignore[arg-type]


def variants(count: int, seed: int = 1) -> list[Item]:
    """Variants of a catalogue, six to a product; every one is another thing."""
    rng = random.Random(seed)
    models = [f"{a}{b}{c}" for a, b, c in product(STARTS, ENDS, ENDS)]
    made: list[Item] = []
    while len(made) < count:
        at = len(made) // 6
        brand = f"Maker{at % 40}"
        name = f"{models[at * 7 % len(models)].title()} {rng.choice(KINDS)} {rng.choice(NOUNS)}"
        name += f" {rng.choice(KINDS)}" if rng.random() < 0.5 else ""
        size = rng.choice(SIZES)
        for colour in COLOURS:
            number = len(made)
            made.append(
                item(
                    "catalogue",
                    f"p{at}",
                    variant=f"v{number}",
                    name=name,
                    gtins=(gtin(number),) if rng.random() < 0.7 else (),
                    manufacturer=f"{brand} GmbH",
                    mpn=f"M-{number:06d}" if rng.random() < 0.6 else "",
                    brand=brand,
                    supplier=f"Supply {at % 25}",
                    supplier_number=f"S{at:05d}-{colour[:2].upper()}",
                    size=size,
                    colour=colour,
                    pack=Decimal(1),
                )
            )
    return made[:count]


def articles(
    catalogue: list[Item], count: int, seed: int = 2
) -> tuple[list[Item], dict[str, tuple[Ref, str]]]:
    """Own articles, most of them of the catalogue, and the truth: key to place and kind of clue."""
    rng = random.Random(seed)
    made: list[Item] = []
    truth: dict[str, tuple[Ref, str]] = {}
    for number, of in enumerate(rng.sample(catalogue, count)):
        key = f"a{number}"
        clue = rng.choice(("gtin", "made", "supplied", "name", "none"))
        if clue == "none":
            made.append(
                item("stock", key, name=_other_name(rng, number), own=True, pack=Decimal(1))
            )
            continue
        made.append(_written_otherwise(rng, key, of, clue))
        has = {"gtin": bool(of.gtins), "made": bool(of.mpn)}
        truth[key] = (of.ref, clue if has.get(clue, True) else "name")
    return made, truth


def _written_otherwise(rng: random.Random, key: str, of: Item, clue: str) -> Item:
    name = _misspelt(rng, of.name)
    if rng.random() < 0.5:
        words = name.split()
        rng.shuffle(words)
        name = " ".join(words)
    in_name = rng.random() < 0.5
    colour = ALIEN[of.colour] if rng.random() < 0.5 else of.colour.upper()
    return item(
        "stock",
        key,
        name=f"{name} {of.size} {of.colour}" if in_name else name,
        gtins=of.gtins if clue == "gtin" else (),
        manufacturer=of.manufacturer.split()[0].upper() if clue == "made" else "",
        mpn=of.mpn.replace("-", " ").lower() if clue == "made" else "",
        supplier=of.supplier.upper() + " AB" if clue == "supplied" else "",
        supplier_number=of.supplier_number.replace("-", "") if clue == "supplied" else "",
        size="" if in_name else WRITTEN[of.size],
        colour="" if in_name else colour,
        pack=Decimal(1),
        own=True,
    )


def _misspelt(rng: random.Random, name: str) -> str:
    if rng.random() < 0.5:
        return name
    at = rng.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1 :]


def _other_name(rng: random.Random, number: int) -> str:
    return f"{rng.choice(KINDS)} {rng.choice(NOUNS)} number {number}"
