"""How a record's sending ends: in the journal first, then in the drafts, then as a result."""

from __future__ import annotations

import msgspec

from workbench.core.edits import Conflict, Values
from workbench.core.errors import WbError
from workbench.core.sources import Resource
from workbench.core.times import now
from workbench.edits import sentences
from workbench.edits.drafts import State, Trouble
from workbench.edits.landing import Landing
from workbench.edits.oplog import OpLog, Payload, packed
from workbench.edits.parcels import Act, Intent, saving_of
from workbench.edits.preparing import Letter
from workbench.edits.results import Outcome, Result
from workbench.store.journal_types import Op, OpState


class Closing:
    """Ends letters of one resource. Every method writes the journal before the drafts."""

    def __init__(self, resource: Resource, log: OpLog, landing: Landing) -> None:
        self._resource = resource
        self._saving = saving_of(resource)
        self._log = log
        self._landing = landing

    # ---- the service has it -----------------------------------------------------------------

    async def done(
        self,
        letter: Letter,
        fresh: Values,
        document: bytes | None = None,
        made: str = "",
        notes: tuple[str, ...] = (),
    ) -> Result:
        """End a letter that arrived; `fresh` are the record's values now, as far as they show."""
        notes = (*letter.notes, *notes)
        payload = payload_for(self._resource, letter.intent, letter.patch.values, made)
        await self._log.done(letter.op, payload, "\n".join(notes))
        self._land(letter, fresh, made)
        return Result(
            letter.key,
            Outcome.DONE,
            sentences.done(letter.act),
            letter.act,
            notes,
            document,
            made,
        )

    def _land(self, letter: Letter, fresh: Values, made: str) -> None:
        match letter.act:
            case Act.CREATE:
                self._landing.created(letter.key, made, letter.settled, fresh)
            case Act.DELETE:
                self._landing.deleted(letter.key)
            case _:
                self._landing.saved(letter.key, letter.settled, fresh)

    async def already(
        self, intent: Intent, op: Op, document: bytes | None, present: Values
    ) -> Result:
        """End what needed no writing: the service has all of it, or the record is away already."""
        await self._log.move(op, OpState.DRAFT)
        if intent.act is Act.DELETE:
            self._landing.deleted(intent.key)
        else:
            self._landing.saved(intent.key, intent.values, present)
        said, note = sentences.done(intent.act), sentences.there_already(intent.act)
        return Result(intent.key, Outcome.DONE, said, intent.act, (note,), document)

    # ---- nothing was written ----------------------------------------------------------------

    async def skipped(self, intent: Intent, op: Op, sentence: str, field: str = "") -> Result:
        """End what was not sent, or was not let in; its drafts stay as they are."""
        sending = op.state is OpState.SENDING
        await self._log.move(op, *([OpState.REFUSED] if sending else []), OpState.DRAFT)
        return Result(intent.key, Outcome.SKIPPED, sentence, intent.act, field=field)

    async def conflict(
        self,
        intent: Intent,
        op: Op,
        conflicts: tuple[Conflict, ...],
        document: bytes | None,
    ) -> Result:
        """End what was changed on both sides; both versions stay."""
        fields = [conflict.field for conflict in conflicts]
        sentence = sentences.conflict(self._resource, fields)
        await self._log.move(op, OpState.REFUSED, note=sentence)
        trouble = Trouble(State.CONFLICT, sentence, now(), conflicts=conflicts)
        self._landing.trouble(intent.key, trouble)
        return Result(
            intent.key,
            Outcome.CONFLICT,
            sentence,
            intent.act,
            document=document,
            conflicts=conflicts,
        )

    async def gone(self, intent: Intent, op: Op) -> Result:
        """End what has no record at the service any more; the drafts stay."""
        sentence = sentences.gone()
        await self._log.move(op, OpState.REFUSED, note=sentence)
        self._landing.trouble(intent.key, Trouble(State.REFUSED, sentence, now(), gone=True))
        return Result(intent.key, Outcome.GONE, sentence, intent.act)

    async def refused(self, intent: Intent, op: Op, error: WbError) -> Result:
        """End what the service refused, with its own words and the field they are about."""
        return await self.not_taken(
            intent, op, error.full_text, self._field(error.field), error.service_code
        )

    async def not_taken(
        self, intent: Intent, op: Op, sentence: str, field: str = "", service_code: str = ""
    ) -> Result:
        """End what the service did not take."""
        await self._log.move(op, OpState.REFUSED, note=sentence)
        trouble = Trouble(State.REFUSED, sentence, now(), field, service_code)
        self._landing.trouble(intent.key, trouble)
        return Result(
            intent.key,
            Outcome.REFUSED,
            sentence,
            intent.act,
            field=field,
            service_code=service_code,
        )

    async def partly(
        self, letter: Letter, missing: tuple[str, ...], fresh: Values, document: bytes
    ) -> Result:
        """End an update of which the service answered to have taken all, and took some fields."""
        sentence = " ".join(
            sentences.not_taken(self._resource, field, fresh[field]) for field in missing
        )
        taken = {name: value for name, value in letter.patch.values.items() if name not in missing}
        if taken:
            payload = payload_for(self._resource, letter.intent, taken)
            await self._log.done(letter.op, payload, sentence)
            settled = {n: value for n, value in letter.settled.items() if n not in missing}
            self._landing.saved(letter.key, settled, fresh)
            trouble = Trouble(State.REFUSED, sentence, now(), missing[0])
            self._landing.trouble(letter.key, trouble)
            result = Result(letter.key, Outcome.REFUSED, sentence, letter.act, field=missing[0])
        else:
            result = await self.not_taken(letter.intent, letter.op, sentence, missing[0])
        return msgspec.structs.replace(result, document=document, notes=letter.notes)

    # ---- nobody can tell --------------------------------------------------------------------

    async def unknown(self, intent: Intent, op: Op, sentence: str = "") -> Result:
        """End what may or may not be at the service; it stays in the journal until it is told."""
        said = sentence or sentences.unknown()
        await self._log.move(op, OpState.UNKNOWN, note=said)
        self._landing.trouble(intent.key, Trouble(State.UNKNOWN, said, now()))
        return Result(intent.key, Outcome.UNKNOWN, said, intent.act)

    def _field(self, name: str) -> str:
        """Return the field that a refusal names, by its id or by its member of a body."""
        if not name:
            return ""
        for entry in self._saving.entries:
            field = self._resource.field(entry.field)
            path = entry.member or (field.path if field is not None else "")
            if name in {entry.field, path} or name.rsplit(".", 1)[-1] == path.rsplit(".", 1)[-1]:
                return entry.field
        return ""


def payload_for(resource: Resource, intent: Intent, values: Values, made: str = "") -> Payload:
    """Return what the journal keeps of a write with these values."""
    written = packed(values)
    typed = packed({name: cell.value for name, cell in intent.cells.items() if name in values})
    other = {name: raw for name, raw in typed.items() if bytes(raw) != bytes(written[name])}
    return Payload(resource.id, intent.key, intent.act, written, other, made)
