"""Keys of new records: counted on from what the service names."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.workspace.shop import shop
from workbench.core.sources import Source
from workbench.workspace.numbering import number_new, unused


@pytest.mark.parametrize(
    ("key", "taken", "free"),
    [
        ("11-0099", (), "11-0099"),
        ("11-0099", ("11-0099",), "11-0100"),
        ("A1/x", ("A1/x", "A2/x"), "A3/x"),
        ("new", ("new",), "new-2"),
        ("new", ("new", "new-2"), "new-3"),
    ],
)
def test_a_taken_key_is_counted_up(key: str, taken: tuple[str, ...], free: str) -> None:
    assert unused(key, taken) == free


async def _next(_client: object) -> str:
    return "10-9000"


def _numbered(source: Source) -> Source:
    (articles,) = source.resources
    assert articles.saving is not None
    saving = replace(articles.saving, next_key=_next, key_field="number")
    return replace(source, resources=(replace(articles, saving=saving),))


async def test_a_number_is_part_of_the_step_that_made_its_record(tmp_path: Path) -> None:
    async with shop(tmp_path, source=_numbered) as held:
        session = await held.session()
        editing = session.editing
        assert editing is not None
        first = editing.new()
        (second,) = editing.duplicate(["10-0001"])
        editing.set("Set Note", [("10-0002", "note", "typed meanwhile")])
        await number_new(session, [first, second])
        assert editing.value(first, "number") == "10-9000"
        assert editing.value(second, "number") == "10-9001"
        steps = editing.book.steps
        assert [step.title for step in steps.done][-1] == "Set Note"
        assert len(steps.done) == 3
        steps.undo()
        steps.undo()
        assert editing.record(second) is None, "record and number went together"
        steps.redo()
        assert editing.value(second, "number") == "10-9001"


async def test_a_record_that_was_undone_meanwhile_is_not_numbered(tmp_path: Path) -> None:
    async with shop(tmp_path, source=_numbered) as held:
        session = await held.session()
        editing = session.editing
        assert editing is not None
        key = editing.new()
        editing.book.steps.undo()
        await number_new(session, [key])
        assert editing.record(key) is None
        assert editing.book.steps.done == []
