"""All processes together keep a service's limit."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.store.ledger import SharedLedger

ROOT = Path(__file__).parent.parent.parent
NOW = 1_800_000_000.0


@pytest.fixture
def ledger(tmp_path):
    ledger = SharedLedger(tmp_path / "ledger.db")
    yield ledger
    ledger.close()


def _take(ledger, now, *, urgent=True, limit=10, key="k"):
    return ledger.reserve(key, limit, 60.0, now, urgent, 3)


@given(
    st.integers(1, 20),
    st.lists(st.tuples(st.floats(0.0, 30.0), st.booleans()), max_size=60),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_window_ever_holds_more_than_its_limit(ledger, limit, steps):
    now, taken, key = NOW, [], uuid4().hex
    for step, urgent in steps:
        now += step
        wait = _take(ledger, now, urgent=urgent, limit=limit, key=key)
        assert 0.0 <= wait <= 60.0
        if wait == 0.0:
            taken.append(now)
        else:
            assert _take(ledger, now, urgent=urgent, limit=limit, key=key) > 0.0
    for begin in taken:
        assert sum(1 for time in taken if begin <= time < begin + 60.0) <= limit


def test_a_full_window_tells_how_long_to_wait(ledger):
    assert [_take(ledger, NOW + number) for number in range(10)] == [0.0] * 10
    assert _take(ledger, NOW + 20) == pytest.approx(40.0)
    assert ledger.used("k", 60.0, NOW + 20) == 10
    assert _take(ledger, NOW + 60) == 0.0
    assert ledger.used("k", 60.0, NOW + 60) == 10


def test_three_of_ten_places_wait_for_who_is_looking(ledger):
    assert [_take(ledger, NOW, urgent=False) for _ in range(7)] == [0.0] * 7
    assert _take(ledger, NOW, urgent=False) == pytest.approx(60.0)
    assert [_take(ledger, NOW) for _ in range(3)] == [0.0] * 3
    assert _take(ledger, NOW) > 0
    assert _take(ledger, NOW + 59.0, urgent=False) == pytest.approx(1.0)


def test_a_limit_of_one_still_lets_somebody_through(ledger):
    assert _take(ledger, NOW, urgent=False, limit=1) == 0.0
    assert _take(ledger, NOW, urgent=False, limit=1) > 0


def test_keys_do_not_meet(ledger):
    for _ in range(10):
        _take(ledger, NOW)
    assert _take(ledger, NOW, key="other") == 0.0


def test_a_pause_holds_everything_of_its_key(ledger):
    ledger.pause("k", NOW + 37)
    ledger.pause("k", NOW + 5)
    assert ledger.paused_until("k") == NOW + 37
    assert _take(ledger, NOW) == pytest.approx(37.0)
    assert ledger.reserve("k", 0, 60.0, NOW, True, 0) == pytest.approx(37.0)
    assert _take(ledger, NOW, key="other") == 0.0
    assert _take(ledger, NOW + 37) == 0.0
    ledger.pause("k", NOW + 900)
    ledger.release("k")
    assert _take(ledger, NOW + 38) == 0.0


def test_no_limit_never_waits(ledger):
    assert {_take(ledger, NOW, limit=0) for _ in range(100)} == {0.0}


def test_a_clock_set_back_neither_blocks_nor_forgets(ledger):
    for _ in range(10):
        _take(ledger, NOW)
    assert 0 < _take(ledger, NOW - 3600) <= 60.0
    assert _take(ledger, NOW - 3600 + 61) == 0.0


def test_days_are_counted(ledger):
    assert [ledger.count_day("k", "2026-11-21") for _ in range(3)] == [1, 2, 3]
    assert ledger.count_day("k", "2026-11-22") == 1
    assert ledger.count_day("other", "2026-11-22") == 1


def test_the_ledger_survives_a_restart_and_damage(tmp_path):
    path = tmp_path / "ledger.db"
    first = SharedLedger(path)
    for _ in range(10):
        _take(first, NOW)
    first.close()
    second = SharedLedger(path)
    assert _take(second, NOW) > 0
    second.close()
    path.write_bytes(b"no database" * 500)
    third = SharedLedger(path)
    assert _take(third, NOW) == 0.0
    third.close()


def test_processes_together_never_exceed_the_limit(tmp_path):
    path = str(tmp_path / "ledger.db")
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.store.ledger_child", path, "2.5", kind],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        for kind in ("urgent", "patient", "urgent")
    ]
    lists = [json.loads(child.communicate()[0]) for child in children]
    assert all(child.returncode == 0 for child in children)
    taken = sorted(moment for each in lists for moment in each)
    assert len(taken) >= 40
    worst = max(sum(1 for other in taken if at <= other < at + 0.5) for at in taken)
    # A moment is read before the place is taken: two processes may stand in the wrong order.
    assert worst <= 20
