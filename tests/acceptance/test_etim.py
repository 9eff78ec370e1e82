"""Products of a class are completed: the best step of the worklist, a range, a name, a send."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from msgspec.structs import replace

from tests.acceptance.etim import mapping, open_mapper
from tests.acceptance.lagerkoll import fill, opened, review, send, staged
from tests.acceptance.stage import Stage
from tests.harness.waiting import until
from workbench.core.etim import FeatureType
from workbench.core.views import ColumnState
from workbench.ui.desk.widening import make_room
from workbench.ui.window.commands import Commands

ROOT = Path(__file__).resolve().parents[2]
CLASS, RANGED, RANGE = "EC001959", "REAL-024", "EF009346"
NAME = "Wkladka energooszczedna"


async def whole(stage: Stage):
    """Load every product and wait until the classes in use are counted."""
    stage.tab.desk.load_all()
    await stage.until(lambda: stage.session.status.complete)
    held = stage.tab.classes.held
    assert held is not None
    await stage.until(lambda: any(count.code == CLASS for count in held.counts))
    return held


async def test_a_class_is_completed_and_sent(qapp, home) -> None:
    with open_mapper() as mapper:
        async with mapping(home, mapper) as stage:
            held = await whole(stage)
            await stage.act(lambda: held.open(CLASS))
            await stage.until(held.shares)

            # Of the features that have a list of values the one that most products lack.
            listed = [one for one in held.shares() if one.feature.type is FeatureType.ALPHANUMERIC]
            least = min(listed, key=lambda one: one.filled).feature
            lacking = held.missing(CLASS, least.code)
            assert lacking
            await stage.act(lambda: held.choose(least.code))
            await stage.act(stage.tab.classes.fill)
            box = stage.tab.classes.dock.fill_box
            value = held.classes.choices(stage.session, CLASS, least.code)[0]
            await stage.act(lambda: box.value.set_text(value.name))
            await stage.act(box.reckon)
            await stage.until(box.stage.isEnabled)
            await stage.click(box.stage)
            await stage.until(lambda: staged(stage) == len(lacking))

            # One range, as two numbers.
            await stage.act(lambda: held.set_value((RANGED,), RANGE, "2700..3000"))
            record = stage.session.editing.record(RANGED)
            assert record is not None
            assert "features" in record.cells

            # A name in another language, typed in a column that is added for it.
            await stage.act(lambda: held.open(""))
            await stage.act(lambda: held.show_products(held.members(CLASS)))
            desk = stage.tab.desk
            wanted = ("product_id", "name_pl", "EF009346")
            columns = tuple(ColumnState(name) for name in wanted)
            await stage.act(lambda: _columns(desk, columns))
            assert len(stage.keys()) == len(held.members(CLASS))
            place = stage.keys().index(RANGED)
            await stage.until(lambda: stage.values(RANGE)[place] is not None)
            await stage.click_cell(place, "name_pl")
            await fill(stage, NAME)
            assert mapper.writes() == [], "nothing is sent by typing"
            touched = set(lacking) | {RANGED}

            page = await review(stage)
            report = await send(stage, page)
            assert report.sentence == f"{len(touched)} saved"
            assert mapper.writes() == [("PUT", "products")], "all of it in one call"
            for key in lacking:
                assert mapper.document(key)["etimDescription"]["features"][least.code] == value.code
            sent = mapper.document(RANGED)
            assert sent["etimDescription"]["features"][RANGE] == ["2700", "3000"]
            assert sent["overallInformation"]["productName"]["pl"] == NAME
            assert staged(stage) == 0

            # A synchronization is run; what answered stands in its table.
            await stage.click(page.footer.buttons["close"])
            await stage.act(lambda: stage.window.findChild(Commands).acts.run(
                "run_synchronization"))  # fmt: skip
            dialog = await opened(stage, "ActionDialog")
            await stage.act(lambda: dialog.form.set_value("trigger", "tr2"))
            await stage.act(dialog.act)
            await stage.until(lambda: desk.resource.id == "synchronizations")
            await stage.until(lambda: len(stage.session.table))


def _columns(desk, columns) -> None:
    make_room(desk, replace(desk.view, columns=columns))
    desk.set_columns(columns)


async def test_killed_while_typing_nothing_is_lost(qapp, home) -> None:
    with open_mapper() as mapper:
        child = await asyncio.to_thread(
            subprocess.Popen,
            [sys.executable, "-m", "tests.acceptance.etim_child", str(home), mapper.service.url],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        try:
            assert child.stdout is not None
            line = asyncio.to_thread(child.stdout.readline)
            assert (await asyncio.wait_for(line, 60)).strip() == b"staged"
        finally:
            child.kill()
            child.communicate()
        async with mapping(home, mapper) as stage:
            await until(lambda: staged(stage) == 2)
            assert mapper.writes() == [], "neither the end nor the start sends anything"
            record = stage.session.editing.record(RANGED)
            assert record is not None
            assert set(record.cells) == {"features", "name_pl"}
            page = await review(stage)
            report = await send(stage, page)
            assert report.sentence == "1 saved"
        sent = mapper.document(RANGED)
        assert sent["etimDescription"]["features"][RANGE] == ["2700", "3000"]
        assert sent["overallInformation"]["productName"]["pl"] == NAME
