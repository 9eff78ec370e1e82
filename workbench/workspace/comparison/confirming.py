"""The services' own calculation of an order beside what was reckoned here."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workbench.compare.baskets import Line
from workbench.compare.quoting import ordered
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.offers import Item, Offer, OnQuote, Printing, Worked
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.core.values import Money
from workbench.workspace.comparison.answers import Confirmed
from workbench.workspace.comparison.engine import Engine

if TYPE_CHECKING:
    from workbench.workspace.workspace import Workspace

_CENT: Final = Decimal("0.01")


class Order(NamedTuple):
    """One order that a service is asked about.

    Attributes:
        key: of the row or the line.
        item, offer: what is bought, and from whom.
        quantity: pieces really bought.
        printing: how they are marked; without a technique for unmarked.
        reason: why it cannot be asked about, "" where it can.
    """

    key: str
    item: Item | None
    offer: Offer | None
    quantity: int
    printing: Printing
    reason: str = ""


class Confirming:
    """Asks services for their calculation; one request an order."""

    def __init__(self, workspace: Workspace, engine: Engine) -> None:
        self._workspace = workspace
        self._engine = engine

    def requests(self, of: Collection[str] | str) -> int:
        """Return how many requests it takes."""
        return sum(not order.reason for order in self._orders(of))

    def why_none(self, of: Collection[str] | str) -> tuple[str, ...]:
        """Return the reasons for which nothing of it is asked about, each once."""
        return tuple(dict.fromkeys(order.reason for order in self._orders(of) if order.reason))

    async def confirm(self, of: Collection[str] | str, job: Job) -> tuple[Confirmed, ...]:
        """Ask for every order, one after the other; see `Comparison.confirm`."""
        orders = list(self._orders(of))
        total, answers = sum(not each.reason for each in orders), []
        for order in orders:
            await job.checkpoint()
            answers.append(await self._confirmed(order))
            if not order.reason:
                job.advance(min(job.done + 1, total), total)
        job.note = tr("{count} confirmed", count=sum(each.theirs is not None for each in answers))
        return tuple(answers)

    # ---- which orders ------------------------------------------------------------------------

    def _orders(self, of: Collection[str] | str) -> Iterator[Order]:
        if isinstance(of, str):
            yield from self._of_basket(of)
        else:
            for key in of:
                yield from self._of_row(key)

    def _of_row(self, key: str) -> Iterator[Order]:
        """Give the best compared offer of each supplier."""
        detail = self._engine.detail(key)
        seen: set[str] = set()
        for each in detail.offers() if detail else ():
            if each.rank is None or each.offer.supplier in seen:
                continue
            seen.add(each.offer.supplier)
            printing = self._engine.asked.printing or Printing()
            order = Order(key, each.item, each.offer, each.bought, printing)
            yield order._replace(reason=self._why_not(order))

    def _of_basket(self, basket: str) -> Iterator[Order]:
        baskets = self._workspace.keeping.baskets
        held = baskets.get(basket)
        for line in baskets.lines(basket):
            order = self._of_line(line, (held.printing if held else None) or Printing())
            yield order if order.reason else order._replace(reason=self._why_not(order))

    def _of_line(self, line: Line, printing: Printing) -> Order:
        item = self._engine.pool.get(line.ref)
        offer = item.offer(line.offer) if item else None
        then = line.standing
        printing = (then.printing if then else None) or printing
        order = Order(line.id, item, offer, line.quantity, printing)
        if item is None or offer is None:
            return order._replace(reason=tr("The offer is not on this machine."))
        priced = ordered(offer, line.quantity)
        if priced is None:
            return order._replace(reason=tr("The offer is not sold at that quantity."))
        return order._replace(quantity=priced.bought)

    def _why_not(self, order: Order) -> str:
        place = self._engine.pool.place(order.item.ref) if order.item else None
        if place is None or place.of.offering.confirm is None:
            return tr("This service does not reckon orders; read the record again instead.")
        if not order.printing.technique:
            return tr("The service reckons marked orders only: choose a technique.")
        return ""

    # ---- one request -------------------------------------------------------------------------

    async def _confirmed(self, order: Order) -> Confirmed:
        item, offer = order.item, order.offer
        supplier = offer.supplier if offer else ""
        made = Confirmed(order.key, supplier, offer.id if offer else "", now())
        if order.reason or item is None or offer is None:
            return made._replace(sentence=order.reason)
        ours = self._engine.markings.marked(item, offer, order.quantity, order.printing)
        try:
            theirs = await self._ask(order, item, offer)
        except WbError as error:
            if error.code is ErrorCode.CANCELLED:
                raise
            theirs = OnQuote(error.full_text)
        made = made._replace(at=now(), ours=_total(ours, offer))
        if not isinstance(theirs, Worked):
            return made._replace(sentence=theirs.reason)
        return _beside(made._replace(theirs=_total(theirs, offer), worked=theirs))

    async def _ask(self, order: Order, item: Item, offer: Offer) -> Worked | OnQuote:
        place = self._engine.pool.place(item.ref)
        confirm: Any = place.of.offering.confirm if place else None
        prepared = self._engine.markings.prepared(item)
        if place is None or confirm is None or prepared is None:
            return OnQuote(tr("The record is not on this machine any more."))
        connection = await self._workspace.connections.open(place.of.source, place.of.account)
        return await confirm(
            connection.client, prepared, item, offer, order.quantity, order.printing
        )


def _total(worked: Worked | OnQuote | None, offer: Offer) -> Money | None:
    return Money(worked.total, offer.ladder.currency) if isinstance(worked, Worked) else None


def _beside(made: Confirmed) -> Confirmed:
    """Say how both stand; less than half a cent is no difference: services cut their amounts."""
    if made.ours is None or made.theirs is None:
        return made._replace(sentence=tr("The service names a price that is not known here."))
    apart = (made.theirs.amount - made.ours.amount).quantize(_CENT)
    if not apart:
        return made._replace(difference=Decimal(0), sentence=tr("The service reckons the same."))
    amount = f"{abs(apart):f} {made.theirs.currency}"
    dearer, cheaper = tr("The service asks {amount} more."), tr("The service asks {amount} less.")
    text = (dearer if apart > 0 else cheaper).format(amount=amount)
    return made._replace(difference=apart, sentence=text)
