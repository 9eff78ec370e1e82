"""The retry decision, the bucket and the circuit, as pure numbers."""

from __future__ import annotations

import pytest

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.operations import Repeat
from workbench.core.pacing import Patience
from workbench.net.retry import Bucket, Circuit, decide


def trouble(code=ErrorCode.SERVER, *, retryable=True, sent=Sent.MAYBE, wait=None) -> WbError:
    return WbError(code, "x", retryable=retryable, sent=sent, wait=wait)


PATIENCE = Patience()


def wait_of(error, attempt=1, elapsed=0.0, draw=1.0, patience=PATIENCE, repeat=Repeat.SAFE):
    return decide(error, attempt, elapsed, lambda: draw, patience, repeat, Bucket())


def test_waits_double_to_a_cap_and_are_drawn_from_nothing():
    patience = Patience(attempts=20)
    waits = [wait_of(trouble(), n, patience=patience) for n in range(1, 9)]
    assert waits == [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 20.0, 20.0]
    assert wait_of(trouble(), draw=0.0) == 0.0


def test_a_source_may_have_a_floor():
    patience = Patience(attempts=2, base=5.0, floor=2.0, cap=5.0)
    assert [wait_of(trouble(), draw=d, patience=patience) for d in (0.0, 1.0)] == [2.0, 5.0]


@pytest.mark.parametrize(
    ("error", "attempt", "elapsed", "repeat"),
    [
        (trouble(retryable=False), 1, 0.0, Repeat.SAFE),
        (trouble(), 4, 0.0, Repeat.SAFE),
        (trouble(), 1, 119.6, Repeat.SAFE),
        (trouble(wait=121.0), 1, 0.0, Repeat.SAFE),
        (trouble(), 1, 0.0, Repeat.NEVER),
        (trouble(), 1, 0.0, Repeat.SAME),
        (trouble(sent=Sent.YES), 1, 0.0, Repeat.NEVER),
        (trouble(sent=Sent.NO), 2, 0.0, Repeat.NEVER),
    ],
)
def test_what_is_not_sent_again(error, attempt, elapsed, repeat):
    assert wait_of(error, attempt, elapsed, repeat=repeat) is None


def test_a_write_that_never_left_waits_two_seconds():
    assert wait_of(trouble(sent=Sent.NO), repeat=Repeat.NEVER) == 2.0


def test_a_wait_asked_for_is_kept_up_to_two_minutes():
    patience = Patience(call=500.0)
    assert wait_of(trouble(wait=37.0)) == 37.0
    assert wait_of(trouble(wait=120.0), patience=patience) == 120.0
    assert wait_of(trouble(wait=120.1), patience=patience) is None


def test_the_bucket_pays_for_retries():
    bucket = Bucket()
    assert [bucket.spend(trouble()), bucket.spend(trouble(ErrorCode.SLOW))] == [5, 10]
    assert bucket.tokens == 45
    bucket.earn(10)
    bucket.earn()
    assert bucket.tokens == 56
    bucket.earn(60)
    assert bucket.tokens == 60
    bucket.tokens = 9
    assert bucket.covers(trouble())
    assert not bucket.covers(trouble(ErrorCode.SLOW))
    assert decide(
        trouble(ErrorCode.SLOW), 1, 0.0, lambda: 1.0, Patience(), Repeat.SAFE, bucket
    ) is None  # fmt: skip


def test_the_circuit_opens_probes_and_closes():
    circuit = Circuit()
    for _ in range(4):
        circuit.failed(0.0)
    assert circuit.rest(0.0) is None
    circuit.failed(0.0)
    assert circuit.rest(1.0) == 29.0
    assert circuit.rest(30.0) is None
    circuit.enter()
    assert circuit.rest(30.0) == 1.0
    circuit.failed(31.0)
    assert circuit.rest(40.0) == 21.0
    circuit.enter()
    circuit.leave()
    assert circuit.rest(61.0) is None
    circuit.succeeded()
    assert circuit.rest(61.0) is None
    circuit.failed(61.0)
    assert circuit.rest(61.0) is None
