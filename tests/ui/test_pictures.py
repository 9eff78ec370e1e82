"""Pictures are read once, the visible ones first, and none that could harm."""

from __future__ import annotations

import asyncio
import gc
import struct
import weakref
import zlib

import pytest
from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QImage

from tests.harness.waiting import until
from tests.ui.sample import make_desk
from workbench.core.errors import ErrorCode, WbError
from workbench.ui.pictures import MOST_BYTES, MOST_WISHES, PictureShelf, scaled
from workbench.ui.theme.look import Look

URL = "https://sample.invalid/{}.png"


def encoded(kind: str, width: int = 60, height: int = 40) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return bytes(data.data())


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is that large."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.fixture
def desk(qapp, tmp_path):
    desk = make_desk(tmp_path, rows=3)
    yield desk
    desk.close()
    desk.workspace.stores.close()


@pytest.fixture
def shelf(desk):
    shelf = PictureShelf(lambda: desk.workspace.pictures(desk.account), desk.workspace.jobs, Look())
    yield shelf
    shelf.close()


def keep(desk, number, **size):
    desk.workspace.stores.cache.put_picture(URL.format(number), encoded("PNG", **size), "image/png")


# ---- decoding ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_large_picture_is_scaled_and_a_small_one_is_left(qapp, kind):
    assert scaled(encoded(kind, 900, 300), 90).size().toTuple() == (90, 30)
    assert scaled(encoded(kind, 60, 40), 90).size().toTuple() == (60, 40)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "of a kind"),
        (b"", "of a kind"),
        (b"%PDF-1.4", "of a kind"),
        (encoded("BMP"), "of a kind"),
        (bomb(20_000, 20_000), "too large"),
        (b"\x89PNG" + bytes(MOST_BYTES), "too large"),
        (encoded("PNG")[:60], "damaged"),
    ],
)
def test_what_is_no_picture_of_the_four_kinds_is_refused(qapp, data, sentence):
    with pytest.raises(WbError) as caught:
        scaled(data, 100)
    assert caught.value.code is ErrorCode.FILE
    assert sentence in caught.value.sentence


# ---- the shelf -----------------------------------------------------------------------------


async def test_a_picture_is_none_until_it_is_here(qapp, desk, shelf):
    keep(desk, 1, width=400, height=200)
    told: list[str] = []
    shelf.ready.connect(told.append)
    assert shelf.pixmap(URL.format(1), 50, 2.0) is None
    await until(lambda: bool(told))
    picture = shelf.pixmap(URL.format(1), 50, 2.0)
    assert picture is not None
    assert picture.size().toTuple() == (100, 50)
    assert told == [URL.format(1)]


async def test_the_largest_one_here_stands_in_for_another_size(qapp, desk, shelf):
    keep(desk, 1, width=400, height=200)
    assert shelf.known(URL.format(1)) is None
    for side in (40, 80):
        shelf.pixmap(URL.format(1), side)
        await until(lambda side=side: shelf.pixmap(URL.format(1), side) is not None)
    assert shelf.known(URL.format(1)).width() == 80


async def test_one_that_cannot_be_had_says_why_until_it_is_asked_for_again(qapp, desk, shelf):
    url = URL.format(9)
    cache = desk.workspace.stores.cache
    cache.miss_picture(url, "404 at supplier.")
    failed: list[str] = []
    shelf.failed.connect(failed.append)
    shelf.pixmap(url, 50)
    await until(lambda: shelf.reason(url) == "404 at supplier.")
    for _ in range(3):
        assert shelf.pixmap(url, 50) is None
    assert failed == [url]
    keep(desk, 9)
    shelf.retry(url)
    assert shelf.reason(url) == ""
    shelf.pixmap(url, 50)
    await until(lambda: shelf.pixmap(url, 50) is not None)


async def test_wishes_for_what_is_no_longer_seen_are_dropped_before_they_start(qapp, desk, shelf):
    for number in range(40):
        keep(desk, number)
    told: list[str] = []
    shelf.ready.connect(told.append)
    for number in range(40):
        shelf.pixmap(URL.format(number), 50)
    shelf.pixmap(URL.format(3), 70)
    shelf.want([URL.format(39), URL.format(38)], 50)
    await until(lambda: len(told) == 3 and not desk.workspace.jobs.pending)
    assert sorted(told) == sorted(URL.format(number) for number in (38, 39, 3))


async def test_a_quick_scroll_through_everything_leaves_a_bounded_queue(qapp, desk, shelf):
    told: list[str] = []
    shelf.failed.connect(told.append)
    cache = desk.workspace.stores.cache
    for number in range(MOST_WISHES + 50):
        cache.miss_picture(URL.format(number), "no")
        shelf.pixmap(URL.format(number), 50)
    await until(lambda: len(told) == MOST_WISHES)
    await until(lambda: not desk.workspace.jobs.pending)
    assert URL.format(0) not in told
    assert URL.format(MOST_WISHES + 49) in told


async def test_pictures_that_come_together_are_told_together(qapp, desk, shelf):
    for number in range(12):
        keep(desk, number)
        shelf.pixmap(URL.format(number), 50)
    ready: list[str] = []
    repaints: list[int] = []
    shelf.ready.connect(ready.append)
    shelf.arrived.connect(lambda: repaints.append(len(ready)))
    await until(lambda: bool(repaints) and repaints[-1] == 12)
    assert len(repaints) < 12


class SlowPictures:
    """Pictures whose host answers only when it is let."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self.answer = asyncio.Event()

    async def fetch(self, url: str, *, again: bool = False) -> bytes:
        self.asked.set()
        await self.answer.wait()
        return encoded("PNG")


async def test_late_pictures_do_nothing_once_the_shelf_is_closed(qapp, desk):
    host = SlowPictures()
    shelf = PictureShelf(lambda: host, desk.workspace.jobs, Look())
    told: list[str] = []
    shelf.ready.connect(told.append)
    shelf.pixmap(URL.format(1), 50)
    await host.asked.wait()
    shelf.close()
    host.answer.set()
    await until(lambda: not desk.workspace.jobs.pending)
    assert told == []
    assert shelf.known(URL.format(1)) is None


class RefusingPictures(SlowPictures):
    """Pictures whose host refuses, once it answers."""

    async def fetch(self, url: str, *, again: bool = False) -> bytes:
        await super().fetch(url, again=again)
        if again:
            return encoded("PNG")
        raise WbError(ErrorCode.NOT_FOUND, "404 at supplier.")


async def test_a_late_refusal_does_not_undo_that_it_was_asked_for_again(qapp, desk):
    host, url = RefusingPictures(), URL.format(1)
    shelf = PictureShelf(lambda: host, desk.workspace.jobs, Look())
    shelf.pixmap(url, 50)
    await host.asked.wait()
    shelf.retry(url)
    host.answer.set()
    await until(lambda: not desk.workspace.jobs.pending)
    assert shelf.reason(url) == ""
    shelf.pixmap(url, 50)
    await until(lambda: shelf.pixmap(url, 50) is not None)
    shelf.close()


class BrokenPictures:
    """Pictures whose reading has a mistake in it."""

    def __init__(self) -> None:
        self.asked = 0

    async def fetch(self, url: str, *, again: bool = False) -> bytes:
        self.asked += 1
        raise RuntimeError


async def test_a_mistake_in_the_reading_is_not_repeated_with_every_repaint(qapp, desk):
    broken = BrokenPictures()
    shelf = PictureShelf(lambda: broken, desk.workspace.jobs, Look())
    shelf.pixmap(URL.format(1), 50)
    await until(lambda: bool(shelf.reason(URL.format(1))))
    for _ in range(5):
        shelf.pixmap(URL.format(1), 50)
    await until(lambda: not desk.workspace.jobs.pending)
    assert broken.asked == 1
    shelf.close()


async def test_without_an_account_nothing_is_fetched_and_nothing_breaks(qapp, desk):
    shelf = PictureShelf(lambda: None, desk.workspace.jobs, Look())
    assert shelf.pixmap(URL.format(1), 50) is None
    await until(lambda: desk.workspace.jobs.pending == 0)
    assert shelf.reason(URL.format(1)) == ""
    shelf.close()


def test_without_a_loop_asking_is_harmless(qapp, shelf, qtbot):
    assert shelf.pixmap(URL.format(1), 50) is None
    qtbot.wait(20)
    assert shelf.known(URL.format(1)) is None


def test_a_closed_shelf_is_let_go(qapp, desk):
    shelf = PictureShelf(lambda: None, desk.workspace.jobs, Look())
    gone = weakref.ref(shelf)
    shelf.close()
    del shelf
    gc.collect()
    assert gone() is None
