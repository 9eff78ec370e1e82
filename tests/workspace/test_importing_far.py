"""Records of a file that are far from the first page: asked for by key, at once or one by one."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.workspace.files import book
from tests.workspace.shop import ACCOUNT, ARTICLES, Shelf, _search, shop
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.queries import Query
from workbench.workspace.importing import Import
from workbench.workspace.intake.layouts import Layouts
from workbench.workspace.intake.lines import Fate

PAGE = 10


def paged(asked, *, key_filter=""):
    """Articles by pages of ten; keys in one question where the service takes such."""

    async def search(client, query, cursor):
        wanted = query.value("id", "include")
        asked.append(tuple(wanted) if wanted else cursor)
        whole = await _search(client, Query(), "")
        start = int(cursor or 0)
        shown = range(start, min(start + PAGE, len(whole.keys)))
        if wanted:
            shown = [at for at, key in enumerate(whole.keys) if key in wanted]
        more = not wanted and start + PAGE < len(whole.keys)
        return replace(
            whole,
            rows=[whole.rows[at] for at in shown],
            keys=[whole.keys[at] for at in shown],
            documents=[whole.documents[at] for at in shown],
            document_keys=[whole.keys[at] for at in shown],
            document_of=range(len(shown)),
            cursor=str(start + PAGE) if more else "",
        )

    return replace(ARTICLES, search=search, key_filter=key_filter, local_only=False)


async def imported(home, resource, rows, job):
    path = book(home, rows)
    async with shop(home / "home", Shelf.of(300)) as held:
        source = replace(held.source, resources=(resource,))
        session = held.workspace.session(source, resource, ACCOUNT)
        layouts = Layouts(held.workspace.stores.workspace, held.source.id, resource.id)
        made = Import(session, lambda _entry: None, layouts)
        await made.read(path)
        try:
            await made.check(job)
            return made, [line.fate for line in made.lines], await made.stage(job)
        finally:
            made.close()


@pytest.mark.parametrize(("key_filter", "questions"), [("", 1), ("id", 2)])
async def test_a_few_far_records_are_asked_for_by_key(tmp_path, key_filter, questions):
    asked = []
    rows = [["Number", "Price"], ["10-0290", "1,50"], ["10-0280", "2,50"], ["no", "3"]]
    job = Job("1", "Import", "import")
    made, fates, step = await imported(tmp_path, paged(asked, key_filter=key_filter), rows, job)
    assert fates == [Fate.CHANGE, Fate.CHANGE, Fate.MISSING]
    assert len(asked) == questions
    assert step.records == 2
    base = made.editing.cell("10-0290", "price").base
    assert str(base.amount) == "330.00"


async def test_many_records_are_read_page_by_page(tmp_path):
    asked = []
    rows = [["Number", "Price"], *([f"10-{n:04}", "1,50"] for n in range(1, 281))]
    _made, fates, step = await imported(tmp_path, paged(asked), rows, Job("1", "x", "import"))
    assert set(fates) == {Fate.CHANGE}
    assert len(asked) == 28
    assert step.records == 280


async def test_a_stopped_check_stages_nothing(tmp_path):
    job = Job("1", "Import", "import")
    job.cancel()
    with pytest.raises(WbError) as caught:
        await imported(tmp_path, paged([]), [["Number", "Price"], ["10-0290", "1,50"]], job)
    assert caught.value.code is ErrorCode.CANCELLED
