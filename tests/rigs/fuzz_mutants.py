"""Mutants of replies: one thing of a sound document made wrong, as services do it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any, Final

_TOKEN: Final = "\x01here\x01"
_LEAVES: Final = (
    "null", "true", "[]", "{}", '""', '"12,5"', '"0012345678905"', '"1E5"', '"NA"', "-1", "0.1",
    "NaN", "1e999", "-0", "12345678901234567890123", "9" * 5_000, '"\\ud800"', '"\\u0000"',
    '"\\u202egnp.exe"', "[[[[[[]]]]]]", '{"a":{"b":[1]}}', '"<img src=x>"', '"=cmd|x"',
    '"2026-02-30"', '"true"', "[null]", '"' + "x" * 70_000 + '"', "[" * 3_000 + "]" * 3_000,
)  # fmt: skip
_SIGNS: Final = (b'"', b",", b"{", b"\xff", b"\x00")
Path = tuple[str | int, ...]


def mutant(body: bytes, chance: random.Random) -> tuple[str, bytes]:
    """Return what was done to a body, and the body."""
    try:
        document = json.loads(body)
    except ValueError:
        return _raw(body, chance)
    if chance.random() < 0.12:
        return _raw(body, chance)
    return chance.choice((_leaf, _leaf, _leaf, _member, _items))(document, chance)


def _raw(body: bytes, chance: random.Random) -> tuple[str, bytes]:
    at = chance.randrange(len(body) + 1)
    made: list[tuple[str, Callable[[], bytes]]] = [
        ("cut", lambda: body[:at]),
        ("flipped", lambda: body[:at] + bytes([chance.randrange(256)]) + body[at + 1 :]),
        ("taken out", lambda: body[:at] + body[at + chance.randrange(1, 9) :]),
        ("put in", lambda: body[:at] + chance.choice(_SIGNS) + body[at:]),
        ("mark in front", lambda: b"\xef\xbb\xbf" + body),
        ("page", lambda: b"<!doctype html><title>Sign in</title>"),
        ("empty", lambda: b""),
        ("nested", lambda: b"[" * 100_000),
    ]  # fmt: skip
    name, make = chance.choice(made)
    return name, make()


def _leaf(document: Any, chance: random.Random) -> tuple[str, bytes]:
    """Put another value in the place of one, however deep it stands."""
    path = chance.choice(_paths(document))
    text = chance.choice(_LEAVES)
    if not path:
        return f"all is {text[:20]}", text.encode()
    _put(document, path, _TOKEN)
    made = json.dumps(document).replace(json.dumps(_TOKEN), text)
    return f"{'.'.join(map(str, path))} is {text[:20]}", made.encode("utf-8", "surrogatepass")


def _member(document: Any, chance: random.Random) -> tuple[str, bytes]:
    """Leave a member out, rename it, or add one."""
    inside = [path for path in _paths(document) if isinstance(_at(document, path), dict)]
    owner = _at(document, chance.choice(inside)) if inside else document
    if not isinstance(owner, dict) or not owner:
        return _leaf(document, chance)
    name = chance.choice(list(owner))
    kind = chance.choice(("without", "renamed", "more"))
    if kind == "more":
        owner[f"new{name}"] = {"unknown": [1, 2]}
    elif kind == "renamed":
        owner[name.upper()] = owner.pop(name)
    else:
        del owner[name]
    return f"{kind} {name}", json.dumps(document).encode()


def _items(document: Any, chance: random.Random) -> tuple[str, bytes]:
    """Repeat an item of a list, take one out, or put something odd among them."""
    lists = [path for path in _paths(document) if isinstance(_at(document, path), list)]
    owner = _at(document, chance.choice(lists)) if lists else None
    if not owner:
        return _leaf(document, chance)
    at = chance.randrange(len(owner))
    kind = chance.choice(("twice", "without", "odd"))
    if kind == "twice":
        owner.insert(at, owner[at])
    elif kind == "without":
        del owner[at]
    else:
        owner.insert(at, chance.choice((None, 5, "x", [], {}, True)))
    return f"{kind} [{at}]", json.dumps(document).encode()


def _paths(value: Any, at: Path = ()) -> list[Path]:
    found = [at]
    if isinstance(value, dict):
        for name, inner in value.items():
            found += _paths(inner, (*at, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value[:4]):
            found += _paths(inner, (*at, number))
    return found


def _at(value: Any, path: Path) -> Any:
    for name in path:
        value = value[name]
    return value


def _put(document: Any, path: Path, value: object) -> None:
    _at(document, path[:-1])[path[-1]] = value


def path_of_list(body: bytes, count: int) -> Path | None:
    """Return where a list of so many objects stands in a document, the first of them."""
    try:
        document = json.loads(body)
    except ValueError:
        return None
    for path in sorted(_paths(document), key=len):
        held = _at(document, path)
        if isinstance(held, list) and len(held) == count and all(held):
            return path
    return None


def items_at(body: bytes, path: Path) -> int | None:
    """Return how many items a list of a body has now, None where it is no list any more."""
    try:
        held = _at(json.loads(body), path)
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return len(held) if isinstance(held, list) else None
