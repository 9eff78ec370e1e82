"""Only what moved is held, a row shows how, and another quantity may tell another course."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import msgspec

from tests.harness.waiting import until
from tests.workspace.comparison.kit import bench
from workbench.compare.history import Stage, Trend
from workbench.core.offers import Item, Offer, PriceKind, Ref
from workbench.core.pricepoints import drawn_of
from workbench.core.values import Ladder, Money, Step
from workbench.workspace.comparison.history import Course
from workbench.workspace.comparison.moves import Moves, move_of

DAY = datetime(2026, 9, 3, 12, tzinfo=UTC)
REF = Ref("shop", "main", "products", "1")


def item(key: str, price: str, day: int, high: str = "1.00") -> Item:
    steps = (Step(1, Decimal(price)), Step(1000, Decimal(high)))
    offer = Offer("list", "Skrivo", PriceKind.LIST, Ladder(steps))
    return Item(REF._replace(key=key), "Mug", DAY + timedelta(days=day), offers=(offer,))


async def test_only_what_moved_is_held_and_told_at_the_quantity(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        history, jobs = held.workspace.keeping.history, held.workspace.jobs
        await history.noted_now([item("a", "2.00", 0), item("b", "3.00", 0)])
        await history.noted_now([item("a", "1.84", 5)])
        moves = Moves(history, jobs)
        told: list[None] = []
        moves.changed.connect(lambda: told.append(None))
        assert moves.of((REF._replace(key="a"), "list"), 10) is None
        await moves.ready()
        found = moves.of((REF._replace(key="a"), "list"), 10)
        assert found is not None
        assert found.change == Decimal("-8.0")
        assert found.shown.label == "cheaper, −8 % since 8 Sep"
        assert moves.of((REF._replace(key="a"), "list"), 1000) is None
        assert moves.of((REF._replace(key="b"), "list"), 10) is None
        assert moves.of(None, 10) is None
        await history.noted_now([item("b", "3.30", 6)])
        await until(lambda: bool(told))
        dearer = moves.of((REF._replace(key="b"), "list"), 10)
        assert dearer is not None
        assert dearer.shown.label.startswith("dearer, +10 %")
        await held.still()


def test_a_cell_draws_what_the_row_says() -> None:
    stages = (
        Stage(DAY, Money(Decimal(2), "EUR")),
        Stage(DAY + timedelta(days=9), Money(Decimal("1.5"), "EUR")),
    )
    trend = Trend(stages[1].at, stages[0].price, stages[1].price, Decimal("-0.25"))
    move = move_of(Course(stages, (None, Decimal(2), Decimal("1.5")), trend))
    assert move is not None
    drawn = drawn_of(move.shown.code)
    assert drawn is not None
    assert drawn.sparks == (Decimal(2), Decimal("1.5"))
    assert (drawn.words, drawn.falls) == ("−25 %", True)
    assert move_of(Course(stages[:1], (), None)) is None
    abroad = trend._replace(after=Money(Decimal(20), "SEK"), change=None)
    other = move_of(Course(stages, (Decimal(20),), abroad))
    assert other is not None
    assert (other.change, other.shown.label) == (None, "moved, not comparable")
    assert drawn_of("gtin") is None


async def test_rows_show_the_course_of_their_best_offer(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        await held.load("europeansourcing", "products", "mug")
        comparison = held.comparison
        await comparison.gather()
        session = comparison.session(comparison.source.resources[0])
        session.search(session.query)
        await until(lambda: len(session.table) > 0)
        table = session.table
        assert {table.value(row, "course") for row in range(len(table))} == {None}
        key = table.key(0)
        best = comparison.offers(key)[0]
        ladder = best.offer.ladder
        steps = tuple(step._replace(amount=step.amount * 2) for step in ladder.steps)
        twice = msgspec.structs.replace(
            best.offer, ladder=msgspec.structs.replace(ladder, steps=steps)
        )
        offers = tuple(twice if each.id == twice.id else each for each in best.item.offers)
        read = best.item.read + timedelta(minutes=5)
        await comparison.history.noted_now(
            [msgspec.structs.replace(best.item, read=read, offers=offers)]
        )
        await until(
            lambda: any(session.table.value(row, "course") for row in range(len(session.table)))
        )
        await held.still()
