"""Headings under which fields of products and variants stand in form, details and chooser."""

from __future__ import annotations

from typing import Final

from workbench.core.texts import mark

PRODUCT: Final = mark("Product")
VARIANT: Final = mark("Variant")
PRICE: Final = mark("Price and stock")
MARKING: Final = mark("Marking")
REFERENCES: Final = mark("References")
SUPPLIER: Final = mark("Supplier")
GOODS: Final = mark("Goods")
SUSTAINABLE: Final = mark("Sustainability")
DATES: Final = mark("Dates")
