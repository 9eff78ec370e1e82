"""States are told apart by shape alone."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from workbench.ui.theme.marks import Mark, Stock, paint_ring, swatch_colours

SIDE = 24


def shape(pixmap, hole):
    """Where the mark has ink: opaque and not the colour of its holes."""
    image = pixmap.toImage()
    spots = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {
        spot
        for spot in spots
        if image.pixelColor(*spot).alpha() > 128
        and abs(image.pixelColor(*spot).lightness() - hole.lightness()) > 60
    }


def test_every_pair_of_marks_differs_in_shape(look):
    hole = look.colours.surface
    shapes = {mark: shape(look.marks.pixmap(mark, SIDE), hole) for mark in Mark}
    for one, other in combinations(Mark, 2):
        differing = len(shapes[one] ^ shapes[other])
        assert differing > 0.06 * SIDE * SIDE, (one, other, differing)


def test_every_mark_has_ink(look):
    for mark in Mark:
        assert len(shape(look.marks.pixmap(mark, 12), look.colours.surface)) > 8, mark


def painted(paint):
    pixmap = QPixmap(SIDE, SIDE)
    pixmap.fill(Qt.GlobalColor.white)
    painter = QPainter(pixmap)
    paint(painter)
    painter.end()
    return pixmap.toImage()


def test_stock_discs_differ(look):
    box = QRectF(2, 2, 20, 20)
    images = [painted(lambda p, s=stock: look.marks.paint_stock(p, box, s)) for stock in Stock]
    for one, other in combinations(images, 2):
        assert one != other


def test_the_ring_turns_and_can_stand_still():
    box = QRectF(0, 0, SIDE, SIDE)
    ink = QColor("black")
    turned = [painted(lambda p, t=turn: paint_ring(p, box, ink, t)) for turn in (0.0, 90.0, None)]
    for one, other in combinations(turned, 2):
        assert one != other


@pytest.mark.parametrize(
    ("colour", "dark", "edge"),
    [("#FFFFFF", False, "text3"), ("#101820", True, "text3"), ("#C0301C", False, None)],
)
def test_swatches_get_the_edge_that_they_need(look, colour, dark, edge):
    _, found = swatch_colours(QColor(colour), look.colours, dark=dark)
    if edge:
        assert found == getattr(look.colours, edge)
    else:
        assert found.lightness() < QColor(colour).lightness()


def test_black_is_black_in_dark(look):
    fill, _ = swatch_colours(QColor("#15181C"), look.colours, dark=True)
    assert fill == QColor("#000000")
