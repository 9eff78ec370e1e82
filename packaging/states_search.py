"""Screens and states of the search over all sources."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence

from stage import Stage
from states import Reach, State, fault

from workbench.ui.searching.commands import SearchCommands
from workbench.ui.searching.panel import SearchPanel
from workbench.ui.window.commands import Commands
from workbench.workspace.searching import Searching


def searches(stage: Stage) -> SearchCommands:
    """Return the search of the window."""
    commands = stage.window.findChild(Commands)
    assert commands is not None
    return commands.searches


async def opened(stage: Stage) -> SearchPanel:
    """Open the search as its key does, and wait until what is kept is in memory."""
    stage.window.registry["search"].trigger()
    found = searches(stage)
    assert found.panel is not None
    await stage.until(lambda: not found.searching.reading)
    return found.panel


def done(searching: Searching, text: str) -> bool:
    """Return whether a text is answered by everybody."""
    return searching.found.text == text and not searching.found.waiting


async def fill(stage: Stage, sources: Sequence[str] = ("lagerkoll", "etim")) -> None:
    """Look into tabs once, so that their rows are kept."""
    for source in sources:
        held = stage.workspace.source(source)
        assert held is not None
        at = stage.window.find_tab(source, stage.workspace.accounts.list(source)[0].name)
        stage.window.tabs.bar.setCurrentIndex(at)
        await stage.settle()
    stage.window.tabs.bar.setCurrentIndex(0)
    await stage.settle()


def typed(text: str, *, live: bool = True, down: int = 0) -> Reach:
    """Return the way to what is found by a text."""

    async def reach(stage: Stage) -> None:
        await fill(stage)
        panel = await opened(stage)
        if panel.live.isChecked() != live:
            panel.live.toggle()
        panel.search.setText(text)
        searching = searches(stage).searching
        await stage.until(lambda: done(searching, text))
        panel.step(down)
        await asyncio.sleep(1.0)

    return reach


async def first(stage: Stage) -> None:
    """Nothing typed yet."""
    await opened(stage)


async def recent(stage: Stage) -> None:
    """Earlier searches."""
    for text in ("enamel mug", "7350042910045", '"power bank"'):
        stage.workspace.stores.workspace.add_query("all", text)
    await opened(stage)


async def failing(stage: Stage) -> None:
    """A service that does not answer, beside those that do."""
    await fill(stage)
    fault(stage, {"times": 500, "status": 401, "body": json.dumps({})})
    panel = await opened(stage)
    panel.search.setText("mug")
    searching = searches(stage).searching
    await stage.until(lambda: done(searching, "mug"), 40)
    await asyncio.sleep(0.5)


async def waiting(stage: Stage) -> None:
    """Kept rows shown while the services are asked."""
    await fill(stage)
    fault(stage, {"times": 500, "path": "", "delay": 6})
    panel = await opened(stage)
    panel.search.setText("mug")
    searching = searches(stage).searching
    await stage.until(lambda: searching.found.text == "mug" and searching.found.hits)
    await asyncio.sleep(0.8)


def numbers(stage: Stage) -> list[str]:
    """Return references of the rows in front, with some that nobody has between them."""
    session = stage.tab.desk.session
    assert session is not None
    rows = range(min(40, len(session.table)))
    found = [session.table.text(row, "reference") for row in rows]
    return [part for at, held in enumerate(found) for part in ([held, f"NO-{at}"] if at % 4 == 1
                                                               else [held])]  # fmt: skip


async def pasted(stage: Stage) -> None:
    """A pasted list is offered to be looked up."""
    await fill(stage)
    panel = await opened(stage)
    panel.search.setText("\n".join(numbers(stage)))
    await asyncio.sleep(0.4)


async def looked_up(stage: Stage) -> None:
    """What a pasted list names."""
    await pasted(stage)
    panel = searches(stage).panel
    assert panel is not None
    panel.act()
    lookup = searches(stage).lookup
    assert lookup is not None
    await stage.until(lambda: lookup.lines, 40)
    await asyncio.sleep(0.4)


async def row(stage: Stage) -> None:
    """A hit of another source, opened."""
    await typed("mug")(stage)
    panel = searches(stage).panel
    assert panel is not None
    panel.turn(1)
    panel.act()
    await stage.settle()
    await asyncio.sleep(0.6)


STATES: tuple[State, ...] = (
    State("search-all", typed("mug", down=1)),
    State("search-kept", typed("mug", live=False)),
    State("search-near", typed("umbrela")),
    State("search-none", typed("zzqqx")),
    State("search-first", first),
    State("search-recent", recent),
    State("search-failing", failing),
    State("search-waiting", waiting),
    State("search-pasted", pasted),
    State("search-list", looked_up),
    State("search-row", row),
)
