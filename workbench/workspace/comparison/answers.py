"""What the comparison answers: plain, frozen, for the window and the command line alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from workbench.compare.board_outcome import Outcome
from workbench.compare.curve import Better, Nudge, Point
from workbench.compare.curve_crossing import CrossOver
from workbench.compare.matching.golden import Golden
from workbench.compare.matching.model import Contradiction, Decision, Reason
from workbench.compare.shelf import Plan, Plans
from workbench.core.offers import Item, Offer, Worked
from workbench.core.values import Money


class Gathered(msgspec.Struct, frozen=True):
    """What was found on this machine.

    Attributes:
        documents, items, offers: how many were read.
        groups: how many things they are.
        matched: how many of these consist of several items.
        questions: how many pairs wait for a person.
        sources: items by source id.
        troubles: sentences on what could not be read.
    """

    documents: int = 0
    items: int = 0
    offers: int = 0
    groups: int = 0
    matched: int = 0
    questions: int = 0
    sources: Mapping[str, int] = {}
    troubles: tuple[str, ...] = ()


class PricedOffer(NamedTuple):
    """One offer of a group at what is asked.

    Attributes:
        id: of the offer, unique in the group: what `Comparison.unfold` takes.
        place: on the board.
        item, offer: what it is.
        outcome: what became of it.
        per_piece: cost of a piece received, None where there is none.
        total: of the order.
        bought: pieces really bought, 0 where there is no cost.
        tier: where the price step in effect begins.
        rank: how many offers of the group are better; None where it is not compared.
        above: percent above the best.
        reason: why there is no cost.
        stale: whether its record was read long ago.
        short: whether the supplier says that fewer pieces are in stock than are bought.
    """

    id: str
    place: int
    item: Item
    offer: Offer
    outcome: Outcome
    per_piece: Money | None = None
    total: Money | None = None
    bought: int = 0
    tier: int = 0
    rank: int | None = None
    above: Decimal | None = None
    reason: str = ""
    stale: bool = False
    short: bool = False


class Series(NamedTuple):
    """The cost of one supplier by quantity.

    Attributes:
        supplier: who asks it.
        offer: id of the offer (`PricedOffer.id`).
        points: costs at the quantities to draw, both sides of each break among them.
        here: at the quantity asked, None where there is no cost.
        better: quantities that a larger order costs less than.
        nudge: the larger order that costs less than what is asked.
    """

    supplier: str
    offer: str
    points: tuple[Point, ...]
    here: Point | None
    better: tuple[Better, ...]
    nudge: Nudge | None


class Said(NamedTuple):
    """A title and what it means: "Cross-over at 500", "Mid Ocean cheaper from here up"."""

    title: str
    text: str


class Crossing(NamedTuple):
    """A cross-over of two suppliers, and what is said of it."""

    at: CrossOver
    said: Said


class Curves(NamedTuple):
    """The costs of a group by quantity, for a chart and its table.

    Attributes:
        title: of the group.
        about: currency and marking in words.
        currency: of every cost.
        quantity: asked.
        first, last: ends of the axis.
        series: the best supplier at the quantity first.
        axis: every quantity at which one of them breaks, and the quantity asked.
        table: costs at those quantities, a row each, a cell for each of `series`.
        crossings: where another supplier becomes the cheapest.
        nudges: "Buy 500 instead of 470" for the suppliers that it holds for.
        left_out: suppliers whose costs are in another currency or that have none.
    """

    title: str
    about: str
    currency: str
    quantity: int
    first: int
    last: int
    series: tuple[Series, ...]
    axis: tuple[int, ...]
    table: tuple[tuple[int, tuple[Point | None, ...]], ...]
    crossings: tuple[Crossing, ...]
    nudges: tuple[Said, ...]
    left_out: tuple[str, ...]


class Split(NamedTuple):
    """What the own shelf does for a group at the quantity asked.

    Attributes:
        title: "120 pieces are on your shelf".
        plans: what can be done.
        shelf_first: steps of the plan that takes what is there first, a sentence each.
        cheapest: steps of the cheapest plan.
        beside: how buying everything stands beside the plan for the shelf, "" where it cannot be
            told.
    """

    title: str
    plans: Plans
    shelf_first: tuple[str, ...]
    cheapest: tuple[str, ...]
    beside: str

    @property
    def best(self) -> Plan | None:
        """The cheapest plan."""
        return self.plans.cheapest


class Question(NamedTuple):
    """Two items that only a person can say of whether they are the same.

    Attributes:
        a, b: the items.
        reason: what speaks for it.
        confidence: 0 to 1.
        contradictions: what speaks against it.
        said: "Same item? pack size 10 / 1".
    """

    a: Item
    b: Item
    reason: Reason
    confidence: float
    contradictions: tuple[Contradiction, ...]
    said: str


class Decided(NamedTuple):
    """A decision with its items, None for what is not on this machine any more."""

    decision: Decision
    a: Item | None
    b: Item | None


class Use(NamedTuple):
    """Where a value of the golden row can be taken over.

    Attributes:
        source, account, resource, key: of the record.
        field: id of its field there.
        title: of that field.
    """

    source: str
    account: str
    resource: str
    key: str
    field: str
    title: str


class GoldenRow(NamedTuple):
    """One thing with a column for each source.

    Attributes:
        golden: columns and fields.
        uses: by the field's id, where its value can be staged.
    """

    golden: Golden
    uses: Mapping[str, tuple[Use, ...]]


class Confirmed(NamedTuple):
    """An offer as the service itself reckons it, beside what was reckoned here.

    Attributes:
        key: of the row, or of the basket's line.
        supplier, offer: which one.
        at: when the service was asked.
        ours, theirs: the total of the order as quoted; None where one of both names none.
        difference: theirs less ours; None where they cannot be compared.
        worked: what the service's calculation unfolds into.
        sentence: what came of it, in words.
    """

    key: str
    supplier: str
    offer: str
    at: datetime
    ours: Money | None = None
    theirs: Money | None = None
    difference: Decimal | None = None
    worked: Worked | None = None
    sentence: str = ""

    @property
    def agrees(self) -> bool:
        """Whether both come to the same."""
        return self.difference is not None and not self.difference


class Handed(NamedTuple):
    """What became of a basket's line that was handed on.

    Attributes:
        line: its id.
        name: of its item.
        done: whether something was made or staged.
        sentence: what, or why not.
        source, account, resource, key: of the record that it became or that was changed; "" for
            none.
    """

    line: str
    name: str
    done: bool
    sentence: str
    source: str = ""
    account: str = ""
    resource: str = ""
    key: str = ""


class Added(NamedTuple):
    """What was put into a basket.

    Attributes:
        basket: its id.
        lines: ids of the new lines, for taking them out again.
        left_out: sentences on rows that could not be put in.
        there: rows that were left out because the same things are in it already: ids of those
            lines by key of the row.
        quantity: of a line.
    """

    basket: str
    lines: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    there: Mapping[str, str] = MappingProxyType({})
    quantity: int = 0
