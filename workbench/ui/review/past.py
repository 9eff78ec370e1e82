"""What the history shows: each of its pages as events, and the details of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice

from workbench.core.edits import Values
from workbench.core.formats import Formats
from workbench.core.sources import Resource
from workbench.core.texts import tr, trn
from workbench.edits.balancing import Balance
from workbench.edits.book import Book
from workbench.edits.drafts import DELETED, NEW, NEW_KEY
from workbench.edits.oplog import base_of, typed
from workbench.edits.parcels import Act
from workbench.edits.reversing import ChangeSet
from workbench.edits.steps import Change, Step, Steps
from workbench.edits.tally_words import Told, heading, lines_of, sentences_of
from workbench.edits.values import unpack
from workbench.ui.review.events import Event
from workbench.ui.review.words import value_texts
from workbench.ui.theme.marks import Mark
from workbench.workspace.bygone import Binned
from workbench.workspace.delivering import Unknown
from workbench.workspace.reviewing import Review
from workbench.workspace.shipment import Spot

LONGEST = 400
"""Lines of details that are shown."""


class Past:
    """Puts what is over into words."""

    def __init__(self, book: Book, review: Review, formats: Formats) -> None:
        self._resources = {resource.id: resource for resource in book.resources()}
        self._review = review
        self._formats = formats

    # ---- events ----------------------------------------------------------------------------

    def of_steps(self, steps: Steps) -> list[Event]:
        """Return the steps, newest first: those undone, those done, and the beginning."""
        undone = [self._step(step, faint=True) for step in steps.undone]
        done = [self._step(step, on=step is steps.done[-1]) for step in reversed(steps.done)]
        start = Event(tr("Before the first step"), "", "", on=not steps.done)
        return [*undone, *done, start]

    def _step(self, step: Step, *, faint: bool = False, on: bool = False) -> Event:
        note = trn("{count} record", "{count} records", step.records)
        return Event(step.title, note, self._formats.time(step.at), Mark.CHANGED, faint, on)

    def of_sets(self, sets: Iterable[ChangeSet], account: str) -> list[Event]:
        """Return the change sets, newest first."""
        found = []
        for held in sets:
            left = trn("{count} not saved", "{count} not saved", held.open) if held.open else ""
            told = self._balanced(held)
            odd = any(each.differs for each in told)
            otherwise = tr("counted otherwise than foreseen") if odd else ""
            note = " · ".join(part for part in (account, left, otherwise) if part)
            mark = Mark.CHANGED if held.open else Mark.DONE
            mark = Mark.INVALID if any(each.warns for each in told) else mark
            found.append(Event(held.title, note, self._formats.time(held.at), mark))
        return found

    def of_bin(self, binned: Iterable[Binned]) -> list[Event]:
        """Return the discarded edits, newest first."""
        return [
            Event(
                self._name(held.resource.id, held.record),
                trn("{count} edit", "{count} edits", len(held.drafts)),
                self._formats.time(held.discarded),
                Mark.DELETED,
            )
            for held in binned
        ]

    def of_unknown(self, unknown: Iterable[Unknown]) -> list[Event]:
        """Return the writes and actions whose outcome nobody knows."""
        return [
            Event(
                held.payload.says or self._name(held.resource.id, held.payload.record),
                tr("sent {age}", age=self._formats.age(held.op.changed)),
                self._formats.time(held.op.changed),
                Mark.UNKNOWN,
            )
            for held in unknown
        ]

    # ---- details ---------------------------------------------------------------------------

    def about_step(self, step: Step) -> str:
        """Return what a step changed, line by line."""
        return _cut([self._change(change) for change in islice(step.changes, LONGEST)],
                    len(step.changes))  # fmt: skip

    def _change(self, change: Change) -> str:
        name = self._name(change.resource, change.record)
        if change.field == NEW:
            return tr("{name}: new record", name=name)
        if change.field == DELETED:
            return tr("{name}: to be deleted", name=name)
        before = change.before.value if change.before else None
        after = change.after.value if change.after else None
        if change.before is None and change.after is not None:
            before = change.after.base
        elif change.after is None and change.before is not None:
            after = change.before.base
        return self._line(name, change.resource, change.field, before, after)

    def _balanced(self, held: ChangeSet) -> list[Told]:
        """Return in words what the service counted otherwise than it was foreseen."""
        found: list[Told] = []
        for balance in held.balances:
            owner = self._resources.get(balance.resource)
            if owner is not None and owner.saving is not None:
                found += sentences_of(balance, owner.saving, partial(self._of_balance, balance))
        return found

    def _of_balance(self, balance: Balance, key: str) -> str:
        own = balance.names.get(key, key)
        name = self._name(balance.resource, own)
        return name if name in {own, ""} else f"{name} ({own})"

    def _about_balance(self, held: ChangeSet) -> list[str]:
        """Return what was foreseen beside what was counted, and every difference."""
        lines: list[str] = []
        for balance in held.balances:
            owner = self._resources.get(balance.resource)
            for line in lines_of(balance, owner.saving) if owner and owner.saving else ():
                what, sign = heading(line.tally), "≠ " if line.differs else ""
                counted = tr("{foreseen} foreseen, {counted} counted", foreseen=line.foreseen,
                             counted=line.counted)  # fmt: skip
                lines.append(f"{sign}{what}: {counted}")
        for told in self._balanced(held):
            lines.append(f"⚠ {told.sentence}" if told.warns else told.sentence)
            lines += [told.names] if told.names else []
        return [*lines, ""] if lines else []

    def about_set(self, held: ChangeSet) -> str:
        """Return what the service counted of a change set, and what it wrote, line by line."""
        lines = self._about_balance(held)
        for op, payload in held.ops:
            resource = self._resources.get(payload.resource)
            name = self._name(payload.resource, payload.made or payload.record)
            if resource is None or payload.act is Act.ACTION:
                lines.append(payload.says or name)
            elif payload.act is Act.DELETE:
                lines.append(tr("{name}: taken away", name=name))
            else:
                before, now = typed(base_of(op), resource), typed(payload.values, resource)
                lines += self._values(name, resource, before, now)
            if len(lines) > LONGEST:
                break
        return _cut(lines[:LONGEST], len(lines))

    def _values(self, name: str, resource: Resource, before: Values, now: Values) -> list[str]:
        return [
            self._line(name, resource.id, field, before.get(field), value)
            for field, value in now.items()
        ]

    def about_binned(self, held: Binned) -> str:
        """Return which edits were discarded, line by line."""
        saving, lines = held.resource.saving, []
        for each in held.drafts:
            field = held.resource.field(each.draft.key.field)
            entry = saving.entry(each.draft.key.field) if saving else None
            if field is None or entry is None:
                word = {NEW: tr("new record"), DELETED: tr("to be deleted")}
                lines.append(word.get(each.draft.key.field, each.draft.key.field))
                continue
            before = unpack(each.draft.base, field, entry)
            after = unpack(each.draft.value, field, entry)
            lines.append(self._line("", held.resource.id, field.id, before, after))
        return "\n".join(lines)

    def about_unknown(self, held: Unknown) -> str:
        """Return what was sent, and why it is not sent again."""
        payload, name = held.payload, self._name(held.resource.id, held.payload.record)
        lines = [held.op.note or tr("No answer came.")]
        if payload.act is Act.DELETE:
            lines.append(tr("{name}: taken away", name=name))
        elif payload.act is Act.ACTION:
            lines += [payload.says, payload.record]
        else:
            before = typed(base_of(held.op), held.resource)
            lines += self._values(name, held.resource, before, typed(payload.values, held.resource))
        lines.append(tr("Look at the service and say what you found there."))
        return _cut([line for line in lines if line], 0)

    def _line(self, name: str, resource: str, field_id: str, before: object, after: object) -> str:
        owner = self._resources.get(resource)
        field = owner.field(field_id) if owner else None
        entry = owner.saving.entry(field_id) if owner and owner.saving else None
        if field is None or entry is None:
            return f"{name}: {field_id}"
        old, new = value_texts(field, entry, (before, after), self._formats)
        what = f"{tr(field.title)}: {old} → {new}"
        return f"{name} · {what}" if name else what

    def _name(self, resource: str, key: str) -> str:
        owner = self._resources.get(resource)
        if owner is None:
            return key
        plain = tr("New {one}", one=tr(owner.one)) if key.startswith(NEW_KEY) else key
        named = self._review.name_of(Spot(resource, key)).name
        return plain if not named or named.startswith(NEW_KEY) else named


def _cut(lines: Sequence[str], total: int) -> str:
    left = total - len(lines)
    more = [trn("… and {count} more", "… and {count} more", left)] if left > 0 else []
    return "\n".join([*lines, *more])
