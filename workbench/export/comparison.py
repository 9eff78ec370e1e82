"""A comparison as a workbook that goes on reckoning: another quantity typed in it prices anew.

Sheets: the offers side by side, every offer unfolded, the price steps, the exchange rates and where
it all came from. The client-safe form holds sale prices alone (see comparison_client.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.compare.baskets import Line
from workbench.compare.margins import MarginRule, rule_text
from workbench.core.formats import Formats
from workbench.core.texts import tr
from workbench.export.about import program
from workbench.export.origin import Origin
from workbench.export.values import in_utc
from workbench.export.workbook.write import check_workbook
from workbench.store.files import atomic_path

if TYPE_CHECKING:
    from workbench.compare.board import Board
    from workbench.compare.board_pricing import Pricing
    from workbench.compare.landed_terms import Wanted

PLAIN: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""How texts are written: as texts, whatever they look like."""


class Entry(msgspec.Struct, frozen=True):
    """One row of the comparison.

    Attributes:
        group: number of the group on the board.
        line: of a basket, with its own quantity; None where the quantity asked counts.
        picture: a PNG or JPEG of at most 64 pixels, empty for none.
        confirmed: what services said of its offers: sentences by id of the offer.
    """

    group: int
    line: Line | None = None
    picture: bytes = b""
    confirmed: Mapping[str, str] = {}


class Comparison(msgspec.Struct, frozen=True):
    """Everything that the workbook is written from.

    Attributes:
        board: what is compared.
        wanted: what for.
        entries: the rows, in order.
        title: of the comparison or basket.
        at: when it is written.
        about: label and text of further lines of "About": the request, the scope.
        rule: sale prices follow it, None for none.
        client_safe: sale prices alone: no cost, no supplier.
        names: what customers are told of a group, by its id: no supplier is named in them.
        origin: what is carried so that it can be brought back, None for nothing; its columns are
            those of `comparison_origin.COLUMNS`.
    """

    board: Board
    wanted: Wanted
    entries: tuple[Entry, ...]
    title: str
    at: datetime
    about: tuple[tuple[str, str], ...] = ()
    rule: MarginRule | None = None
    client_safe: bool = False
    names: Mapping[str, str] = {}
    origin: Origin | None = None

    @property
    def basket(self) -> bool:
        """Whether its rows are lines of a basket."""
        return any(entry.line is not None for entry in self.entries)


class Priced:
    """The pricings of a comparison, one for each quantity that a row has."""

    def __init__(self, made: Comparison) -> None:
        self._made = made
        self._held: dict[int, Pricing] = {}

    def quantity(self, entry: Entry) -> int:
        """Return how many pieces a row is about."""
        return entry.line.quantity if entry.line is not None else self._made.wanted.quantity

    def of(self, entry: Entry) -> Pricing:
        """Return the pricing at a row's quantity, the row's group reckoned."""
        quantity = self.quantity(entry)
        if quantity not in self._held:
            self._held[quantity] = self._made.board.price(self._made.wanted.at(quantity))
        pricing = self._held[quantity]
        pricing.settle((entry.group,))
        return pricing


def write_comparison(
    made: Comparison, path: Path, stopped: Callable[[], bool] = lambda: False
) -> int:
    """Write a comparison to `path`, whole or not at all; return how many rows it has.

    Raises:
        WbError: DISK or DISK_FULL where the place cannot be written; CANCELLED.
    """
    import xlsxwriter  # noqa: PLC0415 - only when exporting

    from workbench.export.comparison_client import write_client  # noqa: PLC0415 - likewise
    from workbench.export.comparison_offers import write_offers  # noqa: PLC0415 - likewise

    with (
        atomic_path(path, verify=check_workbook) as part,
        xlsxwriter.Workbook(str(part), PLAIN) as book,
    ):
        book.set_properties({"title": made.title, "created": in_utc(made.at).replace(tzinfo=None)})
        if made.client_safe:
            write_client(book, made, Priced(made), stopped)
        else:
            write_offers(book, made, Priced(made), stopped)
    return len(made.entries)


def about_of(made: Comparison) -> Sequence[tuple[str, str]]:
    """Return label and text of the lines of "About"; a customer's names neither rule nor cost."""
    lines = [
        (tr("Comparison"), made.title),
        (tr("Time"), f"{in_utc(made.at):%Y-%m-%d %H:%M:%S} UTC"),
        (tr("Rows"), str(len(made.entries))),
    ]
    if made.client_safe:
        lines.append((tr("Currency"), made.wanted.home))
        return [line for line in lines if line[1]]
    lines += made.about
    if made.wanted.home:
        lines.append((tr("Costs in"), made.wanted.home))
    if made.rule is not None:
        text = f"{made.rule.name}: {rule_text(made.rule, Formats())}"
        lines.append((tr("Sale prices"), text))
    lines += [
        (tr("Reckoned"), tr("Here, from what was read; “{sheet}” says what a service has "
                            "confirmed.", sheet=tr("Terms"))),
        (tr("Quantity"), tr("Type another one: minimums, multiples, steps and rates follow.")),
        (tr("Marking"), tr("Where the price of marking follows a formula of the supplier it is "
                           "fixed for the pieces named; at other quantities the row is empty.")),
        (tr("Program"), program()),
    ]  # fmt: skip
    return lines
