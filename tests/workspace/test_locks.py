"""What a service keeps as it is: not typed in, not deleted, and the reason is told."""

from __future__ import annotations

import msgspec

from tests.workspace.classes.kit import ACCOUNT, bench
from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.times import now
from workbench.sources.etim import SOURCE

ROWS = (
    {"identifier": "FREE", "type": "L"},
    {"identifier": "OWN", "type": "L", "permanent": True},
    {"identifier": "MASK", "type": "L", "inCompletenessMask": True},
    {"identifier": "ASKED", "type": "L", "questionInAttributeGroup": True},
)


def attributes(workspace):
    resource = SOURCE.resource("attributes")
    assert resource is not None
    session = workspace.session(SOURCE, resource, ACCOUNT)
    documents = [msgspec.json.encode(row) for row in ROWS]
    pairs = [pair for each in documents for pair in resource.rows_of(each)]
    keys = [key for key, _row in pairs]
    rows = [row for _key, row in pairs]
    session.show(Page(rows, keys, documents, keys, list(range(4)), now(), 4), Query())
    assert session.editing is not None
    return session.editing


async def test_what_the_service_made_is_kept_whole(tmp_path):
    async with bench(tmp_path) as made:
        editing = attributes(made.workspace)
        assert editing.why_not("FREE", "name_en") == ""
        assert "permanent" in editing.why_not("OWN", "name_en")
        assert "permanent" in editing.why_not("OWN", "type")
        assert editing.locked("OWN")


async def test_what_a_mask_or_a_question_uses_keeps_its_type_alone(tmp_path):
    async with bench(tmp_path) as made:
        editing = attributes(made.workspace)
        for key, word in (("MASK", "mask"), ("ASKED", "group")):
            assert editing.why_not(key, "name_en") == ""
            assert word in editing.why_not(key, "type")


async def test_locked_records_are_left_out_of_a_deletion(tmp_path):
    async with bench(tmp_path) as made:
        editing = attributes(made.workspace)
        editing.delete(["FREE", "OWN", "MASK", "ASKED"])
        deleted = [key for key, record in editing.records().items() if record.deleted]
        assert deleted == ["FREE"]


async def test_typing_in_a_locked_record_stages_nothing(tmp_path):
    async with bench(tmp_path) as made:
        editing = attributes(made.workspace)
        assert editing.set("Rename", [("OWN", "name_en", "Mine")]) is None
        assert editing.set("Rename", [("MASK", "name_en", "Mine")]) is not None
