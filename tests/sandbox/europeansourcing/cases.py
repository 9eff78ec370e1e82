"""Every search handler with values of the catalogue, and the predicate it should amount to."""

# A predicate reads best on one line.
# ruff: noqa: E731

from __future__ import annotations

from typing import Any

from tests.sandbox.europeansourcing import oracle
from tests.sandbox.europeansourcing.oracle import Oracle, Predicate, Product

Case = tuple[str, dict[str, Any], Predicate]

ALL = ("supplier_base_reference", "internal_reference", "supplier_reference", "variant_reference")


def cases(found: Oracle) -> list[Case]:
    return [*_ids(found), *_references(found), *_flags(), *_amounts(), *_trees(found), *_texts()]


def _of(path: str, *wanted: Any) -> Predicate:
    def predicate(product: Product) -> bool:
        value = product[path]
        return value is not None and str(value["id"]) in {str(row) for row in wanted}

    return predicate


def _labelled(number: str) -> Predicate:
    return lambda p: number in {str(row["id"]) for row in p.get("labels") or []}


def _ids(found: Oracle) -> list[Case]:
    rows = found.products
    supplier, brand = rows[5]["supplier"]["id"], next(p for p in rows if p["brand"])["brand"]["id"]
    product, variant = rows[7]["id"], rows[9]["variants"][0]["id"]
    profile = rows[11]["variants"][0]["supplier_profiles"][0]["id"]
    chosen = {rows[7]["id"], rows[8]["id"]}
    technique = next(p for p in rows if p["markings"])["markings"][0]["marking"]["id"]
    in_profile: Predicate = lambda p: profile in {row["id"] for row in oracle.profiles(p)}
    marked: Predicate = lambda p: technique in oracle.technique_ids(p)
    printed: Predicate = lambda p: "20" in oracle.technique_ids(p)
    chinese: Predicate = lambda p: p["country_of_origin"] == "CN"
    nordic: Predicate = lambda p: "SE" in {row["country_code"] for row in oracle.profiles(p)}
    own: Predicate = lambda p: variant in {row["id"] for row in p["variants"]}
    return [
        ("id", {"id": {"include": [str(product), rows[8]["id"]]}}, lambda p: p["id"] in chosen),
        ("id out", {"id": {"exclude": [str(product)]}}, lambda p: p["id"] != product),
        ("variant_id", {"variant_id": {"include": [str(variant)]}}, own),
        ("variant_id out", {"variant_id": {"exclude": [variant]}}, oracle.without(own)),
        ("supplier", {"supplier_id": {"include": [str(supplier)]}}, _of("supplier", supplier)),
        (
            "supplier out",
            {"supplier_id": {"exclude": [supplier]}},
            oracle.without(_of("supplier", supplier)),
        ),
        ("profile", {"supplier_profile_id": {"include": [str(profile)]}}, in_profile),
        (
            "profile out",
            {"supplier_profile_id": {"exclude": [str(profile)]}},
            oracle.without(in_profile),
        ),
        ("brand", {"brand_id": {"include": [str(brand)]}}, _of("brand", brand)),
        ("brand out", {"brand_id": {"exclude": [brand]}}, oracle.without(_of("brand", brand))),
        ("label", {"label_id": {"include": ["47"]}}, _labelled("47")),
        ("label out", {"label_id": {"exclude": ["32"]}}, oracle.without(_labelled("32"))),
        ("technique", {"marking_id": {"include": [technique]}}, marked),
        ("parent technique", {"marking_id": {"include": ["20"]}}, printed),
        ("technique out", {"marking_id": {"exclude": ["20"]}}, oracle.without(printed)),
        ("origin", {"country_of_origin": {"include": ["CN"]}}, chinese),
        ("origin out", {"country_of_origin": {"exclude": ["CN"]}}, oracle.without(chinese)),
        ("country", {"country_code": "SE"}, nordic),
        ("country of profile", {"country_supplier_profile": "SE"}, nordic),
    ]


def _references(found: Oracle) -> list[Case]:
    base = found.products[20]["supplier_base_reference"]
    internal = found.products[21]["internal_reference"]
    variant = found.products[22]["variants"][0]
    both = (["supplier_base_reference"], ["internal_reference"])
    rows: list[Case] = [
        (
            f"{names[0]} {kind}",
            {names[0]: {"include": [value], "type": kind}},
            oracle.exact([value], *names) if kind == "strict" else oracle.like(value, *names),
        )
        for names, whole in zip(both, (base, internal), strict=True)
        for kind, value in (("strict", whole), ("like", whole[:3].lower()))
    ]
    number, code = variant["supplier_reference"], variant["internal_reference"]
    return [
        *rows,
        (
            "base out",
            {"supplier_base_reference": {"exclude": [base]}},
            oracle.without(oracle.exact([base], "supplier_base_reference")),
        ),
        (
            "supplier reference",
            {"supplier_reference": {"include": [number]}},
            oracle.exact([number], "supplier_reference"),
        ),
        (
            "variant reference",
            {"variant_reference": {"include": [code]}},
            oracle.exact([code], "variant_reference"),
        ),
        (
            "variant reference like",
            {"variant_reference": {"include": ["AJ"], "type": "like"}},
            oracle.like("AJ", "variant_reference"),
        ),
        (
            "all references",
            {"all_reference": {"include": [base, internal, number, code]}},
            oracle.exact([base, internal, number, code], *ALL),
        ),
        (
            "all references like",
            {"all_reference": {"include": ["12"], "type": "like"}},
            oracle.like("12", *ALL),
        ),
        (
            "all references out",
            {"all_reference": {"exclude": ["AB"], "type": "like"}},
            oracle.without(oracle.like("AB", *ALL)),
        ),
    ]


def _flags() -> list[Case]:
    tests: dict[str, Predicate] = {
        "has_marking": lambda p: bool(p["markings"]),
        "marking_include_in_variant_price": lambda p: any(
            row["included_in_variant_prices"] for row in p["markings"]
        ),
        "has_supplier_option": lambda p: any(row["supplier_options"] for row in p["markings"]),
        "has_carbon_footprint": lambda p: any(v["carbon_footprint"] for v in p["variants"]),
        "has_carbon_footprint_textile": lambda p: any(
            v["carbon_footprint_textile"] for v in p["variants"]
        ),
        "has_dpp": lambda p: any(v["dpp_url"] for v in p["variants"]),
    }
    return [
        (f"{name} {value}", {name: value}, test if value else oracle.without(test))
        for name, test in tests.items()
        for value in (True, False)
    ]


def _least(quantity: int) -> Predicate:
    return lambda p: any(
        row["value"] is None or row["value"] <= quantity
        for variant in p["variants"]
        for row in variant["variant_minimum_quantities"]
    )


def _indexed(text: str, *, before: bool) -> Predicate:
    day = oracle.moment(text)
    return lambda p: (oracle.moment(p["last_indexed_at"]) < day) is before


def _amounts() -> list[Case]:
    since, before = "2026-08-01T12:20:01+01:00", "2026-07-08T00:00:00.000+0000"
    stocked: Predicate = lambda p: any((v["stock"] or 0) > 20_000 for v in p["variants"])
    return [
        ("stock", {"stock_greater_than": 20_000}, stocked),
        ("minimum", {"variant_minimum_quantity": 25}, _least(25)),
        ("price", {"price": {"min": 5.01, "max": 8.19}}, oracle.priced("5.01", "8.19")),
        ("price from", {"price": {"min": 12}}, oracle.priced("12", None)),
        (
            "price at 10",
            {"price": {"max": 12.0, "quantity": 10}},
            oracle.priced(None, "12", 10),
        ),
        (
            "price at 250",
            {"price": {"min": "0.5", "max": 2.5, "quantity": 250}},
            oracle.priced("0.5", "2.5", 250),
        ),
        (
            "on estimation",
            {"price": {"min": 5, "onlyOnEstimation": True}},
            lambda p: not oracle.prices(p, None),
        ),
        ("since", {"last_indexed": {"since": since}}, _indexed(since, before=False)),
        ("before", {"last_indexed": {"before": before}}, _indexed(before, before=True)),
    ]


def _trees(found: Oracle) -> list[Case]:
    family = found.parents[str(found.products[30]["main_category_id"])]
    root = found.parents[str(family)]
    leaf = str(found.products[31]["main_category_id"])

    def inside(*ids: str | None) -> Predicate:
        return lambda p: bool(found.category_ids(p) & {str(row) for row in ids})

    def coloured(*ids: str) -> Predicate:
        return lambda p: bool(oracle.attribute_ids(p) & set(ids))

    both: Predicate = lambda p: {"964", "1463"} <= oracle.attribute_ids(p)
    return [
        ("root", {"category_id": {"include": {"ids": [root]}}}, inside(root)),
        ("family", {"category_id": {"include": {"ids": [family, leaf]}}}, inside(family, leaf)),
        ("leaf out", {"category_id": {"exclude": {"ids": [leaf]}}}, oracle.without(inside(leaf))),
        ("colour", {"attribute_id": {"include": {"ids": [1029]}}}, coloured("1029")),
        ("base colour", {"attribute_id": {"include": {"ids": ["995"]}}}, coloured("995")),
        (
            "both colours",
            {"attribute_id": {"include": {"ids": [964, 1463], "operator": "and"}}},
            both,
        ),
        (
            "either colour",
            {"attribute_id": {"include": {"id": ["964", "1463"], "operator": "or"}}},
            coloured("964", "1463"),
        ),
        (
            "not both colours",
            {"attribute_id": {"exclude": {"ids": ["964", "1463"], "operator": "and"}}},
            oracle.without(both),
        ),
    ]


def _texts() -> list[Case]:
    queries = ("bag", "MUG", "dalarna", "Skane", "yellow pen", "mAh", "rPET sleeve", "np-")
    return [(f"query {text}", {"query": text}, oracle.says(text)) for text in queries]
