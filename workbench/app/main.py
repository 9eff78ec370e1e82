"""The desktop program: one loop, one window, an orderly end."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from workbench.app.after import After, Then, carry_out, forget_sandbox
from workbench.app.collecting import Collector
from workbench.app.compose import open_sandbox, open_workspace, sandbox_home
from workbench.app.crash import watch_crashes
from workbench.app.ending import Ending
from workbench.app.single import SingleWindow
from workbench.app.warm import warm
from workbench.core.errors import EXIT, WbError
from workbench.core.folders import Folders, find_folders, folders_in
from workbench.core.jobs import Jobs
from workbench.core.settings import ProxyMode
from workbench.ui.theme.apply import Dresser
from workbench.ui.theme.look import Look
from workbench.ui.theme.state import LookState
from workbench.ui.window.broken import tell_crash
from workbench.ui.window.main import MainWindow
from workbench.workspace.proxy import load_proxy
from workbench.workspace.workspace import Workspace


def run_window(*, sandbox: bool, ready: Callable[[MainWindow], None] | None = None) -> int:
    """Open the window and return the exit status when it has closed.

    Args:
        sandbox: open it on sample data.
        ready: told the window once it is shown.

    Raises:
        WbError: STORE or DISK, where the workspace's files cannot be used.
    """
    folders = folders_in(sandbox_home()) if sandbox else find_folders()
    app = make_application()
    single = SingleWindow(folders.make())
    if not single.first:
        return EXIT.done
    report = watch_crashes(folders)

    def shown(window: MainWindow) -> None:
        if report is not None:
            tell_crash(window, report)
        (ready or _nothing)(window)

    after, status = _run(app, folders, single, sandbox=sandbox, ready=shown)
    single.close()
    return carry_out(after, folders, sandbox=sandbox) or status


def make_application() -> QApplication:
    """Return the Qt application, named as its desktop file is."""
    QCoreApplication.setApplicationName("workbench")
    QCoreApplication.setOrganizationName("workbench")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationDisplayName("workbench")
    app.setDesktopFileName("workbench")
    app.setQuitOnLastWindowClosed(False)
    return app


def _run(
    app: QApplication,
    folders: Folders,
    single: SingleWindow,
    *,
    sandbox: bool,
    ready: Callable[[MainWindow], None],
) -> tuple[After, int]:
    import qasync  # noqa: PLC0415 - after the application, which it needs

    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        ending = Ending(loop)
        try:
            after = loop.run_until_complete(
                _main(app, folders, single, ending, sandbox=sandbox, ready=ready)
            )
        finally:
            ending.stop()
    return after, ending.status


async def _main(
    app: QApplication,
    folders: Folders,
    single: SingleWindow,
    ending: Ending,
    *,
    sandbox: bool,
    ready: Callable[[MainWindow], None],
) -> After:
    """Show the window until it closes; return what is wanted next."""
    jobs = Jobs()
    collector = Collector(app)
    # What was imported stays for good: the collector's first look passes over it.
    gc.freeze()
    workspace, stop = _open(folders, jobs, sandbox=sandbox)
    window: MainWindow | None = None
    try:
        window = bare_window(app, workspace)
        single.raised.connect(window.come_forward)
        once = Qt.ConnectionType.SingleShotConnection
        window.begun.connect(lambda: command(window), once)
        window.complete.connect(lambda: warm(jobs, workspace.stores), once)
        window.complete.connect(lambda: keep_up(window, workspace), once)
        window.complete.connect(single.listen, once)
        window.show()
        if workspace.settings.proxy_mode is ProxyMode.MANUAL:
            jobs.spawn("proxy", _sign_in_at_proxy(workspace, window))
        ready(window)
        return await _until_closed(window, ending, sandbox=sandbox)
    finally:
        if window is not None:
            window.save_state()
            window.end()
        await workspace.close()
        stop()
        collector.stop()


def _open(folders: Folders, jobs: Jobs, *, sandbox: bool) -> tuple[Workspace, Callable[[], None]]:
    if not sandbox:
        return open_workspace(folders, jobs=jobs), _nothing
    from workbench.app.demo import start_demo  # noqa: PLC0415 - only for the sample data

    demo = start_demo()
    try:
        return open_sandbox(
            folders.data, demo.accounts, demo.vault, jobs=jobs, rates=demo.rates
        ), demo.stop
    except WbError:
        demo.stop()
        raise


def dress_window(app: QApplication, workspace: Workspace) -> MainWindow:
    """Return the window over a workspace, in the user's colours, with its actions bound."""
    window = bare_window(app, workspace)
    command(window)
    return window


def command(window: MainWindow) -> None:
    """Bind what the window's actions do: nothing that its first paint waits for."""
    from workbench.ui.window.commands import Commands  # noqa: PLC0415 - after the first paint
    from workbench.ui.window.disk import DiskWatch  # noqa: PLC0415 - after the first paint

    window.keep(Commands(window), DiskWatch(window))
    window.front_changed.emit()


def keep_up(window: MainWindow, workspace: Workspace) -> None:
    """Look after cache and exchange rates for as long as the window lives."""
    from workbench.app.rates import RatesKeeper  # noqa: PLC0415 - after the first paint
    from workbench.app.room import RoomKeeper  # noqa: PLC0415 - after the first paint
    from workbench.app.rounds import Rounds  # noqa: PLC0415 - after the first paint

    rounds = Rounds(window)
    window.keep(RoomKeeper(workspace, rounds), RatesKeeper(workspace, rounds))


def bare_window(app: QApplication, workspace: Workspace) -> MainWindow:
    """Return the window over a workspace, in the user's colours."""
    settings = workspace.settings
    look = Look(LookState())
    look.set_theme(settings.theme)
    look.set_zoom(settings.zoom)
    look.set_density(settings.density)
    if settings.reduced_motion is not None:
        look.set_reduced_motion(reduced=settings.reduced_motion)
    dresser = Dresser(app, look)
    window = MainWindow(workspace, look)
    window.keep(dresser)
    window.restore(workspace.stores.workspace.load_window())
    return window


async def _sign_in_at_proxy(workspace: Workspace, window: MainWindow) -> None:
    """Bring the proxy's user and password from the keyring; say where they cannot be had."""
    try:
        await load_proxy(workspace)
    except WbError as error:
        window.tell(error)


async def _until_closed(window: MainWindow, ending: Ending, *, sandbox: bool) -> After:
    """Wait until the user closes the window or a signal does; return what is wanted next."""
    ended: asyncio.Future[After] = asyncio.get_running_loop().create_future()

    def end(after: After) -> None:
        if not ended.done():
            ended.set_result(after)

    def leave_it() -> None:
        from workbench.ui.window.disk import leave  # noqa: PLC0415 - after the first paint

        leave(window, lambda: end(After()))

    window.closing.connect(leave_it)
    window.sandbox_wanted.connect(lambda: end(After() if sandbox else After(Then.SAMPLE)))
    window.restore_wanted.connect(lambda path: end(After(Then.RESTORE, path)))
    window.sandbox_removed.connect(lambda: _forget(window, end, sandbox=sandbox))
    ending.when_asked(lambda: end(After()))
    return await ended


def _forget(window: MainWindow, end: Callable[[After], None], *, sandbox: bool) -> None:
    """Remove the sample data: after this window where it shows them, at once where it does not."""
    if sandbox:
        end(After(Then.FORGET))
        return
    try:
        forget_sandbox()
    except WbError as error:
        window.tell(error)


def _nothing(*_: object) -> None:
    """Stop nothing: there is no sandbox."""
