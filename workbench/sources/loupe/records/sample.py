"""A sample: the rows of an export's files that speak of one item, read by their headers.

The vendor publishes no list of columns. Headers are found however they are spelled
("Supplier Code", "Supplier_Code", "supplierCode"); what repeats is numbered (`Stone_1_Reference`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

import msgspec

Row = Mapping[str, str]

KEYS: Final = ("ateliercode", "loupeid", "loupecode", "sampleid", "samplecode", "itemid")
"""Columns that name a sample, best first."""

PICTURES: Final = frozenset({"image", "imageurl", "picture", "pictureurl", "photo", "photourl"})
"""Columns, or groups of numbered columns, that hold links to pictures."""
COST: Final = "cost"
"""Last part of a numbered column that says what a part costs."""

_WORDS: Final = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]|\d+")
_NUMBERED: Final = re.compile(r"^(?P<group>.*?[A-Za-z])[ _-]*(?P<number>\d+)[ _-]+(?P<rest>.+)$")
_DOCUMENT: Final = msgspec.json.Decoder(dict[str, str] | list[dict[str, str]])


class Sample(msgspec.Struct, frozen=True):
    """One item.

    Attributes:
        rows: as the files have them, the one of the product first.
        found: every value by its column's plain name; of a column that repeats, the first.
    """

    rows: tuple[dict[str, str], ...]
    found: dict[str, str]

    def value(self, *names: str) -> str | None:
        """Return the first value that one of the columns has, None where none has any."""
        for name in names:
            value = self.found.get(name)
            if value:
                return value
        return None


class Part(msgspec.Struct, frozen=True):
    """One of the things that a sample is made of: a stone, a metal, a chain.

    Attributes:
        group: what it is, as the header says: "Stone".
        number: which of its kind.
        found: its values by the rest of the header's plain name.
        priced_in: the row that says what it costs, for the currency; None where none does.
    """

    group: str
    number: int
    found: dict[str, str]
    priced_in: dict[str, str] | None = None

    def value(self, *names: str) -> str | None:
        """Return the first value that one of the columns has."""
        return next((self.found[name] for name in names if self.found.get(name)), None)


@lru_cache(maxsize=4096)
def plain(header: str) -> str:
    """Return a header without signs and case: "Supplier Code" and "supplierCode" are the same."""
    return "".join(char for char in header.lower() if char.isalnum())


@lru_cache(maxsize=4096)
def words(header: str) -> tuple[str, ...]:
    """Return the words of a header in small letters."""
    return tuple(word.lower() for word in _WORDS.findall(header))


@lru_cache(maxsize=4096)
def numbered(header: str) -> tuple[str, int, str] | None:
    """Return group, number and plain rest of a header that repeats; None where it does not."""
    found = _NUMBERED.match(header)
    if found is None:
        return None
    group = found["group"].replace("_", " ").strip()
    return group, int(found["number"]), plain(found["rest"])


def sample_of(rows: Sequence[dict[str, str]]) -> Sample:
    """Return the sample that rows speak of."""
    found: dict[str, str] = {}
    for row in rows:
        for header, value in row.items():
            found.setdefault(plain(header), value)
    return Sample(tuple(rows), found)


def read_sample(document: bytes) -> Sample | None:
    """Return the sample of a document: an object for one row, an array for several."""
    try:
        read = _DOCUMENT.decode(document)
    except (msgspec.DecodeError, RecursionError):
        return None
    rows = read if isinstance(read, list) else [read]
    return sample_of(rows) if rows else None


def key_of(row: Row) -> str:
    """Return what names a row's sample; a row without a code is its own."""
    by_name = {plain(header): value for header, value in row.items()}
    code = next((by_name[name] for name in KEYS if by_name.get(name)), "")
    if code:
        return code.strip()
    digest = hashlib.blake2b(msgspec.json.encode(dict(row), order="sorted"), digest_size=8)
    return f"row-{digest.hexdigest()}"


def parts_of(sample: Sample) -> Sequence[Part]:
    """Return the numbered parts of a sample that have any value, as the headers stand."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    priced: dict[tuple[str, int], dict[str, str]] = {}
    for row in sample.rows:
        for header, value in row.items():
            place = numbered(header)
            if place is None or plain(place[0]) in PICTURES:
                continue
            group, number, rest = place
            found.setdefault((group, number), {}).setdefault(rest, value)
            if rest == COST:
                priced.setdefault((group, number), row)
    return [
        Part(group, number, values, priced.get((group, number)))
        for (group, number), values in found.items()
    ]


def cells_of(sample: Sample) -> Iterator[tuple[str, str]]:
    """Give every column and value of every row, as the files have them."""
    for row in sample.rows:
        yield from row.items()


def pictures_of(sample: Sample) -> Sequence[str]:
    """Return the links of all pictures, each once, in the order of their numbers."""
    found: dict[str, int] = {}
    for header, value in cells_of(sample):
        place = numbered(header)
        group = place[0] if place else header
        if plain(group) in PICTURES or plain(header) in PICTURES:
            found.setdefault(value, place[1] if place else 0)
    links = (link for link in found if link.lower().startswith(("https://", "http://")))
    return tuple(sorted(links, key=lambda link: found[link]))
