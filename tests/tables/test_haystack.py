"""The search finds what is there, by whichever of its ways it looks."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables.reference import plain
from workbench.tables.folding import fold, narrows, words_of
from workbench.tables.haystack import Haystack

texts = st.text("abcÄéøß{1 ", max_size=8)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(texts, max_size=6), max_size=4),
    st.lists(texts.map(fold).filter(bool), min_size=1, max_size=2),
    st.data(),
)
def test_rows_that_hold_all_words(pages, words, data):
    stack = Haystack()
    held = []
    for page in pages:
        stack.extend(page)
        held += page
    for row in data.draw(st.sets(st.integers(0, max(len(held) - 1, 0)))) if held else ():
        held[row] = data.draw(texts)
        stack.put(row, held[row])
    kept = sorted(data.draw(st.sets(st.integers(0, len(held) - 1)))) if held else []
    stack.keep(np.array(kept, np.int64))
    held = [held[row] for row in kept]
    stack.extend(["abc", "Ä"])
    held += ["abc", "Ä"]
    expected = [all(word in fold(text) for word in words) for text in held]
    assert stack.match(words).tolist() == expected
    assert stack.match(words, 1).tolist() == expected[1:]
    among = np.array([row % 2 == 0 for row in range(len(held))])
    assert stack.match(words, among=among).tolist() == (among & expected).tolist()


def test_frequent_and_rare_words_of_every_length():
    rows = [f"row {n} cotton shirt {'q' * (n % 3)} end{n % 7}" for n in range(5000)]
    stack = Haystack()
    stack.extend(rows)
    for word in (
        "o",
        "{",
        "tt",
        "qq",
        "ott",
        "cotton",
        "end6",
        "row 4999",
        "row 77 ",
        "zebra",
        "}}",
    ):
        assert stack.match((word,)).tolist() == [word in row for row in rows], word


def test_typing_on_and_going_back():
    rows = ["cotton", "cot", "scott", "cod", "ctto", "ccot"] * 500
    stack = Haystack()
    stack.extend(rows)
    for word in ("c", "co", "cot", "cott", "cotton", "cotx", "co", "cot", "ot", "ott", "cott"):
        assert stack.match((word,)).tolist() == [word in row for row in rows], word
    stack.match(("cot",))
    stack.put(0, "cod")
    stack.extend(["cotton"])
    rows = ["cod", *rows[1:], "cotton"]
    assert stack.match(("cott",)).tolist() == ["cott" in row for row in rows]


def test_rows_are_added_while_a_thread_looks_at_the_old_ones():
    stack = Haystack()
    stack.extend(["cotton", "linen"])
    looked_at = memoryview(stack._buffer)
    stack.extend(["silk"])
    assert bytes(looked_at) == b"cotton\0linen\0"
    assert stack.match(("silk",)).tolist() == [False, False, True]


def test_folding():
    assert fold("CAFÉ Straße Øl Łódź Æ") == "cafe strasse ol lodz ae"
    assert fold("Grün") == plain("grün")


def test_words():
    assert words_of('Café  "two Words" caf\u00c9 "open end') == ("cafe", "two words", "open end")
    assert words_of(' "" " " ') == ()
    assert narrows(("cotton", "red"), ("cot",))
    assert not narrows(("co",), ("cot",))
