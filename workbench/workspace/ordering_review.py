"""What is looked at before orders are sent: what is wrong, what it costs, what was sent before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

import msgspec

from workbench.core.edits import Finding, Weight
from workbench.core.orders import Ordering, SentOrder
from workbench.core.texts import tr
from workbench.core.values import Money
from workbench.workspace.ordering_lines import OrderLine, findings_of, reference_of
from workbench.workspace.ordering_ops import same_of

REPEATED: Final = timedelta(hours=24)
"""How long the same order again gives an extra warning."""


class Checked(msgspec.Struct, frozen=True):
    """One line before it is sent.

    Attributes:
        line: see `OrderLine`.
        reference: as it will be sent.
        findings: what the checks found.
        repeat: that the same was ordered already, in words; "" where it was not. Such a line is
            sent only where a person has accepted that.
    """

    line: OrderLine
    reference: str
    findings: tuple[Finding, ...]
    repeat: str = ""

    @property
    def sendable(self) -> bool:
        """Whether no finding refuses it."""
        return all(finding.weight is not Weight.REFUSED for finding in self.findings)


class Totals(msgspec.Struct, frozen=True):
    """What lines cost together; currencies are never mixed and nothing is converted.

    Attributes:
        lines: how many.
        pieces: of all lines.
        sums: for each of `Ordering.costs`, cost times quantity by currency.
        without: for each of them, how many lines have no cost.
    """

    lines: int
    pieces: int
    sums: tuple[Mapping[str, Decimal], ...]
    without: tuple[int, ...]


class OrderReview(msgspec.Struct, frozen=True):
    """Lines before they are sent, and their totals."""

    lines: tuple[Checked, ...]
    totals: Totals


def totals_of(ordering: Ordering, lines: Sequence[OrderLine]) -> Totals:
    """Return what lines cost together, at cost times quantity."""
    sums: list[dict[str, Decimal]] = [{} for _ in ordering.costs]
    without = [0] * len(ordering.costs)
    pieces = 0
    for line in lines:
        held = line.values.get(ordering.quantity)
        quantity = held if isinstance(held, int) else 0
        pieces += quantity
        for place, name in enumerate(ordering.costs):
            cost = line.values.get(name)
            if isinstance(cost, Money):
                before = sums[place].get(cost.currency, Decimal(0))
                sums[place][cost.currency] = before + cost.amount * quantity
            else:
                without[place] += 1
    return Totals(len(lines), pieces, tuple(sums), tuple(without))


def review_of(
    ordering: Ordering, lines: Sequence[OrderLine], repeats: Mapping[str, SentOrder]
) -> OrderReview:
    """Return lines as they are looked at before they are sent.

    Args:
        ordering: how they are ordered.
        lines: in order.
        repeats: orders that were sent, by the digest of what they order.
    """
    seen: dict[str, int] = {}
    found: list[Checked] = []
    for number, line in enumerate(lines, 1):
        same = same_of(ordering, line)
        said = ""
        if same in repeats:
            said = _sent_before(repeats[same])
        elif same in seen:
            said = tr("The same as line {number}.", number=seen[same])
        seen.setdefault(same, number)
        reference = reference_of(ordering, line)
        found.append(Checked(line, reference, findings_of(ordering, line), said))
    return OrderReview(tuple(found), totals_of(ordering, lines))


def since_of(moment: datetime) -> datetime:
    """Return since when an order counts as the same order again."""
    return moment - REPEATED


def _sent_before(order: SentOrder) -> str:
    return tr(
        "The same was ordered on {day} at {time} as {reference}.",
        day=f"{order.sent.astimezone():%Y-%m-%d}",
        time=f"{order.sent.astimezone():%H:%M}",
        reference=order.reference,
    )
