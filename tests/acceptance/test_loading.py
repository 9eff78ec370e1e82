"""Loading: all rows with progress, pause, cancel and resume; what changed; a pasted list."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from tests.acceptance.stage import CTRL, SHIFT, Key, on_stage
from workbench.core.jobs import JobState


async def test_all_rows_are_loaded_and_can_be_used_meanwhile(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        service.fail(8, path="/search/scroll", delay=0.15)
        await stage.choose("Data", "Load all")
        await stage.until(lambda: 52 < len(stage.session.table) < 400)
        await stage.click_cell(1, "name")
        assert stage.tab.desk.selection.current == stage.keys()[1]
        await stage.until(lambda: "Loading products" in stage.status())
        await stage.until(lambda: stage.session.status.complete)
        await stage.settle()
        assert len(stage.keys()) == 400 == len(set(stage.keys()))
        assert stage.status().startswith("400 rows")
        assert not stage.menu_action("Data", "Load all").isEnabled()
        assert stage.menu_action("Data", "Only what changed").isEnabled()


async def test_a_load_is_paused_and_goes_on_in_the_job_centre(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        service.fail(8, path="/search/scroll", delay=0.1)
        await stage.choose("Data", "Load all")
        await stage.press(Key.Key_J, CTRL)
        await stage.until(lambda: stage.dialog("JobCentre"))
        centre = stage.dialog("JobCentre")
        await stage.until(lambda: len(stage.session.table) > 60 and centre.pause.isVisible())
        await stage.click(centre.pause)
        job = stage.tab.desk.loading
        await stage.until(centre.resume.isVisible)
        assert job.state is JobState.PAUSED
        await stage.until(lambda: "paused" in stage.status())
        held = len(stage.session.table)
        await stage.until(lambda: centre.job is not None and centre.resume.isEnabled())
        await stage.click(centre.resume)
        await stage.until(lambda: job.state is not JobState.PAUSED)
        await stage.until(lambda: stage.session.status.complete)
        assert len(stage.session.table) == 400 > held
        await stage.until(lambda: centre.job is not None and centre.job.state is JobState.DONE)


async def test_a_cancelled_load_keeps_its_rows_and_goes_on_after_a_restart(
    qapp, home, service
) -> None:
    async with on_stage(home, service) as stage:
        service.fail(8, path="/search/scroll", delay=0.2)
        await stage.choose("Data", "Load all")
        await stage.until(lambda: len(stage.session.table) >= 150)
        await stage.until(lambda: any(b.isVisible() for b in cancel_buttons(stage)))
        job = stage.tab.desk.loading
        await stage.click(cancel_buttons(stage)[0])
        await stage.until(lambda: not job.open, 1.0)
        await stage.settle()
        assert job.state is JobState.CANCELLED
        held = len(stage.session.table)
        assert 150 <= held < 400
        assert stage.strips() == [], "who stops a load knows it"
    service.reset()
    async with on_stage(home, service) as stage:
        await stage.press(Key.Key_J, CTRL)
        await stage.until(lambda: stage.dialog("JobCentre"))
        centre = stage.dialog("JobCentre")
        await stage.until(centre.go_on.isVisible)
        await stage.click(centre.go_on)
        await stage.until(lambda: stage.session.status.complete)
        assert len(stage.session.table) == 400
        scrolls = sum("scroll" in asked.path for asked in service.asked)
        assert scrolls <= 9 - held // 50 + 1, "what was read is not read again"


async def test_only_what_changed_is_read(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.choose("Data", "Load all")
        await stage.until(lambda: stage.session.status.complete)
        await stage.settle()
        asked = len(service.asked)
        await stage.choose("Data", "Only what changed")
        await stage.until(stage.strips)
        assert "Up to date" in stage.strips()[0]
        assert len(service.asked) - asked <= 3
        assert any("deletedAfter" in held.path for held in service.asked)
        await stage.click(stage.button("Dismiss", stage.tab.strips))
        assert stage.strips() == []


async def test_ticked_rows_are_read_again(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        assert not stage.menu_action("Data", "Refresh selection").isEnabled()
        for place in (0, 2):
            await stage.tick(place)
        before, asked = stage.keys(), len(service.asked)
        await stage.press(Key.Key_F5, SHIFT, on=stage.view)
        await stage.until(lambda: len(service.asked) == asked + 1)
        await stage.settle()
        assert stage.keys() == before
        assert stage.strips() == []


async def test_refresh_asks_again_and_keeps_the_place(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.click_cell(7, "supplier")
        asked, key = service.searches(), stage.tab.desk.selection.current
        y = stage.view.visualRect(stage.view.currentIndex()).top()
        await stage.press(Key.Key_F5)
        await stage.settle()
        assert service.searches() == asked + 1
        assert stage.tab.desk.selection.current == key
        assert stage.view.visualRect(stage.view.currentIndex()).top() == y


async def test_the_next_page_comes_while_scrolling(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        bar = stage.view.verticalScrollBar()
        for _ in range(3):
            await stage.act(lambda: bar.setValue(bar.maximum()))
            await stage.settle()
        assert len(stage.session.table) > 100
        assert len(set(stage.keys())) == len(stage.keys())


async def test_a_pasted_list_is_looked_up_in_its_order(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        references = stage.values("reference")[:12][::-1]
        wanted = [str(reference) for reference in references]
        wanted[3:3] = ["no such reference"]
        await stage.press(Key.Key_I, CTRL)
        await stage.until(lambda: stage.dialog("ListDialog"))
        dialog = stage.dialog("ListDialog")
        edit = dialog.findChild(QPlainTextEdit)
        await stage.act(lambda: edit.setPlainText("\n".join(wanted)))
        assert "13" in dialog.take.text()
        await stage.click(dialog.take)
        await stage.until(lambda: dialog.picked is not None)
        assert [line.text for line in dialog.picked.lines] == wanted
        assert [line.number for line in dialog.picked.lines if not line.keys] == [4]
        assert "1 not found" in dialog.copy.text()
        await stage.click(dialog.copy)
        assert (await stage.pull_clipboard()).strip() == "no such reference"
        await stage.click(dialog.take)
        await stage.settle()
        assert [str(value) for value in stage.values("reference")] == [
            text for text in wanted if text != "no such reference"
        ]


async def test_an_empty_list_says_why_at_its_place(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        asked = len(service.asked)
        await stage.press(Key.Key_I, CTRL)
        await stage.until(lambda: stage.dialog("ListDialog"))
        dialog = stage.dialog("ListDialog")
        await stage.act(dialog.look_up)
        assert dialog._error.isVisible() or not dialog.take.isEnabled()
        assert len(service.asked) == asked


@pytest.mark.fault(32)
async def test_an_expired_scroll_begins_again_without_doubles(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        service.fail(8, path="/search/scroll", delay=0.1)
        await stage.choose("Data", "Load all")
        await stage.until(lambda: len(stage.session.table) >= 150)
        service.faults.expire()
        await stage.until(lambda: stage.session.status.complete)
        await stage.settle()
        assert len(stage.keys()) == 400 == len(set(stage.keys()))


def cancel_buttons(stage) -> list:
    """The cancel buttons of the status line."""
    from PySide6.QtWidgets import QAbstractButton

    found = stage.window.status.findChildren(QAbstractButton)
    return [button for button in found if button.isVisible()]
