"""A send without its writes: every record is read again and merged, and it is told what would be.

What was changed on both sides is found before anything is sent; nothing is written anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from workbench.core.edits import Patch
from workbench.core.errors import WbError
from workbench.core.jobs import Job
from workbench.core.texts import tr, trn
from workbench.core.times import now
from workbench.edits import sentences
from workbench.edits.crew import Crew
from workbench.edits.drafts import State, Trouble
from workbench.edits.parcels import Act, Intent, own_key, saving_of
from workbench.edits.planning import parts
from workbench.edits.preparing import ready
from workbench.edits.results import Outcome, Result
from workbench.edits.tallying import foreseen

AT_ONCE = 40
"""Records read between two looks whether the user stopped it."""


class Rehearsal:
    """Rehearses the records of one resource."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._saving = saving_of(crew.resource)

    async def run(
        self, intents: Sequence[Intent], job: Job, told: Callable[[Result], None]
    ) -> None:
        """Read and merge the records and tell what would happen to each.

        Raises:
            WbError: CANCELLED, or as the service's answer was named.
        """
        for part in parts(intents, AT_ONCE):
            await job.checkpoint()
            updates = [intent for intent in part if intent.act is not Act.CREATE]
            documents = await self._crew.reader.before(updates) if updates else {}
            for intent in part:
                if intent.act is Act.CREATE:
                    told(await self._made(intent))
                else:
                    told(self._changed(intent, documents.get(intent.key)))

    async def _made(self, intent: Intent) -> Result:
        key = own_key(self._saving, intent.values)
        try:
            taken = bool(key) and await self._crew.reader.read(key) is not None
        except WbError as error:
            return _result(intent, Outcome.SKIPPED, error.full_text)
        if taken:
            return _result(intent, Outcome.REFUSED, sentences.key_taken(key))
        return self._told(intent, b"")

    def _changed(self, intent: Intent, document: bytes | WbError | None) -> Result:
        if isinstance(document, WbError):
            return _result(intent, Outcome.SKIPPED, document.full_text)
        if intent.act is Act.DELETE:
            if document is None:
                return _result(intent, Outcome.DONE, sentences.there_already(Act.DELETE))
            gone = _result(intent, Outcome.DONE, tr("Would be taken away."))
            return self._counted(gone, Patch(intent.key, {}, document))
        if document is None:
            return _result(intent, Outcome.GONE, sentences.gone())
        return self._told(intent, document)

    def _told(self, intent: Intent, document: bytes) -> Result:
        crew = self._crew
        present = crew.reader.values(document, intent.key)
        found = ready(crew.resource, intent, document, present)
        if found.conflicts:
            sentence = sentences.conflict(crew.resource, [held.field for held in found.conflicts])
            trouble = Trouble(State.CONFLICT, sentence, now(), conflicts=found.conflicts)
            crew.landing.trouble(intent.key, trouble)
            return _result(intent, Outcome.CONFLICT, sentence)
        if found.refusal:
            return _result(intent, Outcome.REFUSED, found.refusal)
        if intent.act is Act.CREATE:
            made = _result(intent, Outcome.DONE, tr("Would be made."), found.notes)
            return self._counted(made, found.patch)
        if not found.patch.values:
            return _result(intent, Outcome.DONE, sentences.there_already(Act.UPDATE), found.notes)
        count = len(found.patch.values)
        sentence = trn("{count} field would be written.", "{count} fields would be written.", count)
        return self._counted(_result(intent, Outcome.DONE, sentence, found.notes), found.patch)

    def _counted(self, result: Result, patch: Patch) -> Result:
        """Return a result with what the service would count of it."""
        told = foreseen(self._saving, result.act, patch)
        return msgspec.structs.replace(result, foreseen=told)


def _result(intent: Intent, outcome: Outcome, sentence: str, notes: tuple[str, ...] = ()) -> Result:
    return Result(intent.key, outcome, sentence, intent.act, notes)
