"""The form of a request: nothing is asked but by its button, and everything asked is seen."""

from __future__ import annotations

import asyncio
import json

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.harness.waiting import until
from tests.ui.loupe import shown
from workbench.core.fields import data_fields
from workbench.core.queries import Condition
from workbench.core.remote import AskedState
from workbench.ui.grid.clicks import do_cell
from workbench.ui.grid.model import CellRole
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.strip import Strip
from workbench.ui.theme.marks import Mark


async def test_every_filter_has_an_input_and_the_preview_follows(qapp, look, tmp_path):
    async with shown(tmp_path, look) as held:
        panel, question = held.tab.request.panel, held.tab.request.question
        assert set(panel.pages.editors) == {each.name for each in question.filters}
        assert "id" not in panel.pages.editors
        panel.pages.fill(Condition("MinCaratWeight", "", "0.50"))
        assert panel.commit()
        assert json.loads(panel.json.toPlainText())["ParameterValues"]["MinCaratWeight"] == 0.5
        panel.pages.fill(Condition("MaxCaratWeight", "", "0.20"))
        assert not panel.commit()
        assert not panel.ask_button.isEnabled()
        assert "above" in panel.note.text()


async def test_nothing_is_asked_before_the_button(qapp, look, tmp_path):
    async with shown(tmp_path, look, resource="samples") as held:
        await until(lambda: held.tab.request.panel is not None)
        before = len(await held.of.exports())
        panel = held.tab.request.panel
        assert panel.is_open
        assert held.tab.blank.isVisible()
        panel.pages.fill(Condition("ItemStatus", "", "Selected"))
        assert panel.commit()
        held.tab.desk.refresh()
        dialog = held.commands.requests.dialog
        assert dialog is not None
        dialog.reject()
        assert len(await held.of.exports()) == before


async def test_a_failed_export_is_said_and_can_be_dismissed(qapp, look, tmp_path):
    async with shown(tmp_path, look, pending_seconds=0.0) as held:
        panel, pending = held.tab.request.panel, held.tab.request.pending
        panel.pages.fill(Condition("ConvertedByCustomerId", "", "x"))
        panel.ask()
        await until(lambda: pending.lines and pending.lines[0].asked.state is AskedState.FAILED)
        line = pending.lines[0]
        assert line.state.text() == "Failed"
        assert "could not make" in line.asked.note
        await until(lambda: line.asked.note in line.accessibleName())
        assert {key: button.text() for key, button in line.buttons.items()} == {"forget": "Dismiss"}
        await until(lambda: "error" in held.tab.strips.shown)
        (said,) = [text for text in held.tab.strips.texts() if "could not make" in text]
        strip = next(each for each in held.tab.strips.findChildren(Strip) if said in spoken(each))
        assert [button.text() for button in strip.findChildren(Button)] == [
            "Copy details",
            "Retry",
        ]
        QTest.mouseClick(line.buttons["forget"], Qt.MouseButton.LeftButton)
        await until(lambda: not pending.lines)
        held.tab.strips.drop("error")


def spoken(strip: Strip) -> str:
    return strip.accessibleName()


async def test_one_that_nobody_looks_after_offers_to_keep_checking(qapp, look, tmp_path):
    async with shown(tmp_path, look, pending_seconds=3600.0) as held:
        held.tab.request.panel.ask()
        pending = held.tab.request.pending
        await until(lambda: pending.lines and pending.lines[0].job is not None)
        line = pending.lines[0]
        assert line.state.text() == "Being made"
        assert [button.text() for button in line.buttons.values()] == ["Stop looking"]
        line.buttons["stop"].click()
        await until(lambda: pending.lines and "keep" in pending.lines[0].buttons)
        line = pending.lines[0]
        assert [button.text() for button in line.buttons.values()] == ["Dismiss", "Keep checking"]
        assert "Nobody looks whether it is ready." in line.accessibleName()
        before = len(await held.of.exports())
        line.buttons["keep"].click()
        await until(lambda: pending.lines and pending.lines[0].job is not None)
        assert len(await held.of.exports()) == before, "nothing is asked for anew"
        for job in held.window.workspace.jobs.jobs:
            job.cancel()


async def test_the_file_of_the_current_export_is_brought_here(qapp, look, tmp_path):
    async with shown(tmp_path, look) as held:
        made = held.tab.request.made
        await until(lambda: held.rows > 0 and made is not None)
        assert made.file.text() == "Download file…"
        assert held.window.registry["made.file"].text() == "Download file…"
        session = held.tab.desk.session
        ready = states_of(session).index("ReadyForDownload")
        held.tab.desk.selection.set_current(session.table.key(session.rows.row(ready)))
        await until(made.file.isEnabled)
        resource = held.tab.request.question.resource
        path = await held.window.workspace.remotes.file(
            held.tab.desk.source, resource, held.tab.desk.account, made.identity
        )
        saved = tmp_path / "kept.zip"
        told = []
        made.saved.connect(told.append)
        made.keep(path, str(saved))
        await until(lambda: told == [str(saved)])
        assert saved.read_bytes() == path.read_bytes()
        assert any("The file is saved" in text for text in held.tab.strips.texts())


async def test_a_preset_keeps_the_question_and_brings_it_back(qapp, look, tmp_path):
    async with shown(tmp_path, look) as held:
        panel, question = held.tab.request.panel, held.tab.request.question
        panel.pages.fill(Condition("Query", "", "spring"))
        assert panel.commit()
        question.save("Spring line")
        assert question.preset == "Spring line"
        question.use("")
        assert panel.pages.conditions() == ()
        question.use("Spring line")
        assert [each.value for each in panel.pages.conditions()] == ["spring"]


async def test_the_current_export_is_opened_by_its_action(qapp, look, tmp_path):
    async with shown(tmp_path, look) as held:
        await until(lambda: held.rows > 0)
        session = held.tab.desk.session
        held.tab.desk.selection.set_current(session.table.key(0))
        assert held.window.registry["made.open"].isEnabled()
        held.window.registry["made.open"].trigger()
        await until(lambda: held.tab.desk.resource.id == "samples" and held.rows > 0)
        assert not held.tab.request.panel.is_open
        assert not held.window.registry["made.open"].isEnabled()


def states_of(session) -> list[str]:
    rows = (session.rows.row(at) for at in range(len(session.rows)))
    return [session.table.value(row, "status").code for row in rows]


async def cell_of(held, code: str, field: str):
    """Where the first row in a state stands in a column."""
    await until(lambda: held.rows > 0 and held.tab.grid.isVisible())
    session, view = held.tab.desk.session, held.tab.grid.view
    places = states_of(session)
    index = view.grid_model.index(places.index(code), view.grid_model.column_of(field))
    view.columns.show(index.column())
    await asyncio.sleep(0.05)
    return view, index


async def test_a_ready_row_is_opened_in_its_own_cell(qapp, look, tmp_path):
    async with shown(tmp_path, look) as held:
        view, index = await cell_of(held, "ReadyForDownload", "next")
        key = view.grid_model.key_at(index.row())
        assert index.data() == "Open tables"
        spot = view.cell_rect(index.row(), index.column()).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        await until(lambda: held.tab.desk.resource.id == "samples" and held.rows > 0)
        assert key in str(held.tab.desk.view.query)


async def test_enter_on_check_reads_the_list_again(qapp, look, tmp_path):
    async with shown(tmp_path, look, pending_seconds=1.5) as held:
        held.tab.request.panel.ask()
        session = held.tab.desk.session
        await until(lambda: "Pending" in states_of(session))
        view, index = await cell_of(held, "Pending", "next")
        assert index.data() == "Check"
        before = session.status.read_at
        view.setCurrentIndex(index)
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Return)
        await until(lambda: session.status.read_at != before)
        assert held.tab.desk.resource.id == "exports", "nothing was opened"
        for job in held.window.workspace.jobs.jobs:
            job.cancel()


async def test_what_a_row_offers_is_no_data(qapp, look, tmp_path):
    async with shown(tmp_path, look) as held:
        await until(lambda: held.rows > 0)
        names = {field.id for field in data_fields(held.tab.desk.resource.fields)}
        assert {"next", "download"} & names == set()
        view, index = await cell_of(held, "ReadyForDownload", "status")
        assert index.data(CellRole.VALUE).code == "ReadyForDownload"
        assert not do_cell(view, index), "a state is no action"


async def test_states_stand_with_their_signs(qapp, look, tmp_path):
    async with shown(tmp_path, look) as held:
        await until(lambda: held.rows > 0 and held.tab.grid.isVisible())
        view = held.tab.grid.view
        await asyncio.sleep(0.1)
        session = held.tab.desk.session
        rows = range(len(session.rows))
        code = "ReadyForDownload"
        codes = [session.table.value(session.rows.row(at), "status").code for at in rows]
        rect = view.cell_rect(codes.index(code), view.grid_model.column_of("status"))
        image = view.viewport().grab(rect).toImage()
        seen = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
        }
        assert look.marks.colour(Mark.DONE).name() in seen
