"""The details of a product as a GET gives them, in the forms that its parameters choose."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.sandbox.etim import completeness, lca
from workbench.sandbox.etim.calls import Call
from workbench.sandbox.etim.refused import Refused, incorrect
from workbench.sandbox.etim.release import NOT_APPLICABLE, UNKNOWN, VERSION
from workbench.sandbox.etim.world import (
    Document,
    Product,
    Stamp,
    World,
    a_list,
    an_object,
    texts,
)

VERSIONS = ("7", "8", "9", "10")
"""Releases that a product's description may be asked for in."""

MIME: dict[str, str] = {
    "ATX001": "MD08", "ATX002": "MD37", "ATX003": "MD22", "ATX004": "MD51", "ATX010": "MD10",
    "ATX011": "MD12", "ATX012": "MD06", "ATX014": "MD17", "ATX015": "MD01", "ATX016": "MD14",
    "ATX017": "MD41", "ATX018": "MD02", "ATX019": "MD03", "ATX020": "MD45",
}  # fmt: skip
"""The old code of a kind of attachment (BMEcat)."""

OTHER_MIME = "MD99"


@dataclass(frozen=True, slots=True)
class Wishes:
    """The parameters of a GET of details."""

    version: str
    completeness: bool
    dates: bool
    na_values: bool
    supplier: str
    countries: bool
    short_categories: bool
    image_languages: bool
    language: str

    @classmethod
    def of(cls, call: Call) -> Wishes:
        """The parameters of a request; refused when one has a value that it cannot have."""
        version = call.text("etim-version")
        if version and version not in VERSIONS:
            raise Refused(incorrect("etim-version"))
        return cls(
            version,
            call.flag("completeness"),
            call.flag("dates-by-type"),
            call.flag("na-values"),
            call.text("as-supplier"),
            call.flag("country-of-origin-multiple"),
            call.flag("categories-format-short"),
            call.flag("www-image-url-lang"),
            call.text("lang"),
        )


def document(world: World, product: Product, wishes: Wishes) -> Document:
    """A product with everything that the service adds to it."""
    held = product.document
    answer: Document = {"productId": product.id}
    answer["overallInformation"] = _overall(product, wishes)
    answer["etimDescription"] = _described(world, product, wishes)
    for name in ("orderInformation", "packingInformation", "priceInformation", "attachments"):
        answer[name] = held.get(name, [])
    answer["mime"] = [_mime(an_object(row)) for row in a_list(held.get("attachments"))]
    answer["attributes"] = product.part("attributes") or []
    answer["lca"] = _lca(product)
    for name in ("additionalTechnicalDescription", "seo"):
        answer[name] = held.get(name) or []
    answer["www"] = www(held.get("www"), wishes.image_languages)
    answer["relatedProducts"] = held.get("relatedProducts", [])
    answer["relationsByAttribute"] = relations_of(world, product.id)
    answer["categories"] = _categories(world, product, wishes.short_categories)
    answer["labels"] = held.get("labels", [])
    if wishes.completeness:
        answer["descriptionCompleteness"] = completeness.figures(world, product)
    if wishes.dates:
        answer["lastModifiedDateByType"] = {
            name: _stamp(stamp) for name, stamp in product.parts.items()
        }
    answer |= {"lastModifiedDate": product.changed.date, "modifiedBy": product.changed.user}
    answer |= {"creationDate": product.created.date, "createdBy": product.created.user}
    return _as_supplier(answer) if wishes.supplier else answer


def relations_of(world: World, identifier: str) -> list[str]:
    """The relations by attribute that a product belongs to."""
    relations = world.lists["relations-by-attribute"]
    return [name for name, row in relations.items() if identifier in texts(row.get("products"))]


def www(blocks: object, by_language: bool) -> list[object]:
    """The blocks of a page, their picture's address by language or as one text."""
    return [_block(an_object(block), by_language) for block in a_list(blocks)]


def _block(block: Document, by_language: bool) -> Document:
    url = block.get("imageUrl")
    if by_language and isinstance(url, str):
        url = dict.fromkeys(an_object(block.get("header")), url)
    elif not by_language and isinstance(url, dict):
        url = next(iter(url.values()), "")
    return block if url is None else block | {"imageUrl": url}


def _overall(product: Product, wishes: Wishes) -> Document:
    overall = product.part("overallInformation")
    countries = texts(overall.get("countryOfOrigin"))
    if not countries:
        return overall
    return overall | {"countryOfOrigin": countries if wishes.countries else countries[0]}


def _described(world: World, product: Product, wishes: Wishes) -> object:
    described = product.part("etimDescription")
    if not described:
        return []
    features = an_object(described.get("features"))
    slots = world.release.slots(str(described.get("classId")))
    if wishes.version == VERSION and slots is not None:
        features = {code: value for code, value in features.items() if code in slots}
    if not wishes.na_values:
        silent = {NOT_APPLICABLE, UNKNOWN}
        features = {
            code: value
            for code, value in features.items()
            if not isinstance(value, str) or value not in silent
        }
    version = wishes.version or described.get("version")
    return described | {"version": version, "features": features or []}


def _mime(row: Document) -> Document:
    spoken = texts(row.get("language"))
    return {
        "mimeCode": MIME.get(str(row.get("type")), OTHER_MIME),
        "mimeSource": dict.fromkeys(spoken, row.get("uri", "")),
        "mimeDesignation": row.get("description", []),
        "issueDate": row.get("issueDate", ""),
        "expirationDate": row.get("expirationDate", ""),
    }


def _lca(product: Product) -> object:
    held = product.part("lca")
    return held | {"link": lca.link(held)} if held.get("uuid") else []


def _categories(world: World, product: Product, short: bool) -> object:
    placed = product.part("categories")
    if short or not placed:
        return placed or []
    return {
        tree: [{"identifier": name, "name": _name_of(world, tree, name)} for name in texts(names)]
        for tree, names in placed.items()
    }


def _name_of(world: World, tree: str, name: str) -> object:
    rows = map(an_object, a_list(world.trees.get(tree, {}).get("categories")))
    return next((row.get("name") for row in rows if row.get("identifier") == name), [])


def _stamp(stamp: Stamp) -> Document:
    return {"date": stamp.date, "modifiedBy": stamp.user}


def _as_supplier(answer: Document) -> Document:
    """A product as its supplier's own account would give it: the supplier's number is its id."""
    overall = dict(an_object(answer["overallInformation"]))
    identifier = overall.pop("supplierPid", answer["productId"])
    overall.pop("supplier", None)
    for own, theirs in (("productName", "supplierProductName"), ("altPid", "supplierAltPid")):
        value = overall.pop(theirs, None)
        if value:
            overall[own] = value
    return answer | {"productId": identifier, "overallInformation": overall}
