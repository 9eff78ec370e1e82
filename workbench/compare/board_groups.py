"""What a board compares: items that are one thing, with why they are held to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from workbench.compare.matching.model import Groups
from workbench.core.offers import Item, Ref


class Grouped(NamedTuple):
    """Items that are one thing.

    Attributes:
        id: the same for the same members.
        items: with their offers.
        reason: why they are held to be the same (`matching.model.Reason`), by the weakest of the
            links between them; "" for an item that stands for itself.
        confidence: of that link, 0 to 1.
    """

    id: str
    items: tuple[Item, ...]
    reason: str = ""
    confidence: float = 1.0

    @property
    def name(self) -> str:
        """What the group is called: as its first item that has a name."""
        return next((item.name for item in self.items if item.name), "")

    @property
    def variant(self) -> str:
        """Colour and size, as the first items that name them; it tells things of one name apart."""
        colour = next((item.colour for item in self.items if item.colour), "")
        size = next((item.size for item in self.items if item.size), "")
        return " · ".join(part for part in (colour, size) if part)


def grouped(groups: Groups, items: Mapping[Ref, Item]) -> Iterator[Grouped]:
    """Return what matching found with the items themselves; those no longer at hand are left out.

    Items that stand for themselves come last, each by the key of its record as its id.
    """
    for group in groups.groups:
        held = tuple(items[ref] for ref in group.items if ref in items)
        link = group.links[-1] if group.links else None
        if held and link:
            yield Grouped(group.id, held, link.reason, link.confidence)
        elif held:
            yield Grouped(group.id, held)
    for ref in groups.alone:
        if ref in items:
            yield Grouped("\x1f".join(ref), (items[ref],))
