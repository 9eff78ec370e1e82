"""The offers side by side: a row a thing, a column a supplier, in formulas over the terms."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from workbench.compare.landed_terms import MOST_PIECES
from workbench.compare.margins import MarginKind, MarginRule, sale
from workbench.compare.pivot import Pivot
from workbench.core.jobs import job_cancelled
from workbench.core.texts import tr
from workbench.core.values import Money
from workbench.export.comparison import Comparison, Entry, Priced, about_of
from workbench.export.comparison_looks import Looks, put_formula, put_number, write_about
from workbench.export.comparison_origin import COLUMNS, values_of, write_origin
from workbench.export.comparison_terms import Terms
from workbench.export.comparison_tiers import Rates, Span, Tiers
from workbench.export.origin import ID_HEADING, token
from workbench.export.workbook.sheet import letters

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from workbench.compare.board_pricing import Pricing

HEAD: Final = 3
"""Row of the headings, from 0."""
_THUMB: Final = 52


class Layout(NamedTuple):
    """Positions of the columns; -1 for one that is not there."""

    name: int
    gtin: int
    quantity: int
    note: int
    target: int
    target_currency: int
    supplier: int
    best: int
    bought: int
    total: int
    sale: int
    chosen: int
    chosen_piece: int
    chosen_total: int
    promised: int
    promised_total: int
    first_supplier: int


def layout_of(made: Comparison) -> Layout:
    """Return where the columns of a comparison stand."""
    wanted = [
        True, True, True, made.basket, made.basket, made.basket, True, True, True, True,
        made.rule is not None, *[made.basket] * 5,
    ]  # fmt: skip
    places, at = [], 0
    for there in wanted:
        places.append(at if there else -1)
        at += there
    return Layout._make([*places, at])


def write_offers(
    book: Workbook, made: Comparison, priced: Priced, stopped: Callable[[], bool]
) -> None:
    """Write all sheets of a comparison.

    Raises:
        WbError: CANCELLED.
    """
    offers = _Offers(book, made, priced)
    for number, entry in enumerate(made.entries):
        if stopped():
            raise job_cancelled()
        offers.add(number, entry)
    offers.finish()


class _Offers:
    """The sheets under way."""

    def __init__(self, book: Workbook, made: Comparison, priced: Priced) -> None:
        self._book, self._made, self._priced = book, made, priced
        self._looks = looks = Looks(book)
        self._sheet = looks.sheet("offers", tr("Offers"))
        terms, tiers = looks.sheet("terms", tr("Terms")), looks.sheet("tiers", tr("Tiers"))
        rates = looks.sheet("rates", tr("Rates"))
        self._tiers, self._rates = Tiers(tiers, looks), Rates(rates, looks)
        self._terms = Terms(terms, looks, self._tiers, self._rates, made.wanted)
        self._layout = layout_of(made)
        self._suppliers = self._columns()
        self._id = self._layout.first_supplier + len(self._suppliers)
        self._held: dict[int, tuple[Decimal | str, Decimal | str]] = {}
        self._tokens = made.origin is not None and made.basket
        self._heads()

    def _columns(self) -> dict[int, int]:
        """Return the position of each supplier that offers one of the groups, by its number."""
        pivot = Pivot(self._made.board.price(self._made.wanted))
        groups = {entry.group for entry in self._made.entries}
        board = self._made.board
        there = {int(board.supplier[at]) for group in groups for at in board.places(group)}
        shown = [each.supplier for each in pivot.columns() if each.supplier in there]
        first = self._layout.first_supplier
        return {supplier: first + place for place, supplier in enumerate(shown)}

    def _heads(self) -> None:
        sheet, looks, made, at = self._sheet, self._looks, self._made, self._layout
        sheet.write_string(0, 0, tr("Quantity"), looks.head)
        if not made.basket:
            put_number(sheet, 0, 1, made.wanted.quantity, looks.input)
            rule = {"validate": "integer", "criteria": "between", "minimum": 1,
                    "maximum": MOST_PIECES}  # fmt: skip
            sheet.data_validation(0, 1, 0, 1, rule)
            sheet.write_string(0, 2, tr("Type another quantity: everything below follows."))
        else:
            sheet.write_string(0, 1, tr("of each line"))
        sheet.write_string(1, 0, tr("Costs in"), looks.head)
        sheet.write_string(1, 1, made.wanted.home or tr("as quoted"))
        titles = {
            at.name: tr("Item"), at.gtin: "GTIN", at.supplier: tr("Best supplier"),
            at.best: tr("Best per piece"), at.bought: tr("Bought"), at.total: tr("Best total"),
            at.sale: tr("Sale price"), at.chosen: tr("Chosen supplier"),
            at.chosen_piece: tr("Chosen per piece"), at.chosen_total: tr("Chosen total"),
            at.promised: tr("Promised per piece"), at.promised_total: tr("Promised total"),
        }  # fmt: skip
        places = (at.quantity, at.note, at.target, at.target_currency)
        titles |= {
            place: tr(title) for place, (_id, title, _kind) in zip(places, COLUMNS, strict=True)
        }
        titles |= {place: made.board.suppliers[each] for each, place in self._suppliers.items()}
        if self._tokens:
            titles[self._id] = ID_HEADING
        for place, title in titles.items():
            if place >= 0:
                sheet.write_string(HEAD, place, title, looks.head)
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, self._id, 15)
        if self._tokens:
            sheet.set_column(self._id, self._id, 9, None, {"hidden": True})
        sheet.freeze_panes(HEAD + 1, 1)

    # ---- a row ------------------------------------------------------------------------------

    def add(self, number: int, entry: Entry) -> None:
        """Write one row with its unfolded offers."""
        row, at, sheet, looks = HEAD + 1 + number, self._layout, self._sheet, self._looks
        group = self._made.board.groups[entry.group]
        pricing = self._priced.of(entry)
        sheet.write_string(row, at.name, entry.line.name if entry.line else group.name)
        gtin = next((each for item in group.items for each in item.gtins), "")
        sheet.write_string(row, at.gtin, gtin, looks.text)
        self._quantity(row, entry)
        wanted_at = f"{looks.names['offers']}!${letters(at.quantity)}${row + 1}"
        spans, rows = self._unfold(entry, pricing, wanted_at)
        self._best(row, entry, pricing, spans)
        for supplier, span in spans.items():
            self._supplier(row, pricing, entry.group, supplier, span)
        self._chosen(row, entry, rows)
        if entry.picture:
            sheet.set_row_pixels(row, _THUMB)
            sheet.insert_image(row, self._id + 1, "picture", {"image_data": BytesIO(entry.picture)})
        origin = self._made.origin
        if self._tokens and origin is not None:
            sheet.write_string(row, self._id, token(origin.stamp, number), looks.text)

    def _quantity(self, row: int, entry: Entry) -> None:
        at, sheet, looks, line = self._layout, self._sheet, self._looks, entry.line
        if line is None:
            put_formula(
                self._sheet, row, at.quantity, "$B$1", looks.count, self._priced.quantity(entry)
            )
            return
        quantity, note, target, currency = values_of(line)
        put_number(sheet, row, at.quantity, quantity, looks.input)
        sheet.write_string(row, at.note, note, looks.input_text)
        if target is None:
            sheet.write_blank(row, at.target, None, looks.amount("", typed=True))
        else:
            put_number(sheet, row, at.target, target, looks.amount("", typed=True))
        sheet.write_string(row, at.target_currency, currency, looks.input_text)

    def _unfold(
        self, entry: Entry, pricing: Pricing, wanted_at: str
    ) -> tuple[dict[int, Span], dict[str, int]]:
        """Unfold the offers of a group; return each supplier's rows, and each offer's own."""
        board = self._made.board
        places = sorted(
            board.places(entry.group), key=lambda at: (self._first(entry, at), board.standing[at])
        )
        spans: dict[int, Span] = {}
        rows: dict[str, int] = {}
        for place in places:
            supplier, offer = int(board.supplier[place]), board.offers[place]
            confirmed = entry.confirmed.get(offer.id, "")
            row = self._terms.add(pricing, place, wanted_at, confirmed)
            held = spans.get(supplier)
            spans[supplier] = Span(held.first if held else row, row)
            piece, total = pricing.per_piece(place), pricing.total(place)
            self._held[row] = (piece.amount if piece else "", total.amount if total else "")
            rows[f"{board.items[place].ref}{offer.id}"] = row
        return spans, rows

    def _first(self, entry: Entry, place: int) -> int:
        """Return how a supplier stands among those of a group, so that its offers are together."""
        board = self._made.board
        same = (
            at for at in board.places(entry.group) if board.supplier[at] == board.supplier[place]
        )
        return min(int(board.standing[at]) for at in same)

    def _best(self, row: int, entry: Entry, pricing: Pricing, spans: dict[int, Span]) -> None:
        at, sheet, looks = self._layout, self._sheet, self._looks
        places = self._made.board.places(entry.group)
        currencies = {pricing.currency(place) for place in places}
        if not spans or (len(currencies) > 1 and not self._made.wanted.home):
            said = tr("No offers.") if not spans else tr("Several currencies: not compared.")
            sheet.write_string(row, at.supplier, said)
            return
        span = Span(min(each.first for each in spans.values()),
                    max(each.last for each in spans.values()))  # fmt: skip
        terms, best = looks.names["terms"], f"{letters(at.best)}{row + 1}"
        place = pricing.best(entry.group)
        piece = pricing.per_piece(place) if place is not None else None
        total = pricing.total(place) if place is not None else None
        board, look = self._made.board, looks.amount(next(iter(currencies)))
        per_piece = span.column(terms, "T")
        lowest = f'IF(COUNT({per_piece})=0,"",MIN({per_piece}))'
        put_formula(sheet, row, at.best, lowest, look, piece.amount if piece else "")

        def beside(
            column: int, letter: str, look: Format | None, value: Decimal | int | str
        ) -> None:
            held = span.column(terms, letter)
            formula = f'IF({best}="","",INDEX({held},MATCH({best},{per_piece},0)))'
            put_formula(self._sheet, row, column, formula, look, value)

        name = board.suppliers[int(board.supplier[place])] if place is not None else ""
        beside(at.supplier, "B", None, name)
        pieces = int(pricing.costs.pieces[place]) if place is not None else ""
        beside(at.bought, "H", looks.count, pieces)
        beside(at.total, "S", look, total.amount if total else "")
        if self._made.rule is not None:
            sold = sale(piece, self._made.rule).price.amount if piece else ""
            formula = f'IF({best}="","",{sale_formula(self._made.rule, best)})'
            put_formula(self._sheet, row, at.sale, formula, look, sold)

    def _supplier(self, row: int, pricing: Pricing, group: int, supplier: int, span: Span) -> None:
        held = span.column(self._looks.names["terms"], "T")
        place = pricing.supplier_bests(group).get(supplier)
        at = place if place is not None else self._made.board.places(group)[0]
        piece = pricing.per_piece(place) if place is not None else None
        put_formula(
            self._sheet,
            row,
            self._suppliers[supplier],
            f'IF(COUNT({held})=0,"–",MIN({held}))',
            self._looks.amount(pricing.currency(at)),
            piece.amount if piece else "–",
        )

    def _chosen(self, row: int, entry: Entry, rows: dict[str, int]) -> None:
        line, at, sheet = entry.line, self._layout, self._sheet
        if line is None:
            return
        sheet.write_string(row, at.chosen, line.supplier if line.offer else "")
        own = rows.get(f"{line.ref}{line.offer}") if line.offer else None
        if own is not None:
            terms, look = self._looks.names["terms"], self._looks.amount(self._made.wanted.home)
            row_now = self._held[own]
            put_formula(sheet, row, at.chosen_piece, f"{terms}!$T${own}", look, row_now[0])
            put_formula(sheet, row, at.chosen_total, f"{terms}!$S${own}", look, row_now[1])
        held = line.standing
        if held is None or held.unit is None:
            return
        put_number(sheet, row, at.promised, held.unit.amount,
                           self._looks.amount(held.unit.currency))  # fmt: skip
        total: Money | None = held.home.amount if held.home else held.total
        if total is not None:
            put_number(sheet, row, at.promised_total, total.amount,
                               self._looks.amount(total.currency))  # fmt: skip

    # ---- the end ----------------------------------------------------------------------------

    def finish(self) -> None:
        """Write the filter, the marks of the best, "About" and what is carried."""
        made, at, sheet = self._made, self._layout, self._sheet
        last = HEAD + len(made.entries)
        if made.entries:
            sheet.autofilter(HEAD, 0, last, self._id - (not self._tokens))
        if made.entries and self._suppliers:
            rule = {"type": "cell", "criteria": "==", "format": self._looks.best,
                    "value": f"=${letters(at.best)}{HEAD + 2}"}  # fmt: skip
            sheet.conditional_format(
                HEAD + 1,
                at.first_supplier,
                last,
                at.first_supplier + len(self._suppliers) - 1,
                rule,
            )
        sheet.repeat_rows(HEAD)
        sheet.set_landscape()
        write_about(self._looks, about_of(made))
        if made.origin is not None:
            lines = [entry.line for entry in made.entries if entry.line is not None]
            places = (at.quantity, at.note, at.target, at.target_currency, self._id)
            write_origin(
                self._book,
                made.origin,
                lines,
                self._looks.names["offers"],
                HEAD + 1,
                places if self._tokens else (),
            )


def sale_formula(rule: MarginRule, cost: str) -> str:
    """Return the sale price of a cost's cell by a rule, as a formula."""
    match rule.kind:
        case MarginKind.MARGIN:
            price = f"{cost}*100/(100-({rule.value:f}))"
        case MarginKind.MARKUP:
            price = f"{cost}*(100+({rule.value:f}))/100"
        case MarginKind.FIXED:
            price = f"({cost}+({rule.value:f}))"
    step, ending = rule.rounding.step, rule.rounding.ending
    steps = f"ROUND(({price}-{ending:f})/{step:f},9)"
    whole = f"-INT(-{steps})" if rule.rounding.up else f"ROUND({steps},0)"
    found = f"({whole})*{step:f}+{ending:f}"
    least = f"ROUND({found},4)"
    return f"IF({least}>0,{least},{least}+{step:f})" if ending or step > Decimal("0.01") else least
