"""How a form is laid out: sections, their order, and which fields share a line."""

from __future__ import annotations

from msgspec.structs import replace

from tests.workspace.shop import ARTICLES, SAVING
from workbench.core.edits import Entry
from workbench.core.fields import Field, Kind
from workbench.ui.form.shape import Spot, in_lines, parts_of


def spot(name, kind, entry=None, **field):
    return Spot(Field(name, name, kind, lambda row: row, **field), entry or Entry(name))


def names(lines):
    return [[held.field.id for held in line] for line in lines]


def test_sections_follow_the_entries_and_read_fields_come_after():
    margin = Field("margin", "Margin", Kind.DECIMAL, lambda row: None, group="Prices")
    read = Field("read", "Read at", Kind.TIME, lambda row: None, group="Other things")
    picture = Field("picture", "Picture", Kind.PICTURE, lambda row: None, group="Prices")
    resource = replace(ARTICLES, fields=(margin, read, picture, *ARTICLES.fields))
    parts = parts_of(resource)
    assert [part.title for part in parts] == ["Article", "Prices", "Stock", "Other things"]
    assert [held.field.id for held in parts[1].spots] == ["price", "margin"]
    assert parts[1].spots[1].entry is None
    assert "parts" not in {held.field.id for part in parts for held in part.spots}


def test_fields_without_a_group_that_come_late_are_others():
    fields = tuple(
        replace(held, group="" if held.id == "note" else "Identity") for held in ARTICLES.fields
    )
    parts = parts_of(replace(ARTICLES, fields=fields, saving=SAVING))
    assert [part.title for part in parts] == ["Identity", "Other"]


def test_short_fields_that_follow_each_other_share_a_line():
    spots = [
        spot("name", Kind.TEXT),
        spot("unit", Kind.TEXT, Entry("unit", lookup="units")),
        spot("place", Kind.TEXT, Entry("place", length=12)),
        spot("price", Kind.MONEY),
        spot("note", Kind.TEXT, Entry("note", lines=True)),
        spot("active", Kind.FLAG),
        spot("day", Kind.DATE),
        spot("tags", Kind.CODES, Entry("tags", lookup="tags")),
        spot("ean", Kind.ID, Entry("ean", drawn="ean", length=13)),
    ]
    assert names(in_lines(spots)) == [
        ["name"],
        ["unit", "place"],
        ["price"],
        ["note"],
        ["active", "day"],
        ["tags"],
        ["ean"],
    ]
