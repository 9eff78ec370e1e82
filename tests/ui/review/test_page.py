"""The review: lines, ticks by keyboard, conflicts, requests, dangers, sending and its results."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.harness.waiting import until
from tests.ui.review.conftest import KEY, OTHER, THIRD, sek
from tests.workspace.shop import ACCOUNT, Shelf
from workbench.edits.drafts import State
from workbench.edits.results import Outcome
from workbench.ui.filters.choosing import Tick
from workbench.ui.review.conflict import ConflictBox
from workbench.ui.review.lines import Kind
from workbench.ui.review.unknown import UnknownBox
from workbench.ui.theme.marks import Mark
from workbench.workspace.shipment import Spot

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def some(editing) -> None:
    editing.set("x", [(KEY, "price", sek("52.00")), (KEY, "note", "n")])
    editing.set("x", [(OTHER, "price", sek("52.00")), (OTHER, "ean", "7350042910067")])
    editing.delete([THIRD])


def prices(editing) -> None:
    editing.set("x", [(key, "price", sek("52.00")) for key in (KEY, OTHER, THIRD)])


def buttons(page) -> dict[str, bool]:
    """The foot's buttons that are there, and whether they can be pressed."""
    held = page.footer.buttons.items()
    return {name: button.isEnabled() for name, button in held if not button.isHidden()}


async def test_every_record_and_field_has_a_line_with_old_new_and_a_check(reviewing):
    async with reviewing(some) as held:
        assert held.lines() == [
            ("record", "Enamel mug 3"),
            ("field", "Price, SEK"),
            ("field", "Note"),
            ("record", "Enamel mug 4"),
            ("field", "Price, SEK"),
            ("field", "EAN"),
            ("record", "Enamel mug 5"),
            ("whole", "Record"),
        ]
        price = held.shown(Kind.FIELD, KEY, "price")
        assert (price.base, price.value, price.check, price.tick) == (
            "43.00", "52.00", "Ready", Tick.ON,
        )  # fmt: skip
        ean = held.shown(Kind.FIELD, OTHER, "ean")
        assert (ean.check, ean.check_mark, ean.tick) == (
            "Check digit is 7; it should be 9.", Mark.INVALID, Tick.OFF,
        )  # fmt: skip
        head = held.shown(Kind.RECORD, OTHER)
        assert (head.tick, head.mark, head.note) == (
            Tick.PARTLY, Mark.INVALID, "1 field held back",
        )  # fmt: skip
        assert held.shown(Kind.WHOLE, THIRD).value == "deleted"
        assert "becomes 52.00" in price.spoken
        tester = QAbstractItemModelTester(held.page.pane.model)
        held.page.pane.model.renew()
        del tester


async def test_numbers_stand_in_head_and_foot_and_in_the_button(reviewing):
    async with reviewing(some) as held:
        page = held.page
        assert page.pane.said.text() == "5 edits in 3 records"
        shown = {s: c.number.text() for s, c in page.head.counts.items() if not c.isHidden()}
        assert shown == {State.CHANGED: "1", State.DELETED: "1", State.INVALID: "1"}
        assert page.footer.strong.text() == "9 requests"
        assert "1 edit stays staged until you decide" in page.footer.note.text()
        assert page.footer.buttons["send"].text() == "Send 3 records to test"


async def test_space_leaves_a_field_out_and_the_box_of_all_leaves_everything(reviewing):
    async with reviewing(some) as held:
        held.go_to(Kind.FIELD, KEY, "note")
        held.press(Key.Key_Space)
        assert held.page.review.parcels()["articles"][0].fields == ("price",)
        held.page.refresh()
        assert held.shown(Kind.FIELD, KEY, "note").check == "Left out"
        held.press(Key.Key_Space)
        assert held.page.review.parcels()["articles"][0].fields is None
        held.page.refresh()
        held.page.pane.head.box.click()
        held.page.refresh()
        assert held.page.review.parcels() == {}
        assert buttons(held.page)["send"] is False
        held.page.pane.head.box.click()
        assert len(held.page.review.parcels()["articles"]) == 3


async def test_a_click_on_the_box_ticks_and_elsewhere_only_chooses(reviewing):
    async with reviewing(some) as held:
        view = held.page.pane.list
        held.go_to(Kind.FIELD, KEY, "price")
        rect = view.visualRect(view.currentIndex())
        spot = rect.center()
        spot.setX(rect.left() + 15)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert held.page.review.parcels()["articles"][0].fields == ("note",)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        assert held.page.review.parcels()["articles"][0].fields == ("note",)


async def test_problems_differences_and_words_narrow_the_lines(reviewing):
    async with reviewing(some) as held:
        pane = held.page.pane
        pane.which.set_value("problems")
        pane.narrowed.emit("problems", "")
        assert held.lines() == [("record", "Enamel mug 4"), ("field", "EAN")]
        pane.narrowed.emit("differences", "")
        assert ("record", "Enamel mug 5") not in held.lines()
        pane.narrowed.emit("all", "note")
        assert held.lines() == [("record", "Enamel mug 3"), ("field", "Note")]
        pane.narrowed.emit("all", "MUG 4")
        assert [title for kind, title in held.lines() if kind == "record"] == ["Enamel mug 4"]


async def test_fields_of_a_new_record_unfold_by_key(reviewing):
    def stage(editing):
        editing.new({"number": "10-5000", "name": "Tumbler", "price": sek("9"), "note": "n"})

    async with reviewing(stage) as held:
        kinds = [kind for kind, _title in held.lines()]
        assert kinds == ["record", "field", "field", "more"]
        assert held.lines()[-1][1] == "3 more fields"
        held.press(Key.Key_End)
        held.press(Key.Key_Return)
        assert [kind for kind, _ in held.lines()].count("field") == 5
        held.press(Key.Key_Home)
        held.press(Key.Key_Left)
        assert [kind for kind, _ in held.lines()] == ["record"]
        held.press(Key.Key_Right)
        assert [kind for kind, _ in held.lines()].count("field") == 5


async def test_the_request_is_shown_with_masked_secrets(reviewing):
    async with reviewing(some) as held:
        held.go_to(Kind.RECORD, KEY)
        block = held.page.side.request.block.accessibleName()
        assert block.startswith(f"PUT /articles/{KEY}\ntoken: ••••••••")
        assert '"price": "52.00"' in block
        held.go_to(Kind.FIELD, KEY, "note")
        held.press(Key.Key_Space)
        held.page.refresh()
        assert '"note"' not in held.page.side.request.block.accessibleName()


async def test_nothing_is_written_until_send_and_results_stay_in_the_list(reviewing):
    shelf = Shelf.of()
    shelf.refuse[OTHER] = "Cost may not exceed 55 % of price."
    async with reviewing(prices, shelf=shelf) as held:
        assert shelf.writes == []
        held.press(Key.Key_Return, CTRL)
        await held.settled()
        page = held.page
        assert sorted(shelf.writes) == [("update", KEY), ("update", THIRD)]
        assert page.pane.said.text() == "2 saved, 1 refused"
        refused = held.shown(Kind.RECORD, OTHER)
        assert refused.note == "Cost may not exceed 55 % of price (900203)."
        assert refused.mark is Mark.REFUSED
        assert held.shown(Kind.RECORD, KEY).mark is Mark.DONE
        assert set(buttons(page)) == {"review", "retry", "close"}
        assert page.footer.buttons["retry"].text() == "Retry 1 failed"
        shelf.refuse.clear()
        shelf.writes.clear()
        page.footer.buttons["retry"].click()
        await held.settled()
        assert shelf.writes == [("update", OTHER)]
        assert set(buttons(page)) == {"review", "close"}


async def test_what_was_refused_waits_in_the_review_with_its_reason(reviewing):
    shelf = Shelf.of()
    shelf.refuse[OTHER] = "Cost may not exceed 55 % of price."
    async with reviewing(prices, shelf=shelf) as held:
        held.page.deeds.send()
        await held.settled()
        held.press(Key.Key_Escape)
        held.page.refresh()
        line = held.shown(Kind.FIELD, OTHER, "price")
        assert (line.tick, line.check_mark) == (Tick.OFF, Mark.REFUSED)
        assert "(900203)" in line.check
        assert held.shown(Kind.RECORD, OTHER).note.startswith("refused ")
        assert buttons(held.page)["send"] is False


async def conflicted(held):
    held.shop.shelf.articles[KEY]["price"] = "45.00"
    held.page.deeds.rehearse()
    await held.settled()
    assert held.shop.shelf.writes == []
    assert held.page.shipment.results[Spot("articles", KEY)].outcome is Outcome.CONFLICT
    held.page.back_to_review()
    held.go_to(Kind.RECORD, KEY)
    box = held.page.side.findChild(ConflictBox)
    assert box is not None
    return box


async def test_a_conflict_is_shown_three_ways_and_mine_can_be_used(reviewing):
    async with reviewing(prices) as held:
        box = await conflicted(held)
        values = [card.accessibleName() for card in (box.base, box.theirs, box.mine)]
        assert values == ["When read, 43.00", "On server now, 45.00", "Your edit, 52.00"]
        assert (box.use.text(), box.take.text()) == ("Use 52.00", "Take 45.00")
        assert held.shown(Kind.FIELD, KEY, "price").check == "Server now says 45.00"
        box.use.click()
        held.page.refresh()
        assert held.shown(Kind.FIELD, KEY, "price").check == "Ready"
        held.page.deeds.send()
        await held.settled()
        assert held.shop.shelf.articles[KEY]["price"] == "52.00"


async def test_the_services_value_can_be_taken_and_another_one_typed(reviewing):
    async with reviewing(prices) as held:
        box = await conflicted(held)
        box.take.click()
        assert held.delivery.book.record("articles", KEY) is None
        held.delivery.book.steps.undo()
        assert held.delivery.book.record("articles", KEY) is not None
        box = await conflicted(held)
        box.other.setChecked(True)
        box.own.set_text("47")
        assert box.use.text() == "Use 47.00"
        box.use.click()
        held.page.deeds.send()
        await held.settled()
        assert held.shop.shelf.articles[KEY]["price"] == "47"


async def test_a_conflict_can_wait(reviewing):
    async with reviewing(prices) as held:
        box = await conflicted(held)
        box.leave.click()
        assert KEY not in {parcel.key for parcel in held.page.review.parcels()["articles"]}


@pytest.mark.fault(50)
async def test_dangers_ask_with_their_numbers_before_anything_goes(reviewing):
    def stage(editing):
        keys = [f"10-{number:04}" for number in range(1, 31)]
        editing.set("x", [(key, "stock", 9) for key in keys])

    async with reviewing(stage) as held:
        deeds, shelf = held.page.deeds, held.shop.shelf
        deeds.send()
        dialog = deeds.dialog
        assert dialog is not None
        assert held.page.shipment is None
        texts = [part.text() for part in dialog.findChildren(QWidget) if hasattr(part, "text")]
        assert any("Stock changes in 30 records." in text for text in texts)
        assert any("Shop · test" in text for text in texts)
        assert not dialog.send.isEnabled()
        for edit, number in dialog.numbers:
            edit.setText(str(number + 1))
        assert not dialog.send.isEnabled()
        for edit, number in dialog.numbers:
            edit.setText(str(number))
        assert dialog.send.isEnabled()
        assert shelf.writes == []
        dialog.send.click()
        await held.settled()
        assert len(shelf.writes) == 30


async def test_a_danger_that_is_not_confirmed_sends_nothing(reviewing):
    async with reviewing(lambda editing: editing.delete([KEY])) as held:
        held.page.deeds.send()
        held.page.deeds.dialog.reject()
        assert held.page.shipment is None
        assert KEY in held.shop.shelf.articles


async def test_a_send_can_be_stopped_and_says_what_was_not_sent(reviewing):
    def stage(editing):
        keys = [f"10-{number:04}" for number in range(1, 31)]
        editing.set("x", [(key, "price", sek("12.34")) for key in keys])

    async with reviewing(stage) as held:
        page = held.page
        page.deeds.send()
        if page.deeds.dialog is not None:
            for edit, number in page.deeds.dialog.numbers:
                edit.setText(str(number))
            page.deeds.dialog.send.click()
        await until(lambda: page.shipment is not None)
        page.footer.buttons["stop"].click()
        await held.settled()
        outcomes = {found.outcome for found in page.shipment.results.values()}
        assert Outcome.SKIPPED in outcomes
        assert len(page.shipment.results) == 30
        assert "not sent" in page.pane.said.text()


async def test_edits_of_the_selected_lines_are_discarded_after_asking(reviewing):
    async with reviewing(some) as held:
        held.go_to(Kind.FIELD, KEY, "note")
        held.page.footer.buttons["discard"].click()
        dialog = held.page.deeds.dialog
        assert dialog.verb.text() == "Discard 1 edit"
        assert "note" in held.delivery.book.record("articles", KEY).cells
        dialog.accept()
        assert "note" not in held.delivery.book.record("articles", KEY).cells
        assert "price" in held.delivery.book.record("articles", KEY).cells


async def test_a_read_only_account_cannot_send_and_says_why(reviewing):
    locked = replace(ACCOUNT, read_only=True)
    async with reviewing(some, account=locked) as held:
        assert buttons(held.page)["send"] is False
        tip = held.page.footer.buttons["send"].accessibleDescription()
        assert tip == "The account “test” is read-only."
        held.page.deeds.send()
        assert held.page.shipment is None


async def test_an_unknown_outcome_says_why_it_waits_and_can_be_decided(reviewing):
    shelf = Shelf.of()
    shelf.lose = 99

    def stage(editing):
        editing.new({"number": "10-5000", "name": "Tumbler"})
        shelf.fail_reads = True

    async with reviewing(stage, shelf=shelf) as held:
        held.page.deeds.send()
        await held.settled()
        held.page.back_to_review()
        [key] = held.delivery.book.records("articles")
        held.go_to(Kind.RECORD, key)
        box = held.page.side.findChild(UnknownBox)
        assert box is not None
        assert held.shown(Kind.RECORD, key).note == "outcome unknown"
        box.undone.click()
        await until(lambda: held.delivery.unknown == 0)
        assert held.delivery.book.record("articles", key).state is State.NEW


async def test_every_part_has_a_name_and_takes_the_keys(reviewing):
    async with reviewing(some) as held:
        found = [b for b in held.page.findChildren(QAbstractButton) if b.isVisibleTo(held.page)]
        assert all(button.accessibleName() for button in found)
        assert all(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in found)


async def test_a_thousand_changes_open_at_once_and_only_lines_in_sight_are_made(reviewing):
    def stage(editing):
        keys = [f"10-{number:04}" for number in range(1, 2001)]
        editing.set("x", [(key, "stock", 9) for key in keys])

    async with reviewing(stage, shelf=Shelf.of(2000)) as held:
        held.page.refresh()
        assert held.page.pane.model.rowCount() == 4000
        held.page.grab()
        assert len(held.page.pane.model.made) < 200
