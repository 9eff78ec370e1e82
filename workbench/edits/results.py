"""What became of what was sent: a result per record, a sentence for all, and what to try again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

import msgspec

from workbench.core.edits import Conflict
from workbench.core.tallies import Foresight
from workbench.core.texts import trn
from workbench.edits.parcels import Act, Parcel


class Outcome(StrEnum):
    """How it ended for one record, best first."""

    DONE = "done"
    """The service has it: read back, or answered so."""
    SKIPPED = "skipped"
    """Nothing was sent; it stays staged."""
    REFUSED = "refused"
    CONFLICT = "conflict"
    """Changed here and at the service; nothing was written."""
    GONE = "gone"
    """The record is no longer there; the drafts stay."""
    UNKNOWN = "unknown"
    """It was sent, no answer came, and it cannot be told whether the service has it."""


class Result(msgspec.Struct, frozen=True):
    """How it ended for one record.

    Attributes:
        key: of the record, as in its parcel.
        outcome: see `Outcome`.
        sentence: what happened, translated.
        act: what was to be done.
        notes: what else was seen: rounded by the service, changed by others at the same moment.
        document: the record as it is now; None where it was not read or is not there.
        made: key of a record that was made, "" where it cannot be told.
        field: id of the field that was refused, "" for the whole record.
        service_code: the service's own code of a refusal.
        conflicts: fields that were changed on both sides.
        foreseen: of a rehearsal: what the service would count of it.
    """

    key: str
    outcome: Outcome
    sentence: str
    act: Act = Act.UPDATE
    notes: tuple[str, ...] = ()
    document: bytes | None = None
    made: str = ""
    field: str = ""
    service_code: str = ""
    conflicts: tuple[Conflict, ...] = ()
    foreseen: Foresight | None = None


class Report(msgspec.Struct, frozen=True):
    """How a whole change set ended.

    Attributes:
        reference: id of the change set, as its operations carry it in the journal.
        results: in the order in which they ended.
        stopped: why the rest was not sent, "" where all was tried.
    """

    reference: str
    results: tuple[Result, ...] = ()
    stopped: str = ""

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many records ended in each way."""
        found: dict[Outcome, int] = {}
        for outcome in Outcome:
            count = sum(result.outcome is outcome for result in self.results)
            if count:
                found[outcome] = count
        return found

    @property
    def sentence(self) -> str:
        """The counts in words: "97 saved, 3 refused"; why it stopped behind them."""
        parts = ", ".join(_counted(outcome, count) for outcome, count in self.counts.items())
        return f"{parts}. {self.stopped}".strip(". ") + "." if self.stopped else parts

    @property
    def failed(self) -> tuple[Result, ...]:
        """The results of what the service does not have, or may not have."""
        return tuple(result for result in self.results if result.outcome is not Outcome.DONE)


def _counted(outcome: Outcome, count: int) -> str:
    match outcome:
        case Outcome.DONE:
            return trn("{count} saved", "{count} saved", count)
        case Outcome.SKIPPED:
            return trn("{count} not sent", "{count} not sent", count)
        case Outcome.REFUSED:
            return trn("{count} refused", "{count} refused", count)
        case Outcome.CONFLICT:
            return trn("{count} changed on both sides", "{count} changed on both sides", count)
        case Outcome.GONE:
            return trn("{count} no longer there", "{count} no longer there", count)
        case Outcome.UNKNOWN:
            return trn("{count} with an unknown outcome", "{count} with unknown outcomes", count)


def again(report: Report, parcels: Sequence[Parcel]) -> tuple[Parcel, ...]:
    """Return the parcels of a send that the service does not have: what "Retry failed" sends."""
    failed = {result.key for result in report.failed}
    return tuple(parcel for parcel in parcels if parcel.key in failed)
