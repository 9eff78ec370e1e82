"""A window of its own process that types a range and a name, says so, and waits to be killed."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import qasync

from tests.acceptance.etim import Mapper, mapping
from tests.acceptance.service import Service
from tests.acceptance.test_etim import NAME, RANGE, RANGED, whole
from workbench.app.main import make_application
from workbench.sandbox.etim.service import application, build
from workbench.sandbox.faults import Faults


async def live(home: Path, url: str) -> None:
    """Stage two edits and stay."""
    app = application()
    given = {name: str(value) for name, value in build(app).credentials.items()}
    async with mapping(home, Mapper(app, Service(url, Faults()), given)) as stage:
        held = await whole(stage)
        editing = stage.session.editing
        assert editing is not None
        await stage.act(lambda: held.set_value((RANGED,), RANGE, "2700..3000"))
        await stage.act(lambda: editing.set("Set name", [(RANGED, "name_pl", NAME)]))
        sys.stdout.write("staged\n")
        sys.stdout.flush()
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
