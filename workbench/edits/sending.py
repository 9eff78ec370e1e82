"""Sends staged records: each read again, merged, kept in the journal, written, verified, told.

Nothing is sent twice by accident: a record with an unknown outcome is looked up first, two sends
of one resource follow each other, and the journal refuses the same write twice at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job, Serial
from workbench.core.texts import tr
from workbench.edits import sentences
from workbench.edits.bundler import Bundler
from workbench.edits.courier import Courier
from workbench.edits.crew import Crew
from workbench.edits.lanes import WIDTH, each
from workbench.edits.parcels import Intent, Parcel, intent_of, saving_of
from workbench.edits.planning import grouped
from workbench.edits.results import Outcome, Report, Result
from workbench.edits.settling import Settler
from workbench.store.journal_types import new_op_id

Told = Callable[[Result], None]


class Sender:
    """Sends the staged records of one resource of one account; one for the account's life."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._saving = saving_of(crew.resource)
        self._courier = Courier(crew)
        self._bundler = Bundler(crew, self._courier)
        self._settler = Settler(crew)
        self._serial = Serial()

    async def send(
        self,
        parcels: Sequence[Parcel],
        job: Job,
        told: Told | None = None,
        reference: str = "",
    ) -> Report:
        """Send records and return how each ended; failures of records are results, not errors.

        A stopped job ends at the next border between records: what is on its way is finished and
        told, the rest stays staged. The same holds where the service cannot be reached or does
        not accept the key.

        Args:
            parcels: what to send; a record at most once.
            job: shows the progress and may be paused or stopped.
            told: called with every result as it comes.
            reference: id of the change set that this is part of; a set of its own for "".
        """
        run = _Run(parcels, job, told, reference or new_op_id())
        return await self._serial.run("send", lambda: self._one_send(parcels, job, run))

    async def _one_send(self, parcels: Sequence[Parcel], job: Job, run: _Run) -> Report:
        try:
            intents = await self._intents(parcels, job, run)
            await self._sent(intents, job, run)
        except WbError as error:
            run.stop(error)
        return run.report()

    async def _intents(self, parcels: Sequence[Parcel], job: Job, run: _Run) -> tuple[Intent, ...]:
        """Return what is staged of the parcels, once unknown outcomes are looked up."""
        looked = await self._settler.settle(job, {parcel.key for parcel in parcels})
        told = {result.key: result for result in looked if result.outcome is not Outcome.SKIPPED}
        blocked = {payload.record: op.note for op, payload in await self._settler.unknown()}
        found: list[Intent] = []
        for parcel in parcels:
            record = self._crew.book.record(self._crew.resource.id, parcel.key)
            intent, known = intent_of(record, parcel), told.get(parcel.key)
            if parcel.key in blocked:
                said = blocked[parcel.key] or sentences.unknown()
                run.tell(known or Result(parcel.key, Outcome.UNKNOWN, said))
            elif known is not None and (intent is None or known.outcome is not Outcome.DONE):
                run.tell(known)
            elif intent is None:
                run.tell(Result(parcel.key, Outcome.SKIPPED, sentences.nothing_staged()))
            else:
                found.append(intent)
        return tuple(found)

    async def _sent(self, intents: Sequence[Intent], job: Job, run: _Run) -> None:
        alone, groups = grouped(intents, self._saving, self._crew.port.repeat)

        async def carry(intent: Intent) -> None:
            await job.checkpoint()
            run.tell(await self._courier.carry(intent, job, run.reference))

        width = 1 if self._saving.in_turn else WIDTH
        await each(self._crew.jobs, "send", alone, carry, width)
        for group in groups:
            await self._bundler.carry(group, job, run.reference, run.tell)


class _Run:
    """One send: what was told so far."""

    def __init__(
        self, parcels: Sequence[Parcel], job: Job, told: Told | None, reference: str
    ) -> None:
        self.reference = reference
        self._left = {parcel.key: parcel for parcel in parcels}
        self._total = len(parcels)
        self._job = job
        self._told = told
        self._results: list[Result] = []
        self._stopped = ""

    def tell(self, result: Result) -> None:
        """Keep a result and pass it on."""
        if self._left.pop(result.key, None) is None:
            return
        self._results.append(result)
        failures = self._job.failures
        if result.outcome is not Outcome.DONE and result.sentence not in failures[-1:]:
            failures.append(result.sentence)
        self._job.advance(len(self._results), self._total)
        if self._told is not None:
            self._told(result)

    def stop(self, error: WbError) -> None:
        """Tell that everything that is left stays staged, and why."""
        self._stopped = error.full_text
        if error.code is ErrorCode.CANCELLED:
            self._stopped = tr("Stopped; what was not sent stays staged.")
        for key in tuple(self._left):
            self.tell(Result(key, Outcome.SKIPPED, self._stopped))

    def report(self) -> Report:
        """Return what became of everything."""
        report = Report(self.reference, tuple(self._results), self._stopped)
        self._job.result = report.sentence
        return report
