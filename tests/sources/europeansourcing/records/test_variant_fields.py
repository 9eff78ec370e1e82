"""What only the table of variants shows."""

from __future__ import annotations

import json

import pytest

from tests.sources.europeansourcing import documents
from workbench.core.fields import by_id
from workbench.sources.europeansourcing.products import VARIANTS

FIELDS = by_id(VARIANTS.fields)
HINT = next(
    field for field in VARIANTS.fields if field.path.endswith("marking_additional_information")
)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("more_marking_available", "more markings on request"),
        ("unmarkable", "cannot be marked"),
        ("something_new", "something_new"),
        ("", None),
        (None, None),
    ],
)
def test_what_is_said_about_marking_beside_the_markings(sent: str | None, shown: str | None):
    product = json.loads(documents.product())
    for variant in product["variants"]:
        variant["marking_additional_information"] = sent
    rows = VARIANTS.rows_of(json.dumps(product).encode())
    assert [HINT.read(record) for _key, record in rows] == [shown] * len(product["variants"])


def test_words_that_are_no_longer_filled_change_nothing():
    product = json.loads(documents.product())
    for variant in product["variants"]:
        variant["keywords"] = [{"id": 1}, "pen", None]
    ((_key, record),) = VARIANTS.rows_of(json.dumps(product).encode())
    ((_key, before),) = VARIANTS.rows_of(documents.product())
    assert [field.read(record) for field in FIELDS.values()] == [
        field.read(before) for field in FIELDS.values()
    ]
