"""The lines of the search over all sources: headings, hits, and what can be done beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

from workbench.core.formats import Formats
from workbench.core.texts import tr, trn
from workbench.workspace.searching_hits import Asking, Found, Group, Hit


class LineKind(StrEnum):
    """What a line is."""

    HEAD = "head"
    HIT = "hit"
    ALL = "all"
    TROUBLE = "trouble"
    NOTE = "note"
    RECENT = "recent"
    PASTED = "pasted"


CHOSEN = frozenset({LineKind.HIT, LineKind.ALL, LineKind.RECENT, LineKind.PASTED})
"""Kinds that can be current and do something."""


class SearchLine(msgspec.Struct, frozen=True):
    """One line.

    Attributes:
        kind: what it is.
        text: its main text.
        note: what stands beside or below it.
        aside: what stands at its right.
        hit: of a HIT.
        group: of a HEAD, a HIT, an ALL and a TROUBLE.
        spoken: for screen readers.
    """

    kind: LineKind
    text: str
    note: str = ""
    aside: str = ""
    hit: Hit | None = None
    group: Group | None = None
    spoken: str = ""

    @property
    def identity(self) -> tuple[object, ...]:
        """The same line has the same identity in a later answer."""
        whose = self.group.account.key if self.group else ""
        return self.kind, whose, self.hit.place if self.hit else self.text


def found_lines(found: Found, formats: Formats, *, live: bool) -> list[SearchLine]:
    """Return the lines of an answer."""
    lines: list[SearchLine] = list(_near(found))
    for group in found.groups:
        if group.hits or group.asking is Asking.FAILED:
            lines += _group_lines(group, formats)
    if not found.hits and not found.waiting:
        lines += _nothing(found, live=live)
    return lines


def _near(found: Found) -> Iterator[SearchLine]:
    for typed, meant in found.near.items():
        words = tr(", ").join(meant)
        text = tr("“{typed}” stands nowhere. Shown: {words}", typed=typed, words=words)
        note = tr("Quotes look for exactly what is typed.")
        yield SearchLine(LineKind.NOTE, text, note, spoken=text)


def _group_lines(group: Group, formats: Formats) -> Iterator[SearchLine]:
    title, account = group.source.title, group.account.name
    count = group.count
    aside = _standing(group, formats)
    yield SearchLine(LineKind.HEAD, title, account, aside, group=group,
                     spoken=tr("{source}, {account}: {what}", source=title, account=account,
                               what=aside))  # fmt: skip
    for hit in group.hits:
        yield _hit_line(hit, group, formats)
    if group.error is not None:
        yield SearchLine(LineKind.TROUBLE, group.error.sentence, group.error.hint, group=group,
                         spoken=group.error.full_text)  # fmt: skip
    if group.hits and (count > len(group.hits)):
        text = tr("Show all {count} in the tab", count=formats.integer(count))
        yield SearchLine(LineKind.ALL, text, group=group, spoken=f"{text}, {title} {account}")


def _standing(group: Group, formats: Formats) -> str:
    """Say how much there is, and where that is known from."""
    kept = trn("{count} kept here", "{count} kept here", group.kept)
    if group.asking is Asking.WAITING:
        return tr("{kept}, asking…", kept=kept)
    if group.asking is Asking.FAILED:
        return tr("{kept}, no answer", kept=kept)
    if group.asking is Asking.DONE and group.total is not None:
        total = formats.integer(group.total)
        return tr("{total} at the service, {kept}", total=total, kept=kept)
    return kept


def _hit_line(hit: Hit, group: Group, formats: Formats) -> SearchLine:
    age = formats.age(hit.read) if hit.read else ""
    aside = tr("live") if hit.live else tr("read {age}", age=age)
    spoken = ", ".join(
        part
        for part in (
            hit.title,
            hit.subtitle,
            tr(hit.one),
            f"{group.source.title} {group.account.name}",
            tr("just answered by the service")
            if hit.live
            else tr("kept here, read {age}", age=age),
        )
        if part
    )
    return SearchLine(LineKind.HIT, hit.title, hit.subtitle, aside, hit, group, spoken)


def _nothing(found: Found, *, live: bool) -> Iterator[SearchLine]:
    text = tr("Nothing is called “{text}”.", text=found.text)
    if not found.rows:
        note = tr("No rows are kept on this machine yet: open a tab and search in it first.")
    elif live:
        note = tr("Nothing that is kept here, and nothing at the services that were asked.")
    else:
        note = tr("Only what is kept here was looked through. Turn on Live to ask the services.")
    yield SearchLine(LineKind.NOTE, text, note, spoken=f"{text} {note}")


def first_lines(recent: Sequence[str]) -> list[SearchLine]:
    """Return the lines before anything is typed."""
    if not recent:
        text = tr("Type a name, a number or a GTIN.")
        note = tr("Paste several lines to look up a list.")
        return [SearchLine(LineKind.NOTE, text, note, spoken=f"{text} {note}")]
    head = tr("Earlier searches")
    return [
        SearchLine(LineKind.HEAD, head, spoken=head),
        *(SearchLine(LineKind.RECENT, text, spoken=text) for text in recent),
    ]


def pasted_lines_of(text: str) -> list[SearchLine]:
    """Return the lines of a pasted list: an offer to look it up."""
    numbers = [line.strip() for line in text.splitlines() if line.strip()]
    offer = trn("Look up {count} line", "Look up {count} lines", len(numbers))
    note = tr("Found, not found or several, over all sources, in this order.")
    shown = ", ".join(numbers[:4]) + ("…" if len(numbers) > 4 else "")
    return [SearchLine(LineKind.PASTED, offer, note, shown, spoken=f"{offer}. {note}")]


def is_list(text: str) -> bool:
    """Return whether a text is a list: several lines hold something."""
    return sum(bool(line.strip()) for line in text.splitlines()) > 1
