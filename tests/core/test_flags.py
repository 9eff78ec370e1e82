from __future__ import annotations

import pytest

from workbench.core.flags import flag_text, read_flag


@pytest.mark.parametrize("text", ["true", " Yes", "1", "ON"])
def test_words_for_yes(text):
    assert read_flag(text) is True


@pytest.mark.parametrize("text", ["false", "No ", "0", "off"])
def test_words_for_no(text):
    assert read_flag(text) is False


@pytest.mark.parametrize("text", ["", "ja", "2", "yesno"])
def test_other_words_are_neither(text):
    assert read_flag(text) is None


def test_a_reader_may_know_further_words():
    assert read_flag(" JA", {"ja"}, {"nein"}) is True
    assert read_flag("Nein", {"ja"}, {"nein"}) is False


def test_what_is_shown_is_read_back():
    for value in (True, False):
        assert read_flag(flag_text(value=value)) is value
