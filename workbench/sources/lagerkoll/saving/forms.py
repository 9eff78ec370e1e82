"""The inputs of actions: what is typed before a call that changes no single field."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from workbench.core.edits import Chosen, Entry
from workbench.core.fields import Field, Kind
from workbench.core.texts import mark
from workbench.core.values import Coded
from workbench.sources.lagerkoll.operations.members import BULK_TYPES
from workbench.sources.lagerkoll.records.values import milliseconds
from workbench.sources.leaves import amount


def _input(id: str, title: str, kind: Kind, *, unit: str = "", help: str = "") -> Field:
    return Field(id, title, kind, lambda record: record.get(id), unit=unit, help=help, shown=True)


AMOUNT: Final = _input("amount", mark("Amount"), Kind.DECIMAL)
RESERVED: Final = _input("reserved", mark("Reserved"), Kind.DECIMAL)
STORE: Final = _input("to_store", mark("To store"), Kind.CHOICE)
BUNDLED: Final = _input("bundled", mark("Bundled"), Kind.FLAG)
COUNT: Final = _input("count", mark("Labels of each"), Kind.INTEGER)
LABEL_WIDTH: Final = _input("label_width", mark("Label width"), Kind.INTEGER, unit="mm")
LABEL_HEIGHT: Final = _input("label_height", mark("Label height"), Kind.INTEGER, unit="mm")
HOW: Final = _input("how", mark("How"), Kind.CHOICE)
VALUE: Final = _input("value", mark("Value"), Kind.DECIMAL)
PRICE_LIST: Final = _input("price_list", mark("Price list"), Kind.CHOICE)
BATCH: Final = _input("batch", mark("Batch"), Kind.ID)
SERIAL: Final = _input("serial", mark("Serial number"), Kind.ID)
BARCODE: Final = _input("barcode", mark("Barcode"), Kind.ID)
BEST_BEFORE: Final = _input("best_before", mark("Best before"), Kind.TIME)
PREFIX: Final = _input("prefix", mark("Prefix"), Kind.TEXT)
START: Final = _input("start", mark("First number"), Kind.INTEGER)
LENGTH: Final = _input("length", mark("Digits"), Kind.INTEGER)
HOW_MANY: Final = _input("how_many", mark("How many"), Kind.INTEGER)
SUFFIX: Final = _input("suffix", mark("Suffix"), Kind.TEXT)
AS_BARCODE: Final = _input("as_barcode", mark("Serial number as barcode"), Kind.FLAG)
UNIT: Final = _input("unit", mark("Unit"), Kind.CHOICE)
CONVERT: Final = _input("convert", mark("Base units in it"), Kind.DECIMAL)

_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)


def above_zero(field: Field) -> Entry:
    """Return the entry of a number that must be given and be more than nothing."""
    return Entry(field.id, required=True, above=_ZERO)


def whole(field: Field) -> Entry:
    """Return the entry of a count that may be left to the service."""
    return Entry(field.id, least=_ONE)


HOW_ENTRY: Final = Entry(
    HOW.id,
    required=True,
    choices=(
        Coded(BULK_TYPES[0], mark("Set the price")),
        Coded(BULK_TYPES[1], mark("Change by percent")),
        Coded(BULK_TYPES[2], mark("Profit on the cost, percent")),
    ),
)


def number_of(chosen: Chosen, field: Field) -> Decimal | None:
    """Return a typed number, None where none was typed."""
    return amount(chosen.values.get(field.id))


def code_of(chosen: Chosen, field: Field) -> str:
    """Return the code of what was chosen, "" where nothing was."""
    value = chosen.values.get(field.id)
    return value.code if isinstance(value, Coded) else str(value or "").strip()


def moment_of(chosen: Chosen, field: Field) -> int | None:
    """Return a typed moment in milliseconds since 1970, None where none was typed."""
    value = chosen.values.get(field.id)
    return milliseconds(value) if hasattr(value, "tzinfo") else None  # type: ignore[arg-type]


def given(**values: object) -> dict[str, object]:
    """Return the values that were given."""
    return {name: value for name, value in values.items() if value not in (None, "")}
