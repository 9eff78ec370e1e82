"""Keeps Python errors out of Qt's hands.

An exception that leaves an override of a Qt method surfaces at an unrelated call or ends the
program, and a slot called for a deleted widget raises; both are stopped here.
"""

from __future__ import annotations

import functools
import inspect
import logging
import weakref
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import shiboken6

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

P = ParamSpec("P")
R = TypeVar("R")
D = TypeVar("D")

_log = logging.getLogger("workbench.ui")


def never_raises(
    default: D, report: Callable[[Exception], None] | None = None
) -> Callable[[Callable[P, R]], Callable[P, R | D]]:
    """Makes an override answer `default` instead of raising; the error goes to `report` or the log.

    Usage: `@never_raises(None)` over `def paintEvent(self, event)`.
    """

    def wrap(method: Callable[P, R]) -> Callable[P, R | D]:
        @functools.wraps(method)
        def safe(*args: P.args, **kwargs: P.kwargs) -> R | D:
            try:
                return method(*args, **kwargs)
            except Exception as error:  # noqa: BLE001
                (report or functools.partial(_report, method.__qualname__))(error)
                return default

        return safe

    return wrap


def _report(where: str, error: Exception) -> None:
    _log.error("error in %s", where, exc_info=error)


def weak_slot(owner: QObject, method: Callable[..., object]) -> Callable[..., None]:
    """A slot that calls `method` while `owner` lives in Python and in Qt, else does nothing.

    A bound method of `owner` is held weakly, so the connection keeps nothing alive. A signal's
    `emit` may be given too.
    """
    owner_ref = weakref.ref(owner)
    is_bound = inspect.ismethod(method)
    find = weakref.WeakMethod(method) if is_bound else functools.partial(_same, method)

    def slot(*args: object) -> None:
        alive = owner_ref()
        call = find()
        if alive is not None and call is not None and shiboken6.isValid(alive):
            call(*args)

    return slot


def _same(method: Callable[..., object]) -> Callable[..., object]:
    return method
