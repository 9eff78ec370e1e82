"""A staged record becomes a letter: kept in the journal, read again, merged, checked."""

from __future__ import annotations

from workbench.core.edits import Values
from workbench.core.errors import ErrorCode, WbError
from workbench.core.operations import Repeat
from workbench.core.sources import Resource
from workbench.edits import sentences
from workbench.edits.closing import Closing, payload_for
from workbench.edits.oplog import OpLog
from workbench.edits.parcels import Act, Intent, own_key, saving_of
from workbench.edits.preparing import Letter, ready
from workbench.edits.reading import Reader
from workbench.edits.results import Outcome, Result
from workbench.edits.tallying import Tallied, counts_text
from workbench.store.journal_types import Op


class Opening:
    """Opens letters of one resource."""

    def __init__(self, resource: Resource, log: OpLog, closing: Closing, reader: Reader) -> None:
        self._resource = resource
        self._saving = saving_of(resource)
        self._log = log
        self._closing = closing
        self._reader = reader

    async def keep(self, intent: Intent, operation: str, reference: str) -> Op | Result:
        """Put an intent into the journal as READY; a result where the same is under way.

        Raises:
            WbError: DISK, DISK_FULL or STORE: nothing can be sent.
        """
        payload = payload_for(self._resource, intent, intent.values)
        base = {field: cell.base for field, cell in intent.cells.items()}
        try:
            counts = counts_text(Tallied(intent.foreseen))
            return await self._log.ready(operation, payload, base, reference, counts)
        except WbError as error:
            if error.code is not ErrorCode.CONFLICT:
                raise
            doubt = await self._log.in_doubt(operation, payload)
            said = sentences.in_doubt() if doubt else sentences.under_way()
            return Result(intent.key, Outcome.SKIPPED, said, intent.act)

    async def open(
        self, intent: Intent, op: Op, repeat: Repeat, theirs: bytes | None
    ) -> Letter | Result:
        """Merge and check an intent against the record as it is now; a result where it ends here.

        Args:
            intent: what is staged.
            op: its operation, READY.
            repeat: of the documented call.
            theirs: the document now, None where there is none.
        """
        if theirs is None and intent.act is Act.DELETE:
            return await self._closing.already(intent, op, None, {})
        if theirs is None and intent.act is Act.UPDATE:
            return await self._closing.gone(intent, op)
        if theirs is not None and intent.act is Act.CREATE:
            taken = sentences.key_taken(own_key(self._saving, intent.values))
            return await self._closing.not_taken(intent, op, taken, self._saving.key_field)
        return await self._merged(intent, op, repeat, theirs or b"")

    async def _merged(
        self, intent: Intent, op: Op, repeat: Repeat, theirs: bytes
    ) -> Letter | Result:
        made = ready(self._resource, intent, theirs, self._reader.values(theirs, intent.key))
        if made.conflicts:
            return await self._closing.conflict(intent, op, made.conflicts, theirs)
        if made.refusal:
            return await self._closing.skipped(intent, op, made.refusal, made.field)
        if intent.act is Act.UPDATE and not made.patch.values:
            return await self._closing.already(intent, op, theirs, made.before)
        values = made.patch.values
        payload = payload_for(self._resource, intent, values)
        op = await self._log.restate(op, payload, self._base(intent.act, values, made.before))
        return Letter(intent, op, op.kind, repeat, made.patch, made.before, made.agreed, made.notes)

    def _base(self, act: Act, values: Values, before: Values) -> Values:
        """Return what the journal keeps to take a write back: what it changes or takes away."""
        if act is not Act.UPDATE:
            return before
        entries = (self._saving.entry(field) for field in values)
        taken = [name for entry in entries if entry is not None for name in entry.takes]
        return {field: before.get(field) for field in (*values, *taken)}
