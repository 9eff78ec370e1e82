"""What a cell says in words: as shown, on hovering, and to a screen reader."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.core.fields import Field, Kind
from workbench.core.formats import MISSING
from workbench.core.texts import tr
from workbench.core.values import Money, Odd, Quoted

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.tables.table import Table


def title_of(field: Field) -> str:
    """The title of a column, translated."""
    return tr(field.title)


def unit_of(field: Field, quantity: int, formats: Formats) -> str:
    """What stands behind the title: the unit, for prices the quantity they hold at."""
    if field.kind is Kind.PRICE:
        return tr("at {quantity}", quantity=formats.integer(quantity))
    return tr(field.unit)


def whole_title(field: Field, quantity: int, formats: Formats) -> str:
    """Title and unit in one text: "Price at 250", "Stock pcs"."""
    return f"{title_of(field)} {unit_of(field, quantity, formats)}".strip()


def cell_text(table: Table, row: int, field: Field, formats: Formats) -> str:
    """The text of a cell as the screen shows it."""
    if field.kind is Kind.PRICE and row not in table.odd(field.id):
        priced = table.price(row, field.id)
        return formats.money(Money(priced.amount, priced.currency)) if priced else MISSING
    value = table.value(row, field.id)
    if field.places and isinstance(value, Decimal):
        text = formats.number(value, field.places)
    else:
        text = formats.value(value, field.kind, table.quantity)
    return f"+{text}" if field.signed and isinstance(value, Decimal) and value > 0 else text


def price_notes(table: Table, row: int, field: Field, formats: Formats) -> list[str]:
    """What is to be known of a price beside its amount."""
    priced = table.price(row, field.id)
    if priced is None:
        return []
    notes = [tr("Price step from {count}", count=formats.integer(priced.from_quantity))]
    if priced.bought > table.quantity:
        notes.append(tr("The smallest order is {count}", count=formats.integer(priced.bought)))
    if table.mixed(row, field.id):
        notes.append(tr("Offered in several currencies; the first one is shown"))
    return notes


def offer_notes(value: Quoted, formats: Formats) -> list[str]:
    """What is to be known of what a supplier asks, beside its amount."""
    notes = [tr("best price of the row")] if value.best else []
    if value.amount is not None:
        notes.append(value.caption)
    if value.difference:
        notes.append(tr("{percent} % above the best", percent=formats.number(value.difference, 1)))
    if value.total is not None:
        total = formats.total(Money(value.total, value.currency))
        notes.append(tr("{total} for the order", total=total))
    if value.state == "stale":
        notes.append(tr("read long ago"))
    return [note for note in (*notes, value.reason) if note]


def cell_tip(table: Table, row: int, field: Field, formats: Formats) -> str:
    """What hovering over a cell tells: the whole value, and what the cell has no room for."""
    value = table.value(row, field.id)
    if isinstance(value, Odd):
        return tr("The service sent “{raw}” where another kind of value belongs.", raw=value.raw)
    if value is None:
        return ""
    lines = [cell_text(table, row, field, formats)]
    if field.kind is Kind.PRICE:
        lines += price_notes(table, row, field, formats)
    elif isinstance(value, Quoted):
        lines += offer_notes(value, formats)
    return "\n".join(lines)


def spoken_cell(table: Table, row: int, place: int, field: Field, formats: Formats) -> str:
    """What a screen reader says of a cell: value, column, row."""
    value = table.value(row, field.id)
    if value is None:
        text = tr("nothing")
    elif isinstance(value, Odd):
        text = tr("{raw}, unexpected value", raw=value.raw)
    elif field.kind is Kind.PICTURE:
        text = tr("picture")
    else:
        text = cell_text(table, row, field, formats)
    said = [text, whole_title(field, table.quantity, formats)]
    if field.kind is Kind.PRICE:
        said += price_notes(table, row, field, formats)
    elif isinstance(value, Quoted):
        said += offer_notes(value, formats)
    return ", ".join([*said, tr("row {number}", number=formats.integer(place + 1))])
