"""Reports, releases, remembered runs and the lines of the rail."""

from __future__ import annotations

import asyncio
import csv
import io

from tests.sources.etim.model.kit import ixf_file
from tests.workspace.classes.kit import ACCOUNT, CLASS, document
from workbench.core.formats import Formats
from workbench.ui.classes.attribution import attribution
from workbench.ui.classes.cells import Cell, Column, SheetRow
from workbench.ui.classes.quality import product_of, quality_rows, quality_says
from workbench.ui.classes.raillines import ClassLines
from workbench.ui.classes.releasesdialog import ReleasesDialog
from workbench.ui.classes.report import Report
from workbench.ui.rail.lines import LineKind


def report(made, look) -> Report:
    parts, jobs = [("all", "All"), ("gtin", "GTIN")], made.bench.workspace.jobs
    columns = [Column("Product"), Column("Found")]
    held = Report("Quality", "quality.csv", parts, columns, jobs, look)
    held.show_rows("", [
        SheetRow("all/A", (Cell("=1+1"), Cell("x"))),
        SheetRow("all/B", (Cell("Lamp"), Cell("y"))),
        SheetRow("gtin/B", (Cell("Lamp"), Cell("y"))),
    ])  # fmt: skip
    return held


async def test_a_report_is_searched_and_saved_as_it_is_shown(shown, look, tmp_path):
    async with shown([document("A")]) as made:
        held = report(made, look)
        assert held.table.sheet.rowCount() == 2
        held.search.setText("lamp")
        rows = list(csv.reader(io.StringIO(held.csv().decode("utf-8-sig"))))
        assert rows == [["Product", "Found"], ["Lamp", "y"]]


async def test_a_report_saves_no_formula_of_a_service(shown, look):
    async with shown([document("A")]) as made:
        held = report(made, look)
        assert b"'=1+1" in held.csv()


async def test_enter_in_a_report_goes_to_the_row(shown, look):
    async with shown([document("A")]) as made:
        held = report(made, look)
        gone = []
        held.row_wanted.connect(gone.append)
        held.table.acted.emit("all/B")
        assert gone == ["B"]


async def test_quality_lists_each_finding_under_all_and_its_own_part(shown, look):
    wrong = document("A", overall={"gtin": "5900200004029"}, name={"en": "Lamp"})
    async with shown([wrong, document("B", name={"en": "Other", "de": "Andere"})]) as made:
        made.held.overview = await made.bench.classes.completeness(made.session)
        rows = quality_rows(made.held)
        gtin = [row for row in rows if row.key.startswith("gtin/")]
        assert product_of(gtin[0].key.partition("/")[2]) == "A"
        assert len([row for row in rows if row.key.startswith("all/")]) == len(
            made.held.overview.findings
        )
        assert "2 loaded products" in quality_says(made.held)
        places = [row.cells[2].text for row in rows if row.key.startswith("language/")]
        assert "Name · German" in places


async def test_releases_are_listed_and_those_that_ship_stay(shown, look):
    async with shown([document("A")]) as made:
        dialog = ReleasesDialog(made.bench.workspace, ACCOUNT, look)
        assert dialog.table.sheet.rowCount() == len(made.bench.classes.releases.all())
        assert dialog.chosen.shipped
        assert not dialog.remove.isEnabled()


async def test_an_account_uses_the_release_that_is_chosen(shown, look):
    async with shown([document("A")]) as made:
        made.bench.classes.releases.use(ACCOUNT, "", "de")
        dialog = ReleasesDialog(made.bench.workspace, ACCOUNT, look)
        dialog.used.setCurrentIndex(1)
        dialog.used.activated.emit(1)
        release = made.bench.classes.releases.all()[0]
        used = made.bench.classes.releases.in_use(ACCOUNT)
        assert (used.release, used.language) == (release.id, "de")


async def test_names_are_shown_in_a_language_that_the_release_has(shown, look, tmp_path):
    async with shown([document("A")]) as made:
        book = made.bench.classes.releases
        dialog = ReleasesDialog(made.bench.workspace, ACCOUNT, look)
        assert [dialog.spoken.itemText(at) for at in range(dialog.spoken.count())] == ["English"]
        assert not dialog.spoken.isEnabled()
        new = await book.add(ixf_file(tmp_path))
        at = dialog.used.findData(new.id)
        dialog.used.setCurrentIndex(at)
        dialog.used.activated.emit(at)
        dutch = dialog.spoken.findText("Dutch (NL)")
        assert dialog.spoken.isEnabled()
        dialog.spoken.setCurrentIndex(dutch)
        dialog.spoken.activated.emit(dutch)
        used = book.in_use(ACCOUNT)
        assert (used.release, used.language) == (new.id, "nl-nl")
        assert book.model(account=ACCOUNT).class_("EC001744").name == "Inbouwspot"
        assert dialog.spoken.currentText() == "Dutch (NL)"


async def test_a_file_that_is_no_release_is_told(shown, look, tmp_path):
    async with shown([document("A")]) as made:
        dialog = ReleasesDialog(made.bench.workspace, ACCOUNT, look)
        path = tmp_path / "prices.zip"
        path.write_bytes(b"no archive")
        dialog.load_from(str(path))
        assert not dialog.load.isEnabled()
        for _turn in range(1000):
            if dialog.load.isEnabled():
                break
            await asyncio.sleep(0.01)
        assert not dialog.told.isHidden()
        assert dialog.load.isEnabled()


async def test_the_rail_lists_groups_by_size_with_their_classes(shown, look):
    documents = [document("A"), document("B"), document("C", class_code="EC001744")]
    async with shown(documents) as made:
        made.held.counts = made.bench.classes.in_use(made.session)
        lines = list(ClassLines(made.held).lines(Formats()))
        assert [line.kind for line in lines] == [
            LineKind.HEADING, LineKind.GROUP, LineKind.CLASS, LineKind.GROUP, LineKind.CLASS,
        ]  # fmt: skip
        assert (lines[2].key, lines[2].count) == (CLASS, "2")


async def test_a_class_of_the_rail_opens_and_a_resource_goes_back(shown, look):
    async with shown([document("A")]) as made:
        made.held.counts = made.bench.classes.in_use(made.session)
        own = ClassLines(made.held)
        lines = list(own.lines(Formats()))
        assert own.activate(lines[2])
        assert made.held.code == CLASS
        assert next(line for line in own.lines(Formats()) if line.on).key == CLASS
        group = next(line for line in own.lines(Formats()) if line.kind is LineKind.GROUP)
        own.fold(group, is_open=False)
        assert [line.kind for line in own.lines(Formats())] == [LineKind.HEADING, LineKind.GROUP]


def test_the_licence_sentence_names_who_makes_the_model():
    assert "ETIM International" in attribution()
    assert "ODC-By" in attribution()
