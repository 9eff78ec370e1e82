"""Drafts: any sequence of typing, undo and redo is what a replay of it gives, also on the disk."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.edits.kit import PLACE, READ_AT, Service, desk, later, steps
from workbench.core.times import now
from workbench.core.values import Odd
from workbench.edits.book import Book
from workbench.edits.drafts import NEW, SEVERITY, State, Trouble, Typed
from workbench.edits.steps import Change
from workbench.edits.values import pack


def _shown(book: Book) -> dict:
    """The drafts without when they were typed."""
    return {
        key: (
            record.new,
            record.deleted,
            {name: (pack(cell.base), pack(cell.value)) for name, cell in record.cells.items()},
        )
        for key, record in book.records("articles").items()
    }


_KEYS = st.sampled_from(["0001", "0002", "0003"])
_ACTS = st.one_of(
    st.tuples(st.just("note"), _KEYS, st.sampled_from([None, "a", "b"])),
    st.tuples(st.just("price"), _KEYS, st.integers(1, 4).map(Decimal)),
    st.tuples(st.just("steps"), _KEYS, st.sampled_from([(), steps((1, "9"))])),
    st.tuples(st.just("remove"), _KEYS, st.none()),
    st.tuples(st.just("make"), st.just(""), st.none()),
    st.tuples(st.just("take back"), _KEYS, st.none()),
    st.tuples(st.just("undo"), st.just(""), st.none()),
    st.tuples(st.just("redo"), st.just(""), st.none()),
    st.tuples(st.just("go to"), st.just(""), st.integers(0, 6)),
)


def _do(sales, act: str, key: str, value: object) -> None:
    steps_of = sales.book.steps
    match act:
        case "undo":
            steps_of.undo()
        case "redo":
            steps_of.redo()
        case "go to":
            steps_of.go_to(value)
        case "remove":
            sales.remove(key)
        case "make":
            sales.make(number="A1", name="Jug")
        case "take back":
            sales.book.take("Taken back", sales.book.removal("articles", key))
        case _:
            sales.type(key, **{act: value})


@settings(max_examples=120)
@given(st.lists(_ACTS, max_size=14))
def test_undo_and_redo_equal_a_replay_and_the_disk_has_it(acts):
    with tempfile.TemporaryDirectory() as folder, desk(Path(folder), Service.of(3)) as sales:
        states = [_shown(sales.book)]
        for act in acts:
            before = len(sales.book.steps.done)
            _do(sales, *act)
            done = len(sales.book.steps.done)
            if act[0] not in {"undo", "redo", "go to"} and done > before:
                states = [*states[:done], _shown(sales.book)]
            assert _shown(sales.book) == states[done]
        sales.kept()
        again = Book(PLACE, (sales.resource,), sales.journal)
        assert _shown(again) == _shown(sales.book)
        assert again.restored == sales.book.edits
        sales.book.steps.go_to(0)
        assert _shown(sales.book) == {}
        assert sales.kept() == ()


def test_a_value_equal_to_its_base_is_no_draft(sales):
    sales.type("0001", price=Decimal("1.000"))
    assert sales.book.touched == 0
    sales.type("0001", price=Decimal(2))
    sales.type("0001", price=Decimal("1.0"))
    assert sales.book.touched == 0
    assert sales.kept() == ()


def test_the_base_is_what_was_shown_first(sales, service):
    sales.type("0001", price=Decimal(2))
    service.articles["0001"]["price"] = "7.00"
    sales.type("0001", price=Decimal(3), seen=later(READ_AT))
    cell = sales.book.record("articles", "0001").cells["price"]
    assert (cell.base, cell.value, cell.seen) == (Decimal("1.00"), Decimal(3), READ_AT)


def test_what_is_none_of_its_kind_is_kept_over_a_restart(sales):
    sales.type("0001", price=Odd("12,5"))
    sales.kept()
    sales.open()
    record = sales.book.record("articles", "0001")
    assert record.cells["price"].value == Odd("12,5")
    assert record.state is State.INVALID


def test_drafts_of_another_place_are_not_offered(sales):
    sales.type("0001", note="x")
    sales.kept()
    for place in (PLACE._replace(host="other"), PLACE._replace(account="Other")):
        assert Book(place, (sales.resource,), sales.journal).touched == 0


def test_the_worst_state_counts(sales):
    sales.type("0001", note="x", price=Decimal(-1))
    record = sales.book.record("articles", "0001")
    assert record.state is State.INVALID
    assert record.state_of("note") is State.CHANGED
    sales.book.trouble("articles", "0001", Trouble(State.REFUSED, "No.", now(), "note"))
    record = sales.book.record("articles", "0001")
    assert (record.state, record.state_of("note")) == (State.REFUSED, State.REFUSED)
    assert record.state_of("price") is State.INVALID
    sales.type("0001", price=Decimal(2))
    assert sales.book.record("articles", "0001").trouble is None
    assert min(State, key=SEVERITY.__getitem__) is State.REFUSED


def test_edits_count_cells_and_whole_records(sales):
    sales.type("0001", note="x", price=Decimal(2))
    sales.remove("0002")
    sales.make(number="A1", name="Jug", note="y")
    assert (sales.book.edits, sales.book.touched) == (4, 3)
    assert sales.book.counts("articles") == {State.CHANGED: 1, State.DELETED: 1, State.NEW: 1}


def test_what_was_sent_is_in_no_step_any_more(sales):
    sales.type("0001", note="x")
    sales.type("0001", price=Decimal(2))
    sales.book.sent("articles", "0001", ["note"])
    sales.book.steps.go_to(0)
    assert sales.book.touched == 0
    sales.book.steps.go_to(9)
    assert sales.staged("0001") == {"price"}


def test_rebasing_drops_what_the_service_agrees_with(sales):
    sales.type("0001", note="x", price=Decimal(2))
    moment = later(READ_AT)
    sales.book.rebase("articles", "0001", {"note": "x", "price": Decimal(5)}, moment)
    cells = sales.book.record("articles", "0001").cells
    assert {*cells} == {"price"}
    assert (cells["price"].base, cells["price"].seen) == (Decimal(5), moment)


def test_discarded_drafts_lie_in_the_bin(sales):
    sales.type("0001", note="x")
    sales.book.discard("Discarded", sales.book.removal("articles", "0001"))
    assert sales.kept() == ()
    assert [held.draft.key.field for held in sales.journal.bin()] == ["note"]
    sales.book.steps.undo()
    assert sales.staged("0001") == {"note"}


def test_typing_in_an_open_editor_is_on_the_disk_and_not_shown(sales):
    sales.book.keep_typing("articles", "0001", "note", None, "half a wo")
    assert sales.book.touched == 0
    assert [draft.value for draft in sales.kept()] == ['"half a wo"']
    sales.book.drop_typing("articles", "0001", "note")
    assert sales.kept() == ()
    sales.type("0001", note="x")
    sales.book.keep_typing("articles", "0001", "note", None, "xy")
    sales.book.drop_typing("articles", "0001", "note")
    assert [draft.value for draft in sales.kept()] == ['"x"']


def test_listeners_hear_which_records_moved(sales):
    heard = []
    sales.book.changed.connect(lambda resource, keys: heard.append((resource, keys)))
    sales.type("0001", note="x")
    sales.book.steps.undo()
    assert heard == [("articles", frozenset({"0001"}))] * 2


def test_a_step_that_changes_nothing_is_none(sales):
    assert sales.book.take("Nothing", []) is None
    assert sales.book.stage("Nothing", "articles", []) is None
    only_read = Typed("0001", "unknown", None, "x", READ_AT)
    assert sales.book.stage("Nothing", "articles", [only_read]) is None
    assert sales.book.steps.done == []


def test_a_step_tells_how_many_records_it_touched(sales):
    changes = sales.book.creation("articles", {"name": "Jug"})
    assert changes[0].field == NEW
    step = sales.book.take("Made", [*changes, Change("articles", "0001", "note", None, None)])
    assert step is not None
    assert step.records == 2
