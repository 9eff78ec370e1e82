"""What is wrong in the tiers of a price: said with the offer, never mended silently.

For quantities in a gap no price is named; where tiers overlap the later one counts.

A ladder holds the step that starts latest at or below a quantity. Where the service's ends
(`to_quantity`) say something else than the next start does, somebody should know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from workbench.core.texts import tr
from workbench.sources.europeansourcing.prices import price_of
from workbench.sources.europeansourcing.records.product import Price
from workbench.sources.leaves import count


class Flaws(NamedTuple):
    """What is wrong in tiers: a sentence each, and the gaps between them, first and last."""

    troubles: tuple[str, ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()


NONE: Final = Flaws()


def tier_flaws(prices: Sequence[Price], steps: int) -> Flaws:
    """Return each gap, overlap and unreadable price of one profile's tiers.

    The number of steps that came of them is known from their ladder.
    """
    if steps == len(prices) and _is_seamless(prices):
        return NONE
    tiers: list[tuple[int, int | None]] = []
    said: list[str] = []
    for price in prices:
        start = max(count(price.from_quantity) or 1, 1)
        if price_of(price) is None:
            said.append(tr("The price from {start} pieces cannot be read.", start=start))
        else:
            tiers.append((start, count(price.to_quantity)))
    tiers.sort(key=_start)
    gaps = tuple(_gaps(tiers))
    said += [
        tr("No price is named for {first} to {last} pieces.", first=first, last=last)
        for first, last in gaps
    ]
    said += _overlaps(tiers)
    return Flaws(tuple(said), gaps)


def _is_seamless(prices: Sequence[Price]) -> bool:
    """Return whether each tier, as sent, ends where the next one begins: the usual case."""
    end = prices[0].to_quantity
    for price in prices[1:]:
        if type(end) is not int or price.from_quantity != end + 1:
            return False
        end = price.to_quantity
    return True


def _start(tier: tuple[int, int | None]) -> int:
    return tier[0]


def _overlaps(tiers: Sequence[tuple[int, int | None]]) -> Iterator[str]:
    for (before, end), (start, _end) in pairwise(tiers):
        if start == before:
            yield tr("Two prices hold from {start} pieces; the higher one counts.", start=start)
        elif end is not None and end >= start:
            yield tr("Two prices hold for {first} to {last} pieces; the later step counts.",
                     first=start, last=end)  # fmt: skip


def _gaps(tiers: Sequence[tuple[int, int | None]]) -> Iterator[tuple[int, int]]:
    """Give the quantities after a tier's end and before the next one begins."""
    for (before, end), (start, _end) in pairwise(tiers):
        if end is not None and start > before and end < start - 1:
            yield max(end + 1, before), start - 1
