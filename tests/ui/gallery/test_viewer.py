"""The viewer covers the tab, goes through pictures and rows, and leads back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from tests.harness.waiting import until
from tests.ui.gallery.conftest import png

_Key = Qt.Key


def press(widget, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifiers)


def test_it_covers_the_tab_and_esc_returns_to_the_row(viewer, gallery, desk, host, qtbot):
    desk.selection.set_current("k12")
    viewer.open()
    assert viewer.isVisible()
    assert viewer.geometry() == host.rect()
    assert host.focusWidget() is viewer
    press(viewer, _Key.Key_Down)
    press(viewer, _Key.Key_Down)
    press(viewer, _Key.Key_Up)
    assert desk.selection.current == "k13"
    press(viewer, _Key.Key_Escape)
    assert not viewer.isVisible()
    assert host.focusWidget() is gallery
    assert gallery.currentIndex().row() == 13


def test_it_grows_with_the_tab(viewer, desk, host, qapp):
    desk.selection.set_current("k1")
    viewer.open()
    host.resize(1100, 800)
    qapp.processEvents()
    assert viewer.geometry() == host.rect()


def test_opening_it_again_returns(viewer, desk):
    desk.selection.set_current("k1")
    viewer.open()
    viewer.open()
    assert not viewer.isVisible()
    viewer.open()
    press(viewer, _Key.Key_Space)
    assert not viewer.isVisible()


def test_the_first_and_the_last_row_are_the_ends(viewer, desk):
    desk.selection.set_current("k0")
    viewer.open()
    press(viewer, _Key.Key_Up)
    assert desk.selection.current == "k0"
    desk.selection.set_current("k299")
    press(viewer, _Key.Key_Down)
    assert desk.selection.current == "k299"


def test_a_hidden_current_row_gives_way_to_the_first_shown(viewer, desk):
    desk.selection.set_current("k6")
    desk.set_facets("supplier", ["1"])
    viewer.open()
    assert desk.selection.current == "k1"


def test_without_rows_it_stays_shut(viewer, desk):
    desk.open(desk.source.resources[1], ask=False)
    viewer.open()
    assert not viewer.isVisible()


async def test_it_goes_through_the_pictures_of_the_row(viewer, desk):
    desk.selection.set_current("k6")
    viewer.open()
    assert viewer._count.text() == "1 of 1"
    await until(lambda: viewer._count.text() == "1 of 5")
    press(viewer, _Key.Key_Left)
    assert viewer._count.text() == "1 of 5"
    for _ in range(6):
        press(viewer, _Key.Key_Right)
    assert viewer._count.text() == "5 of 5"
    assert viewer._name.text() == "Enamel mug Dalarna 350 ml"
    assert viewer._subtitle.text() == "Skrivo"
    viewer.leave()
    await until(lambda: not desk.workspace.jobs.pending)


async def test_a_list_that_comes_late_is_not_taken_for_another_rows(viewer, desk):
    desk.selection.set_current("k6")
    viewer.open()
    press(viewer, _Key.Key_Down)
    await until(lambda: viewer._count.text() == "1 of 5")
    assert viewer._urls[0] == "https://sample.invalid/7.png"
    assert all("/7" in url for url in viewer._urls)
    viewer.leave()
    await until(lambda: not desk.workspace.jobs.pending)


def middle(viewer):
    stage = viewer._stage
    return QColor(stage.grab().toImage().pixel(stage.rect().center()))


async def test_pictures_are_fitted_or_shown_pixel_by_pixel(viewer, desk, shelf):
    url = "https://sample.invalid/6.png"
    desk.workspace.stores.cache.put_picture(url, png(1600, 1200), "image/png")
    desk.selection.set_current("k6")
    viewer.open()
    await until(lambda: shelf.known(url) is not None)
    await until(lambda: middle(viewer).red() > 200 and middle(viewer).green() < 60)
    press(viewer, _Key.Key_Z)
    assert viewer._zoom.value() == "whole"
    await until(lambda: shelf.known(url).width() == 1600)
    room = viewer._stage._room(viewer._stage._panels()[0])
    spot = viewer._stage._spot(shelf.known(url), room)
    assert (spot.width(), spot.height()) == (1600, 1200)
    for _ in range(40):
        press(viewer, _Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    panned = viewer._stage._spot(shelf.known(url), room)
    assert abs(panned.left() - room.left()) < 1
    press(viewer, _Key.Key_Z)
    fitted = viewer._stage._spot(shelf.known(url), room)
    assert room.adjusted(-1, -1, 1, 1).contains(fitted)
    viewer.leave()
    await until(lambda: not desk.workspace.jobs.pending)


async def test_a_picture_that_cannot_be_had_is_asked_for_again_by_r(viewer, desk, shelf):
    url = "https://sample.invalid/6.png"
    cache = desk.workspace.stores.cache
    cache.miss_picture(url, "404 at supplier.")
    desk.selection.set_current("k6")
    viewer.open()
    await until(lambda: shelf.reason(url) == "404 at supplier.")
    await until(lambda: not desk.workspace.jobs.pending)
    cache.put_picture(url, png(), "image/png")
    press(viewer, _Key.Key_R)
    await until(lambda: shelf.known(url) is not None)
    viewer.leave()
    await until(lambda: not desk.workspace.jobs.pending)


def test_ticked_rows_stand_side_by_side_four_at_most(viewer, desk):
    desk.selection.set_current("k1")
    viewer.open()
    assert not viewer._compare.isEnabled()
    press(viewer, _Key.Key_C)
    assert not viewer._compare.isChecked()
    desk.selection.tick([f"k{number}" for number in (3, 5, 8, 9, 11)], on=True)
    press(viewer, _Key.Key_C)
    shown = viewer._stage._shown
    assert [picture.url[-6:] for picture in shown] == ["/3.png", "/5.png", "/8.png", "/9.png"]
    assert len(shown) == 4
    panels = viewer._stage._panels()
    assert len({panel.width() for panel in panels}) == 1
    assert not any(a.intersects(b) for a in panels for b in panels if a is not b)
    assert viewer._subtitle.text() == "5 ticked rows, the first 4 of them"
    press(viewer, _Key.Key_C)
    assert len(viewer._stage._shown) == 1


def test_tab_stays_over_what_is_covered(viewer, gallery, desk, host):
    desk.selection.set_current("k1")
    viewer.open()
    seen = set()
    for _ in range(8):
        focus = host.focusWidget()
        assert focus is viewer or viewer.isAncestorOf(focus)
        seen.add(focus)
        press(focus, _Key.Key_Tab)
    assert len(seen) > 2


def test_other_rows_on_the_desk_end_it(viewer, desk):
    desk.selection.set_current("k1")
    viewer.open()
    desk.open(desk.source.resources[1], ask=False)
    assert not viewer.isVisible()


def test_it_survives_the_end_of_what_had_the_focus(viewer, gallery, desk, host, qapp):
    desk.selection.set_current("k1")
    viewer.open()
    gallery.deleteLater()
    qapp.sendPostedEvents(gallery, 52)
    viewer.leave()
    assert not viewer.isVisible()


async def test_a_small_picture_is_picked_with_a_click(viewer, desk):
    desk.selection.set_current("k6")
    viewer.open()
    viewer.layout().activate()
    height = viewer._stage.height()
    await until(lambda: viewer._count.text() == "1 of 5")
    film = viewer._film
    QTest.mouseClick(film, Qt.MouseButton.LeftButton, pos=film.box(3).center())
    assert viewer._count.text() == "4 of 5"
    assert viewer._stage._shown[0].url == "https://sample.invalid/6-2.png"
    assert viewer._stage.height() == height
    viewer.leave()
    await until(lambda: not desk.workspace.jobs.pending)


def test_the_shown_one_of_many_small_pictures_is_in_sight(viewer):
    film = viewer._film
    film.resize(300, film.sizeHint().height())
    urls = tuple(f"https://sample.invalid/6-{number}.png" for number in range(40))
    for at in (0, 1, 7, 20, 39):
        film.show_pictures(urls, at)
        assert film.rect().contains(film.box(at))
