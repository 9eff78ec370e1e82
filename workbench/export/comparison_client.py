"""A comparison as a customer is shown it: sale prices as fixed values, and nothing behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.compare.margins import MarginRule
from workbench.compare.pivot import ClientCell, Pivot
from workbench.core.errors import bad_input
from workbench.core.jobs import job_cancelled
from workbench.core.texts import tr
from workbench.core.values import Money
from workbench.export.comparison import Comparison, Entry, Priced, about_of
from workbench.export.comparison_looks import Looks, put_number, write_about

if TYPE_CHECKING:
    from xlsxwriter import Workbook


def write_client(
    book: Workbook, made: Comparison, priced: Priced, stopped: Callable[[], bool]
) -> None:
    """Write the sheets that a customer may have.

    Raises:
        WbError: INPUT without a margin rule: there are no sale prices then; CANCELLED.
    """
    rule = made.rule
    if rule is None:
        raise bad_input(
            tr("Without a margin rule there are no sale prices."), tr("Choose a rule."), "margin"
        )
    looks = Looks(book)
    sheet = looks.sheet("offers", tr("Offer"))
    heads = (tr("Item"), tr("Pieces"), tr("Price"), tr("Total"))
    for column, text in enumerate(heads):
        sheet.write_string(0, column, text, looks.head)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 3, 16)
    sheet.freeze_panes(1, 0)
    for row, entry in enumerate(made.entries, 1):
        if stopped():
            raise job_cancelled()
        group = made.board.groups[entry.group]
        sheet.write_string(row, 0, made.names.get(group.id, "") or tr("Item"))
        cell = _sold(made, priced, entry, rule)
        if cell is None:
            sheet.write_string(row, 2, tr("on request"))
            continue
        put_number(sheet, row, 1, cell.quantity, looks.count)
        put_number(sheet, row, 2, cell.per_piece.amount, looks.amount(cell.per_piece.currency))
        put_number(sheet, row, 3, cell.total.amount, looks.amount(cell.total.currency))
    if made.entries:
        sheet.autofilter(0, 0, len(made.entries), 3)
    sheet.repeat_rows(0)
    write_about(looks, about_of(made))


def _sold(made: Comparison, priced: Priced, entry: Entry, rule: MarginRule) -> ClientCell | None:
    """Return what a row is sold for: as it was promised, else by the offer that was chosen."""
    line, pivot = entry.line, Pivot(priced.of(entry))
    if line is None or not line.offer:
        return pivot.client_cell(entry.group, rule)
    held = line.current
    if held is not None and held.sale is not None:
        pieces = held.bought or held.quantity
        return ClientCell(pieces, held.sale, Money(held.sale.amount * pieces, held.sale.currency))
    board = made.board
    for place in board.places(entry.group):
        if board.items[place].ref == line.ref and board.offers[place].id == line.offer:
            return pivot.client_cell_of(place, rule)
    return None
