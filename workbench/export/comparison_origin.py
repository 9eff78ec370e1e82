"""What a comparison's workbook carries: its lines as they stood, and what can come back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.compare.baskets import Line
from workbench.core.fields import Kind
from workbench.core.offers import Printing
from workbench.core.texts import mark, tr
from workbench.export.origin import (
    BASKET,
    COLUMN_NAME,
    ID_NAME,
    SHEET,
    Origin,
    OriginColumn,
    origin_text,
    pieces,
    row_text,
    stamp_of,
)
from workbench.export.workbook.sheet import letters

if TYPE_CHECKING:
    from xlsxwriter import Workbook

QUANTITY, NOTE, TARGET, TARGET_CURRENCY = "quantity", "note", "target", "target_currency"
"""Fields of a line that can be changed in the workbook."""

COLUMNS: Final = (
    (QUANTITY, mark("Quantity"), Kind.INTEGER),
    (NOTE, mark("Note"), Kind.TEXT),
    (TARGET, mark("Target price"), Kind.DECIMAL),
    (TARGET_CURRENCY, mark("Target currency"), Kind.TEXT),
)
"""Field, heading (marked) and kind of each, in the order of the sheet."""


class Body(msgspec.Struct, frozen=True):
    """What is carried beside the cells.

    Attributes:
        lines: as they stood, with what was promised; none where a customer gets the workbook.
        currency: that totals are reckoned in.
        printing: how the pieces are marked.
    """

    lines: tuple[Line, ...] = ()
    currency: str = ""
    printing: Printing | None = None


def origin_of(
    title: str,
    lines: Sequence[Line],
    at: datetime,
    *,
    basket: str = "",
    currency: str = "",
    printing: Printing | None = None,
    client_safe: bool = False,
) -> Origin:
    """Return what the workbook of some lines carries.

    Args:
        title: of the basket or comparison.
        lines: in the order of the rows.
        at: when it is written.
        basket: id of the basket that edits go back to, "" for none.
        currency: that totals are reckoned in.
        printing: how the pieces are marked.
        client_safe: neither suppliers nor costs are carried.
    """
    body = Body(() if client_safe else tuple(lines), currency, printing)
    keys = [line.id for line in lines]
    return Origin(
        what=BASKET,
        source="compare",
        account="",
        resource=basket,
        title=title,
        at=at,
        read=at,
        stamp=stamp_of(keys, at, "compare", basket),
        columns=tuple(OriginColumn(field, tr(title), kind) for field, title, kind in COLUMNS),
        body=msgspec.json.encode(body).decode(),
    )


def body_of(origin: Origin) -> Body:
    """Return what is carried beside the cells; empty where it does not read."""
    try:
        return msgspec.json.decode(origin.body, type=Body)
    except (msgspec.MsgspecError, RecursionError):
        return Body()


def values_of(line: Line) -> tuple[int, str, Decimal | None, str]:
    """Return the values of a line in the order of `COLUMNS`."""
    target = line.target
    return (
        line.quantity,
        line.note,
        target.amount if target else None,
        target.currency if target else "",
    )


def write_origin(
    book: Workbook,
    origin: Origin,
    lines: Sequence[Line],
    sheet: str,
    head: int,
    places: Sequence[int],
) -> None:
    """Write the very hidden sheet and the names of the headings.

    Args:
        book: the workbook.
        origin: where it comes from.
        lines: of the rows, in order.
        sheet: quoted name of the sheet that shows them.
        head: row of its headings, from 1.
        places: positions of the columns in the order of `COLUMNS`, the hidden one's last.
    """
    hidden = book.add_worksheet(SHEET)
    hidden.very_hidden()
    texts = [origin_text(origin), *(row_text(line.id, values_of(line)) for line in lines)]
    for row, text in enumerate(texts):
        for column, piece in enumerate(pieces(text)):
            hidden.write_string(row, column, piece)
    for number, place in enumerate(places):
        name = ID_NAME if number == len(COLUMNS) else COLUMN_NAME.format(number=number)
        book.define_name(name, f"={sheet}!${letters(place)}${head}")
