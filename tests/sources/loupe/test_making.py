"""An export from request to file: judged by its state, waited for, read without a key."""

from __future__ import annotations

import os
import time
from pathlib import Path

import msgspec
import pytest

from tests.sources.loupe.bench import CREATED, CSV, ID, LINK, READY, asked, bench, envelope, put
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.jobs import Job
from workbench.core.queries import Query
from workbench.sources.loupe.making import KEPT, LONGEST, Resume, file_name, file_of
from workbench.sources.loupe.records.export import Export
from workbench.workspace.loading import Resume as WindowResume

SLOW = WbError(ErrorCode.SLOW, "slow", retryable=True, sent=Sent.MAYBE)


def job() -> Job:
    return Job("1", "export", "export")


async def failure(made, query: Query | None = None) -> WbError:
    with pytest.raises(WbError) as caught:
        await file_of(made.client, query or Query(), job())
    return caught.value


async def test_an_export_is_made_waited_for_and_read(tmp_path: Path):
    made = bench(tmp_path, envelope(), envelope(), READY)
    path = await file_of(made.client, Query(), job())
    assert path.read_bytes() == CSV
    assert made.calls == ["create_export", *["get_export"] * 3]
    assert made.disk.asked == [LINK]
    assert sum(made.clock.slept) == pytest.approx(2 + 3 + 5)


async def test_the_waits_grow_and_end_after_half_an_hour(tmp_path: Path):
    made = bench(tmp_path, envelope())
    start = made.clock.now
    error = await failure(made)
    assert error.code is ErrorCode.SLOW
    assert ID in error.detail
    passed = made.clock.now - start
    assert LONGEST <= passed < LONGEST + 25
    looks = made.calls.count("get_export")
    assert looks == pytest.approx(5 + (LONGEST - 31) / 20, abs=1)


async def test_a_failed_export_is_a_failure_although_http_says_200(tmp_path: Path):
    error = await failure(bench(tmp_path, envelope("Failed")))
    assert (error.code, error.service_code, error.status) == (ErrorCode.REFUSED, "Failed", 200)
    assert error.exit_status == 5
    assert "filter" in error.hint


async def test_the_id_comes_from_the_link_where_the_value_is_empty(tmp_path: Path):
    made = bench(tmp_path, READY, created=envelope(None))
    await file_of(made.client, Query(), job())
    assert made.sender.seen[1].values == {"id": ID}


async def test_an_answer_that_names_no_export_is_not_asked_again(tmp_path: Path):
    made = bench(tmp_path, READY, created=b'{"value":{},"next":null,"_links":{}}')
    error = await failure(made)
    assert (error.code, error.sent) == (ErrorCode.DATA, Sent.YES)
    assert made.calls == ["create_export"]


async def test_passing_trouble_does_not_end_the_waiting(tmp_path: Path):
    made = bench(tmp_path, SLOW, envelope(), SLOW, READY)
    assert (await file_of(made.client, Query(), job())).read_bytes() == CSV


async def test_a_refused_key_ends_it_at_once(tmp_path: Path):
    made = bench(tmp_path, WbError(ErrorCode.AUTH, "no"))
    assert (await failure(made)).code is ErrorCode.AUTH
    assert made.calls == ["create_export", "get_export"]


async def test_an_unknown_state_without_a_file_is_waited_for(tmp_path: Path):
    made = bench(tmp_path, envelope("Queued"), envelope("Building"), READY)
    await file_of(made.client, Query(), job())
    assert len(made.calls) == 4


async def test_an_export_that_exists_is_opened_without_a_new_one(tmp_path: Path):
    made = bench(tmp_path, READY)
    await file_of(made.client, asked(id=ID), job())
    assert made.calls == ["get_export"]
    assert made.clock.slept == []


async def test_a_file_that_was_read_is_not_read_again(tmp_path: Path):
    made = bench(tmp_path, READY)
    first = await file_of(made.client, asked(id=ID), job())
    assert await file_of(made.client, asked(id=ID), job()) == first
    assert made.disk.asked == [LINK]


async def test_old_files_and_parts_are_removed(tmp_path: Path):
    folder = tmp_path / "main"
    names = ("loupe_old.csv", ".loupe_old.csv.part", "loupe_new.csv", "mine.csv")
    for name in names:
        age = 0 if "new" in name else KEPT + 60
        moment = time.time() - age
        os.utime(put(folder / name, b"x"), (moment, moment))
    await file_of(bench(tmp_path, READY).client, asked(id=ID), job())
    assert {name for name in names if folder.joinpath(name).exists()} == {
        "loupe_new.csv", "mine.csv",
    }  # fmt: skip


async def test_a_link_that_ended_is_asked_for_once_more(tmp_path: Path):
    fresh = LINK.replace("s3cret", "fresh")
    made = bench(tmp_path, READY, envelope("ReadyForDownload", fresh))
    made.disk.files = {LINK: WbError(ErrorCode.FORBIDDEN, "ended", status=403), fresh: CSV}
    assert (await file_of(made.client, asked(id=ID), job())).read_bytes() == CSV
    made.disk.files[fresh] = WbError(ErrorCode.FORBIDDEN, "ended", status=403)
    again = bench(tmp_path / "other", READY)
    again.disk.files = {LINK: WbError(ErrorCode.AUTH, "no key", status=401)}
    error = await failure(again, asked(id=ID))
    assert error.code is ErrorCode.FORBIDDEN
    assert "link" in error.sentence
    assert "s3cret" not in error.report()


async def test_a_ready_export_without_a_link_is_named(tmp_path: Path):
    error = await failure(bench(tmp_path, envelope("ReadyForDownload")), asked(id=ID))
    assert error.code is ErrorCode.DATA


async def test_a_stop_is_heard_while_waiting(tmp_path: Path):
    made = bench(tmp_path, envelope())
    held = job()
    held.changed.connect(lambda each: each.cancel() if each.note and not each.stopping else None)
    with pytest.raises(WbError) as caught:
        await file_of(made.client, Query(), held)
    assert caught.value.code is ErrorCode.CANCELLED
    assert made.calls == ["create_export"]


async def test_a_job_can_go_on_after_a_restart_by_the_id(tmp_path: Path):
    held = job()
    await file_of(bench(tmp_path, READY).client, asked(ItemStatus="Selected"), held)
    resume = msgspec.json.decode(held.resume, type=WindowResume)
    assert (resume.source, resume.account, resume.resource) == ("loupe", "main", "samples")
    assert resume.query == asked(id=ID)
    assert Resume.__struct_fields__ == WindowResume.__struct_fields__


def test_the_file_has_our_own_name_in_a_folder_of_the_account(tmp_path: Path):
    export = Export(id="../../x", created_at=CREATED, file_url="https://h/%2e%2e/evil.exe")
    assert file_name("../../x", export) == "loupe_BomExport_20180903T140754Z_-x.csv"
    assert file_name("x", Export(file_url="https://h/a.ZIP?x=1")).endswith("undated_x.zip")
    assert put(tmp_path / file_name("../../x", export), b"").parent == tmp_path
