"""Screens and states of ETIM's classes: class page, heat map, bulk fill, a record, trees."""

from __future__ import annotations

import asyncio
from pathlib import Path

from stage import Stage
from states import Reach, State, pick
from states_lagerkoll import fault, front, page_of_dock

from workbench.core.etim import FeatureType
from workbench.core.texts import tr
from workbench.core.views import Layout
from workbench.ui.classes.desk import ClassDesk
from workbench.ui.window.classing import ClassCommands
from workbench.ui.window.commands import Commands

SOURCE = "etim"
CLASS = "EC001744"
LONGEST = "EC000133"
"""Of the classes in use one with a long name."""


async def products(stage: Stage) -> None:
    """Products, one of them current."""
    await front(stage, SOURCE)
    await pick(stage, 4)


def held_of(stage: Stage) -> ClassDesk:
    """The classes of the tab in front."""
    held = stage.tab.classes.held
    assert held is not None
    return held


def commands_of(stage: Stage) -> ClassCommands:
    """The window's actions of classes."""
    commands = stage.window.findChild(Commands)
    assert commands is not None
    return commands.classes


async def class_page(stage: Stage, code: str = CLASS) -> None:
    """All products loaded, a class open, twelve of its products chosen, a value staged."""
    await front(stage, SOURCE)
    stage.tab.desk.load_all()
    session = stage.tab.desk.session
    assert session is not None
    await stage.until(lambda: session.status.complete, 40)
    held = held_of(stage)
    await stage.until(lambda: sum(count.count for count in held.counts) > 2000, 30)
    held.open(code)
    stage.tab.desk.selection.only(held.members()[:12])
    features = [one for one in held.shares() if one.feature.type is FeatureType.ALPHANUMERIC]
    held.choose(min(features, key=lambda one: one.filled).feature.code)
    choices = held.classes.choices(session, held.code, held.feature)
    held.set_value(held.keys(), held.feature, choices[0].code)
    await asyncio.sleep(1.6)
    await stage.settle()


def shown(part: str) -> Reach:
    """Return the way to a part of the class page alone."""

    async def reach(stage: Stage) -> None:
        await class_page(stage)
        bar = stage.tab.classes.page.bar
        bar.parts.set_value(part)
        bar.shown.emit(part)
        await asyncio.sleep(0.4)

    return reach


async def typing(stage: Stage) -> None:
    """A value in its open editor, with what the feature allows."""
    await class_page(stage)
    page = stage.tab.classes.page
    page.features.edit_value(held_of(stage).feature)
    await asyncio.sleep(0.6)


async def filling(stage: Stage) -> None:
    """A bulk fill with its preview."""
    await class_page(stage)
    box = stage.tab.classes.dock.fill_box
    stage.tab.classes.fill()
    held = held_of(stage)
    assert held.session is not None
    choices = held.classes.choices(held.session, held.code, held.feature)
    box.value.set_text(choices[0].name)
    box.preview.setChecked(True)
    box.reckon()
    await asyncio.sleep(0.6)


async def bad_fill(stage: Stage) -> None:
    """A value that the feature does not allow."""
    await class_page(stage)
    box = stage.tab.classes.dock.fill_box
    stage.tab.classes.fill()
    box.value.input.set_text("44 IP")
    box.reckon()
    await asyncio.sleep(0.6)


async def worklist(stage: Stage) -> None:
    """The products without a value, alone in the rows."""
    await class_page(stage)
    held = held_of(stage)
    held.show_products(held.missing(held.code, held.feature))
    await stage.settle()
    await asyncio.sleep(0.6)


async def change(stage: Stage) -> None:
    """Another class, with what it would lose."""
    await products(stage)
    commands = commands_of(stage)
    commands.change_class()
    dialog = commands.dialog
    dialog.search.setText("downlight")  # type: ignore[union-attr]
    await asyncio.sleep(0.8)


def told(act: str, seconds: float = 1.2) -> Reach:
    """Return the way to what an action of classes shows."""

    async def reach(stage: Stage) -> None:
        await products(stage)
        held = held_of(stage)
        await stage.until(lambda: held.overview is not None)
        stage.window.registry[act].trigger()
        await asyncio.sleep(seconds)

    return reach


async def bad_release(stage: Stage) -> None:
    """A file that is no release."""
    await told("class.releases")(stage)
    path = Path(stage.workspace.folders.cache) / "prices.zip"
    path.write_bytes(b"no archive")
    commands_of(stage).dialog.load_from(str(path))  # type: ignore[union-attr]
    await asyncio.sleep(1.0)


async def asked(stage: Stage) -> None:
    """The form of a synchronization with its effect."""
    await front(stage, SOURCE)
    commands = stage.window.findChild(Commands)
    assert commands is not None
    commands.acts.run("run_synchronization")
    await stage.until(stage.floating)
    stage.floating()[0].form.set_value("trigger", "tr2")  # type: ignore[attr-defined]
    await asyncio.sleep(0.8)


async def ran(stage: Stage) -> None:
    """A synchronization that goes on, above one that is done, one refused and one that failed."""
    await front(stage, SOURCE)
    desk, commands = stage.tab.desk, stage.window.findChild(Commands)
    table = desk.source.resource("synchronizations")
    assert commands is not None
    assert table is not None
    desk.open(table)
    await stage.settle()
    for at, trigger in enumerate(("tr1", "tr3", "tr99", "tr2"), 1):
        commands.acts.run("run_synchronization")
        await stage.until(stage.floating)
        dialog = stage.floating()[0]
        dialog.form.set_value("trigger", trigger)  # type: ignore[attr-defined]
        dialog.act()  # type: ignore[attr-defined]
        await stage.until(lambda at=at: _answered(stage, at))
        await asyncio.sleep(0.4)
        stage.close_floating()
        await stage.until(lambda: not stage.floating())
    await asyncio.sleep(7.5)


def _answered(stage: Stage, count: int) -> bool:
    """Whether there are so many runs, and the service answered to the newest."""
    session = stage.tab.desk.session
    assert session is not None
    states = [session.table.value(row, "status") for row in range(len(session.table))]
    return len(states) == count and all(state.code != "starting" for state in states)  # type: ignore[union-attr]


async def told_of(stage: Stage) -> None:
    """Rows that the service said to have changed or deleted; one of them is typed in as well."""
    await products(stage)
    desk = stage.tab.desk
    session = desk.session
    assert session is not None
    assert session.editing is not None
    assert desk.account is not None
    keys = [session.table.key(session.rows.row(row)) for row in range(8)]
    message = {"new": ["NEW-1", "NEW-2"], "modified": [keys[1], keys[2], keys[5]]}
    stage.workspace.classes.notified(SOURCE, desk.account.name, message)
    stage.workspace.classes.notified(SOURCE, desk.account.name, {"deleted": [keys[3]]})
    session.editing.set(tr("Set name"), [(keys[2], "name_en", "Downlight, typed")])
    await stage.until(lambda: desk.told.new)
    await asyncio.sleep(0.6)


async def told_filtered(stage: Stage) -> None:
    """The same rows alone."""
    await told_of(stage)
    stage.tab.desk.told.narrow(("elsewhere", "gone"))
    await stage.settle()
    await asyncio.sleep(0.6)


async def told_cards(stage: Stage) -> None:
    """The same rows as cards."""
    await told_of(stage)
    stage.tab.desk.set_layout(Layout.GALLERY)
    await stage.settle()
    await asyncio.sleep(0.8)


def of_run(row: int, page: str) -> Reach:
    """Return the way to a page about a run; one of them goes on, so that nothing rests."""

    async def reach(stage: Stage) -> None:
        await ran(stage)
        session = stage.tab.desk.session
        assert session is not None
        stage.tab.desk.selection.set_current(session.table.key(session.rows.row(row)))
        await asyncio.sleep(0.5)
        stage.tab.dock.tabs.choose(page)
        await asyncio.sleep(0.8)

    return reach


def resource_of(name: str, place: int = 0) -> Reach:
    """Return the way to another table of the source."""

    async def reach(stage: Stage) -> None:
        await front(stage, SOURCE)
        desk = stage.tab.desk
        found = desk.source.resource(name)
        assert found is not None
        desk.open(found)
        await stage.settle()
        await stage.until(lambda: len(desk.session.table) > place)  # type: ignore[union-attr]
        await pick(stage, place)

    return reach


async def failed(stage: Stage) -> None:
    """The service refuses to read anew; the class page stays."""
    await class_page(stage)
    fault(stage, {"times": 20, "status": 502, "html": True})
    stage.tab.desk.refresh()
    await stage.settle()
    await asyncio.sleep(0.8)


async def empty(stage: Stage) -> None:
    """No product at all: no class is in use."""
    await front(stage, SOURCE)
    stage.tab.desk.set_text("nothing is called this")
    await stage.settle()
    await asyncio.sleep(0.4)


async def long_texts(stage: Stage) -> None:
    """A class with a long name, and long names of features."""
    await class_page(stage, LONGEST)


STATES: tuple[State, ...] = (
    State("etim-class", class_page),
    State("etim-features", shown("features")),
    State("etim-heat", shown("heat")),
    State("etim-typing", typing),
    State("etim-fill", filling),
    State("etim-fill-bad", bad_fill),
    State("etim-products", worklist),
    State("etim-record", page_of_dock("class", products)),
    State("etim-languages", page_of_dock("languages", products)),
    State("etim-change", change),
    State("etim-quality", told("class.quality")),
    State("etim-rehearse", told("class.rehearse")),
    State("etim-releases", told("class.releases")),
    State("etim-release-bad", bad_release),
    State("etim-tree", page_of_dock("categories:tree", resource_of("category_trees"))),
    State("etim-locked", resource_of("attributes", 3)),
    State("etim-sync", asked),
    State("etim-sync-ran", ran),
    State("etim-sync-progress", of_run(0, "progress")),
    State("etim-sync-counted", of_run(3, "counted")),
    State("etim-told", told_of),
    State("etim-told-alone", told_filtered),
    State("etim-told-cards", told_cards),
    State("etim-failed", failed),
    State("etim-empty", empty),
    State("etim-long", long_texts),
)
"""In the order of the gallery."""
