"""A file of products with columns of attributes and texts, against the sandbox of ETIM Mapper."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.workspace.files import book
from tests.workspace.test_sending_etim import ACCOUNT, SOURCE, opened, send_all
from workbench.core.jobs import Job
from workbench.export.plan import Format, column_of
from workbench.export.write import write
from workbench.workspace import exporting
from workbench.workspace.importing import Import
from workbench.workspace.intake.layouts import Layouts
from workbench.workspace.intake.lines import Fate
from workbench.workspace.lookups import Lookups
from workbench.workspace.widening import fill, widened

JOB = Job("1", "Import", "import")
NAMED = ("L2", "S3", "N4", "R5", "MS6", "T7")


@asynccontextmanager
async def importing(workspace, session) -> AsyncIterator[Import]:
    lookups = Lookups(workspace, SOURCE, ACCOUNT)
    made = Import(
        session, lookups.of, Layouts(workspace.stores.workspace, SOURCE.id, session.resource.id)
    )
    try:
        yield made
    finally:
        made.close()


def titles(world) -> dict[str, str]:
    return {each["identifier"]: each["name"]["en"] for each in world.lists["attributes"].values()}


def with_attributes(world, keys) -> str:
    return next(
        key for key in keys
        if {*NAMED, "M1"} <= (world.products[key].document.get("attributes") or {}).keys()
    )  # fmt: skip


async def test_attributes_are_found_by_name_read_by_their_definitions_and_sent(tmp_path: Path):
    async with opened(tmp_path / "home") as (world, session, workspace):
        named = titles(world)
        far = [key for key in world.products if session.table.row_of(key) is None]
        near = with_attributes(world, map(session.table.key, range(len(session.table))))
        other = with_attributes(world, far)
        before = world.products[other].document["attributes"]
        several = "S3"
        chosen = next(
            each for each in world.lists["attributes"][several]["values"]
            if each["identifier"] != world.products[near].document["attributes"][several]
        )  # fmt: skip
        path = book(
            tmp_path,
            [["Product ID", named["L2"], named[several], "attributes.N4", named["R5"],
              named["T7"], f"{named['M1']} · DE", "Keywords · PL"],
             [near, "yes", chosen["value"]["en"], "12,5", "-3..4", "INT7", "Schnell", "a; b"],
             [other, before["L2"], before[several], before["N4"], "..".join(before["R5"]),
              before["T7"], "Schnell", None]],
        )  # fmt: skip
        async with importing(workspace, session) as made:
            await made.read(path)
            assert [made.rules.columns[at] for at in range(8)] == [
                "product_id", "attributes.L2", "attributes.S3", "attributes.N4", "attributes.R5",
                "attributes.T7", "attributes.M1.de", "overallInformation.keyword.pl",
            ]  # fmt: skip
            await made.check(JOB)
            told = [each.sentence for line in made.lines for each in line.problems]
            assert [line.fate for line in made.lines] == [Fate.CHANGE, Fate.CHANGE], told
            assert {field for line in made.lines[1:] for field, *_rest in line.altered} == {
                "attributes.M1.de"
            }, "the rest is what the service has"
            await made.stage(JOB)
        shipment = await send_all(workspace.deliveries.of(SOURCE, ACCOUNT))
        assert shipment.report.sentence == "2 saved"
        held = world.products[near].document
        assert held["attributes"]["L2"] == "true"
        assert held["attributes"][several] == chosen["identifier"]
        assert held["attributes"]["N4"] == "12.5"
        assert held["attributes"]["R5"] == ["-3", "4"]
        assert held["attributes"]["M1"]["de"] == "Schnell"
        assert held["overallInformation"]["keyword"]["pl"] == ["a", "b"]
        assert world.products[other].document["attributes"]["M1"]["de"] == "Schnell"
        assert world.products[other].document["attributes"]["N4"] == before["N4"]


async def test_wrong_attributes_are_named_at_their_place(tmp_path: Path):
    async with opened(tmp_path / "home") as (world, session, workspace):
        named = titles(world)
        key = with_attributes(world, map(session.table.key, range(len(session.table))))
        path = book(
            tmp_path,
            [["Product ID", named["L2"], named["S3"], named["N4"], named["R5"]],
             [key, "perhaps", "nothing of these", "many", "1"]],
        )  # fmt: skip
        async with importing(workspace, session) as made:
            await made.read(path)
            await made.check(JOB)
            (line,) = made.lines
            assert line.fate is Fate.BAD
            said = [each.at(line.number, "x") for each in line.problems]
            assert [each.partition(" (")[0] for each in said] == [
                f"Row 2, column {letter}" for letter in "BCDE"
            ]  # fmt: skip
            assert "neither yes nor no" in said[0]
            assert "none of the values. There are:" in said[1]
            assert "is no number" in said[2]
            assert "is no range" in said[3]


async def test_columns_of_the_grid_that_were_exported_change_nothing_as_they_are(tmp_path: Path):
    paths = [f"attributes.{name}" for name in (*NAMED, "M1", "M1.en", "REF8")]
    async with opened(tmp_path / "home") as (_world, session, workspace):
        known = SOURCE.resource("products").paths
        made_ = [*map(known.field, paths), known.field("overallInformation.keyword.en")]
        session.resource = widened(session.resource, made_)
        session.held.widen(session.resource, made_)
        session.editing.widen(session.resource)
        await fill(session, made_)
        for form, name in ((Format.CSV, "a.csv"), (Format.CSV_EXCEL, "b.csv"),
                           (Format.XLSX, "c.xlsx")):  # fmt: skip
            columns = [session.resource.field("product_id"), *made_]
            plan = exporting.plan_of(
                session, tuple(map(column_of, columns)), range(len(session.table)), returns=False
            )
            write(plan, tmp_path / name, form, lambda _done, _all: None, lambda: False)
            async with importing(workspace, session) as made:
                await made.read(tmp_path / name)
                assert len(made.rules.fields) == len(columns)
                await made.check(JOB)
                problems = [each.sentence for line in made.lines for each in line.problems]
                assert (name, problems) == (name, [])
                assert (name, made.tally.count(Fate.SAME)) == (name, len(session.table))


async def test_every_column_that_can_be_typed_changes_nothing_as_it_was_exported(tmp_path: Path):
    async with opened(tmp_path / "home") as (_world, session, workspace):
        resource = session.resource
        held = (resource.field(entry.field) for entry in resource.saving.entries if not entry.rows)
        columns = tuple(column_of(field) for field in held if field is not None)
        for form, name in ((Format.CSV, "a.csv"), (Format.XLSX, "c.xlsx")):
            plan = exporting.plan_of(session, columns, range(len(session.table)), returns=False)
            write(plan, tmp_path / name, form, lambda _done, _all: None, lambda: False)
            async with importing(workspace, session) as made:
                await made.read(tmp_path / name)
                await made.check(JOB)
                altered = {each.field for line in made.lines for each in line.altered}
                assert (name, altered) == (name, set())
