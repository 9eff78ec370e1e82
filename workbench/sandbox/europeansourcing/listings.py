"""The listings beside the search: brands, suppliers, profiles, categories, markings, deletions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from workbench.sandbox.europeansourcing import values
from workbench.sandbox.europeansourcing.calculation import Order, calculated, variables
from workbench.sandbox.europeansourcing.catalogue import BASE_DATE, FIRST_PRODUCT, PRODUCT_STEP
from workbench.sandbox.europeansourcing.categories import CATEGORIES, children, hierarchy_name
from workbench.sandbox.europeansourcing.companies import (
    BRANDS,
    PROFILES,
    SUFFIXES,
    SUPPLIERS,
    address_document,
    brand_id,
)
from workbench.sandbox.europeansourcing.index import Index
from workbench.sandbox.europeansourcing.markings import MarkingWriter
from workbench.sandbox.europeansourcing.moments import written
from workbench.sandbox.europeansourcing.techniques import TECHNIQUES
from workbench.sandbox.europeansourcing.variants import offered_slots
from workbench.sandbox.europeansourcing.view import Document, View
from workbench.sandbox.europeansourcing.words import FRENCH, mix, slug
from workbench.sandbox.refusal import Refusal

DELETIONS = 360
DELETION_DAYS = 120

_FIRST_NAMES = ("Astrid", "Jonas", "Camille", "Pieter", "Greta", "Luís", "Zofia", "Elin")
_LAST_NAMES = ("Lindqvist", "Berg", "Moreau", "de Vries", "Schmidt", "Nowak", "Rossi")
_CALLING_CODES = {
    "SE": "46",
    "NO": "47",
    "DK": "45",
    "DE": "49",
    "NL": "31",
    "FR": "33",
    "PL": "48",
}

Flags = NDArray[np.bool_]


class Listings:
    """Answers the operations that take no search."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._catalogue = index.catalogue
        self._markings = MarkingWriter(index.catalogue)

    def brands(self, mask: Flags | None = None, base: str | None = None) -> list[Document]:
        """All brands with their counts, or those among `mask` with the address of their image."""
        whole = np.ones(self._catalogue.size, dtype=np.bool_)
        counts = self._index.memberships.brands.counts(whole if mask is None else mask)
        rows: list[Document] = []
        for place, name in enumerate(BRANDS):
            if not counts[place]:
                continue
            row: Document = {"id": brand_id(place), "name": name, "suffix": SUFFIXES[place % 4]}
            if base is None:
                row |= {"slug": slug(name), "count": int(counts[place])}
            else:
                row["image_path"] = f"{base}/uploads/brand{brand_id(place)}.png"
            rows.append(row)
        return rows

    def of_supplier(self, number: str) -> Flags:
        """Products of a supplier; 404 for an unknown one."""
        return self._known(self._index.memberships.suppliers.ids, number, "supplier", "suppliers")

    def of_profile(self, number: str) -> Flags:
        """Products that a supplier profile offers; 404 for an unknown one."""
        ids = self._index.memberships.profiles.ids
        return self._known(ids, number, "supplier profile", "profiles")

    def _known(self, ids: tuple[str, ...], number: str, what: str, axis: str) -> Flags:
        if number not in ids:
            raise Refusal(404, f"no {what} {number}")
        memberships = self._index.memberships
        chosen = memberships.suppliers if axis == "suppliers" else memberships.profiles
        return chosen.any_of([number])

    def deleted_after(self, day: datetime) -> list[Document]:
        """Products deleted on `day` or later; a day told twice comes twice."""
        rows: list[Document] = []
        for step in range(DELETIONS):
            age = timedelta(seconds=mix(step, 41) % (DELETION_DAYS * 86_400))
            moment = BASE_DATE - age
            if moment < day:
                continue
            rows.append(
                {
                    "product_id": FIRST_PRODUCT + PRODUCT_STEP * step * 3 + 2,
                    "internal_reference": f"DEL{step:03d}",
                    "supplier_base_reference": f"OLD-{9000 + step}",
                    "deleted_at": written(int(moment.timestamp()), step),
                    "supplier_id": SUPPLIERS[step % len(SUPPLIERS)].id,
                }
            )
        return rows

    def categories(self, language: int, level: int | None) -> list[Document]:
        """All categories, or those of a level, with the number of products in and below each."""
        everything = np.ones(self._catalogue.size, dtype=np.bool_)
        counts = self._index.memberships.categories.counts(everything)
        rows: list[Document] = []
        for place, row in enumerate(CATEGORIES):
            if level is not None and row.level != level:
                continue
            name = row.texts[language]
            rows.append(
                {
                    "id": row.id,
                    "name": name,
                    "slug": slug(name),
                    "count": int(counts[place]),
                    "full_hierarchy_name": hierarchy_name(place, language),
                    "parent": None if row.parent is None else CATEGORIES[row.parent].id,
                    "children": list(children(place)),
                }
            )
        return rows

    def suppliers(self, mask: Flags | None = None) -> list[Document]:
        """All suppliers with their contacts, or those among `mask` without."""
        whole = np.ones(self._catalogue.size, dtype=np.bool_)
        table = self._index.memberships.suppliers
        counts = table.counts(whole if mask is None else mask)
        rows: list[Document] = []
        for place, supplier in enumerate(SUPPLIERS):
            if not counts[place]:
                continue
            row: Document = {
                "id": supplier.id,
                "name": supplier.name,
                "count": int(counts[place]),
                "slug": slug(supplier.name),
            }
            if mask is None:
                row["nb_variant"] = self._variants_in(table.table[:, place])
                row["contacts"] = [_contact(place)]
            rows.append(row)
        return rows

    def profiles(self, supplier: str | None = None) -> list[Document]:
        """All supplier profiles, or those of a supplier."""
        if supplier is not None:
            self.of_supplier(supplier)
        table = self._index.memberships.profiles.table
        rows: list[Document] = []
        for place, profile in enumerate(PROFILES):
            if supplier is not None and str(SUPPLIERS[profile.supplier].id) != supplier:
                continue
            rows.append(
                {
                    "id": profile.id,
                    "name": profile.name,
                    "slug": slug(profile.name),
                    "count": int(table[:, place].sum()),
                    "nb_variant": self._variants_in(table[:, place]),
                    **address_document(profile.country, profile.id),
                    "websites": [f"https://{slug(SUPPLIERS[profile.supplier].name)}.example"],
                }
            )
        return rows

    def token_infos(self) -> Document:
        """What the token gives access to."""
        table = self._index.memberships.profiles.table
        infos: list[Document] = [
            {
                "supplier_profile_id": profile.id,
                "variant_count": self._variants_in(table[:, place]),
                "product_count": int(table[:, place].sum()),
                "brand_id": brand_id(place % len(BRANDS)) if place % 9 == 4 else None,
                "category_id": CATEGORIES[place % 8].id if place % 13 == 5 else None,
            }
            for place, profile in enumerate(PROFILES)
        ]
        return {"supplier_profile_infos": infos}

    def marking_types(self, language: int) -> list[str]:
        """The names of all techniques."""
        return [row.texts[language] for row in TECHNIQUES]

    def markings_of(self, variant: int, view: View) -> list[Document]:
        """The markings of a variant; 404 for an unknown one."""
        row = self._catalogue.variant_row(variant)
        if row is None:
            raise Refusal(404, f"no variant {variant}")
        return self._markings.of_variant(row, view)

    def markings_page(
        self, view: View, page: int, limit: int, since: float | None
    ) -> list[Document]:
        """A page of all markings, of products updated after `since`; empty behind the last."""
        products = self._catalogue.variants.product
        slots = self._catalogue.products.techniques >= 0
        if since is not None:
            slots &= (self._catalogue.products.updated > since)[:, None]
        counts = slots.sum(axis=1)[products]
        ends = np.cumsum(counts)
        rows: list[Document] = []
        for number in range((page - 1) * limit, min(page * limit, int(ends[-1]))):
            variant = int(np.searchsorted(ends, number, side="right"))
            step = number - int(ends[variant] - counts[variant])
            slot = int(np.flatnonzero(slots[products[variant]])[step])
            marking = self._markings.one(variant, slot, view)
            rows.append({"variant_id": self._catalogue.variant_id(variant), **marking})
        return rows

    def calculated(self, body: dict[str, object]) -> Document:
        """The price of a marking; 404 for unknown ids (document: Marking Calculation API)."""
        variant = values.an_integer(body.get("variant_id"), "variant_id", 1)
        row = self._catalogue.variant_row(variant)
        number = str(body.get("marking_id")).rsplit("_", maxsplit=1)[-1]
        found = self._markings.found(int(number)) if number.isdecimal() else None
        if row is None or found is None or found[0] != row:
            raise Refusal(404, f"variant {variant} has no marking {body.get('marking_id')}")
        marking = self._markings.one(row, found[1], View(FRENCH, ""))
        return calculated(marking, self._order(row, body, full_color=bool(marking["full_color"])))

    def _order(self, row: int, body: dict[str, object], *, full_color: bool) -> Order:
        product = int(self._catalogue.variants.product[row])
        slot = offered_slots(self._catalogue, product)[0]
        place = SUPPLIERS[int(self._catalogue.products.supplier[product])].profiles[slot]
        least = max(1, int(self._catalogue.products.minimum[product]))
        given = body.get("quantityM")
        quantity = least if given is None else values.an_integer(given, "quantityM", 0)
        overrides = values.an_object(body.get("supplierPrices") or {}, "supplierPrices")
        return Order(
            quantity=quantity,
            unit=self._unit(row, product, slot, quantity, overrides.get("variant_price")),
            profile=PROFILES[place].id,
            names=variables(body, quantity, full_color=full_color),
            overrides=overrides,
            margin=values.a_decimal(body.get("default_margin") or 0, "default_margin"),
            marking_margin=values.a_decimal(
                body.get("default_marking_margin") or 0, "default_marking_margin"
            ),
        )

    def _unit(
        self, row: int, product: int, slot: int, quantity: int, override: object
    ) -> Decimal | None:
        if override is not None:
            return values.a_decimal(override, "variant_price")
        prices = self._catalogue.prices
        steps = prices.quantities[product, : int(prices.tiers[product])]
        reached = int((steps <= quantity).sum())
        end = self._catalogue.odd.ends(product, steps.tolist())[reached - 1] if reached else 0
        if end is not None and quantity > end:
            return None
        price = int(prices.cube[row, slot, reached - 1]) if reached else -1
        return None if price < 0 else Decimal(price) / 1000

    def _variants_in(self, mask: Flags) -> int:
        return int(self._catalogue.products.count[mask].sum())


def _contact(place: int) -> Document:
    supplier = SUPPLIERS[place]
    first = _FIRST_NAMES[place % len(_FIRST_NAMES)]
    prefix = _CALLING_CODES.get(supplier.country, "44")
    return {
        "emails": [f"{slug(first)}@{slug(supplier.name)}.example"],
        "languages": ["en"] if place % 3 else None,
        "last_name": _LAST_NAMES[place % len(_LAST_NAMES)],
        "first_name": first,
        "fax_numbers": [],
        "country_code": supplier.country,
        "main_language": "en",
        "phone_numbers": [{"prefix": prefix, "number": f"555{1000 + place}"}],
        "personal_title": ("mister", "madam", None)[place % 3],
        "address": address_document(supplier.country, supplier.id) if place % 4 else None,
    }


def day_of(text: str) -> datetime:
    """A day of a path (`2020-05-12`) as its first moment in UTC; anything else is refused."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise values.bad("the date must be yyyy-MM-dd") from None
