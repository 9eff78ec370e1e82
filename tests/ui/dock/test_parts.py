"""What the dock is put together from, where it can be reasoned about without a window."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.sample import TIERS, Tier, sample_source
from workbench.core.errors import ErrorCode, WbError
from workbench.core.queries import Query
from workbench.core.values import Ladder, Step
from workbench.ui.charts.curves import Curve
from workbench.ui.dock.record import best_curve, curves_of, read_record, rows_in_effect
from workbench.ui.dock.twolines import fold_text
from workbench.ui.dock.widths import fit_widths
from workbench.ui.theme.tokens import Role

ROWS = [Tier(100, Decimal("2.0")), Tier(50, Decimal("2.5")), Tier(250, Decimal("1.5"))]


def test_a_line_of_prices_is_read_by_the_kinds_of_its_columns():
    (curve,) = curves_of(TIERS, ROWS)
    assert [step.from_quantity for step in curve.ladder.steps] == [50, 100, 250]
    assert curve.ladder.minimum == 1


def test_the_records_own_ladder_brings_the_smallest_order():
    steps = tuple(Step(row.quantity, row.amount) for row in sorted(ROWS, key=lambda r: r.quantity))
    known = Ladder(steps, minimum=200, currency="SEK")
    (curve,) = curves_of(TIERS, ROWS, [known])
    assert curve.ladder is known
    assert rows_in_effect(TIERS, ROWS, [curve], 60) == {0}, "200 are bought, from 100 on"


def test_the_best_line_is_the_cheapest_at_the_quantity():
    dear = Curve("dear", Ladder((Step(1, Decimal(5)),)))
    cheap = Curve("cheap", Ladder((Step(1, Decimal(4)),)))
    shut = Curve("shut", Ladder((Step(1, Decimal(1)),), until=10))
    assert best_curve([dear, cheap, shut], 100) is cheap
    assert best_curve([dear, cheap, shut], 5) is shut
    assert best_curve([], 5) is None


def test_a_document_that_is_not_here_is_no_failure():
    resource = sample_source().resources[0]
    record = read_record(lambda _key: None, resource, "k1", Query())
    assert record.document is None
    assert record.error is None


def test_a_broken_store_is_told():
    def broken(_key):
        raise WbError(ErrorCode.STORE, "The cache is damaged.")

    record = read_record(broken, sample_source().resources[0], "k1", Query())
    assert record.error is not None
    assert record.error.code is ErrorCode.STORE


@given(
    st.lists(st.tuples(st.integers(20, 300), st.booleans()), min_size=1, max_size=9),
    st.integers(60, 900),
)
def test_columns_fill_the_room_or_keep_what_they_want(columns, room):
    wanted = [width for width, _ in columns]
    gives = [give for _, give in columns]
    widths = fit_widths(wanted, gives, 64, room)
    assert sum(widths) == room or widths == wanted
    for width, want, give in zip(widths, wanted, gives, strict=True):
        if not give and any(gives):
            assert width == want
        assert width >= min(want, 64)


def test_a_name_is_folded_between_words(look):
    metrics = look.metrics(Role.RECORD)
    room = metrics.horizontalAdvance("Enamel mug Dalarna")
    assert fold_text("Enamel mug Dalarna", metrics, room) == ["Enamel mug Dalarna"]
    lines = fold_text("Enamel mug Dalarna 350 ml", metrics, room)
    assert lines == ["Enamel mug Dalarna", "350 ml"]
    long = fold_text("Enamel mug Dalarna 350 ml with a lid and a very long name", metrics, room)
    assert len(long) == 2
    assert long[1].endswith("…")
