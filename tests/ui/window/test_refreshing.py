"""Reading ticked rows again says before how many requests it takes."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QMainWindow

from tests.ui.sample import make_desk
from workbench.ui.window.refreshing import tell_refresh_cost
from workbench.ui.window.registry import Registry


def test_the_action_names_its_requests(qtbot, look, tmp_path):
    desk = make_desk(tmp_path)
    window = QMainWindow()
    qtbot.addWidget(window)
    registry = Registry(window, look, {})
    desk.resource = replace(desk.resource, key_filter="id", keys_a_request=1)
    tell_refresh_cost(registry, desk)
    assert registry["refresh.selection"].text() == "Refresh selection"
    desk.selection.only(["1", "2", "3"])
    tell_refresh_cost(registry, desk)
    assert registry["refresh.selection"].text() == "Refresh selection (3 requests)"
    desk.resource = replace(desk.resource, keys_a_request=50)
    tell_refresh_cost(registry, desk)
    assert registry["refresh.selection"].text() == "Refresh selection (1 request)"
