"""What a service told of loaded rows stands over them until they are read again."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt

from tests.sources.etim.model.kit import csv_zip
from tests.workspace.classes.kit import ACCOUNT, document, page_of
from workbench.ui.classes.movereport import move_rows, move_says
from workbench.ui.classes.notified import KEY, Notified
from workbench.ui.classes.rehearsal import RehearsalBox
from workbench.ui.gallery.gallery import Gallery
from workbench.ui.grid.model import GridModel
from workbench.ui.pictures import PictureShelf
from workbench.ui.rail.facets import TOLD, facets_of, put
from workbench.ui.theme.marks import Mark
from workbench.ui.window.strips import Strips


def told(made, *keys: str) -> None:
    """Keep that these products changed, as a receiver does."""
    made.bench.classes.notified("etim", ACCOUNT.name, {"modified": list(keys)})


def shown_keys(made) -> list[str]:
    rows = made.session.rows
    return sorted(made.session.table.key(rows.row(at)) for at in range(len(rows)))


async def test_rows_that_changed_are_told_with_what_can_be_done(shown, look):
    async with shown([document("A"), document("B")]) as made:
        strips = Strips(made.desk, look)
        own = Notified(made.desk, strips)
        wanted = []
        own.reread_wanted.connect(wanted.append)
        made.desk.told.tell()
        told(made, "A", "elsewhere")
        made.desk.told.tell()
        assert KEY in strips.shown
        assert "1 row changed" in strips.texts()[0]
        strips._shown[KEY].acted.emit("read")
        assert wanted == [("A",)]
        strips._shown[KEY].acted.emit("show")
        assert shown_keys(made) == ["A"]
        strips._shown[KEY].acted.emit("all")
        assert shown_keys(made) == ["A", "B"]
        made.bench.classes.forget_marks(made.session, ["A"])
        made.desk.told.tell()
        assert KEY not in strips.shown


async def test_deleted_rows_stay_until_they_are_removed(shown, look):
    async with shown([document("A"), document("B")]) as made:
        strips = Strips(made.desk, look)
        own = Notified(made.desk, strips)
        wanted = []
        own.remove_wanted.connect(wanted.append)
        made.desk.told.tell()
        told(made, "A")
        made.bench.classes.notified("etim", ACCOUNT.name, {"deleted": ["B"], "new": ["N"]})
        made.desk.told.tell()
        (text,) = strips.texts()
        assert "1 row changed" in text
        assert "1 was deleted" in text
        assert "1 new one: F5" in text
        made.bench.classes.forget_marks(made.session, ["A"])
        made.desk.told.tell()
        assert "1 row was deleted at the service" in strips.texts()[0]
        assert shown_keys(made) == ["A", "B"], "they stay readable"
        strips._shown[KEY].acted.emit("remove")
        assert wanted == [("B",)]


async def test_each_row_says_what_became_of_it(shown):
    async with shown([document("A"), document("B"), document("C")]) as made:
        made.desk.told.tell()
        told(made, "A")
        made.bench.classes.notified("etim", ACCOUNT.name, {"deleted": ["B"]})
        own = made.desk.told
        own.tell()
        assert [own.mark_of(key) for key in "ABC"] == [Mark.ELSEWHERE, Mark.GONE, None]
        assert re.fullmatch(r"changed at the service \d\d:\d\d", own.words("A"))
        assert own.words("B").startswith("deleted at the service")
        assert own.words("C") == ""
        model = GridModel(made.desk)
        model.set_fields(made.desk.resource.fields[:2])
        tip, spoken = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole
        assert own.words("A") in model.data(model.index(0, 0), tip)
        assert model.data(model.index(1, 0), spoken).endswith(own.words("B"))
        assert "at the service" not in model.data(model.index(2, 0), tip)
        side = Qt.Orientation.Vertical
        assert model.headerData(0, side, spoken) == f"row 1, {own.words('A')}"
        assert own.words("A") in model.headerData(0, side, tip)
        assert model.headerData(2, side, tip) is None


async def test_marked_rows_are_a_facet_that_narrows(shown):
    async with shown([document("A"), document("B"), document("C")]) as made:
        desk = made.desk
        desk.told.tell()
        assert not [each for each in facets_of(desk) if each.key == TOLD]
        told(made, "A", "C")
        made.bench.classes.notified("etim", ACCOUNT.name, {"deleted": ["B"]})
        desk.told.tell()
        (facet,) = [each for each in facets_of(desk) if each.key == TOLD]
        assert [(each.label, each.count) for each in facet.values] == [
            ("Changed", 2),
            ("Deleted", 1),
        ]
        choosing = facet.choosing()
        choosing.set_ticks((Mark.GONE.value,), ())
        put(desk, facet, choosing)
        assert shown_keys(made) == ["B"]
        desk.set_staged(())
        assert shown_keys(made) == ["B"], "narrowing by drafts leaves it in force"
        desk.clear_filters()
        assert desk.told.wanted == ()


async def test_a_row_that_is_read_anew_loses_its_mark(shown):
    async with shown([document("A"), document("B")]) as made:
        made.desk.told.tell()
        told(made, "A", "B")
        made.desk.told.tell()
        made.desk.told.narrow([Mark.ELSEWHERE.value])
        page = page_of([document("A")])
        made.session.merge(page)
        await made.session.documents.keep_documents(page)
        made.desk.told.tell()
        assert list(made.desk.told.marks) == ["B"]
        page = page_of([document("B")])
        await made.session.documents.keep_documents(page)
        made.desk.told.tell()
        assert not made.desk.told.marks
        assert shown_keys(made) == ["A", "B"], "nothing is left to be narrowed to"


async def test_what_was_told_before_stays_behind_for_a_row_of_another_answer(shown):
    async with shown([document("A"), document("B")]) as made:
        made.desk.told.tell()
        old = page_of([document("A")])
        told(made, "A")
        made.desk.told.tell()
        await made.session.documents.keep_documents(old)
        made.desk.told.tell()
        assert list(made.desk.told.marks) == ["A"], "it was read before the service told of it"


async def test_a_move_to_another_release_is_rehearsed_and_reported(shown, look, tmp_path):
    spot = document("P1", {"EF000136": "EV000202"}, class_code="EC001744")
    async with shown([spot]) as made:
        box = RehearsalBox(made.held, look)
        assert not box.run.isVisibleTo(box)
        await made.bench.classes.releases.add(csv_zip(tmp_path))
        assert box.run.isVisibleTo(box)
        assert box.target.currentText()
        made.held.open("EC001744")
        box.rehearsal = await made.bench.classes.rehearse(
            made.session, "", str(box.target.currentData())
        )
        box.show_class()
        names = {row.cells[0].text: row.cells[1].text for row in box.numbers.sheet.rows}
        removed = int(names["Features removed"])
        move = next(one for one in box.rehearsal.classes if one.old.code == "EC001744")
        assert removed == len(move.gone) > 0
        rows = move_rows(made.held, box.rehearsal)
        assert any(row.key.startswith("class/EC001744") for row in rows)
        assert "1 product" in move_says(box.rehearsal)


async def test_cards_show_and_say_what_became_of_their_rows(shown, look, qtbot):
    async with shown([document("A"), document("B"), document("C")]) as made:
        desk = made.desk
        shelf = PictureShelf(lambda: desk.workspace.pictures(ACCOUNT), desk.workspace.jobs, look)
        gallery = Gallery(desk, look, shelf)
        qtbot.addWidget(gallery)
        gallery.resize(900, 600)
        gallery.show()
        qtbot.waitExposed(gallery)
        before = gallery.grab().toImage()
        desk.told.tell()
        told(made, "A")
        made.bench.classes.notified("etim", ACCOUNT.name, {"deleted": ["B"]})
        desk.told.tell()
        cards = gallery.cards
        places = {key: cards.place_of(key) for key in "ABC"}
        signs = {key: cards.told(place) for key, place in places.items()}
        assert signs == {"A": Mark.ELSEWHERE, "B": Mark.GONE, "C": None}
        roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        for key, words in (("A", "changed at the service"), ("B", "deleted at the service")):
            for role in roles:
                assert words in cards.index(places[key], 0).data(role)
        assert "at the service" not in cards.index(places["C"], 0).data(roles[0])
        after = gallery.grab().toImage()
        for key, place in places.items():
            box = gallery.visualRect(cards.index(place, 0))
            assert (before.copy(box) == after.copy(box)) == (key == "C"), key
        shelf.close()
