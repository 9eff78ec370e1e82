"""Killed in the middle of a send: what was typed is there, what is in doubt is looked up."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.acceptance.lagerkoll import House, at_work, open_house, review, send, staged
from tests.acceptance.lagerkoll_child import ROWS
from tests.harness.waiting import until

ROOT = Path(__file__).resolve().parents[2]
DONE = 4
"""Articles that the service has when the window is killed."""


async def test_killed_in_the_middle_of_a_send_and_continued(qapp, home) -> None:
    with open_house() as house:
        house.service.fail(1000, path="/v1/articles/", method="PUT", delay=0.15)
        await _killed(home, house)
        house.service.faults.clear()
        await asyncio.sleep(0.5)  # what was on its way still arrives
        arrived = [path for _, path, _ in house.writes()]
        assert DONE <= len(arrived) < ROWS
        async with at_work(home, house) as stage:
            await stage.until(lambda: len(stage.strips()) == 2)
            left = staged(stage)
            assert ROWS - len(arrived) < left <= ROWS, "what is in doubt is kept"
            restored = f"{left} unsaved changes restored. Nothing was sent but what is in doubt."
            assert restored in stage.strips()
            assert any("It is not sent again by itself." in said for said in stage.strips())
            assert len(house.writes()) == len(arrived), "a start sends nothing"

            await stage.click(stage.button("Check now"))
            await stage.until(lambda: any("looked up" in said for said in stage.strips()))
            assert staged(stage) == ROWS - len(arrived)
            assert len(house.writes()) == len(arrived), "looking sends nothing"

            page = await review(stage)
            report = await send(stage, page)
            assert report.sentence == f"{ROWS - len(arrived)} saved"
            assert staged(stage) == 0
        changed = Counter(house.effects()["article.changed"])
        assert changed == dict.fromkeys(changed, 1), "each article once"
        assert len(changed) == ROWS
        assert len(house.writes()) == ROWS, "nothing was sent twice"


async def _killed(home: Path, house: House) -> None:
    """Let a window of its own process send until the service has some of it, and kill it."""
    child = await asyncio.to_thread(
        subprocess.Popen,
        [sys.executable, "-m", "tests.acceptance.lagerkoll_child", str(home), house.service.url],
        cwd=ROOT,
    )
    try:
        await until(lambda: len(house.writes()) >= DONE or child.poll() is not None, 60)
        assert child.poll() is None, "it ended by itself"
    finally:
        child.kill()
        child.wait()
