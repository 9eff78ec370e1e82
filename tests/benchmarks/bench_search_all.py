"""One search over all sources: 100,000 cached rows in memory, looked through at each key typed."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from tests.benchmarks.harness import Result, Scale, best_of
from workbench.core.accounts import Account
from workbench.sources import ALL
from workbench.store.cache import Scope
from workbench.workspace.searching_index import Entry, Index

ROWS = 100_000
LIMIT = 0.2
"""Seconds a search may take."""

_NOUNS = [
    "mug",
    "bottle",
    "umbrella",
    "lanyard",
    "notebook",
    "powerbank",
    "thermos",
    "backpack",
    "tshirt",
    "pen",
]
_WORDS = [
    "enamel",
    "steel",
    "ceramic",
    "bamboo",
    "organic",
    "recycled",
    "travel",
    "double-wall",
    "golf",
    "slim",
]
_SYLLABLES = [
    "ba",
    "de",
    "fi",
    "go",
    "hu",
    "ka",
    "le",
    "mi",
    "no",
    "pu",
    "ra",
    "se",
    "ti",
    "vo",
    "wy",
    "zi",
    "lor",
    "den",
    "mar",
    "sta",
]
_PLACES = [
    "Dalarna",
    "Kiruna",
    "Malmö",
    "Öland",
    "Gotland",
    "Siljan",
    "Åre",
    "Abisko",
    "Skåne",
    "Vänern",
]


def _entry(number: int, draw: random.Random) -> Entry:
    noun, word = draw.choice(_NOUNS), draw.choice(_WORDS)
    maker = "".join(draw.choices(_SYLLABLES, k=4))
    name = f"{word} {noun} {draw.choice(_PLACES)} {draw.randrange(20, 900)} ml".lower()
    texts = "\x01".join((name, f"np-{number:06}", f"7350042{number:06}", maker))
    return Entry(f"k{number}", f"k{number}", name, texts)


def _index(rows: int) -> tuple[Index, list[Account]]:
    index, accounts = Index(), []
    draw = random.Random(7)
    for place, source in enumerate(ALL):
        account = Account(source.id, "bench")
        accounts.append(account)
        share = range(place * rows // len(ALL), (place + 1) * rows // len(ALL))
        resource = source.resources[0]
        scope = Scope(account.key, "bench", resource.document, "")
        for start in range(0, len(share), 500):
            batch = [_entry(number, draw) for number in share[start : start + 500]]
            index.take(source, resource, account, scope, batch)
    return index, accounts


def _line(name: str, rows: int, seconds: float) -> Result:
    target = f"<= {LIMIT * 1e3:.0f} ms"
    return Result(name, f"{rows:,} rows", seconds, "limit", LIMIT, seconds / LIMIT, target,
                  seconds <= LIMIT)  # fmt: skip


def search_all(scale: Scale) -> Iterator[Result]:
    """Searches in every cached row: a common word, a number, a mistyped word, nothing found."""
    rows = scale.rows(ROWS)
    index, accounts = _index(rows)
    asked = {
        "common word": ("mug",),
        "two words": ("enamel mug",),
        "a GTIN": (f"7350042{rows // 2:06}",),
        # Another one each time: what was once taken for mistyped is known.
        "mistyped": ("umbrellla", "umbrrella", "umbbrella", "ummbrella", "umbreella"),
        "nothing": ("zzqqx",),
    }
    for name, texts in asked.items():
        turns = itertools.cycle(texts)
        seconds = best_of(lambda turns=turns: index.find(next(turns), accounts))
        yield _line(f"search all: {name}", rows, seconds)
