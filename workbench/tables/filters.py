"""The filters of one view, each with the rows it lets through, so that a change costs one pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from workbench.tables.arrays import Bools
from workbench.tables.expressions import parse_expression
from workbench.tables.folding import narrows, words_of
from workbench.tables.predicates import Predicate, by_codes, by_expression, by_keys, by_words
from workbench.tables.table import Table

TEXT = "text"


def header_name(field_id: str) -> str:
    """Return the name of the filter typed under a header."""
    return f"header:{field_id}"


def facet_name(field_id: str) -> str:
    """Return the name of the filter of a facet's ticked values."""
    return f"facet:{field_id}"


def keys_name(name: str) -> str:
    """Return the name of a filter by keys."""
    return f"ids:{name}"


class Filters:
    """Filters by name ("text", "header:price", "facet:brand", "ids:changed"); all must pass."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._tests: dict[str, Predicate] = {}
        self._said: dict[str, object] = {}
        self._masks: dict[str, Bools] = {}
        self._words: tuple[str, ...] = ()
        self._seen = len(table)
        self._reworked = table.reworked

    @property
    def names(self) -> tuple[str, ...]:
        """The filters that are set."""
        return tuple(self._tests)

    def set(
        self,
        text: str,
        header: Mapping[str, str],
        facets: Mapping[str, tuple[str, ...]],
        keys: Mapping[str, frozenset[str]],
    ) -> None:
        """Set all filters; those that stay as they were keep their rows.

        Raises:
            WbError: code INPUT for a wrong header expression, its `field` the column; all filters
                stay as they were.
        """
        table = self._table
        known = {field.id for field in table.fields}
        said: dict[str, object] = {}
        tests: dict[str, Predicate] = {}
        for field_id, typed in header.items():
            if typed.strip() and field_id in known:
                said[header_name(field_id)] = typed.strip()
                expression = parse_expression(table.field(field_id), typed)
                tests[header_name(field_id)] = by_expression(table, field_id, expression)
        for field_id, codes in facets.items():
            if codes and field_id in known:
                said[facet_name(field_id)] = frozenset(codes)
                tests[facet_name(field_id)] = by_codes(table, field_id, codes)
        for name, chosen in keys.items():
            said[keys_name(name)] = chosen
            tests[keys_name(name)] = by_keys(table, chosen)
        words = words_of(text)
        if words:
            said[TEXT] = words
            tests[TEXT] = by_words(table, words)
        self._take(said, tests, words)

    def _take(
        self, said: dict[str, object], tests: dict[str, Predicate], words: tuple[str, ...]
    ) -> None:
        self.follow()
        masks = {
            name: self._masks[name]
            for name in tests
            if name in self._masks and self._said[name] == said[name]
        }
        if words and TEXT not in masks:
            narrowed = self._masks.get(TEXT) if narrows(words, self._words) else None
            masks[TEXT] = self._table.haystack.match(words, 0, self._seen, narrowed)
        for name, test in tests.items():
            if name not in masks:
                masks[name] = test(0, self._seen)
        self._said, self._tests, self._masks, self._words = said, tests, masks, words

    def follow(self) -> None:
        """Take in what the table gained, or look at every row again where rows changed."""
        count = len(self._table)
        if self._reworked != self._table.reworked:
            self._masks = {name: test(0, count) for name, test in self._tests.items()}
        elif count > self._seen:
            self._masks = {
                name: np.append(self._masks[name], test(self._seen, count))
                for name, test in self._tests.items()
            }
        self._seen, self._reworked = count, self._table.reworked

    def passing(self, start: int = 0, without: Iterable[str] = ()) -> Bools | None:
        """Return which rows from `start` on pass all filters but some; None where none is set."""
        skipped = frozenset(without)
        masks = [mask[start:] for name, mask in self._masks.items() if name not in skipped]
        if not masks:
            return None
        passing = masks[0].copy()
        for mask in masks[1:]:
            passing &= mask
        return passing

    def passes(self, row: int) -> bool:
        """Return whether a row passes all filters as it is now, typed values included."""
        return all(bool(test(row, row + 1)[0]) for test in self._tests.values())
