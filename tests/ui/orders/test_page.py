"""Order lines in the window: findings at the fields, a warning before a repeat, unknown cards."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.harness.waiting import until
from tests.ui.loupe import shown
from tests.workspace.loupe_kit import cut
from workbench.core.orders import Letter
from workbench.edits.results import Outcome
from workbench.ui.orders.unknown import LetterDialog
from workbench.ui.orders.words import Step
from workbench.ui.theme.marks import Mark

DATES = {"from_date": date(2027, 1, 11), "to_date": date(2027, 1, 29)}


async def page_of(held, count=1):
    """The page with lines of the first samples."""
    await held.opened()
    session = held.tab.desk.session
    keys = [session.table.key(session.rows.row(at)) for at in range(count)]
    held.tab.desk.selection.only(keys)
    held.window.registry["order"].trigger()
    await until(lambda: held.commands.orders.page is not None)
    page = held.commands.orders.page
    await until(lambda: len(page.model.lines) == count)
    return page


def send_button(page):
    return page.foot.buttons["send"]


async def sent(page):
    page.send()
    QTest.mouseClick(page.dialog.verb, Qt.MouseButton.LeftButton)
    await until(lambda: page.report is not None)
    return page.report.results


async def test_findings_stand_at_their_fields_until_they_are_mended(qapp, look, tmp_path):
    async with shown(tmp_path, look) as held:
        page = await page_of(held)
        await until(lambda: not send_button(page).isEnabled())
        page.orders.change([page.current.line.id], DATES)
        await until(send_button(page).isEnabled)
        quantity = page.line.forms[0].editor("quantity")
        quantity.input.setFocus()
        quantity.input.selectAll()
        QTest.keyClicks(quantity.input, "many")
        await until(lambda: not send_button(page).isEnabled())
        assert page.model.steps[page.current.line.id] is Step.WRONG
        assert quantity.text() == "many"
        quantity.input.selectAll()
        QTest.keyClicks(quantity.input, "3")
        await until(send_button(page).isEnabled)
        assert page.orders.lines[0].values["quantity"] == 3


async def test_the_same_order_again_has_to_be_accepted(qapp, look, tmp_path):
    async with shown(tmp_path, look) as held:
        page = await page_of(held)
        page.orders.change([page.current.line.id], DATES)
        await until(send_button(page).isEnabled)
        (result,) = await sent(page)
        assert result.outcome is Outcome.DONE
        page.left.emit()
        held.window.registry["order"].trigger()
        await until(lambda: held.commands.orders.page not in {None, page})
        page = held.commands.orders.page
        await until(lambda: len(page.model.lines) == 1)
        page.orders.change([page.current.line.id], DATES)
        await until(lambda: page.model.steps[page.current.line.id] is Step.REPEAT)
        assert not send_button(page).isEnabled()
        page.accept()
        await until(send_button(page).isEnabled)
        (result,) = await sent(page)
        assert result.outcome is Outcome.DONE
        assert len(await held.of.placed()) == 2


async def test_an_unknown_outcome_is_told_everywhere_and_waits_before_a_repeat(
    qapp, look, tmp_path
):
    async with shown(tmp_path, look) as held:
        page = await page_of(held)
        page.orders.change([page.current.line.id], DATES)
        await until(send_button(page).isEnabled)
        held.of.faults.add(cut(lost="before"))
        (result,) = await sent(page)
        assert result.outcome is Outcome.UNKNOWN
        assert "orders unknown" in held.tab.strips.shown
        page.foot.wanted.emit("orders")
        await until(lambda: len(held.tab.orders.cards) == 1)
        assert "orders unknown" not in held.tab.strips.shown
        card = held.tab.orders.cards[0]
        QTest.mouseClick(card.again, Qt.MouseButton.LeftButton)
        assert not card.word_take.isEnabled()
        QTest.keyClicks(card.word, page.orders.again_word(card.order))
        QTest.keyClick(card.word, Qt.Key.Key_Return)
        QTest.mouseClick(card.ask, Qt.MouseButton.LeftButton)
        await until(lambda: card.letter is not None)
        assert card.order.reference in card.letter.text.toPlainText()
        card.letter.reject()
        assert await held.of.placed() == []


async def test_the_dock_tells_the_way_of_an_order(qapp, look, tmp_path):
    async with shown(tmp_path, look) as held:
        page = await page_of(held)
        page.orders.change([page.current.line.id], DATES)
        await until(send_button(page).isEnabled)
        held.of.faults.add(cut(lost="after"))
        await sent(page)
        page.orders_wanted.emit()
        await until(lambda: held.tab.orders.cards and held.rows == 1)
        held.tab.desk.dock_page = "course"
        dock = held.tab.dock
        held.tab.show_dock(on=True)
        await until(lambda: "course" in dock.pages)
        dock.tabs.choose("course")
        way = dock.pages["course"].course
        await until(lambda: len(way.stops) == 3)
        assert [stop.title for stop in way.stops] == ["Made", "Sent", "No answer"]
        assert way.stops[-1].sign is Mark.UNKNOWN
        assert "No answer" in way.accessibleDescription()
        await page.orders.placed(page.orders.unknown[0].id, "LP7")
        await until(lambda: len(way.stops) == 4)
        assert way.stops[-1].title == "Decided: it is there"
        assert not way.grab().isNull()


async def test_a_line_is_taken_away_by_its_key(qapp, look, tmp_path):
    async with shown(tmp_path, look) as held:
        page = await page_of(held, 2)
        page.table.setCurrentIndex(page.model.index(0, 0))
        gone = page.current.line.id
        page.remove()
        await until(lambda: len(page.model.lines) == 1)
        assert page.model.lines[0].line.id != gone


def test_the_letter_can_be_copied(qapp, look):
    dialog = LetterDialog(Letter("Was it placed?", "Sent 2027-01-01"), look)
    dialog.copy.click()
    assert qapp.clipboard().text().startswith("Was it placed?\n\nSent 2027-01-01")
    dialog.deleteLater()
