"""Products of a class are completed: the best step of the worklist, a range, a name, a send."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.acceptance.etim import (
    Mapper,
    choose_language,
    classes,
    click_row,
    go_to,
    held_of,
    languages_of,
    leave_value,
    mapping,
    open_mapper,
    translate,
    turn_page,
    type_range,
    whole,
    words,
)  # fmt: skip
from tests.acceptance.lagerkoll import opened, review, said, send, staged
from tests.acceptance.stage import ALT, CTRL, SHIFT, Key, Stage
from tests.harness.waiting import until
from workbench.core.etim_reports import Payoff
from workbench.core.values import Coded
from workbench.sources.etim.saving.products import TOGETHER
from workbench.ui.acts.dialog import ActionDialog
from workbench.ui.review.balance import BalancePane
from workbench.ui.review.history import HistoryDialog
from workbench.ui.review.page import ReviewPage
from workbench.ui.review.tally import TallyStrip
from workbench.workspace.classes.model import Choice

ROOT = Path(__file__).resolve().parents[2]
RANGED, RANGE = "ROC-12021", "EF006540"
"""A product whose range of shackle diameters is wrong, and which has no Polish name."""
SOME, MANY = 2100, 205
"""Products: so many that the one above is among them; so many that a send takes three calls."""
NAME = "Blokada na klodke Nova 321"
FILL = 5
"""Column of the worklist with the button."""
SLOW, FAILING = "tr2", "tr3"
"""What the account calls a synchronization that takes its time, and one that cannot be run."""


async def test_a_class_is_completed_and_sent(qapp, home) -> None:
    with open_mapper() as mapper:
        async with mapping(home, mapper) as stage:
            line = await look_at_what_lacks(stage)
            value = await fill_for_all(stage, line)
            await correct_range(stage, mapper)
            await give_name(stage)
            assert mapper.writes() == [], "nothing is sent by typing"
            page = await review(stage)
            await read_review(stage, page, line, value.name)
            report = await send(stage, page)
            touched = {*line.products, RANGED}
            assert report.sentence == f"{len(touched)} saved"
            assert mapper.writes() == [("PUT", "products")], "all of it in one call"
            assert mapper.changed() == Counter(touched), "each once, and no other"
            arrived(mapper, line, value.code)
            assert staged(stage) == 0
            await read_counters(stage, page, mapper)
            await run_to_the_end(stage, mapper)
            await run_in_vain(stage, mapper)


async def look_at_what_lacks(stage: Stage) -> Payoff:
    """Take the first line of the worklist as it stands; see the products that lack its feature."""
    held = await whole(stage)
    page = await classes(stage)
    assert stage.window.isActiveWindow(), "nothing took the keys away"
    await stage.until(page.work.sheet.rowCount)
    assert held.overview is not None
    line = held.overview.worklist[0]
    assert line.completes == max(each.completes for each in held.overview.worklist)
    first = page.work.sheet.rows[0].key
    (feature,) = line.features
    class_ = held.class_of(line.class_code)
    numbers = [str(line.missing), f"+{line.completes}"]
    assert words(page.work, first)[:4] == [class_.feature(feature).name, class_.name, *numbers]
    assert line.completes > 1

    await click_row(stage, page.work, first)
    await stage.until(lambda: (held.code, held.feature) == (line.class_code, feature))
    dock = stage.tab.classes.dock
    await stage.until(lambda: dock.name.text() == class_.feature(feature).name)
    await stage.until(lambda: words(dock.usage, "") == ["no value", "", str(line.missing)])
    await click_row(stage, dock.usage, "")
    await stage.press(Key.Key_Return)
    await stage.until(lambda: not held.code)
    await stage.settle()
    assert stage.keys() == list(line.products)
    shown = f"{line.missing} products of a class are shown. The other rows are still loaded."
    assert shown in stage.strips()
    return line


async def fill_for_all(stage: Stage, line: Payoff) -> Choice:
    """Fill by the worklist's own button: value by its name, preview, stage; return the value."""
    held, page = held_of(stage), await classes(stage)
    first = page.work.sheet.rows[0].key
    await click_row(stage, page.work, first, FILL)
    box = stage.tab.classes.dock.fill_box
    await stage.until(box.value.input.line.hasFocus)
    count = line.missing
    assert box.title.text() == f"Set value for {count} products"
    # What most products of the class have.
    value = max(held.classes.choices(stage.session, held.code, held.feature),
                key=lambda one: one.used)  # fmt: skip
    await stage.type(value.name)
    await stage.until(box.stage.isEnabled)
    await stage.click(box.preview)
    assert [row.key for row in box.sample.sheet.rows] == list(line.products[: len(line.products)])
    assert {row.cells[2].text for row in box.sample.sheet.rows} == {value.name}
    assert box.stage.text() == f"Stage {count} edits"
    await stage.click(box.stage)
    await stage.until(lambda: staged(stage) == count)
    assert not held.missing(line.class_code, line.features[0]), "nothing lacks it any more"
    gone = [row.key for row in page.work.sheet.rows]
    await stage.until(lambda: first not in {row.key for row in page.work.sheet.rows}, 60)
    assert gone, "the next suggestion moves up"
    await stage.press(Key.Key_E, CTRL | ALT)
    await stage.until(lambda: not held.code)
    await stage.click(stage.button("Show all"))
    await stage.settle()
    return value


async def correct_range(stage: Stage, mapper: Mapper) -> None:
    """Find a product by its name, type both ends of its range: the wrong way first."""
    name = mapper.document(RANGED)["overallInformation"]["productName"]["en"]
    await stage.write(name, stage.tab.tools.search)
    await stage.until(lambda: stage.keys() == [RANGED])
    await stage.settle()
    await go_to(stage, RANGED)
    page, before = await classes(stage), staged(stage)
    held = held_of(stage)
    await stage.until(lambda: held.keys() == (RANGED,))
    await type_range(stage, page, RANGE, "40", "20")
    refusal = "The first number of a range is the lower one: 20..40."
    await stage.until(lambda: any(text.startswith(refusal) for text in stage.strips()))
    assert staged(stage) == before
    await leave_value(stage)
    await stage.until(page.features.hasFocus)
    await type_range(stage, page, RANGE, "20", "40")
    await stage.until(lambda: staged(stage) == before + 1)
    await stage.until(page.features.hasFocus)
    await stage.until(lambda: words(page.features, RANGE)[4] == "20 … 40")
    await stage.press(Key.Key_E, CTRL | ALT)
    await stage.until(lambda: not held.code)


async def give_name(stage: Stage) -> None:
    """Type the Polish name of the product beside its English one."""
    before = staged(stage)
    await go_to(stage, RANGED)
    await turn_page(stage, stage.tab.dock.tabs, "Languages")
    await stage.until(lambda: languages_of(stage).boxes)
    await choose_language(stage, languages_of(stage).left, "en")
    spoken = await translate(stage, "name", "pl", NAME)
    await stage.until(lambda: staged(stage) == before + 1)
    await stage.until(lambda: "changed" in spoken.note.text())
    assert languages_of(stage).right.currentText().startswith("Polish")


async def read_review(stage: Stage, page: ReviewPage, line: Payoff, value: str) -> None:
    """Everything that was typed stands there, a line each, and nothing else."""
    lines = said(page)
    for key in (*line.products, RANGED):
        assert sum(f", {key}, " in text for text in lines) == 1
    features = [text for text in lines if text.startswith("Features, ")]
    assert len(features) == line.missing + 1
    assert sum("20 … 40" in text for text in features) == 1, "a range is read as it was typed"
    assert sum(f": {value}" in text for text in features) == line.missing
    assert f"Name · PL, – becomes {NAME}, Ready, included" in lines
    count = line.missing + 1
    assert len(lines) == 2 * count + 1
    assert page.footer.buttons["send"].text() == f"Send {count} records to Products"
    await stage.until(page.footer.buttons["send"].isEnabled)
    strip = page.findChild(TallyStrip)
    assert isinstance(strip, TallyStrip)
    assert strip.isVisible()
    assert strip.accessibleName() == f"The service will count {count} modified"


async def read_counters(stage: Stage, page: ReviewPage, mapper: Mapper) -> None:
    """What the service counted stands beside what was foreseen, and later in the history."""
    counted = mapper.answers[-1]
    assert counted["modified"] == counted["all"] == str(len(mapper.changed()))
    assert counted["deletedClassifications"] == "0"
    pane = page.findChild(BalancePane)
    assert isinstance(pane, BalancePane)
    assert pane.isVisible()
    number = counted["modified"]
    titles = ("Counter", "Foreseen", "Counted")
    assert pane.table.rows == (titles, ("Modified", number, number))
    assert pane.told == (), "nothing differs"
    await stage.click(page.footer.buttons["close"])
    await stage.press(Key.Key_H, CTRL | ALT)
    history = await opened(stage, "HistoryDialog")
    assert isinstance(history, HistoryDialog)
    await stage.press(Key.Key_Right, on=history.tabs)
    await stage.until(lambda: history.model.rowCount() == 1)
    said = f"Modified: {number} foreseen, {number} counted"
    await stage.until(lambda: history.details.toPlainText().startswith(said))
    assert NAME in history.details.toPlainText()
    await stage.press(Key.Key_Escape, on=history)
    await stage.until(lambda: stage.dialog("HistoryDialog") is None)


def arrived(mapper: Mapper, line: Payoff, value: str) -> None:
    """The service has what was typed, in the form that it takes."""
    (feature,) = line.features
    for key in line.products:
        assert mapper.document(key)["etimDescription"]["features"][feature] == value
    sent = mapper.document(RANGED)
    assert sent["etimDescription"]["features"][RANGE] == ["20", "40"]
    assert sent["overallInformation"]["productName"]["pl"] == NAME


async def synchronize(stage: Stage, trigger: str) -> None:
    """Run a synchronization from the palette."""
    await stage.press(Key.Key_P, CTRL | SHIFT)
    await stage.until(stage.floating)
    await stage.type("run a synchronization")
    await stage.press(Key.Key_Return)
    dialog = await opened(stage, "ActionDialog")
    assert isinstance(dialog, ActionDialog)
    await stage.until(lambda: stage.focus is not None and dialog.isAncestorOf(stage.focus))
    await stage.type(trigger)
    await stage.until(lambda: trigger in dialog.says.text())
    await stage.click(dialog.go)
    await stage.until(lambda: stage.dialog("ActionDialog") is None)


def states(stage: Stage) -> list[str]:
    """How the runs stand, in the service's own words."""
    return [value.code if isinstance(value, Coded) else "" for value in stage.values("status")]


async def run_to_the_end(stage: Stage, mapper: Mapper) -> None:
    """A synchronization that takes its time is asked after until it is done."""
    trigger = mapper.app.world.triggers[SLOW]
    trigger.seconds = 3600.0
    await synchronize(stage, SLOW)
    await stage.until(lambda: stage.tab.desk.resource.id == "synchronizations")
    await stage.until(lambda: len(stage.session.table))
    await stage.until(lambda: states(stage) == ["in progress"])
    trigger.seconds = 0.0
    await stage.until(lambda: states(stage) == ["done"], 60)
    assert stage.shown("trigger") == [SLOW]
    (info,) = stage.values("info")
    assert "1,000 products modified" in str(info)
    assert "1,000 products selected" in str(info)


async def run_in_vain(stage: Stage, mapper: Mapper) -> None:
    """One that fails says why, in the service's own words, and the others stay as they were."""
    failure = mapper.app.world.triggers[FAILING].failure
    await synchronize(stage, FAILING)
    await stage.until(lambda: sorted(states(stage)) == ["done", "error"], 60)
    place = states(stage).index("error")
    assert stage.shown("trigger")[place] == FAILING
    assert stage.values("info")[place] == failure


@asynccontextmanager
async def killed(home: Path, mapper: Mapper, deed: str) -> AsyncIterator[subprocess.Popen]:
    """Let a window of its own process work until the block ends, and kill it there."""
    child = await asyncio.to_thread(
        subprocess.Popen,
        [sys.executable, "-m", "tests.acceptance.etim_child", str(home), mapper.service.url, deed],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    try:
        yield child
        assert child.poll() is None, "it ended by itself"
    finally:
        child.kill()
        child.communicate()


async def heard(child: subprocess.Popen, word: str) -> None:
    """Wait until the other process says a word."""
    assert child.stdout is not None
    line = asyncio.to_thread(child.stdout.readline)
    assert (await asyncio.wait_for(line, 80)).strip() == word.encode()


async def test_killed_while_typing_nothing_is_lost(qapp, home) -> None:
    with open_mapper(SOME) as mapper:
        async with killed(home, mapper, "type") as child:
            await heard(child, "staged")
        async with mapping(home, mapper) as stage:
            await until(lambda: staged(stage) == 2)
            assert mapper.writes() == [], "neither the end nor the start sends anything"
            record = stage.session.editing.record(RANGED)
            assert record is not None
            assert set(record.cells) == {"features", "name_pl"}
            page = await review(stage)
            report = await send(stage, page)
            assert report.sentence == "1 saved"
        assert mapper.changed() == {RANGED: 1}
        sent = mapper.document(RANGED)
        assert sent["etimDescription"]["features"][RANGE] == ["20", "40"]
        assert sent["overallInformation"]["productName"]["pl"] == NAME


async def test_killed_while_sending_nothing_is_lost_and_nothing_sent_twice(qapp, home) -> None:
    with open_mapper(MANY) as mapper:
        # What the second call of three does is done, and nobody hears its answer.
        mapper.silent = 1
        async with killed(home, mapper, "send") as child:
            await heard(child, "staged")
            await until(lambda: len(mapper.answers) == 2, 80)
        mapper.silent = None
        arrived = mapper.changed()
        assert len(arrived) == 2 * TOGETHER
        async with mapping(home, mapper) as stage:
            await stage.until(
                lambda: any("It is not sent again" in text for text in stage.strips())
            )
            left = staged(stage)
            assert MANY - len(arrived) < left <= MANY, "what is in doubt is kept"
            restored = f"{left} unsaved changes restored. Nothing was sent but what is in doubt."
            assert restored in stage.strips()
            assert len(mapper.writes()) == 2, "a start sends nothing"

            await stage.click(stage.button("Check now"))
            await stage.until(lambda: any("looked up" in text for text in stage.strips()), 60)
            assert staged(stage) == MANY - len(arrived)
            assert len(mapper.writes()) == 2, "looking sends nothing"

            page = await review(stage)
            report = await send(stage, page)
            assert report.sentence == f"{MANY - len(arrived)} saved"
            assert staged(stage) == 0
        assert mapper.changed() == dict.fromkeys(mapper.app.world.products, 1), "each one once"
        assert len(mapper.writes()) == 3
