"""What every desktop program promises: keys, menus, names for screen readers, and the way round."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from tests.acceptance.stage import CTRL, NONE, SHIFT, Key, Stage, on_stage
from workbench.ui.parts.buttons import Button
from workbench.ui.text import TextLabel
from workbench.ui.window.actions import ACTIONS

Standard = QKeySequence.StandardKey
MEANINGS = {
    Standard.Quit: "quit",
    Standard.Preferences: "settings",
    Standard.Close: "tab.close",
    Standard.AddTab: "tab.new",
    Standard.Copy: "copy",
    Standard.Find: "find",
    Standard.FindNext: "find.next",
    Standard.FindPrevious: "find.previous",
    Standard.SaveAs: "view.save",
    Standard.Refresh: "refresh",
    Standard.HelpContents: "help",
    Standard.FullScreen: "fullscreen",
    Standard.ZoomIn: "zoom.in",
    Standard.ZoomOut: "zoom.out",
    Standard.NextChild: "tab.next",
    Standard.PreviousChild: "tab.previous",
    Standard.Deselect: "select.none",
    Standard.New: "record.new",
    Standard.Open: "made.open",
    Standard.Save: "review",
    Standard.Print: "",
    Standard.Undo: "undo",
    Standard.Redo: "redo",
    Standard.Cut: "cut",
    Standard.Paste: "paste",
    Standard.Replace: "replace",
    Standard.SelectAll: "",
    Standard.Back: "",
    Standard.Forward: "",
    Standard.WhatsThis: "",
    Standard.Cancel: "",
}
DIALOGS = (
    "account.choose",
    "export",
    "settings",
    "jobs",
    "calls",
    "palette",
    "help",
    "shortcuts",
    "about",
    "list",
    "columns",
    "filter.add",
    "compare",
    "view.save",
)


async def test_every_key_sequence_means_one_thing(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        of_window = Counter(
            keys.toString()
            for action in stage.window.findChildren(QAction)
            if action.shortcutContext() is Qt.ShortcutContext.WindowShortcut
            for keys in action.shortcuts()
        )
        assert [keys for keys, count in of_window.items() if count > 1] == []
        for short in stage.window.findChildren(QShortcut):
            assert short.context() is not Qt.ShortcutContext.ApplicationShortcut
            assert short.key().toString() not in of_window, "a part takes a key of the window"


async def test_no_bare_alt_letter_and_standard_keys_keep_their_meaning(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        registry = stage.window.registry
        for spec in ACTIONS:
            for keys in registry[spec.id].shortcuts():
                text = keys.toString()
                assert not (text.startswith("Alt+") and len(text) == 5 and text[4].isalpha()), text
                for standard, owner in MEANINGS.items():
                    if keys in QKeySequence.keyBindings(standard):
                        assert owner == spec.id, f"{text} of {spec.id} is the system's {standard}"
        for name in ("quit", "settings", "zoom.reset", "zoom.in"):
            assert registry[name].shortcuts(), name
        # Some desktops have it as their own key for this, others have none.
        assert registry["select.none"].shortcut().toString() == "Ctrl+Shift+A"
        assert registry["quit"].shortcut().toString() == "Ctrl+Q"
        assert registry["settings"].shortcut().toString() == "Ctrl+,"
        assert registry["quit"].menuRole() is QAction.MenuRole.QuitRole
        assert registry["settings"].menuRole() is QAction.MenuRole.PreferencesRole
        assert registry["about"].menuRole() is QAction.MenuRole.AboutRole


async def test_every_action_stands_in_a_menu_and_says_why_it_is_grey(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        found = list(actions_of(stage.window.menuBar().actions()))
        names = [action.objectName() for action in found if action.objectName()]
        assert sorted(names) == sorted(spec.id for spec in ACTIONS)
        for action in found:
            if not action.isEnabled() and action.objectName():
                assert action.toolTip() not in {"", action.text()}, action.objectName()


async def test_f6_goes_round_the_panes_both_ways(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        panes = stage.tab.panes()
        assert len(panes) == 4
        await stage.act(stage.view.setFocus)
        seen = [pane_of(stage)]
        for _ in range(len(panes)):
            await stage.press(Key.Key_F6)
            seen.append(pane_of(stage))
        assert seen[0] == seen[-1]
        assert set(seen) == set(range(4))
        for back in reversed(seen[:-1]):
            await stage.press(Key.Key_F6, SHIFT)
            assert pane_of(stage) == back


async def test_enter_leads_into_a_range_of_the_rail(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        view, model = stage.tab.rail.view, stage.tab.rail.model
        await stage.until(lambda: any(line.kind == "range" for line in model.lines()))
        row = next(at for at, line in enumerate(model.lines()) if line.kind == "range")
        await stage.act(view.setFocus)
        await stage.act(lambda: view.setCurrentIndex(model.index(row)))
        await stage.press(Key.Key_Return, on=view)
        inside = view.indexWidget(model.index(row))
        assert inside is stage.focus or inside.isAncestorOf(stage.focus)


async def test_f3_searches_where_the_focus_is(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.click_cell(0, "name")
        dock = stage.tab.dock
        await stage.until(lambda: dock.query() is not None)
        await stage.act(lambda: dock.tabs.choose("raw"))
        await stage.type("id", dock.raw.search)
        await stage.until(lambda: dock.raw.tree.isVisible() and dock.raw._hits)
        await stage.press(Key.Key_F3, on=dock.raw.search)
        first = dock.raw.tree.currentIndex()
        await stage.press(Key.Key_F3, on=dock.raw.tree)
        assert first.isValid()
        assert dock.raw.tree.currentIndex() != first
        assert not stage.tab.grid.finder.isVisible()


async def test_tab_reaches_everything_in_the_window(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await tour(stage, stage.window)


@pytest.mark.parametrize("name", DIALOGS)
async def test_dialogs_name_their_inputs_can_be_walked_and_end_by_escape(
    qapp, home, service, name
) -> None:
    async with on_stage(home, service) as stage:
        for place in range(2):
            await stage.tick(place)
        if name == "jobs":
            await stage.choose("Data", "Load all")
        await stage.act(stage.view.setFocus)
        await stage.act(stage.window.registry[name].trigger)
        await stage.until(stage.floating)
        dialog = stage.floating()[0]
        await stage.settle()
        assert nameless(dialog) == []
        assert rich(dialog) == []
        assert cut(dialog) == []
        await tour(stage, dialog)
        await stage.press(Key.Key_Escape, on=QApplication.focusWidget() or dialog)
        if stage.floating():
            await stage.press(Key.Key_Escape, on=stage.floating()[0])
        assert stage.floating() == []


async def test_everything_that_takes_the_focus_has_a_name(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        for layout in ("Table", "Gallery"):
            await stage.choose("View", layout)
            await stage.settle()
            assert nameless(stage.window) == []
        await stage.choose("View", "Header filters")
        assert nameless(stage.window) == []
        assert rich(stage.window) == []


@pytest.mark.parametrize("zoom", [80, 100, 200])
async def test_no_text_of_the_window_or_its_dialogs_is_cut_at_any_zoom(
    qapp, home, service, zoom
) -> None:
    async with on_stage(home, service) as stage:
        await stage.act(lambda: stage.window.look.set_zoom(zoom))
        await stage.settle()
        assert cut(stage.window) == []
        for name in ("account.choose", "export", "settings", "jobs", "calls", "shortcuts", "about"):
            await stage.act(stage.window.registry[name].trigger)
            await stage.until(stage.floating)
            dialog = stage.floating()[0]
            await stage.settle()
            assert cut(dialog) == [], name
            await stage.close_floating()


async def test_the_palette_finds_an_action_and_runs_it(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.press(Key.Key_P, CTRL | SHIFT, on=stage.view)
        await stage.until(lambda: stage.dialog("CommandPalette"))
        await stage.type("gallry")
        await stage.press(Key.Key_Return)
        await stage.until(stage.tab.gallery.isVisible)
        assert stage.dialog("CommandPalette") is None


def actions_of(actions: list[QAction]):
    """Every action of menus and of those below them."""
    for action in actions:
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from actions_of(menu.actions())
        elif not action.isSeparator():
            yield action


def pane_of(stage: Stage) -> int:
    """Which pane has the focus."""
    focus = stage.focus
    for at, pane in enumerate(stage.tab.panes()):
        if focus is not None and (pane is focus or pane.isAncestorOf(focus)):
            return at
    return -1


def takes_focus(place: QWidget) -> list[QWidget]:
    """What Tab is to reach: visible, enabled, and not the inner part of something that is."""
    found = []
    for part in place.findChildren(QWidget):
        if not part.isVisible() or not part.isEnabled() or part.window() is not place.window():
            continue
        if not part.focusPolicy() & Qt.FocusPolicy.TabFocus or part.focusProxy() is not None:
            continue
        if part.objectName().startswith("qt_") or isinstance(part, QMenu) or in_a_list(part):
            continue
        found.append(part)
    return found


def in_a_list(part: QWidget) -> bool:
    """Whether it stands in a line of a list, where Enter leads into it."""
    parent = part.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractItemView):
            return True
        parent = parent.parentWidget()
    return False


def nameless(place: QWidget) -> list[str]:
    """Widgets that take the focus and have no name to be spoken."""
    parts = [*takes_focus(place)]
    return [
        f"{type(part).__name__} in {type(part.parentWidget()).__name__}"
        for part in parts
        if not part.accessibleName() and not spoken_by_label(part)
    ]


def spoken_by_label(part: QWidget) -> bool:
    """Whether a label or the parent's own name speaks for it."""
    parent = part.parentWidget()
    inner = isinstance(parent, QAbstractSpinBox | QComboBox)
    buddies = part.window().findChildren(QLabel)
    return inner or any(held.buddy() is part for held in buddies)


def rich(place: QWidget) -> list[str]:
    """Labels that would read their text as markup."""
    return [
        held.text()
        for held in place.findChildren(QLabel)
        if held.textFormat() != Qt.TextFormat.PlainText and not held.pixmap().width()
    ]


def cut(place: QWidget) -> list[str]:
    """Buttons and one-line labels that have less room than their text."""
    found = []
    for part in place.findChildren(QWidget):
        if not part.isVisible() or inside_scroll(part, place):
            continue
        one_line = isinstance(part, Button) or (isinstance(part, TextLabel) and not part.wordWrap())
        if one_line and part.width() + 1 < part.sizeHint().width():
            found.append(f"{part.text()}: {part.width()} < {part.sizeHint().width()}")
    return found


def inside_scroll(part: QWidget, place: QWidget) -> bool:
    """Whether it stands in a place that scrolls sideways."""
    parent = part.parentWidget()
    while parent is not None and parent is not place:
        if isinstance(parent, QAbstractScrollArea) and parent.horizontalScrollBar().maximum():
            return True
        parent = parent.parentWidget()
    return False


async def tour(stage: Stage, place: QWidget) -> None:
    """Press Tab until it comes round; everything that takes the focus must have been there."""
    wanted = takes_focus(place)
    assert wanted, "nothing takes the focus"
    if QApplication.focusWidget() is None:
        await stage.act(wanted[0].setFocus)
    seen: set[QWidget] = set()
    for _ in range(3 * len(wanted) + 10):
        focus = QApplication.focusWidget()
        if focus is None:
            break
        seen.add(focus)
        typed = isinstance(focus, QPlainTextEdit) and not focus.tabChangesFocus()
        await stage.press(Key.Key_Tab, CTRL if typed else NONE, on=focus)
    missed = [
        f"{type(part).__name__} “{part.accessibleName()}”"
        for part in wanted
        if part not in seen and not exclusive_button(part) and part.isVisible()
    ]
    assert missed == [], missed


def exclusive_button(part: QWidget) -> bool:
    """Whether arrows reach it from the one of its group that Tab stops at."""
    return bool(
        getattr(part, "autoExclusive", lambda: False)() or getattr(part, "group", lambda: None)()
    )
