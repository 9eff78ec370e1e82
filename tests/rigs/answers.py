"""The rig of lost answers: kinds of writes x what goes wrong x the step at which the program dies.

After each the program starts again, looks up what it does not know, and its user sends once more.
The ledger of the service is the judge: every effect at most once; what is said to be done is done,
what is said not to be done is not; the rest is unknown and says so.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

from tests.rigs.answers_cases import CASES, Case
from tests.rigs.answers_desk import Desk, Done, Services, journal_in, until_death
from tests.rigs.answers_mortal import Death, Point
from tests.rigs.harness import Scale, Tally
from workbench.edits import sentences
from workbench.edits.results import Outcome, Result
from workbench.store.journal_types import Op, OpState

TROUBLES = (Point.CONNECT, Point.BEFORE, Point.AFTER, Point.ERROR, Point.SLOW, Point.TORN)
_NOT_DONE = {OpState.DRAFT, OpState.READY}


async def answers(scale: Scale) -> Tally:
    """Lose answers, and die over them."""
    rig = _Rig(scale)
    for case in CASES:
        await rig.learn(case)
    cells = list(rig.cells())
    if scale.quick:
        cells = random.Random(scale.seed).sample(cells, 80)
    for case, point, step in cells:
        await rig.run(case, (point,), (), step)
    rig.tally.facts["matrix"] = len(cells)
    for case, points, reads, step in rig.drawn(scale.of(20, 3_000)):
        await rig.run(case, points, reads, step)
        if rig.tally.losses > 20:
            break
    return rig.tally


class _Rig:
    def __init__(self, scale: Scale) -> None:
        self.tally = Tally()
        self._folder = scale.folder
        self._chance = random.Random(scale.seed)
        self._numbers = itertools.count()
        self._whole: dict[str, Done] = {}
        self._steps: dict[str, int] = {}

    async def learn(self, case: Case) -> None:
        """Run a case in peace: what it does, and in how many steps."""
        services = Services(order_reply=True)
        with journal_in(self._home()) as journal:
            desk = Desk(services, journal, case.source, case.resource)
            await _staged(desk, case)
            before, desk.death.steps = await services.done(), 0
            results = await _worked(desk, case)
        self._steps[case.name] = desk.death.steps
        self._whole[case.name] = await services.done() - before
        if not self._whole[case.name] or [r.outcome for r in results] == []:
            self.tally.lost(f"{case.name} does nothing: {[r.sentence for r in results]}")

    def cells(self) -> Iterator[tuple[Case, Point, int]]:
        """Give every cell of the matrix; step 0 is none."""
        for case, point in itertools.product(CASES, (Point.NONE, *TROUBLES)):
            for step in range(self._steps[case.name] + 3):
                if step or point is not Point.NONE:
                    yield case, point, step

    def drawn(self, count: int) -> Iterator[tuple[Case, tuple[Point, ...], tuple[Point, ...], int]]:
        """Draw runs in which several answers are lost, of reads as well."""
        for _ in range(count):
            case = self._chance.choice(CASES)
            points = tuple(self._chance.choices(TROUBLES, k=self._chance.randrange(1, 4)))
            reads = tuple(self._chance.choices((Point.NONE, *TROUBLES), k=3))
            step = self._chance.choice((0, 0, self._chance.randrange(1, 14)))
            yield case, points, reads, step

    async def run(
        self, case: Case, points: tuple[Point, ...], reads: tuple[Point, ...], step: int
    ) -> None:
        """Run one cell, start again, and look."""
        name = f"{case.name}, {'+'.join(points)}, dies at {step}"
        services = Services(order_reply=bool(self._chance.getrandbits(1)))
        home = self._home()
        with journal_in(home) as journal:
            desk = Desk(services, journal, case.source, case.resource)
            await _staged(desk, case)
            begun = await services.done()
            desk.death.steps, desk.death.at = 0, step
            desk.line.points, desk.line.reads = list(points), list(reads)
            results = await until_death(desk, _worked(desk, case))
        died = desk.death.came.is_set()
        self.tally.inject(case.row, count=desk.line.injected)
        if died:
            self.tally.inject(45 if case.stage else case.row)
        self._check(name, case, await services.done() - begun, results or (), died=died)
        await self._again(name, case, services, begun, home)

    async def _again(
        self, name: str, case: Case, services: Services, begun: Done, home: Path
    ) -> None:
        """Start anew, settle, and let the user send what is still to be sent."""
        with journal_in(home) as journal:
            desk = Desk(services, journal, case.source, case.resource, Death())
            await desk.settled()
            self._shown(f"{name}, settled", case, await services.done() - begun, desk)
            results: tuple[Result, ...] = ()
            if case.stage is not None or not _said(desk, OpState.DONE):
                results = await _worked(desk, case)
            done = await services.done() - begun
            self._check(f"{name}, sent again", case, done, results, died=False)
            self._shown(f"{name}, at last", case, done, desk)
            self.tally.add("cells")
            self.tally.add("unknown_at_last", bool(_said(desk, OpState.UNKNOWN)))

    def _check(
        self, name: str, case: Case, done: Done, results: tuple[Result, ...], *, died: bool
    ) -> None:
        """Compare what was said with what was done."""
        whole = self._whole[case.name]
        for effect, times in done.items():
            if times > whole[effect]:
                self.tally.double(f"{name}: {effect} {times} times")
        if died or not results:
            return
        outcomes = {result.outcome for result in results}
        if outcomes == {Outcome.DONE} and done != whole:
            self.tally.lost(f"{name}: said to be done, and is not: {whole - done}")
        if outcomes <= {Outcome.SKIPPED, Outcome.REFUSED} and done and not _known(results):
            self.tally.double(f"{name}: said not to be done, and is: {results[0].sentence}")

    def _shown(self, name: str, case: Case, done: Done, desk: Desk) -> None:
        """Look whether journal and drafts tell the truth."""
        whole = self._whole[case.name]
        ops = desk.journal.ops()
        if any(op.state is OpState.SENDING for op in ops):
            self.tally.lost(f"{name}: an operation is still being sent")
        if case.stage is None:
            self._shown_action(name, case, done, ops)
        elif desk.book.touched == 0 and done != whole:
            self.tally.lost(f"{name}: drafts are gone and the service lacks {whole - done}")
        if done == whole and not ops:
            self.tally.double(f"{name}: done, and the journal knows nothing of it")

    def _shown_action(self, name: str, case: Case, done: Done, ops: tuple[Op, ...]) -> None:
        states = {op.state for op in ops}
        if done and states and states <= _NOT_DONE:
            self.tally.double(f"{name}: done, and {states}")
        if states == {OpState.DONE} and done != self._whole[case.name]:
            self.tally.lost(f"{name}: {states}, and not done")

    def _home(self) -> Path:
        home = self._folder / f"home-{next(self._numbers)}"
        home.mkdir()
        return home


def _known(results: tuple[Result, ...]) -> bool:
    """Return whether all that was left out is so because it stands in the journal already."""
    said = {sentences.under_way(), sentences.in_doubt(), sentences.nothing_staged()}
    return all(result.sentence in said for result in results)


def _said(desk: Desk, *states: OpState) -> tuple[Op, ...]:
    return desk.journal.ops(*states)


async def _staged(desk: Desk, case: Case) -> None:
    if case.stage is not None:
        await case.stage(desk)


async def _worked(desk: Desk, case: Case) -> tuple[Result, ...]:
    if case.action is not None and case.chosen is not None:
        return (await desk.act(case.action, case.chosen)).report.results
    return (await desk.send()).results
