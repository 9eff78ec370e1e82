"""The search over all sources: what is shown while it is typed, and what its keys do."""

from __future__ import annotations

from contextlib import asynccontextmanager

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest

from tests.harness.waiting import until
from tests.ui.sample import ACCOUNT, document_of, key_of, page_of
from workbench.core.errors import ErrorCode, WbError
from workbench.ui.searching.lines import LineKind, found_lines, is_list
from workbench.ui.searching.model import LinesModel
from workbench.ui.searching.panel import SearchPanel
from workbench.workspace.keys import scope_of
from workbench.workspace.searching import Searching
from workbench.workspace.searching_hits import Asking, Found, Group, Hit


def keep(workspace, count: int = 30) -> None:
    """Keep rows of the sample as though they had been read."""
    source = workspace.sources[0]
    scope = scope_of(source, ACCOUNT, source.resources[0], "")
    page = page_of(range(count))
    pairs = [(key_of(number), document_of(number)) for number in range(count)]
    workspace.stores.cache.put_documents(scope, pairs, page.fetched_at)


@asynccontextmanager
async def opened(workspace, look, qtbot, *, rows: int = 30, basket: bool = False):
    if rows:
        keep(workspace, rows)
    searching = Searching(workspace)
    searching.set_live(on=False)
    panel = SearchPanel(searching, workspace, look, basket=basket)
    qtbot.addWidget(panel)
    panel.open_over(panel)
    await until(lambda: not searching.reading)
    yield panel
    panel.close()
    searching.close()
    await until(lambda: workspace.jobs.pending == 0)


async def typed(panel, text: str) -> list:
    panel.search.setText(text)
    await until(lambda: panel._searching.found.text == text.strip())
    return panel.model.lines


def kinds(panel) -> list[LineKind]:
    return [line.kind for line in panel.model.lines]


async def test_rows_that_are_kept_are_found_under_their_source(workspace, look, qtbot):
    async with opened(workspace, look, qtbot) as panel:
        lines = await typed(panel, "bottle")
        assert lines[0].kind is LineKind.HEAD
        assert lines[0].text == "Sample"
        assert panel.current is lines[1]
        assert lines[1].text == "Glass bottle Åre 600 ml"
        assert lines[1].aside.startswith("read")
        assert "Product" in lines[1].spoken
        assert panel.search.accessibleDescription() == lines[1].spoken


async def test_more_than_six_end_in_show_all(workspace, look, qtbot):
    async with opened(workspace, look, qtbot, rows=200) as panel:
        await typed(panel, "bottle")
        assert kinds(panel) == [LineKind.HEAD, *[LineKind.HIT] * 6, LineKind.ALL]
        shown = []
        panel.all_wanted.connect(shown.append)
        panel.step(50)
        QTest.keyClick(panel.search, Qt.Key.Key_Return)
        assert [group.account for group in shown] == [ACCOUNT]
        assert panel.isHidden()


async def test_enter_opens_the_current_row_and_remembers_what_was_searched(workspace, look, qtbot):
    async with opened(workspace, look, qtbot) as panel:
        await typed(panel, "bottle")
        shown = []
        panel.hit_wanted.connect(shown.append)
        QTest.keyClick(panel.search, Qt.Key.Key_Down)
        wanted = panel.current.hit
        QTest.keyClick(panel.search, Qt.Key.Key_Return)
        assert shown == [wanted]
        assert workspace.stores.workspace.queries("all") == ("bottle",)


async def test_earlier_searches_stand_there_before_anything_is_typed(workspace, look, qtbot):
    workspace.stores.workspace.add_query("all", "bottle")
    async with opened(workspace, look, qtbot) as panel:
        assert kinds(panel) == [LineKind.HEAD, LineKind.RECENT]
        QTest.keyClick(panel.search, Qt.Key.Key_Down)
        QTest.keyClick(panel.search, Qt.Key.Key_Return)
        assert panel.search.text() == "bottle"
        assert not panel.isHidden()
        panel.search.clear()
        QTest.keyClick(panel.search, Qt.Key.Key_Down)
        QTest.keyClick(panel.search, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
        assert kinds(panel) == [LineKind.NOTE]


async def test_what_is_not_there_says_so_and_what_to_do(workspace, look, qtbot):
    async with opened(workspace, look, qtbot) as panel:
        lines = await typed(panel, "zzqqx")
        assert [line.kind for line in lines] == [LineKind.NOTE]
        assert "zzqqx" in lines[0].text
        assert "Live" in lines[0].note
        assert panel.current is None
        QTest.keyClick(panel.search, Qt.Key.Key_Return)
        assert not panel.isHidden()


async def test_without_kept_rows_it_says_how_to_get_some(workspace, look, qtbot):
    async with opened(workspace, look, qtbot, rows=0) as panel:
        lines = await typed(panel, "bottle")
        assert "open a tab" in lines[0].note


async def test_several_lines_are_offered_to_be_looked_up(workspace, look, qtbot):
    async with opened(workspace, look, qtbot) as panel:
        panel.search.setText("735004291001\n735004291002\n\nnone")
        assert kinds(panel) == [LineKind.PASTED]
        assert panel.model.lines[0].text == "Look up 3 lines"
        lists = []
        panel.list_wanted.connect(lists.append)
        panel.act()
        assert is_list(lists[0])
    assert not is_list("one line\n\n")


async def test_ctrl_enter_puts_a_row_into_the_basket_where_it_can_be_bought(workspace, look, qtbot):
    async with opened(workspace, look, qtbot, basket=True) as panel:
        await typed(panel, "bottle")
        put = []
        panel.basket_wanted.connect(put.append)
        add = lambda: QTest.keyClick(  # noqa: E731
            panel.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
        add()
        assert put == []
        assert "basket" not in panel._foot.keys.text()


async def test_its_keys_are_not_taken_by_shortcuts_of_the_window(workspace, look, qtbot):
    async with opened(workspace, look, qtbot) as panel:
        for key, held, own in (
            (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, True),
            (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, True),
            (Qt.Key.Key_L, Qt.KeyboardModifier.NoModifier, False),
        ):
            event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held)
            event.ignore()
            assert panel.eventFilter(panel.search, event) is own
            assert event.isAccepted() is own


async def test_escape_closes_and_the_live_switch_has_a_key(workspace, look, qtbot):
    async with opened(workspace, look, qtbot) as panel:
        QTest.keyClick(panel.search, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert panel.live.isChecked()
        assert panel._searching.live
        panel.live.toggle()
        QTest.keyClick(panel.search, Qt.Key.Key_Escape)
        assert panel.isHidden()


def a_group(workspace, name: str, count: int, **more: object) -> Group:
    source = workspace.sources[0]
    hits = tuple(
        Hit(source.id, name, "products", f"k{n}", f"k{n}", "", "Product", f"Mug {n}", live=n == 0)
        for n in range(count)
    )
    account = ACCOUNT.__class__(source.id, name)
    return Group(source, account, hits, kept=count, resource="products", **more)


def test_a_service_that_fails_is_told_in_one_line_under_what_is_kept(workspace):
    error = WbError(ErrorCode.OFFLINE, "No connection.", "Check the network.")
    found = Found("mug", groups=(a_group(workspace, "one", 1, asking=Asking.FAILED, error=error),))
    lines = found_lines(found, workspace.formats, live=True)
    assert [line.kind for line in lines] == [LineKind.HEAD, LineKind.HIT, LineKind.TROUBLE]
    assert lines[2].text == "No connection."
    assert lines[1].aside == "live"
    assert "no answer" in lines[0].aside


def test_headings_cannot_be_current_and_groups_are_gone_through(workspace, qapp):
    found = Found("mug", groups=(a_group(workspace, "one", 2), a_group(workspace, "two", 3)))
    model = LinesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(found_lines(found, workspace.formats, live=True))
    assert model.chosen() == [1, 2, 4, 5, 6]
    assert model.firsts() == [1, 4]
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


async def test_every_widget_has_a_name_for_screen_readers(workspace, look, qtbot):
    async with opened(workspace, look, qtbot) as panel:
        for part in (panel, panel.search, panel.live, panel.list):
            assert part.accessibleName()


async def test_several_lines_from_the_clipboard_stay_several(workspace, look, qtbot):
    async with opened(workspace, look, qtbot) as panel:
        QGuiApplication.clipboard().setText("735004291001\r\n735004291002\r\n")
        panel.search.paste()
        assert kinds(panel) == [LineKind.PASTED]
        assert panel.model.lines[0].text == "Look up 2 lines"
