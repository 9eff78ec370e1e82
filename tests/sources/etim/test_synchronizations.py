"""What an answer says of a run, and the columns of its row."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from workbench.core.queries import Query
from workbench.core.runs import Run, RunAnswer, RunState, document_of
from workbench.sources.etim.synchronizations import COUNTED, PROGRESS, RUNS, rows_of
from workbench.sources.etim.synchronizing import told

AT = datetime(2021, 4, 15, 8, 20, 33, tzinfo=UTC)
GOING = {
    "status": "in progress",
    "trigger-identifier": "tr67",
    "starting-time": "2021-04-15 10:20:03",
    "info": "52.65%",
    "progress-id": "ssk1",
}
DONE = GOING | {
    "status": "done",
    "info": "Source: CompanyXYZ | Creation of new products: yes | Created products: 0"
    " | Modified products: 1000 | Deleted products: 2",
}


def run(state: RunState, *answers: object) -> Run:
    return Run(
        "1", "tr67", state, "ssk1", "etim", "host", "main", "synchronizations", "anna", AT,
        ended=AT if state is not RunState.GOING else None,
        answers=tuple(RunAnswer(AT, answer) for answer in answers),
    )  # fmt: skip


def row_of(held: Run) -> dict[str, object]:
    ((_key, row),) = rows_of(document_of(held))
    return {field.id: field.read(row) for field in RUNS.fields}


def test_a_run_that_goes_on_says_how_far_it_is():
    assert told(GOING) == (RunState.GOING, "ssk1", "tr67", Decimal("52.65"), "52.65%")
    row = row_of(run(RunState.GOING, GOING))
    assert (row["share"], row["info"]) == (Decimal("52.65"), "52.65%")
    assert row["started"].isoformat() == "2021-04-15T10:20:03+02:00"  # type: ignore[union-attr]
    assert row["ended"] is row["took"] is row["count_modified"] is None


def test_a_run_that_is_done_counts():
    held = run(RunState.DONE, DONE, GOING)
    row = row_of(held)
    assert row["info"] == "1,000 products modified, 2 products deleted."
    assert (row["count_created"], row["count_modified"], row["count_deleted"]) == (0, 1000, 2)
    assert row["took"] == 30
    assert row["share"] is None
    document = document_of(held)
    assert [COUNTED.fields[1].read(each) for each in COUNTED.rows(document, Query())] == [
        "CompanyXYZ", "yes", "0", "1000", "2",
    ]  # fmt: skip
    share = next(field for field in PROGRESS.fields if field.id == "share")
    shares = [share.read(each) for each in PROGRESS.rows(document, Query())]
    assert shares == [None, Decimal("52.65")]


def test_a_failure_keeps_the_text_of_the_service_and_an_odd_answer_is_unknown():
    text = "Attributes conflicted: Attr1: attribute (logical) vs. <b>attribute</b> (numeric)"
    assert row_of(run(RunState.FAILED, GOING | {"status": "error", "info": text}))["info"] == text
    assert told({"status": "resting"}).state is RunState.UNKNOWN
    assert told(["no object"]).state is RunState.UNKNOWN
    assert told(None).state is RunState.UNKNOWN


def test_a_document_that_is_none_has_no_row():
    assert rows_of(b"{}") == ()
    assert rows_of(b"nothing") == ()
