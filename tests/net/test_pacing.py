"""The places of one gateway: urgent requests first, then by turn."""

from __future__ import annotations

import asyncio

from workbench.net.pacing import Places


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
