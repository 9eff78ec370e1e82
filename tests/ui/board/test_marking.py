"""Techniques are looked for at any time: rows of another search may have others."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from workbench.ui.board.marking import LOOK
from workbench.ui.board.unmarked import LATER_MS, MARKINGS
from workbench.ui.parts.strip import Strip


def choose(box, row: int) -> None:
    """Choose an entry of a box by its keys."""
    box.setFocus()
    box.setCurrentIndex(0)
    box.showPopup()
    view = box.view()
    view.setCurrentIndex(box.model().index(row, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)


async def test_techniques_of_another_search_are_looked_for_with_their_requests_said(opened) -> None:
    async with opened() as board:
        comparison, box = board.comparison, board.place.rail.marking.technique
        items = await comparison.unread_markings()
        _job, task = board.held.workspace.jobs.start(
            "Markings", "markings", lambda job: comparison.load_markings(items[:6], job)
        )
        await task
        await board.calm()
        box = board.place.rail.marking.technique
        await board.until(lambda: box.count() > 3)
        known = box.count()
        last = box.count() - 1
        assert box.itemData(last) == LOOK
        left = await comparison.unread_markings(board.row_keys()[:50])
        assert left
        choose(box, last)
        await board.until(lambda: MARKINGS in board.tab.strips.shown)
        said = " ".join(board.tab.strips.texts())
        assert f"How {len(left)} items can be marked is not on this machine." in said
        # Nothing was chosen by it, and no request was sent.
        assert comparison.asked.printing is None
        assert box.currentData() == ""
        assert box.count() == known
        # Of a row that everything is known of, that is said.
        lacking = {item.ref for item in await comparison.unread_markings()}
        known_row = next(
            key
            for key in board.row_keys()
            if not lacking & {item.ref for item in comparison.group(key).items}
        )
        board.desk.selection.only([known_row])
        await board.until(
            lambda: any("marked is on this machine" in each for each in board.tab.strips.texts())
        )
        await board.calm()


async def test_an_answer_stays_while_rows_change_until_it_is_dismissed(opened) -> None:
    async with opened() as board:
        box = board.place.rail.marking.technique
        keys = board.row_keys()
        choose(box, box.count() - 1)
        await board.until(lambda: MARKINGS in board.tab.strips.shown)
        # Other rows are ticked, as soon as the answer stands: it is about them then.
        board.desk.selection.only(keys[:1])
        await board.until(
            lambda: any("Of the ticked rows" in each for each in board.tab.strips.texts())
        )
        strip = next(each for each in board.tab.strips.findChildren(Strip) if each.isVisible())
        # Looked at again with the same end it is the same strip: nobody's button goes away.
        board.place.sight.changed.emit()
        await asyncio.sleep(3 * LATER_MS / 1000)
        await board.calm()
        assert strip.isVisible()
        cross = next(b for b in strip.findChildren(QAbstractButton) if not b.text())
        QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
        assert MARKINGS not in board.tab.strips.shown
        board.desk.selection.only(keys[1:2])
        await asyncio.sleep(3 * LATER_MS / 1000)
        await board.calm()
        assert MARKINGS not in board.tab.strips.shown
