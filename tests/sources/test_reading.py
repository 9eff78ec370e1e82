"""Odd values mark a cell and cost no row."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.values import Odd
from workbench.sources.reading import Reader, read_all


class Inner(msgspec.Struct):
    amount: Decimal | None = None
    name: str | None = None


class Outer(msgspec.Struct):
    id: int | str | None = None
    flag: bool | None = None
    inner: Inner | None = None
    items: list[Inner] | None = None


READER = Reader(Outer)


def test_a_sound_record_is_read_at_once():
    record, odd = READER.read(b'{"id": "007", "inner": {"amount": 0.180}, "more": [1]}')
    assert record == Outer("007", inner=Inner(Decimal("0.180")))
    assert odd == ()


def test_one_odd_value_is_kept_as_sent_and_the_others_are_read():
    record, odd = READER.read(
        b'{"id": 7, "items": [{"amount": "1,5", "name": "a"}, {"amount": 2}]}'
    )
    assert record is not None
    assert record.items == [Inner(Odd("1,5"), "a"), Inner(Decimal(2))]  # type: ignore[arg-type]
    assert odd == ("items.amount",)


def test_what_is_nearly_right_is_read_without_a_mark():
    record, odd = READER.read(b'{"flag": "true", "inner": [], "items": {}}')
    assert record == Outer(flag=True)
    assert odd == ()
    record, odd = READER.read(b'{"inner": {"amount": ""}, "items": null}')
    assert record == Outer(inner=Inner())
    assert odd == ()


def test_members_of_another_shape_are_left_out_and_told():
    record, odd = READER.read(b'{"id": 1, "inner": "CLIPPER BV", "items": "none"}')
    assert record == Outer(1)
    assert odd == ("inner", "items")


def test_an_odd_object_is_kept_as_json():
    record, _odd = READER.read(b'{"inner": {"name": {"en": "mug", "price": 1.10}}}')
    assert record is not None
    assert record.inner is not None
    assert record.inner.name == Odd('{"en":"mug","price":"1.10"}')


def test_a_record_that_is_none_is_counted_and_the_rest_stays():
    read, warnings = read_all(READER, [b"[1, 2]", b'{"id": 1}', b'"text"', b'{"flag": "maybe"}'])
    assert [document for document, _record in read] == [b'{"id": 1}', b'{"flag": "maybe"}']
    assert len(warnings) == 2
    assert "2 records" in warnings[0]
    assert "flag" in warnings[1]


def test_deep_nesting_ends_in_no_record():
    deep = b'{"inner": {"name": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}"
    record, _odd = READER.read(deep)
    assert record is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.fixed_dictionaries({}, optional={"id": JSON, "flag": JSON, "inner": JSON, "items": JSON}))
def test_whatever_comes_a_row_is_read(document: dict):
    record, _odd = READER.read(msgspec.json.encode(document))
    assert isinstance(record, Outer)
    assert record.inner is None or isinstance(record.inner, Inner)
    assert record.items is None or all(isinstance(item, Inner) for item in record.items)


@pytest.mark.fault(26)
def test_a_record_that_is_no_text_is_lost_and_told():
    read, warnings = read_all(READER, [b'{"id": "\xff"}', b'{"id": 2}'])
    assert [record for _document, record in read] == [Outer(2)]
    assert warnings == ("1 records could not be read and are not shown.",)
