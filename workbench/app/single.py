"""One window a home folder: a second start raises the first window and ends."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workbench.core.folders import Folders
from workbench.store.lock import HomeLock

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

WAIT_MS = 500


class SingleWindow(QObject):
    """The right to show a window over a home folder.

    Attributes:
        first: whether this process has it.
        raised: another start asked the window to come forward.
    """

    raised = Signal()

    def __init__(self, folders: Folders) -> None:
        super().__init__()
        digest = hashlib.sha256(str(folders.data).encode()).hexdigest()[:16]
        self._name = f"workbench-{digest}"
        self._lock = HomeLock(folders.data / "lock")
        self.first = self._lock.take()
        self._server: QLocalServer | None = None
        if not self.first:
            self._knock()

    def listen(self) -> None:
        """Hear other starts from now on; wanted once the window is there, which it delays."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - after the window

        QLocalServer.removeServer(self._name)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._greet)
        server.listen(self._name)
        self._server = server

    def _greet(self) -> None:
        if self._server is not None:
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnectFromServer()
            self.raised.emit()

    def _knock(self) -> None:
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - no window follows

        socket = QLocalSocket(self)
        socket.connectToServer(self._name)
        socket.waitForConnected(WAIT_MS)
        socket.disconnectFromServer()

    def close(self) -> None:
        """Give the right back."""
        if self._server is not None:
            self._server.close()
        self._lock.release()
