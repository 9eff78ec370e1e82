"""What is asked of a resource: documented filters, typed, and the query made of them.

A filter has the service's own name and one or more parts (`price` has `min`, `max`, ...). The
filter builder, the chips, the command line's `--where` and saved views all speak in conditions.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from workbench.core.texts import mark

if TYPE_CHECKING:
    from workbench.core.attributes import Attribute


class PartKind(StrEnum):
    """What one part of a filter takes."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    FLAG = "flag"
    TIME = "time"
    LIST = "list"
    """A list of ids or texts; commas separate them on the command line."""
    CHOICE = "choice"


class Input(StrEnum):
    """The input a filter deserves in the window."""

    PLAIN = "plain"
    RANGE = "range"
    DATES = "dates"
    PICKER = "picker"
    """Search among the values that `Filter.lookup` offers, with counts."""
    TREE = "tree"
    """Search among values that stand below each other."""
    ATTRIBUTES = "attributes"
    """One of the company's own attributes, then what its type asks for; see `Filter.attribute`."""
    SWATCHES = "swatches"
    COUNTRIES = "countries"
    PASTE = "paste"
    """A list that is usually pasted: references, EANs."""


class Part(msgspec.Struct, frozen=True):
    """One member of a filter.

    Attributes:
        name: the documented name; "" for a filter that is one value.
        kind: what it takes.
        title: marked for translation.
        choices: allowed values of a CHOICE, or the usual ones of a LIST.
        names: what these are called, marked, in the same order; none where they say it themselves.
        minimum: smallest number accepted.
        decimals: digits behind the point accepted.
        stamps: whether a TIME is taken in milliseconds since 1970 too, as the service counts it.
    """

    name: str
    kind: PartKind
    title: str = ""
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    decimals: int | None = None
    stamps: bool = False
    names: tuple[str, ...] = ()


class Filter(msgspec.Struct, frozen=True):
    """One documented way to narrow a resource.

    Attributes:
        name: the service's own name.
        title: marked for translation.
        parts: its members.
        default: the part meant when only the filter is named ("supplier_id=12").
        input: which input the window offers.
        lookup: name of the facet or resource that offers the values with names and counts.
        group: heading in the filter builder; marked.
        help: one sentence; marked.
        unit: shown beside the input.
        many: whether a record can hold several of the values (labels), so that two lists asked
            for together are not the values they share.
        exact: whether a value of a tree means itself alone, not what stands below it too.
        attribute: reads an attribute out of a document of the resource `lookup`, where the filter
            asks for a company's own attributes; None for a document of none.
        completes: id of the resource of the same source whose `complete` finds rows by what is
            typed into a text; "" for none.
    """

    name: str
    title: str
    parts: tuple[Part, ...]
    default: str = ""
    input: Input = Input.PLAIN
    lookup: str = ""
    group: str = mark("Other")
    help: str = ""
    unit: str = ""
    many: bool = False
    exact: bool = False
    attribute: Callable[[bytes], Attribute | None] | None = None
    completes: str = ""

    def part(self, name: str) -> Part | None:
        """Return the part of that name, or None."""
        return next((part for part in self.parts if part.name == name), None)


class Condition(msgspec.Struct, frozen=True, order=True):
    """One typed part of one filter.

    Attributes:
        filter: name of the filter.
        part: name of the part.
        value: checked by `conditions.parse`; decimals and times stay text, lists are tuples.
        labels: names of the values for the chip, in the order of a list value.
    """

    filter: str
    part: str
    value: str | int | bool | tuple[str, ...]
    labels: tuple[str, ...] = ()


class Sort(msgspec.Struct, frozen=True):
    """One key of an order: a field id, or a service order without a column ("cycle")."""

    field: str
    descending: bool = False


class Query(msgspec.Struct, frozen=True):
    """What is asked of a resource.

    Attributes:
        conditions: all must hold.
        text: the search box.
        sort: one service order (`Resource.sorts` id), "" for its own default.
        descending: direction of `sort`.
        language: of the texts, "" where the source has none.
        quantity: pieces wanted; prices are shown at it.
    """

    conditions: tuple[Condition, ...] = ()
    text: str = ""
    sort: str = ""
    descending: bool = False
    language: str = ""
    quantity: int = 1

    def with_condition(self, condition: Condition) -> Query:
        """Return the query with that part set, in place of an older value of the same part."""
        kept = self.without(condition.filter, condition.part).conditions
        return msgspec.structs.replace(self, conditions=(*kept, condition))

    def without(self, filter_name: str, part: str | None = None) -> Query:
        """Return the query without a filter, or without one part of it."""
        kept = tuple(
            held
            for held in self.conditions
            if held.filter != filter_name or (part is not None and held.part != part)
        )
        return msgspec.structs.replace(self, conditions=kept)

    def value(self, filter_name: str, part: str) -> object:
        """Return the value of that part, None where it is not set."""
        for held in self.conditions:
            if held.filter == filter_name and held.part == part:
                return held.value
        return None

    @property
    def filter_count(self) -> int:
        """How many filters are set; parts of one filter count once, the text counts too."""
        return len({held.filter for held in self.conditions}) + bool(self.text)
