from __future__ import annotations

import pytest

from workbench.workspace.searching_words import Vocabulary, Word, as_meant, score, words_asked


def known(*texts: str) -> Vocabulary:
    words = Vocabulary()
    for text in texts:
        words.add(text)
    return words


def test_words_are_folded_and_quotes_keep_them_together_and_exact():
    assert words_asked('Café "Blå mugg" café') == (Word("cafe"), Word("bla mugg", exact=True))
    assert words_asked('  "" ') == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kafekop", "kaffekop"),
        ("kaffeekop", "kaffekop"),
        ("umbrela", "umbrell"),
        ("eanmel", "enamel"),
        ("thxxmos", ""),
        ("muggs", ""),
        ("12345", ""),
    ],
)
def test_a_mistyped_word_of_five_letters_is_taken_for_the_nearest_one(typed, meant):
    words = known("kaffekoppar", "umbrella", "enamel", "thermos", "mug")
    found = words.near(Word(typed))
    assert any(each.startswith(meant) for each in found) if meant else not found


def test_in_quotes_nothing_is_taken_for_mistyped():
    assert known("kaffekoppar").near(Word("kafekop", exact=True)) == ()


def test_new_words_are_known_at_once():
    words = known("umbrella")
    assert words.near(Word("termos")) == ()
    words.add("a thermos flask")
    assert words.near(Word("termos"))


def test_a_name_that_begins_with_the_text_fits_better_than_one_that_holds_it():
    ranks = [
        score("mug", ("mug",), name, "k")
        for name in ("mug", "mug dalarna", "enamel mug", "enamel mugs", "smug", "cup")
    ]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == len(ranks)
    assert score("np-1", ("np-1",), "cup", "np-1") == 5


def test_services_are_asked_for_what_is_meant():
    assert as_meant(' "power  bank" Malmö ', {}) == "power bank Malmö"
    assert as_meant("Umbrela Malmö", {"umbrela": ("umbrella", "umbral")}) == "umbrella Malmö"
