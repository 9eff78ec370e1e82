"""Spellings that mean the same are proposed as groups; only what is ticked becomes one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workspace.shop import shop
from workbench.workspace.clustering import (
    Method,
    clusters,
    fingerprint,
    merged_title,
    merging,
    ngrams,
)
from workbench.workspace.staging import plan_cells, take

VALUES = [
    ("1", "Navy blue"), ("2", "navy Blue"), ("3", "Blue, navy"), ("4", "Navy blue"),
    ("5", "Red"), ("6", "Réd"), ("7", "Green"), ("8", None), ("9", "NavyBlue"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [("Navy blue", "blue,  NAVY"), ("Café", "cafe"), ("a-b", "b a"), ("Øre", "ore")],
)
def test_the_same_words_have_one_fingerprint(one, other):
    assert fingerprint(one) == fingerprint(other)


def test_pairs_of_letters_find_blanks_and_slips():
    assert ngrams("Navy blue") == ngrams("navyblue")
    assert ngrams("banana") == ngrams("bananana")
    assert ngrams("Navy") != ngrams("Red")


def test_groups_have_counts_and_propose_the_most_frequent_spelling():
    first, second = clusters(VALUES)
    assert first.proposed == "Navy blue"
    assert [(held.text, held.count) for held in first.spellings] == [
        ("Navy blue", 2),
        ("Blue, navy", 1),
        ("navy Blue", 1),
    ]
    assert first.rows == 4
    assert {held.text for held in second.spellings} == {"Red", "Réd"}
    assert "NavyBlue" in {held.text for held in clusters(VALUES, Method.NGRAM)[0].spellings}


@given(st.lists(st.text(max_size=8), max_size=30), st.sampled_from(list(Method)))
def test_groups_never_share_a_row_and_always_differ_inside(texts, method):
    found = clusters([(str(at), text) for at, text in enumerate(texts)], method)
    keys = [key for held in found for spelling in held.spellings for key in spelling.keys]
    assert len(keys) == len(set(keys))
    assert all(len({held.text for held in each.spellings}) > 1 for each in found)


async def test_only_ticked_groups_become_one_step(tmp_path):
    async with shop(tmp_path) as held:
        session = await held.session()
        notes = {"10-0001": "Steel", "10-0002": "steel", "10-0003": "Oak", "10-0004": "OAK"}
        session.editing.set("x", [(key, "note", text) for key, text in notes.items()])
        groups = clusters(notes.items())
        keys, value_of = merging({groups[0]: "Oak"})
        plan = plan_cells(session, [(key, "note") for key in keys], value_of)
        title = merged_title("Note", 1)
        assert take(session, title, plan).title == "Merge spellings of Note in 1 group"
        assert [session.editing.value(key, "note") for key in notes] == [
            "Steel", "steel", "Oak", "Oak",
        ]  # fmt: skip
