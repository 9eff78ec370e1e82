from __future__ import annotations

import asyncio
import contextlib

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.harness.waiting import until
from tests.ui.sample import make_workspace
from workbench.core.errors import WbError, bad_input
from workbench.core.formats import Formats
from workbench.core.jobs import Job, JobState
from workbench.ui.jobs.centre import JobCentre
from workbench.ui.jobs.words import progress_words, state_word


def centre_on(workspace, look, qtbot) -> JobCentre:
    centre = JobCentre(workspace, look)
    qtbot.addWidget(centre)
    return centre


async def test_a_load_is_held_resumed_and_cancelled(workspace, look, qtbot):
    steps = []

    async def work(job: Job) -> None:
        while True:
            await job.checkpoint()
            steps.append(1)
            job.advance(len(steps), 1000)
            await asyncio.sleep(0.001)

    job, _ = workspace.jobs.start("Loading", "load", work, awaited=True)
    centre = centre_on(workspace, look, qtbot)
    await until(lambda: job.done > 2)
    centre.refresh()
    assert centre.job is job
    centre.pause.click()
    assert job.state is JobState.PAUSED
    held = len(steps) + 1
    await asyncio.sleep(0.02)
    assert len(steps) <= held
    centre.refresh()
    assert not centre.resume.isHidden()
    assert centre.pause.isHidden()
    centre.resume.click()
    await until(lambda: len(steps) > held)
    centre.cancel.click()
    await until(lambda: job.state is JobState.CANCELLED and workspace.jobs.pending == 0)
    centre.refresh()
    assert centre.cancel.isHidden()
    assert not centre.remove.isHidden()


async def test_a_removed_job_stays_away_and_its_file_can_be_opened_before(workspace, look, qtbot):
    async def work(job: Job) -> None:
        job.advance(3, 3)
        job.result = "/somewhere/rows.xlsx"

    _job, task = workspace.jobs.start("Exporting", "export", work, awaited=True)
    await task
    centre = centre_on(workspace, look, qtbot)
    opened, shown = [], []
    centre.open_wanted.connect(opened.append)
    centre.folder_wanted.connect(shown.append)
    centre.open_result.click()
    centre.folder.click()
    assert (opened, shown) == (["/somewhere/rows.xlsx"],) * 2
    qtbot.keyClick(centre.list, Qt.Key.Key_Return)
    assert len(opened) == 2
    qtbot.keyClick(centre.list, Qt.Key.Key_Delete)
    assert centre.model.rowCount() == 0
    assert JobCentre(workspace, look).model.rowCount() == 0


async def test_a_load_that_was_cut_off_can_go_on_after_a_restart(tmp_path, look, qtbot):
    first = make_workspace(tmp_path)
    cut = Job("one", "Loading Products", "load", "sample", "Live", resume="{}")
    cut.state, cut.done, cut.total = JobState.RUNNING, 1200, 48907
    first.stores.workspace.put_job(cut)
    first.stores.close()
    second = make_workspace(tmp_path)
    centre = centre_on(second, look, qtbot)
    wanted = []
    centre.resume_wanted.connect(wanted.append)
    assert centre.job.state is JobState.INTERRUPTED
    assert not centre.go_on.isHidden()
    centre.go_on.click()
    assert [job.resume for job in wanted] == ["{}"]
    assert progress_words(centre.job, Formats()) == "1,200 of 48,907"
    second.stores.close()


async def test_failures_are_listed_and_rows_come_one_by_one(workspace, look, qtbot):
    centre = centre_on(workspace, look, qtbot)
    tester = QAbstractItemModelTester(centre.model)

    async def work(job: Job) -> None:
        job.fail_part("Row 7 was refused.")
        raise bad_input("The service said no.", "Ask it.")

    job, task = workspace.jobs.start("Sending", "send", work, awaited=True)
    with contextlib.suppress(WbError):
        await task
    centre.refresh()
    assert centre.job is job
    assert "Row 7 was refused." in centre._failures.text()
    assert "The service said no." in centre._failures.text()
    assert state_word(job) == "Failed"
    text = centre.model.data(centre.model.index(0, 0), 11)
    assert "2 failures" in text
    del tester


async def test_the_list_follows_the_jobs_by_itself(workspace, look, qtbot):
    centre = centre_on(workspace, look, qtbot)
    assert centre.model.rowCount() == 0

    async def work(job: Job) -> None:
        await job.checkpoint()

    _job, task = workspace.jobs.start("Short", "other", work, awaited=True)
    await task
    await until(lambda: centre.model.rowCount() == 1)
