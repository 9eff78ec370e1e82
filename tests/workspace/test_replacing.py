"""Find and replace: what was counted is what changes, and a bad pattern is refused in time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.workspace.shop import shop
from workbench.core.errors import WbError
from workbench.core.values import Money, Odd
from workbench.ui.entry.meaning import typing_text
from workbench.workspace.exporting import Scope
from workbench.workspace.replacing import (
    Finder,
    Matcher,
    Search,
    hits_text,
    replace_all,
    replace_one,
)
from workbench.workspace.staging import keys_of


def made(text: str, **search: object) -> str:
    return Matcher(Search(**search)).hits(text)[1]


@pytest.mark.parametrize(
    ("search", "text", "becomes"),
    [
        ({"find": "mug", "replace": "cup"}, "Mug and mug", "cup and cup"),
        ({"find": "mug", "replace": "cup", "case": True}, "Mug and mug", "Mug and cup"),
        ({"find": "mug", "replace": "cup", "whole": True}, "mug and mug", "mug and mug"),
        ({"find": "mug", "replace": "cup", "whole": True}, "MUG", "cup"),
        ({"find": "a.c", "replace": "x"}, "abc a.c", "abc x"),
        ({"find": "(", "replace": r"\1"}, "a(b", r"a\1b"),
        ({"find": r"(\d+) ml", "replace": r"\1 cl", "pattern": True}, "300 ml", "300 cl"),
        ({"find": "a|ab", "replace": "x", "pattern": True, "whole": True}, "ab", "x"),
        ({"find": r"$", "replace": "!", "pattern": True}, "end", "end!"),
    ],
)
def test_what_is_found_becomes_what_is_wanted(search, text, becomes):
    assert made(text, **search) == becomes


@pytest.mark.parametrize(
    ("search", "field"),
    [
        ({"find": ""}, "find"),
        ({"find": "(", "pattern": True}, "find"),
        ({"find": "a", "replace": r"\3", "pattern": True}, "replace"),
    ],
)
def test_what_cannot_be_meant_is_said_at_its_input(search, field):
    with pytest.raises(WbError) as failure:
        made("a", **search)
    assert failure.value.field == field


def test_a_pattern_that_never_ends_is_stopped():
    matcher = Matcher(Search(r"^(a|aa)+$", pattern=True))
    with pytest.raises(WbError, match="too long"):
        matcher.hits("a" * 60 + "b")


def test_all_cells_together_have_a_limit_too():
    seconds = iter(range(0, 1000, 3))
    matcher = Matcher(Search("a"), clock=lambda: next(seconds))
    matcher.hits("a")
    with pytest.raises(WbError, match="too long"):
        matcher.hits("a")


async def test_replace_all_changes_exactly_the_hits_that_were_counted(tmp_path):
    async with shop(tmp_path) as held:
        session = await held.session()
        session.editing.delete(["10-0013"])
        finder = Finder(session, ["name", "note"], Search("mug 1", "Cup 1"), typing_text)
        keys = keys_of(session, Scope.ALL, ())
        found = finder.find(keys)
        assert found == await finder.find_many(keys)
        assert hits_text(found) == "10 hits in 10 cells"  # 1, 10 to 19, without 13
        assert sum(found.plan.kept.values()) == 1
        step = replace_all(session, found)
        assert len(step.changes) == len(found.hits)
        assert step.title == "Replace in 10 rows"
        assert session.editing.value("10-0011", "name") == "Enamel Cup 11"
        assert session.editing.value("10-0020", "name") == "Enamel mug 20"
        session.editing.book.steps.undo()
        assert session.editing.value("10-0011", "name") == "Enamel mug 11"


async def test_what_would_stay_as_it_is_is_no_hit(tmp_path):
    async with shop(tmp_path) as held:
        session = await held.session()
        finder = Finder(session, ["name"], Search("mug", "mug", case=True), typing_text)
        found = finder.find(["10-0001", "10-0002"])
        assert found.hits == ()
        assert found.same == 2


async def test_one_by_one_each_is_a_step_of_its_own(tmp_path):
    async with shop(tmp_path) as held:
        session = await held.session()
        finder = Finder(session, ["name"], Search("mug", "cup"), typing_text)
        found = finder.find(["10-0001", "10-0002"])
        replace_one(session, found.hits[0])
        assert session.editing.value("10-0001", "name") == "Enamel cup 1"
        assert session.editing.value("10-0002", "name") == "Enamel mug 2"
        with pytest.raises(WbError, match="changed meanwhile"):
            replace_one(session, found.hits[0])


async def test_numbers_are_found_as_they_are_typed_and_stay_numbers(tmp_path):
    async with shop(tmp_path) as held:
        session = await held.session()
        finder = Finder(session, ["price"], Search(".00", ".90"), typing_text)
        found = finder.find(["10-0001"])
        replace_all(session, found)
        assert session.editing.value("10-0001", "price") == Money(Decimal("41.90"), "SEK")
        broken = Finder(session, ["price"], Search(".90", ".x"), typing_text).find(["10-0001"])
        assert broken.plan.invalid
        replace_all(session, broken)
        assert isinstance(session.editing.value("10-0001", "price"), Odd)


async def test_a_column_that_cannot_be_changed_is_refused(tmp_path):
    async with shop(tmp_path) as held:
        session = await held.session()
        with pytest.raises(WbError):
            Finder(session, ["nothing"], Search("a"), typing_text)
