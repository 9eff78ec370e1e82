"""A rehearsal is shown for the release that it was reckoned for, or not at all."""

from __future__ import annotations

import shiboken6

from tests.harness.waiting import until
from tests.sources.etim.model.kit import csv_zip, ixf_file
from tests.workspace.classes.kit import document
from workbench.ui.classes.rehearsal import RehearsalBox


async def test_a_tab_that_is_closed_meanwhile_ends_nothing_badly(shown, look, tmp_path):
    async with shown([document("A")]) as made:
        await made.bench.classes.releases.add(csv_zip(tmp_path))
        jobs, failed = made.bench.workspace.jobs, []

        def note(name: str, error: object) -> None:
            failed.append((name, error))

        jobs.failed.connect(note)
        box = RehearsalBox(made.held, look)
        box.rehearse()
        assert jobs.pending
        shiboken6.delete(box)
        await until(lambda: jobs.pending == 0)
        assert failed == []


async def test_another_release_chosen_meanwhile_shows_no_numbers_of_the_first(
    shown, look, tmp_path
):
    async with shown([document("A")]) as made:
        releases = made.bench.classes.releases
        for path in (csv_zip(tmp_path), ixf_file(tmp_path)):
            await releases.add(path)
        jobs = made.bench.workspace.jobs
        await until(lambda: jobs.pending == 0)
        box = RehearsalBox(made.held, look)
        assert box.target.count() == 2
        box.rehearse()
        box.target.setCurrentIndex(1)
        await until(lambda: jobs.pending == 0)
        assert box.rehearsal is None
        assert box.run.isEnabled()
        box.rehearse()
        await until(lambda: jobs.pending == 0)
        assert box.rehearsal is not None
        box.deleteLater()
