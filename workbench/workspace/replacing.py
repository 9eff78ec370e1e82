"""Find and replace over chosen columns: every hit is found and counted before anything changes.

Patterns are matched by the library `regex`, which can stop: a pattern that backtracks without end
is refused with a sentence instead of freezing the window.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import msgspec

from workbench.core.edits import Entry
from workbench.core.errors import WbError, bad_input
from workbench.core.fields import Field
from workbench.core.formats import rows_text
from workbench.core.texts import tr, trn
from workbench.edits.steps import Change, Step
from workbench.workspace.bulk import TEXTS
from workbench.workspace.staging import (
    AT_ONCE,
    CellPlan,
    Place,
    Planner,
    UntoldError,
    take,
)
from workbench.workspace.typing import typed_text

if TYPE_CHECKING:
    from workbench.workspace.session import Session

PATIENCE: Final = 0.25
"""Seconds that one cell may take."""
WHOLE_PATIENCE: Final = 5.0
"""Seconds that all cells together may spend in the pattern."""

TextOf = Callable[[object], str]
"""Returns a value as it is typed."""


class Search(msgspec.Struct, frozen=True):
    r"""What is looked for, and what it becomes.

    Attributes:
        find: text or pattern.
        replace: in its place; with `pattern`, \1 and \g<name> stand for what groups found.
        case: capitals and small letters differ.
        whole: the whole cell must be it.
        pattern: `find` is a regular expression.
    """

    find: str
    replace: str = ""
    case: bool = False
    whole: bool = False
    pattern: bool = False


class Hit(msgspec.Struct, frozen=True):
    """One cell that holds what was looked for and would change.

    Attributes:
        change: the cell before and after.
        text: what stands there, as it is typed.
        spans: where in it, begin and end.
        made: what it becomes.
    """

    change: Change
    text: str
    spans: tuple[tuple[int, int], ...]
    made: str


class Found(msgspec.Struct, frozen=True):
    """Everything that was found.

    Attributes:
        hits: cells that would change, in the order of the rows.
        plan: the same as a plan, with what stays and why.
        same: cells that hold it and would stay as they are.
    """

    hits: tuple[Hit, ...]
    plan: CellPlan
    same: int = 0

    @property
    def places(self) -> int:
        """How many times it stands in those cells."""
        return sum(len(hit.spans) for hit in self.hits)


class Matcher:
    """What is looked for, ready to be found in texts.

    Args:
        search: what is looked for.
        clock: seconds, rising; of the limit for all cells.

    Raises:
        WbError: INPUT with field "find" or "replace", where the pattern is none.
    """

    def __init__(self, search: Search, clock: Callable[[], float] = time.monotonic) -> None:
        import regex  # noqa: PLC0415 - only where something is replaced

        self._search = search
        self._clock = clock
        self._spent = 0.0
        self._error: type[Exception] = regex.error
        self._pattern = self._compiled(regex)

    def _compiled(self, regex: Any) -> Any:  # noqa: ANN401 - the library's own pattern class
        search = self._search
        if not search.find:
            raise bad_input(tr("There is nothing to look for."), tr("Type a text."), "find")
        text = search.find if search.pattern else regex.escape(search.find, special_only=True)
        try:
            whole = rf"\A(?:{text})\Z" if search.whole else text
            return regex.compile(whole, 0 if search.case else regex.IGNORECASE)
        except (regex.error, OverflowError, RecursionError, ValueError) as error:
            raise bad_input(
                tr("Not a regular expression: {reason}.", reason=error), field="find"
            ) from error

    def hits(self, text: str) -> tuple[tuple[tuple[int, int], ...], str]:
        """Return where it stands in a text, and what the text becomes.

        Raises:
            WbError: INPUT with field "find", where the pattern takes too long.
        """
        begun = self._clock()
        try:
            found = list(self._pattern.finditer(text, timeout=PATIENCE))
            spans = tuple(hit.span() for hit in found)
            made = self._made(text, found)
        except TimeoutError as error:
            raise _too_slow() from error
        self._spent += self._clock() - begun
        if self._spent > WHOLE_PATIENCE:
            raise _too_slow()
        return spans, made

    def _made(self, text: str, found: Sequence[Any]) -> str:
        """Return the text with every hit replaced; a hit that is empty counts as any other."""
        parts: list[str] = []
        end = 0
        for hit in found:
            parts += [text[end : hit.start()], self._one(hit)]
            end = hit.end()
        return "".join([*parts, text[end:]])

    def _one(self, hit: Any) -> str:  # noqa: ANN401 - the library's own match class
        if not self._search.pattern:
            return self._search.replace
        try:
            return hit.expand(self._search.replace)
        except (self._error, IndexError) as error:
            raise _bad_template(error) from error


def _bad_template(error: Exception) -> WbError:
    sentence = tr("The replacement cannot be used: {reason}.", reason=error)
    return bad_input(sentence, tr("Groups are written \\1 or \\g<name>."), "replace")


def _too_slow() -> WbError:
    return bad_input(
        tr("This pattern takes too long."),
        tr("Make it simpler: avoid a repetition inside a repetition, as in (a+)+."),
        "find",
    )


class Finder:
    """Finds in the rows of a session.

    Args:
        session: whose rows.
        fields: the columns to look in.
        search: what is looked for.
        text_of: see `TextOf`.

    Raises:
        WbError: INPUT with field "find" or "replace".
    """

    def __init__(
        self,
        session: Session,
        fields: Iterable[str],
        search: Search,
        text_of: TextOf,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._fields = {name: _typed_field(session, name) for name in fields}
        self._matcher = Matcher(search, clock)
        self._text_of = text_of
        self._spans: dict[Place, tuple[str, tuple[tuple[int, int], ...], str]] = {}
        self._asked: Place = ("", "")

    def find(self, keys: Iterable[str]) -> Found:
        """Return every hit in these rows, at once.

        Raises:
            WbError: INPUT with field "find", where the pattern takes too long.
        """
        planner = Planner(self._session, self._value_of)
        for cell in self._cells(keys):
            self._add(planner, cell)
        return self._found(planner)

    async def find_many(self, keys: Iterable[str]) -> Found:
        """Do as `find` with thousands of rows, while the window goes on.

        Raises:
            WbError: INPUT with field "find", where the pattern takes too long.
        """
        planner = Planner(self._session, self._value_of)
        rest = self._cells(keys)
        while part := list(islice(rest, AT_ONCE)):
            for cell in part:
                self._add(planner, cell)
            await asyncio.sleep(0)
        return self._found(planner)

    def _cells(self, keys: Iterable[str]) -> Iterator[Place]:
        return ((key, field) for key in keys for field in self._fields)

    def _add(self, planner: Planner, cell: Place) -> None:
        """Reckon a cell where what is looked for stands in it; others are not even counted."""
        editing = self._session.editing
        value = editing.value(*cell) if editing is not None else None
        text = self._text_of(value)
        spans, made = self._matcher.hits(text)
        if spans:
            self._spans[cell] = (text, spans, made)
            self._asked = cell
            planner.add([cell])

    def _value_of(self, _key: str, _old: object) -> object:
        field, entry = self._fields[self._asked[1]]
        text, _spans, made = self._spans[self._asked]
        if made == text:
            raise UntoldError(tr("It would stay as it is."))
        if field.kind in TEXTS and entry.means is None:
            return made or None
        return typed_text(field, entry, made, currency=field.unit)

    def _found(self, planner: Planner) -> Found:
        plan = planner.plan()
        hits = tuple(
            Hit(change, *self._spans[change.record, change.field]) for change in plan.changes
        )
        kept = sum(plan.kept.values())
        return Found(hits, plan, plan.seen - kept - len(hits))


def _typed_field(session: Session, name: str) -> tuple[Field, Entry]:
    field, editing = session.resource.field(name), session.editing
    entry = editing.entry(name) if editing is not None else None
    if field is None or entry is None:
        raise bad_input(tr("“{field}” cannot be changed here.", field=name), field="columns")
    return field, entry


def replace_all(session: Session, found: Found) -> Step | None:
    """Replace every hit as one step.

    Raises:
        WbError: INPUT, where the cells are no longer as they were found.
    """
    return take(session, replaced_title(found.plan), found.plan)


def replace_one(session: Session, hit: Hit) -> Step | None:
    """Replace in one cell, as a step of its own.

    Raises:
        WbError: INPUT, where the cell is no longer as it was found.
    """
    plan = CellPlan((hit.change,), 1)
    return take(session, replaced_title(plan), plan)


def replaced_title(plan: CellPlan) -> str:
    """Return what the step is called."""
    return tr("Replace in {rows}", rows=rows_text(plan.rows))


def hits_text(found: Found) -> str:
    """Return "34 hits in 30 cells"."""
    return tr(
        "{hits} in {cells}",
        hits=trn("{count} hit", "{count} hits", found.places),
        cells=trn("{count} cell", "{count} cells", len(found.hits)),
    )
