"""Work that a widget of the comparison begins: its end is told, and so is what went wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, TypeVar

from workbench.core.errors import WbError
from workbench.core.unexpected import named
from workbench.ui.safe import weak_slot

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from workbench.core.jobs import Job
    from workbench.ui.desk.desk import Desk

T = TypeVar("T")


def begin(
    owner: QObject,
    desk: Desk,
    name: str,
    work: Callable[[], Coroutine[object, object, T]],
    done: Callable[[T], object] | None = None,
) -> None:
    """Do something that takes a moment; `done`, a method of `owner`, gets the answer.

    What goes wrong is shown in the strip of the tab.
    """
    fail = weak_slot(desk, desk.trouble.emit)
    tell = weak_slot(owner, done) if done is not None else None

    async def run() -> None:
        try:
            answer = await work()
        except WbError as error:
            fail(error)
        except Exception as error:
            fail(named(error))
            raise
        else:
            if tell is not None:
                tell(answer)

    desk.workspace.jobs.spawn(name, run())


def begin_job(
    owner: QObject,
    desk: Desk,
    title: str,
    kind: str,
    work: Callable[[Job], Awaitable[T]],
    done: Callable[[T], object],
    *,
    failed: Callable[[WbError], object] | None = None,
    account: str = "",
) -> Job:
    """Do something that asks services, as a job that is seen and can be stopped; return it.

    As `begin`, but that `failed`, a method of `owner`, is told what goes wrong where it is given.
    """
    fail = weak_slot(owner, failed) if failed else weak_slot(desk, desk.trouble.emit)
    tell = weak_slot(owner, done)

    async def run(job: Job) -> None:
        try:
            answer = await work(job)
        except Exception as error:
            fail(named(error))
            raise
        tell(answer)

    start, source = desk.workspace.jobs.start, desk.source.id
    job, _task = start(title, kind, run, source=source, account=account, awaited=True)
    return job
