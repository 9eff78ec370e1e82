"""Reading of products: which have changed, which match a filter, their details and figures."""

from __future__ import annotations

from datetime import date

from workbench.sandbox.etim import details, filters, lca, spoken
from workbench.sandbox.etim.calls import MOST_PRODUCTS, Call
from workbench.sandbox.etim.refused import Refused, incorrect
from workbench.sandbox.etim.world import Document, Product


def read(call: Call) -> Document:
    """The same path gives identifiers without a body and details with one."""
    return _details(call) if call.body.strip() else _changed(call)


def filtered(call: Call) -> Document:
    """Identifiers of the products that match a filter."""
    test = filters.compiled(call.world, call.json() if call.body.strip() else {})
    return _listed(call, [key for key, row in _known(call).items() if test(row)])


def life_cycle(call: Call) -> Document:
    """Life cycle figures of products that have them."""
    rows = [lca.document(product, key) for key, product in _asked(call).items()]
    return {"products": [row for row in rows if row], "parameters": call.echo()}


def _changed(call: Call) -> Document:
    since = call.text("date-from")
    if since and not _is_day(since):
        raise Refused(incorrect("date-from"))
    known = _known(call)
    return _listed(call, [key for key, row in known.items() if row.changed.date >= since])


def _details(call: Call) -> Document:
    wishes = details.Wishes.of(call)
    rows = [details.document(call.world, product, wishes) for product in _asked(call).values()]
    if "lang" in call.query:
        language = spoken.checked(wishes.language)
        rows = [spoken.document(call.world, row, language) for row in rows]
    return {"products": rows, "parameters": call.echo()}


def _listed(call: Call, names: list[str]) -> Document:
    page = call.page()
    return {
        "productIds": list(page.cut(names)),
        "total": str(len(names)),
        "parameters": call.echo(),
    }


def _asked(call: Call) -> dict[str, Product]:
    names = list(dict.fromkeys(call.names()))
    if len(names) > MOST_PRODUCTS:
        raise Refused(f"The number of products should not exceed {MOST_PRODUCTS}")
    known = _known(call)
    return {name: known[name] for name in names if name in known}


def _known(call: Call) -> dict[str, Product]:
    supplier = call.text("as-supplier")
    return call.world.of_supplier(supplier) if supplier else call.world.products


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False
