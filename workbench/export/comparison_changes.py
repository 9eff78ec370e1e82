"""What became of an offer since it was made, as a sheet for the customer or for oneself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from workbench.compare.baskets import Line, client_name
from workbench.compare.margins import MarginRule, sale
from workbench.compare.quoting import Quoted
from workbench.compare.requote import FATES, Fate, Verdict
from workbench.core.texts import tr
from workbench.core.values import Money
from workbench.export.about import program
from workbench.export.comparison import PLAIN
from workbench.export.comparison_looks import Looks, put_number, write_about
from workbench.export.values import in_utc
from workbench.export.workbook.write import check_workbook
from workbench.store.files import atomic_path

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_HUNDRED: Final = Decimal(100)
_CUSTOMER_FATES: Final = {
    Fate.GONE: Fate.GONE,
    Fate.NO_PRICE: Fate.NO_PRICE,
    Fate.UNCHECKED: Fate.UNCHECKED,
}


class Change(NamedTuple):
    """One line, then and now; amounts for one piece.

    Attributes:
        name: of the item.
        quantity: pieces wanted.
        then, now: price of a piece, None where there was or is none.
        fate: what became of it.
        supplier: whose offer it is, "" for a customer.
        said: everything else that changed, "" for a customer.
    """

    name: str
    quantity: int
    then: Money | None
    now: Money | None
    fate: Fate
    supplier: str = ""
    said: str = ""

    @property
    def percent(self) -> Decimal | None:
        """How much the price moved; None where both cannot be compared."""
        then, now = self.then, self.now
        if then is None or now is None or then.currency != now.currency or not then.amount:
            return None
        return ((now.amount - then.amount) * _HUNDRED / then.amount).quantize(Decimal("0.1"))


def changes_of(
    lines: Sequence[Line],
    verdicts: Sequence[Verdict],
    *,
    customer: bool,
    rule: MarginRule | None = None,
) -> tuple[Change, ...]:
    """Return every line, then and now.

    A customer is told sale prices: what was promised, and what the rule makes of the cost of today
    (the promised price again where the cost is the same). Without a rule and without a promised
    sale price no price is named.

    Args:
        lines: as they were promised.
        verdicts: on them, in any order.
        customer: whether a customer gets it.
        rule: from the cost of today to a sale price.
    """
    by_line = {verdict.line: verdict for verdict in verdicts}
    return tuple(
        _for_customer(line, by_line[line.id], rule) if customer else _own(line, by_line[line.id])
        for line in lines
        if line.id in by_line
    )


def _own(line: Line, verdict: Verdict) -> Change:
    parts = [f"{each.what}: {each.before} → {each.after}" for each in verdict.differences]
    said = "; ".join(filter(None, [verdict.reason, *parts]))
    return Change(line.name, line.quantity, _cost(verdict.then), _cost(verdict.now), verdict.fate,
                  line.supplier, said)  # fmt: skip


def _for_customer(line: Line, verdict: Verdict, rule: MarginRule | None) -> Change:
    then, now = verdict.then, verdict.now
    before = then.sale if then is not None else None
    if before is None and rule is not None:
        before = _sold(_cost(then), rule)
    there = verdict.fate not in _CUSTOMER_FATES
    after = None
    if there and verdict.fate is Fate.SAME:
        after = before
    elif there and rule is not None:
        after = _sold(_cost(now), rule)
    fate = verdict.fate if not there else _moved(before, after)
    return Change(client_name(line), line.quantity, before, after, fate)


def _moved(before: Money | None, after: Money | None) -> Fate:
    """Return what a customer is told of two sale prices."""
    if after is None:
        return Fate.NO_PRICE
    if before is None:
        return Fate.FIRST
    if before.currency != after.currency:
        return Fate.OTHER
    if before.amount == after.amount:
        return Fate.SAME
    return Fate.UP if after.amount > before.amount else Fate.DOWN


def _sold(cost: Money | None, rule: MarginRule) -> Money | None:
    price = None if cost is None else sale(cost, rule).price
    return price if price is not None and price.amount > 0 else None


def _cost(quoted: Quoted | None) -> Money | None:
    """Return what a piece cost in all, in the currency of the basket where a rate led there."""
    if quoted is None or not quoted.bought:
        return None
    total = quoted.home.amount if quoted.home else quoted.total
    if total is None:
        return None
    each = (total.amount / quoted.bought).quantize(Decimal("0.0001"))
    return Money(each, total.currency)


def write_changes(
    changes: Sequence[Change], path: Path, title: str, at: datetime, *, customer: bool
) -> int:
    """Write the sheet of changes, whole or not at all; return how many lines it has.

    Args:
        changes: see `changes_of`.
        path: the file.
        title: of the offer.
        at: when it was checked.
        customer: whether a customer gets it: suppliers and reasons are then left out.

    Raises:
        WbError: DISK or DISK_FULL where the place cannot be written.
    """
    import xlsxwriter  # noqa: PLC0415 - only when exporting

    with (
        atomic_path(path, verify=check_workbook) as part,
        xlsxwriter.Workbook(str(part), PLAIN) as book,
    ):
        book.set_properties({"title": title, "created": in_utc(at).replace(tzinfo=None)})
        looks = Looks(book)
        sheet = looks.sheet("changes", tr("Changes"))
        heads = [tr("Item"), tr("Pieces"), tr("Then"), tr("Now"), tr("Change %"), tr("What")]
        heads += [] if customer else [tr("Supplier"), tr("Details")]
        for column, text in enumerate(heads):
            sheet.write_string(0, column, text, looks.head)
        for row, change in enumerate(changes, 1):
            _write(sheet, looks, row, change, customer=customer)
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 6, 16)
        sheet.set_column(7, 7, 80)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(changes), 1), len(heads) - 1)
        about = [(tr("Offer"), title), (tr("Checked"), f"{in_utc(at):%Y-%m-%d %H:%M:%S} UTC")]
        about += [] if customer else [(tr("Program"), program())]
        write_about(looks, about)
    return len(changes)


def _write(sheet: Worksheet, looks: Looks, row: int, change: Change, *, customer: bool) -> None:
    sheet.write_string(row, 0, change.name)
    put_number(sheet, row, 1, change.quantity, looks.count)
    for column, money in ((2, change.then), (3, change.now)):
        if money is not None:
            put_number(sheet, row, column, money.amount, looks.amount(money.currency))
    if change.percent is not None:
        put_number(sheet, row, 4, change.percent, looks.percent)
    sheet.write_string(row, 5, tr(FATES[change.fate]))
    if not customer:
        sheet.write_string(row, 6, change.supplier)
        sheet.write_string(row, 7, change.said[:32_000], looks.wrap)
