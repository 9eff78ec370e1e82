"""Drafts and operations: acknowledged means kept, and an unknown outcome is never forgotten."""

from __future__ import annotations

import json
import sqlite3
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from tests.store.making import MOMENT, draft, draft_key
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.times import now
from workbench.store.journal import Journal
from workbench.store.journal_types import Op, OpState, new_op_id

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path):
    journal = Journal(path)
    yield journal
    journal.close()


def _op(payload='{"price": "12.50"}', **members):
    return Op(
        new_op_id(), "lagerkoll", "api.example.test", "Main", "putArticle", payload, **members
    )


@pytest.mark.fault(44)
def test_drafts_come_back_after_a_restart(path):
    first = Journal(path)
    first.put(draft("Ärtsoppa")).result(5)
    first.put(draft("2", field="price")).result(5)
    first.close()
    second = Journal(path)
    assert second.drafts() == (draft("Ärtsoppa"), draft("2", field="price"))
    assert second.get(draft_key(field="price")) == draft("2", field="price")
    second.close()


def test_an_older_draft_never_replaces_a_newer_one(journal):
    journal.put(draft("new", rev=5)).result(5)
    journal.put(draft("old", rev=4)).result(5)
    assert journal.get(draft_key()) == draft("new", rev=5)


def test_a_draft_is_seen_before_it_is_written(journal):
    futures = [journal.put(draft(str(number), rev=number)) for number in range(50)]
    assert journal.get(draft_key()) == draft("49", rev=49)
    for future in futures:
        future.result(5)
    assert journal.unwritten == 0


@pytest.mark.fault(48)
def test_drafts_belong_to_their_host_and_account(journal):
    journal.put(draft("live")).result(5)
    assert journal.drafts(host="sandbox.example.test") == ()
    assert journal.drafts("lagerkoll", "api.example.test", "Other") == ()
    assert len(journal.drafts("lagerkoll", "api.example.test", "Main", "articles")) == 1


def test_discarded_drafts_can_be_restored(journal):
    journal.put(draft("typed")).result(5)
    journal.discard([draft_key()]).result(5)
    assert journal.drafts() == ()
    (binned,) = journal.bin()
    assert binned.draft == draft("typed")
    journal.restore([binned.id]).result(5)
    assert journal.drafts() == (draft("typed"),)
    assert journal.bin() == ()


def test_the_bin_is_emptied_after_thirty_days(path):
    journal = Journal(path)
    for number, field in enumerate(("old", "young")):
        journal.put(draft(str(number), field=field)).result(5)
    journal.discard([draft_key(field="old"), draft_key(field="young")]).result(5)
    journal.close()
    connection = sqlite3.connect(path)
    day = timedelta(days=1) // timedelta(microseconds=1)
    connection.execute("UPDATE bin SET discarded = discarded - ? WHERE field = 'old'", (31 * day,))
    connection.execute(
        "UPDATE bin SET discarded = discarded - ? WHERE field = 'young'", (29 * day,)
    )
    connection.commit()
    connection.close()
    journal = Journal(path)
    assert [each.draft.key.field for each in journal.bin()] == ["young"]
    journal.close()


def test_sent_drafts_are_gone_for_good(journal):
    journal.put(draft("typed")).result(5)
    journal.drop([draft_key()]).result(5)
    assert (journal.drafts(), journal.bin()) == ((), ())


def test_drafts_are_exported_for_people(journal, tmp_path):
    journal.put(draft("Café")).result(5)
    assert journal.export_drafts(tmp_path / "drafts.json") == 1
    (written,) = json.loads((tmp_path / "drafts.json").read_bytes())
    assert (written["record"], written["base"], written["value"]) == ("17", "before", "Café")


@pytest.mark.fault(45)
def test_what_was_being_sent_is_unknown_after_a_restart(path):
    first = Journal(path)
    op, done = _op(state=OpState.READY), _op('{"price": "9"}', state=OpState.READY)
    for each in (op, done):
        first.put_op(each).result(5)
        assert first.move_op(each.id, OpState.SENDING).result(5).sent is Sent.MAYBE
    first.move_op(done.id, OpState.DONE, sent=Sent.YES, reference="77").result(5)
    first.close()
    beside = Journal(path, alone=False)
    assert [each.id for each in beside.ops(OpState.SENDING)] == [op.id]
    beside.close()
    second = Journal(path)
    (unknown,) = second.ops(OpState.UNKNOWN)
    assert (unknown.id, unknown.attempts, unknown.sent) == (op.id, 1, Sent.MAYBE)
    assert "not known" in second.notes[0]
    assert second.ops(OpState.DONE)[0].reference == "77"
    second.close()


@pytest.mark.fault(60)
def test_the_same_change_is_not_under_way_twice(journal):
    first = _op(state=OpState.READY)
    journal.put_op(first).result(5)
    with pytest.raises(WbError) as caught:
        journal.put_op(_op(state=OpState.READY)).result(5)
    assert caught.value.code is ErrorCode.CONFLICT
    for state in (OpState.SENDING, OpState.DONE):
        journal.move_op(first.id, state).result(5)
    journal.put_op(_op(state=OpState.READY)).result(5)
    assert len(journal.ops()) == 2


def test_only_the_states_that_were_asked_for_are_read(journal):
    held = [_op(f'{{"n": {number}}}', state=state) for number, state in enumerate(OpState)]
    for op in held:
        journal.put_op(op).result(5)
    assert journal.ops() == tuple(sorted(held, key=lambda op: op.id))
    wanted = (OpState.UNKNOWN, OpState.DRAFT)
    found = journal.ops(*wanted)
    assert {op.state for op in found} == set(wanted)
    assert len(found) == 2


def test_what_was_done_goes_after_ninety_days_unless_it_is_to_last(path):
    journal = Journal(path)
    old, younger = now() - timedelta(days=91), now() - timedelta(days=89)
    kept = [
        _op('{"n": 1}', state=OpState.DONE, changed=younger),
        _op('{"n": 2}', state=OpState.DONE, changed=old, lasting=True),
        _op('{"n": 3}', state=OpState.UNKNOWN, changed=old),
        _op('{"n": 4}', state=OpState.REFUSED, changed=old),
    ]
    for op in (*kept, _op('{"n": 5}', state=OpState.DONE, changed=old)):
        journal.put_op(op).result(5)
    journal.close()
    beside = Journal(path, alone=False)
    assert len(beside.ops()) == 5
    beside.close()
    again = Journal(path)
    assert {op.payload for op in again.ops()} == {op.payload for op in kept}
    again.close()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (OpState.DRAFT, OpState.SENDING),
        (OpState.READY, OpState.DONE),
        (OpState.DONE, OpState.READY),
        (OpState.UNKNOWN, OpState.SENDING),
    ],
)
def test_states_do_not_jump(journal, before, after):
    op = _op(state=before)
    journal.put_op(op).result(5)
    with pytest.raises(WbError) as caught:
        journal.move_op(op.id, after).result(5)
    assert caught.value.code is ErrorCode.CONFLICT
    assert journal.op(op.id) == op


def test_a_refused_task_takes_no_other_with_it(journal):
    futures = [journal.put(draft(str(n), field=f"f{n}")) for n in range(20)]
    wrong = journal.move_op("nothing", OpState.READY)
    futures += [journal.put(draft(str(n), field=f"f{n}")) for n in range(20, 40)]
    with pytest.raises(WbError):
        wrong.result(5)
    for future in futures:
        future.result(5)
    assert len(journal.drafts()) == 40


def test_ids_sort_by_time():
    ids = [new_op_id() for _ in range(50)]
    assert len(set(ids)) == 50
    assert {len(each) for each in ids} == {26}
    assert sorted(each[:10] for each in ids) == [each[:10] for each in ids]


@pytest.mark.fault(59)
def test_a_destroyed_journal_comes_back_from_its_daily_copy(path):
    first = Journal(path)
    first.put(draft("typed yesterday")).result(5)
    first.close()
    (copy,) = (path.parent / "copies").iterdir()
    copy.unlink()
    Journal(path).close()
    assert copy.exists()
    path.write_bytes(b"\0" * 9000)
    second = Journal(path)
    assert second.drafts() == (draft("typed yesterday"),)
    assert "daily copy" in second.notes[0]
    second.close()


def test_seven_daily_copies_are_kept(path):
    Journal(path).close()
    copies = path.parent / "copies"
    for day in range(10, 22):
        (copies / f"journal-202501{day}.db").write_bytes(b"")
    Journal(path).close()
    names = sorted(each.name for each in copies.iterdir())
    assert len(names) == 7
    assert names[0] == "journal-20250116.db"


@pytest.mark.fault(59)
@pytest.mark.parametrize("seed", range(12))
def test_flipped_bytes_lose_at_most_what_they_hit(path, seed):
    import random

    journal = Journal(path)
    futures = [journal.put(draft(f"value {n}", record=str(n))) for n in range(200)]
    for future in futures:
        future.result(5)
    journal.close()
    raw = bytearray(path.read_bytes())
    raw[random.Random(seed).randrange(len(raw))] ^= 0xFF
    path.write_bytes(raw)
    for copy in (path.parent / "copies").iterdir():
        copy.unlink()
    journal = Journal(path)
    values = {each.key.record: each.value for each in journal.drafts()}
    whole = sum(values.get(str(n)) == f'"value {n}"' for n in range(200))
    assert whole >= 200 - 40
    journal.put(draft("goes on", record="new")).result(5)
    journal.close()


@pytest.mark.fault(51)
def test_a_journal_of_a_newer_version_shows_its_drafts(path):
    journal = Journal(path)
    journal.put(draft("typed")).result(5)
    journal.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    journal = Journal(path)
    assert journal.read_only
    assert journal.drafts() == (draft("typed"),)
    with pytest.raises(WbError, match="newer version"):
        journal.put(draft("more", field="other")).result(5)
    assert journal.close() == 1


FULL_DISK = """
import json, resource, sys, threading
from pathlib import Path
from tests.store.making import draft
from workbench.store.journal import Journal

journal = Journal(Path(sys.argv[1]), retry=0.05)
journal.put(draft("first", field="first")).result(5)
said = threading.Event()
journal.troubled.connect(lambda trouble: said.set())
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
futures = [journal.put(draft("x" * 3000, field=f"f{n}")) for n in range(100)]
assert said.wait(5)
refused, code = journal.unwritten, journal.trouble.code.value
shown = len(journal.drafts())
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
for future in futures:
    future.result(5)
print(json.dumps([refused, code, shown, journal.unwritten, journal.close()]))
"""


@pytest.mark.fault(53)
def test_a_full_disk_keeps_drafts_in_memory_until_there_is_room(path):
    child = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert child.returncode == 0, child.stderr
    refused, code, shown, left, lost = json.loads(child.stdout)
    assert refused > 0
    assert code in {"WB-DISK", "WB-DISK-FULL"}
    assert (shown, left, lost) == (101, 0, 0)
    journal = Journal(path)
    assert len(journal.drafts()) == 101
    journal.close()


def test_closing_tells_what_could_not_be_written(path):
    journal = Journal(path, retry=60)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    future = journal.put(draft("typed"))
    assert journal.close(patience=0.2) == 1
    holder.execute("ROLLBACK")
    holder.close()
    with pytest.raises(WbError):
        journal.put(draft("late", field="late")).result(5)
    future.result(10)


@pytest.mark.fault(77)
def test_files_are_for_this_user_alone(journal, tmp_path):
    journal.put(draft("typed")).result(5)
    for each in tmp_path.rglob("*"):
        assert not stat.S_IMODE(each.stat().st_mode) & 0o077, each


def test_moments_stay_exact(journal):
    typed = msgspec.structs.replace(draft("x"), base_seen_at=MOMENT + timedelta(microseconds=1))
    journal.put(typed).result(5)
    assert journal.get(typed.key) == typed
