"""The desktop program: one loop, one window, an orderly end."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from workbench.app.compose import open_sandbox, open_workspace, sandbox_home
from workbench.app.crash import watch_crashes
from workbench.app.single import SingleWindow
from workbench.app.warm import warm
from workbench.core.errors import EXIT, WbError
from workbench.core.folders import Folders, find_folders, folders_in
from workbench.core.jobs import Jobs
from workbench.ui.theme.apply import Dresser
from workbench.ui.theme.look import Look
from workbench.ui.theme.state import LookState
from workbench.ui.window.commands import Commands
from workbench.ui.window.main import MainWindow
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
    watch_crashes(folders)
    again = _run(app, folders, single, sandbox=sandbox, ready=ready or _nothing)
    single.close()
    if again:
        return open_sandbox_window()
    return EXIT.done


def open_sandbox_window() -> int:
    """Open the window on the sample data after another one has closed."""
    from PySide6.QtCore import QProcess  # noqa: PLC0415

    started = QProcess.startDetached(sys.executable, ["-m", "workbench", "--sandbox"])
    return EXIT.done if started else EXIT.partly


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
) -> bool:
    import qasync  # noqa: PLC0415 - after the application, which it needs

    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        return loop.run_until_complete(_main(app, folders, single, sandbox=sandbox, ready=ready))


async def _main(
    app: QApplication,
    folders: Folders,
    single: SingleWindow,
    *,
    sandbox: bool,
    ready: Callable[[MainWindow], None],
) -> bool:
    """Show the window until it closes; return whether the sample data is wanted next."""
    jobs = Jobs()
    workspace, stop = _open(folders, jobs, sandbox=sandbox)
    window: MainWindow | None = None
    try:
        window = dress_window(app, workspace)
        single.raised.connect(window.come_forward)
        window.complete.connect(lambda: warm(jobs), Qt.ConnectionType.SingleShotConnection)
        window.show()
        ready(window)
        return await _until_closed(window, sandbox=sandbox)
    finally:
        if window is not None:
            window.save_state()
            window.end()
        await workspace.close()
        stop()


def _open(folders: Folders, jobs: Jobs, *, sandbox: bool) -> tuple[Workspace, Callable[[], None]]:
    if not sandbox:
        return open_workspace(folders, jobs=jobs), _nothing
    from workbench.app.demo import start_demo  # noqa: PLC0415 - only for the sample data

    demo = start_demo()
    try:
        return open_sandbox(folders.data, demo.accounts, demo.vault, jobs=jobs), demo.stop
    except WbError:
        demo.stop()
        raise


def dress_window(app: QApplication, workspace: Workspace) -> MainWindow:
    """Return the window over a workspace, in the user's colours, with its actions bound."""
    settings = workspace.settings
    look = Look(LookState())
    look.set_theme(settings.theme)
    look.set_zoom(settings.zoom)
    look.set_density(settings.density)
    if settings.reduced_motion is not None:
        look.set_reduced_motion(reduced=settings.reduced_motion)
    dresser = Dresser(app, look)
    window = MainWindow(workspace, look)
    window.keep(dresser, Commands(window))
    window.restore(workspace.stores.workspace.load_window())
    return window


async def _until_closed(window: MainWindow, *, sandbox: bool) -> bool:
    """Wait until the user closes the window; return whether the sample data is wanted next."""
    ended: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def end(*, sample: bool) -> None:
        if not ended.done():
            ended.set_result(sample)

    window.closing.connect(lambda: end(sample=False))
    window.sandbox_wanted.connect(lambda: end(sample=not sandbox))
    return await ended


def _nothing(*_: object) -> None:
    """Stop nothing: there is no sandbox."""
