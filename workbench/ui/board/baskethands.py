"""What a basket is handed on to: re-quoting, a workbook, orders, new articles, ETIM fields."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from workbench.core.texts import tr, trn
from workbench.ui.board.working import begin, begin_job
from workbench.ui.links import open_folder, open_path
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.compare.requote import Verdict
    from workbench.ui.board.place import BoardPlace
    from workbench.workspace.comparison.answers import Handed

HANDED = "handed"
REQUOTED = "requoted"
"""Keys of strips."""


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
        mark = Mark.CHANGED if moved or rest else Mark.DONE
        strip = self._place.strips.say(
            REQUOTED, mark, tr("Checked: {what}.", what=", ".join(parts)), "", actions
        )
        basket, comparison = self._basket, self._place.comparison
        strip.acted.connect(
            lambda _key: begin(
                self,
                self._place.desk,
                "accept prices",
                lambda: comparison.requoting.accept(basket, moved),
                self._accepted,
            )
        )
        self.judged.emit(verdicts)

    def _accepted(self, _answer: object) -> None:
        self._place.strips.drop(REQUOTED)
        self.judged.emit(())

    # ---- handing on --------------------------------------------------------------------------

    def export(self, basket: str) -> None:
        """Ask for a place and write the basket as a workbook there."""
        held = self._place.comparison.baskets.get(basket)
        if held is None:
            return
        name = "".join(each if each.isalnum() or each in " -_" else "-" for each in held.name)
        dialog = QFileDialog(self._host, tr("Export the basket"), f"{name}.xlsx", "*.xlsx")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda path: self.write(basket, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

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
        path = str(self._path)
        what = trn("{count} row exported", "{count} rows exported", rows)
        actions = [("open", tr("Open")), ("folder", tr("Show in folder"))]
        strip = self._place.strips.say("exported", Mark.DONE, what, path, actions)
        strip.acted.connect(lambda key: open_path(path) if key == "open" else open_folder(path))

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
