"""Section "Synchronization triggers": every run of one, with how far it was and how it ended.

The service answers by the name of a run alone and lists none, so that the rows are what this
machine keeps; a run that began elsewhere is asked for by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from workbench.core.fields import Field, Kind
from workbench.core.pages import Page
from workbench.core.queries import Filter, Input, Part, PartKind, Query
from workbench.core.runs import Run, RunAnswer, RunBook, RunState, document_of, run_in
from workbench.core.settings import Density
from workbench.core.sources import Face, Resource, SubTable
from workbench.core.texts import mark, tr
from workbench.core.times import now
from workbench.core.values import Coded, Odd
from workbench.sources.etim.records.values import members, moment
from workbench.sources.etim.synchronizing import (
    AGAIN,
    FOLLOWING,
    RUN,
    SELECTED,
    Said,
    said_in,
    told,
)
from workbench.sources.leaves import identity

_STATES: Final = {
    RunState.STARTING: (mark("Being started"), "loading"),
    RunState.GOING: (mark("In progress"), "loading"),
    RunState.DONE: (mark("Done"), "done"),
    RunState.FAILED: (mark("Failed"), "refused"),
    RunState.UNKNOWN: (mark("Unknown"), "unknown"),
}
"""Title and sign of each state."""
_SIGNS: Final = tuple((state.value, sign) for state, (_title, sign) in _STATES.items())
RUN_FILTER: Final = Filter(
    "progress-id",
    mark("Runs"),
    (Part("", PartKind.LIST),),
    input=Input.PASTE,
    group=mark("Synchronization"),
    help=mark("What runs are called, as their start was answered; others ask the service."),
)


async def search(kept: RunBook, query: Query, cursor: str) -> Page:  # noqa: ARG001
    """Return every run that is kept, or those of the names that are asked for, newest first.

    Raises:
        WbError: as the gateway names it, where a name is not kept.
    """
    asked = query.value(RUN_FILTER.name, "")
    names = asked if isinstance(asked, tuple) else ()
    runs = await (kept.find(names) if names else kept.all())
    missing = [name for name in names if name not in {run.name for run in runs}]
    return Page(
        rows=list(runs),
        keys=[run.id for run in runs],
        documents=[document_of(run) for run in runs],
        document_keys=[run.id for run in runs],
        document_of=range(len(runs)),
        fetched_at=now(),
        total=len(runs),
        warnings=tuple(tr("The service knows no run “{name}”.", name=name) for name in missing),
    )


def rows_of(document: bytes) -> Sequence[tuple[str, Run]]:
    """Return the run of a document under its key."""
    run = run_in(document)
    return ((run.id, run),) if run is not None else ()


# ---- columns -------------------------------------------------------------------------------------


def _state(state: RunState) -> Coded:
    return Coded(state.value, tr(_STATES[state][0]))


def _started(run: Run) -> datetime | Odd:
    """Return when it began by the service's clock, else when it was asked for here."""
    return moment(members(run.last).get("starting-time")) or run.begun


def _result(run: Run) -> str | None:
    return run.note or told(run.last).words or None


def _seconds(run: Run) -> int | None:
    if run.ended is None:
        return None
    began = _started(run)
    begun = began if isinstance(began, datetime) else run.begun
    return max(0, round((run.ended - begun).total_seconds()))


def _count(name: str) -> Callable[[Run], int | None]:
    def read(run: Run) -> int | None:
        if run.state is not RunState.DONE:
            return None
        said = said_in(identity(members(run.last).get("info")))
        return next((each.number for each in said if each.name == name), None)

    return read


_RUN: Final = mark("Run")
_COUNTED: Final = mark("Counted")

FIELDS: Final = (
    Field("status", mark("Status"), Kind.CHOICE, lambda run: _state(run.state), "status",
          shown=True, width=132, priority=1, facet=True, group=_RUN, signs=_SIGNS),
    Field("trigger", mark("Trigger"), Kind.ID, lambda run: run.subject or None,
          "trigger-identifier", shown=True, width=90, priority=1, searched=True, group=_RUN),
    Field("started", mark("Started"), Kind.TIME, _started, "starting-time", shown=True, width=130,
          priority=2, group=_RUN),
    Field("ended", mark("Ended"), Kind.TIME, lambda run: run.ended, "ended", shown=True, width=130,
          priority=5, group=_RUN, help=mark("When it was seen to have ended, by this machine.")),
    Field("took", mark("Took"), Kind.INTEGER, _seconds, unit="s", width=80, group=_RUN),
    Field("share", mark("How far"), Kind.DECIMAL, lambda run: told(run.last).share, "info",
          unit="%", shown=True, width=80, priority=3, group=_RUN),
    Field("info", mark("Result"), Kind.TEXT, _result, "info", shown=True, width=300, priority=2,
          searched=True, group=_RUN),
    *(
        Field(f"count_{name.split()[0].lower()}", title, Kind.INTEGER, _count(name), "info",
              shown=True, width=90, priority=5, group=_COUNTED)
        for name, title in (("Created products", mark("Created")),
                            ("Modified products", mark("Modified")),
                            ("Deleted products", mark("Deleted")))
    ),
    Field("count_selected", mark("Selected"), Kind.INTEGER, _count(SELECTED), "info", width=90,
          group=_COUNTED),
    Field("by", mark("By"), Kind.TEXT, lambda run: run.by or None, "by", shown=True,
          width=90, priority=4, facet=True, searched=True, group=_RUN,
          help=mark("Login on this machine; empty for a run that began elsewhere.")),
    Field("account", mark("Account"), Kind.TEXT, lambda run: run.account, "account", width=110,
          group=_RUN),
    Field("progress", mark("Run ID"), Kind.ID, lambda run: run.name or None, "progress-id",
          shown=True, width=220, priority=7, searched=True, group=_RUN,
          help=mark("The service's own name for it.")),
    Field("asked", mark("Answers"), Kind.INTEGER, lambda run: len(run.answers), "answers",
          width=80, group=_RUN),
    Field("begun", mark("Asked for"), Kind.TIME, lambda run: run.begun, "begun", width=140,
          group=_RUN, help=mark("When this machine began it, by its own clock.")),
)  # fmt: skip
"""In the order of the column chooser."""


# ---- inside a run --------------------------------------------------------------------------------


class Step(NamedTuple):
    """One answer about a run, so many seconds after it was begun here."""

    said: RunAnswer
    seconds: int

    @property
    def info(self) -> str | None:
        """What it says, as the service wrote it."""
        return identity(members(self.said.answer).get("info")).strip() or None


def _answers(document: bytes, _query: Query) -> Sequence[Step]:
    run = run_in(document)
    if run is None:
        return ()
    return [Step(said, round((said.at - run.begun).total_seconds())) for said in run.answers]


def _counters(document: bytes, _query: Query) -> Sequence[Said]:
    run = run_in(document)
    if run is None or run.state is not RunState.DONE:
        return ()
    return said_in(identity(members(run.last).get("info")))


PROGRESS: Final = SubTable(
    "progress",
    mark("Progress"),
    (
        Field("at", mark("Asked"), Kind.TIME, lambda step: step.said.at, "answers.at", shown=True,
              width=136, priority=1),
        Field("after", mark("After"), Kind.INTEGER, lambda step: step.seconds, "answers.at",
              unit="s", shown=True, width=64, priority=2),
        Field("info", mark("Answer"), Kind.TEXT, lambda step: step.info, "answers.answer.info",
              shown=True, width=130, priority=2),
        Field("share", mark("How far"), Kind.DECIMAL, lambda step: told(step.said.answer).share,
              "answers.answer.info", unit="%", width=80, priority=3),
        Field("status", mark("Status"), Kind.CHOICE,
              lambda step: _state(told(step.said.answer).state), "answers.answer.status",
              width=130, priority=4, signs=_SIGNS),
    ),
    _answers,
    chart="times",
    plotted=(("share",),),
)  # fmt: skip
"""Inside a run: every answer about it, newest first."""
COUNTED: Final = SubTable(
    "counted",
    mark("Counted"),
    (
        Field("name", mark("What"), Kind.TEXT, lambda said: said.name, "info", shown=True,
              width=230, priority=1),
        Field("value", mark("Value"), Kind.TEXT, lambda said: said.value, "info", shown=True,
              width=100, priority=2),
    ),
    _counters,
)  # fmt: skip
"""Inside a run that is done: everything its result names, as the service wrote it."""


RUNS: Final = Resource(
    id="synchronizations",
    title=mark("Synchronizations"),
    one=mark("Synchronization"),
    icon="refresh-cw",
    fields=FIELDS,
    rows_of=rows_of,
    search=search,
    face=Face(name="trigger", subtitle=("started", "by")),
    document="synchronizations",
    filters=(RUN_FILTER,),
    subtables=(PROGRESS, COUNTED),
    density=Density.COMPACT,
    local_only=True,
    kept=True,
    following=FOLLOWING,
    actions=(RUN, AGAIN),
)
"""Every run that was begun from here, and those that were asked for by name."""
