"""What a field offers to choose, found by any part of code or name while it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.edits import Entry
from workbench.core.texts import tr
from workbench.core.values import Coded
from workbench.workspace.lookups import Choices

MOST = 200
"""Choices that are listed at once; typing on leaves fewer."""


class Offered:
    """The entry's own choices, translated, and behind them the rows of its lookup."""

    def __init__(self, entry: Entry, choices: Choices | None) -> None:
        self._own = tuple(held._replace(label=tr(held.label)) for held in entry.choices)
        self._choices = choices
        self._of: tuple[Coded, ...] | None = None
        self._all: tuple[Coded, ...] = ()
        self._texts: list[str] = []

    @property
    def choices(self) -> Choices | None:
        """The lookup, None where there is none."""
        return self._choices

    @property
    def loading(self) -> bool:
        """Whether rows of the lookup are awaited."""
        return self._choices is not None and self._choices.loading

    @property
    def waiting(self) -> bool:
        """Whether the lookup is neither read nor failed, so that no text can be told wrong."""
        held = self._choices
        if held is not None and held.typed:
            return False
        return held is not None and not held.values and held.error is None

    def load(self, text: str = "") -> None:
        """Read the lookup where that was not done yet, or have it find rows by a text."""
        if self._choices is not None and self._choices.typed:
            self._choices.ask(text)
        elif self._choices is not None:
            self._choices.load()

    def all(self) -> Sequence[Coded]:
        """Return everything that can be chosen."""
        listed = self._choices.values if self._choices is not None else ()
        if listed is not self._of:
            self._of = listed
            self._all = (*self._own, *listed)
            self._texts = [f"{held.label}\0{held.code}".casefold() for held in self._all]
        return self._all

    def found(self, text: str) -> list[Coded]:
        """Return what holds every word of a text, beginnings first, at most `MOST`."""
        if self._choices is not None and self._choices.typed:
            return list(self._choices.suggested(text)[:MOST])
        every = self.all()
        whole = text.strip().casefold()
        if not whole:
            return list(every[:MOST])
        words = whole.split()
        hits = [at for at, held in enumerate(self._texts) if all(word in held for word in words)]
        hits.sort(key=lambda at: not _begins(self._texts[at], whole))
        return [every[at] for at in hits[:MOST]]


def _begins(text: str, with_: str) -> bool:
    return text.startswith(with_) or f"\0{with_}" in text
