"""Foreseen against counted: call by call, with names where the service gives them, and in words."""

from __future__ import annotations

import pytest

from workbench.core.edits import Saving
from workbench.core.tallies import Count, Counting, Foresight, Tally, Weighs
from workbench.edits.balancing import Difference, Sum, Uncounted, balances
from workbench.edits.oplog import Payload, text_of
from workbench.edits.parcels import Act
from workbench.edits.tally_words import NAMED, lines_of, names_text, range_text, sentences_of
from workbench.edits.tallying import Answered, Tallied, counts_text, tallied_of
from workbench.store.journal_types import Op, OpState


def op(key: str, told: Tallied, state: OpState = OpState.DONE, made: str = "") -> tuple:
    payload = Payload("things", key, Act.UPDATE, made=made)
    kept = Op(key, "s", "h", "a", kind="put", payload=text_of(payload), state=state,
              counts=counts_text(told))  # fmt: skip
    return kept, payload


def told(*, open_: dict[str, int] | None = None, **sure: int) -> Foresight:
    return Foresight(sure, open_ or {})


def answered(keys: str, **counted: int | Count) -> Answered:
    counts = {n: Count(c) if isinstance(c, int) else c for n, c in counted.items()}
    return Answered({key: key for key in keys}, counts)


def balance(*ops: tuple):
    (found,) = balances(ops)
    return found


async def _read(*_given: object) -> bytes | None:
    raise AssertionError("nothing is read")


TALLIES = (
    Tally("all", "received", lambda n: f"{n} received", Weighs.QUIET),
    Tally("modified", "modified", lambda n: f"{n} modified", fewer="the service saw no change"),
    Tally("lost", "classes lost", lambda n: f"{n} lost", Weighs.LOSS, more="nobody asked"),
)
SAVING = Saving((), _read, counting={"put": Counting(TALLIES, lambda _p, _n: Foresight(),
                                                     lambda _a: None)})  # fmt: skip


def test_what_was_counted_as_foreseen_has_no_difference():
    same = balance(
        op("a", Tallied(told(all=1, modified=1), (answered("ab", all=2, modified=2, lost=0),))),
        op("b", Tallied(told(all=1, modified=1))),
    )
    assert same.differences() == ()
    assert same.sums["modified"] == Sum(2, 2, 2)
    assert [(line.foreseen, line.counted, line.differs) for line in lines_of(same, SAVING)] == [
        ("2", "2", False),
    ]
    assert sentences_of(same, SAVING, str) == ()


def test_fewer_are_told_with_what_that_means_and_who_it_may_be():
    found = balance(
        op("a", Tallied(told(modified=1), (answered("abc", modified=1),))),
        op("b", Tallied(told(modified=1))),
        op("c", Tallied(told(modified=1))),
    )
    assert found.differences() == (Difference("modified", -2, ("a", "b", "c"), named=False),)
    (said,) = sentences_of(found, SAVING, str.upper)
    assert said.sentence == "Modified: 2 fewer than foreseen; the service saw no change."
    assert (said.names, said.warns) == ("Among A, B, C", False)
    (line,) = lines_of(found, SAVING)
    assert (line.foreseen, line.counted, line.differs, line.warns) == ("3", "1", True, False)


def test_one_too_many_in_one_call_does_not_hide_one_too_few_in_another():
    found = balance(
        op("a", Tallied(told(modified=1), (answered("a", modified=0),))),
        op("b", Tallied(told(), (answered("b", modified=1),))),
    )
    assert {each.by for each in found.differences()} == {1, -1}
    assert found.sums["modified"] == Sum(1, 1, 1)
    (line,) = lines_of(found, SAVING)
    assert line.differs


def test_a_loss_that_is_named_does_not_hide_behind_one_that_did_not_happen():
    found = balance(
        op("a", Tallied(told(lost=1), (answered("abc", lost=Count(1, ("c",))),))),
        op("b", Tallied(told(modified=0))),
        op("c", Tallied(told(open_={"lost": 1}))),
    )
    strict = found.differences({"lost"})
    assert strict == (
        Difference("lost", 1, ("c",), named=True),
        Difference("lost", -1, ("a",), named=True),
    )
    said = sentences_of(found, SAVING, str)
    assert [(each.sentence, each.names, each.warns) for each in said] == [
        ("Classes lost: 1 more than foreseen; nobody asked.", "c", True),
        ("Classes lost: 1 fewer than foreseen.", "a", True),
    ]


def test_what_was_left_open_is_no_difference_unless_it_is_a_loss():
    found = balance(
        op("a", Tallied(told(open_={"modified": 1, "lost": 1}), (answered("a", modified=1,
                                                                          lost=1),))),
    )  # fmt: skip
    assert found.differences() == ()
    assert found.differences({"lost"}) == (Difference("lost", 1, ("a",), named=True),)
    assert [line.foreseen for line in lines_of(found, SAVING)] == ["0–1", "0–1"]


def test_of_what_nothing_was_counted_it_is_said_why():
    found = balance(
        op("a", Tallied(told(modified=1)), OpState.DRAFT),
        op("b", Tallied(told(modified=1)), OpState.UNKNOWN),
        op("c", Tallied(told(modified=1), (answered("c", modified=1),))),
    )
    assert found.uncounted == {Uncounted.NOT_TAKEN: ("a",), Uncounted.UNTOLD: ("b",)}
    assert found.differences() == ()
    sentences = [each.sentence for each in sentences_of(found, SAVING, str)]
    assert sentences == [
        "Nothing was counted of 1 record: it was not sent or not taken.",
        "What was counted of 1 record is not known: its answer did not arrive.",
    ]
    assert found.sums["modified"] == Sum(3, 3, 1)


def test_a_call_with_a_record_that_nobody_foresaw_is_not_compared():
    found = balance(
        op("a", Tallied(told(modified=1), (answered("ab", modified=9),))),
        op("b", Tallied(None, (answered("b", modified=1),))),
    )
    assert found.differences() == ()


def test_what_goes_without_saying_is_told_only_where_it_differs():
    found = balance(op("a", Tallied(told(all=1), (answered("a", all=2),))))
    assert [line.tally.id for line in lines_of(found, SAVING)] == ["all"]


def test_sets_of_which_nothing_is_kept_have_no_balance():
    assert balances([op("a", Tallied())]) == ()


def test_what_is_kept_is_read_again_and_a_broken_text_is_nothing():
    held = Tallied(told(modified=1), (answered("a", modified=Count(1, ("a",))),))
    kept, _payload = op("a", held)
    assert tallied_of(kept) == held
    assert counts_text(Tallied()) == ""
    broken = Op("x", "s", "h", "a", kind="put", payload="{}", counts="{odd")
    assert tallied_of(broken) == Tallied()


@pytest.mark.parametrize(
    ("least", "most", "text"),
    [(2, 2, "2"), (1, 3, "1–3"), (1, 1_000_001, "1 or more"), (1200, 1200, "1,200")],
)
def test_ranges_are_told_as_people_say_them(least, most, text):
    assert range_text(least, most) == text


def test_of_many_names_the_first_are_told():
    names = [str(at) for at in range(NAMED + 3)]
    assert names_text(names).endswith("7, 3 more")
