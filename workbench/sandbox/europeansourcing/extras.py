"""The smaller parts of a variant: measures, weights, packaging, footprints."""

from __future__ import annotations

from workbench.sandbox.europeansourcing.view import Document

_MEASURES = (
    ("height", "diameter"),
    ("length", "width"),
    ("length", "width", "height"),
    ("length", "diameter", "thickness"),
    ("width", "depth", "height"),
)


def sizes_document(row: int, mark: int) -> list[Document] | None:
    """Measures in millimetres, as text for some products and number for others, or null."""
    if mark % 17 == 0:
        return None
    rows: list[Document] = []
    for step, kind in enumerate(_MEASURES[mark % len(_MEASURES)]):
        value = 20 + (mark >> (step + 3)) % 300 + (mark >> step) % 10 / 10
        rows.append(
            {"id": row * 8 + step, "type": kind, "value": f"{value:.3f}" if row % 3 else value}
        )
    return rows


def weights(row: int, mark: int) -> Document:
    """Net and gross weight in grams: text, number or null."""
    net = 8 + mark % 640
    gross = net * 11 // 10
    if row % 3 == 0:
        return {"net_weight": str(net), "gross_weight": None}
    return {"net_weight": net + 0.5 if row % 3 == 1 else str(net), "gross_weight": f"{gross}.000"}


def packaging(row: int, mark: int) -> Document | None:
    """The innermost packaging with those around it, flat as the document says."""
    if mark % 7 == 0:
        return None
    bag, box, pallet = row * 4, row * 4 + 1, row * 4 + 2
    inner = (10, 25, 50, 80, 100)[mark % 5]
    return {
        "id": bag,
        "parent_id": box,
        "type": "plastic_bag",
        "inner_quantity": inner,
        "weight": "500.000",
        "variant_packaging_sizes": [],
        "hierarchy": [
            {
                "id": box,
                "parent_id": pallet if mark % 2 else None,
                "type": "cardboard_box",
                "inner_quantity": inner * 10,
                "weight": f"{5 + mark % 12}000.000",
                "variant_packaging_sizes": _box_sizes(box, mark),
            },
            *([_pallet(pallet)] if mark % 2 else []),
        ],
    }


def _box_sizes(number: int, mark: int) -> list[Document]:
    return [
        {"id": number * 4 + step, "type": kind, "value": f"{200 + (mark >> step) % 300}.600"}
        for step, kind in enumerate(("length", "width", "depth"))
    ]


def _pallet(number: int) -> Document:
    return {
        "id": number,
        "parent_id": None,
        "type": "pallet",
        "inner_quantity": None,
        "weight": None,
        "variant_packaging_sizes": [],
    }


def footprints(mark: int, *, has: bool, textile: bool) -> Document:
    """Carbon footprints in kilograms of CO2, null where none is known."""
    return {
        "carbon_footprint": _footprint(mark) if has else None,
        "carbon_footprint_textile": _textile_footprint(mark) if textile else None,
    }


def _footprint(mark: int) -> Document:
    production = 0.1 + mark % 300 / 100
    return {
        "footprint_usage": 0.02,
        "footprint_end_of_life": 0.08,
        "total_carbon_production": round(production, 3),
        "total_logistic": 0.21,
        "total_packaging": 0.05,
        "total": round(production + 0.36, 3),
        "score": "ABCDE"[mark % 5],
        "score_unit": "kgCO2e",
    }


def _textile_footprint(mark: int) -> Document:
    document: Document = {}
    for step, kind in enumerate(("carbon", "water", "ground")):
        own, benchmark = 1 + (mark >> step) % 50 / 10, 7 + step
        document[f"total_{kind}_production"] = own
        document[f"benchmark_{kind}_production"] = benchmark
        document[f"saving_{kind}_production"] = round(benchmark - own, 3)
    return document
