"""Products as documents, in full, light and with the matrix of their attributes.

A document is written when it is asked for; nothing of it is kept, so that the sandbox stays small.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.sandbox.europeansourcing.attributes import ATTRIBUTES, group_document
from workbench.sandbox.europeansourcing.categories import (
    CATEGORIES,
    FIRST_LEAF,
    category_document,
    lineage,
)
from workbench.sandbox.europeansourcing.companies import (
    COUNTRIES,
    LABELS,
    PROFILES,
    SUPPLIERS,
    brand_document,
    supplier_document,
)
from workbench.sandbox.europeansourcing.index import Index
from workbench.sandbox.europeansourcing.moments import written
from workbench.sandbox.europeansourcing.variants import VariantWriter, offered_slots
from workbench.sandbox.europeansourcing.view import Document, View
from workbench.sandbox.europeansourcing.words import mix, slug


class ProductWriter:
    """Writes the products of a catalogue."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._catalogue = index.catalogue
        self._variants = VariantWriter(index)

    def product(self, row: int, view: View, best: int | None, variants: Sequence[int]) -> Document:
        """One product with the variants in some rows; `best` is the one that fits the query."""
        rows = self._catalogue.products
        shared = self._variants.shared(row, view)
        origin = int(rows.origin[row])
        main = self._catalogue.variant_rows(row)[0]
        images = self._product_images(row, view)
        document: Document = self._head(row, view, light=False) | {
            "country_of_origin": None if origin < 0 else COUNTRIES[origin],
            "union_customs_code": self._customs_code(row),
            "main_product_image_id": images[0]["id"] if images else None,
            "product_images": images or (None if row % 2 else []),
            "main_category_id": CATEGORIES[int(rows.noun[row]) + FIRST_LEAF].id,
            "main_variant_id": self._catalogue.variant_id(main),
            "best_variant_id": None if best is None else self._catalogue.variant_id(best),
            "categories": self._categories(row, view),
            "labels": self._labels(row),
            "last_indexed_at": written(int(rows.indexed[row]), row),
            "created_at": written(int(rows.created[row]), row + 1),
            "updated_at": written(int(rows.updated[row]), row + 2),
            "variants": [self._variants.variant(place, shared, view) for place in variants],
        }
        if row % 29 == 7:
            # Some documents lack members that the others send as null.
            document.pop("union_customs_code")
            if not document["labels"]:
                document.pop("labels")
        return document

    def light(self, row: int, view: View, best: int | None = None) -> Document:
        """One product as the light search sends it."""
        shared = self._variants.shared(row, view)
        main = self._catalogue.variant_rows(row)[0]
        return self._head(row, view, light=True) | {
            "main_variant": self._variants.light(main, shared, view),
            "best_variant": None if best is None else self._variants.light(best, shared, view),
        }

    def details(self, variant: int, view: View) -> Document:
        """The product of a variant, which stands as its best one, with the attribute matrix."""
        row = int(self._catalogue.variants.product[variant])
        document = self.product(row, view, variant, self._catalogue.variant_rows(row))
        shared = self._variants.shared(row, view)
        document["best_variant"] = self._variants.variant(variant, shared, view)
        document["attributeMatrix"] = self._matrix(row, view)
        return document

    def profile_countries(self, row: int) -> set[str]:
        """The countries in which a product is offered."""
        places = SUPPLIERS[int(self._catalogue.products.supplier[row])].profiles
        return {PROFILES[places[slot]].country for slot in offered_slots(self._catalogue, row)}

    def _head(self, row: int, view: View, *, light: bool) -> Document:
        rows = self._catalogue.products
        brand = int(rows.brand[row])
        return {
            "id": self._catalogue.product_id(row),
            "has_marking": bool(self._index.has_marking[row]),
            "supplier_base_reference": self._index.references.base(row),
            "internal_reference": self._index.references.internal(row),
            "supplier": supplier_document(int(rows.supplier[row]), light=light),
            "brand": None if brand < 0 else brand_document(brand, view.base),
            "extremum_price": self._extremes(row),
        }

    def one_variant(self, row: int, best: int | None) -> list[int]:
        """The row of the variant that stands for all of a product's."""
        rows = self._catalogue.variant_rows(row)
        # The one variant may be neither the best nor the main one.
        return [rows[-1]] if row % 5 == 0 else [rows[0] if best is None else best]

    def _extremes(self, row: int) -> list[Document] | None:
        places = SUPPLIERS[int(self._catalogue.products.supplier[row])].profiles
        span = self._catalogue.variant_rows(row)
        cube = self._catalogue.prices.cube[span.start : span.stop]
        rows: list[Document] = []
        for slot in offered_slots(self._catalogue, row):
            known = cube[:, slot][cube[:, slot] >= 0]
            if len(known):
                rows.append(
                    {
                        "supplier_profile_id": PROFILES[places[slot]].id,
                        "lowest_price": int(known.min()) / 1000,
                        "highest_price": int(known.max()) / 1000,
                    }
                )
        return rows or None

    def _product_images(self, row: int, view: View) -> list[Document]:
        if row % 40 == 21:
            return []
        rows = self._catalogue.variant_rows(row)[:2]
        return [image for place in rows for image in self._variants.images_of(place, view)[:1]]

    def _customs_code(self, row: int) -> str | None:
        if row % 6 == 5:
            return None
        digits = f"{mix(int(self._catalogue.products.noun[row]), 8) % 90_000_000 + 10_000_000}"
        return " ".join(digits[place : place + 2] for place in range(0, 8, 2))

    def _categories(self, row: int, view: View) -> list[Document]:
        leaf = int(self._catalogue.products.noun[row]) + FIRST_LEAF
        steps = lineage(leaf) if row % 3 == 0 else (leaf,)
        return [category_document(place, view.language) for place in reversed(steps)]

    def _labels(self, row: int) -> list[Document] | None:
        bits = int(self._catalogue.products.labels[row])
        rows: list[Document] = [
            {"id": number, "name": name, "slug": slug(name)}
            for place, (number, name) in enumerate(LABELS)
            if bits >> place & 1
        ]
        return rows or (None if row % 3 else [])

    def _matrix(self, row: int, view: View) -> Document:
        groups: dict[str, dict[str, str]] = {}
        rows: list[Document] = []
        for place in self._catalogue.variant_rows(row):
            own = self._by_group(place)
            for group, members in own.items():
                key = "_".join(str(ATTRIBUTES[member].id) for member in members)
                name = " / ".join(ATTRIBUTES[member].texts[view.language] for member in members)
                groups.setdefault(group, {})[key] = name
            rows.append(
                {
                    "id": self._catalogue.variant_id(place),
                    "internal_reference": self._index.references.variant_internal(place),
                    "attributes": {
                        group: [ATTRIBUTES[member].id for member in members]
                        for group, members in own.items()
                    },
                }
            )
        heads = [_group_head(group, members, view) for group, members in groups.items()]
        return {"attributeGroups": heads, "variantsAttributes": rows}

    def _by_group(self, variant: int) -> dict[str, list[int]]:
        variants = self._catalogue.variants
        material = self._catalogue.products.material[variants.product[variant]]
        columns = (variants.colour[variant], variants.second[variant], variants.size[variant])
        own: dict[str, list[int]] = {}
        for place in (*columns, material):
            if place >= 0:
                own.setdefault(ATTRIBUTES[int(place)].group, []).append(int(place))
        return own


def _group_head(group: str, members: dict[str, str], view: View) -> Document:
    about = group_document(group, view.language)
    key = "ids" if group.startswith("multiple") else "id"
    return {
        "type": group.split("_", maxsplit=1)[0],
        "id": group,
        "name": about["name"],
        "additional_text_data_type": about["additional_text_data_type"],
        "values": [{key: ids, "name": name} for ids, name in members.items()],
    }
