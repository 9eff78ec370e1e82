"""What holds for any items and any decisions, beside a matcher that looks at every pair."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.matching.made import gtin, item
from workbench.compare.matching.facts import facts_of
from workbench.compare.matching.match import group_id, match
from workbench.compare.matching.model import Decision, DecisionKind, Reason

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
NAMES = ("Kamitan ceramic mug", "Ceramic mug Kamitan", "Kamitan ceramik mug", "Rovia steel bottle")

places = st.tuples(st.sampled_from("abc"), st.sampled_from("123"), st.sampled_from(("", "v")))
details = st.fixed_dictionaries(
    {
        "gtins": st.lists(st.sampled_from([gtin(n) for n in range(4)]), max_size=2).map(tuple),
        "manufacturer": st.sampled_from(("", "M", "N")),
        "mpn": st.sampled_from(("", "1", "2")),
        "supplier": st.sampled_from(("", "S")),
        "supplier_number": st.sampled_from(("", "7", "8")),
        "brand": st.sampled_from(("", "", "B", "C")),
        "size": st.sampled_from(("", "", "L", "M", "300 ml")),
        "pack": st.sampled_from((None, None, Decimal(1), Decimal(10))),
        "name": st.sampled_from(NAMES),
    }
)


def _facts(rows):
    return [facts_of(item(place[0], place[1], variant=place[2], **more)) for place, more in rows]


catalogues = st.lists(
    st.tuples(places, details), min_size=1, max_size=9, unique_by=lambda row: row[0]
).map(_facts)


@st.composite
def said(draw):
    facts = draw(catalogues)
    ends = st.sampled_from(facts)
    triples = st.tuples(st.sampled_from(DecisionKind), ends, ends, st.integers(0, 3))
    words = [
        Decision(kind, a.identity, b.identity, NOON + timedelta(minutes=late))
        for kind, a, b, late in draw(st.lists(triples, max_size=5))
    ]
    return facts, words


def _numbers(facts):
    return {*facts.gtins, facts.made, facts.supplied} - {""}


def _contradict(a, b):
    ours, theirs = dict(a.traits), dict(b.traits)
    return a.shelf == b.shelf or any(ours[axis] != theirs[axis] for axis in ours.keys() & theirs)


def _components(facts):
    """Items joined by any number, over every pair."""
    rest, found = list(facts), []
    while rest:
        component = [rest.pop()]
        for one in component:
            near = [other for other in rest if _numbers(one) & _numbers(other)]
            component += near
            rest = [other for other in rest if other not in near]
        found.append(component)
    return found


@settings(max_examples=80, deadline=None)
@given(said(), st.randoms())
def test_the_order_of_items_and_decisions_says_nothing(given_items, rng):
    facts, words = given_items
    found = match(facts, words)
    rng.shuffle(facts)
    kept = {(one.at, one.kind, frozenset((one.a, one.b))) for one in words}
    if len(kept) == len(words):
        rng.shuffle(words)
    assert match(facts, words) == found


@settings(max_examples=80, deadline=None)
@given(said())
def test_groups_part_the_items_and_keep_every_word(given_items):
    facts, words = given_items
    found = match(facts, words)
    members = [ref for group in found.groups for ref in group.items]
    assert sorted([*members, *found.alone]) == sorted(one.ref for one in facts)
    of = {ref: group.id for group in found.groups for ref in group.items}
    of |= {ref: group_id((ref,)) for ref in found.alone}
    for group in found.groups:
        assert group.id == group_id(group.items)
        found_links = [link for link in group.links if link.reason is not Reason.USER]
        assert len(group.links) >= len(group.items) - 1 >= len(found_links)
        assert all(set(link.items) <= set(group.items) for link in group.links)
    refs = {one.identity: one.ref for one in facts}
    last = {}
    for word in sorted(words, key=lambda one: (one.at, one.kind is DecisionKind.NOT_SAME)):
        last[frozenset((refs[word.a], refs[word.b]))] = word.kind
    apart = {pair for pair, kind in last.items() if kind is DecisionKind.NOT_SAME}
    for pair, kind in last.items():
        if len(pair) == 2:
            together = len({of[ref] for ref in pair}) == 1
            cut = any(set(held.link.items) == pair for held in found.cuts)
            assert together == (kind is DecisionKind.SAME and not cut)
    for cut in found.cuts:
        assert frozenset(cut.apart) in apart
    for question in found.questions:
        assert of[question.a] != of[question.b]
        assert question.contradictions
        assert frozenset((question.a, question.b)) not in apart
        assert 0 < question.confidence < 1


@settings(max_examples=120, deadline=None)
@given(catalogues)
def test_beside_a_matcher_of_every_pair(facts):
    found = match(facts, by_name=False)
    grouped = [set(group.items) for group in found.groups]
    asked = {ref for question in found.questions for ref in (question.a, question.b)}
    at = {one.ref: one for one in facts}
    for group in grouped:
        assert not any(_contradict(at[a], at[b]) for a, b in combinations(group, 2))
    components = _components(facts)
    for component in components:
        refs = {one.ref for one in component}
        inside = [group for group in grouped if group <= refs]
        if not any(_contradict(a, b) for a, b in combinations(component, 2)):
            assert inside == ([refs] if len(refs) > 1 else [])
            assert not refs & asked
    assert sum(map(len, grouped)) == sum(
        len(group) for group in grouped for part in components if group <= {one.ref for one in part}
    )


@settings(max_examples=60, deadline=None)
@given(catalogues)
def test_every_plain_pair_is_joined_or_asked(facts):
    """Two items that alone carry a number and differ in something are never silently left."""
    found = match(facts, by_name=False)
    of = {ref: group.id for group in found.groups for ref in group.items}
    asked = {frozenset((question.a, question.b)) for question in found.questions}
    for number in {number for one in facts for number in one.gtins}:
        carrying = [one for one in facts if number in one.gtins]
        if len(carrying) == 2:
            a, b = (one.ref for one in carrying)
            linked = of.get(a, a) == of.get(b, b)
            around = {ref for pair in asked for ref in pair}
            near = [{r for r, g in of.items() if g == of.get(ref)} | {ref} for ref in (a, b)]
            assert linked or all(around & side for side in near)


@settings(max_examples=60, deadline=None)
@given(catalogues, st.data())
def test_a_group_keeps_its_id_when_others_come_and_go(facts, data):
    found = match(facts, by_name=False)
    if found.groups:
        group = data.draw(st.sampled_from(found.groups))
        alone = match([one for one in facts if one.ref in group.items], by_name=False)
        assert group.id in {held.id for held in alone.groups}
