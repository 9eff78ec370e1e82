"""Synchronizations: running one, what its answers say in words, and how it is followed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from msgspec.structs import replace

from workbench.core.edits import Action, Call, Chosen, Entry, Finding, Scope
from workbench.core.fields import Field, Kind
from workbench.core.runs import Following, RunState, RunTold, run_in
from workbench.core.texts import mark, tr, trn
from workbench.sources.etim.client import EtimClient
from workbench.sources.etim.records.values import members
from workbench.sources.etim.saving.sections import text_of
from workbench.sources.leaves import identity, integer
from workbench.sources.leaves import number as exact

_STATUSES: Final = {
    state.value: state for state in (RunState.GOING, RunState.DONE, RunState.FAILED)
}
"""By the document's own words."""

SELECTED: Final = "Selected products"
COUNTERS: Final = {
    "Created products": (mark("{count} product created"), mark("{count} products created")),
    "Modified products": (mark("{count} product modified"), mark("{count} products modified")),
    "Deleted products": (mark("{count} product deleted"), mark("{count} products deleted")),
    "Classified products": (mark("{count} classified"), mark("{count} classified")),
    "Reclassified products": (mark("{count} reclassified"), mark("{count} reclassified")),
    "Products with deleted class": (
        mark("{count} lost its class"), mark("{count} lost their class"),
    ),
    "Overwritten additional global attributes": (
        mark("{count} attribute overwritten"), mark("{count} attributes overwritten"),
    ),
    "Created additional global attributes": (
        mark("{count} attribute created"), mark("{count} attributes created"),
    ),
}  # fmt: skip
"""What a run that is done counts, by the document's names."""


class Said(NamedTuple):
    """One part of the text of a run that is done: `Created products: 0`."""

    name: str
    value: str

    @property
    def number(self) -> int | None:
        """The number it tells, None where it tells none."""
        found = integer(self.value.replace(" ", "") or None)
        return found if isinstance(found, int) else None


def said_in(info: str) -> tuple[Said, ...]:
    """Return the parts of a result, in order; none where it is a text of another form."""
    parts = [part.partition(":") for part in info.split("|")]
    if len(parts) < 2 or not all(sign for _name, sign, _value in parts):
        return ()
    return tuple(Said(name.strip(), value.strip()) for name, _sign, value in parts)


def in_words(info: str) -> str:
    """Return a result in words: what it counts beside nothing, of how many; else as it came."""
    said = said_in(info)
    counted = [(each.name, each.number) for each in said if each.number is not None]
    if not counted:
        return info
    parts = [
        trn(*COUNTERS[name], count) if name in COUNTERS else f"{name}: {count}"
        for name, count in counted
        if count and name != SELECTED
    ]
    words = ", ".join(parts) or tr("Nothing changed")
    chosen = next((count for name, count in counted if name == SELECTED), None)
    if chosen is None:
        return f"{words}."
    of = trn("{count} product selected", "{count} products selected", chosen)
    return f"{words}; {of}."


def told(answer: object) -> RunTold:
    """Return what an answer says of a run (document: "Check status of synchronization")."""
    held = members(answer)
    info = identity(held.get("info")).strip()
    state = _STATUSES.get(identity(held.get("status")).strip(), RunState.UNKNOWN)
    return RunTold(
        state,
        identity(held.get("progress-id")).strip(),
        identity(held.get("trigger-identifier")).strip(),
        _share(info) if state is RunState.GOING else None,
        in_words(info) if state is RunState.DONE else info,
    )


def _share(info: str) -> Decimal | None:
    found = exact(info.removesuffix("%").strip() or None) if info.endswith("%") else None
    return found if isinstance(found, Decimal) else None


async def _check(client: EtimClient, name: str) -> object:
    return await client.synchronizations.check_synchronization(name)


FOLLOWING: Final = Following(
    mark("Synchronization {subject}"),
    lambda call: identity(call.arguments.get("trigger-identifier")),
    _check,
    told,
)


# ---- running ------------------------------------------------------------------------------------

TRIGGER: Final = Field(
    "trigger", mark("Trigger"), Kind.ID, lambda record: record.get("trigger"), shown=True,
    help=mark("Identifier of the trigger, as its company gave it."),
)  # fmt: skip


def _typed(chosen: Chosen) -> str:
    return text_of(chosen.values.get(TRIGGER.id))


def _run(chosen: Chosen) -> Sequence[Call]:
    return [Call({"trigger-identifier": _typed(chosen)})]


def _run_says(chosen: Chosen) -> str:
    return tr(
        "The synchronization of {trigger} is run: it can add, change and delete products.",
        trigger=_typed(chosen),
    )


def run_told(answer: object) -> str:
    """Return in words how a synchronization stands."""
    said = told(answer)
    match said.state:
        case RunState.GOING:
            return tr("It runs: {info}. Its name there is {name}.", info=said.words, name=said.name)
        case RunState.DONE:
            return tr("Done. {info}", info=said.words)
        case RunState.FAILED:
            return tr("It could not run: {info}", info=said.words)
        case _:
            return f"{identity(members(answer).get('status'))} {said.words}".strip()


def run_name(answer: object) -> str:
    """Return what a run is called there, "" where the answer names none."""
    return told(answer).name


RUN: Final = Action(
    "run_synchronization", mark("Run a synchronization…"), "refresh-cw", mark("Synchronization"),
    Scope.NONE, "run_synchronization", _run, (TRIGGER,), (Entry(TRIGGER.id, required=True),),
    says=_run_says, told=run_told, follows=run_name, table="synchronizations", rereads=False,
)  # fmt: skip


def _of_run(chosen: Chosen) -> str:
    run = run_in(chosen.documents[0]) if chosen.documents else None
    return run.subject if run is not None else ""


def _again_check(chosen: Chosen) -> Sequence[Finding]:
    if _of_run(chosen):
        return ()
    return (Finding("", tr("It is not known which synchronization this run was.")),)


def _again(chosen: Chosen) -> Sequence[Call]:
    return [Call({"trigger-identifier": _of_run(chosen)})]


def _again_says(chosen: Chosen) -> str:
    return tr(
        "The synchronization of {trigger} is run again: it can add, change and delete products.",
        trigger=_of_run(chosen),
    )


AGAIN: Final = replace(
    RUN, id="run_synchronization_again", title=mark("Run again"), scope=Scope.ONE, calls=_again,
    fields=(), entries=(), says=_again_says, check=_again_check,
)  # fmt: skip
"""The synchronization of the chosen run once more; it is told and followed as RUN is."""
