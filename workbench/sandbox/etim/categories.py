"""Category trees: identifiers without a body, whole trees with one."""

from __future__ import annotations

from workbench.sandbox.etim import details
from workbench.sandbox.etim.calls import Call
from workbench.sandbox.etim.world import Document, a_list, an_object


def read(call: Call) -> Document:
    """The GET of the trees."""
    trees = call.world.trees
    if not call.body.strip():
        return {"categoryTreeIdentifiers": list(trees), "parameters": call.echo()}
    by_language = call.flag("www-image-url-lang")
    rows = [_shown(trees[key], by_language) for key in dict.fromkeys(call.names()) if key in trees]
    return {"categoryTrees": rows, "parameters": call.echo()}


def _shown(tree: Document, by_language: bool) -> Document:
    rows = [an_object(row) for row in a_list(tree.get("categories"))]
    told = [row | {"www": details.www(row.get("www"), by_language)} for row in rows]
    return tree | {"categories": told}
