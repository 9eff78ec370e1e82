"""Signals without Qt, so that everything below the window can tell who listens what changed."""

from __future__ import annotations

import logging
import weakref
from collections.abc import Callable
from typing import Generic, TypeVarTuple

Args = TypeVarTuple("Args")

_log = logging.getLogger(__name__)


class Signal(Generic[*Args]):
    """One event; listeners are called in order of connection, in the caller's thread.

    Bound methods are held weakly, so that a listener's life is its owner's. Functions and
    lambdas are held until `disconnect`. A listener that raises is logged and the rest still run.
    """

    __slots__ = ("__weakref__", "_slots")

    def __init__(self) -> None:
        self._slots: list[Callable[[], Callable[[*Args], object] | None]] = []

    def connect(self, slot: Callable[[*Args], object]) -> None:
        """Call `slot` at every `emit` from now on."""
        if hasattr(slot, "__self__") and hasattr(slot, "__func__"):
            self._slots.append(weakref.WeakMethod(slot))  # type: ignore[arg-type]
        else:
            self._slots.append(lambda: slot)

    def disconnect(self, slot: Callable[[*Args], object]) -> None:
        """Stop calling `slot`; unknown slots are ignored."""
        self._slots = [held for held in self._slots if held() not in {None, slot}]

    def emit(self, *args: *Args) -> None:
        """Tell every listener."""
        for held in tuple(self._slots):
            slot = held()
            if slot is None:
                self._slots = [other for other in self._slots if other is not held]
                continue
            try:
                slot(*args)
            except Exception:  # noqa: BLE001 - one broken listener must not silence the others
                _log.exception("a listener failed")
