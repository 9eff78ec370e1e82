"""Completeness over loaded rows with what is staged, checks of quality, releases, raw documents."""

from __future__ import annotations

from pathlib import Path

import httpx
import msgspec
import pytest

from tests.workspace.classes.kit import ACCOUNT, CLASS, bench, document
from workbench.core.errors import WbError
from workbench.core.etim import FeatureType
from workbench.core.etim_reports import Check


async def test_the_overview_counts_what_is_staged(tmp_path: Path):
    async with bench(tmp_path) as held:
        features = held.class_().features
        flag = held.feature(FeatureType.LOGICAL)
        values = {own.code: "NA" for own in features if own.code != flag.code}
        session = await held.session([
            *(document(f"P{n}", values) for n in range(5)),
            document("Q1", {}, class_code="EC999999"),
            document("R1", {}, class_code=""),
        ])  # fmt: skip
        first = await held.classes.completeness(session)
        assert (first.products, first.classified, first.missing) == (7, 6, 0)
        assert first.unknown == {"EC999999": 1}
        best = first.worklist[0]
        assert (best.features, best.completes, best.missing) == ((flag.code,), 5, 5)
        row = next(row for row in first.heat.rows if row.code == CLASS)
        assert (row.products, row.complete) == (5, 0)
        held.classes.set_value(session, ["P0", "P1"], flag.code, "yes")
        second = await held.classes.completeness(session)
        row = next(row for row in second.heat.rows if row.code == CLASS)
        assert row.complete == 2
        assert second.worklist[0].completes == 3


async def test_deleted_products_count_nowhere(tmp_path: Path):
    async with bench(tmp_path) as held:
        session = await held.session([document("P1", {}), document("P2", {})])
        assert session.editing is not None
        session.editing.delete(["P1"])
        overview = await held.classes.completeness(session)
        assert (overview.products, overview.missing) == (1, 0)


async def test_checks_find_gtins_languages_and_values(tmp_path: Path):
    async with bench(tmp_path) as held:
        number = held.feature(FeatureType.NUMERIC)
        session = await held.session([
            document("P1", {number.code: "5 mm"}, overall={"gtin": "4006381333931"}),
            document("P2", {}, overall={"gtin": "4006381333931"}, name={"de": "Schalter"}),
            document("P3", {}, overall={"gtin": "4006381333932"}),
        ])  # fmt: skip
        found = {
            (own.check, own.product) for own in (await held.classes.completeness(session)).findings
        }
        assert (Check.UNIT, "P1") in found
        assert (Check.GTIN_TWICE, "P2") in found
        assert (Check.GTIN_DIGIT, "P3") in found
        assert (Check.LANGUAGE, "P1") in found


async def test_a_rehearsal_needs_a_release_that_is_here(tmp_path: Path):
    async with bench(tmp_path) as held:
        feature = held.feature(FeatureType.LOGICAL)
        session = await held.session([document("P1", {feature.code: "true", "EF999999": "1"})])
        release = held.classes.releases.all()[0]
        same = await held.classes.rehearse(session, "", release.id)
        assert (len(same.products), same.broken) == (1, ())
        with pytest.raises(WbError, match="no ETIM release"):
            await held.classes.rehearse(session, "", "nowhere")


async def test_an_account_keeps_the_release_it_uses(tmp_path: Path):
    async with bench(tmp_path) as held:
        release = held.classes.releases.all()[0]
        held.classes.releases.use(ACCOUNT, release.id, "en")
        assert held.classes.model("", "", ACCOUNT).release.id == release.id
        with pytest.raises(WbError):
            held.classes.releases.use(ACCOUNT, "none-such")
        with pytest.raises(WbError):
            held.classes.releases.remove(release.id)
    async with bench(tmp_path) as again:
        assert again.classes.releases.in_use(ACCOUNT).release == release.id


async def test_documents_are_written_as_they_came(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        feature = held.feature(FeatureType.LOGICAL)
        documents = [
            document(f"P{n}", {feature.code: "true"}, extra={"kept": [n]}) for n in range(3)
        ]
        session = await held.session(documents)
        held.classes.set_value(session, ["P1"], feature.code, "no")
        path = tmp_path / "raw.json"
        assert await held.classes.export_raw(session, ["P2", "P1", "gone"], path) == 2
        written = msgspec.json.decode(path.read_bytes())
        assert written == [msgspec.json.decode(documents[2]), msgspec.json.decode(documents[1])]


async def test_dead_links_are_found_without_reading_what_is_there(tmp_path: Path):
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(404 if "gone" in request.url.path else 200)

    async with bench(tmp_path, answer) as held:
        links = [
            {"uri": "http://127.0.0.1/here.pdf"},
            {"uri": "http://127.0.0.1/gone.pdf"},
            {"uri": "javascript:alert(1)"},
        ]
        session = await held.session([document("P1", {}, attachments=links)])
        found = await held.classes.dead_links(session, ["P1"])
        assert [own.url for own in found] == ["http://127.0.0.1/gone.pdf", "javascript:alert(1)"]
        assert "404" in found[0].why
        assert sorted(asked) == ["/gone.pdf", "/here.pdf"]
