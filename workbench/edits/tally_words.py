"""What was foreseen and what was counted, in words: the same in the review and in the history."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from workbench.core.edits import Saving
from workbench.core.tallies import MANY, Foresight, Tally, Weighs
from workbench.core.texts import tr, trn
from workbench.edits.balancing import Balance, Difference, Sum, Uncounted

NAMED = 8
"""Records of a difference that are named; the others are counted."""


class Expected(NamedTuple):
    """One counter before sending.

    Attributes:
        tally: the counter.
        sure: how many.
        open: how many more it may be at most.
    """

    tally: Tally
    sure: int
    open: int

    @property
    def text(self) -> str:
        """The number, or the range: "12", "12–14", "1 or more"."""
        return range_text(self.sure, self.sure + self.open)


class Line(NamedTuple):
    """One counter after sending.

    Attributes:
        tally: the counter.
        foreseen, counted: numbers as text.
        differs: it came out otherwise.
        warns: somebody should look.
    """

    tally: Tally
    foreseen: str
    counted: str
    differs: bool
    warns: bool


class Told(NamedTuple):
    """A difference in words.

    Attributes:
        sentence: by how much, and what that usually means.
        names: the records it is about, "" where it is about none.
        warns: something was lost or refused that nobody foresaw.
        differs: it came out otherwise; not so where nothing was counted.
    """

    sentence: str
    names: str
    warns: bool
    differs: bool = True


def tallies_of(saving: Saving) -> tuple[Tally, ...]:
    """Return every counter of a resource, each once, in order."""
    found: dict[str, Tally] = {}
    for counting in saving.counting.values():
        found |= {tally.id: tally for tally in counting.tallies if tally.id not in found}
    return tuple(found.values())


def _strict(saving: Saving) -> frozenset[str]:
    """Return the counters of which everything is told that was not sure: losses and refusals."""
    return frozenset(tally.id for tally in tallies_of(saving) if tally.warns)


def heading(tally: Tally) -> str:
    """Return what heads the line of a counter."""
    what = tr(tally.what)
    return what[:1].upper() + what[1:]


def expected(tallies: Iterable[Tally], foresights: Iterable[Foresight]) -> tuple[Expected, ...]:
    """Return what is foreseen in sum, without counters of which nothing is."""
    held = list(foresights)
    sums = (
        Expected(
            tally,
            sum(each.sure.get(tally.id, 0) for each in held),
            sum(each.open.get(tally.id, 0) for each in held),
        )
        for tally in tallies
    )
    return tuple(each for each in sums if each.sure or each.open)


def range_text(least: int, most: int) -> str:
    """Return a number, or from which to which it may be."""
    if most - least >= MANY:
        return tr("{count} or more", count=f"{least:,}")
    return f"{least:,}" if least == most else f"{least:,}–{most:,}"


def lines_of(balance: Balance, saving: Saving) -> tuple[Line, ...]:
    """Return the counters of a balance; those that go without saying only where they differ."""
    odd = {each.tally for each in balance.differences(_strict(saving))}
    found = []
    for tally in tallies_of(saving):
        held = balance.sums.get(tally.id)
        if held is not None and (tally.id in odd or _is_told(tally, held)):
            found.append(_line(tally, held, differs=tally.id in odd))
    return tuple(found)


def _is_told(tally: Tally, held: Sum) -> bool:
    return tally.weighs is not Weighs.QUIET and bool(held.most or held.counted)


def _line(tally: Tally, held: Sum, *, differs: bool) -> Line:
    counted = tr("not told") if held.counted is None else f"{held.counted:,}"
    foreseen = range_text(held.least, held.most)
    return Line(tally, foreseen, counted, differs, differs and tally.warns)


def sentences_of(
    balance: Balance, saving: Saving, name_of: Callable[[str], str]
) -> tuple[Told, ...]:
    """Return every difference in words, warnings first, and of what nothing was counted.

    Args:
        balance: the balance.
        saving: of its resource.
        name_of: returns what a record is called, by its key as it was staged.
    """
    tallies = {tally.id: tally for tally in tallies_of(saving)}
    found = [
        _told(tallies[each.tally], each, name_of)
        for each in balance.differences(_strict(saving))
        if each.tally in tallies
    ]
    found.sort(key=lambda told: not told.warns)
    return (*found, *(_uncounted(why, keys, name_of) for why, keys in balance.uncounted.items()))


def _told(tally: Tally, held: Difference, name_of: Callable[[str], str]) -> Told:
    count, what = f"{abs(held.by):,}", heading(tally)
    if held.by < 0:
        text = tr("{what}: {count} fewer than foreseen", count=count, what=what)
    else:
        text = tr("{what}: {count} more than foreseen", count=count, what=what)
    why = tally.fewer if held.by < 0 else tally.more
    sentence = tr("{text}; {why}.", text=text, why=tr(why)) if why else f"{text}."
    names = names_text([name_of(key) for key in held.keys])
    if names and not held.named:
        names = tr("Among {names}", names=names)
    return Told(sentence, names, tally.warns)


def _uncounted(why: Uncounted, keys: tuple[str, ...], name_of: Callable[[str], str]) -> Told:
    if why is Uncounted.NOT_TAKEN:
        sentence = trn(
            "Nothing was counted of {count} record: it was not sent or not taken.",
            "Nothing was counted of {count} records: they were not sent or not taken.",
            len(keys),
        )
    else:
        sentence = trn(
            "What was counted of {count} record is not known: its answer did not arrive.",
            "What was counted of {count} records is not known: their answers did not arrive.",
            len(keys),
        )
    names = names_text([name_of(key) for key in keys])
    return Told(sentence, names, warns=False, differs=False)


def names_text(names: list[str]) -> str:
    """Return names in one line; of many the first and how many more."""
    shown, left = names[:NAMED], len(names) - NAMED
    text = ", ".join(shown)
    if left <= 0:
        return text
    more = trn("{count} more", "{count} more", left)
    return f"{text}, {more}"
