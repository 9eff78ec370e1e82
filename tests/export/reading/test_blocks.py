"""Blocks from spreadsheets, and what the table copies, come back cell by cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.fields import Field, Kind
from workbench.export.reading.blocks import parse_block
from workbench.ui.grid.copying import Block, tabbed


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("a", [["a"]]),
        ("a\n", [["a"]]),
        ("\n", [[""]]),
        ("a\tb\r\n1\t2\r\n", [["a", "b"], ["1", "2"]]),
        ("a\tb\r1\t2\r", [["a", "b"], ["1", "2"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ("a\t\n", [["a", ""]]),
        ("\t\t", [["", "", ""]]),
        ("a\tb\n1", [["a", "b"], ["1", ""]]),
        ('"a\tb"\tc', [["a\tb", "c"]]),
        ('"a\r\nb"\tc', [["a\r\nb", "c"]]),
        ('"say ""hi"""\tc', [['say "hi"', "c"]]),
        ('5" pipe\tc', [['5" pipe', "c"]]),
        ('"5" pipe\tc', [['"5" pipe', "c"]]),
        ('"open\tc\nd', [['"open', "c"], ["d", ""]]),
        ('"hello"', [["hello"]]),
        ('""\tx', [["", "x"]]),
        ("\ufeffa\0", [["a"]]),
        ("007\t1,50 €", [["007", "1,50 €"]]),
        ("a\x0bb", [["a\x0bb"]]),
        ("a;b,c", [["a;b,c"]]),
    ],
)
def test_blocks(text, rows):
    assert parse_block(text) == rows


@given(st.lists(st.lists(st.text(alphabet="ab \t\r\n\"'=é;,"), min_size=2, max_size=2), min_size=1))
def test_what_the_table_copies_comes_back(rows):
    fields = tuple(Field(name, name, Kind.TEXT, str) for name in "ab")
    block = Block(fields, ("a", "b"), tuple(map(tuple, rows)))
    assert parse_block(tabbed(block)) == rows


def test_many_open_quotes_take_no_time_squared():
    text = '"x\t' * 20_000 + "\n" + '"y\n' * 20_000
    assert len(parse_block(text)) == 20_001
