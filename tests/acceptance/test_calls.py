"""What was asked of a service is looked at, copied for a shell, asked again, and there tomorrow."""

from __future__ import annotations

from tests.acceptance.stage import CTRL, SHIFT, TOKEN, Key, on_stage
from workbench.ui.calls.dialog import CallHistory


async def opened(stage) -> CallHistory:
    """Open the history by its key."""
    await stage.press(Key.Key_J, CTRL | SHIFT, on=stage.view)
    await stage.until(lambda: stage.dialog("CallHistory"))
    page = stage.dialog("CallHistory")
    await stage.until(lambda: page.model.rowCount() > 0)
    await stage.settle()
    return page


async def test_a_search_is_found_copied_sent_again_and_there_tomorrow(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        page = await opened(stage)
        assert page.call.operation == "search"
        assert not page.again.isEnabled(), "its body was not kept"
        await stage.click(page.keep)
        await stage.act(lambda: stage.tab.desk.set_text("mug"))
        await stage.until(lambda: any(call.kept for call in page.model.shown))
        await stage.settle()
        kept = next(call for call in page.model.shown if call.kept)
        await stage.act(lambda: page.table.selectRow(page.model.row_of(kept.id)))
        await stage.until(page.again.isEnabled)
        assert "mug" in page.detail.request.toPlainText()

        await stage.click(page.curl)
        command = await stage.pull_clipboard()
        assert command.startswith("curl ")
        assert '"x-auth-token: $WORKBENCH_TOKEN"' in command
        shown = f"{page.detail.request.toPlainText()} {page.detail.answer.toPlainText()} {command}"
        assert TOKEN not in shown

        before = service.searches()
        await stage.click(page.again)
        await stage.until(lambda: page.notes.note is not None and "200" in page.notes.note.meaning)
        assert service.searches() == before + 1
    assert TOKEN.encode() not in (home / "calls.db").read_bytes()
    async with on_stage(home, service) as stage:
        page = await opened(stage)
        assert page.model.row_of(kept.id) >= 0
        assert not page.keep.isChecked()
        assert await stage.workspace.calls.bodies(kept) is not None


async def test_what_failed_is_listed_alone(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        page = await opened(stage)
        service.fail(status=422)
        await stage.act(lambda: stage.tab.desk.set_text("lamp"))
        await stage.until(lambda: any(call.failed for call in page.model.shown))
        await stage.settle()
        await stage.click(page.failed)
        assert [call.status for call in page.model.shown] == [422]
        assert page.call.status == 422
        await stage.press(Key.Key_Escape, on=page)
        assert stage.dialog("CallHistory") is None
