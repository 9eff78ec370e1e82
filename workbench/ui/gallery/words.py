"""What a card says of its row: read once from the table, painted and spoken from the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QColor

from workbench.core.fields import Kind
from workbench.core.formats import MISSING
from workbench.core.texts import tr
from workbench.core.values import Coded, Money, Odd, Priced
from workbench.ui.grid.cells.numbers import stock_level
from workbench.ui.grid.words import cell_text
from workbench.ui.text import visible

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.core.sources import Face
    from workbench.tables.table import Table
    from workbench.ui.theme.marks import Stock


class Words(NamedTuple):
    """The texts of one card, ready to be shown.

    Attributes:
        name: of the record, a dash where it has none.
        subtitle: supplier and what else stands below the name.
        picture: address of the picture, "" for none.
        colours: of the swatches.
        colour_names: their names, parted by commas; shown where no colour can be.
        amount: price at the quantity, without its currency.
        currency: of the amount.
        stock: "104,500 in stock", "" where the source has no stock.
        short: the same where there is little room: "104,500".
        level: how much that is, None where it is not known.
        tier: "from 250": where the price step begins.
    """

    name: str
    subtitle: str
    picture: str
    colours: tuple[QColor, ...]
    colour_names: str
    amount: str
    currency: str
    stock: str
    short: str
    level: Stock | None
    tier: str


def words_of(table: Table, row: int, face: Face, formats: Formats) -> Words:
    """Read what the card of a row says."""
    amount, currency, tier = _price(table, row, face, formats)
    stock, short, level = _stock(table, row, face, formats)
    colours, names = _colours(table, row, face)
    url = table.value(row, face.picture) if face.picture else None
    return Words(
        name=_text(table, row, face.name, formats),
        subtitle=_subtitle(table, row, face, formats),
        picture=url if isinstance(url, str) else "",
        colours=colours,
        colour_names=names,
        amount=amount,
        currency=currency,
        stock=stock,
        short=short,
        level=level,
        tier=tier,
    )


def spoken(words: Words, place: int, quantity: int, *, ticked: bool, formats: Formats) -> str:
    """What a screen reader says of a card."""
    price = f"{words.amount} {words.currency}".strip()
    if words.tier:
        price = tr("{price} at {count}", price=price, count=formats.integer(quantity))
    said = [words.name, words.subtitle, price, words.tier, words.stock, words.colour_names]
    said += [tr("selected")] if ticked else []
    said.append(tr("row {number}", number=formats.integer(place + 1)))
    return ", ".join(part for part in said if part)


def tip(words: Words) -> str:
    """What hovering over a card tells: names in full."""
    return "\n".join(part for part in (words.name, words.subtitle, words.colour_names) if part)


def _text(table: Table, row: int, field_id: str, formats: Formats) -> str:
    return visible(cell_text(table, row, table.field(field_id), formats))


def _subtitle(table: Table, row: int, face: Face, formats: Formats) -> str:
    texts = (_text(table, row, name, formats) for name in face.subtitle)
    return " · ".join(text for text in texts if text != MISSING)


def _price(table: Table, row: int, face: Face, formats: Formats) -> tuple[str, str, str]:
    """Amount, currency, and where its step begins."""
    if not face.price:
        return "", "", ""
    if table.field(face.price).kind is not Kind.PRICE or row in table.odd(face.price):
        value = table.value(row, face.price)
        if isinstance(value, Money):
            return formats.number(value.amount, 2), visible(value.currency), ""
        return _text(table, row, face.price, formats), "", ""
    priced = table.price(row, face.price)
    if priced is None:
        return MISSING, "", ""
    amount = formats.number(priced.amount, 2)
    return amount, visible(priced.currency), _tier(priced, table.quantity, formats)


def _tier(priced: Priced, quantity: int, formats: Formats) -> str:
    if priced.bought > quantity:
        return tr("MOQ {count}", count=formats.integer(priced.bought))
    return tr("from {count}", count=formats.integer(priced.from_quantity))


def _stock(table: Table, row: int, face: Face, formats: Formats) -> tuple[str, str, Stock | None]:
    """Return what is said of the stock, the same in short, and how it stands."""
    if not face.stock:
        return "", "", None
    value = table.value(row, face.stock)
    if value is None:
        return tr("stock not known"), MISSING, None
    if isinstance(value, int) and not isinstance(value, bool):
        count = formats.integer(value)
        text = tr("{count} in stock", count=count) if value else tr("out of stock")
        return text, count, stock_level(value, table.quantity)
    shown = value.raw if isinstance(value, Odd) else _text(table, row, face.stock, formats)
    return visible(shown), visible(shown), None


def _colours(table: Table, row: int, face: Face) -> tuple[tuple[QColor, ...], str]:
    value = table.value(row, face.swatches) if face.swatches else None
    parts = [part for part in value if isinstance(part, Coded)] if isinstance(value, tuple) else []
    shown = (QColor(f"#{part.colour}") for part in parts if part.colour)
    names = visible(", ".join(part.label or part.code for part in parts))
    return tuple(colour for colour in shown if colour.isValid()), names
