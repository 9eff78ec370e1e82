"""How complete a product is, in percent, section by section.

The document shows the figures and not how they come about. Here a section's figure is the share of
its mask that holds a value, rounded down; a total is the mean of its sections. NA counts as a
value, UN does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.sandbox.etim.release import UNKNOWN
from workbench.sandbox.etim.world import (
    Document,
    Product,
    World,
    a_list,
    an_object,
    is_empty,
    texts,
)

GENERAL = (
    "gtin", "productName", "longDescription", "minimalDescription", "marketingText", "tenderText",
    "keyword", "productStatus", "productCondition", "supplier", "supplierPid", "manufacturerName",
    "manufacturerPid", "brandName", "brandSeries", "rohsIndicator", "ceMarking", "countryOfOrigin",
    "productType", "netLength", "netWidth", "netHeight", "netDimensionUnit", "netWeight",
    "netWeightUnit", "warrantyConsumer", "customsCommodityCode", "reachIndicator",
)  # fmt: skip
ORDER = ("orderUnit", "quantityMin", "quantityInterval", "deliveryTime", "contentUnit",
         "contentUnitQuantity")  # fmt: skip
PACKING = ("gtin", "packingUnitCode", "quantity", "length", "width", "height", "dimensionUnit",
           "weight", "weightUnit")  # fmt: skip
PRICE = ("priceUnit", "priceQuantity", "listPrice", "priceCurrency", "vat", "validStartDate")
ATTACHMENTS = ("ATX015", "ATX003", "ATX016")
"""Kinds of attachments that a complete product has: main picture, data sheet, manual."""

CUSTOM = 12
"""How many members of a section the company's own mask asks for."""
USER = 8
"""How many members of a section the user's own mask asks for."""

_SECTIONS = ("general", "etim", "order", "packing", "price", "attachments", "mime", "attributes")
_TAIL = "DescriptionCompleteness"


def figures(world: World, product: Product) -> Document:
    """The `descriptionCompleteness` of a product; kept until the product changes."""
    if product.figures is None:
        product.figures = _computed(world, product)
    return product.figures


def total(world: World, product: Product) -> int:
    """The percentage of the whole product."""
    return int(str(figures(world, product)[f"total{_TAIL}"]))


def _computed(world: World, product: Product) -> Document:
    whole = _parts(world, product, None)
    answer: Document = {f"total{_TAIL}": _mean(whole)}
    answer.update({f"{name}{_TAIL}": str(value) for name, value in whole.items()})
    masks = {
        "CustomCompany": _parts(world, product, CUSTOM),
        "UserDefined": _parts(world, product, USER),
    }
    for mask, parts in masks.items():
        answer[f"total{_TAIL}{mask}"] = _mean(parts)
    for name in _SECTIONS:
        for mask, parts in masks.items():
            # The document lists no figure of the company's mask for the old form of attachments.
            if (name, mask) != ("mime", "CustomCompany"):
                answer[f"{name}{_TAIL}{mask}"] = str(parts[name])
    answer["categoryTreeDescriptionCompleteness"] = _trees(world, product)
    return answer


def _parts(world: World, product: Product, most: int | None) -> dict[str, int]:
    attached = _attachments(product, most)
    rows = {
        "general": _share(product.part("overallInformation"), GENERAL[:most]),
        "etim": _etim(world, product, most),
        "order": _share(product.part("orderInformation"), ORDER[:most]),
        "packing": _rows(product.document.get("packingInformation"), PACKING[:most]),
        "price": _rows(product.document.get("priceInformation"), PRICE[:most]),
        "attachments": attached,
        "mime": attached,
        "attributes": _attributes(world, product, most),
    }
    return {name: rows[name] for name in _SECTIONS}


def _etim(world: World, product: Product, most: int | None) -> int:
    described = product.part("etimDescription")
    slots = world.release.slots(str(described.get("classId", "")))
    if not described.get("classId"):
        return 0
    asked = list(slots)[:most] if slots else []
    held = an_object(described.get("features"))
    return _percent(sum(_said(held.get(code)) for code in asked), len(asked)) if asked else 100


def _attributes(world: World, product: Product, most: int | None) -> int:
    known = world.lists["attributes"]
    asked = [name for name, row in known.items() if row.get("global") == "true"]
    if most is not None:
        asked = [name for name in asked if name in world.mask]
    return _share(product.part("attributes"), asked)


def _attachments(product: Product, most: int | None) -> int:
    rows = a_list(product.document.get("attachments"))
    kinds = {str(an_object(row).get("type")) for row in rows}
    asked = ATTACHMENTS if most is None else ATTACHMENTS[:2]
    return _percent(sum(kind in kinds for kind in asked), len(asked))


def _trees(world: World, product: Product) -> Document:
    answer: Document = {}
    placed = product.part("categories")
    for identifier, tree in world.trees.items():
        asked = set(texts(tree.get("categoryTreeAttributes")))
        for row in map(an_object, a_list(tree.get("categories"))):
            if row.get("identifier") in texts(placed.get(identifier)):
                asked.update(texts(row.get("attributes")))
        if identifier in placed:
            answer[identifier] = str(_share(product.part("attributes"), sorted(asked)))
    return answer


def _share(held: Document, asked: Sequence[str]) -> int:
    return _percent(sum(_said(held.get(name)) for name in asked), len(asked))


def _rows(rows: object, asked: Sequence[str]) -> int:
    shares = [_share(an_object(row), asked) for row in a_list(rows)]
    return sum(shares) // len(shares) if shares else 0


def _said(value: object) -> bool:
    return value != UNKNOWN and not is_empty(value)


def _percent(part: int, whole: int) -> int:
    return part * 100 // whole if whole else 100


def _mean(parts: dict[str, int]) -> str:
    # `mime` is the old form of `attachments` and would count them twice.
    counted: Iterable[int] = [value for name, value in parts.items() if name != "mime"]
    values = list(counted)
    return str(sum(values) // len(values))
