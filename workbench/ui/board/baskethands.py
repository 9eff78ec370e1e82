"""What a basket is handed on to: re-quoting, a workbook, orders, new articles, ETIM fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workbench.core.texts import tr, trn
from workbench.ui.board.saving import ask_place, say_written, write_workbook
from workbench.ui.board.working import begin, begin_job
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from workbench.compare.baskets import Line
    from workbench.compare.requote import Verdict
    from workbench.ui.board.place import BoardPlace
    from workbench.workspace.comparison.answers import Handed

HANDED = "handed"
REQUOTED = "requoted"
"""Keys of strips."""
ACCEPT = "accept"
CHANGES = "changes"
"""Keys of actions of the strip."""


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
        self._checked: dict[str, tuple[tuple[Line, ...], tuple[Verdict, ...]]] = {}

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
        basket = self._basket
        # Lines as they were promised: what is accepted afterwards is no part of "then".
        self._checked[basket] = self._place.comparison.baskets.lines(basket), verdicts
        mark = Mark.CHANGED if moved or rest else Mark.DONE
        self._say_checked(basket, mark, tr("Checked: {what}.", what=", ".join(parts)), moved)
        self.judged.emit(verdicts)

    def _say_checked(
        self, basket: str, mark: Mark, what: str, moved: Sequence[Verdict] = (), meaning: str = ""
    ) -> None:
        """Say what came of a re-quote; its changes can be written, and `moved` may stand."""
        actions = [(ACCEPT, tr("Let the new prices stand"))] if moved else []
        actions.append((CHANGES, tr("Write changes sheet…")))
        strip = self._place.strips.say(REQUOTED, mark, what, meaning, actions)
        strip.acted.connect(
            lambda key: self.ask_changes(basket) if key == CHANGES else self._accept(basket, moved)
        )

    def _accept(self, basket: str, moved: Sequence[Verdict]) -> None:
        comparison, count = self._place.comparison, len(moved)
        begin(
            self,
            self._place.desk,
            "accept prices",
            lambda: comparison.requoting.accept(basket, moved),
            lambda _answer: self._accepted(basket, count),
        )

    def _accepted(self, basket: str, count: int) -> None:
        what = trn("{count} new price stands.", "{count} new prices stand.", count)
        meaning = tr("The changes can still be written for the customer.")
        self._say_checked(basket, Mark.DONE, what, meaning=meaning)
        self.judged.emit(())

    # ---- what became of the offer ------------------------------------------------------------

    def checked(self, basket: str) -> bool:
        """Return whether the promises of a basket were checked, so that changes can be written."""
        return basket in self._checked

    def ask_changes(self, basket: str) -> None:
        """Ask for a place and write there what became of the lines when they were last checked."""
        if basket not in self._checked:
            return
        lines, verdicts = self._checked[basket]
        held = self._place.comparison.baskets.get(basket)
        title = held.name if held is not None else tr("Basket")
        ask_place(
            self._host,
            tr("Write changes sheet"),
            tr("{name} changes", name=title),
            lambda path: self._write_changes(path, title, lines, verdicts),
        )

    def _write_changes(
        self, path: Path, title: str, lines: tuple[Line, ...], verdicts: tuple[Verdict, ...]
    ) -> None:
        """Write what became of lines, then and now; for a customer in the client-safe view."""
        place = self._place
        customer = place.comparison.asked.client_safe
        begin(
            self,
            place.desk,
            "changes sheet",
            lambda: place.comparison.workbooks.write_changes(
                lines, verdicts, path, title, customer=customer
            ),
            lambda rows: say_written(place.strips, rows, path),
        )

    # ---- handing on --------------------------------------------------------------------------

    def export(self, basket: str) -> None:
        """Ask for a place and write the basket as a workbook there."""
        held = self._place.comparison.baskets.get(basket)
        if held is None:
            return
        title = tr("Export the basket")
        ask_place(self._host, title, held.name, lambda path: self._write(basket, path))

    def _write(self, basket: str, path: Path) -> None:
        books = self._place.comparison.workbooks
        write_workbook(self, self._place, path, lambda to, job: books.write_basket(basket, to, job))

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
