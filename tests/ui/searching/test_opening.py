"""What is found opens in its tab: loaded or not, in any table, with the service or without."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.harness.waiting import until
from tests.workspace.kit import ACCOUNT, SOURCE, bench, english
from workbench.core.views import TabState, WindowState
from workbench.ui.searching.commands import SearchCommands
from workbench.ui.window.main import MainWindow
from workbench.workspace.comparison.adding import rows_of_session
from workbench.workspace.searching_hits import Asking, Group, Hit
from workbench.workspace.status import Phase


@asynccontextmanager
async def window(look, tmp_path):
    async with bench(tmp_path) as held:
        made = MainWindow(held.workspace, look)
        put = []
        made.keep(SearchCommands(made, lambda *rows: put.append(rows)))
        made.put = put
        made.restore(WindowState(tabs=(TabState(SOURCE.id, account=ACCOUNT.name),)))
        made.show()
        try:
            await until(lambda: made.front.grid.view.grid_model.rowCount() > 0)
            await until(lambda: held.workspace.jobs.pending == 0)
            yield held, made, made.findChild(SearchCommands)
        finally:
            made.end()
            made.deleteLater()
            await until(lambda: held.workspace.jobs.pending == 0)
            await asyncio.sleep(0.05)


def hit(key: str, resource: str = "products", title: str = "") -> Hit:
    return Hit(SOURCE.id, ACCOUNT.name, resource, key, key, "en", "Product", title or key)


def at_rest(made) -> bool:
    session = made.front.desk.session
    return session is not None and session.status.phase is Phase.IDLE


def asked(held) -> int:
    """How many requests for rows there were; pictures go another way."""
    return len(held.workspace.log.calls)


async def test_a_loaded_row_becomes_current_without_asking(qapp, look, tmp_path):
    async with window(look, tmp_path) as (held, made, searches):
        table = made.front.desk.session.table
        before = asked(held)
        searches.opener.show(hit(table.key(7)))
        assert made.front.desk.selection.current == table.key(7)
        await asyncio.sleep(0.1)
        assert asked(held) == before


async def test_filters_of_the_loaded_rows_that_hide_a_row_go(qapp, look, tmp_path):
    async with window(look, tmp_path) as (_, made, searches):
        desk = made.front.desk
        key, rows = desk.session.table.key(7), len(desk.session.rows)
        desk.set_header("name", "no such name")
        assert len(desk.session.rows) == 0
        searches.opener.show(hit(key))
        assert desk.selection.current == key
        assert len(desk.session.rows) == rows
        assert desk.view.header == {}


async def test_a_row_that_is_not_loaded_is_asked_of_its_service_alone(qapp, look, tmp_path):
    async with window(look, tmp_path) as (held, made, searches):
        desk = made.front.desk
        wanted = desk.session.table.key(7)
        desk.set_text("umbrella")
        await until(lambda: at_rest(made) and desk.session.table.row_of(wanted) is None)
        await until(lambda: held.workspace.jobs.pending == 0)
        before = asked(held)
        searches.opener.show(hit(wanted))
        assert desk.session.table.row_of(wanted) is not None, "it is shown as it is kept, at once"
        await until(lambda: at_rest(made) and not desk.session.status.from_cache)
        assert [desk.session.table.key(row) for row in range(len(desk.session.table))] == [wanted]
        assert desk.selection.current == wanted
        assert asked(held) == before + 1


async def test_without_a_service_the_row_is_shown_as_it_is_kept(qapp, look, tmp_path):
    async with window(look, tmp_path) as (held, made, searches):
        desk = made.front.desk
        wanted = desk.session.table.key(7)
        desk.set_text("umbrella")
        await until(lambda: at_rest(made) and desk.session.table.row_of(wanted) is None)
        await until(lambda: held.workspace.jobs.pending == 0)
        held.fail(times=500, status=401)
        searches.opener.show(hit(wanted))
        await until(lambda: at_rest(made) and desk.session.status.error is not None)
        assert desk.session.table.row_of(wanted) is not None
        assert desk.selection.current == wanted


async def test_a_row_of_a_whole_list_becomes_current_once_the_list_is_there(qapp, look, tmp_path):
    async with window(look, tmp_path) as (held, made, searches):
        session = held.session("suppliers")
        await session.ask(english())
        key = session.table.key(2)
        session.close()
        held.workspace.stores.cache.clear()
        searches.opener.show(hit(key, "suppliers"))
        desk = made.front.desk
        await until(lambda: at_rest(made) and desk.session.table.row_of(key) is not None)
        assert desk.resource.id == "suppliers"
        assert desk.selection.current == key


async def test_a_row_that_is_gone_says_so(qapp, look, tmp_path):
    async with window(look, tmp_path) as (_, made, searches):
        searches.opener.show(hit("no-such-one", "suppliers", "Gone Ltd"))
        await until(lambda: "found" in made.front.strips.shown)


async def test_all_that_was_found_is_searched_for_in_the_tab(qapp, look, tmp_path):
    async with window(look, tmp_path) as (_, made, searches):
        desk = made.front.desk
        desk.set_header("name", "no such name")
        group = Group(SOURCE, ACCOUNT, (), 3, 3, Asking.DONE, resource="products")
        searches.opener.show_all(group, "umbrella")
        await until(lambda: at_rest(made) and desk.session.query.text == "umbrella")
        assert desk.view.query.text == "umbrella"
        assert desk.view.header == {}
        assert len(desk.session.rows) > 0


async def test_ctrl_enter_puts_the_row_as_it_is_kept_into_the_basket(qapp, look, tmp_path):
    async with window(look, tmp_path) as (_, made, searches):
        table = made.front.desk.session.table
        name, key = table.text(4, "name"), table.key(4)
        searches.open()
        panel = searches.panel
        panel.live.setChecked(False)
        await until(lambda: not searches.searching.reading)
        panel.search.setText(f'"{name}" {table.text(4, "reference")}')
        await until(lambda: panel.current is not None and panel.current.hit is not None)
        assert "basket" in panel._foot.keys.text()
        ctrl = Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(panel.search, Qt.Key.Key_Return, ctrl)
        assert not panel.isHidden()
        panel.close()
        [(session, keys)] = made.put
        assert keys == (key,)
        added = await rows_of_session(session, keys, 250, "EUR")
        assert [row.item.ref.key for row in added.rows] == [key]
        assert not added.left_out


async def test_a_closed_tab_is_opened_again(qapp, look, tmp_path):
    async with window(look, tmp_path) as (held, made, searches):
        key = made.front.desk.session.table.key(3)
        made.open_tab(held.workspace.sources[1])
        made.close_tab(0)
        assert made.find_tab(SOURCE.id, ACCOUNT.name) == -1
        searches.opener.show(hit(key))
        assert made.front.desk.source.id == SOURCE.id
        await until(lambda: made.front.desk.selection.current == key)


async def test_the_box_and_its_key_open_the_search_once(qapp, look, tmp_path):
    async with window(look, tmp_path) as (_, made, searches):
        made.search_all.click()
        panel = searches.panel
        assert panel is not None
        made.registry["search"].trigger()
        assert searches.panel is panel
        panel.close()
        assert searches.panel is None
        await until(lambda: not searches.searching.reading)


async def test_a_pasted_list_is_looked_up_and_a_line_opened(qapp, look, tmp_path):
    async with window(look, tmp_path) as (_, made, searches):
        table = made.front.desk.session.table
        searches.searching.open()
        await until(lambda: not searches.searching.reading)
        searches.look_up(f"{table.text(4, 'reference')}\nno-such-number")
        dialog = searches.lookup
        await until(lambda: dialog.lines)
        assert [len(line.things) for line in dialog.lines] == [1, 0]
        assert dialog.missing() == ("no-such-number",)
        dialog.show_only("missing")
        assert dialog.table.model.rowCount() == 1
        dialog.save(str(tmp_path / "missing.csv"))
        await until((tmp_path / "missing.csv").exists)
        await until(lambda: "no-such-number" in (tmp_path / "missing.csv").read_text("utf-8-sig"))
        dialog.show_only("every")
        dialog.table.view.selectRow(0)
        dialog.take.click()
        assert searches.lookup is None
        assert made.front.desk.selection.current == table.key(4)
