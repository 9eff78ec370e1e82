"""Finding an action by a few letters: in order, best where words begin, with the letters hit."""

from __future__ import annotations

import msgspec

from workbench.tables.folding import fold

WORD_START, FOLLOWS, INSIDE = 8, 5, 1


class Hit(msgspec.Struct, frozen=True):
    """How well a text matches, and where its letters are."""

    score: int
    places: tuple[int, ...]


def match(wanted: str, text: str) -> Hit | None:
    """Return how `text` holds the letters of `wanted` in order, None where it does not.

    Blanks in `wanted` are skipped. Letters at the beginning of words count most, letters that
    follow each other more than scattered ones, and a whole match at the start most of all.
    """
    letters = [char for char in plain(wanted) if not char.isspace()]
    if not letters:
        return Hit(0, ())
    shown = plain(text)
    best: Hit | None = None
    for start in [at for at, char in enumerate(shown) if char == letters[0]][:8]:
        found = _from(letters, shown, start)
        if found is not None and (best is None or found.score > best.score):
            best = found
    return best


def plain(text: str) -> str:
    """Return a text without case and accents, as long as it was."""
    return "".join((fold(char) or char)[:1] for char in text)


def _from(letters: list[str], shown: str, start: int) -> Hit | None:
    places, score, at = [start], _worth(shown, start, -2), start
    for letter in letters[1:]:
        after = at + 1
        begun = next(
            (
                place
                for place in range(after, len(shown))
                if shown[place] == letter and _begins(shown, place)
            ),
            -1,
        )
        found = after if shown[after : after + 1] == letter else begun
        if found < 0:
            found = shown.find(letter, after)
        if found < 0:
            return None
        score += _worth(shown, found, at)
        places.append(found)
        at = found
    whole = 12 if places == list(range(len(letters))) else 0
    return Hit(score + whole - len(shown) // 12, tuple(places))


def _worth(shown: str, place: int, before: int) -> int:
    if _begins(shown, place):
        return WORD_START
    return FOLLOWS if place == before + 1 else INSIDE


def _begins(shown: str, place: int) -> bool:
    return place == 0 or not shown[place - 1].isalnum()
