"""Variants as documents (document: Variant and what lies below it).

The oddities of the service are sprinkled by the row: weights as text or number, null instead of an
empty array, delivery times with one profile or several, a reduced price that is not sent at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.sandbox.europeansourcing import draws
from workbench.sandbox.europeansourcing.attributes import ATTRIBUTES, attribute_document
from workbench.sandbox.europeansourcing.catalogue import Catalogue
from workbench.sandbox.europeansourcing.companies import SLOTS, SUPPLIERS, short_profile
from workbench.sandbox.europeansourcing.extras import (
    footprints,
    packaging,
    sizes_document,
    weights,
)
from workbench.sandbox.europeansourcing.index import Index
from workbench.sandbox.europeansourcing.markings import MarkingWriter
from workbench.sandbox.europeansourcing.moments import written
from workbench.sandbox.europeansourcing.names import name_of, sentences
from workbench.sandbox.europeansourcing.references import ean13
from workbench.sandbox.europeansourcing.view import Document, View
from workbench.sandbox.europeansourcing.words import mix, slug


@dataclass(frozen=True, slots=True)
class Shared:
    """What all variants of a product have in common."""

    row: int
    mark: int
    base: Document
    slots: tuple[int, ...]
    profiles: tuple[Document, ...]
    quantities: tuple[int, ...]
    ends: tuple[int | None, ...]


def offered_slots(catalogue: Catalogue, row: int) -> tuple[int, ...]:
    """The profile slots of the supplier that offer a product."""
    bits = int(catalogue.products.profiles[row])
    return tuple(slot for slot in range(SLOTS) if bits >> slot & 1)


class VariantWriter:
    """Writes the variants of a catalogue."""

    def __init__(self, index: Index) -> None:
        self._catalogue = index.catalogue
        self._references = index.references
        self._markings = MarkingWriter(index.catalogue)

    def shared(self, row: int, view: View) -> Shared:
        """What the variants of a product have in common."""
        rows = self._catalogue.products
        slots = offered_slots(self._catalogue, row)
        places = SUPPLIERS[int(rows.supplier[row])].profiles
        profiles = tuple(short_profile(places[slot]) for slot in slots)
        tiers = int(self._catalogue.prices.tiers[row])
        quantities = self._catalogue.prices.quantities[row, :tiers].tolist()
        base = self._texts(row, view) | self._facts(row, profiles)
        ends = self._catalogue.odd.ends(row, quantities)
        return Shared(row, mix(row, 3), base, slots, profiles, tuple(quantities), tuple(ends))

    def variant(self, row: int, shared: Shared, view: View) -> Document:
        """One variant in full."""
        number = self._catalogue.variant_id(row)
        images = self._images(row, shared, view)
        stock = int(self._catalogue.variants.stock[row])
        return {
            "id": number,
            **shared.base,
            "supplier_reference": self._references.variant(row),
            "internal_reference": self._references.variant_internal(row),
            "stock": None if stock < 0 else stock,
            "european_article_numbering": ean13(self._catalogue.article_row(row)),
            "main_variant_image_id": images[0]["id"] if images else None,
            "variant_images": images,
            "attributes": self._attributes(row, view),
            **self._prices(row, shared),
            "variant_packaging": packaging(row, shared.mark),
            "variant_external_links": self._links(number, shared),
            "variant_markings": self._markings.of_variant(row, view) if view.markings else [],
        }

    def light(self, row: int, shared: Shared, view: View) -> Document:
        """One variant as the light search sends it."""
        full = self.variant(row, shared, view)
        images = self._images(row, shared, view)
        names = ("id", "name", "slug", "supplier_reference", "internal_reference",
                 "supplier_profiles", "variant_minimum_quantities")  # fmt: skip
        return {name: full[name] for name in names} | {
            "main_variant_image": images[0] if images else None
        }

    def _texts(self, row: int, view: View) -> Document:
        rows = self._catalogue.products
        name = name_of(rows, row, view.language)
        first, second, material = sentences(rows, row, view.language)
        return {
            "name": name,
            "slug": slug(name),
            "description": f"{first} {second} {material}",
            "raw_description": f"<p>{first}</p><p>{second}</p><ul><li>{material}</li></ul>",
            "keywords": [],
        }

    def _facts(self, row: int, profiles: tuple[Document, ...]) -> Document:
        rows, mark = self._catalogue.products, mix(row, 3)
        minimum = int(rows.minimum[row])
        value = None if minimum < 0 else minimum
        kinds = rows.kinds[row]
        unmarked = "unmarkable" if mark % 3 == 0 else None
        marked = "more_marking_available" if mark % 4 == 0 else None
        return {
            "supplier_profiles": list(profiles),
            "variant_minimum_quantities": [
                {"value": value, "supplier_profile": profile} for profile in profiles
            ],
            "variant_delivery_times": _delivery_times(row, mark, profiles),
            "variant_sizes": sizes_document(row, mark),
            "marking_additional_information": marked if (kinds >= 0).any() else unmarked,
            "mandatory_marking": mark % 23 == 0,
            "marking_included_in_variant_prices": bool((kinds == draws.INCLUDED).any()),
            "has_planet_impact": mark % 6 == 0,
            "dpp_id": f"DPP-{row:06d}" if rows.dpp[row] else None,
            "dpp_url": f"https://dpp.example/{row:06d}" if rows.dpp[row] else None,
            "last_price_update": written(int(rows.updated[row]), row),
            "last_image_update": written(int(rows.created[row]), row + 1),
            **footprints(mark, has=bool(rows.carbon[row]), textile=bool(rows.carbon_textile[row])),
            **weights(row, mark),
        }

    def images_of(self, row: int, view: View) -> list[Document]:
        """The pictures of a variant, also used for its product."""
        product = int(self._catalogue.variants.product[row])
        file = f"es{self._catalogue.product_id(product)}-"
        colours = [self._catalogue.variants.colour[row], self._catalogue.variants.second[row]]
        file += "-".join(str(ATTRIBUTES[int(c)].extra).lower() for c in colours if c >= 0)
        names = [f"{file}.png", f"{file}-back.png"][: 1 + row % 2]
        first = 4_000_000 + 2 * row
        return [
            {"id": first + step, "original_filename": name, "url": view.picture(name)}
            for step, name in enumerate(names)
        ]

    def _images(self, row: int, shared: Shared, view: View) -> list[Document]:
        return [] if shared.mark % 61 == 0 else self.images_of(row, view)

    def _attributes(self, row: int, view: View) -> list[Document]:
        variants = self._catalogue.variants
        product = int(variants.product[row])
        columns = (variants.colour[row], variants.second[row], variants.size[row],
                   self._catalogue.products.material[product])  # fmt: skip
        places = [int(place) for place in columns if place >= 0]
        return [
            attribute_document(place, order if order < 2 else 0, view.language)
            for order, place in enumerate(places)
        ]

    def _prices(self, row: int, shared: Shared) -> Document:
        number = self._catalogue.variant_id(row)
        cube: list[list[int]] = self._catalogue.prices.cube[row].tolist()
        rows: list[Document] = []
        lists: list[Document] = []
        samples: list[Document] = []
        for slot, profile in zip(shared.slots, shared.profiles, strict=True):
            for tier, quantity in enumerate(shared.quantities):
                if cube[slot][tier] < 0:
                    break
                rows.append(
                    {
                        "id": number * 32 + slot * 8 + tier,
                        **_money(cube[slot][tier], shared.mark),
                        "from_quantity": quantity,
                        "to_quantity": shared.ends[tier],
                        "supplier_profile": profile,
                    }
                )
            first = cube[slot][0]
            if first > 0 and shared.mark % 3:
                lists.append(_single(number * 4 + slot, first * 8 // 5, profile))
            if first > 0 and shared.mark % 2:
                samples.append(_single(number * 4 + slot, first * 11 // 10, profile))
        empty: list[Document] | None = None if shared.mark % 5 == 0 else []
        return {
            "variant_prices": rows or empty,
            "variant_list_prices": lists or empty,
            "variant_sample_prices": samples or empty,
        }

    def _links(self, number: int, shared: Shared) -> list[Document] | None:
        if shared.mark % 10:
            return None if shared.mark % 4 else []
        kind = ("simple", "image_360", "youtube")[shared.mark // 10 % 3]
        url = f"https://video.example/{number}"
        return [{"id": number * 2, "url": url, "type": kind, "project_id": number * 2}]


def _money(thousandths: int, mark: int) -> Document:
    """Value, reduced value and the one to use; some products send no reduced value at all."""
    price = thousandths / 1000
    if mark % 9 == 2:
        return {
            "value": thousandths * 5 // 4 / 1000,
            "reduced_value": price,
            "calculation_value": price,
        }
    if mark % 9 == 5:
        return {"value": price, "calculation_value": price}
    return {"value": price, "reduced_value": None, "calculation_value": price}


def _single(number: int, thousandths: int, profile: Document) -> Document:
    price = thousandths // 10 / 100
    return {
        "id": number,
        "value": price,
        "reduced_value": None,
        "supplier_profile": profile,
        "calculation_value": price,
    }


def _delivery_times(row: int, mark: int, profiles: tuple[Document, ...]) -> list[Document] | None:
    if mark % 13 == 0:
        return None
    days = (3, 5, 7, 10, 14, 21, 30)[mark // 13 % 7]
    if row % 2:
        return [{"id": row * 4, "value": days, "supplier_profiles": list(profiles)}]
    return [
        {"id": row * 4 + step, "value": days + 2 * step, "supplier_profile": profile}
        for step, profile in enumerate(profiles)
    ]
