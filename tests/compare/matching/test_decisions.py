"""A person's word finds its items again, is replaced by a later one, and can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from tests.compare.matching.made import gtin, item
from workbench.compare.matching.decisions import forget, means, placed, remember
from workbench.compare.matching.facts import facts_of
from workbench.compare.matching.model import Decision, DecisionKind, Identity

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
A = Identity("a", "main", "items", "1", "0", "04006381333931")
B = Identity("b", "main", "items", "9")


def word(kind, a=A, b=B, minutes=0):
    return Decision(DecisionKind(kind), a, b, NOON + timedelta(minutes=minutes))


def test_the_gtin_tells_the_variant_and_not_its_place():
    assert means(A, A._replace(variant="3"))
    assert not means(A, A._replace(gtin="00000073513537"))
    assert means(A, A._replace(gtin=""))
    assert not means(A, A._replace(gtin="", variant="3"))
    assert not means(A, A._replace(account="second"))


def test_a_new_word_replaces_the_one_on_its_pair():
    first, other = word("same"), word("same", A, B._replace(key="8"))
    again = word("not_same", B, A._replace(variant="5"), 1)
    assert remember((first, other), again) == (other, again)


def test_a_word_can_be_taken_back():
    first, other = word("same"), word("same", A, B._replace(key="8"))
    assert forget((first, other), B, A) == (other,)
    assert forget((other,), B, A) == (other,)


def facts(variant, number=None, key="1"):
    gtins = () if number is None else (gtin(number),)
    return facts_of(item("a", key, variant=variant, gtins=gtins))


def test_words_find_their_items_when_variants_are_listed_otherwise():
    red, blue, other = facts("0", 1), facts("1", 2), facts("0", 3, key="2")
    said = word("same", red.identity, other.identity)
    turned = [facts("0", 2), facts("1", 1), other]
    (pair,) = placed([said], turned)
    assert pair == (turned[1].ref, other.ref)
    assert placed([said], [blue, other]) == {}


def test_a_record_without_variants_stays_itself_with_another_number():
    plain, other = facts("", 1), facts("0", 3, key="2")
    said = word("same", plain.identity, other.identity)
    renumbered = facts("", 2)
    (pair,) = placed([said], [renumbered, other])
    assert pair == (renumbered.ref, other.ref)
    assert means(plain.identity, renumbered.identity)
    assert forget([said], renumbered.identity, other.identity) == ()


def test_a_gtin_on_two_variants_is_told_by_the_variant():
    red, blue, other = facts("0", 1), facts("1", 1), facts("0", 3, key="2")
    (pair,) = placed([word("same", blue.identity, other.identity)], [red, blue, other])
    assert pair == (blue.ref, other.ref)
    lost = blue.identity._replace(variant="7")
    assert placed([word("same", lost, other.identity)], [red, blue, other]) == {}


def test_the_latest_word_holds_and_not_the_same_at_one_moment():
    a, b = facts("0"), facts("1")
    both = a.identity, b.identity
    said = [word("same", *both, 1), word("not_same", *both)]
    assert placed(said, [a, b])[a.ref, b.ref].kind is DecisionKind.SAME
    said = [word("not_same", *both), word("same", *both)]
    assert placed(said, [a, b])[a.ref, b.ref].kind is DecisionKind.NOT_SAME


def test_a_word_on_one_item_alone_says_nothing():
    one = facts("0", 1)
    assert placed([word("not_same", one.identity, one.identity)], [one]) == {}


def test_a_word_is_kept_as_text():
    said = word("not_same")
    assert msgspec.json.decode(msgspec.json.encode(said), type=Decision) == said
