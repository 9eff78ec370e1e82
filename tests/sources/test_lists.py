"""Whole lists become one page, each row with its own document."""

from __future__ import annotations

import msgspec
import pytest

from workbench.sources.leaves import identity
from workbench.sources.lists import rows_reader, whole_page
from workbench.sources.reading import Reader


class Row(msgspec.Struct):
    id: int | str | None = None


READER = Reader(Row)


def key_of(row: Row) -> str:
    return identity(row.id)


@pytest.mark.fault(30)
def test_rows_without_a_key_and_repeated_ones_are_told_and_left_out():
    raws = msgspec.json.decode(
        b'[{"id": 1, "n": "a"}, {}, {"id": "1"}, {"id": "b"}]', type=list[msgspec.Raw]
    )
    page = whole_page(READER, raws, key_of)
    assert page.keys == ["1", "b"]
    assert page.documents == [b'{"id": 1, "n": "a"}', b'{"id": "b"}']
    assert (page.total, page.cursor) == (2, "")
    assert page.warnings == (
        "1 records name no key and are not shown.",
        "1 records came more than once and are shown once.",
    )


def test_no_answer_is_an_empty_page():
    assert whole_page(READER, None, key_of).rows == []


def test_a_document_gives_its_row_again():
    rows_of = rows_reader(READER, key_of)
    assert rows_of(b'{"id": 5}') == (("5", Row(5)),)
    assert rows_of(b"[]") == ()
