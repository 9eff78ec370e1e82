"""Runs an action's calls: move, split, print. Each is kept in the journal before it leaves.

An action changes no field that could be compared afterwards. So a lost answer is never guessed:
what may not reach the service twice stays in the journal as unknown until a person decides.
"""

from __future__ import annotations

import asyncio
import hashlib
from typing import NamedTuple

import msgspec

from workbench.core.edits import Action, Call, Chosen, Scope
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.operations import Repeat
from workbench.core.texts import tr
from workbench.edits import sentences
from workbench.edits.fates import Fate, fate_of, stops
from workbench.edits.oplog import OpLog, Payload
from workbench.edits.parcels import Act
from workbench.edits.port import Port
from workbench.edits.results import Outcome, Report, Result
from workbench.store.journal_types import Op, OpState, new_op_id


class Acted(NamedTuple):
    """What an action did.

    Attributes:
        report: a result per call, in order; its key is the record's where every call is about
            one, else the call's number from 1.
        answers: decoded answers of the calls that were done, by the same key; files as bytes.
    """

    report: Report
    answers: dict[str, object]


class Actor:
    """Runs the actions of one resource of one account."""

    def __init__(self, log: OpLog, port: Port) -> None:
        self._log = log
        self._port = port

    async def act(self, action: Action, chosen: Chosen, job: Job) -> Acted:
        """Run an action; failures of calls are results, not errors.

        Calls that are about one record each are independent: one may be refused and the others
        go on. Any other call that fails ends the action.

        Raises:
            WbError: the action's calls cannot be made of what was chosen.
        """
        calls = action.calls(chosen)
        single = action.scope is not Scope.NONE and len(calls) == len(chosen.keys)
        keys = chosen.keys if single else tuple(str(n) for n in range(1, len(calls) + 1))
        says = action.says(chosen) if action.says is not None else tr(action.title)
        record = "" if single else ",".join(chosen.keys)
        run = _Run(self._log, self._port, action, says, record)
        results: list[Result] = []
        stopped = ""
        for key, call in zip(keys, calls, strict=True):
            if not stopped:
                stopped = await _stop_asked(job)
            if stopped:
                results.append(Result(key, Outcome.SKIPPED, stopped, Act.ACTION))
                continue
            result, error = await run.call(key, call)
            results.append(result)
            stopped = _why_stop(result, error, independent=single)
            job.advance(len(results), len(calls))
        job.failures += [held.sentence for held in results if held.outcome is not Outcome.DONE]
        return Acted(Report(run.reference, tuple(results), stopped), run.answers)


async def _stop_asked(job: Job) -> str:
    try:
        await job.checkpoint()
    except WbError:
        return tr("Stopped; what was not sent was not done.")
    return ""


def _why_stop(result: Result, error: WbError | None, *, independent: bool) -> str:
    """Return why the calls that follow are left out, "" where they are not."""
    if result.outcome is Outcome.DONE or (independent and not (error and stops(error))):
        return ""
    return tr("Left out after: {why}", why=result.sentence)


class _Run:
    """One run of an action."""

    def __init__(self, log: OpLog, port: Port, action: Action, says: str, record: str) -> None:
        self.reference = new_op_id()
        self.answers: dict[str, object] = {}
        self._log = log
        self._port = port
        self._operation = action.operation
        self._repeat = port.repeat(action.operation)
        self._says = says
        self._record = record

    async def call(self, key: str, call: Call) -> tuple[Result, WbError | None]:
        """Do one call; a read needs no journal."""
        if self._repeat is Repeat.SAFE:
            return await self._read(key, call)
        try:
            op = await self._kept(key, call)
        except WbError as error:
            said = await self._why_not(key, call, error)
            return Result(key, Outcome.SKIPPED, said, Act.ACTION), error
        try:
            return await self._written(key, call, op)
        except BaseException:
            self._log.abandon(op)
            raise

    async def _kept(self, key: str, call: Call) -> Op:
        """Keep a call in the journal; the same call of the same record only once at a time."""
        payload = await self._payload(key, call)
        op = await self._log.ready(self._operation, payload, {}, self.reference)
        return await self._log.move(op, OpState.SENDING)

    async def _payload(self, key: str, call: Call) -> Payload:
        digest = await asyncio.to_thread(digest_of, call)
        record = self._record or key
        return Payload(self._log.resource.id, record, Act.ACTION, call=digest, says=self._says)

    async def _why_not(self, key: str, call: Call, error: WbError) -> str:
        """Return why a call could not be kept."""
        if error.code is not ErrorCode.CONFLICT:
            return error.full_text
        doubt = await self._log.in_doubt(self._operation, await self._payload(key, call))
        return sentences.in_doubt() if doubt else sentences.under_way()

    async def _read(self, key: str, call: Call) -> tuple[Result, WbError | None]:
        try:
            self.answers[key] = await self._port.call(self._operation, call)
        except WbError as error:
            return Result(key, Outcome.REFUSED, error.full_text, Act.ACTION), error
        return self._done(key), None

    async def _written(self, key: str, call: Call, op: Op) -> tuple[Result, WbError | None]:
        try:
            answer = await self._port.call(self._operation, call)
        except WbError as error:
            return await self._failed(key, op, error), error
        self.answers[key] = answer
        await self._log.move(op, OpState.DONE)
        return self._done(key), None

    async def _failed(self, key: str, op: Op, error: WbError) -> Result:
        """End a call that failed; one that may be repeated need not stay open."""
        if fate_of(error) is not Fate.LOST:
            await self._log.move(op, OpState.REFUSED, note=error.full_text)
            said, code = error.full_text, error.service_code
            return Result(
                key, Outcome.REFUSED, said, Act.ACTION, field=error.field, service_code=code
            )
        said = sentences.unknown()
        await self._log.move(op, OpState.UNKNOWN, note=said)
        if self._repeat is Repeat.SAME:
            said = tr("No answer came. To do it once more does no harm.")
            await self._log.move(op, OpState.REFUSED, note=said)
        return Result(key, Outcome.UNKNOWN, said, Act.ACTION)

    def _done(self, key: str) -> Result:
        return Result(key, Outcome.DONE, sentences.done(Act.ACTION), Act.ACTION)


def digest_of(call: Call) -> str:
    """Return what tells a call from another: the same arguments and body have the same."""
    text = hashlib.sha256()
    text.update(msgspec.json.encode(dict(sorted(call.arguments.items())), order="sorted"))
    body = call.body
    text.update(body if isinstance(body, bytes) else msgspec.json.encode(body, order="sorted"))
    return text.hexdigest()
