"""Tables inside a sample: its stones, its other components, what they cost, and every column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from workbench.core.fields import Field, Kind
from workbench.core.queries import Query
from workbench.core.sources import SubTable
from workbench.core.texts import mark
from workbench.core.values import Odd
from workbench.sources.leaves import flag, integer, number
from workbench.sources.loupe.records.costs import CostLine, cost_lines, part_cost
from workbench.sources.loupe.records.sample import Part, cells_of, parts_of, read_sample
from workbench.sources.loupe.records.sample_fields import is_stone


class Cell(msgspec.Struct, frozen=True):
    """One column of the file and its value."""

    column: str
    value: str


def _parts(document: bytes, *, stones: bool) -> Sequence[Part]:
    sample = read_sample(document)
    parts = parts_of(sample) if sample else ()
    return [part for part in parts if is_stone(part.group) is stones]


def _stones(document: bytes, _query: Query) -> Sequence[Part]:
    return _parts(document, stones=True)


def _components(document: bytes, _query: Query) -> Sequence[Part]:
    return _parts(document, stones=False)


def _costs(document: bytes, _query: Query) -> Sequence[CostLine]:
    sample = read_sample(document)
    return cost_lines(sample) if sample else ()


def _columns(document: bytes, _query: Query) -> Sequence[Cell]:
    sample = read_sample(document)
    return [Cell(*cell) for cell in cells_of(sample)] if sample else ()


def _text(*names: str) -> Callable[[Part], str | None]:
    return lambda part: part.value(*names)


def _yes(part: Part) -> bool | Odd | None:
    said = (part.value("iscentre", "iscenter", "centre") or "").lower()
    return {"yes": True, "no": False}.get(said, flag(said))


_NUMBER: Final = Field("number", mark("No."), Kind.INTEGER, lambda each: each.number, shown=True,
                       width=50, priority=1)  # fmt: skip
_TYPE: Final = Field("type", mark("Type"), Kind.TEXT, _text("type"), "_Type", shown=True,
                     width=120, priority=1)  # fmt: skip
_COLOUR: Final = Field("colour", mark("Colour"), Kind.TEXT, _text("colour", "color"), "_Colour",
                       shown=True, width=90)  # fmt: skip
_COSTS_OF_PART: Final = (
    Field("vendor_cost", mark("Vendor cost"), Kind.MONEY, lambda each: part_cost(each)[0],
          "_Cost", shown=True, width=110, priority=2),
    Field("home_cost", mark("Home cost"), Kind.MONEY, lambda each: part_cost(each)[1], "_Cost",
          width=110),
)  # fmt: skip

STONES: Final = SubTable(
    "stones",
    mark("Stones"),
    (
        _NUMBER,
        _TYPE,
        Field("reference", mark("Reference"), Kind.ID, _text("reference"), "Stone_N_Reference",
              shown=True, width=130, priority=2),
        Field("shape", mark("Shape"), Kind.TEXT, _text("shape"), "_Shape", shown=True, width=90),
        _COLOUR,
        Field("clarity", mark("Clarity"), Kind.TEXT, _text("clarity"), "_Clarity", shown=True,
              width=80),
        Field("setting", mark("Setting"), Kind.TEXT, _text("setting"), "_Setting", width=100),
        Field("quantity", mark("Pieces"), Kind.INTEGER,
              lambda each: integer(each.value("quantity")), "_Quantity", shown=True, width=70,
              priority=2),
        Field("carats", mark("Carat weight"), Kind.DECIMAL,
              lambda each: number(each.value("caratweight", "weight")), "_Carat_Weight",
              unit=mark("ct"), shown=True, width=90, priority=2),
        Field("centre", mark("Centre stone"), Kind.FLAG, _yes, "_Is_Centre", width=80),
        *_COSTS_OF_PART,
    ),
    _stones,
)  # fmt: skip

COMPONENTS: Final = SubTable(
    "components",
    mark("Components"),
    (
        Field("component", mark("Component"), Kind.TEXT, lambda each: each.group, shown=True,
              width=100, priority=1),
        _NUMBER,
        _TYPE,
        Field("purity", mark("Purity"), Kind.TEXT, _text("purity"), "_Purity", shown=True,
              width=80),
        _COLOUR,
        Field("weight", mark("Weight"), Kind.DECIMAL, lambda each: number(each.value("weight")),
              "_Weight", unit=mark("g"), shown=True, width=90, priority=2),
        Field("length", mark("Length"), Kind.TEXT, _text("length"), "_Length", shown=True,
              width=80),
        Field("details", mark("Details"), Kind.TEXT, _text("extradetails", "option", "details"),
              "Chain_N_Extra_Details", shown=True, width=180, priority=3),
        *_COSTS_OF_PART,
    ),
    _components,
)  # fmt: skip

COSTS: Final = SubTable(
    "costs",
    mark("Costs"),
    (
        Field("part", mark("Component"), Kind.TEXT, lambda each: each.part, shown=True, width=120,
              priority=1),
        Field("detail", mark("Details"), Kind.TEXT, lambda each: each.detail or None, shown=True,
              width=180, priority=3),
        Field("vendor", mark("Vendor currency"), Kind.MONEY, lambda each: each.vendor, shown=True,
              width=120, priority=1),
        Field("home", mark("Home currency"), Kind.MONEY, lambda each: each.home, shown=True,
              width=120, priority=2),
    ),
    _costs,
)  # fmt: skip

COLUMNS: Final = SubTable(
    "columns",
    mark("Columns"),
    (
        Field("column", mark("Column"), Kind.TEXT, lambda each: each.column, shown=True,
              width=200, priority=1),
        Field("value", mark("Value"), Kind.TEXT, lambda each: each.value, shown=True, width=260,
              priority=1),
    ),
    _columns,
)  # fmt: skip

OF_SAMPLE: Final = (STONES, COMPONENTS, COSTS, COLUMNS)
"""In the order of the dock's pages; the last one keeps what has no column of its own."""
