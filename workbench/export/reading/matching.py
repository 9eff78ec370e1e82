"""Which column of a file goes to which field: what was remembered, then names, then content.

Every proposal says why, and how sure it is; no field gets two columns and no column two fields.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec

from workbench.core.fields import Field, Kind
from workbench.core.numbers import is_gtin
from workbench.core.texts import mark, tr
from workbench.export.reading.sheet import Cell, Sheet, Writing
from workbench.export.reading.targets import Target
from workbench.export.reading.values import Bad, read_cell

_SAMPLE: Final = 200
_ALIKE: Final = 0.8
_FITS: Final = 0.9
_MISFITS: Final = 0.5
_SURE: Final = 90
"""From here on a name is one of the field's own, in hundredths."""
_LEAST: Final = 40
"""Proposals less sure than this, in hundredths, are not made."""
_PARENTHESES: Final = re.compile(r"[(\[].*?[)\]]")
_GTIN_WORDS: Final = frozenset({"gtin", "ean", "barcode", "upc"})


class Pair(msgspec.Struct, frozen=True):
    """One column and the field it goes to; `field` is "" for a column that is left out."""

    header: str
    column: int
    field: str


class Mapping(msgspec.Struct, frozen=True):
    """What a person decided for a file layout; kept by the caller.

    Attributes:
        fingerprint: of the layout (`Sheet.fingerprint`).
        pairs: the columns that were decided about, positions from 0.
        blank_clears: whether an empty cell empties the field, or leaves it as it is.
    """

    fingerprint: str
    pairs: tuple[Pair, ...]
    blank_clears: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file as far as matching looks: its position, name, and some of its cells."""

    position: int
    header: str
    sample: tuple[Cell, ...] = ()


class Match(msgspec.Struct, frozen=True):
    """A proposal.

    Attributes:
        column: position of the column, from 0.
        header: its name.
        field: id of the field; "" where the person decided to leave the column out.
        reason: why, in the user's language.
        confidence: 0 to 100.
    """

    column: int
    header: str
    field: str
    reason: str
    confidence: int


def columns_of(sheet: Sheet, most: int = _SAMPLE) -> tuple[Column, ...]:
    """Return the columns of a sheet with the first `most` cells of each that hold something."""
    rows = sheet.rows[:most]
    return tuple(
        Column(place, header, tuple(row[place] for row in rows if row[place] is not None))
        for place, header in enumerate(sheet.headers)
    )


def propose(
    columns: Sequence[Column],
    targets: Sequence[Target],
    writing: Writing | None = None,
    remembered: Mapping | None = None,
) -> tuple[Match, ...]:
    """Return the proposals in the order of the columns; columns without one are left out.

    Args:
        columns: of the file.
        targets: where cells may go.
        writing: how the file writes numbers and days.
        remembered: what was decided for this layout before, or for one alike.
    """
    made = _Made()
    for match in _remembered(columns, targets, remembered):
        made.take(match)
    candidates = [
        _weighed(match, columns, targets, writing) for match in _by_name(columns, targets)
    ]
    for match in sorted(candidates, key=lambda each: -each.confidence):
        made.take(match)
    for match in _by_content(columns, targets, made):
        made.take(match)
    return made.matches()


class _Made:
    """Proposals so far: each column and each field once."""

    def __init__(self) -> None:
        self._by_column: dict[int, Match] = {}
        self._fields: set[str] = set()

    def take(self, match: Match) -> None:
        """Take a proposal, unless its column or field is taken or it is too unsure."""
        if (
            match.confidence < _LEAST
            or self.has_column(match.column)
            or match.field in self._fields
        ):
            return
        self._by_column[match.column] = match
        if match.field:
            self._fields.add(match.field)

    def has_column(self, column: int) -> bool:
        """Whether a column is decided."""
        return column in self._by_column

    def has_field(self, field: str) -> bool:
        """Whether a field has its column."""
        return field in self._fields

    def matches(self) -> tuple[Match, ...]:
        """All, by column."""
        return tuple(self._by_column[column] for column in sorted(self._by_column))


def _remembered(
    columns: Sequence[Column], targets: Sequence[Target], kept: Mapping | None
) -> Iterator[Match]:
    """Apply a kept mapping: where a name stands at its old place, else where it stands once."""
    if kept is None:
        return
    known = {target.field.id for target in targets} | {""}
    for pair in kept.pairs:
        same = [each for each in columns if folded(each.header) == folded(pair.header)]
        exact = [each for each in same if each.position == pair.column]
        chosen = exact or (same if len(same) == 1 and pair.header else [])
        if chosen and pair.field in known:
            column = chosen[0]
            reason = tr("As you chose for this layout before.")
            yield Match(column.position, column.header, pair.field, reason, 100)


def folded(text: str) -> str:
    """Return a name without capitals, accents, units in parentheses, and signs between words."""
    plain = unicodedata.normalize("NFKD", _PARENTHESES.sub(" ", text)).casefold()
    letters = (sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", "".join(letters).replace("_", " ")))


def _ids(target: Target) -> tuple[str, ...]:
    return target.field.id, target.field.path


def _titles(target: Target) -> tuple[str, ...]:
    return target.field.title, tr(target.field.title)


def _synonyms(target: Target) -> tuple[str, ...]:
    return target.synonyms


def _helps(target: Target) -> tuple[str, ...]:
    return (target.field.help, tr(target.field.help))


_EXACT: Final = (
    (_ids, 99, mark("Its name is the field's id.")),
    (_titles, 97, mark("Its name is the field's title.")),
    (_synonyms, 95, mark("Its name is another name of the field.")),
)
_LOOSE: Final = (
    (_ids, 92, mark("Its name is nearly the field's id.")),
    (_titles, 92, mark("Its name is nearly the field's title.")),
    (_synonyms, 90, mark("Its name is nearly another name of the field.")),
    (_helps, 70, mark("Its name is what the field's description says.")),
)


def _by_name(columns: Sequence[Column], targets: Sequence[Target]) -> Iterator[Match]:
    for column in columns:
        if not column.header:
            continue
        for target in targets:
            reason, confidence = _named(column.header, target)
            if confidence:
                field = target.field.id
                yield Match(column.position, column.header, field, tr(reason), confidence)


def _named(header: str, target: Target) -> tuple[str, int]:
    """Return how a name fits a field, and how well; 0 where it does not."""
    own = _own_name(header, target)
    plain = folded(header)
    if own[1] or not plain:
        return own
    known = [folded(name) for names in (_ids, _titles, _synonyms) for name in names(target)]
    likeness = max((_likeness(plain, name) for name in known if name), default=0.0)
    if likeness < _ALIKE:
        return "", 0
    return mark("Its name is spelt like the field's."), round(85 * likeness)


def _own_name(header: str, target: Target) -> tuple[str, int]:
    """Return which of a field's own names a header is, and how surely; 0 where it is none."""
    for names, confidence, reason in _EXACT:
        if header in names(target):
            return reason, confidence
    plain = folded(header)
    for names, confidence, reason in _LOOSE if plain else ():
        if plain in map(folded, names(target)):
            return reason, confidence
    return "", 0


def is_named(header: str, target: Target) -> bool:
    """Return whether a header is a field's id, title or other name, capitals and unit aside."""
    return _own_name(header, target)[1] >= _SURE


def _likeness(one: str, two: str) -> float:
    if min(len(one), len(two)) < 4:
        return 0.0
    return difflib.SequenceMatcher(None, one, two).ratio()


def _weighed(
    match: Match, columns: Sequence[Column], targets: Sequence[Target], writing: Writing | None
) -> Match:
    """Lower a proposal whose cells mostly cannot be the field's values."""
    column = next(each for each in columns if each.position == match.column)
    target = next(each for each in targets if each.field.id == match.field)
    if (
        not target.weighed
        or _share(column, lambda cell: not isinstance(read_cell(cell, target, writing), Bad))
        > _MISFITS
    ):
        return match
    reason = f"{match.reason} {tr('Most of its cells do not fit.')}"
    return msgspec.structs.replace(match, confidence=match.confidence * 3 // 5, reason=reason)


def _share(column: Column, fits: Callable[[Cell], bool]) -> float:
    """Return the share of cells that fit; 1 where there are none."""
    held = column.sample[:_SAMPLE]
    return sum(map(fits, held)) / len(held) if held else 1.0


def _is_gtin_cell(cell: Cell) -> bool:
    text = f"{cell:f}" if isinstance(cell, Decimal) else cell
    return isinstance(text, str) and len(text.strip()) >= 8 and is_gtin(text.strip())


def _is_day_cell(cell: Cell) -> bool:
    return isinstance(cell, date)


def _is_link_cell(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.lstrip().startswith(("https://", "http://"))


def _is_price_cell(cell: Cell) -> bool:
    if isinstance(cell, Decimal):
        exponent = cell.as_tuple().exponent
        return isinstance(exponent, int) and exponent < 0
    return isinstance(cell, str) and bool(re.search(r"\d[.,]\d{2}\s*\D{0,4}$", cell))


def wants_gtin(field: Field) -> bool:
    """Return whether a field holds GTINs, by its names."""
    words = {*folded(field.id).split(), *folded(field.title).split()}
    return field.kind is Kind.ID and bool(words & _GTIN_WORDS)


def _wants_day(field: Field) -> bool:
    return field.kind in {Kind.DATE, Kind.TIME}


def _wants_link(field: Field) -> bool:
    return field.kind in {Kind.LINK, Kind.PICTURE}


def _wants_price(field: Field) -> bool:
    return field.kind is Kind.MONEY


_CONTENTS: Final = (
    (_is_gtin_cell, wants_gtin, 75, mark("Its cells are GTINs.")),
    (_is_day_cell, _wants_day, 55, mark("Its cells are days.")),
    (_is_link_cell, _wants_link, 50, mark("Its cells are links.")),
    (_is_price_cell, _wants_price, 45, mark("Its cells look like prices.")),
)


def _by_content(
    columns: Sequence[Column], targets: Sequence[Target], made: _Made
) -> Iterator[Match]:
    """Propose where one column alone and one field alone are of a kind."""
    for fits, wants, confidence, reason in _CONTENTS:
        open_targets = [
            each for each in targets if wants(each.field) and not made.has_field(each.field.id)
        ]
        alike = [
            column
            for column in columns
            if not made.has_column(column.position)
            and column.sample
            and _share(column, fits) >= _FITS
        ]
        if len(open_targets) == len(alike) == 1:
            column, field = alike[0], open_targets[0].field.id
            yield Match(column.position, column.header, field, tr(reason), confidence)
