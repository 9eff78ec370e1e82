"""The members of a search handler, each turned into the products it lets through.

Members of one handler must all hold; several handlers of a request are alternatives.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from workbench.sandbox.europeansourcing import query, values
from workbench.sandbox.europeansourcing.index import Index
from workbench.sandbox.europeansourcing.memberships import Axis

Flags = NDArray[np.bool_]
Handler = Callable[[Index, object, int, str], Flags]


def matching(index: Index, handlers: list[object], language: int) -> Flags:
    """Products that one of the handlers lets through; all of them when there is no handler."""
    size = index.catalogue.size
    if not handlers:
        return np.ones(size, dtype=np.bool_)
    found = np.zeros(size, dtype=np.bool_)
    for handler in handlers:
        found |= _of_one(index, values.an_object(handler, "search handler"), language)
    return found


def _of_one(index: Index, handler: dict[str, object], language: int) -> Flags:
    mask = np.ones(index.catalogue.size, dtype=np.bool_)
    for name, value in handler.items():
        if name not in HANDLERS:
            raise values.bad(f"unknown search handler {name}")
        if value is not None:
            mask &= HANDLERS[name](index, value, language, name)
    return mask


def _sides(value: object, name: str, extra: frozenset[str] = frozenset()) -> dict[str, object]:
    given = values.an_object(value, name)
    if set(given) - {"include", "exclude"} - extra:
        raise values.bad(f"{name} takes include and exclude only")
    return given


def _both_sides(index: Index, given: dict[str, object], hits: Callable[[object], Flags]) -> Flags:
    mask = np.ones(index.catalogue.size, dtype=np.bool_)
    if _stated(given.get("include")):
        mask &= hits(given["include"])
    if _stated(given.get("exclude")):
        mask &= ~hits(given["exclude"])
    return mask


def _stated(side: object) -> bool:
    """Whether a side names anything: an empty list leaves every product in."""
    if values.is_object(side):
        return bool(side.get("ids", side.get("id")))
    return bool(side)


def _by_axis(axis: Callable[[Index], Axis]) -> Handler:
    def handler(index: Index, value: object, _language: int, name: str) -> Flags:
        chosen = axis(index)
        given = _sides(value, name)
        return _both_sides(index, given, lambda ids: chosen.any_of(values.a_list(ids, name)))

    return handler


def _by_ids(axis: Callable[[Index], Axis]) -> Handler:
    """Handlers whose sides are objects with `ids` and an operator, as attribute_id."""

    def handler(index: Index, value: object, _language: int, name: str) -> Flags:
        chosen = axis(index)

        def hits(side: object) -> Flags:
            given = values.an_object(side, name)
            # The table of the document calls the member id, its examples ids.
            ids = values.a_list(given.get("ids", given.get("id")), f"{name} ids")
            operator = given.get("operator", "or")
            if operator not in {"and", "or"}:
                raise values.bad(f"{name} operator must be and or or")
            return chosen.all_of(ids) if operator == "and" else chosen.any_of(ids)

        return _both_sides(index, _sides(value, name), hits)

    return handler


def _by_references(*columns: Callable[[Index], tuple[list[str], bool]]) -> Handler:
    """Handlers over references; a column tells its texts and whether they are variants'."""

    def handler(index: Index, value: object, _language: int, name: str) -> Flags:
        kind = values.an_object(value, name).get("type") or "strict"
        if kind not in {"strict", "like"}:
            raise values.bad(f"{name} type must be strict or like")

        def hits(side: object) -> Flags:
            wanted = [str(text) for text in values.a_list(side, name)]
            found = np.zeros(index.catalogue.size, dtype=np.bool_)
            for column in columns:
                rows, of_variants = column(index)
                flags = _references(rows, wanted, like=kind == "like")
                found |= index.any_variant(flags) if of_variants else flags
            return found

        return _both_sides(index, _sides(value, name, frozenset({"type"})), hits)

    return handler


def _references(rows: list[str], wanted: list[str], *, like: bool) -> Flags:
    if like:
        return np.logical_or.reduce([query.contains(rows, text) for text in wanted])
    exact = frozenset(wanted)
    return np.fromiter((text in exact for text in rows), np.bool_, len(rows))


def _by_flag(flags: Callable[[Index], Flags]) -> Handler:
    def handler(index: Index, value: object, _language: int, name: str) -> Flags:
        return flags(index) if values.a_flag(value, name) else ~flags(index)

    return handler


def _by_country(index: Index, value: object, _language: int, name: str) -> Flags:
    return index.memberships.countries.any_of([values.a_text(value, name)])


def _by_row(find: Callable[[Index, int], int | None]) -> Handler:
    def handler(index: Index, value: object, _language: int, name: str) -> Flags:
        def hits(side: object) -> Flags:
            found = np.zeros(index.catalogue.size, dtype=np.bool_)
            for given in values.a_list(side, name):
                text = str(given)
                row = find(index, int(text)) if text.isascii() and text.isdigit() else None
                if row is not None:
                    found[row] = True
            return found

        return _both_sides(index, _sides(value, name), hits)

    return handler


def _product_of_variant(index: Index, number: int) -> int | None:
    row = index.catalogue.variant_row(number)
    return None if row is None else int(index.catalogue.variants.product[row])


def _query(index: Index, value: object, language: int, name: str) -> Flags:
    return query.search(index, values.a_text(value, name), language).mask


def _last_indexed(index: Index, value: object, _language: int, name: str) -> Flags:
    given = values.an_object(value, name)
    if set(given) - {"since", "before"}:
        raise values.bad(f"{name} takes since and before only")
    mask = np.ones(index.catalogue.size, dtype=np.bool_)
    if given.get("since") is not None:
        mask &= index.catalogue.products.indexed >= values.a_moment(given["since"], name)
    if given.get("before") is not None:
        mask &= index.catalogue.products.indexed < values.a_moment(given["before"], name)
    return mask


def _stock(index: Index, value: object, _language: int, name: str) -> Flags:
    return index.any_variant(index.catalogue.variants.stock > values.an_integer(value, name, 0))


def _minimum(index: Index, value: object, _language: int, name: str) -> Flags:
    return index.catalogue.products.minimum <= values.an_integer(value, name, 1)


def _price(index: Index, value: object, _language: int, name: str) -> Flags:
    given = values.an_object(value, name)
    if set(given) - {"min", "max", "quantity", "onlyOnEstimation"}:
        raise values.bad(f"{name} takes min, max, quantity and onlyOnEstimation only")
    if given.get("onlyOnEstimation"):
        return index.lowest < 0
    least, most = _bound(given, "min"), _bound(given, "max")
    if least is None and most is None:
        return np.ones(index.catalogue.size, dtype=np.bool_)
    lowest = _lowest(index, given.get("quantity"))
    mask = lowest >= 0
    if least is not None:
        mask &= lowest >= least
    if most is not None:
        mask &= lowest <= most
    return mask


def _lowest(index: Index, quantity: object) -> NDArray[np.int64]:
    if quantity is None:
        return index.lowest
    return index.catalogue.prices.lowest_at(float(values.a_decimal(quantity, "price quantity")))


def _bound(given: dict[str, object], side: str) -> float | None:
    if given.get(side) is None:
        return None
    amount = values.a_decimal(given[side], f"price {side}")
    if amount != amount.quantize(Decimal("0.01")):
        raise values.bad(f"price {side} takes two decimals at most")
    return float(amount * 1000)


HANDLERS: dict[str, Handler] = {
    "query": _query,
    "last_indexed": _last_indexed,
    "id": _by_row(lambda index, number: index.catalogue.product_row(number)),
    "variant_id": _by_row(_product_of_variant),
    "supplier_id": _by_axis(lambda index: index.memberships.suppliers),
    "supplier_profile_id": _by_axis(lambda index: index.memberships.profiles),
    "brand_id": _by_axis(lambda index: index.memberships.brands),
    "label_id": _by_axis(lambda index: index.memberships.labels),
    "marking_id": _by_axis(lambda index: index.memberships.techniques),
    "country_of_origin": _by_axis(lambda index: index.memberships.origins),
    "country_code": _by_country,
    "country_supplier_profile": _by_country,
    "category_id": _by_ids(lambda index: index.memberships.categories),
    "attribute_id": _by_ids(lambda index: index.memberships.attributes),
    "supplier_base_reference": _by_references(lambda index: (index.references.bases, False)),
    "supplier_reference": _by_references(lambda index: (index.references.variants, True)),
    "internal_reference": _by_references(lambda index: (index.references.internals, False)),
    "variant_reference": _by_references(lambda index: (index.references.variant_internals, True)),
    "all_reference": _by_references(
        lambda index: (index.references.bases, False),
        lambda index: (index.references.internals, False),
        lambda index: (index.references.variants, True),
        lambda index: (index.references.variant_internals, True),
    ),
    "stock_greater_than": _stock,
    "variant_minimum_quantity": _minimum,
    "price": _price,
    "has_marking": _by_flag(lambda index: index.has_marking),
    "marking_include_in_variant_price": _by_flag(lambda index: index.marking_included),
    "has_supplier_option": _by_flag(lambda index: index.has_option),
    "has_carbon_footprint": _by_flag(lambda index: index.catalogue.products.carbon),
    "has_carbon_footprint_textile": _by_flag(lambda index: index.catalogue.products.carbon_textile),
    "has_dpp": _by_flag(lambda index: index.catalogue.products.dpp),
}
"""Every documented member of a search handler."""
