"""What one piece costs, out of price rows of ETIM Mapper (document: "priceInformation").

A price is for a quantity of a price unit; one order unit holds so many price units as the factor
says, and so many pieces as the content says. An amount that does not divide evenly is rounded to
millionths and said to be.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import Any, Final, NamedTuple

from workbench.core.texts import tr
from workbench.sources.etim.codes import UNIT
from workbench.sources.etim.records.values import decimal
from workbench.sources.leaves import identity

PIECE: Final = "C62"
"""One, in the list of units (UN/ECE recommendation 20)."""
_MILLIONTHS: Final = Decimal("0.000001")
_MOST: Final = Decimal(2**31)
_LARGEST: Final = Decimal(10) ** 20
_DIGITS: Final = 28


class Packed(NamedTuple):
    """How a product is ordered.

    Attributes:
        unit: code of the order unit, "" where none is named.
        pieces: in one order unit; 1 where it is not told, or no piece is counted.
        least: fewest pieces of an order.
        multiple: pieces of an order go in steps of this.
        troubles: what is unclear about it.
    """

    unit: str
    pieces: Decimal
    least: int
    multiple: int
    troubles: tuple[str, ...]

    @property
    def pack(self) -> Decimal | None:
        """Pieces in one sold unit, None where nothing is said."""
        return self.pieces if self.pieces != 1 or self.unit == PIECE else None


def packed_of(order: Mapping[str, Any]) -> Packed:
    """Return how a product is ordered, from its order section."""
    unit = identity(order.get("orderUnit")).strip().upper()
    content = identity(order.get("contentUnit")).strip().upper()
    held = positive(order.get("contentUnitQuantity"))
    counted = unit != PIECE and content == PIECE and held is not None
    pieces = held if counted and held is not None else Decimal(1)
    least, _ = _whole(order.get("quantityMin"), pieces)
    multiple, even = _whole(order.get("quantityInterval"), pieces)
    step = identity(order.get("quantityInterval")) or f"{pieces.normalize():f}"
    troubles = () if even else (
        tr("Orders go in steps of {step}; whole pieces are reckoned with.", step=step),
    )  # fmt: skip
    if unit not in {"", PIECE} and not counted:
        troubles += (tr("A quantity is a number of units ({unit}), not of pieces.",
                        unit=tr(UNIT.get(unit, unit))),)  # fmt: skip
    return Packed(unit, pieces, least, multiple, troubles)


def _whole(value: object, pieces: Decimal) -> tuple[int, bool]:
    """Return a number of order units in whole pieces, and whether it comes out even.

    Where none is told it is one: half a box cannot be ordered.
    """
    held = positive(value) or Decimal(1)
    if held * pieces >= _MOST:
        return 1, True
    total = held * pieces
    whole = int(total)
    return max(whole + (total != whole), 1), total == whole or total < 1


def positive(value: object) -> Decimal | None:
    """Return a number above zero, None for anything else."""
    found = decimal(value)
    return found if isinstance(found, Decimal) and 0 < found < _LARGEST else None


class Divided(NamedTuple):
    """What one piece costs: the amount is None where no piece can be priced."""

    amount: Decimal | None
    said: str = ""


def per_piece(price: Decimal, row: Mapping[str, Any], packed: Packed) -> Divided:
    """Return what one piece costs, with what there is to say about it."""
    quantity = positive(row.get("priceQuantity")) or Decimal(1)
    unit = identity(row.get("priceUnit")).strip().upper()
    factor = positive(row.get("priceUnitFactor"))
    if factor is None:
        if unit and packed.unit and unit != packed.unit:
            return Divided(None, tr("The price is for another unit than orders are, without a"
                                    " factor."))  # fmt: skip
        factor = Decimal(1)
    context = Context(prec=_DIGITS, traps=[InvalidOperation])
    amount = context.divide(
        context.multiply(price, factor), context.multiply(quantity, packed.pieces)
    )
    if not context.flags[Inexact]:
        return Divided(amount)
    return Divided(
        amount.quantize(_MILLIONTHS),
        tr("One piece costs {amount}, rounded.", amount=f"{amount.quantize(_MILLIONTHS):f}"),
    )
