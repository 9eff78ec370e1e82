"""The sheet of labels: drawn as the service prints it, by its documented measures."""

from __future__ import annotations

import json

import pytest

from tests.sources.lagerkoll.documents import article
from workbench.core.edits import Chosen
from workbench.sources.lagerkoll.saving.labels import LABELS, sheet


def chosen(number: int, /, **values: object) -> Chosen:
    keys = tuple(f"10-{at}" for at in range(number))
    documents = tuple(json.dumps(article(articleId=key)).encode() for key in keys)
    return Chosen(keys, documents, values)


def test_without_measures_the_documented_ones_hold():
    page = sheet(chosen(3))
    assert page is not None
    assert (page.width, page.height, page.pages, page.copies) == (210, 297, 1, 3)
    assert [(held.left, held.top) for held in page.labels] == [(0, 0), (0, 30), (0, 60)]
    assert page.labels[0].lines[1].startswith("10-0")


@pytest.mark.parametrize(
    ("values", "across", "down", "pages"),
    [
        ({"label_width": 70, "label_height": 37}, 2, 7, 2),
        (
            {"label_width": 70, "label_height": 37, "label_margin_width": 0,
             "label_margin_height": 0}, 3, 8, 1,
        ),
        ({"label_width": 100, "paper_margin_width": 5, "label_margin_width": 0}, 2, 9, 2),
    ],
)  # fmt: skip
def test_labels_fill_the_paper_row_by_row(values, across, down, pages):
    page = sheet(chosen(20, **values))
    assert page is not None
    assert len({held.left for held in page.labels}) == across
    assert page.pages == pages
    assert all(held.left + held.width <= page.width for held in page.labels)
    assert all(held.top + held.height <= page.height for held in page.labels)
    assert len(page.labels) == min(20, across * down)


def test_what_fits_no_paper_is_refused_at_the_width():
    about = chosen(1, label_width=500)
    assert sheet(about) is None
    assert LABELS.check is not None
    (finding,) = LABELS.check(about)
    assert finding.field == "label_width"


def test_only_what_was_typed_is_sent_and_the_number_is_said():
    about = chosen(2, count=3, label_width=70)
    (call,) = LABELS.calls(about)
    assert call.arguments == {"articles": ["10-0", "10-1"], "count": 3, "label_width": 70}
    assert LABELS.says is not None
    assert LABELS.says(about) == "6 labels of 2 articles."
