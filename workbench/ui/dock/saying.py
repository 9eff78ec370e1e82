"""What the head of the dock says of a row, by the resource's face."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.fields import Kind
from workbench.core.formats import MISSING
from workbench.core.texts import tr
from workbench.core.values import Money
from workbench.ui.dock.head import HeadTexts
from workbench.ui.dock.lines import line_text

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.core.sources import Resource
    from workbench.tables.table import Table


def head_texts(resource: Resource, table: Table, row: int, formats: Formats) -> HeadTexts:
    """Return name, subtitle, and the price at the quantity with its unit."""
    face = resource.face
    subtitle = [_text(resource, table, row, name, formats) for name in face.subtitle]
    price, note = price_texts(resource, table, row, formats)
    return HeadTexts(
        name=_text(resource, table, row, face.name, formats) or MISSING,
        subtitle=" · ".join(text for text in subtitle if text),
        price=price,
        note=note,
    )


def price_texts(resource: Resource, table: Table, row: int, formats: Formats) -> tuple[str, str]:
    """Return the price of a row and its unit: ("2.14", "EUR at 250"); "" where it has none."""
    held = resource.field(resource.face.price) if resource.face.price else None
    if held is None:
        return "", ""
    if held.kind is Kind.PRICE:
        priced = table.price(row, held.id)
        if priced is None:
            return MISSING, tr("no price at {quantity}", quantity=formats.integer(table.quantity))
        quantity = formats.integer(priced.bought)
        amount = formats.number(priced.amount, 2)
        return amount, tr("{currency} at {quantity}", currency=priced.currency, quantity=quantity)
    value = table.value(row, held.id)
    if isinstance(value, Money):
        return formats.number(value.amount, 2), value.currency
    text = _text(resource, table, row, held.id, formats)
    return (text, tr(held.unit)) if text else ("", "")


def _text(resource: Resource, table: Table, row: int, name: str, formats: Formats) -> str:
    held = resource.field(name)
    if held is None:
        return ""
    text = line_text(table, row, held, formats)
    return "" if text == MISSING else text
