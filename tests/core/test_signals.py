"""Signals: order, weak owners, and listeners that fail."""

from __future__ import annotations

import gc

from workbench.core.signals import Signal


class Listener:
    def __init__(self) -> None:
        self.heard: list[int] = []

    def hear(self, number: int) -> None:
        self.heard.append(number)


def test_listeners_hear_in_order_until_they_leave():
    signal, heard = Signal(), []
    first, second = (lambda n: heard.append(("a", n))), (lambda n: heard.append(("b", n)))
    signal.connect(first)
    signal.connect(second)
    signal.emit(1)
    signal.disconnect(first)
    signal.disconnect(print)
    signal.emit(2)
    assert heard == [("a", 1), ("b", 1), ("b", 2)]


def test_a_method_lives_as_long_as_its_owner():
    signal, listener = Signal(), Listener()
    signal.connect(listener.hear)
    signal.emit(1)
    assert listener.heard == [1]
    signal.disconnect(listener.hear)
    signal.emit(2)
    assert listener.heard == [1]
    signal.connect(listener.hear)
    del listener
    gc.collect()
    signal.emit(3)
    assert signal._slots == []


def test_one_that_fails_does_not_silence_the_rest(caplog):
    signal, heard = Signal(), []

    def fail(_number):
        raise ValueError("broken")

    signal.connect(fail)
    signal.connect(heard.append)
    signal.emit(1)
    assert heard == [1]
    assert "a listener failed" in caplog.text


def test_a_listener_may_leave_while_it_is_told():
    signal, heard = Signal(), []

    def once(number):
        heard.append(number)
        signal.disconnect(once)

    signal.connect(once)
    signal.emit(1)
    signal.emit(2)
    assert heard == [1]
