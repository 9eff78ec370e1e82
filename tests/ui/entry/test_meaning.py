"""What a chosen row of a lookup means for a field."""

from __future__ import annotations

import pytest

from workbench.core.edits import Entry
from workbench.core.fields import Field, Kind
from workbench.core.values import Coded
from workbench.ui.entry.meaning import Meaning


@pytest.mark.parametrize(
    ("kind", "by_name", "wanted"),
    [
        (Kind.TEXT, True, "Mugs"),
        (Kind.TEXT, False, "101"),
        (Kind.CHOICE, True, Coded("101", "Mugs")),
    ],
)
def test_a_text_takes_key_or_name(kind: Kind, by_name: bool, wanted: object):
    field = Field("category", "Category", kind, lambda record: record)
    meaning = Meaning(field, Entry("category", lookup="categories", by_name=by_name), "")
    assert meaning.of_choice(Coded("101", "Mugs")) == wanted
