"""What was foreseen of a change set against what the service counted, out of the journal alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec

from workbench.core.tallies import Count, Foresight
from workbench.edits.oplog import Payload
from workbench.edits.tallying import Answered, tallied_of
from workbench.store.journal_types import Op, OpState


class Uncounted(StrEnum):
    """Why nothing was counted of a record that was foreseen."""

    NOT_TAKEN = "not taken"
    """It was not sent in the end, or refused with its whole call."""
    UNTOLD = "untold"
    """It was sent, and no answer came that counts."""


class Sum(NamedTuple):
    """One counter of a change set.

    Attributes:
        least, most: what was foreseen; the same where all of it could be known.
        counted: what the service counted, None where no answer told.
    """

    least: int
    most: int
    counted: int | None


class Difference(NamedTuple):
    """A counter that came out otherwise than it was foreseen.

    Attributes:
        tally: its id.
        by: how many more the service counted, less than 0 for fewer.
        keys: of the records it is about, as they were staged.
        named: it is about all of these; otherwise about some of them, which nobody can tell.
    """

    tally: str
    by: int
    keys: tuple[str, ...]
    named: bool


class Balance(msgspec.Struct, frozen=True):
    """What was foreseen of the records of one resource, and what was counted.

    Attributes:
        resource: its id.
        sums: by id of the tally.
        foreseen: of each record, by its key as it was staged.
        answers: of the calls that were answered.
        uncounted: keys of the records that nothing was counted of, by reason.
        names: keys as the service has them, by the key as it was staged.
    """

    resource: str
    sums: Mapping[str, Sum]
    foreseen: Mapping[str, Foresight] = {}
    answers: tuple[Answered, ...] = ()
    uncounted: Mapping[Uncounted, tuple[str, ...]] = {}
    names: Mapping[str, str] = {}

    def differences(self, strict: Collection[str] = ()) -> tuple[Difference, ...]:
        """Return what came out otherwise, of the calls that were answered.

        Call by call, so that a record too many here does not hide one too few there.

        Args:
            strict: ids of tallies of which everything counts that was not sure.
        """
        found: dict[tuple[str, bool], Difference] = {}
        for answer in self.answers:
            if not self.foreseen.keys() >= answer.keys.keys():
                continue
            for name in answer.counted:
                for one in _difference(name, self.foreseen, answer, strict=name in strict):
                    held = found.get((name, one.by > 0))
                    found[name, one.by > 0] = _joined(held, one) if held is not None else one
        return tuple(found.values())


def balances(ops: Iterable[tuple[Op, Payload]]) -> tuple[Balance, ...]:
    """Return the balances of a change set, one for each resource that was counted."""
    held: dict[str, list[tuple[Op, Payload]]] = {}
    for op, payload in ops:
        if op.counts:
            held.setdefault(payload.resource, []).append((op, payload))
    return tuple(_balance(resource, each) for resource, each in held.items())


def _balance(resource: str, ops: Sequence[tuple[Op, Payload]]) -> Balance:
    foreseen: dict[str, Foresight] = {}
    answers: list[Answered] = []
    states: dict[str, OpState] = {}
    for op, payload in ops:
        tallied = tallied_of(op)
        answers += tallied.answers
        if tallied.foreseen is not None:
            foreseen[payload.record], states[payload.record] = tallied.foreseen, op.state
    names = {payload.record: payload.made for _, payload in ops if payload.made}
    names |= {key: own for answer in answers for key, own in answer.keys.items() if own}
    counted = {key for answer in answers for key in answer.keys}
    missing = {key: state for key, state in states.items() if key not in counted}
    return Balance(
        resource, _sums(foreseen, answers), foreseen, tuple(answers), _why(missing), names
    )


def _joined(first: Difference, second: Difference) -> Difference:
    keys = tuple(dict.fromkeys((*first.keys, *second.keys)))
    return Difference(first.tally, first.by + second.by, keys, first.named and second.named)


def _sums(foreseen: Mapping[str, Foresight], answers: Sequence[Answered]) -> dict[str, Sum]:
    names = dict.fromkeys(name for each in foreseen.values() for name in (*each.sure, *each.open))
    names |= dict.fromkeys(name for answer in answers for name in answer.counted)
    return {name: _sum(name, foreseen.values(), answers) for name in names}


def _sum(name: str, foreseen: Iterable[Foresight], answers: Sequence[Answered]) -> Sum:
    held = list(foreseen)
    least = sum(each.sure.get(name, 0) for each in held)
    most = least + sum(each.open.get(name, 0) for each in held)
    told = [answer.counted[name].count for answer in answers if name in answer.counted]
    return Sum(least, most, sum(told) if told else None)


def _why(missing: Mapping[str, OpState]) -> dict[Uncounted, tuple[str, ...]]:
    untold = {OpState.DONE, OpState.UNKNOWN, OpState.SENDING}
    found = {
        Uncounted.NOT_TAKEN: tuple(key for key, state in missing.items() if state not in untold),
        Uncounted.UNTOLD: tuple(key for key, state in missing.items() if state in untold),
    }
    return {reason: keys for reason, keys in found.items() if keys}


def _difference(
    name: str, foreseen: Mapping[str, Foresight], answer: Answered, *, strict: bool
) -> list[Difference]:
    """Compare one counter of one call: first the records that it names, then the rest."""
    count = answer.counted[name]
    named = _named(answer, count)
    odd = [
        key
        for key in named
        if not foreseen[key].sure.get(name) and (strict or not foreseen[key].open.get(name))
    ]
    found = [Difference(name, len(odd), tuple(odd), named=True)] if odd else []
    rest = {key: foreseen[key] for key in answer.keys if key not in named}
    least = sum(each.sure.get(name, 0) for each in rest.values())
    most = least + (0 if strict else sum(each.open.get(name, 0) for each in rest.values()))
    left = count.count - len(named)
    if left < least:
        about = [key for key, each in rest.items() if each.sure.get(name)]
        found.append(_about(name, left - least, about, list(rest)))
    elif left > most:
        about = [key for key, each in rest.items() if each.open.get(name)]
        about = about or [key for key, each in rest.items() if not each.sure.get(name)]
        found.append(_about(name, left - most, about, list(rest)))
    return found


def _about(name: str, by: int, about: list[str], rest: list[str]) -> Difference:
    keys = tuple(about or rest)
    return Difference(name, by, keys, named=len(keys) <= abs(by))


def _named(answer: Answered, count: Count) -> list[str]:
    """Return the records that a counter names; none where it names more than it counts."""
    ids = set(count.ids)
    found = [key for key, own in answer.keys.items() if own in ids or key in ids]
    return found if len(found) <= count.count else []
