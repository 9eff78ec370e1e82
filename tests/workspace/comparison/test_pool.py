"""Items as they are read again: what a record does not hold any more is gone."""

from __future__ import annotations

from datetime import timedelta

from tests.compare.kit import READ, item, offer
from workbench.workspace.comparison.pool import Held, Pool

LATER = READ + timedelta(hours=1)


def made(variant: str, *, read=READ, key: str = "a") -> Held:
    return Held(item(key, offer((1, "2.00")), read=read, variant=variant), None)


def variants(pool: Pool) -> set[tuple[str, str]]:
    return {(ref.key, ref.variant) for ref in pool.items()}


def test_a_variant_that_a_record_lost_is_gone_and_its_facts_too() -> None:
    pool = Pool()
    assert pool.take([made("1"), made("2"), made("1", key="b")])
    assert len(pool.facts()) == 3
    assert pool.take([made("2", read=LATER), made("3", read=LATER)])
    assert variants(pool) == {("a", "2"), ("a", "3"), ("b", "1")}
    assert len(pool.facts()) == 3


def test_an_older_reading_brings_nothing_back() -> None:
    pool = Pool()
    pool.take([made("2", read=LATER)])
    generation = pool.generation
    assert not pool.take([made("1"), made("2")])
    assert not pool.take([made("2", read=LATER)])
    assert variants(pool) == {("a", "2")}
    assert pool.generation == generation


def test_what_an_account_loses_can_be_read_anew() -> None:
    pool = Pool()
    pool.take([made("1")])
    assert pool.forget("es", [])
    assert not len(pool)
    assert pool.take([made("1")])
    assert variants(pool) == {("a", "1")}
