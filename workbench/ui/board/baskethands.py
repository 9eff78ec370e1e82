"""What a basket is handed on to: re-quoting, a workbook, orders, new articles, ETIM fields."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workbench.core.texts import tr, trn
from workbench.ui.board.saving import ask_place, say_written
from workbench.ui.board.working import begin, begin_job
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.compare.baskets import Line
    from workbench.compare.requote import Verdict
    from workbench.ui.board.place import BoardPlace
    from workbench.workspace.comparison.answers import Handed

HANDED = "handed"
REQUOTED = "requoted"
"""Keys of strips."""
CHANGES = "changes"
"""Key of an action of the strip."""


class BasketHands(QObject):
    """Begins these, and says what came of them.

    Attributes:
        judged: the promises of a basket were checked: the verdicts.
    """

    judged = Signal(object)

    def __init__(self, place: BoardPlace, host: QWidget) -> None:
        super().__init__(host)
        self._place = place
        self._host = host
        self._basket = ""
        self._path = Path()

    # ---- re-quoting --------------------------------------------------------------------------

    def requote(self, basket: str) -> None:
        """Say how many requests it takes to read the lines again, and begin on a word."""
        comparison = self._place.comparison
        plan = comparison.requoting.plan(comparison.baskets.lines(basket))
        what = trn(
            "{count} request reads the lines again.",
            "{count} requests read the lines again.",
            plan.requests,
        )
        meaning = tr("What was promised first stays readable.")
        if plan.unchecked:
            meaning = trn(
                "{count} line cannot be checked: {why}",
                "{count} lines cannot be checked: {why}",
                len(plan.unchecked),
                why=next(iter(plan.unchecked.values())),
            )
        if not plan.requests:
            self._place.strips.say(REQUOTED, Mark.UNKNOWN, what, meaning)
            return
        text = trn("Send {count} request", "Send {count} requests", plan.requests)
        strip = self._place.strips.say(REQUOTED, Mark.UNKNOWN, what, meaning, [("go", text)])
        strip.acted.connect(lambda _key: self.requote_now(basket))

    def requote_now(self, basket: str) -> None:
        """Read the lines again, as a job."""
        place = self._place
        place.strips.drop(REQUOTED)
        self._basket = basket
        begin_job(
            self,
            place.desk,
            tr("Re-quote"),
            "requote",
            lambda job: place.comparison.requote(basket, job),
            self._requoted,
        )

    def _requoted(self, verdicts: tuple[Verdict, ...]) -> None:
        fates = [each.fate.value for each in verdicts]
        formats = self._place.desk.workspace.formats
        parts = [
            tr("{count} as quoted", count=formats.integer(fates.count("same"))),
            tr("{count} dearer", count=formats.integer(fates.count("up"))),
            tr("{count} cheaper", count=formats.integer(fates.count("down"))),
        ]
        rest = len(fates) - sum(fates.count(each) for each in ("same", "up", "down"))
        if rest:
            parts.append(tr("{count} otherwise", count=formats.integer(rest)))
        moved = [each for each in verdicts if each.fate.value in {"up", "down", "first"}]
        actions = [("accept", tr("Let the new prices stand"))] if moved else []
        actions.append((CHANGES, tr("Write changes sheet…")))
        mark = Mark.CHANGED if moved or rest else Mark.DONE
        strip = self._place.strips.say(
            REQUOTED, mark, tr("Checked: {what}.", what=", ".join(parts)), "", actions
        )
        basket = self._basket
        # Lines as they were promised: what is accepted afterwards is no part of "then".
        lines = self._place.comparison.baskets.lines(basket)
        strip.acted.connect(
            lambda key: (
                self.ask_changes(basket, lines, verdicts)
                if key == CHANGES
                else self._accept(basket, moved)
            )
        )
        self.judged.emit(verdicts)

    def _accept(self, basket: str, moved: Sequence[Verdict]) -> None:
        comparison = self._place.comparison
        begin(
            self,
            self._place.desk,
            "accept prices",
            lambda: comparison.requoting.accept(basket, moved),
            self._accepted,
        )

    def _accepted(self, _answer: object) -> None:
        self._place.strips.drop(REQUOTED)
        self.judged.emit(())

    # ---- what became of the offer ------------------------------------------------------------

    def ask_changes(
        self, basket: str, lines: tuple[Line, ...], verdicts: tuple[Verdict, ...]
    ) -> None:
        """Ask for a place and write there what became of the lines."""
        held = self._place.comparison.baskets.get(basket)
        title = held.name if held is not None else tr("Basket")
        ask_place(
            self._host,
            tr("Write changes sheet"),
            tr("{name} changes", name=title),
            lambda path: self.write_changes(path, title, lines, verdicts),
        )

    def write_changes(
        self, path: Path, title: str, lines: tuple[Line, ...], verdicts: tuple[Verdict, ...]
    ) -> None:
        """Write what became of lines, then and now; for a customer in the client-safe view."""
        place = self._place
        self._path = path
        customer = place.comparison.asked.client_safe
        begin(
            self,
            place.desk,
            "changes sheet",
            lambda: place.comparison.workbooks.write_changes(
                lines, verdicts, path, title, customer=customer
            ),
            self._written,
        )

    # ---- handing on --------------------------------------------------------------------------

    def export(self, basket: str) -> None:
        """Ask for a place and write the basket as a workbook there."""
        held = self._place.comparison.baskets.get(basket)
        if held is None:
            return
        title = tr("Export the basket")
        ask_place(self._host, title, held.name, lambda path: self.write(basket, path))

    def write(self, basket: str, path: Path) -> None:
        """Write the basket as a workbook, as a job."""
        place = self._place
        self._path = path
        begin_job(
            self,
            place.desk,
            tr("Export to Excel"),
            "export",
            lambda job: place.comparison.workbooks.write_basket(basket, path, job),
            self._written,
        )

    def _written(self, rows: int) -> None:
        say_written(self._place.strips, rows, self._path)

    def order(self, basket: str) -> None:
        """Make purchase order lines of the basket; nothing is sent."""
        place = self._place
        begin(
            self,
            place.desk,
            "order lines",
            lambda: place.comparison.order_lines(basket),
            self._handed,
        )

    def articles(self, basket: str) -> None:
        """Stage a new article for each line without one; nothing is sent."""
        place = self._place
        begin(
            self,
            place.desk,
            "new articles",
            lambda: place.comparison.new_articles(basket),
            self._handed,
        )

    def etim(self, basket: str) -> None:
        """Stage price and GTIN in the products that the lines are; nothing is sent."""
        place = self._place
        begin(
            self,
            place.desk,
            "fill products",
            lambda: place.comparison.fill_etim(basket),
            self._handed,
        )

    def _handed(self, answers: tuple[Handed, ...]) -> None:
        done = [each for each in answers if each.done]
        left = [each for each in answers if not each.done]
        formats = self._place.desk.workspace.formats
        what = tr(
            "{done} of {count} lines handed on.",
            done=formats.integer(len(done)),
            count=formats.integer(len(answers)),
        )
        said = left or done
        meaning = f"{said[0].name}: {said[0].sentence}" if said else ""
        mark = Mark.DONE if done and not left else Mark.CHANGED if done else Mark.REFUSED
        actions = [(done[0].source, tr("Show them"))] if done and done[0].source else []
        strip = self._place.strips.say(HANDED, mark, what, meaning, actions)
        strip.acted.connect(self._place.handed.emit)
