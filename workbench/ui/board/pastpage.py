"""The prices of the current row so far: a course for each supplier, what moved, and a watch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.compare.history import trend_sentence
from workbench.core.texts import tr
from workbench.ui.board.facts import Fact, Facts
from workbench.ui.board.paged import Paged
from workbench.ui.board.sparks import SparkRows, spark_rows
from workbench.ui.board.words import day_text
from workbench.ui.board.working import begin
from workbench.ui.charts.courses import Course as Line
from workbench.ui.charts.times import TimeChart
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.section import Section
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import elided_label, label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.offers import Ref
    from workbench.ui.board.place import BoardPlace
    from workbench.workspace.comparison.answers import PricedOffer
    from workbench.workspace.comparison.history import Course

MOST: Final = 5
"""Suppliers whose course is shown."""
Courses = dict[tuple["Ref", str], "Course"]


class PastPage(QWidget):
    """What was read of a row's prices."""

    def __init__(self, place: BoardPlace) -> None:
        super().__init__()
        self._place = place
        self._look = look = place.look
        self._key = ""
        self._turn = 0
        self._offers: tuple[PricedOffer, ...] = ()
        self._page = Paged(
            (
                "history",
                tr("No row chosen"),
                tr("Choose a row of the offers to see its prices so far."),
            ),
            look,
        )
        self._name = elided_label("", look, Role.RECORD)
        self.said = label("", look, Role.CELL, "text2", wrap=True)
        self.chart = TimeChart(look, tr("Prices so far"))
        self.sparks = SparkRows(look)
        self.changes = Facts(tr("What changed"), look)
        self.watch = Button(tr("Watch…"), look, icon="bell")
        self.watch.clicked.connect(self._open_watch)
        self._lay_out()
        self._page.fill(filled=False)

    def _lay_out(self) -> None:
        look = self._look
        head = QWidget()
        column = QVBoxLayout(head)
        keep_spacing(column, look, 4, (16, 12, 16, 8))
        column.addWidget(self._name)
        column.addWidget(self.said)
        column.addSpacing(look.px(4))
        row = QHBoxLayout()
        row.addWidget(self.watch)
        row.addStretch(1)
        column.addLayout(row)
        self._page.add(head)
        self._drawn = Section(tr("Course"), self.chart, look, margin=16)
        self._page.add(self._drawn)
        self._page.add(Section(tr("Suppliers"), self.sparks, look, margin=16))
        self._page.add(Section(tr("What was read"), self.changes, look, margin=16))
        self._page.end()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._page)

    def show_row(self, key: str) -> None:
        """Show the prices of a row so far; "" for none."""
        comparison = self._place.comparison
        self._key = key
        self._offers = comparison.offers(key)[: 2 * MOST] if key else ()
        self._page.fill(filled=bool(self._offers))
        if not self._offers:
            return
        self._turn += 1
        turn, quantity = self._turn, comparison.asked.quantity
        wanted = [(each.item.ref, each.offer.id) for each in self._offers]
        self._name.say(self._offers[0].item.name)

        async def work() -> tuple[int, Courses]:
            return turn, await comparison.history.courses(wanted, quantity)

        begin(self, self._place.desk, "prices so far", work, self._arrived)

    def _arrived(self, answer: tuple[int, Courses]) -> None:
        turn, courses = answer
        if turn == self._turn:
            self._show(courses)

    def _show(self, courses: Courses) -> None:
        formats = self._place.desk.workspace.formats
        lines, facts = [], []
        sentence = ""
        shown: set[str] = set()
        for each in self._offers:
            if each.offer.supplier in shown:
                continue
            shown.add(each.offer.supplier)
            course = courses.get((each.item.ref, each.offer.id))
            if course is None or not course.stages:
                continue
            name = each.offer.supplier
            priced = [(stage.at, stage.price) for stage in course.stages if stage.price]
            unit = priced[-1][1].currency if priced else ""
            points = tuple((at, price.amount) for at, price in priced if price.currency == unit)
            # One reading alone is no course: it stands among what was read below.
            if len(points) > 1:
                lines.append((Line(name, points, unit),))
            said = trend_sentence(course.trend)
            sentence = sentence or (f"{name}: {said}" if said else "")
            first = priced[0] if priced else None
            facts += [
                Fact(
                    day_text(one[0].astimezone().date()),
                    tr("{name}, first read", name=name) if one is first else name,
                    formats.money(one[1]),
                )
                for one in reversed(priced)
            ]
        self.said.say(sentence or tr("No price has moved since it was first read."))
        self._drawn.setVisible(bool(lines))
        self.chart.set_data(lines, formats)
        self.sparks.show_rows(spark_rows(self._offers, courses))
        self.changes.show_rows(facts[:24])

    def _open_watch(self) -> None:
        from workbench.ui.board.watching import open_watch  # noqa: PLC0415 - on use

        if self._offers:
            place = self._place
            open_watch(self.watch, self._offers[0], place.desk, place.comparison, self._look)
