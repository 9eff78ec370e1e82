"""Pictures ready to be painted: read and scaled behind the user's back, the visible ones first."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Jobs
from workbench.core.texts import tr
from workbench.ui.theme.look import Look

KEPT_BYTES = 96 * 1024 * 1024
"""Scaled pictures kept in memory."""

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
FORMATS = (b"png", b"jpeg", b"webp", b"gif")
AT_ONCE = 6
MOST_WISHES = 300
"""Pictures waited for; of more, the ones seen longest ago are forgotten."""
TOLD_MS = 50
"""Pictures that arrive within this time are told together, so that rows are painted once."""

Wish = tuple[str, int]


class Pictures(Protocol):
    """Where pictures come from: the disk, else their host."""

    async def fetch(self, url: str, *, again: bool = False) -> bytes:
        """Return a picture; asked for `again`, the host is asked although it failed before.

        Raises:
            WbError: why it cannot be had.
        """
        ...


class PictureShelf(QObject):
    """Pixmaps by URL and size.

    Attributes:
        ready: a picture can be painted now; the argument is its URL.
        failed: a picture cannot be had; `reason` says why.
        arrived: some pictures became ready or failed; told at most every 50 ms.
    """

    ready = Signal(str)
    failed = Signal(str)
    arrived = Signal()

    def __init__(self, pictures: Callable[[], Pictures | None], jobs: Jobs, look: Look) -> None:
        super().__init__()
        self._pictures = pictures
        self._jobs = jobs
        self._kept: OrderedDict[Wish, QPixmap] = OrderedDict()
        self._bytes = 0
        self._sides: dict[str, list[int]] = {}
        self._wishes: OrderedDict[Wish, None] = OrderedDict()
        self._under_way: set[Wish] = set()
        self._reasons: dict[str, str] = {}
        self._again: set[str] = set()
        self._retried: dict[str, int] = {}
        self._closed = False
        self._tell = QTimer(self, interval=TOLD_MS, singleShot=True)
        self._tell.timeout.connect(self.arrived)
        self._begin = QTimer(self, interval=0, singleShot=True)
        self._begin.timeout.connect(self._serve)
        look.changed.connect(self.arrived)

    def pixmap(self, url: str, side: int, ratio: float = 1.0) -> QPixmap | None:
        """Return a picture scaled into a square of `side` logical pixels, None until it is here.

        What is not here is fetched.
        """
        wish = (url, max(1, round(side * ratio)))
        found = self._kept.get(wish)
        if found is not None:
            self._kept.move_to_end(wish)
            return found
        if url and url not in self._reasons and wish not in self._under_way:
            self._wishes[wish] = None
            self._wishes.move_to_end(wish)
            if len(self._wishes) > MOST_WISHES:
                self._wishes.popitem(last=False)
            self._begin.start()
        return None

    def known(self, url: str) -> QPixmap | None:
        """Return the largest picture of a URL that is here, None for none; nothing is fetched."""
        sides = self._sides.get(url)
        return self._kept.get((url, max(sides))) if sides else None

    def want(self, urls: Iterable[str], side: int = 0) -> None:
        """Forget wishes for pictures that are no longer to be seen.

        Reading begins with the next turn of the event loop, so that a paint can say what it saw
        before anything is fetched.

        Args:
            urls: what is seen now.
            side: device pixels of the wishes that are meant, so that who shows small pictures
                leaves the wishes of who shows large ones; 0 for all.
        """
        seen = set(urls)
        for wish in [wish for wish in self._wishes if wish[0] not in seen]:
            if side in {0, wish[1]}:
                del self._wishes[wish]

    def reason(self, url: str) -> str:
        """Return why a picture cannot be had, "" where it can or is awaited."""
        return self._reasons.get(url, "")

    def retry(self, url: str) -> None:
        """Ask for a picture again that could not be had."""
        self._reasons.pop(url, None)
        self._again.add(url)
        self._retried[url] = self._retried.get(url, 0) + 1
        self.arrived.emit()

    def close(self) -> None:
        """Let late pictures do nothing."""
        self._closed = True
        self._begin.stop()
        self._tell.stop()
        self._wishes.clear()

    def _serve(self) -> None:
        if not loop_runs():
            return
        while self._wishes and len(self._under_way) < AT_ONCE:
            wish, _ = self._wishes.popitem()
            self._under_way.add(wish)
            self._jobs.spawn("picture", self._fetch(wish))

    async def _fetch(self, wish: Wish) -> None:
        url, side = wish
        turn = self._retried.get(url, 0)
        try:
            pictures = self._pictures()
            if pictures is None:
                return
            again = url in self._again
            self._again.discard(url)
            data = await pictures.fetch(url, again=again)
            image = await asyncio.to_thread(scaled, data, side)
        except WbError as error:
            self._fail(url, turn, error.sentence)
        except Exception:
            # Known as failed, else every repaint would try again what is broken.
            self._fail(url, turn, tr("The picture could not be read."))
            raise
        else:
            if not self._closed:
                self._keep(wish, QPixmap.fromImage(image))
                self.ready.emit(url)
                self._told()
        finally:
            self._under_way.discard(wish)
            if not self._closed:
                self._serve()

    def _fail(self, url: str, turn: int, sentence: str) -> None:
        """Say why a picture cannot be had, unless it was asked for again meanwhile."""
        if not self._closed and turn == self._retried.get(url, 0):
            self._reasons[url] = sentence
            self.failed.emit(url)
            self._told()

    def _told(self) -> None:
        if not self._tell.isActive():
            self._tell.start()

    def _keep(self, wish: Wish, pixmap: QPixmap) -> None:
        self._kept[wish] = pixmap
        self._sides.setdefault(wish[0], []).append(wish[1])
        self._bytes += _size(pixmap)
        while self._bytes > KEPT_BYTES and len(self._kept) > 1:
            self._drop_oldest()

    def _drop_oldest(self) -> None:
        (url, side), old = self._kept.popitem(last=False)
        self._bytes -= _size(old)
        self._sides[url].remove(side)
        if not self._sides[url]:
            del self._sides[url]


def loop_runs() -> bool:
    """Return whether there is an event loop to read in: not before the start, nor after the end."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4


def scaled(data: bytes, side: int) -> QImage:
    """Return a picture that fits into a square of `side` device pixels; runs in any thread.

    The size is read before anything is decoded, so that a small file cannot unpack into memory
    that is not there.

    Raises:
        WbError: FILE, where it is none of the four kinds, too large, or damaged.
    """
    if len(data) > MOST_BYTES:
        raise WbError(ErrorCode.FILE, tr("The picture is too large to be shown."))
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()) not in FORMATS:
        raise WbError(ErrorCode.FILE, tr("The picture is of a kind that is not shown."))
    size = reader.size()
    if not size.isValid():
        raise WbError(ErrorCode.FILE, tr("The picture is damaged."))
    if size.width() * size.height() > MOST_PIXELS:
        raise WbError(ErrorCode.FILE, tr("The picture is too large to be shown."))
    if max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise WbError(ErrorCode.FILE, tr("The picture is damaged."))
    return image
