"""What a service told of loaded rows stands over them until they are read again."""

from __future__ import annotations

from tests.sources.etim.model.kit import csv_zip
from tests.workspace.classes.kit import ACCOUNT, document
from workbench.ui.classes.movereport import move_rows, move_says
from workbench.ui.classes.notified import KEY, Notified
from workbench.ui.classes.rehearsal import RehearsalBox
from workbench.ui.window.strips import Strips


def told(made, *keys: str) -> None:
    """Keep that these products changed, as a receiver does."""
    made.bench.classes.notified("etim", ACCOUNT.name, {"modified": list(keys)})


async def test_rows_that_changed_are_told_with_what_can_be_done(shown, look):
    async with shown([document("A"), document("B")]) as made:
        strips = Strips(made.desk, look)
        own = Notified(made.held, strips)
        wanted = []
        own.reread_wanted.connect(wanted.append)
        told(made, "A", "elsewhere")
        assert own.shown == ("A",)
        assert KEY in strips.shown
        assert "1 row changed" in strips.texts()[0]
        strip = strips._shown[KEY]
        strip.acted.emit("read")
        assert wanted == [("A",)]
        strip.acted.emit("show")
        assert made.held.narrowed == 1
        made.bench.classes.forget_marks(made.session, ["A"])
        assert KEY not in strips.shown


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
