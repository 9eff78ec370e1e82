"""One request as an operation sees it, and the readers of its parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from workbench.sandbox.etim.refused import Refused, incorrect
from workbench.sandbox.etim.world import Document, World

MOST_LISTED = 100_000
MOST_PRODUCTS = 100
"""Products whose details one GET gives (document: "up to 100 products in one GET request")."""

MOST_BYTES = 16_000_000
"""Size of a PUT (document: 16 MB, here the smaller of the two meanings)."""


@dataclass(frozen=True, slots=True)
class Page:
    """A cut of a list: `page` starts at 1."""

    limit: int
    page: int

    def cut(self, names: Sequence[str]) -> Sequence[str]:
        """The names of this page."""
        return names[(self.page - 1) * self.limit : self.page * self.limit]


@dataclass(frozen=True, slots=True)
class Call:
    """A signed-in request: the path behind the resource, its query and its body."""

    world: World
    rest: str
    query: Mapping[str, str]
    body: bytes

    def json(self) -> object:
        """The body, decoded; refused when it is not JSON."""
        try:
            return msgspec.json.decode(self.body)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise Refused("The data are not a valid JSON in UTF-8") from None

    def names(self) -> list[str]:
        """The body as the list of identifiers that GET and DELETE carry."""
        given = self.json()
        if not isinstance(given, list) or not all(isinstance(row, str) for row in given):
            raise Refused("The data should be a list of identifiers")
        return [row.strip() for row in given]

    def rows(self) -> list[object]:
        """The body as the list of records that PUT carries."""
        if len(self.body) > MOST_BYTES:
            raise Refused("The size of the data exceeds 16 MB")
        given = self.json()
        if not isinstance(given, list):
            raise Refused("The data should be a list")
        return given

    def text(self, name: str) -> str:
        """A parameter, empty when it is left out."""
        return self.query.get(name, "").strip()

    def flag(self, name: str) -> bool:
        """True or false; left out it is false, which the document puts first."""
        return self.choice(name, ("false", "true")) == "true"

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """A parameter with accepted values; left out it is the first of them."""
        given = self.text(name) or choices[0]
        if given not in choices:
            raise Refused(incorrect(name))
        return given

    def page(self) -> Page:
        """The page that a list is asked for; both sentences are the document's."""
        limit = _whole(self.text("limit") or str(MOST_LISTED))
        page = _whole(self.text("page") or "1")
        errors: list[str] = []
        if not 1 <= limit <= MOST_LISTED:
            errors.append(
                f"Limit parameter should be set to integer from the range [1, {MOST_LISTED}]"
            )
        if page < 1:
            errors.append("Page parameter should be set to positive integer")
        if errors:
            raise Refused(*errors)
        return Page(limit, page)

    def echo(self) -> Document | list[object]:
        """The `parameters` of an answer: a list when there are none, as PHP writes it."""
        return dict(self.query) or []


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
