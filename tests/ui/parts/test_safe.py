"""Errors in Qt's overrides stay in Python, and late calls find nobody."""

from __future__ import annotations

import gc
import logging

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from workbench.ui.safe import never_raises, weak_slot


def test_an_error_becomes_the_default_and_is_reported():
    told = []

    @never_raises(7, told.append)
    def broken(number):
        raise ValueError(number)

    assert broken(3) == 7
    assert [str(error) for error in told] == ["3"]


def test_without_a_handler_the_log_hears_of_it(caplog):
    @never_raises(None)
    def broken():
        raise KeyError("gone")

    with caplog.at_level(logging.ERROR, "workbench.ui"):
        assert broken() is None
    assert "broken" in caplog.text
    assert "gone" in caplog.text


def test_what_does_not_fail_is_untouched():
    @never_raises(0)
    def double(number):
        """Twice."""
        return 2 * number

    assert double(4) == 8
    assert double.__doc__ == "Twice."


class Speaker(QObject):
    spoke = Signal(int)


class Hearer(QWidget):
    def __init__(self):
        super().__init__()
        self.heard = []

    def hear(self, number):
        self.heard.append(number)


def test_a_weak_slot_ends_with_its_owner(qtbot):
    speaker, hearer = Speaker(), Hearer()
    qtbot.addWidget(hearer)
    speaker.spoke.connect(weak_slot(hearer, hearer.hear))
    speaker.spoke.emit(1)
    assert hearer.heard == [1]
    shiboken6.delete(hearer)
    speaker.spoke.emit(2)
    assert hearer.heard == [1]


def test_a_weak_slot_keeps_nothing_alive(qapp):
    hearer = Hearer()
    slot = weak_slot(hearer, hearer.hear)
    heard = hearer.heard
    del hearer
    gc.collect()
    slot(1)
    assert heard == []
