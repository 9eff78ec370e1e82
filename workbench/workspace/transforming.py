"""Transforms of a column: tidy texts, read numbers and days, split, join, map a list, reckon.

A transform is data: it can be kept under a name and done again, on other rows and another day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.core.edits import Entry
from workbench.core.errors import bad_input
from workbench.core.fields import Field, Kind
from workbench.core.formats import rows_text
from workbench.core.texts import mark, tr
from workbench.core.values import Coded, Money, Odd
from workbench.export.reading.numerals import read_day, read_number
from workbench.workspace.bulk import NUMBERS, TEXTS, number_in, reckoned, rounded
from workbench.workspace.formula import parse_formula
from workbench.workspace.replacing import TextOf
from workbench.workspace.staging import NewValue, UntoldError, editing_of
from workbench.workspace.typing import typed_text

if TYPE_CHECKING:
    from workbench.store.workspace import WorkspaceStore
    from workbench.workspace.session import Session

KEPT: Final = "transform"
"""Kind under which transforms stand among the workspace's items."""

_BLANKS: Final = re.compile(r"\s+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ARROW: Final = re.compile(r"\t|\s*(?:->|→|=>|;)\s*")


class How(StrEnum):
    """What is done."""

    TRIM = "trim"
    SPACES = "spaces"
    UPPER = "upper"
    LOWER = "lower"
    TITLE = "title"
    SENTENCE = "sentence"
    NUMBER = "number"
    DATE = "date"
    SPLIT = "split"
    JOIN = "join"
    MAP = "map"
    FORMULA = "formula"


class Recipe(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A transform of one field.

    Attributes:
        field: id of the field whose values become others.
        how: see `How`.
        source: id of the field that is read, for a number, a day or a split; "" for the field
            itself.
        fields: ids of the fields that are joined, in order.
        separator: what parts or joins; blanks where a split has none.
        part: which part of a split, from 1; -1 is the last.
        decimal: sign before decimals, "" where each number tells it.
        day_first: which of two numbers up to 12 is the day.
        pairs: (old, new) texts.
        formula: see `formula.parse_formula`.
    """

    field: str
    how: How
    source: str = ""
    fields: tuple[str, ...] = ()
    separator: str = ""
    part: int = 1
    decimal: str = ""
    day_first: bool = True
    pairs: tuple[tuple[str, str], ...] = ()
    formula: str = ""


def hows_of(field: Field, entry: Entry) -> tuple[How, ...]:
    """Return the transforms that suit a field, by its kind; none for a list of rows."""
    if entry.rows or field.kind is Kind.CODES:
        return ()
    if field.kind in TEXTS:
        return tuple(held for held in How if held is not How.FORMULA)
    if field.kind in NUMBERS:
        return (How.FORMULA, How.NUMBER, How.SPLIT, How.MAP)
    if field.kind in {Kind.DATE, Kind.TIME}:
        return (How.DATE, How.MAP)
    return (How.MAP,)


def changer(
    session: Session, recipe: Recipe, text_of: TextOf, choices: Sequence[Coded] = ()
) -> NewValue:
    """Return what makes the new value of a cell.

    Args:
        session: whose rows: a transform reads other fields of the row too.
        recipe: what is to be done.
        text_of: returns a value as it is typed.
        choices: what the field's lookup offers.

    Raises:
        WbError: INPUT with `field` naming the member of the recipe that is wrong.
    """
    field, editing = session.resource.field(recipe.field), session.editing
    entry = editing.entry(recipe.field) if editing is not None else None
    if field is None or entry is None:
        raise bad_input(tr("“{field}” cannot be changed here.", field=recipe.field), field="field")
    if recipe.how not in hows_of(field, entry):
        raise bad_input(tr("This cannot be done to {field}.", field=tr(field.title)), field="how")
    return _Maker(session, recipe, field, entry, text_of, choices).value_of()


def title_of(field: Field, recipe: Recipe, rows: int) -> str:
    """Return what the step is called: "Trim Name in 312 rows"."""
    return tr(_TITLES[recipe.how], field=tr(field.title), rows=rows_text(rows))


_TITLES: Final[Mapping[How, str]] = {
    How.TRIM: mark("Trim {field} in {rows}"),
    How.SPACES: mark("Tidy spaces of {field} in {rows}"),
    How.UPPER: mark("Upper case of {field} in {rows}"),
    How.LOWER: mark("Lower case of {field} in {rows}"),
    How.TITLE: mark("Title case of {field} in {rows}"),
    How.SENTENCE: mark("Sentence case of {field} in {rows}"),
    How.NUMBER: mark("Read numbers of {field} in {rows}"),
    How.DATE: mark("Read days of {field} in {rows}"),
    How.SPLIT: mark("Split into {field} in {rows}"),
    How.JOIN: mark("Join into {field} in {rows}"),
    How.MAP: mark("Map {field} in {rows}"),
    How.FORMULA: mark("Reckon {field} in {rows}"),
}

TEXT_ONLY: Final[Mapping[How, Callable[[str], str]]] = {
    How.TRIM: str.strip,
    How.SPACES: lambda text: _BLANKS.sub(" ", text).strip(),
    How.UPPER: str.upper,
    How.LOWER: str.lower,
    How.TITLE: lambda text: _WORD.sub(lambda word: _capital(word[0].lower()), text),
    How.SENTENCE: lambda text: _LETTER.sub(lambda hit: hit[0].upper(), text.lower(), count=1),
}
"""Transforms that know the text alone."""


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


class _Maker:
    """Makes the new values of one recipe."""

    def __init__(
        self,
        session: Session,
        recipe: Recipe,
        field: Field,
        entry: Entry,
        text_of: TextOf,
        choices: Sequence[Coded],
    ) -> None:
        self._session = session
        self._editing = editing_of(session)
        self._recipe = recipe
        self._field = field
        self._entry = entry
        self._text_of = text_of
        self._choices = choices

    def value_of(self) -> NewValue:
        how = self._recipe.how
        if how in TEXT_ONLY:
            change = TEXT_ONLY[how]
            return lambda _key, old: change(old) or None if isinstance(old, str) else old
        made: dict[How, Callable[[], NewValue]] = {
            How.NUMBER: self._number,
            How.DATE: self._day,
            How.SPLIT: self._split,
            How.JOIN: self._join,
            How.MAP: self._map,
            How.FORMULA: self._formula,
        }
        return made[how]()

    def _number(self) -> NewValue:
        decimal = self._recipe.decimal

        def value_of(key: str, old: object) -> object:
            value = self._source_value(key, old)
            if value is None or (
                not self._recipe.source and isinstance(old, (int, Decimal, Money))
            ):
                return old
            text = self._text_of(value)
            number = read_number(text, decimal)
            if number is None:
                raise UntoldError(tr("“{text}” cannot be read as a number.", text=text[:40]))
            return self._reckoned(old, number)

        return value_of

    def _reckoned(self, old: object, value: object) -> object:
        number = number_in(value)
        if self._field.kind in NUMBERS:
            return reckoned(self._field, old, number)
        return f"{number:f}"

    def _day(self) -> NewValue:
        def value_of(key: str, old: object) -> object:
            value = self._source_value(key, old)
            if value is None:
                return old
            text = self._text_of(value)
            day = read_day(text, self._recipe.day_first)
            found = self._typed(day.isoformat() if day else text)
            if isinstance(found, Odd) or (day is None and self._field.kind in TEXTS):
                raise UntoldError(tr("“{text}” cannot be read as a day.", text=text[:40]))
            return found

        return value_of

    def _split(self) -> NewValue:
        part, sign = self._recipe.part, self._recipe.separator
        if not part:
            raise bad_input(tr("Parts are counted from 1."), field="part")

        def value_of(key: str, old: object) -> object:
            value = self._source_value(key, old)
            if value is None:
                return old
            text = self._text_of(value)
            parts = [held.strip() for held in (text.split(sign) if sign else text.split())]
            at = part - 1 if part > 0 else len(parts) + part
            if not 0 <= at < len(parts):
                raise UntoldError(tr("There is no part {number}.", number=part))
            return self._typed(parts[at])

        return value_of

    def _join(self) -> NewValue:
        names = self._recipe.fields
        if not names:
            raise bad_input(tr("No field is chosen."), tr("Choose what is joined."), "fields")

        def value_of(key: str, _old: object) -> object:
            texts = [self._text_of(self._value(key, name)).strip() for name in names]
            return self._typed(self._recipe.separator.join(text for text in texts if text))

        return value_of

    def _map(self) -> NewValue:
        pairs = self._recipe.pairs
        if not pairs:
            raise bad_input(
                tr("The list is empty."),
                tr("Paste a column of old and one of new values."),
                "pairs",
            )
        exact = {old.strip(): new for old, new in reversed(pairs)}
        folded = {old.casefold(): new for old, new in exact.items()}

        def value_of(_key: str, old: object) -> object:
            text = self._text_of(old).strip()
            new = exact.get(text, folded.get(text.casefold()))
            return old if new is None else self._typed(new)

        return value_of

    def _formula(self) -> NewValue:
        fields = [held for held in self._session.resource.fields if held.kind in NUMBERS]
        formula = parse_formula(self._recipe.formula, fields)
        titles = {held.id: tr(held.title) for held in fields}

        def number_of(key: str, name: str) -> Decimal:
            try:
                return number_in(self._value(key, name))
            except UntoldError as error:
                raise UntoldError(tr("There is no {field}.", field=titles[name])) from error

        def value_of(key: str, old: object) -> object:
            found = formula.of({name: number_of(key, name) for name in formula.fields})
            given = Decimal(0) if old is None or isinstance(old, Odd) else number_in(old)
            exact = rounded(self._field, self._entry, given, found)
            return reckoned(self._field, old, exact)

        return value_of

    def _source_value(self, key: str, old: object) -> object:
        source = self._recipe.source
        return self._value(key, source) if source and source != self._recipe.field else old

    def _value(self, key: str, name: str) -> object:
        """Return what a field of the row shows: staged, else as it was read."""
        if self._editing.entry(name) is not None:
            return self._editing.value(key, name)
        row = self._session.table.row_of(key)
        return None if row is None else self._session.table.value(row, name)

    def _typed(self, text: str) -> object:
        if self._field.kind in TEXTS and self._entry.means is None:
            return text or None
        currency = self._field.unit
        return typed_text(self._field, self._entry, text, currency=currency, choices=self._choices)


def pairs_of(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a pasted list: two columns, or one with "->", "→", "=>" or ";" between.

    Rows without an old value are left out; of two with the same old value the first counts.
    """
    found: dict[str, str] = {}
    for row in rows:
        cells = list(row) if len(row) > 1 else _ARROW.split(row[0], maxsplit=1) if row else []
        if len(cells) > 1 and cells[0].strip():
            found.setdefault(cells[0].strip(), cells[1].strip())
    return tuple(found.items())


class Recipes:
    """The transforms of one table that were kept under a name."""

    def __init__(self, store: WorkspaceStore, source: str, resource: str) -> None:
        self._store = store
        self._place = f"{source}/{resource}/"

    def all(self) -> dict[str, Recipe]:
        """Return them by name, in the order they were kept; what reads no more is left out."""
        found: dict[str, Recipe] = {}
        for name, data in self._store.items(KEPT).items():
            if name.startswith(self._place):
                try:
                    held = msgspec.json.decode(data, type=Recipe)
                except msgspec.DecodeError:
                    continue
                found[name.removeprefix(self._place)] = held
        return found

    def keep(self, name: str, recipe: Recipe) -> None:
        """Keep a transform under a name, over an older one.

        Raises:
            WbError: INPUT, where the name is empty.
        """
        if not name.strip():
            raise bad_input(tr("A name is needed."), tr("Type one."), "name")
        self._store.put_item(KEPT, self._place + name.strip(), msgspec.json.encode(recipe))

    def forget(self, name: str) -> bool:
        """Forget a transform; return whether it was there."""
        return self._store.remove_item(KEPT, self._place + name)
