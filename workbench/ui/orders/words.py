"""Orders in words: what they cost together, and how a line stands."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from workbench.core.edits import Weight
from workbench.core.texts import mark, tr, trn
from workbench.core.values import Money
from workbench.edits.results import Outcome, Result
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.core.fields import Field
    from workbench.core.formats import Formats
    from workbench.core.orders import Ordering
    from workbench.workspace.ordering_review import Checked, Totals


class Step(StrEnum):
    """Where a line stands."""

    READY = "ready"
    WRONG = "wrong"
    REPEAT = "repeat"
    WAITING = "waiting"
    SENDING = "sending"
    ENDED = "ended"


OUTCOME_MARKS: Final[Mapping[Outcome, Mark]] = {
    Outcome.DONE: Mark.DONE,
    Outcome.REFUSED: Mark.REFUSED,
    Outcome.UNKNOWN: Mark.UNKNOWN,
}
STEP_MARKS: Final[Mapping[Step, Mark]] = {
    Step.WRONG: Mark.INVALID,
    Step.REPEAT: Mark.CHANGED,
    Step.SENDING: Mark.LOADING,
}
_STEPS: Final = {
    Step.READY: mark("Ready"),
    Step.WAITING: mark("Waiting"),
    Step.SENDING: mark("Being sent"),
}


def mark_of(step: Step, result: Result | None) -> Mark | None:
    """Return the mark of a line, None where nothing is to be seen."""
    if result is not None:
        return OUTCOME_MARKS.get(result.outcome, Mark.CHANGED)
    return STEP_MARKS.get(step)


def state_text(checked: Checked, step: Step, result: Result | None, *, accepted: bool) -> str:
    """Return how a line stands, as a sentence."""
    if result is not None:
        return result.sentence
    if step is Step.WRONG:
        wrong = [each for each in checked.findings if each.weight is Weight.REFUSED]
        if len(wrong) == 1:
            return wrong[0].sentence
        return trn("{count} problem", "{count} problems", len(wrong))
    if step is Step.REPEAT or (checked.repeat and step is Step.READY):
        said = tr("Accepted.") if accepted else ""
        return f"{said} {checked.repeat}".strip()
    return tr(_STEPS[step])


def totals_text(ordering: Ordering, totals: Totals, formats: Formats) -> str:
    """Return pieces and costs, each kind of cost by itself; currencies are never mixed."""
    parts = [trn("{count} piece", "{count} pieces", totals.pieces)]
    by_id: dict[str, Field] = {field.id: field for field in ordering.fields}
    kinds = zip(ordering.costs, totals.sums, totals.without, strict=True)
    for name, sums, without in kinds:
        if not sums:
            continue
        title = tr(by_id[name].title)
        said = f"{title}: {sums_text(sums, formats)}"
        if without:
            said += " " + trn("({count} line without)", "({count} lines without)", without)
        parts.append(said)
    return " · ".join(parts)


def sums_text(sums: Mapping[str, Decimal], formats: Formats) -> str:
    """Return amounts of several currencies, one beside the other."""
    amounts = (Money(amount, currency) for currency, amount in sorted(sums.items()))
    return " + ".join(formats.money(each) for each in amounts)
