"""Prices are kept where they became others, exactly, and nothing that was read is lost."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from tests.compare.kit import item, ladder, offer
from workbench.core.offers import Ref
from workbench.core.pricepoints import Past, PricePoint
from workbench.store.database import Database, Schema
from workbench.store.price_history import PriceHistoryStore
from workbench.store.prices_schema import PRICES_SCHEMA, ladder_body, read_ladder

FIRST = datetime(2026, 9, 1, 8, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    opened = PriceHistoryStore(tmp_path / "prices.db")
    yield opened
    opened.close()


def _day(number):
    return FIRST + timedelta(days=number)


def _ref(key="a"):
    return Ref("es", "main", "products", key)


def _amounts(past, name="list"):
    return [
        (point.at, point.ladder and str(point.ladder.steps[0].amount))
        for point in past.offers[name]
    ]


def test_a_point_is_kept_only_where_a_price_became_another_one(store):
    told = [
        store.note([item("a", offer((1, amount)), read=_day(number))])
        for number, amount in enumerate(["2.00", "2.00", "2.0", "1.84", "1.84", "2.00"])
    ]
    assert told == [(_ref(),), (), (), (_ref(),), (), (_ref(),)]
    past = store.past(_ref())
    assert past.seen == _day(5)
    assert _amounts(past) == [(_day(0), "2.00"), (_day(3), "1.84"), (_day(5), "2.00")]
    assert store.counts() == (1, 3)


def test_reading_again_within_the_hour_writes_nothing(store, tmp_path):
    store.note([item("a", offer((1, "2.00")), read=_day(0))])
    size = (tmp_path / "prices.db-wal").stat().st_size
    store.note([item("a", offer((1, "2.00")), read=_day(0) + timedelta(minutes=59))])
    assert (tmp_path / "prices.db-wal").stat().st_size == size
    assert store.past(_ref()).seen == _day(0)
    store.note([item("a", offer((1, "2.00")), read=_day(0) + timedelta(minutes=60))])
    assert store.past(_ref()).seen == _day(0) + timedelta(hours=1)


def test_an_offer_goes_comes_back_and_is_told_from_others(store):
    both = (offer((1, "2.00")), offer((1, "3.00"), identity="reduced"))
    store.note([item("a", *both, read=_day(0)), item("b", *both, read=_day(0))])
    store.note([item("a", both[0], read=_day(1))])
    store.note([item("a", both[0], read=_day(2))])
    store.note([item("a", *both, read=_day(3))])
    past = store.past(_ref())
    assert _amounts(past) == [(_day(0), "2.00")]
    assert _amounts(past, "reduced") == [(_day(0), "3.00"), (_day(1), None), (_day(3), "3.00")]
    assert len(store.past(_ref("b")).offers["reduced"]) == 1


def test_items_that_a_service_no_longer_has_are_gone(store):
    store.note([item("a", offer((1, "2.00")), read=_day(0))])
    assert store.note_gone([_ref(), _ref("never")], _day(4)) == (_ref(),)
    assert _amounts(store.past(_ref())) == [(_day(0), "2.00"), (_day(4), None)]
    assert store.past(_ref("never")) == Past()


def test_variants_and_accounts_have_a_past_of_their_own(store):
    store.note(
        [
            item("a", offer((1, "1")), variant="red", read=_day(0)),
            item("a", offer((1, "2")), variant="blue", read=_day(0)),
        ]
    )
    red, blue = (Ref("es", "main", "products", "a", colour) for colour in ("red", "blue"))
    pasts = store.pasts([red, blue, _ref()])
    assert _amounts(pasts[red]) == [(_day(0), "1.00")]
    assert _amounts(pasts[blue]) == [(_day(0), "2.00")]
    assert pasts[_ref()] == Past()


def test_an_older_reading_does_not_count(store):
    store.note([item("a", offer((1, "2.00")), read=_day(2))])
    assert store.note([item("a", offer((1, "9.00")), read=_day(1))]) == ()
    assert _amounts(store.past(_ref())) == [(_day(2), "2.00")]


def test_two_readings_within_a_minute_leave_the_later(store):
    store.note([item("a", offer((1, "2.00")), read=_day(0))])
    store.note([item("a", offer((1, "3.00")), read=_day(0) + timedelta(seconds=30))])
    assert _amounts(store.past(_ref())) == [(_day(0), "3.00")]


def test_stock_counts_where_it_ends_or_comes_back(store):
    for number, stock in enumerate([50, 40, 0, 0, 10, 5, None]):
        store.note([item("a", offer((1, "2.00"), stock=stock), read=_day(number))])
    assert [(each.at, each.stock) for each in store.past(_ref()).offers["list"]] == [
        (_day(0), 50),
        (_day(2), 0),
        (_day(4), 10),
    ]


def test_what_moved_since_a_moment(store):
    store.note([item(key, offer((1, "2.00")), read=_day(0)) for key in ("up", "back", "gone")])
    store.note([item("up", offer((1, "2.10")), read=_day(2))])
    store.note([item("back", offer((1, "2.10")), read=_day(2))])
    store.note([item("back", offer((1, "2.00")), read=_day(3)), item("gone", read=_day(3))])
    store.note([item("new", offer((1, "4.00")), read=_day(4))])
    found = {each.ref.key: each for each in store.moved(_day(1))}
    assert set(found) == {"up", "gone", "new"}
    assert (found["up"].before, found["up"].after) == (ladder((1, "2.00")), ladder((1, "2.10")))
    assert (found["gone"].after, found["gone"].known) == (None, True)
    assert (found["new"].before, found["new"].known) == (None, False)
    assert [each.ref.key for each in store.moved(_day(4))] == ["new"]
    assert store.moved(_day(1), "loupe") == ()
    assert len(store.moved(_day(1), "es", "main", limit=2)) == 2


def test_what_was_read_first_after_the_moment_is_held_against_its_first_reading(store):
    store.note([item("rose", offer((1, "2.00")), read=_day(2)), item("still", offer((1, "5.00")),
                read=_day(2)), item("back", offer((1, "7.00")), read=_day(2))])  # fmt: skip
    store.note([item("rose", offer((1, "2.40")), read=_day(3))])
    store.note([item("rose", offer((1, "2.50")), read=_day(4))])
    store.note([item("back", offer((1, "8.00")), read=_day(3))])
    store.note([item("back", offer((1, "7.00")), read=_day(4))])
    found = {each.ref.key: each for each in store.moved(_day(1))}
    assert (found["rose"].before, found["rose"].after) == (ladder((1, "2.00")), ladder((1, "2.50")))
    assert found["rose"].known
    assert (found["still"].before, found["still"].known) == (None, False)
    assert (found["back"].before, found["back"].known) == (None, False)


def test_only_items_that_were_another_price_before_are_moving(store):
    store.note([item("rose", offer((1, "2.00"))), item("still", offer((1, "5.00")))])
    store.note([item("rose", offer((1, "2.40")), read=_day(3)),
                item("still", offer((1, "5.00")), read=_day(3))])  # fmt: skip
    assert [ref.key for ref in store.moving()] == ["rose"]


def test_a_renamed_account_keeps_its_past(store):
    store.note([item("a", offer((1, "2.00")), read=_day(0))])
    store.rename("es", "main", "second")
    assert store.past(_ref()) == Past()
    assert _amounts(store.past(_ref()._replace(account="second"))) == [(_day(0), "2.00")]
    assert store.moved(_day(0))[0].ref.account == "second"


@pytest.mark.parametrize(
    "held",
    [
        ladder(),
        ladder((1, "0.00001"), (2, "1E-30")),
        ladder((1, "2.0050"), (500, "1.99"), currency="SEK", minimum=25, until=1000),
        ladder((1, "99999999999999999999.99")),
    ],
)
def test_ladders_are_exact(held):
    assert read_ladder(ladder_body(held)) == held


def test_everything_comes_back_as_a_plain_record_of_it_would_say(store):
    rnd = random.Random(7)
    expected: dict[Ref, dict[str, list[PricePoint]]] = {}
    for number in range(40):
        page = []
        for key in rnd.sample("abcdefgh", 4):
            offers = [
                offer((1, rnd.choice(["1.5", "2.5", "3.5"])), (100, "1.00"), identity=name)
                for name in ("list", "reduced", "sample")
                if rnd.random() < 0.7
            ]
            page.append(item(key, *offers, read=_day(number)))
        store.note(page)
        for each in page:
            known = expected.setdefault(each.ref, {})
            there = {held.id: held.ladder for held in each.offers}
            for name in {*known, *there}:
                points = known.setdefault(name, [])
                if (points[-1].ladder if points else None) != there.get(name):
                    points.append(PricePoint(each.read, there.get(name)))
    found = store.pasts(list(expected))
    for ref, known in expected.items():
        kept = {name: tuple(points) for name, points in known.items() if points}
        assert found[ref].offers == kept


def test_it_stands_after_a_restart_and_a_newer_file_is_only_read(tmp_path):
    path = tmp_path / "prices.db"
    first = PriceHistoryStore(path)
    first.note([item("a", offer((1, "2.00")), read=_day(0))])
    first.close()
    newer = Schema(PRICES_SCHEMA.title, (*PRICES_SCHEMA.steps, ("SELECT 1",)), precious=True)
    Database(path, newer).close()
    second = PriceHistoryStore(path)
    assert second.notes
    assert second.note([item("a", offer((1, "3.00")), read=_day(1))]) == ()
    assert _amounts(second.past(_ref())) == [(_day(0), "2.00")]
    second.close()


def test_a_large_page_is_one_write_and_amounts_stay_small(store, tmp_path):
    page = [
        item(f"product-{key}", offer((1, f"{key % 97}.5"), (100, "0.4")), read=_day(0))
        for key in range(5_000)
    ]
    assert len(store.note(page)) == 5_000
    assert store.note(page) == ()
    assert store.past(_ref("product-4999")).offers["list"][0].ladder == ladder(
        (1, "52.5"), (100, "0.4")
    )
    store.close()
    assert (tmp_path / "prices.db").stat().st_size < 5_000 * 150
