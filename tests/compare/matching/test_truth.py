"""How much of a known truth is found, and how much of what is found is true."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from tests.compare.matching.made import articles, variants
from workbench.compare.matching.facts import all_facts
from workbench.compare.matching.match import match


def judged(catalogue, own, truth):
    """Count the articles by clue and by what became of them."""
    found = match(all_facts([*catalogue, *own]))
    joined = {ref.key: group.items for group in found.groups for ref in group.items
              if ref.source == "stock"}  # fmt: skip
    asked: dict[str, set] = {}
    for question in found.questions:
        for here, there in ((question.a, question.b), (question.b, question.a)):
            if here.source == "stock":
                asked.setdefault(here.key, set()).add(there)
    counts: Counter[tuple[str, str]] = Counter()
    for one in own:
        key = one.ref.key
        ref, clue = truth.get(key, (None, "none"))
        if key in joined:
            counts[clue, "right" if ref in joined[key] and len(joined[key]) == 2 else "wrong"] += 1
        elif key in asked:
            counts[clue, "asked" if ref in asked[key] else "asked amiss"] += 1
        else:
            counts[clue, "missed"] += 1
    return counts


@pytest.mark.parametrize("seed", [2, 3, 5])
def test_precision_and_recall(seed):
    catalogue = variants(1800, seed)
    own, truth = articles(catalogue, 600, seed)
    counts = judged(catalogue, own, truth)
    of = {state: sum(held for (_, said), held in counts.items() if said == state)
          for state in ("right", "wrong", "asked", "missed")}  # fmt: skip
    precision = of["right"] / (of["right"] + of["wrong"])
    recall = of["right"] / len(truth)
    reached = (of["right"] + of["asked"]) / len(truth)
    sys.stdout.write(
        f"precision {precision:.3f}, recall {recall:.3f}, with questions {reached:.3f}\n"
    )
    sys.stdout.write(f"{sorted(counts.items())}\n")
    assert precision >= 0.995
    assert recall >= 0.8
    assert reached >= 0.93
    for clue in ("gtin", "made"):
        assert counts[clue, "right"] == sum(
            held for (said, _), held in counts.items() if said == clue
        )
    assert counts["none", "wrong"] == 0


def test_a_name_that_is_not_there_joins_nothing():
    catalogue = variants(600, 7)
    own, _ = articles(variants(600, 8), 100, 8)
    named = [one for one in own if not (one.gtins or one.mpn or one.supplier_number)]
    wrong = match(all_facts([*catalogue, *named]))
    assert named
    assert len(wrong.groups) <= len(named) * 0.01
