"""Cards stand where they are painted and clicked, however many there are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from workbench.ui.gallery.hands import place_for
from workbench.ui.gallery.shape import Shape, enlarge_box, picture_box, retry_box, tick_box

MANY = 1_000_000


@pytest.fixture
def shape(look):
    return Shape.of(850, MANY, 204, look)


def test_cards_fill_the_width_as_near_to_the_wanted_size_as_can_be(look):
    for width in range(200, 2000, 37):
        shape = Shape.of(width, 50, 204, look)
        last = shape.rect(shape.columns - 1, 0)
        assert last.right() < width
        assert width - last.right() - 1 - shape.gap < shape.columns
        assert 140 < shape.card < 310


def test_a_point_on_a_card_finds_it_at_any_depth(shape):
    for place in (0, 3, 4, 777, 500_000, MANY - 1):
        offset = max(0, shape.top(place) - 300)
        assert shape.place_at(shape.rect(place, offset).center(), offset) == place


def test_the_gaps_belong_to_no_card(shape):
    card = shape.rect(0, 0)
    assert shape.place_at(QPoint(card.right() + 3, card.center().y()), 0) == -1
    assert shape.place_at(QPoint(card.center().x(), card.bottom() + 3), 0) == -1
    assert shape.place_at(QPoint(2, 2), 0) == -1


def test_nothing_stands_behind_the_last_card(look):
    shape = Shape.of(850, 5, 204, look)
    beside = shape.rect(4, 0).center() + QPoint(shape.card + shape.gap, 0)
    assert shape.place_at(beside, 0) == -1


def test_seen_are_those_cards_that_touch_the_viewport(shape):
    for offset in (0, 10, shape.step, 12_345, shape.length - 700):
        seen = shape.seen(offset, 700)
        for place in range(max(0, seen.start - 8), min(MANY, seen.stop + 8)):
            box = shape.rect(place, offset)
            touches = box.bottom() >= 0 and box.top() < 700
            assert touches == (place in seen), (offset, place)


def test_an_empty_gallery_has_no_cards(look):
    shape = Shape.of(850, 0, 204, look)
    assert not shape.seen(0, 700)
    assert shape.place_at(QPoint(50, 50), 0) == -1
    assert shape.length == shape.gap


def test_the_picture_is_square_and_holds_the_tools(shape, look):
    card = shape.rect(5, 0)
    picture = picture_box(card)
    assert picture.width() == picture.height()
    tools = [tick_box(card, look), enlarge_box(card, look), retry_box(card, look)]
    assert all(picture.contains(tool) for tool in tools)
    assert all(tool.width() >= 24 and tool.height() >= 24 for tool in tools)
    assert not any(a.intersects(b) for a in tools for b in tools if a is not b)


@pytest.mark.parametrize("zoom", [80, 150, 200])
def test_everything_grows_with_the_zoom(look, zoom):
    look.set_zoom(zoom)
    shape = Shape.of(1600, 10, 204, look)
    assert shape.gap == look.px(16)
    assert 0.7 * look.px(204) < shape.card < 1.5 * look.px(204)


@pytest.mark.parametrize(
    ("key", "ctrl", "place", "target"),
    [
        ("Left", False, 5, 4),
        ("Left", False, 0, 0),
        ("Right", False, 7, 8),
        ("Right", False, 9, 9),
        ("Up", False, 6, 2),
        ("Up", False, 2, 2),
        ("Down", False, 1, 5),
        ("Down", False, 6, 9),
        ("Down", False, 8, 8),
        ("Home", False, 6, 4),
        ("End", False, 5, 7),
        ("Home", True, 6, 0),
        ("End", True, 1, 9),
        ("PageDown", False, 1, 9),
        ("PageUp", False, 9, 1),
        ("PageUp", False, 3, 3),
        ("A", False, 3, None),
    ],
)
def test_keys_move_over_ten_cards_by_four(look, key, ctrl, place, target):
    shape = Shape(count=10, columns=4, card=200, height=300, gap=16)
    pressed = getattr(Qt.Key, f"Key_{key}")
    assert place_for(pressed, ctrl=ctrl, place=place, shape=shape, page=2) == target
