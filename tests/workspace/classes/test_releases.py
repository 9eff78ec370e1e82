"""A company's own releases beside the one that ships, and what is remembered of documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.harness.waiting import until
from tests.sources.etim.model.kit import csv_zip, ixf_file
from tests.workspace.classes.kit import ACCOUNT, CLASS, Bench, bench, document, page_of
from workbench.core.errors import ErrorCode, WbError
from workbench.core.etim import FeatureType
from workbench.core.jobs import Job
from workbench.workspace.session import Session

SPOT = "EC001744"


async def test_products_are_shown_by_the_release_that_they_name(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        heard: list[str] = []
        listen = lambda: heard.append("changed")  # noqa: E731
        held.classes.releases.changed.connect(listen)
        job = Job("1", "Load", "load", "", "")
        old = await held.classes.releases.add(csv_zip(tmp_path), job)
        assert (old.number, old.shipped, bool(heard)) == ("9.0", False, True)
        session = await held.session([
            document("P9", {"EF000136": "EV000555"}, class_code=SPOT, version="9"),
            document("P10", {}, class_code=SPOT, version="10"),
            document("P7", {}, class_code=SPOT, version="7"),
        ])  # fmt: skip
        sheets = {key: held.classes.of(session, key) for key in ("P9", "P10", "P7")}
        told = {key: (own.release.number, own.exact) for key, own in sheets.items() if own}
        assert told == {"P9": ("9.0", True), "P10": ("10.0", True), "P7": ("10.0", False)}
        rehearsal = await held.classes.rehearse(session, "", _shipped(held))
        assert {own.product for own in rehearsal.broken} == {"P9"}
        held.classes.releases.remove(old.id)
        again = held.classes.of(session, "P9")
        assert again is not None
        assert not again.exact


def _shipped(held: Bench) -> str:
    return next(own.id for own in held.classes.releases.all() if own.shipped)


async def test_an_account_chooses_release_and_language(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        new = await held.classes.releases.add(ixf_file(tmp_path))
        session = await held.session([document("P1", {}, class_code=SPOT, version="")])
        held.classes.releases.use(ACCOUNT, new.id, "nl")
        sheet = held.classes.of(session, "P1")
        assert sheet is not None
        assert (sheet.name, sheet.release.id) == ("Inbouwspot", new.id)
        assert next(row.feature.name for row in sheet.rows) == "Kleur behuizing"
        held.classes.releases.use(ACCOUNT, _shipped(held))
        english = held.classes.of(session, "P1")
        assert english is not None
        assert english.release.shipped


async def test_what_is_no_release_is_refused_and_a_stopped_job_ends_the_work(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        other = tmp_path / "other.csv"
        other.write_text("a;b\n1;2\n")
        with pytest.raises(WbError) as caught:
            await held.classes.releases.add(other)
        assert caught.value.code is ErrorCode.FILE
        job = Job("1", "Load", "load", "", "")
        job.cancel()
        with pytest.raises(WbError) as stopped:
            await held.classes.releases.add(csv_zip(tmp_path), job)
        assert stopped.value.code is ErrorCode.CANCELLED
        assert all(own.shipped for own in held.classes.releases.all())


async def _counted(held: Bench, session: Session, key: str) -> int:
    """How many features of a product have a value, as the class page counts them."""
    sheet = held.classes.of(session, key)
    assert sheet is not None
    return sheet.filled


async def test_a_row_that_is_read_again_is_shown_as_it_is_now(tmp_path: Path):
    async with bench(tmp_path) as held:
        number, flag = held.feature(FeatureType.NUMERIC), held.feature(FeatureType.LOGICAL)
        session = await held.session([document("P1", {}), document("P2", {})])
        assert await _counted(held, session, "P1") == 0
        session.merge(page_of([document("P1", {number.code: "1"})]))
        assert await _counted(held, session, "P1") == 1
        held.classes.set_value(session, ["P1"], flag.code, "yes")
        assert await _counted(held, session, "P1") == 2
        session.merge(page_of([document("P1", {})]))
        assert await _counted(held, session, "P1") == 2, "the list was staged whole"
        sheet = held.classes.of(session, "P1")
        assert sheet is not None
        row = sheet.row(number.code)
        assert row is not None
        assert row.theirs.text == ""


async def test_a_check_of_what_was_typed_brings_nothing_old_back(tmp_path: Path):
    async with bench(tmp_path) as held:
        number, flag = held.feature(FeatureType.NUMERIC), held.feature(FeatureType.LOGICAL)
        session = await held.session([document("P1", {number.code: "1"})])
        held.classes.set_value(session, ["P1"], flag.code, "yes")
        await until(lambda: session.jobs.pending == 0)
        assert await _counted(held, session, "P1") == 2
        session.merge(page_of([document("P1", {number.code: "3"})]))
        records = held.classes.records(session)
        for _turn in range(2):
            theirs = records.theirs("P1")
            assert theirs is not None
            assert theirs.product.features[number.code] == "3"
            await until(lambda: session.jobs.pending == 0)


async def test_staging_reads_no_document_again(tmp_path: Path):
    async with bench(tmp_path) as held:
        flag = held.feature(FeatureType.LOGICAL)
        session = await held.session([document(f"P{n}", {}) for n in range(30)])
        records = held.classes.records(session)
        before = {key: records.theirs(key) for key in ("P1", "P2")}
        held.classes.stage(session, held.classes.bulk_fill(session, CLASS, flag.code, "yes"))
        assert all(records.theirs(key) is held_ for key, held_ in before.items())


async def test_a_closed_session_is_let_go(tmp_path: Path):
    async with bench(tmp_path) as held:
        records = held.classes.records(await held.session([document("P1", {})]))
        import gc

        gc.collect()
        with pytest.raises(WbError, match="closed"):
            records.in_use()
