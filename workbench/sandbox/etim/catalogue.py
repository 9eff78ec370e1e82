"""The account that the sandbox starts with: 3,000 products over 200 classes, always the same."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from random import Random
from zlib import crc32

from workbench.sandbox.etim import describing, directory, making, trees, words
from workbench.sandbox.etim.release import Release, Sample, load
from workbench.sandbox.etim.world import (
    LANGUAGES,
    PARTS,
    Document,
    Product,
    Stamp,
    Trigger,
    World,
)

PRODUCTS = 3000
BUSY = ("EC001744", "EC001959", "EC002710", "EC000722", "EC000042", "EC000133")
"""Classes that many products belong to."""

_DAY = 86_400
_USERS = ("anna", "jan", "marie", "import")


def build(products: int = PRODUCTS, wall: Callable[[], float] = time.time) -> World:
    """The account with so many products; `wall` tells seconds since 1970."""
    world = World(wall, load())
    world.lists = directory.lists()
    world.mask = directory.MASK
    world.trees = trees.trees()
    _triggers(world)
    samples = world.release.samples[:products]
    for number, sample in enumerate(samples):
        _add(world, number, *_of_sample(world.release, sample, number))
    classes = _spread(world.release.classes, products - len(samples))
    for number, code in enumerate(classes, len(samples)):
        _add(world, number, *_made(world.release, code, number))
    _relate(world)
    return world


def _spread(classes: Sequence[str], count: int) -> list[str]:
    """A class for each product: every class has some, a few have a tenth each."""
    rows = list(classes)
    busy = [code for code in BUSY if code in rows]
    chosen = [
        busy[crc32(f"{place}".encode()) % len(busy)] if place % 3 == 0 else rows[place % len(rows)]
        for place in range(max(0, count))
    ]
    chosen[: len(rows)] = rows[:count]
    return chosen


def _made(release: Release, code: str, number: int) -> tuple[str, Document]:
    random = Random(number)
    family = words.FAMILY_OF.get(release.group(code) or "", "appliance")
    row = making.draft(number, family, release.class_name(code), random)
    document = making.document(row)
    if random.random() > 0.02:
        document["etimDescription"] = describing.described(release, code, random)
    return row.id, document


def _of_sample(release: Release, sample: Sample, number: int) -> tuple[str, Document]:
    random = Random(number)
    family = words.FAMILY_OF.get(release.group(sample.class_) or "", "appliance")
    row = making.draft(number, family, release.class_name(sample.class_), random)
    document = making.document(row)
    name = {lang: text for lang, text in sample.short.items() if lang in LANGUAGES}
    mpn = sample.mpn or f"R{number:03d}"
    general: Document = {"gtin": sample.gtin} if sample.gtin else {}
    general |= {
        "productName": name, "minimalDescription": {k: v[:80].strip() for k, v in name.items()},
        "productStatus": "ACTIVE", "supplier": directory.SUPPLIER_IDS[-1], "supplierPid": mpn,
        "manufacturerName": sample.manufacturer or "", "manufacturerPid": mpn, "productType":
        "PHYSICAL",
    }  # fmt: skip
    if sample.origin:
        general["countryOfOrigin"] = [sample.origin]
    if sample.customs:
        general["customsCommodityCode"] = sample.customs
    document["overallInformation"] = general
    document["orderInformation"] = {
        "orderUnit": sample.order_unit, "quantityMin": str(sample.min_order),
        "quantityInterval": "1",
    }  # fmt: skip
    for part in ("attachments", "seo", "www", "priceInformation"):
        document.pop(part, None)
    document["etimDescription"] = describing.of_sample(release, sample)
    return f"REAL-{number + 1:03d}", document


def _add(world: World, number: int, key: str, document: Document) -> None:
    now = world.wall()
    # A few of the records were changed in the last days, most in the last two years.
    age = (number % 14) * _DAY // 2 if number % 25 == 0 else (5 + number * 37 % 700) * _DAY
    changed = Stamp(world.at(now - age - number % 977), _USERS[number % len(_USERS)])
    created = Stamp(world.at(now - age - (30 + number % 900) * _DAY), _USERS[number % 2])
    parts = {PARTS[name]: changed if place % 2 == 0 else created
             for place, name in enumerate(document)}  # fmt: skip
    world.products[key] = Product(key, document, created, changed, parts)


def _relate(world: World) -> None:
    names = list(world.products)
    for place, key in enumerate(names):
        if place % 5 == 0 and place + 2 < len(names):
            world.products[key].document["relatedProducts"] = [
                _related(names[place + 1], "ACCESSORY"),
                _related(names[place + 2], "SIMILAR"),
            ]
    relations = world.lists["relations-by-attribute"]
    held = world.products.items()
    with_status = [key for key, row in held if row.part("attributes").get("STAT")]
    coloured = [key for key, row in held if "EF000007" in _features(row)]
    status = "Status produktu|Product status|Produktstatus|Produktstatus|Statut"
    relations["ST"] = _relation("ST", "STAT", status, ["VIRTUAL-1", *with_status[:6]])
    relations["EF1"] = _relation("EF1", "EF000007", "Kolor|Colour|Farbe|Färg|Couleur", coloured[:8])


def _related(key: str, kind: str) -> Document:
    return {"relatedProductId": key, "relationType": kind, "quantity": "1"}


def _relation(key: str, attribute: str, name: str, products: list[str]) -> Document:
    return {"identifier": key, "attribute": attribute, "name": words.spoken(name),
            "products": list(products)}  # fmt: skip


def _features(product: Product) -> Document:
    held = product.part("etimDescription").get("features")
    return held if isinstance(held, dict) else {}


def _triggers(world: World) -> None:
    rows = (
        Trigger("tr1", "Nordel", 0, 25),
        Trigger("tr2", "Lumiko", 20, 1000),
        Trigger("tr3", "Kablex", 2, 0,
                "Attributes conflicted: T7: attribute (text) vs. attribute (numeric)"),
    )  # fmt: skip
    world.triggers = {row.identifier: row for row in rows}
