"""Objects that hold each other are taken apart in the thread of the window."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject

from workbench.app.collecting import Collector, collect_due


class Knot:
    """Holds itself, and tells in which thread it was taken apart."""

    def __init__(self, told: list[int]) -> None:
        self.itself = self
        self.told = told

    def __del__(self) -> None:
        self.told.append(threading.get_ident())


def make_knots(told: list[int]) -> None:
    for _ in range(100_000):
        Knot(told)


def test_a_busy_thread_collects_nothing_and_the_windows_thread_all(qapp) -> None:
    told: list[int] = []
    collector = Collector()
    try:
        thread = threading.Thread(target=make_knots, args=(told,))
        thread.start()
        thread.join()
        assert told == []
        collect_due()
        assert set(told) == {threading.get_ident()}
    finally:
        collector.stop()
        collector.deleteLater()
        gc.disable()


def test_the_timer_collects(qtbot) -> None:
    told: list[int] = []
    parent = QObject()
    collector = Collector(parent)
    make_knots(told)
    try:
        qtbot.waitUntil(lambda: len(told) > 0, timeout=10_000)
    finally:
        collector.stop()
        gc.disable()
