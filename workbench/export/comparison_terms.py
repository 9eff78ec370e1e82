"""Every offer of a comparison unfolded in formulas, a row each; or why it has no cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.compare.board_outcome import COMPARED, quote_of, refusal
from workbench.compare.landed_terms import Wanted
from workbench.compare.rates import NoRate
from workbench.core.offers import PRICE_KINDS
from workbench.core.texts import tr
from workbench.export.comparison_looks import Looks, put_formula
from workbench.export.comparison_marked import Marked, marked_of
from workbench.export.comparison_reckoned import Column, Order, Reckoned
from workbench.export.comparison_tiers import FIRST, Rates, Tiers

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbench.compare.board_pricing import Pricing


class Terms:
    """The sheet that unfolds every offer, a row each."""

    def __init__(
        self, sheet: Worksheet, looks: Looks, tiers: Tiers, rates: Rates, wanted: Wanted
    ) -> None:
        self._sheet, self._looks, self._wanted = sheet, looks, wanted
        self._tiers, self._rates = tiers, rates
        self._row = FIRST
        heads = (
            tr("Item"), tr("Supplier"), tr("Price"), tr("Wanted"), tr("From at least"),
            tr("Multiple"), tr("Up to"), tr("Bought"), tr("Step from"), tr("Unit price"),
            tr("Currency"), tr("Rate"), tr("Goods"), tr("Marking"), tr("Setup"), tr("Charges"),
            tr("Freight"), tr("Duty"), tr("Total"), tr("Per piece"), tr("Note"),
        )  # fmt: skip
        for column, text in enumerate(heads):
            sheet.write_string(0, column, text, looks.head)
        sheet.set_column(Column.ITEM, Column.SUPPLIER, 28)
        sheet.set_column(Column.KIND, Column.PIECE, 13)
        sheet.set_column(Column.SAYS, Column.SAYS, 60)
        sheet.freeze_panes(1, 2)

    def add(self, pricing: Pricing, place: int, wanted_at: str, confirmed: str = "") -> int:
        """Write an offer; return its row, from 1.

        Args:
            pricing: at the row's quantity.
            place: of the offer on the board.
            wanted_at: reference of the cell with the quantity.
            confirmed: what the service said of it.
        """
        item, offer = pricing.board.items[place], pricing.board.offers[place]
        row, sheet = self._row, self._sheet
        self._row += 1
        sheet.write_string(row, Column.ITEM, item.name)
        sheet.write_string(row, Column.SUPPLIER, " ".join(offer.supplier.split()))
        sheet.write_string(row, Column.KIND, tr(PRICE_KINDS[offer.kind]))
        refused = refusal(item, offer, self._wanted)
        marked = marked_of(pricing, place) if refused is None else Marked()
        quote = quote_of(item, offer, self._wanted)
        why = refused.reason if refused else marked if isinstance(marked, str) else ""
        if why or isinstance(quote, NoRate) or isinstance(marked, str):
            sheet.write_string(row, Column.SAYS, why)
            return row + 1
        order = Order(pricing, place, self._wanted, quote, marked)
        span = self._tiers.span(place, item, offer)
        Reckoned(sheet, self._looks, row, order).write(wanted_at, span, self._rates)
        notes = (confirmed, *offer.troubles, self._fixed(marked))
        self._says(row, pricing, place, " ".join(filter(None, notes)))
        return row + 1

    @staticmethod
    def _fixed(marked: Marked) -> str:
        if not marked.pieces:
            return ""
        return tr("The marking is fixed for {count} pieces.", count=f"{marked.pieces:,}")

    def _says(self, row: int, pricing: Pricing, place: int, note: str) -> None:
        text = tr("Not sold or not reckoned at that quantity.").replace('"', "'")
        plain = note.replace('"', "'")[:250]
        known = pricing.outcome(place) in COMPARED
        formula = f'IF(T{row + 1}="","{text}","{plain}")'
        put_formula(self._sheet, row, Column.SAYS, formula, None, plain if known else text)
