"""Every part has a name for ears, is reached by keyboard where it does something, and scales."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from workbench.core.settings import Theme
from workbench.ui.parts.buttons import Button, IconButton, Kind
from workbench.ui.parts.chips import Chip, ChipRow, ChipText, DashedButton
from workbench.ui.parts.empty import EmptyState
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.progress import Bar, ProgressLine, Ring
from workbench.ui.parts.section import Section, SectionHead
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.shapes import Badge, Card, IconSign, MarkSign
from workbench.ui.parts.stepper import Stepper
from workbench.ui.parts.strip import Strip
from workbench.ui.parts.switch import Switch
from workbench.ui.parts.tabs import InnerTabs, TabRow
from workbench.ui.theme.marks import Mark


def running(look):
    """A job at half, ten seconds old."""
    clock = iter([0.0])
    line = ProgressLine(look, now=lambda: next(clock, 10.0))
    line.begin("Reading prices")
    line.report("Reading prices", 5, 10, 42)
    return line


def dock_tabs(look):
    tabs = InnerTabs("Dock", look)
    tabs.add("Details")
    tabs.add("Variants", 5)
    return tabs


PARTS = {
    "button": lambda look: Button("Send 8 records to Malmö", look, Kind.PRIMARY, icon="gem"),
    "plain": lambda look: Button("Rehearse", look, caret=True),
    "danger": lambda look: Button("Remove", look, Kind.DANGER),
    "delete": lambda look: Button("Delete 12 articles", look, Kind.DELETE),
    "link": lambda look: Button("Retry", look, Kind.LINK),
    "icon": lambda look: IconButton("columns-3", "Columns", look),
    "input": lambda look: LineEdit("Search products", look, search=True, hint="Ctrl K"),
    "stepper": lambda look: Stepper("Quantity", look, 250),
    "chip": lambda look: Chip(ChipText("k", "Price", "≤", "12.00"), look),
    "bad chip": lambda look: Chip(ChipText("k", "Price", "≤", "x", bad="no number"), look),
    "dashed": lambda look: DashedButton("Filter", look, icon="plus"),
    "chips": ChipRow,
    "segmented": lambda look: Segmented("Layout", [("a", "Table"), ("b", "Gallery")], look),
    "section head": lambda look: SectionHead("Product", look, note="8 of 9 filled"),
    "switch": lambda look: Switch("Read-only", look, on=True),
    "field": lambda look: FieldBox("Price", LineEdit("", look), look, unit="SEK"),
    "strip": lambda look: Strip(Mark.REFUSED, "Failed", "Twice.", look, [("r", "Retry")]),
    "empty": lambda look: EmptyState("search-x", "No rows", "0 of 9", look, [("c", "Clear")]),
    "badge": lambda look: Badge("New", look, Mark.NEW),
    "mark": lambda look: MarkSign(Mark.STALE, "Old", look),
    "ring": lambda look: Ring("Working", look),
    "bar": lambda look: Bar("Progress", look),
    "progress": running,
    "tabs": TabRow,
    "inner tabs": dock_tabs,
}
UNNAMED = {"field", "tabs"}  # rows of parts that have names of their own
INACTIVE = {"badge", "mark", "ring", "bar", "progress", "inner tabs"}


@pytest.fixture(params=sorted(PARTS))
def part(request, qtbot, look):
    made = PARTS[request.param](look)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    column.addWidget(made)
    qtbot.addWidget(holder)
    holder.resize(800, 400)
    return request.param, made, holder


def reachable(widget):
    inside = [widget, *widget.findChildren(QWidget)]
    return [w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus]


def test_it_has_an_accessible_name(part):
    name, made, _ = part
    if name not in UNNAMED:
        assert made.accessibleName()
    for button in made.findChildren(QAbstractButton):
        if button.isVisibleTo(made) and button.metaObject().className() != "QToolButton":
            assert button.accessibleName(), button


def test_it_takes_the_focus_where_it_does_something(part):
    name, made, _ = part
    assert name in INACTIVE or reachable(made)


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.CONTRAST])
def test_it_paints_in_every_theme_and_differs(part, look, theme, caplog, qapp):
    name, _, holder = part
    light = holder.grab().toImage()
    look.set_theme(theme)
    qapp.processEvents()  # Qt hands a new palette on with the next events
    assert holder.grab().toImage() != light, name
    assert not caplog.records


def test_it_grows_with_the_zoom(part, look):
    _, made, _ = part
    before = made.sizeHint()
    look.set_zoom(200)
    after = made.sizeHint()
    assert after.height() >= 1.5 * before.height()


def test_the_focus_can_be_seen(part, qtbot):
    name, made, holder = part
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    for widget in reachable(made):
        if not isinstance(widget, (Button, IconButton, Chip, SectionHead, Switch, DashedButton)):
            continue
        if not widget.isVisible():
            continue
        widget.clearFocus()
        idle = widget.grab().toImage()
        widget.setFocus()
        assert widget.hasFocus(), name
        assert widget.grab().toImage() != idle, name


def test_cards_and_signs_paint(qtbot, look, caplog):
    for made in (
        Card(look),
        Card(look, Mark.UNKNOWN, dashed=True),
        IconSign("gem", look, 24, 52),
        Section("Product", Badge("x", look), look),
    ):
        qtbot.addWidget(made)
        made.grab()
    assert not caplog.records
