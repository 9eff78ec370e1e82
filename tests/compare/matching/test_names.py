"""Names as words, measures and colours, and which of them are alike."""

from __future__ import annotations

from workbench.compare.matching.likeness import WordIndex, alike
from workbench.compare.matching.names import marks_agree, taken_apart


def test_a_name_taken_apart():
    split = taken_apart("Céramique mug, 0,3 l – röd/red A5 size XL no. 007 of l'eau")
    assert split.words == "ceramique eau mug no rod size"
    assert split.marks == {
        "ml": {"300"},
        "colour": {"red"},
        "code": {"a5"},
        "letter": {"xl"},
        "number": {"7"},
    }


def test_marks():
    def agree(one, other):
        return marks_agree(taken_apart(one).marks, taken_apart(other).marks)

    assert agree("mug 300 ml", "mug 0,3 l") is True
    assert agree("mug 300 ml", "mug") is None
    assert agree("mug 300 ml", "mug red") is None
    assert agree("mug 300 ml", "mug 500 ml") is False
    assert agree("mug red", "mug blue") is False
    assert agree("pen 2 3", "pen 2") is None


def test_rare_words_find_few_names():
    names = [f"mug number{at} ceramic" for at in range(3000)] + ["kamitan mug ceramic"]
    index = WordIndex(names)
    assert index.near("ceramic kamitan").tolist() == [3000]
    assert index.near("ceramic mug").tolist() == []
    assert index.near("").tolist() == []


def test_likeness_counts_and_steps():
    steps = []
    found = list(
        alike(
            ["kamitan mug steel", "other thing"],
            ["kamitan mug stel", "kamitan bottle", "thing other"],
            0.8,
            lambda: steps.append(1),
        )
    )
    assert [(at, other) for at, other, _ in found] == [(0, 0), (1, 2)]
    assert found[1][2] > 0.6
    assert len(steps) == 2
