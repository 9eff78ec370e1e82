"""The sliding window, pauses and day counts, and the places of one gateway."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from workbench.net.pacing import MemoryLedger, Places, places_for


@given(
    st.integers(1, 20),
    st.lists(st.tuples(st.floats(0.0, 30.0), st.booleans()), max_size=80),
)
def test_no_window_ever_holds_more_than_its_limit(limit, steps):
    ledger, now, taken = MemoryLedger(), 1000.0, []
    for step, urgent in steps:
        now += step
        wait = ledger.reserve("k", limit, 60.0, now, urgent, 3)
        assert 0.0 <= wait <= 60.0
        if wait == 0.0:
            taken.append(now)
        else:
            assert ledger.reserve("k", limit, 60.0, now, urgent, 3) > 0.0
    for begin in taken:
        assert sum(1 for time in taken if begin <= time < begin + 60.0) <= limit


def test_three_of_ten_places_wait_for_what_is_looked_at():
    ledger = MemoryLedger()
    waits = [ledger.reserve("k", 10, 60.0, 5.0, False, 3) for _ in range(8)]
    assert waits == [0.0] * 7 + [60.0]
    waits = [ledger.reserve("k", 10, 60.0, 5.0, True, 3) for _ in range(4)]
    assert waits == [0.0] * 3 + [60.0]
    assert (ledger.used("k", 60.0, 5.0), ledger.used("k", 60.0, 65.0)) == (10, 0)
    assert places_for(1, False, 3) == 1


def test_the_wait_is_until_a_place_comes_free():
    ledger = MemoryLedger()
    for now in (0.0, 10.0):
        assert ledger.reserve("k", 2, 60.0, now, True, 0) == 0.0
    assert ledger.reserve("k", 2, 60.0, 20.0, True, 0) == 40.0
    assert ledger.reserve("k", 2, 60.0, 60.0, True, 0) == 0.0
    assert ledger.reserve("other", 2, 60.0, 20.0, True, 0) == 0.0


def test_a_clock_set_back_never_holds_longer_than_the_window():
    ledger = MemoryLedger()
    ledger.reserve("k", 1, 60.0, 90_000.0, True, 0)
    assert ledger.reserve("k", 1, 60.0, 10.0, True, 0) == 60.0


def test_pauses_grow_and_days_count():
    ledger = MemoryLedger()
    ledger.pause("k", 50.0)
    ledger.pause("k", 20.0)
    assert (ledger.paused_until("k"), ledger.paused_until("x")) == (50.0, 0.0)
    assert [ledger.count_day("k", day) for day in ("1", "1", "2")] == [1, 2, 1]


async def test_places_go_to_the_urgent_then_by_turn():
    places, order = Places(1), []
    await places.take(False, 0)

    async def want(urgent, turn):
        await places.take(urgent, turn)
        order.append(turn)
        places.give()

    wanted = [(False, 3), (False, 1), (True, 4), (True, 2)]
    waiting = asyncio.gather(*(want(*each) for each in wanted))
    await asyncio.sleep(0)
    assert places.waiting == 4
    places.give()
    await waiting
    assert order == [2, 4, 1, 3]


async def test_who_goes_away_while_waiting_loses_no_place():
    places = Places(1)
    await places.take(True, 0)
    first = asyncio.wait_for(places.take(True, 1), 0.001)
    try:
        await first
    except TimeoutError:
        places.give()
    waiter = asyncio.gather(places.take(True, 2))
    await waiter
    last = asyncio.gather(places.take(True, 3))
    await asyncio.sleep(0)
    places.give()
    last.cancel()
    await asyncio.gather(last, return_exceptions=True)
    await asyncio.wait_for(places.take(True, 4), 1)
