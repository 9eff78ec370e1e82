"""Files imported into Lagerkoll's articles, against its sandbox: lists, new ones, what is read."""

from __future__ import annotations

from contextlib import asynccontextmanager

import httpx
from msgspec.structs import replace

from tests.workspace.files import book
from workbench.core.accounts import Account
from workbench.core.folders import folders_in
from workbench.core.jobs import Job, Jobs
from workbench.core.queries import Query
from workbench.core.secret import Secret
from workbench.edits.drafts import State
from workbench.net.log import RequestLog
from workbench.sandbox.lagerkoll import catalogue
from workbench.sandbox.lagerkoll.service import application, build
from workbench.sandbox.server import build_app
from workbench.sources import ALL
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.workspace.importing import Import
from workbench.workspace.intake.layouts import Layouts
from workbench.workspace.intake.lines import Fate
from workbench.workspace.lookups import Lookups
from workbench.workspace.workspace import Workspace

SOURCE = next(source for source in ALL if source.id == "lagerkoll")
ACCOUNT = Account(
    "lagerkoll", "test", url="http://127.0.0.1/lagerkoll", session_only=True, bound="test"
)
JOB = Job("1", "Import", "import")
ARTICLES = 120


@asynccontextmanager
async def warehouse(home, *, loaded=True):
    app = application(catalogue.build(ARTICLES), None)
    service = build(app)
    vault = MemoryVault()
    vault.hold(ACCOUNT, {name: Secret(value) for name, value in service.credentials.items()})
    folders = folders_in(home).make()
    workspace = Workspace(
        folders, Stores(folders), ALL, Jobs(), vault=vault, log=RequestLog(), demo=(ACCOUNT,),
        transport=httpx.ASGITransport(build_app([service])),
    )  # fmt: skip
    resource = SOURCE.resource("articles")
    session = workspace.session(SOURCE, resource, ACCOUNT)
    try:
        if loaded:
            await session.ask(Query(), again=True)
        layouts = Layouts(workspace.stores.workspace, SOURCE.id, resource.id)
        lookups = Lookups(workspace, SOURCE, ACCOUNT)
        made = Import(session, lookups.of, layouts)
        yield made, session, workspace
        made.close()
    finally:
        session.close()
        await workspace.close()


async def numbers_of(session, count):
    await session.ask(Query(), again=True)
    return [session.table.key(row) for row in range(count)]


async def test_prices_and_categories_are_staged_and_an_unknown_category_is_named(tmp_path):
    async with warehouse(tmp_path / "home") as (made, session, _workspace):
        keys = await numbers_of(session, 4)
        categories = {session.table.value(row, "category") for row in range(len(session.table))}
        category = next(str(each) for each in categories if each)
        path = book(tmp_path, [
            ["Number", "Name", "Price", "Category"],
            [keys[0], "Mugg", "1 152,50", category.upper()],
            [keys[1], "Mugg", "kr 9,90", "Nowhere"],
            [keys[2], "Mugg", "-1,00", None],
        ])  # fmt: skip
        await made.read(path)
        assert made.rules.by == "number"
        await made.check(JOB)
        assert [line.fate for line in made.lines] == [Fate.CHANGE, Fate.BAD, Fate.BAD]
        assert made.lines[1].problems[0].field == "category"
        assert made.lines[2].problems[0].sentence.endswith("Got “-1,00”.")
        await made.stage(JOB)
        editing = session.editing
        assert str(editing.value(keys[0], "price").amount) == "1152.50"
        base = editing.read_value(keys[0], "price")
        assert editing.value(keys[0], "price").currency == base.currency
        assert editing.record(keys[0]).state is State.CHANGED


async def test_articles_that_are_not_loaded_are_read_and_others_become_new(tmp_path):
    async with warehouse(tmp_path / "home", loaded=False) as (made, session, _workspace):
        await session.ask(Query(), again=True)
        last = session.table.key(len(session.table) - 1)
        path = book(tmp_path, [
            ["Number", "Name", "VAT", "Type"],
            [last, "Known", "25", "Stock"],
            ["99-0001", "Fresh", "25", "Stock"],
        ])  # fmt: skip
    async with warehouse(tmp_path / "second", loaded=False) as (made, session, _workspace):
        await made.read(path)
        made.choose(replace(made.rules, create=True))
        await made.check(JOB)
        assert len(session.table) == 0
        assert [line.fate for line in made.lines] == [Fate.CHANGE, Fate.NEW], made.lines
        await made.stage(JOB)
        editing = session.editing
        assert editing.cell(last, "name").value == "Known"
        assert editing.cell(last, "name").base != "Known"
        assert {record.state for record in editing.records().values()} == {
            State.CHANGED,
            State.NEW,
        }


async def test_several_tags_stand_in_one_cell(tmp_path):
    async with warehouse(tmp_path / "home") as (made, session, _workspace):
        table = session.table
        tagged = [table.value(row, "tags") for row in range(len(table))]
        names = list(dict.fromkeys(tag.label for tags in tagged for tag in tags or ()))[:2]
        key = next(table.key(row) for row, tags in enumerate(tagged) if not tags)
        path = book(tmp_path, [["Number", "Tags"], [key, "; ".join(names)], [f"{key}x", "None"]])
        await made.read(path)
        await made.check(JOB)
        assert [line.fate for line in made.lines] == [Fate.CHANGE, Fate.MISSING]
        await made.stage(JOB)
        assert [tag.label for tag in session.editing.value(key, "tags")] == names


async def test_a_warning_lets_the_row_pass_and_is_counted(tmp_path):
    async with warehouse(tmp_path / "home") as (made, session, _workspace):
        table = session.table
        costs = ((table.key(row), table.value(row, "cost")) for row in range(len(table)))
        key = next(key for key, cost in costs if cost is not None and cost.amount > 1)
        await made.read(book(tmp_path, [["Number", "Price"], [key, "0,01"]]))
        tally = await made.check(JOB)
        assert [line.fate for line in made.lines] == [Fate.CHANGE]
        assert tally.warnings >= 1
        assert tally.problems == 0
