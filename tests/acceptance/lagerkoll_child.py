"""A window of its own process that types prices and sends them, until it is killed."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import qasync

from tests.acceptance.lagerkoll import House, at_work, look_at, paste, review
from tests.acceptance.service import Service
from workbench.app.main import make_application
from workbench.sandbox.faults import Faults
from workbench.sandbox.lagerkoll.service import application

ROWS = 15


async def live(home: Path, url: str) -> None:
    """Stage prices, send them, and stay."""
    house = House(application(), Service(url, Faults()))
    async with at_work(home, house) as stage:
        await look_at(stage, "mug", "Muggar")
        await stage.click_cell(0, "price")
        await paste(stage, "\n".join(f"{70 + at}.50" for at in range(ROWS)))
        page = await review(stage)
        await stage.click(page.footer.buttons["send"])
        await asyncio.sleep(600)


def main() -> None:
    """Run until somebody kills the process."""
    app = make_application()
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(live(Path(sys.argv[1]), sys.argv[2]))


if __name__ == "__main__":
    main()
