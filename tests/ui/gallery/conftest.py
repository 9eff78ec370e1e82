"""A gallery and a viewer on a desk with sample rows; pictures come from the cache on disk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.ui.sample import make_desk
from workbench.core.views import Layout
from workbench.ui.gallery.gallery import Gallery
from workbench.ui.gallery.viewer import Viewer
from workbench.ui.pictures import PictureShelf

ROWS = 300


def png(width: int = 60, height: int = 40) -> bytes:
    """A red picture of that size."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


@pytest.fixture
def desk(qapp, tmp_path):
    desk = make_desk(tmp_path, rows=ROWS)
    desk.set_layout(Layout.GALLERY)
    for name in (*range(40), *(f"{row}-{at}" for row in (6, 7) for at in range(4))):
        url = f"https://sample.invalid/{name}.png"
        desk.workspace.stores.cache.miss_picture(url, "404 at supplier.")
    yield desk
    desk.close()
    desk.workspace.stores.close()


@pytest.fixture
def shelf(desk, look):
    shelf = PictureShelf(lambda: desk.workspace.pictures(desk.account), desk.workspace.jobs, look)
    yield shelf
    shelf.close()


@pytest.fixture
def host(qtbot, look):
    host = QWidget()
    host.resize(862, 750)
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    qtbot.addWidget(host)
    return host


@pytest.fixture
def gallery(qtbot, desk, look, shelf, host):
    gallery = Gallery(desk, look, shelf)
    host.layout().addWidget(gallery)
    host.show()
    host.activateWindow()
    gallery.setFocus()
    qtbot.waitExposed(host)
    return gallery


@pytest.fixture
def viewer(desk, look, shelf, host, gallery):
    return Viewer(desk, look, shelf, host)
