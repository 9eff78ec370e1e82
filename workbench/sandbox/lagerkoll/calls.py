"""One request as an operation sees it, and the two shapes of answer that are not JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from workbench.sandbox.lagerkoll import reading
from workbench.sandbox.lagerkoll.refused import COMMON, Refused
from workbench.sandbox.lagerkoll.world import GROUP, Shelf, World

T = TypeVar("T")

MAX_LIMIT = 500
"""Rows that a page holds at most; a larger `limit` gets this many. The document names no limit."""


def is_number(text: str) -> bool:
    """Whether a text of the wire is a whole number of a believable length."""
    return text.isascii() and text.isdigit() and len(text) < 19


@dataclass(frozen=True, slots=True)
class File:
    """An answer that is a file; `make` runs apart from the state, which may change meanwhile."""

    make: Callable[[], bytes]
    media: str
    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A signed-in request: its store, the values in its path, its query and its body."""

    world: World
    shelf: Shelf
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    content_type: str

    @property
    def group(self) -> int:
        """The storegroup."""
        return GROUP

    def json(self, code: int = COMMON) -> object:
        """The body, decoded; refused with `code` when it is not JSON."""
        return reading.decoded(self.body, code)

    def object(self, code: int = COMMON) -> dict[str, object]:
        """The body as a JSON object."""
        return reading.an_object(self.json(code), None, code)

    def text(self, name: str, default: str = "") -> str:
        """A parameter of the query."""
        return self.query.get(name, default)

    def flag(self, name: str, default: bool) -> bool:
        """A parameter that is true or false."""
        given = self.query.get(name)
        return default if given in {None, ""} else reading.a_flag(given, name, COMMON)

    def number(self, name: str, default: int, least: int = 0) -> int:
        """A parameter that is a whole number."""
        given = self.query.get(name)
        if given in {None, ""}:
            return default
        number = reading.an_id(given, name, COMMON)
        if number < least:
            raise Refused(COMMON, f"{name} must not be under {least}", name, given)
        return number

    def optional(self, name: str) -> int | None:
        """A parameter that is a whole number, or None when it is left out."""
        return self.number(name, 0, least=-1) if self.query.get(name) else None

    def choice(self, name: str, default: str, choices: Sequence[str]) -> str:
        """A parameter with accepted values."""
        given = self.query.get(name) or default
        return given if given == default else reading.a_choice(given, name, COMMON, choices)

    def path_id(self, name: str, code: int) -> int:
        """A number in the path; what is no number does not exist."""
        text = self.path[name]
        if not is_number(text):
            raise Refused(code, f"No {name} {text}", name, text, status=404)
        return int(text)


@dataclass(frozen=True, slots=True)
class Page:
    """A cut of a list: `page` starts at 0."""

    page: int
    limit: int

    def cut(self, rows: Sequence[T]) -> Sequence[T]:
        """The rows of this page."""
        return rows[self.page * self.limit : (self.page + 1) * self.limit]

    def about(self, count: int) -> dict[str, object]:
        """The members that tell of pages."""
        return {"page": self.page, "pages": -(-count // self.limit), "pageSize": self.limit}


def page_of(call: Call, limit: int) -> Page:
    """The page that a request asks for, with the endpoint's default limit."""
    return Page(call.number("page", 0), min(call.number("limit", limit, least=1), MAX_LIMIT))
