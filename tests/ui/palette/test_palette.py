from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.palette.kit import operation
from workbench.core.operations import Effect
from workbench.ui.palette.matching import match
from workbench.ui.palette.palette import CommandPalette
from workbench.ui.window.actions import ACTIONS


def made(look, qtbot, bindings=None) -> CommandPalette:
    operations = [("sample", operation()), ("sample", operation("send_item", Effect.WRITE))]
    palette = CommandPalette(
        ACTIONS, operations, look, titles={"sample": "Sample"}, bindings=bindings
    )
    qtbot.addWidget(palette)
    return palette


def titles(palette) -> list[str]:
    return [found.entry.title for found in palette.model.found]


def test_letters_in_order_match_and_word_starts_count_most():
    assert match("xyz", "Export") is None
    assert match("", "Export").places == ()
    assert match("ea", "Export again").places == (0, 7)
    assert match("exp", "Export…").score > match("exp", "An example").score
    assert match("cafe", "Café").places == (0, 1, 2, 3)


def test_enter_runs_the_first_hit_and_says_which(look, qtbot):
    palette = made(look, qtbot)
    chosen = []
    palette.action_chosen.connect(chosen.append)
    palette.search.setText("refresh")
    assert titles(palette)[0] == "Refresh"
    qtbot.keyClick(palette.search, Qt.Key.Key_Down)
    qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert chosen == ["refresh.selection"]
    assert palette.result() == palette.DialogCode.Accepted


def test_what_cannot_be_run_now_says_why_and_stays_where_it_is_read(look, qtbot):
    palette = CommandPalette(ACTIONS, [], look, refused={"import": "Offers can only be read."})
    qtbot.addWidget(palette)
    chosen = []
    palette.action_chosen.connect(chosen.append)
    palette.search.setText("import")
    at = titles(palette).index("Import…")
    index = palette.model.index(at, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Import…, Offers can only be read.")
    palette.list.setCurrentIndex(index)
    palette.show()
    qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert chosen == []
    assert palette.isVisible()
    palette.grab()


def test_operations_are_found_by_name_and_by_english_title(look, qtbot):
    palette = made(look, qtbot)
    chosen = []
    palette.operation_chosen.connect(lambda source, name: chosen.append((source, name)))
    palette.search.setText("send_item")
    assert palette.model.found[0].entry.group == "Operation · Sample · write"
    palette.search.setText("reads some items")
    assert "read_items" in titles(palette)
    palette.search.setText("read_items")
    palette.run()
    assert chosen == [("sample", "read_items")]


def test_nothing_typed_shows_actions_and_nothing_found_says_so(look, qtbot):
    palette = made(look, qtbot)
    tester = QAbstractItemModelTester(palette.model)
    assert titles(palette)[0] == "New tab…"
    palette.search.setText("qqqqq")
    assert titles(palette) == []
    assert not palette._none.isHidden()
    palette.run()
    assert palette.result() == 0
    del tester


def test_keys_are_the_users_own(look, qtbot):
    palette = made(look, qtbot, {"refresh": "Ctrl+Alt+R"})
    palette.search.setText("refresh")
    assert palette.model.found[0].entry.keys == ("Ctrl", "Alt", "R")
