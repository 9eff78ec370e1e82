"""Fields: what a record shows, declared once; columns, forms, exports and facets come from it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import msgspec


class Kind(StrEnum):
    """How a value is kept, compared, painted and exported."""

    TEXT = "text"
    ID = "id"
    """Text that is a number to the eye only: GTIN, reference, code. Leading zeros stay."""
    INTEGER = "integer"
    STOCK = "stock"
    """An integer count of pieces, painted with a disc."""
    DECIMAL = "decimal"
    MONEY = "money"
    """`values.Money`."""
    PRICE = "price"
    """Tuple of `values.Ladder`: a price that depends on the quantity wanted."""
    OFFER = "offer"
    """`values.Quoted`: what one supplier asks, or why it has no price."""
    DATE = "date"
    TIME = "time"
    FLAG = "flag"
    CHOICE = "choice"
    """One `values.Coded`."""
    CODES = "codes"
    """Tuple of `values.Coded`; painted as swatches where they have colours."""
    PICTURE = "picture"
    LINK = "link"


NUMERIC = frozenset({Kind.INTEGER, Kind.STOCK, Kind.DECIMAL, Kind.MONEY, Kind.PRICE, Kind.OFFER})
"""Kinds that are right-aligned and summed."""


class Field(msgspec.Struct, frozen=True):
    """One value of a record.

    Attributes:
        id: stable id within its resource; key in JSON, header in CSV, name for `--columns`.
        title: marked for translation.
        kind: see `Kind`.
        read: takes the typed record, returns the value (`values`), None where missing.
        path: where the value stands in the service's document, dotted; shown to users.
        unit: shown in the header, never in the cell.
        help: one sentence; marked.
        group: section of the form and of the column chooser; marked.
        shown: part of the view a new user sees.
        width: logical pixels at 100 %.
        priority: 1 stays longest when the window gets narrow, 9 leaves first.
        facet: offered as a facet.
        searched: part of the text that the local search looks through.
        sort: the service's own name for ordering by this field, "" where it has none.
        filter: name of the filter that a facet or "filter by this value" of this field uses.
        editable: whether the record form may change it.
        signs: of a state: code to the sign before it: "done", "refused", "unknown", "loading",
            "stale".
        act: its value is a `values.Coded` that names what can be done with the row: the code is
            the id of an action of the window, the label what a click on it is called. Such a
            column is no data: it is not exported.
        signed: a difference: a rise is shown with its sign, too.
        late: its value is no part of the record: it is looked up when its row is in sight. Such a
            column is no data either, and has no order and no filter.
        places: decimals that a decimal number shows at least, so that those of a column line up.
    """

    id: str
    title: str
    kind: Kind
    read: Callable[[Any], object]
    path: str = ""
    unit: str = ""
    help: str = ""
    group: str = ""
    shown: bool = False
    width: int = 120
    priority: int = 5
    facet: bool = False
    searched: bool = False
    sort: str = ""
    filter: str = ""
    editable: bool = False
    signs: tuple[tuple[str, str], ...] = ()
    act: bool = False
    signed: bool = False
    places: int = 0
    late: bool = False

    @property
    def data(self) -> bool:
        """Whether it holds something of the record, which is exported and compared."""
        return not (self.act or self.late)


def data_fields(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return the fields that hold something of the record."""
    return tuple(field for field in fields if field.data)


def by_id(fields: tuple[Field, ...]) -> dict[str, Field]:
    """Return the fields by their id."""
    return {field.id: field for field in fields}
