"""Writing of products: PUT with its three parameters, and DELETE."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.sandbox.etim import details, incoming, merging
from workbench.sandbox.etim.calls import Call
from workbench.sandbox.etim.release import VERSION
from workbench.sandbox.etim.reports import Report
from workbench.sandbox.etim.world import (
    PARTS,
    USER,
    Document,
    Product,
    Stamp,
    World,
    a_list,
    an_object,
    is_empty,
    texts,
)

_RELATIONS = "relationsByAttribute"
_RELATIONS_PATH = "relations-by-attribute"
_OWN_NAMES = ("productName", "altPid")
"""Fields that a supplier's record has under the supplier's own name for them."""


@dataclass(frozen=True, slots=True)
class _Mode:
    new: str
    existing: str
    empty: bool
    supplier: str


def put(call: Call) -> Document:
    """Takes records in; the answer is 200 although some of them may be rejected."""
    mode = _Mode(
        call.choice("new", ("add", "skip")),
        call.choice("existing", ("replace", "complete", "skip")),
        call.flag("empty"),
        call.text("as-supplier"),
    )
    rows = call.rows()
    report = Report(len(rows))
    known = call.world.of_supplier(mode.supplier) if mode.supplier else call.world.products
    for key, document in _taken(rows, mode, report).items():
        _store(call.world, mode, report, key, (known.get(key), document))
    return report.document(call.echo())


def delete(call: Call) -> Document:
    """Deletes products, by identifier."""
    gone = [key for key in dict.fromkeys(call.names()) if key in call.world.products]
    remove(call.world, gone)
    return {"deletedProducts": str(len(gone)), "parameters": call.echo()}


def remove(world: World, keys: list[str]) -> None:
    """Takes products out, and every relation to them."""
    gone = set(keys)
    for key in keys:
        del world.products[key]
        world.note("product.deleted", key)
        world.waiting.new.pop(key, None)
        world.waiting.modified.pop(key, None)
        world.waiting.deleted[key] = None
    for product in world.products.values():
        rows = a_list(product.document.get("relatedProducts"))
        kept = [row for row in rows if str(an_object(row).get("relatedProductId")) not in gone]
        if len(kept) < len(rows):
            product.document["relatedProducts"] = kept
    for row in world.lists[_RELATIONS_PATH].values():
        row["products"] = [key for key in texts(row.get("products")) if key not in gone]


def _taken(rows: list[object], mode: _Mode, report: Report) -> dict[str, Document]:
    """The records that can be taken in, by identifier; of several the later is put over."""
    taken: dict[str, Document] = {}
    for given in rows:
        row = an_object(incoming.trimmed(given))
        key = str(row.get("productId", ""))
        if mode.supplier:
            key = str(an_object(row.get("overallInformation")).get("supplierPid", key))
        reason = incoming.fault(row, key)
        if reason:
            report.reject(reason, key or "-")
            continue
        document = {name: value for name, value in row.items() if name in PARTS}
        taken[key] = _joined(taken.get(key, {}), document)
    report.unique = len(taken)
    return taken


def _joined(first: Document, second: Document) -> Document:
    answer = first | second
    for name, value in second.items():
        old = first.get(name)
        if isinstance(old, dict) and isinstance(value, dict):
            answer[name] = old | value
    return answer


def _store(
    world: World, mode: _Mode, report: Report, key: str, pair: tuple[Product | None, Document]
) -> None:
    """Stores one record over the product that it is about, if there is one."""
    product, given = pair
    if mode.supplier:
        given = _from_supplier(given, mode.supplier, key, product)
    if (product and mode.existing == "skip") or (not product and mode.new == "skip"):
        return
    if product is None and len(world.products) >= world.product_limit:
        report.limit_exceeded += 1
        return
    described = an_object(given.get("etimDescription"))
    if described.get("classId") and not incoming.known_class(world, described):
        given = {name: value for name, value in given.items() if name != "etimDescription"}
        if product and _class_of(product.document) and mode.existing == "replace":
            reason = f"class not found in ETIM {VERSION}"
            report.unclassified.setdefault(reason, []).append(key)
    if product is None:
        _create(world, report, _new_key(world, mode.supplier, key), given)
    else:
        _change(world, report, product, _merged(world, mode, product, given))


def _merged(world: World, mode: _Mode, product: Product, given: Document) -> Document:
    held = product.document | {_RELATIONS: details.relations_of(world, product.id)}
    old, new = _class_of(held), _class_of(given)
    if mode.existing == "complete":
        if old and new != old:
            given = {name: value for name, value in given.items() if name != "etimDescription"}
        return merging.completing(held, given)
    if new and new != old:
        # Features belong to their class: none of the old one's stays.
        held = held | {"etimDescription": {}}
    if world.omitted == "kept":
        merged = merging.keeping(held, given, empty=mode.empty)
    else:
        merged = merging.erasing(held, given, empty=mode.empty)
    if mode.empty and "classId" in an_object(given.get("etimDescription")) and not new:
        merged.pop("etimDescription", None)
    return merged


def _create(world: World, report: Report, key: str, given: Document) -> None:
    stamp = Stamp(world.now(), USER)
    product = Product(key, {}, stamp, stamp)
    world.products[key] = product
    world.waiting.deleted.pop(key, None)
    world.waiting.new[key] = None
    world.note("product.created", key)
    report.new += 1
    _write(world, report, product, merging.erasing({}, given, empty=False))


def _change(world: World, report: Report, product: Product, merged: Document) -> None:
    parts = _write(world, report, product, merged)
    if parts:
        report.modified += 1
        world.note("product.changed", product.id, parts=parts)


def _write(world: World, report: Report, product: Product, merged: Document) -> list[str]:
    """Stores a document; the members that it changed."""
    before = product.document
    after = incoming.cleaned(world, merged, product)
    relations = after.pop(_RELATIONS, None)
    if not _class_of(after):
        after.pop("etimDescription", None)
    parts = [name for name in PARTS if _differ(before.get(name), after.get(name))]
    if _relate(world, product.id, texts(relations)):
        parts.append(_RELATIONS)
    _count_classes(report, _class_of(before), _class_of(after), product.id)
    old, new = _related(before), _related(after)
    report.deleted_related += len(old - new)
    report.created_related += len(new - old)
    product.document = after
    if parts:
        world.touch(product, parts)
    return parts


def _count_classes(report: Report, old: str, new: str, key: str) -> None:
    if new and not old:
        report.classified += 1
    elif new and new != old:
        report.reclassified += 1
    elif old and not new and not any(key in keys for keys in report.unclassified.values()):
        report.deleted_classifications += 1


def _relate(world: World, key: str, wanted: list[str]) -> bool:
    changed = False
    for name, row in world.lists[_RELATIONS_PATH].items():
        members = texts(row.get("products"))
        if (key in members) == (name in wanted):
            continue
        changed = True
        row["products"] = [*members, key] if name in wanted else [m for m in members if m != key]
    return changed


def _from_supplier(given: Document, supplier: str, key: str, held: Product | None) -> Document:
    """A supplier's record as the account keeps it: names and numbers are the supplier's."""
    overall = dict(an_object(given.get("overallInformation")))
    for own, theirs in (("productName", "supplierProductName"), ("altPid", "supplierAltPid")):
        if own in overall:
            overall[theirs] = overall.pop(own)
    if held is None:
        overall["productName"] = overall.get("supplierProductName", {})
    else:
        overall |= {name: held.overall(name) for name in _OWN_NAMES if held.overall(name)}
    return given | {"overallInformation": overall | {"supplier": supplier, "supplierPid": key}}


def _new_key(world: World, supplier: str, key: str) -> str:
    if not supplier:
        return key
    wanted = f"{supplier}_{key}"
    number, found = 1, wanted
    while found in world.products:
        number, found = number + 1, f"{wanted}_{number}"
    return found


def _class_of(document: Document) -> str:
    return str(an_object(document.get("etimDescription")).get("classId", ""))


def _related(document: Document) -> set[tuple[str, str]]:
    rows = map(an_object, a_list(document.get("relatedProducts")))
    return {(str(row.get("relatedProductId")), str(row.get("relationType"))) for row in rows}


def _differ(old: object, new: object) -> bool:
    return old != new and not (is_empty(old) and is_empty(new))
