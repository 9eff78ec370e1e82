"""What matches, what is asked, and what a person's word does."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from tests.compare.matching.made import gtin, item
from workbench.compare.matching.facts import facts_of
from workbench.compare.matching.match import group_id, match
from workbench.compare.matching.model import Contradiction, Decision, DecisionKind, Doubt, Reason
from workbench.core.errors import ErrorCode, WbError

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
ONE, OTHER = gtin(1), gtin(2)


def said(kind, a, b, minutes=0):
    ends = (facts_of(a).identity, facts_of(b).identity)
    return Decision(DecisionKind(kind), *ends, NOON + timedelta(minutes=minutes))


def run(*items, decisions=(), **more):
    return match([facts_of(one) for one in items], decisions, **more)


def sets(found):
    return [{(ref.source, ref.key, ref.variant) for ref in group.items} for group in found.groups]


def doubts(question):
    return [held.doubt for held in question.contradictions]


def test_one_gtin_in_three_sources():
    a, b = item("a", "1", gtins=(ONE,)), item("b", "1", gtins=(f"0{ONE}",))
    c, d = item("c", "1", gtins=(OTHER, ONE)), item("d", "1", gtins=(gtin(3),))
    found = run(a, b, c, d)
    assert sets(found) == [{("a", "1", ""), ("b", "1", ""), ("c", "1", "")}]
    (group,) = found.groups
    assert {link.reason for link in group.links} == {Reason.GTIN}
    assert len(group.links) == 2
    assert all(0.9 < link.confidence < 1 and not link.contradictions for link in group.links)
    assert found.alone == {d.ref}
    assert found.questions == found.cuts == ()


def test_group_ids_are_of_the_members_alone():
    a, b = item("a", "1", gtins=(ONE,)), item("b", "1", gtins=(ONE,))
    c = item("c", "9", gtins=(OTHER,))
    (first,), (second,) = run(a, b).groups, run(c, b, a).groups
    assert first.id == second.id == group_id((b.ref, a.ref))
    assert group_id((a.ref,)) != group_id((b.ref,))


def test_manufacturer_and_number_written_differently():
    a = item("a", "1", manufacturer="Müller GmbH", mpn="T-100/4")
    b = item("b", "1", manufacturer="MULLER", mpn="t1004")
    c = item("c", "1", manufacturer="Other", mpn="T-100/4")
    found = run(a, b, c)
    assert sets(found) == [{("a", "1", ""), ("b", "1", "")}]
    assert found.groups[0].links[0].reason is Reason.MPN


def test_supplier_and_number():
    a = item("a", "1", supplier="Midway", supplier_number="MO 1")
    b = item("b", "1", supplier="Midway AB", supplier_number="mo-1", own=True)
    assert run(a, b).groups[0].links[0].reason is Reason.SUPPLIER


@pytest.mark.parametrize(
    ("doubt", "ours", "theirs"),
    [
        (Doubt.PACK, {"pack": Decimal("10.0")}, {"pack": Decimal(1)}),
        (Doubt.SIZE, {"size": "300 ml"}, {"size": "0.5 l"}),
        (Doubt.BRAND, {"brand": "Alpha"}, {"brand": "Beta"}),
        (Doubt.COLOUR, {"colour": "blau"}, {"colour": "red"}),
    ],
)
def test_a_contradiction_is_asked_and_never_joined(doubt, ours, theirs):
    found = run(item("a", "1", gtins=(ONE,), **ours), item("b", "1", gtins=(ONE,), **theirs))
    assert found.groups == ()
    (question,) = found.questions
    (contradiction,) = question.contradictions
    assert contradiction.doubt is doubt
    assert contradiction.a
    assert contradiction.b
    assert question.reason is Reason.GTIN
    assert question.confidence < 0.9


def test_what_is_said_is_shown_as_written():
    a = item("a", "1", gtins=(ONE,), pack=Decimal("10.0"), size="0,3 l")
    b = item("b", "1", gtins=(ONE,), pack=Decimal(1), size="500 ml")
    (question,) = run(a, b).questions
    assert question.contradictions == (
        Contradiction(Doubt.PACK, "10", "1"),
        Contradiction(Doubt.SIZE, "0,3 l", "500 ml"),
    )


def test_who_is_silent_joins_neither_side_of_a_dispute():
    a = item("a", "1", gtins=(ONE,), pack=Decimal(10))
    b = item("b", "1", gtins=(ONE,))
    c = item("c", "1", gtins=(ONE,), pack=Decimal(1))
    d = item("d", "1", gtins=(ONE,), pack=Decimal(1))
    found = run(a, b, c, d)
    assert sets(found) == [{("c", "1", ""), ("d", "1", "")}]
    assert {(question.a.source, question.b.source) for question in found.questions} >= {("a", "b")}


def test_the_same_said_in_other_words_is_no_contradiction():
    a = item("a", "1", gtins=(ONE,), size="0,3 l", colour="bleu", brand="Alpha GmbH")
    b = item("b", "1", gtins=(ONE,), size="300 ml", colour="Blue", brand="ALPHA")
    c = item("c", "1", gtins=(ONE,), size="L", colour="petrol")
    found = run(a, b, c)
    assert len(found.groups[0].items) == 3
    assert found.questions == ()


def test_one_gtin_on_several_items_of_a_source():
    a = item("a", "1", gtins=(ONE,))
    first, second = item("b", "1", gtins=(ONE,)), item("b", "2", gtins=(ONE,))
    found = run(a, first, second)
    assert found.groups == ()
    assert len(found.questions) == 3
    assert all(doubts(question) == [Doubt.SEVERAL] for question in found.questions)


def test_one_gtin_at_two_suppliers_of_a_source_is_one_item():
    a = item("b", "1", gtins=(ONE,), supplier="Alpha")
    b = item("b", "2", gtins=(ONE,), supplier="Beta")
    assert len(run(a, b).groups) == 1


def test_a_gtin_is_of_a_variant():
    red = item("a", "1", variant="r", gtins=(ONE,), colour="red")
    blue = item("a", "1", variant="b", gtins=(OTHER,), colour="blue")
    other = item("b", "7", variant="x", gtins=(OTHER,), colour="blau")
    assert sets(run(red, blue, other)) == [{("a", "1", "b"), ("b", "7", "x")}]


def test_variants_that_share_a_number_are_told_apart():
    made = {"manufacturer": "M", "mpn": "T100"}
    red, blue = (item("a", "1", variant=name, colour=name, **made) for name in ("red", "blue"))
    other = item("b", "1", colour="Blau", **made)
    found = run(red, blue, other)
    assert sets(found) == [{("a", "1", "blue"), ("b", "1", "")}]
    assert found.questions == ()


def test_a_variant_that_does_not_say_which_is_asked():
    made = {"manufacturer": "M", "mpn": "T100"}
    red, blue = (item("a", "1", variant=name, colour=name, **made) for name in ("red", "blue"))
    found = run(red, blue, item("b", "1", **made))
    assert found.groups == ()
    assert len(found.questions) == 2


def test_a_number_that_contradicts_the_group_is_asked():
    a = item("a", "1", gtins=(ONE,), pack=Decimal(10))
    b = item("b", "1", gtins=(ONE,), manufacturer="M", mpn="1")
    c = item("c", "1", pack=Decimal(1), manufacturer="M", mpn="1")
    found = run(a, b, c)
    assert sets(found) == [{("a", "1", ""), ("b", "1", "")}]
    (question,) = found.questions
    assert question.reason is Reason.MPN
    assert doubts(question) == [Doubt.PACK]


def test_same_by_word_overrides_and_can_be_taken_back():
    a = item("a", "1", gtins=(ONE,), pack=Decimal(10))
    b = item("b", "1", gtins=(ONE,), pack=Decimal(1))
    found = run(a, b, decisions=[said("same", b, a)])
    (link,) = found.groups[0].links
    assert (link.reason, link.confidence) == (Reason.USER, 1.0)
    assert found.questions == ()
    assert len(run(a, b).questions) == 1


def test_not_same_cuts_a_number():
    a, b = item("a", "1", gtins=(ONE,)), item("b", "1", gtins=(ONE,))
    found = run(a, b, decisions=[said("not_same", a, b)])
    assert found.groups == found.questions == ()
    (cut,) = found.cuts
    assert cut.link.items == cut.apart == (a.ref, b.ref)


def test_not_same_holds_through_third_items():
    a, c = item("a", "1", gtins=(ONE,)), item("c", "1", manufacturer="M", mpn="1")
    b = item("b", "1", gtins=(ONE,), manufacturer="M", mpn="1")
    found = run(a, b, c, decisions=[said("not_same", c, a)])
    assert sets(found) == [{("a", "1", ""), ("b", "1", "")}]
    (cut,) = found.cuts
    assert cut.link.items == (b.ref, c.ref)
    assert cut.apart == (a.ref, c.ref)


def test_words_that_cannot_all_hold_cut_the_oldest():
    a, b, c = (item(source, "1") for source in "abc")
    decisions = [said("same", a, b), said("same", b, c, 1), said("not_same", a, c, 2)]
    found = run(a, b, c, decisions=decisions, by_name=False)
    assert sets(found) == [{("b", "1", ""), ("c", "1", "")}]
    assert found.cuts[0].link.items == (a.ref, b.ref)


def test_an_answer_settles_what_follows_from_it():
    a = item("a", "1", gtins=(ONE,))
    first, second = item("b", "1", gtins=(ONE,)), item("b", "2", gtins=(ONE,))
    decisions = [said("same", a, first), said("not_same", second, first)]
    found = run(a, first, second, decisions=decisions)
    assert sets(found) == [{("a", "1", ""), ("b", "1", "")}]
    assert found.questions == ()


def test_names_join_where_they_are_clear():
    a = item("a", "1", name="Kamitan ceramic mug 300 ml blue")
    b = item("b", "1", name="Ceramic mug Kamitan", size="0,3 l", colour="Blau")
    c = item("b", "2", name="Ceramic mug Kamitan", size="0,5 l", colour="Blau")
    found = run(a, b, c)
    assert sets(found) == [{("a", "1", ""), ("b", "1", "")}]
    assert found.groups[0].links[0].reason is Reason.NAME
    assert found.questions == ()
    assert run(a, b, c, by_name=False).groups == ()


def test_a_name_that_two_items_have_is_asked():
    a = item("a", "1", name="Kamitan ceramic mug")
    b, c = (item("b", key, name="Kamitan ceramic mug") for key in "12")
    found = run(a, b, c)
    assert found.groups == ()
    assert [doubts(question) for question in found.questions] == [[Doubt.NAME], [Doubt.NAME]]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"gtins": (ONE,)}, {"gtins": (OTHER,)}),
        ({"brand": "Alpha"}, {"brand": "Beta"}),
        ({"size": "300 ml"}, {"size": "500 ml"}),
        ({"colour": "red"}, {"colour": "blue"}),
        ({"manufacturer": "M", "mpn": "1"}, {"manufacturer": "M", "mpn": "2"}),
    ],
)
def test_one_name_and_other_facts_are_two_things(ours, theirs):
    name = "Kamitan ceramic mug"
    found = run(item("a", "1", name=name, **ours), item("b", "1", name=name, **theirs))
    assert found.groups == found.questions == ()


def test_a_name_does_not_answer_what_a_number_asked():
    name = "Kamitan ceramic mug"
    a = item("a", "1", name=name, gtins=(ONE,), pack=Decimal(10))
    b = item("b", "1", name=name, gtins=(ONE,), pack=Decimal(1))
    found = run(a, b)
    assert found.groups == ()
    assert [question.reason for question in found.questions] == [Reason.GTIN]


def test_names_of_one_source_are_not_compared():
    found = run(
        item("a", "1", name="Kamitan ceramic mug"), item("a", "2", name="Kamitan ceramic mug")
    )
    assert found.groups == found.questions == ()


def test_a_bad_number_on_very_many_items_stays_small():
    items = [item("a", str(at), gtins=(ONE,)) for at in range(2000)]
    found = run(*items)
    assert found.groups == ()
    assert len(found.questions) < 2000


def test_it_can_be_stopped_and_tells_how_far_it_is():
    items = [item("ab"[at % 2], str(at), name=f"thing {at}") for at in range(2000)]
    told = []
    run(*items, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (4000, 4000)
    assert told == sorted(told)
    assert len(told) > 5
    with pytest.raises(WbError) as raised:
        run(*items, stop=lambda: True)
    assert raised.value.code is ErrorCode.CANCELLED


def test_facts_and_groups_travel_between_processes():
    facts = [facts_of(item(source, "1", gtins=(ONE,), size="L")) for source in "ab"]
    found = match(pickle.loads(pickle.dumps(facts)))
    assert pickle.loads(pickle.dumps(found)) == match(facts)
