"""A window of its own process that types, or types and sends, until somebody kills it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import qasync

from tests.acceptance.etim import (
    Mapper,
    choose_language,
    classes,
    go_to,
    languages_of,
    mapping,
    translate,
    turn_page,
    type_range,
    whole,
)  # fmt: skip
from tests.acceptance.lagerkoll import opened, pick, review, staged
from tests.acceptance.service import Service
from tests.acceptance.stage import ALT, CTRL, Key, Stage
from tests.acceptance.test_etim import NAME, RANGE, RANGED
from workbench.app.main import make_application
from workbench.sandbox.etim.service import application, build
from workbench.sandbox.faults import Faults
from workbench.ui.bulk.bulk import BulkDialog
from workbench.ui.review.asking import SendDialog


async def type_two(stage: Stage) -> None:
    """Type a range and a name into one product."""
    await whole(stage)
    await go_to(stage, RANGED)
    page = await classes(stage)
    await type_range(stage, page, RANGE, "20", "40")
    await stage.until(lambda: staged(stage) == 1)
    await stage.press(Key.Key_E, CTRL | ALT)
    await turn_page(stage, stage.tab.dock.tabs, "Languages")
    await stage.until(lambda: languages_of(stage).boxes)
    await choose_language(stage, languages_of(stage).left, "en")
    await translate(stage, "name", "pl", NAME)
    await stage.until(lambda: staged(stage) == 2)


async def type_all(stage: Stage) -> None:
    """Give every product another brand, by the dialog of many rows."""
    held = await whole(stage)
    await stage.choose("Changes", "Change many rows…")
    dialog = await opened(stage, "BulkDialog")
    assert isinstance(dialog, BulkDialog)
    await pick(stage, dialog, "Field", "Brand")
    await stage.write("Atlas", dialog.inputs.editor.input)
    await stage.until(dialog.go.isEnabled)
    await stage.click(dialog.go)
    total = stage.session.status.total
    await stage.until(lambda: staged(stage) == total)
    assert held.session is not None


async def send_all(stage: Stage) -> None:
    """Send what is staged."""
    page = await review(stage)
    await stage.until(page.footer.buttons["send"].isEnabled)
    await stage.click(page.footer.buttons["send"])
    await stage.until(lambda: page.shipment is not None or stage.dialog("SendDialog"))
    dialog = stage.dialog("SendDialog")
    if isinstance(dialog, SendDialog):
        for edit, number in dialog.numbers:
            await stage.type(str(number), edit)
        await stage.click(dialog.send)


async def live(home: Path, url: str, deed: str) -> None:
    """Stage, say so, send where that is wanted, and stay."""
    app = application()
    given = {name: str(value) for name, value in build(app).credentials.items()}
    async with mapping(home, Mapper(app, Service(url, Faults()), given)) as stage:
        await (type_two(stage) if deed == "type" else type_all(stage))
        sys.stdout.write("staged\n")
        sys.stdout.flush()
        if deed == "send":
            await send_all(stage)
        await asyncio.sleep(600)


def main() -> None:
    """Run until somebody kills the process."""
    app = make_application()
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(live(Path(sys.argv[1]), *sys.argv[2:4]))


if __name__ == "__main__":
    main()
