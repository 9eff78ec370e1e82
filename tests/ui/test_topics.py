from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.harness.waiting import until
from workbench.ui.dialogs.contents import TOPICS, HelpWindow
from workbench.ui.filters.bar import FilterBar
from workbench.ui.filters.builder import FilterBuilder
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.rail.rail import Rail
from workbench.ui.topics import set_topic, topic_at


def test_the_nearest_thing_around_a_widget_says_its_page(qtbot):
    outer = QWidget()
    qtbot.addWidget(outer)
    inner = QWidget(outer)
    line = QLineEdit(inner)
    assert (topic_at(line), topic_at(None)) == ("", "")
    set_topic(outer, "review")
    assert topic_at(line) == "review"
    set_topic(inner, "conflicts")
    assert (topic_at(line), topic_at(outer)) == ("conflicts", "review")


def test_filters_lead_to_their_page(desk, look, qtbot):
    names = {name for name, _title in TOPICS}
    for made in (FilterBar(desk, look), FilterBuilder(desk, look), Rail(desk, look)):
        qtbot.addWidget(made)
        assert topic_at(made) == "filters"
    assert "filters" in names


async def test_f1_in_a_dialog_shows_its_page_beside_it(look, qtbot):
    dialog = DialogFrame("Import", look, topic="import")
    qtbot.addWidget(dialog)
    line = QLineEdit(dialog)
    line.setAccessibleName("Name")
    dialog.body.addWidget(line)
    dialog.open()
    dialog.activateWindow()
    await until(dialog.isActiveWindow)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_F1)
    pages = dialog.findChildren(HelpWindow)
    assert [page.topic for page in pages] == ["import"]
    assert pages[0].isVisible()
    pages[0].close()
    assert dialog.isVisible()
