"""How a send ended, as a strip says it: how many of how many, the first reason, what to do."""

from __future__ import annotations

from typing import NamedTuple

from workbench.core.texts import tr, trn
from workbench.edits.results import Outcome, Result
from workbench.ui.review.words import OUTCOMES, result_text
from workbench.ui.theme.marks import Mark
from workbench.workspace.shipment import Shipment

_WORST = (Outcome.REFUSED, Outcome.GONE, Outcome.CONFLICT, Outcome.UNKNOWN, Outcome.SKIPPED)


class News(NamedTuple):
    """What a strip says."""

    mark: Mark
    what: str
    meaning: str
    actions: tuple[tuple[str, str], ...]


def news_of(shipment: Shipment, account: str) -> News:
    """Return what is to be said of a send that ended."""
    total = shipment.total
    failed = [held for held in shipment.results.values() if held.outcome is not Outcome.DONE]
    if not failed:
        what = trn(
            "{count} record sent to {account}",
            "{count} records sent to {account}",
            total,
            account=account,
        )
        return _otherwise(shipment, what) or News(Mark.DONE, what, "", ())
    worst = min(failed, key=lambda held: _WORST.index(held.outcome))
    mark = OUTCOMES[worst.outcome]
    again = trn("Retry {count}", "Retry {count}", len(failed))
    actions = (("show", tr("Show row")), ("retry", again))
    if worst.outcome is Outcome.SKIPPED:
        what = tr("{count} of {total} rows were not sent", count=len(failed), total=total)
        return News(Mark.CHANGED, what, worst.sentence, actions)
    shown = Mark.REFUSED if mark in {Mark.DELETED, Mark.CONFLICT} else mark
    return News(shown, _counted(failed, total), _reason(shipment, worst), actions)


def _otherwise(shipment: Shipment, what: str) -> News | None:
    """Return what is to be said where all was saved and counted otherwise than foreseen."""
    told = [each for each in shipment.told if each.differs]
    if not told:
        return None
    meaning = f"{told[0].sentence} {told[0].names}".strip()
    return News(Mark.REFUSED if told[0].warns else Mark.CHANGED, what, meaning, ())


def _counted(failed: list[Result], total: int) -> str:
    """Return "1 of 4 sent rows was refused"; what else happened is in the review."""
    kinds = {held.outcome for held in failed}
    count = len(failed)
    if kinds == {Outcome.REFUSED}:
        return trn(
            "{count} of {total} sent rows was refused",
            "{count} of {total} sent rows were refused",
            count,
            total=total,
        )
    if kinds == {Outcome.CONFLICT}:
        return trn(
            "{count} of {total} rows was changed on both sides",
            "{count} of {total} rows were changed on both sides",
            count,
            total=total,
        )
    if kinds == {Outcome.UNKNOWN}:
        return trn(
            "The outcome of {count} of {total} sent rows is unknown",
            "The outcome of {count} of {total} sent rows is unknown",
            count,
            total=total,
        )
    return trn(
        "{count} of {total} rows was not saved",
        "{count} of {total} rows were not saved",
        count,
        total=total,
    )


def _reason(shipment: Shipment, result: Result) -> str:
    named = next((named for spot, named in shipment.names.items() if spot.key == result.key), None)
    text = result_text(result)
    return tr("{name}: {reason}", name=named.name, reason=text) if named else text
