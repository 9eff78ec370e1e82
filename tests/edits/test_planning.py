"""What a send takes: requests and seconds, told before it begins."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.edits.kit import READ_AT, Service, delete_many, saving, update_many, wire
from workbench.core.edits import Patch
from workbench.core.operations import Repeat
from workbench.core.pacing import Pace
from workbench.edits.drafts import Cell
from workbench.edits.parcels import Act, Intent
from workbench.edits.planning import plan, split


async def _many(*_given):
    raise AssertionError("nothing is read while planning")


def _intents(updates: int = 0, creations: int = 0, deletions: int = 0) -> list[Intent]:
    cells = {"note": Cell(None, "x", READ_AT)}
    return [
        *(Intent(f"u{n}", Act.UPDATE, cells) for n in range(updates)),
        *(Intent(f"new:{n}", Act.CREATE, cells) for n in range(creations)),
        *(Intent(f"d{n}", Act.DELETE) for n in range(deletions)),
    ]


def _plan(intents, made, **repeats):
    service = Service(repeats=repeats)
    return plan(intents, made, service.repeat, service.held)


def test_records_alone_take_three_requests_and_new_ones_without_a_key_two():
    made = _plan(_intents(5, 2, 1), saving(key_field=""))
    assert (made.reads, made.writes, made.verifies, made.requests) == (6, 8, 8, 22)
    assert round(made.seconds(Pace(per_window=200))) == 7


def test_many_go_together_from_a_number_on():
    batched = saving(update_many=update_many(), delete_many=delete_many(), read_many=_many)
    few = _plan(_intents(19), batched)
    assert (len(few.alone), few.groups) == (19, ())
    many = _plan(_intents(250, 1, 3), batched)
    assert len(many.alone) == 4
    assert (many.reads, many.writes, many.verifies) == (3 + 4, 3 + 4, 3 + 4)


def test_without_reading_many_each_is_read():
    made = _plan(_intents(40), saving(update_many=update_many()))
    assert (made.reads, made.writes, made.verifies) == (40, 1, 40)


def test_what_may_not_be_repeated_goes_alone():
    batched = saving(update_many=update_many())
    assert _plan(_intents(40), batched, update_many=Repeat.NEVER).groups == ()


def test_a_pace_that_is_used_up_takes_longer():
    made = _plan(_intents(20), saving())
    pace = Pace(per_window=180)
    assert made.seconds(pace) == 20
    assert made.seconds(pace, used=100) == 20
    assert made.seconds(pace, used=150) == 70
    assert made.seconds(Pace()) == pytest.approx(18)


def test_large_bodies_take_more_calls():
    batched = saving(update_many=update_many(most_bytes=500))
    assert _plan(_intents(40), batched).writes > 1


@given(st.lists(st.integers(0, 300), max_size=40), st.integers(1, 12), st.integers(50, 900))
def test_runs_hold_everything_in_order_and_fit(sizes, most, most_bytes):
    batch = update_many(most=most, most_bytes=most_bytes)
    patches = [Patch(str(n), {"note": "x" * size}) for n, size in enumerate(sizes)]
    runs = split(patches, batch, lambda patch: patch)
    assert [patch for run in runs for patch in run] == patches
    for run in runs:
        body = [{"number": patch.key, **wire(patch.values)} for patch in run]
        assert 0 < len(run) <= most
        assert len(run) == 1 or len(msgspec.json.encode(body)) <= most_bytes
