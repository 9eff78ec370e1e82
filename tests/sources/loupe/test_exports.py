"""The list of exports: state, age, labels, and what its service gets wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sources.loupe.bench import CREATED, ID, LINK, bench, envelope
from workbench.core.queries import Query
from workbench.core.values import Coded, Odd
from workbench.sources.loupe.access import probe
from workbench.sources.loupe.exports import EXPORTS
from workbench.sources.loupe.records.export import ENVELOPES, id_of


def listed(*envelopes: bytes) -> bytes:
    return b"[" + b",".join(envelopes) + b"]"


def read(document: bytes, field: str) -> object:
    ((_key, record),) = EXPORTS.rows_of(document)
    found = EXPORTS.field(field)
    assert found is not None
    return found.read(record)


@pytest.mark.parametrize(
    ("status", "link", "shown"),
    [
        ("Pending", None, "Being made"),
        ("ReadyForDownload", LINK, "Ready"),
        ("Failed", None, "Failed"),
        ("Expired", None, "Expired"),
        ("Queued", None, "Queued"),
        ("Done", LINK, "Ready"),
    ],
)
def test_states(status: str, link: str | None, shown: str):
    state = read(envelope(status, link), "status")
    assert isinstance(state, Coded)
    assert state.label == shown


def test_a_time_without_a_zone_is_utc():
    assert read(envelope(), "created") == datetime(2018, 9, 3, 14, 7, 54, 15134, UTC)
    assert read(envelope(createdAt="soon"), "created") == Odd("soon")
    age = read(envelope(), "age")
    assert isinstance(age, int)
    assert age > 2000


def test_labels_are_parted_by_commas():
    document = envelope(labels="custom_label, another label,,custom_label")
    assert read(document, "name") == "custom_label, another label,,custom_label"
    assert read(document, "labels") == (
        Coded("custom_label", "custom_label"), Coded("another label", "another label"),
    )  # fmt: skip
    assert read(envelope(), "labels") is None


def test_the_host_of_a_file_is_shown():
    assert read(envelope("ReadyForDownload", LINK), "host") == "files.example.test"
    assert read(envelope("ReadyForDownload", "file:///etc/passwd"), "host") is None
    assert read(envelope("ReadyForDownload", "javascript:x"), "file") == Odd("javascript:x")


def test_the_id_is_read_from_a_relative_link():
    record, odd = ENVELOPES.read(envelope(None))
    assert record is not None
    assert (id_of(record), odd) == (ID, ())


async def test_all_exports_are_one_page_without_repeats(tmp_path: Path):
    other = envelope(id="b", createdAt=CREATED)
    made = bench(tmp_path, listed(envelope(), other, envelope("Failed"), b'{"value":null}'))
    page = await EXPORTS.search(made.client, Query(), "")
    assert (list(page.keys), page.total, page.cursor) == ([ID, "b"], 2, "")
    assert page.documents[0] == envelope()


async def test_an_odd_export_costs_no_row(tmp_path: Path):
    made = bench(tmp_path, listed(envelope(archived="maybe", labels=["a"]), b'"x"'))
    page = await EXPORTS.search(made.client, Query(), "")
    assert list(page.keys) == [ID]
    assert page.warnings


async def test_the_probe_counts_them(tmp_path: Path):
    made = bench(tmp_path, listed(envelope(), envelope(id="b")))
    assert await probe(made.client) == "2 exports"
