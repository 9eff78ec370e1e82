"""Typed conditions as the filter takes them, and times by the clock of the service."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from workbench.core.conditions import parse_where
from workbench.core.errors import ErrorCode, WbError
from workbench.core.queries import Query
from workbench.sources.etim.filters import FILTERS
from workbench.sources.etim.records.values import moment, wire_day, wire_since, wire_time
from workbench.sources.etim.wire import filter_body, given, since_day


def body(*words: str, text: str = "") -> dict[str, object]:
    return filter_body(given(Query(conditions=parse_where(FILTERS, words), text=text)))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["productName.pl=kana"], {"productName": {"pl": "kana"}}),
        (["gtin=0"], {"gtin": 0}),
        (["gtin=5900"], {"gtin": "5900"}),
        (["attributes.M=M1.pl=wart"], {"attributes": {"M1": {"pl": "wart"}}}),
        (["attributes.L=L2=false"], {"attributes": {"L2": ["false"]}}),
        (["attributes.S=S3=v1|v2"], {"attributes": {"S3": ["v1", "v2"]}}),
        (["attributes.N=N4=4"], {"attributes": {"N4": "4"}}),
        (["attributes.R=R5=1..3"], {"attributes": {"R5": {"from": "1", "to": "3"}}}),
        (["attributes.R=R5=1.."], {"attributes": {"R5": {"from": "1"}}}),
        (
            ["attributes.MS=MS6=ms_v1|ms_v2", "attributes.MS_without=MS6=ms_v3"],
            {
                "attributes": {
                    "MS6": {
                        "withType": "at_least_one",
                        "with": ["ms_v1", "ms_v2"],
                        "without": ["ms_v3"],
                    }
                }
            },
        ),
        (
            ["labels.with=Sold,Gold", "labels.without=Public"],
            {
                "labels": {
                    "withType": "at_least_one",
                    "with": ["Sold", "Gold"],
                    "without": ["Public"],
                }
            },
        ),
        (
            ["categories.with=TC1/C1", "categories.without=TC1/SC5", "categories.withType=all"],
            {"categories": {"TC1": {"withType": "all", "with": ["C1"], "without": ["SC5"]}}},
        ),
        (
            ["lca.database=OEKOBAU.DAT", "lca.uuid=4df"],
            {"lca": {"database": ["OEKOBAU.DAT"], "uuid": "4df"}},
        ),
        (
            ["totalDescriptionCompleteness.from=20", "totalDescriptionCompleteness.to=40"],
            {"totalDescriptionCompleteness": {"from": "20", "to": "40"}},
        ),
        (
            ["lastModifiedDate.number=2", "lastModifiedDate.unit=day"],
            {
                "lastModifiedDate": {
                    "type": "last",
                    "number": "2",
                    "unit": "day",
                    "includingCurrent": "true",
                }
            },
        ),
        (
            ["creationDate.to=2016-05-31T22:00:00Z"],
            {"creationDate": {"type": "range", "to": "2016-06-01 00:00:00"}},
        ),
    ],
)
def test_the_examples_of_the_document_can_be_asked(words: list[str], wanted: dict[str, object]):
    assert body(*words) == wanted


def test_the_search_box_looks_for_a_gtin_or_in_the_name():
    assert body(text="5900200002000") == {"gtin": "5900200002000"}
    assert body(text="kana") == {"productName": {"en": "kana"}}


@pytest.mark.parametrize(
    "words",
    [
        ["attributes.S=v1"],
        ["categories.with=C1"],
        ["labels.withType=all"],
        ["lastModifiedDate.number=2", "lastModifiedDate.from=2026-01-08"],
        ["lastModifiedDate.unit=day"],
        ["date-from=2026-01-08", "lastModifiedDate.from=2026-01-08"],
    ],
)
def test_what_cannot_be_meant_is_refused_before_it_is_sent(words: list[str]):
    with pytest.raises(WbError) as refused:
        body(*words)
    assert refused.value.code is ErrorCode.INPUT


def test_changes_since_a_day_narrow_other_filters_too():
    asked = body("date-from=2026-03-14T12:00:00Z", "productName.en=mug")
    assert asked["lastModifiedDate"] == {"type": "range", "from": "2026-03-14 00:00:00"}
    assert asked["productName"] == {"en": "mug"}


def test_a_range_of_changes_begins_early_where_the_clock_is_in_doubt():
    winter = body("lastModifiedDate.from=2026-01-08T11:00:00Z")
    assert winter["lastModifiedDate"] == {"type": "range", "from": "2026-01-08 12:00:00"}
    summer = body("lastModifiedDate.from=2026-07-08T11:00:00Z")
    assert summer["lastModifiedDate"] == {"type": "range", "from": "2026-07-08 11:00:00"}


def test_a_day_that_has_just_begun_is_asked_from_the_day_before():
    query = Query(conditions=parse_where(FILTERS, ["date-from=2026-03-14T00:30:00Z"]))
    assert since_day(given(query)) == "2026-03-13"


def test_times_go_by_the_clock_of_the_service_and_back():
    winter, summer = datetime(2026, 1, 8, 11, tzinfo=UTC), datetime(2026, 7, 8, 11, tzinfo=UTC)
    assert wire_time(winter) == "2026-01-08 12:00:00"
    assert wire_time(summer) == "2026-07-08 13:00:00"
    assert moment("2026-01-08 12:00:00") == winter
    assert moment("2026-07-08 13:00:00") == summer


def test_a_window_of_changes_overlaps_two_hours_around_a_change_of_the_clock():
    before = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert wire_since(before) == "2026-10-25 00:30:00"
    assert wire_since(datetime(2026, 1, 8, 11, tzinfo=UTC)) == "2026-01-08 12:00:00"
    # In summer the service may mean winter time: 13:00 there is 12:00 here.
    assert wire_since(datetime(2026, 7, 8, 11, tzinfo=UTC)) == "2026-07-08 11:00:00"
    assert wire_day(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == "2026-10-25"
