"""Columns that a table does not list: found as typed, filled from what was read, shown again."""

from __future__ import annotations

import json

from tests.harness.waiting import until
from tests.ui.etim_house import house
from workbench.core.queries import Sort
from workbench.core.views import ColumnState, TabState
from workbench.sources.etim import SOURCE
from workbench.ui.desk.desk import Desk
from workbench.ui.desk.widening import names_of
from workbench.ui.grid.choices import Choices

FEATURE = "EF005474"


async def opened(workspace, state=None):
    desk = Desk(workspace, SOURCE, state or TabState("etim", "test"))
    desk.open()
    await until(lambda: desk.session is not None and len(desk.session.table))
    return desk


def shown(desk):
    return [column.field for column in desk.view.columns]


async def add(desk, typed, path):
    choices = Choices(desk)
    choices.search(typed)
    await until(lambda: choices.row_of(path) >= 0)
    choices.toggle(choices.row_of(path))
    assert shown(desk)[-1] == path


def truth(app, session):
    """The feature's code by row, as the service has it."""
    keys = [session.table.key(row) for row in range(len(session.table))]
    documents = (app.world.products[key].document for key in keys)
    return [(held.get("etimDescription") or {}).get("features", {}).get(FEATURE)
            for held in json.loads(json.dumps(list(documents)))]  # fmt: skip


def codes(session, path=FEATURE):
    values = [session.table.value(row, path) for row in range(len(session.table))]
    return [getattr(value, "code", value) for value in values]


async def test_a_feature_becomes_a_column_without_asking_the_service(qapp, tmp_path):
    async with house(tmp_path) as (app, workspace):
        desk = await opened(workspace)
        asked = len(workspace.log.calls)
        await add(desk, "protection ip", FEATURE)
        session = desk.session
        await until(lambda: any(codes(session)))
        await until(lambda: codes(session) == truth(app, session))
        assert [
            call.path for call in workspace.log.calls[asked:] if "attributes" not in call.path
        ] == []
        desk.set_facets(FEATURE, [next(code for code in codes(session) if code)])
        assert 0 < len(session.rows) < len(session.table)
        desk.set_facets(FEATURE, [])
        desk.set_sort((Sort(FEATURE),))
        first = session.table.value(session.rows.row(0), FEATURE)
        assert first is not None
        desk.close()


async def test_the_column_is_there_again_at_the_next_start_and_in_saved_views(qapp, tmp_path):
    async with house(tmp_path) as (app, workspace):
        desk = await opened(workspace)
        await add(desk, FEATURE.lower(), FEATURE)
        await add(desk, "keyword de", "overallInformation.keyword.de")
        desk.save_view("With protection")
        state = desk.state()
        desk.close()

        again = await opened(workspace, state)
        assert shown(again)[-2:] == [FEATURE, "overallInformation.keyword.de"]
        assert codes(again.session) == truth(app, again.session)
        assert again.resource.field(FEATURE).title == "Degree of protection (IP)"
        again.close()

        other = await opened(workspace)
        assert other.resource.field(FEATURE) is None
        other.use_view(workspace.views.find("etim", "products", "With protection").view, "x")
        assert other.resource.field(FEATURE) is not None
        await until(lambda: codes(other.session) == truth(app, other.session))
        other.close()


async def test_an_attribute_is_found_by_its_name_and_keeps_it(qapp, tmp_path):
    async with house(tmp_path) as (_app, workspace):
        desk = await opened(workspace)
        choices = Choices(desk)
        listed = await _attributes(desk)
        named = next(each for each in listed if each.label != each.code)
        path = f"attributes.{named.code}"
        choices.search(named.label)
        await until(lambda: choices.row_of(path) >= 0)
        choices.toggle(choices.row_of(path))
        assert desk.view.columns[-1] == ColumnState(path, title=named.label)
        state = desk.state()
        desk.close()
        again = await opened(workspace, state)
        assert again.resource.field(path).title == named.label
        again.close()


async def _attributes(desk):
    listed = names_of(desk)
    await until(lambda: listed.values)
    return listed.values
