"""Texts that a service sends are shown as they are: no pictures out of them, no markup, no harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from tests.acceptance.service import HOSTILE
from tests.acceptance.stage import CTRL, SIZE, Key, Stage, on_stage
from workbench.ui.links import is_safe_link, open_link

INK = (254, 1, 253)
"""A colour that nothing of the program has."""


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    """A text that names a picture of this machine."""
    picture = tmp_path / "red.png"
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(0xFF000000 | INK[0] << 16 | INK[1] << 8 | INK[2])
    image.save(str(picture))
    return HOSTILE.format(picture=picture)


def drawn(widget: QWidget) -> int:
    """How many pixels of a widget have the colour of the picture."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    wanted, found = bytes(INK), 0
    for y in range(image.height()):
        line = bytes(image.constScanLine(y))[: image.width() * 3]
        if wanted in line:
            found += 1
    return found


def test_the_sweep_can_see_what_it_looks_for(qtbot, hostile) -> None:
    label = QLabel(hostile)
    qtbot.addWidget(label)
    assert drawn(label) > 0


def looked_over(stage: Stage) -> None:
    """Nothing of the picture is drawn, and nothing is wider than two screens."""
    for widget in (stage.window, *stage.floating()):
        assert drawn(widget) == 0, type(widget).__name__
        for part in (widget, *widget.findChildren(QWidget)):
            assert not part.isVisible() or part.width() <= 2 * SIZE[0], type(part).__name__
    assert stage.window.width() == SIZE[0]


@pytest.mark.fault(37)
@pytest.mark.fault(69)
async def test_every_view_of_the_rows_shows_texts_literally(qapp, home, service, hostile) -> None:
    service.spoil = hostile
    async with on_stage(home, service) as stage:
        assert "<b>bold</b>" in stage.shown("name")[0]
        assert "\u202e" not in stage.shown("name")[0], "what reorders signs is made visible"
        await stage.click_cell(0, "name")
        await stage.settle()
        looked_over(stage)
        dock = stage.tab.dock
        for page in (*dock.pages, "raw", "details"):
            await stage.act(lambda page=page: dock.tabs.choose(page))
            await stage.settle()
            looked_over(stage)
        for layout in ("Gallery", "Table"):
            await stage.choose("View", layout)
            await stage.settle()
            looked_over(stage)
        await stage.press(Key.Key_F7)
        await stage.settle()
        looked_over(stage)
        await stage.press(Key.Key_Escape)
        for line in stage.tab.rail.model.lines():
            if line.kind == "resource" and line.title not in {"Products", "Access"}:
                await stage.act(lambda key=line.key: stage.tab.rail._open_resource(key))
                await stage.settle()
                looked_over(stage)


@pytest.mark.fault(69)
async def test_dialogs_menus_and_tips_show_texts_literally(qapp, home, service, hostile) -> None:
    service.spoil = hostile
    async with on_stage(home, service) as stage:
        for place in range(3):
            await stage.tick(place)
        await stage.click_cell(0, "name")
        for name in ("compare", "export", "list", "filter.add", "columns"):
            await stage.act(stage.window.registry[name].trigger)
            await stage.until(stage.floating)
            await stage.settle()
            looked_over(stage)
            await stage.close_floating()
        await stage.press(Key.Key_L, CTRL, on=stage.view)
        box = stage.tab.grid.filters.box("name")
        await stage.act(lambda: box.setText(f"={stage.values('name')[0]}"))
        await stage.act(lambda: box.textEdited.emit(box.text()))
        await stage.act(stage.tab.grid.filters.apply)
        looked_over(stage)
        spot = stage.view.cell_rect(0, stage.view.grid_model.column_of("name")).center()
        await stage.act(lambda: tip(stage.view.viewport(), spot))
        await stage.until(QToolTip.isVisible)
        looked_over(stage)
        QToolTip.hideText()


@pytest.mark.fault(9)
@pytest.mark.fault(69)
async def test_what_a_service_says_of_an_error_is_shown_literally(
    qapp, home, service, hostile
) -> None:
    async with on_stage(home, service) as stage:
        body = json.dumps({"message": hostile, "errors": {"price": hostile}})
        service.fail(10, status=400, path="/search", body=body)
        await stage.press(Key.Key_F5)
        await stage.until(stage.strips, 60)
        assert "<b>" in stage.strips()[0] or "<img" in stage.session.status.error.full_text
        looked_over(stage)


@pytest.mark.fault(37)
@pytest.mark.parametrize("text", ["\x00\x01\x1b[31m", "\ud7ff\ufeff\u2066", "x" * 5_000, "\n" * 50])
async def test_odd_texts_break_nothing(qapp, home, service, text) -> None:
    service.spoil, service.only = text, "name"
    async with on_stage(home, service) as stage:
        await stage.click_cell(0, "name")
        await stage.settle()
        looked_over(stage)
        assert len(stage.shown("name")[0]) <= 2_000


@pytest.mark.fault(70)
@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "smb://host/share",
        "data:text/html,<b>",
        "ms-settings:about",
        "https://good.example@evil.example/",
        "https://",
        "http:///x",
        " https://a.example/",
        "https://a.example/\n",
        "HTTP:evil",
        "//host/path",
        "",
    ],
)
def test_links_that_are_no_links_are_not_opened(qapp, link) -> None:
    assert not is_safe_link(link)
    assert not open_link(link)


@pytest.mark.parametrize("link", ["https://a.example/p?q=1", "http://a.example:8080/"])
def test_links_of_the_web_may_be_opened(link) -> None:
    assert is_safe_link(link)


def tip(place: QWidget, spot: QPoint) -> None:
    """Rest the pointer over a place."""
    event = QHelpEvent(QEvent.Type.ToolTip, spot, place.mapToGlobal(spot))
    QApplication.sendEvent(place, event)
    QCoreApplication.sendPostedEvents()
