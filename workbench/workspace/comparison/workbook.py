"""The comparison into workbooks: what is shown, a basket, and what became of an offer.

A workbook of a basket comes back (see workbook_return.py); one of anything else can be priced
again from what it carries.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.compare.baskets import Line, line_of
from workbench.compare.board import Board
from workbench.compare.board_groups import Grouped
from workbench.compare.landed_terms import PARTS
from workbench.compare.quoting import quote
from workbench.core.errors import bad_input
from workbench.core.jobs import Job
from workbench.core.offers import Printing, Ref
from workbench.core.texts import tr, trn
from workbench.core.times import now
from workbench.workspace.comparison.asked import BASKET
from workbench.workspace.comparison.converting import converter
from workbench.workspace.comparison.rows import without_suppliers

if TYPE_CHECKING:
    from workbench.compare.landed_terms import Wanted
    from workbench.compare.requote import Verdict
    from workbench.export.comparison import Comparison, Entry
    from workbench.export.origin import Origin
    from workbench.workspace.comparison.answers import Confirmed
    from workbench.workspace.comparison.engine import Engine
    from workbench.workspace.workspace import Workspace

MOST_ROWS: Final = 5_000
"""Rows of one workbook: each unfolds into all its offers."""

Pictures = Mapping[str, bytes]
"""PNG or JPEG of at most 64 pixels, by key of the row or id of the line."""


class Workbooks:
    """Writes the comparison of a workspace.

    Args:
        workspace: whose.
        engine: what is compared.
    """

    def __init__(self, workspace: Workspace, engine: Engine) -> None:
        self._workspace = workspace
        self._engine = engine

    # ---- what is shown ----------------------------------------------------------------------

    async def write(
        self,
        path: Path,
        job: Job,
        *,
        keys: Collection[str] = (),
        pictures: Pictures | None = None,
        confirmed: Sequence[Confirmed] = (),
    ) -> int:
        """Write rows of the comparison as it is asked now; return how many.

        With `Asked.client_safe` it is the form for customers.

        Args:
            path: the file.
            job: shown and stopped.
            keys: of the rows, none for all that are shown.
            pictures: to put beside the rows.
            confirmed: what services said of their offers.

        Raises:
            WbError: INPUT where there is nothing to write, or sale prices are wanted without a
                rule; DISK or DISK_FULL; CANCELLED.
        """
        groups = self._engine.grouping.groups
        wanted = keys or [row.key for row in self._engine.shown.rows]
        found = [groups[key] for key in wanted if key in groups]
        said = _said(confirmed)
        return await self._write(
            path, job, found, [(group.id, None) for group in found], pictures or {}, said
        )

    async def write_basket(
        self,
        basket: str,
        path: Path,
        job: Job,
        *,
        pictures: Pictures | None = None,
        confirmed: Sequence[Confirmed] = (),
    ) -> int:
        """Write a basket, each line at its own quantity; edits in it can be brought back.

        Args:
            basket: its id.
            path: see `write`, as for the others.
            job: see there.
            pictures: by id of the line.
            confirmed: see there.

        Raises:
            WbError: INPUT where the basket is gone or empty; as `write`.
        """
        baskets = self._workspace.keeping.baskets
        await baskets.ready()
        lines = baskets.lines(basket)
        grouping = self._engine.grouping
        groups: dict[str, Grouped] = {}
        rows: list[tuple[str, Line | None]] = []
        for line in lines:
            group = grouping.of(line.ref) or Grouped(f"line {line.id}", ())
            groups[group.id] = group
            rows.append((group.id, line))
        return await self._write(
            path, job, list(groups.values()), rows, pictures or {}, _said(confirmed), basket
        )

    async def _write(
        self,
        path: Path,
        job: Job,
        groups: Sequence[Grouped],
        rows: Sequence[tuple[str, Line | None]],
        pictures: Pictures,
        said: Mapping[str, Mapping[str, str]],
        basket: str = "",
    ) -> int:
        if not rows:
            raise bad_input(tr("There are no rows to export."), tr("Choose other rows."))
        if len(rows) > MOST_ROWS:
            raise bad_input(
                tr("A workbook of a comparison holds at most {count} rows.",
                   count=f"{MOST_ROWS:,}"),
                tr("Choose fewer rows."),
            )  # fmt: skip
        await self._engine.ready()
        from workbench.export.comparison import Entry, write_comparison  # noqa: PLC0415 - on use

        number = {group.id: place for place, group in enumerate(groups)}
        entries = tuple(
            Entry(
                number[key],
                line,
                pictures.get(line.id if line else key, b""),
                said.get(line.id if line else key, {}),
            )
            for key, line in rows
        )
        stopped = threading.Event()
        watch = _watcher(stopped)
        job.changed.connect(watch)
        marker, wanted = self._engine.markings.marked, self._wanted(basket)
        made_at, title = now(), self._title(basket)

        def work() -> int:
            board = Board(groups, marker)
            made = self._made(board, wanted, entries, title, made_at, basket)
            return write_comparison(made, path, stopped.is_set)

        try:
            return await asyncio.to_thread(work)
        finally:
            stopped.set()
            job.changed.disconnect(watch)

    def _wanted(self, basket: str) -> Wanted:
        wanted = self._engine.wanted()
        held = self._workspace.keeping.baskets.get(basket) if basket else None
        if held is None:
            return wanted
        printing = held.printing or wanted.printing
        return msgspec.structs.replace(wanted, home=held.currency, printing=printing)

    def _title(self, basket: str) -> str:
        held = self._workspace.keeping.baskets.get(basket) if basket else None
        return held.name if held else tr("Comparison")

    def _made(
        self,
        board: Board,
        wanted: Wanted,
        entries: tuple[Entry, ...],
        title: str,
        at: datetime,
        basket: str,
    ) -> Comparison:
        from workbench.export.comparison import Comparison  # noqa: PLC0415 - only when exporting

        asked = self._engine.asked
        safe = asked.client_safe
        return Comparison(
            board,
            wanted,
            entries,
            title,
            at,
            about=self._about(wanted, basket),
            rule=self._engine.agreements.rule(asked.margin),
            client_safe=safe,
            names={group.id: _client_name(group) for group in board.groups} if safe else {},
            origin=None if safe else self._origin(board, wanted, entries, title, at, basket),
        )

    def _origin(
        self,
        board: Board,
        wanted: Wanted,
        entries: Sequence[Entry],
        title: str,
        at: datetime,
        basket: str,
    ) -> Origin:
        from workbench.export.comparison_origin import origin_of  # noqa: PLC0415 - as above

        lines = [entry.line for entry in entries if entry.line is not None]
        if not basket:
            lines = self._promised(board, wanted, at)
        return origin_of(
            title, lines, at, basket=basket, currency=wanted.home, printing=wanted.printing
        )

    def _promised(self, board: Board, wanted: Wanted, at: datetime) -> list[Line]:
        """Return a line for the best offer of each row, with what is promised now."""
        pricing, found = board.price(wanted), []
        convert = converter(wanted.rates, wanted.home, self._home_of) if wanted.home else None
        for number, group in enumerate(board.groups):
            place = pricing.best(number)
            if place is None:
                continue
            item, offer = board.items[place], board.offers[place]
            pieces, printing = int(pricing.costs.pieces[place]), wanted.printing
            worked = board.marks.worked(place, pieces, printing) if printing else None
            line = line_of(group.id, item, offer.id, wanted.quantity)
            promise = quote(item, offer.id, wanted.quantity, at=at, convert=convert,
                            printing=printing, worked=worked)  # fmt: skip
            found.append(line.accept(promise))
        return found

    def _home_of(self, ref: Ref) -> str:
        found = self._engine.account_of(ref)
        return found[0].currency_of(found[1]) if found else ""

    def _about(self, wanted: Wanted, basket: str) -> tuple[tuple[str, str], ...]:
        asked, formats = self._engine.asked, self._workspace.formats
        parts = ", ".join(tr(PARTS[part]) for part in PARTS if part in wanted.includes)
        scope = tr("everything that was read")
        if basket or asked.scope.startswith(BASKET):
            scope = tr("basket “{name}”", name=self._title(basket or asked.basket))
        lines = [
            (tr("Scope"), scope),
            (tr("Words"), asked.text),
            (tr("Quantity"), tr("of each line") if basket else formats.integer(wanted.quantity)),
            (tr("Cost includes"), parts or tr("the goods alone")),
            (tr("Printing"), printing_text(wanted.printing)),
            (tr("Delivered to"), wanted.country),
            (tr("VAT"), tr("included") if wanted.vat_included else tr("without")),
            (tr("Suppliers left out"), ", ".join(sorted(wanted.left_out))),
        ]
        return tuple(line for line in lines if line[1])

    # ---- what became of an offer -------------------------------------------------------------

    async def write_changes(
        self, lines: Sequence[Line], verdicts: Sequence[Verdict], path: Path, title: str,
        *, customer: bool = True, margin: str = "",
    ) -> int:  # fmt: skip
        """Write what became of the lines of an offer, then and now; return how many.

        Args:
            lines: of a basket, or those that a workbook carries.
            verdicts: on them (`Comparison.requote`, `Requoting.lines_checked`).
            path: the file.
            title: of the offer.
            customer: sale prices alone, without suppliers and reasons.
            margin: name of the rule that sale prices of today follow; "" for the one asked.

        Raises:
            WbError: DISK or DISK_FULL.
        """
        from workbench.export.comparison_changes import (  # noqa: PLC0415 - only when exporting
            changes_of,
            write_changes,
        )

        await self._engine.ready()
        rule = self._engine.agreements.rule(margin or self._engine.asked.margin)
        changes = changes_of(lines, verdicts, customer=customer, rule=rule)
        at = now()
        return await asyncio.to_thread(
            lambda: write_changes(changes, path, title, at, customer=customer)
        )


def _client_name(group: Grouped) -> str:
    return ", ".join(part for part in (without_suppliers(group), group.variant) if part)


def printing_text(printing: Printing | None) -> str:
    """Return how pieces are marked, in words; "" for unmarked."""
    if printing is None or not printing.technique:
        return ""
    counts = ", ".join(
        (
            trn("{count} colour", "{count} colours", printing.colours),
            trn("{count} logo", "{count} logos", printing.logos),
            trn("{count} position", "{count} positions", printing.positions),
        )
    )
    sizes = " × ".join(
        f"{each:f} mm" for each in (printing.length, printing.width) if each is not None
    )
    return ", ".join(filter(None, (printing.technique, counts, sizes)))


def _said(confirmed: Sequence[Confirmed]) -> dict[str, dict[str, str]]:
    """Return what services said by key of the row or line, then by id of the offer."""
    found: dict[str, dict[str, str]] = {}
    for each in confirmed:
        text = f"{each.at:%Y-%m-%d %H:%M} UTC: {each.sentence}"
        found.setdefault(each.key, {})[each.offer] = text
    return found


def _watcher(stopped: threading.Event) -> Callable[[Job], None]:
    def watch(job: Job) -> None:
        if job.stopping:
            stopped.set()

    return watch
