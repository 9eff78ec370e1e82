"""Writing of the lists and trees: PUT with its report, DELETE with its count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from workbench.sandbox.etim import checks, incoming
from workbench.sandbox.etim.calls import Call
from workbench.sandbox.etim.listing import Named, questions
from workbench.sandbox.etim.refused import Refused, incorrect
from workbench.sandbox.etim.world import Document, Product, World, a_list, an_object, texts
from workbench.sandbox.etim.writing import remove

Operation = Callable[[Call], Document]

_GIVEN_ONLY = ("permanent", "inCompletenessMask", "questionInAttributeGroup", "productValues",
               "virtualProducts")  # fmt: skip
"""Members that only a GET gives."""


def writer(named: Named) -> Operation:
    """The PUT of a list."""

    def put(call: Call) -> Document:
        world = call.world

        def sound(row: Document) -> bool:
            if any(name in row for name in _GIVEN_ONLY):
                return False
            return checks.of_list(named.path)(world, checks.with_defaults(named.path, row))

        def kept(row: Document) -> Document:
            held = world.lists[named.path].get(str(row["identifier"]), {})
            whole = checks.with_defaults(named.path, row)
            return whole | {"permanent": held["permanent"]} if "permanent" in held else whole

        answer = _put(call, world.lists[named.path], "identifier", sound, kept)
        if named.path == "attributes":
            world.forget_figures()
        return answer

    return put


def eraser(named: Named) -> Operation:
    """The DELETE of a list."""

    def delete(call: Call) -> Document:
        world, held = call.world, call.world.lists[named.path]
        gone = [key for key in dict.fromkeys(call.names()) if key in held]
        gone = [key for key in gone if not _locked(world, named.path, key)]
        if named.path == "suppliers" and call.flag("delete-products"):
            theirs = [p.id for p in world.products.values() if p.overall("supplier") in gone]
            remove(world, theirs)
        for key in gone:
            del held[key]
            world.note(f"{named.path}.deleted", key)
        _let_go(world, named.path, set(gone))
        return {named.deleted: str(len(gone)), "parameters": call.echo()}

    return delete


def put_trees(call: Call) -> Document:
    """Takes whole category trees in."""
    world = call.world

    def sound(row: Document) -> bool:
        return checks.tree(world, row)

    return _put(call, world.trees, "categoryTreeIdentifier", sound, lambda row: row)


def delete_trees(call: Call) -> Document:
    """Deletes trees, or with `category-tree-identifier` categories of one and all below them."""
    if "category-tree-identifier" in call.query:
        return _delete_categories(call, call.text("category-tree-identifier"))
    gone = [key for key in dict.fromkeys(call.names()) if key in call.world.trees]
    for key in gone:
        del call.world.trees[key]
        call.world.note("categories.deleted", key)
        _displace(call.world, key, None)
    return {"deletedCategoryTrees": str(len(gone)), "parameters": call.echo()}


def _put(
    call: Call,
    held: dict[str, Document],
    identifier: str,
    sound: Callable[[Document], bool],
    kept: Callable[[Document], Document],
) -> Document:
    taken: dict[str, Document] = {}
    rejected = 0
    rows = [an_object(incoming.trimmed(row)) for row in call.rows()]
    for row in rows:
        key = row.get(identifier)
        if isinstance(key, str) and key and incoming.only_strings(row) and sound(row):
            taken[key] = kept(row)
        else:
            rejected += 1
    replaced = [key for key in taken if key in held]
    for key, row in taken.items():
        if held.get(key) != row:
            call.world.note("record.replaced" if key in held else "record.created", key)
        held[key] = row
    return _report(len(rows), rejected, len(taken), len(replaced)) | {"parameters": call.echo()}


def _report(whole: int, rejected: int, unique: int, replaced: int) -> Document:
    return {
        "all": str(whole),
        "rejected": str(rejected),
        "unique": str(unique),
        "replaced": str(replaced),
        "new": str(unique - replaced),
    }


def _locked(world: World, path: str, key: str) -> bool:
    if world.lists[path][key].get("permanent") == "true":
        return True
    return path == "attributes" and (key in world.mask or key in questions(world))


def _let_go(world: World, path: str, gone: set[str]) -> None:
    """Takes what was deleted out of the products and groups that name it."""
    if path == "labels":
        for product in world.products.values():
            held = texts(product.document.get("labels"))
            if gone & set(held):
                product.document["labels"] = [name for name in held if name not in gone]
                world.touch(product, ["labels"])
    if path == "attributes":
        world.forget_figures()
        for product in world.products.values():
            _without(world, product, "attributes", gone)
        for row in world.lists["attribute-groups"].values():
            _drop(row, ("attributes", "answersYes", "answersNo"), gone)


def _drop(row: Document, members: Iterable[str], gone: set[str]) -> None:
    for member in members:
        if member in row:
            row[member] = [name for name in texts(row[member]) if name not in gone]


def _without(world: World, product: Product, part: str, gone: set[str]) -> None:
    held: Mapping[str, object] = product.part(part)
    if gone & held.keys():
        product.document[part] = {k: v for k, v in held.items() if k not in gone}
        world.touch(product, [part])


def _delete_categories(call: Call, key: str) -> Document:
    tree = call.world.trees.get(key)
    if tree is None:
        raise Refused(incorrect("category-tree-identifier"))
    rows = [an_object(row) for row in a_list(tree.get("categories"))]
    gone = set(call.names()) & {str(row.get("identifier")) for row in rows}
    below = gone
    while below:
        below = {str(row.get("identifier")) for row in rows if row.get("parent") in below} - gone
        gone |= below
    tree["categories"] = [row for row in rows if row.get("identifier") not in gone]
    for name in sorted(gone):
        call.world.note("category.deleted", name, tree=key)
    _displace(call.world, key, gone)
    return {"deletedCategories": str(len(gone)), "parameters": call.echo()}


def _displace(world: World, tree: str, gone: set[str] | None) -> None:
    """Takes products out of categories of a tree, or out of all with None."""
    for product in world.products.values():
        placed = product.part("categories")
        held = texts(placed.get(tree))
        left = [] if gone is None else [name for name in held if name not in gone]
        if tree in placed and left != held:
            others = {key: names for key, names in placed.items() if key != tree}
            product.document["categories"] = others | ({tree: left} if left else {})
            world.touch(product, ["categories"])
