"""What was foreseen of a change set against what the service counted, out of the journal alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec

from workbench.core.tallies import Foresight
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
        differences: what came out otherwise, of the calls that were answered.
        uncounted: keys of the records that nothing was counted of, by reason.
        names: keys as the service has them, by the key as it was staged.
    """

    resource: str
    sums: Mapping[str, Sum]
    differences: tuple[Difference, ...] = ()
    uncounted: Mapping[Uncounted, tuple[str, ...]] = {}
    names: Mapping[str, str] = {}


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
        resource, _sums(foreseen, answers), _differences(foreseen, answers), _why(missing), names
    )


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


def _differences(
    foreseen: Mapping[str, Foresight], answers: Sequence[Answered]
) -> tuple[Difference, ...]:
    """Compare call by call, so that a record too many here is not one too few there."""
    found: dict[tuple[str, bool], Difference] = {}
    for answer in answers:
        if not foreseen.keys() >= answer.keys.keys():
            continue
        for name in answer.counted:
            one = _difference(name, foreseen, answer)
            if one is not None:
                held = found.get((name, one.by > 0))
                found[name, one.by > 0] = _joined(held, one) if held is not None else one
    return tuple(found.values())


def _joined(first: Difference, second: Difference) -> Difference:
    keys = tuple(dict.fromkeys((*first.keys, *second.keys)))
    return Difference(first.tally, first.by + second.by, keys, first.named and second.named)


def _difference(
    name: str, foreseen: Mapping[str, Foresight], answer: Answered
) -> Difference | None:
    of_call = {key: foreseen[key] for key in answer.keys}
    least = sum(each.sure.get(name, 0) for each in of_call.values())
    most = least + sum(each.open.get(name, 0) for each in of_call.values())
    count = answer.counted[name]
    if least <= count.count <= most:
        return None
    by = count.count - (least if count.count < least else most)
    ids = set(count.ids)
    named = {key for key, own in answer.keys.items() if own in ids or key in ids}
    expected = {key for key, each in of_call.items() if each.sure.get(name, 0)}
    if by < 0:
        about = [key for key in of_call if key in expected and key not in named]
    else:
        possible = named or of_call.keys()
        about = [key for key in of_call if key in possible and key not in expected]
        about = about or list(of_call)
    return Difference(name, by, tuple(about), len(about) <= abs(by))
