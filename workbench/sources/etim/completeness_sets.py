"""The set of features that completes most products for each of its features, found exactly.

A product gets complete when all it lacks is in the set. With a price on each feature the best set
is a least cut of the graph "product needs feature"; the price is raised to what the set found
yields, until no set yields more than its price (Dinkelbach's method).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple


class Group(NamedTuple):
    """Products that lack the same features (by place), and how many they are."""

    lacks: frozenset[int]
    weight: int


def densest(groups: Sequence[Group], at_least: int) -> tuple[frozenset[int], int]:
    """Return the set with the most completed products for each feature, and how many it completes.

    Args:
        groups: none of them lacks nothing.
        at_least: what a single feature yields at best: a set must yield more for each of its own.

    The set is empty where none yields more.
    """
    price, best = Fraction(at_least), frozenset[int]()
    while left := _worth_it(groups, price):
        chosen = _chosen(left, price)
        completes = sum(own.weight for own in left if own.lacks <= chosen)
        if not chosen or completes <= price * len(chosen):
            break
        price, best = Fraction(completes, len(chosen)), chosen
    return best, sum(own.weight for own in groups if own.lacks <= best)


def _worth_it(groups: Sequence[Group], price: Fraction) -> list[Group]:
    """Leave out what no better set can hold: features that too few products need, and these."""
    left = list(groups)
    while left:
        needed: dict[int, int] = {}
        for own in left:
            for feature in own.lacks:
                needed[feature] = needed.get(feature, 0) + own.weight
        total = sum(own.weight for own in left)
        cheap = {feature for feature, count in needed.items() if count <= price}
        kept = [own for own in left if not own.lacks & cheap and len(own.lacks) * price < total]
        if len(kept) == len(left):
            return left
        left = kept
    return left


def _chosen(groups: Sequence[Group], price: Fraction) -> frozenset[int]:
    """Return the features of the groups that pay for what they need at that price."""
    net = _Net(groups, price)
    net.fill()
    reached = net.levels()
    return frozenset(feature for feature, node in net.features.items() if reached[node] >= 0)


class _Net:
    """A flow from the products to the features they need, in whole numbers (Dinic's method)."""

    def __init__(self, groups: Sequence[Group], price: Fraction) -> None:
        needed = sorted({feature for own in groups for feature in own.lacks})
        first = 2 + len(groups)
        self.features = {feature: first + at for at, feature in enumerate(needed)}
        self._out: list[list[int]] = [[] for _ in range(first + len(needed))]
        self._to: list[int] = []
        self._room: list[int] = []
        endless = price.denominator * sum(own.weight for own in groups) + 1
        for at, own in enumerate(groups, 2):
            self._pipe(0, at, own.weight * price.denominator)
            for feature in own.lacks:
                self._pipe(at, self.features[feature], endless)
        for node in self.features.values():
            self._pipe(node, 1, price.numerator)

    def _pipe(self, begin: int, end: int, room: int) -> None:
        for here, there, free in ((begin, end, room), (end, begin, 0)):
            self._out[here].append(len(self._to))
            self._to.append(there)
            self._room.append(free)

    def levels(self) -> list[int]:
        """Return how far each node is from the source through pipes with room, -1 without way."""
        level = [-1] * len(self._out)
        level[0] = 0
        waiting = deque([0])
        while waiting:
            node = waiting.popleft()
            for pipe in self._out[node]:
                end = self._to[pipe]
                if self._room[pipe] and level[end] < 0:
                    level[end] = level[node] + 1
                    waiting.append(end)
        return level

    def fill(self) -> None:
        """Send as much as fits."""
        while (level := self.levels())[1] >= 0:
            tried = [0] * len(self._out)
            while self._send(level, tried):
                pass

    def _send(self, level: list[int], tried: list[int]) -> bool:
        """Send along one way that rises; return whether there was one."""
        way: list[int] = []
        node = 0
        while node != 1:
            pipe = self._next(node, level, tried)
            if pipe >= 0:
                way.append(pipe)
                node = self._to[pipe]
            elif not way:
                return False
            else:
                node = self._to[way.pop() ^ 1]
                tried[node] += 1
        amount = min(self._room[pipe] for pipe in way)
        for pipe in way:
            self._room[pipe] -= amount
            self._room[pipe ^ 1] += amount
        return True

    def _next(self, node: int, level: list[int], tried: list[int]) -> int:
        out = self._out[node]
        while tried[node] < len(out):
            pipe = out[tried[node]]
            if self._room[pipe] and level[self._to[pipe]] == level[node] + 1:
                return pipe
            tried[node] += 1
        return -1
