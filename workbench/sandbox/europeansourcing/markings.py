"""Variant markings as documents (document: Marking API): what a logo costs.

A marking's number is four times its variant's id plus its slot, so that any marking can be found
and written by itself; in documents it is prefixed by its type, as `supplier_720`.
"""

from __future__ import annotations

from workbench.sandbox.europeansourcing import draws
from workbench.sandbox.europeansourcing.catalogue import Catalogue
from workbench.sandbox.europeansourcing.companies import SLOTS, SUPPLIERS, short_profile
from workbench.sandbox.europeansourcing.techniques import (
    TECHNIQUES,
    position_document,
    technique_document,
)
from workbench.sandbox.europeansourcing.view import Document, View
from workbench.sandbox.europeansourcing.words import TEXT_LANGUAGES, mix

_MEASURES = ("squared_size", "width", "length", "diameter")
_NUMBERS = ("number_of_logos", "number_of_colors", "number_of_positions")
_HANDLING = ("manutention", "handling", "Handling", "handling", "hantering")
_DELIVERY = {"id": "2", "name": "livraison", "slug": "livraison"}


def _blank() -> Document:
    names = (*_MEASURES, *_NUMBERS)
    limits = {f"{side}{name}": None for name in names for side in ("", "minimum_", "maximum_")}
    return {**limits, **{f"free_entry_{name}": False for name in names}}


_BLANK = _blank()


def _text(thousandths: int) -> str:
    return f"{thousandths / 1000:.3f}"


class MarkingWriter:
    """Writes the markings of a catalogue's variants."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def of_variant(self, row: int, view: View) -> list[Document]:
        """All markings of a variant, none for one that has no marking data."""
        product = int(self._catalogue.variants.product[row])
        slots = self._catalogue.products.techniques[product]
        return [self.one(row, slot, view) for slot in range(draws.MARKINGS) if slots[slot] >= 0]

    def found(self, number: int) -> tuple[int, int] | None:
        """Row of the variant and slot of a marking's number, none if there is no such marking."""
        variant, slot = divmod(number, 4)
        row = self._catalogue.variant_row(variant)
        if row is None or slot >= draws.MARKINGS:
            return None
        product = int(self._catalogue.variants.product[row])
        return (row, slot) if self._catalogue.products.techniques[product, slot] >= 0 else None

    def one(self, row: int, slot: int, view: View) -> Document:
        """The marking of a variant in a slot."""
        product = int(self._catalogue.variants.product[row])
        rows = self._catalogue.products
        kind = int(rows.kinds[product, slot])
        technique = int(rows.techniques[product, slot])
        number = self._catalogue.variant_id(row) * 4 + slot
        mark = mix(product, slot, 17)
        profiles = self._profiles(product)
        type_ = "simple" if kind in {draws.TOTAL, draws.INCLUDED} else "supplier"
        document: Document = {
            "id": f"{type_}_{number}",
            "key": f"m{mark % 0xFFFF:04x}",
            "type": type_,
            "full_color": TECHNIQUES[technique].id in {34, 36},
            **_BLANK,
            **_limits(kind, mark),
            "minimum_quantity": 25 if mark % 6 == 0 else None,
            "maximum_quantity": 10_000 if mark % 11 == 0 else None,
            "use_only_variant_prices": False,
            "included_in_variant_prices": kind == draws.INCLUDED,
            "marking": technique_document(technique, view.language),
            "marking_position": position_document(slot, view.language),
            "supplier_marking": _supplier_marking(mark) if type_ == "supplier" else None,
            "supplier_profiles": profiles,
            "supplier_options": _options(kind, profiles),
            "comment": None if mark % 4 else "Max. 4 colours. Larger areas on request.",
        }
        prices = _prices(kind, mark, number, profiles)
        document |= self._catalogue.odd.spoil(product, slot, prices)
        if mark % 5 == 0:
            # Since 2024 the service leaves the free-entry members out for some markings.
            for name in (*_MEASURES, *_NUMBERS):
                document.pop(f"free_entry_{name}")
        return document

    def _profiles(self, product: int) -> list[Document]:
        bits = int(self._catalogue.products.profiles[product])
        places = SUPPLIERS[int(self._catalogue.products.supplier[product])].profiles
        return [short_profile(places[slot]) for slot in range(SLOTS) if bits >> slot & 1]


def _limits(kind: int, mark: int) -> Document:
    if kind == draws.BY_AREA:
        return {
            "free_entry_width": True,
            "minimum_width": "10.000",
            "maximum_width": "120.000",
            "free_entry_length": True,
            "minimum_length": "10.000",
            "maximum_length": "200.000",
            "number_of_colors": 1,
        }
    sizes: Document = {"length": f"{40 + mark % 60}.000", "width": f"{10 + mark % 40}.000"}
    return sizes | {
        "free_entry_number_of_colors": True,
        "minimum_number_of_colors": 1,
        "maximum_number_of_colors": 4 if mark % 3 else None,
    }


def _supplier_marking(mark: int) -> Document:
    return {
        "id": 1000 + mark % 900,
        "code": f"S{1 + mark % 9}",
        "comment": "If your logo contains white, a flat tint fee of 30 EUR will be charged",
        "name_complement": "-" if mark % 2 else None,
    }


def _tiers(number: int, start: int, form: str) -> list[Document]:
    rows: list[Document] = []
    for step, (quantity, share) in enumerate(((1, 100), (100, 80), (500, 64), (1000, 50))):
        value = form.format(_text(start * share // 100))
        rows.append(
            {
                "id": f"simple_{number * 8 + step}",
                "from_quantity": quantity,
                "value": value,
                "reduced_value": None,
                "calculation_value": value,
            }
        )
    return rows


def _holder(
    number: int, profile: Document, name: str, rows: list[Document], condition: str | None = None,
    *, total: bool = False,
) -> Document:  # fmt: skip
    return {
        "id": f"supplier_{number}",
        "condition": condition,
        "total_price": total,
        "marking_fees": [],
        "supplier_profile": profile,
        name: rows,
    }


def _fixed(number: int, profile: Document, value: str, *, fee: bool = False) -> Document:
    return {
        "id": f"supplier_{number}",
        "condition": None,
        "total_price": False,
        "marking_fees": [_DELIVERY] if fee else [],
        "value": value,
        "reduced_value": None,
        "calculation_value": value,
        "supplier_profile": profile,
    }


def _prices(kind: int, mark: int, number: int, profiles: list[Document]) -> Document:
    """The four kinds of price that a marking may have, each once for every profile."""
    variable: list[Document] = []
    fixed: list[Document] = []
    dynamic: list[Document] = []
    dynamic_fixed: list[Document] = []
    unit = 120 + mark % 60 * 10
    setup = _text(18_000 + mark % 40 * 650)
    for profile in profiles:
        if kind == draws.STATIC:
            variable.append(_holder(number, profile, _STATIC, _tiers(number, unit, "{}")))
            fixed.append(_fixed(number, profile, setup, fee=mark % 3 == 0))
        elif kind == draws.DYNAMIC_WITH_OPTION:
            rows = _tiers(number, 29_000 + mark % 20 * 1000, "{}*nb_couleurs")
            dynamic.append(_holder(number, profile, _DYNAMIC, rows))
            fixed.append(_fixed(number, profile, setup))
        elif kind == draws.DYNAMIC_FIXED:
            rows = _tiers(number, unit, "{}")
            variable.append(_holder(number, profile, _STATIC, rows, "nb_couleurs <= 2"))
            rows = _tiers(number, unit * 3 // 2, "{}")
            variable.append(_holder(number, profile, _STATIC, rows, "nb_couleurs > 2"))
            dynamic_fixed.append(_fixed(number, profile, f"{setup}*nb_couleurs"))
        elif kind == draws.BY_AREA:
            rows = _tiers(number, unit, "{}")
            variable.append(_holder(number, profile, _STATIC, rows, "superficie <= 2500"))
            rows = _tiers(number, unit * 2, "{}")
            variable.append(_holder(number, profile, _STATIC, rows, "superficie > 2500"))
            fixed.append(_fixed(number, profile, setup))
        elif kind == draws.TOTAL:
            rows = _tiers(number, 2500 + mark % 900 * 10, "{}")
            variable.append(_holder(number, profile, _STATIC, rows, total=True))
    return {
        "static_variable_price_holders": variable,
        "static_fixed_prices": fixed,
        "dynamic_variable_price_holders": dynamic,
        "dynamic_fixed_prices": dynamic_fixed,
    }


_STATIC, _DYNAMIC = "static_variable_prices", "dynamic_variable_prices"


def _options(kind: int, profiles: list[Document]) -> list[Document]:
    if kind != draws.DYNAMIC_WITH_OPTION:
        return []
    price: Document = {"from_quantity": 1, "value": "5.000", "calculation_value": "5.000"}
    return [
        {
            "code": "HAND",
            "count": 2,
            "translations": [
                {"lang": lang, "name": name}
                for lang, name in zip(TEXT_LANGUAGES, _HANDLING, strict=True)
            ],
            "supplier_option_static_variable_price_holders": [
                {"id": step + 1, "supplier_profile_id": profile["id"], "option_prices": [price]}
                for step, profile in enumerate(profiles)
            ],
            "supplier_option_dynamic_variable_price_holders": [],
        }
    ]
