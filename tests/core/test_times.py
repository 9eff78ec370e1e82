"""Times in all the spellings of services."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from workbench.core.times import now, read_date, read_time
from workbench.core.values import Odd

CET = timezone(timedelta(hours=1))


@pytest.mark.fault(38)
@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("2017-11-08T16:00:44+0100", datetime(2017, 11, 8, 16, 0, 44, tzinfo=CET)),
        ("2017-11-08T16:00:44+01:00", datetime(2017, 11, 8, 16, 0, 44, tzinfo=CET)),
        ("2017-11-08T15:00:44.000+0000", datetime(2017, 11, 8, 15, 0, 44, tzinfo=UTC)),
        ("2017-11-08T15:00:44Z", datetime(2017, 11, 8, 15, 0, 44, tzinfo=UTC)),
        ("2017-11-08 15:00:44", datetime(2017, 11, 8, 15, 0, 44, tzinfo=UTC)),
        ("2017-11-08", datetime(2017, 11, 8, tzinfo=UTC)),
        (None, None),
        ("", None),
        ("soon", Odd("soon")),
        ("2017-13-40", Odd("2017-13-40")),
    ],
)
def test_moments(sent, read):
    found = read_time(sent)
    assert found == read
    if isinstance(found, datetime):
        assert found.tzinfo is not None


def test_the_zone_that_is_meant_and_days_as_they_stand():
    assert read_time("2017-11-08 15:00", CET) == datetime(2017, 11, 8, 14, tzinfo=UTC)
    assert read_time(datetime(2020, 1, 1), CET) == datetime(2019, 12, 31, 23, tzinfo=UTC)  # noqa: DTZ001
    assert read_date("2017-11-08T23:30:00-0500") == date(2017, 11, 8)
    assert read_date("x") == Odd("x")
    assert now().tzinfo is UTC
