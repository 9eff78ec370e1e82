"""What a record must be to be taken in, and what of it is dropped without a word.

The document says: only strings, trimmed; a product ID of 32 characters at most. Members that only
a GET gives are refused here, so that a client which sends them back is noticed.
"""

from __future__ import annotations

from workbench.sandbox.etim import fields
from workbench.sandbox.etim.release import VERSION, is_amount
from workbench.sandbox.etim.world import PARTS, Document, Product, World, a_list, an_object, texts

LONGEST_ID = 32
READ_ONLY = frozenset({
    "mime", "descriptionCompleteness", "lastModifiedDateByType", "lastModifiedDate", "modifiedBy",
    "creationDate", "createdBy",
})  # fmt: skip


def trimmed(value: object) -> object:
    """A value whose texts have no spaces around them."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [trimmed(row) for row in value]
    if isinstance(value, dict):
        return {str(name).strip(): trimmed(row) for name, row in value.items()}
    return value


def only_strings(value: object) -> bool:
    """Whether all values are texts, however deep they lie."""
    if isinstance(value, dict):
        return all(map(only_strings, value.values()))
    if isinstance(value, list):
        return all(map(only_strings, value))
    return isinstance(value, str)


def fault(row: Document, key: str) -> str:
    """Why a product cannot be taken in, or nothing."""
    if not key:
        return "no product ID"
    if len(key) > LONGEST_ID:
        return f"product ID longer than {LONGEST_ID} characters"
    for name in row:
        if name in READ_ONLY:
            return f"field {name} can only be read"
        if name not in PARTS and name != "productId":
            return f"unknown field {name}"
    if "link" in an_object(row.get("lca")):
        return "field lca.link can only be read"
    for name in an_object(row.get("overallInformation")):
        if name not in fields.OVERALL:
            return f"unknown field overallInformation.{name}"
    return "" if only_strings(row) else "value that is not a string"


def known_class(world: World, described: Document) -> bool:
    """Whether the release has the class of a description; of older ones nothing is known."""
    code = str(described.get("classId", ""))
    return described.get("version") != VERSION or world.release.group(code) is not None


def cleaned(world: World, document: Document, before: Product | None) -> Document:
    """A document without what does not fit: such values are dropped when a record comes in.

    A value that the product holds already stays, fit or not: older releases left some behind.
    """
    answer = dict(document)
    held = before.document if before else {}
    if answer.get("etimDescription"):
        answer["etimDescription"] = _description(
            world, an_object(answer["etimDescription"]), an_object(held.get("etimDescription"))
        )
    if answer.get("attributes"):
        old = an_object(held.get("attributes"))
        answer["attributes"] = {
            name: value
            for name, value in an_object(answer["attributes"]).items()
            if old.get(name) == value or fits(world, name, value)
        }
    if answer.get("labels"):
        answer["labels"] = [row for row in texts(answer["labels"]) if row in world.lists["labels"]]
    if answer.get("categories"):
        answer["categories"] = _placed(world, an_object(answer["categories"]))
    country = an_object(answer.get("overallInformation")).get("countryOfOrigin")
    if isinstance(country, str):
        answer["overallInformation"] = an_object(answer["overallInformation"]) | {
            "countryOfOrigin": texts(country)
        }
    return answer


def fits(world: World, name: str, value: object) -> bool:
    """Whether an attribute exists and can have a value."""
    about = world.lists["attributes"].get(name, {})
    kind = about.get("type")
    codes = {str(an_object(row).get("identifier")) for row in a_list(about.get("values"))}
    if kind == "M":
        return isinstance(value, dict)
    if kind == "L":
        return isinstance(value, str) and value in {"true", "false"}
    if kind == "S":
        return isinstance(value, str) and value in codes
    if kind == "N":
        return is_amount(value)
    if kind == "R":
        return isinstance(value, list) and len(value) == 2 and all(map(is_amount, value))
    if kind in {"MS", "REF"}:
        return isinstance(value, list) and (kind == "REF" or set(texts(value)) <= codes)
    return kind == "T" and isinstance(value, str)


def _description(world: World, described: Document, old: Document) -> Document:
    code = str(described.get("classId", ""))
    features = an_object(described.get("features"))
    slots = world.release.slots(code) if described.get("version") == VERSION else None
    kept = an_object(old.get("features")) if old.get("classId") == code else {}
    if slots is not None:
        features = {
            name: value
            for name, value in features.items()
            if kept.get(name) == value or (name in slots and slots[name].holds(value))
        }
    group = described.get("groupId")
    if described.get("version") == VERSION or not group:
        # Classes move between groups from one release to the next.
        group = world.release.group(code) or group or ""
    return described | {"groupId": group, "features": features}


def _placed(world: World, categories: Document) -> Document:
    answer: Document = {}
    for tree, names in categories.items():
        rows = map(an_object, a_list(world.trees.get(tree, {}).get("categories")))
        known = {row.get("identifier") for row in rows}
        # The long form of a GET names each category by an object.
        given = [an_object(row).get("identifier", row) for row in a_list(names)]
        kept: list[object] = [row for row in given if isinstance(row, str) and row in known]
        if kept:
            answer[tree] = kept
    return answer
