"""What a plan for the shelf says: each step in one sentence, and how it stands beside another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from workbench.compare.shelf import Buy, Plan, Take
from workbench.core.formats import Formats
from workbench.core.offers import Lot
from workbench.core.texts import tr, trn
from workbench.core.values import Money


def on_shelf(lots: Iterable[Lot], day: date | None, formats: Formats) -> str:
    """Return what stands on the shelf: "120 pieces are on your shelf; 12 more expired".

    What has expired on the day is told and never counted; "" where nothing is there.
    """
    held = [lot for lot in lots if lot.quantity > 0]
    good = sum(lot.quantity for lot in held if lot.holds_on(day))
    expired = sum(lot.quantity for lot in held) - good
    count = formats.integer(good)
    old = formats.integer(expired)
    if not good and not expired:
        return ""
    if not good:
        return trn(
            "{count} piece on your shelf has expired",
            "{count} pieces on your shelf have expired",
            expired,
            count=old,
        )
    said = trn(
        "{count} piece is on your shelf", "{count} pieces are on your shelf", good, count=count
    )
    return tr("{shelf}; {count} more expired", shelf=said, count=old) if expired else said


def steps(plan: Plan, formats: Formats) -> tuple[str, ...]:
    """Return the steps of a plan, a sentence each."""
    said = [_take(each, formats) for each in plan.takes]
    said.extend(_buy(each, formats) for each in plan.buys)
    if plan.left:
        said.append(tr("{count} pieces are left over.", count=formats.integer(plan.left)))
    return tuple(said)


def _take(take: Take, formats: Formats) -> str:
    lot, count = take.lot, formats.integer(take.pieces)
    told = [tr("batch {batch}", batch=lot.batch)] if lot.batch else []
    if lot.expires is not None:
        told.append(tr("expires {day}", day=formats.date(lot.expires)))
    batch = f" ({', '.join(told)})" if told else ""
    if lot.store:
        text = tr("Take {count} from {store}{batch}.")
        return text.format(count=count, store=lot.store, batch=batch)
    return tr("Take {count} from the shelf{batch}.", count=count, batch=batch)


def _buy(buy: Buy, formats: Formats) -> str:
    return tr(
        "Buy {count} from {supplier} at tier {tier} for {total}.",
        count=formats.integer(buy.pieces),
        supplier=buy.supplier,
        tier=formats.integer(buy.tier),
        total=formats.total(buy.total),
    )


def beside(plan: Plan, other: Plan, formats: Formats) -> str:
    """Return how another plan stands beside one: "or buy 500 from Y, 31.00 EUR cheaper in total".

    Both are in one currency: they come of the same curves.
    """
    what = _short(other, formats)
    apart = other.total.amount - plan.total.amount
    if not apart:
        return tr("or {plan}, at the same total", plan=what)
    amount = formats.total(Money(abs(apart), plan.total.currency))
    if apart < 0:
        return tr("or {plan}, {amount} cheaper in total", plan=what, amount=amount)
    return tr("or {plan}, {amount} dearer in total", plan=what, amount=amount)


def _short(plan: Plan, formats: Formats) -> str:
    taken = sum(take.pieces for take in plan.takes)
    said = [tr("take {count} from the shelf", count=formats.integer(taken))] if taken else []
    said.extend(
        tr("buy {count} from {supplier}", count=formats.integer(buy.pieces), supplier=buy.supplier)
        for buy in plan.buys
    )
    return tr(" and ").join(said)
