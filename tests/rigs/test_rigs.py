"""The rigs can fail: a planted loss is found, and what is right is not taken for one."""

from __future__ import annotations

import json
import os
import random

import pytest

from tests.rigs.answers import _Rig
from tests.rigs.answers_cases import CASES
from tests.rigs.answers_desk import Services
from tests.rigs.answers_mortal import Death, Point
from tests.rigs.disk_work import NEW, OLD, WORKS, Outcome
from tests.rigs.fuzz_mutants import items_at, mutant, path_of_list
from tests.rigs.harness import Scale, Tally
from tests.rigs.kill_diary import SENT, Diary, Life
from tests.rigs.rate import _worst

CELL = ("articles", "1", "name")


def life_of(write) -> Life:
    reader, writer = os.pipe()
    write(Diary(writer))
    os.close(writer)
    life = Life.begun({})
    with os.fdopen(reader) as pipe:
        life.read(pipe.read())
    return life


def allowed(life: Life, later: float) -> list:
    ((_cell, values),) = life.expectations(life._cells[CELL][-1].at + later)
    return list(values)


def test_what_was_acknowledged_must_be_there_and_what_came_later_may_be():
    def write(diary: Diary) -> None:
        first = diary.typed([(CELL, "a")])
        diary.acked(first)
        diary.typed([(CELL, "b")])

    life = life_of(write)
    assert allowed(life, 0.2) == ["a", "b"]
    assert allowed(life, 0.3) == ["b"]
    assert life.acks == 1


def test_what_was_begun_and_not_told_may_be_there_or_not():
    life = life_of(lambda diary: diary.about([(CELL, SENT)]))
    ((_cell, values),) = life.expectations(1e9)
    assert values == [None, SENT]


def test_a_torn_last_line_was_never_told():
    life = Life.begun({})
    life.read('["acked", 1]\n["typed", 2, 1.0, [["a",')
    assert life.acks == 1


def test_a_planted_half_file_is_found(tmp_path):
    work = next(work for work in WORKS if work.name == "atomic write")
    work.before(tmp_path)
    assert work.wrong(tmp_path, Outcome()) == []
    (tmp_path / "f.bin").write_bytes(NEW[:100])
    assert work.wrong(tmp_path, Outcome())[0].startswith("half")
    (tmp_path / "f.bin").write_bytes(OLD)
    assert work.wrong(tmp_path, Outcome(acked={"write"})) == ["said to be written, and is not"]


@pytest.mark.parametrize("name", ["prices by percent", "order"])
async def test_a_planted_second_effect_is_found(tmp_path, name):
    case = next(case for case in CASES if case.name == name)
    rig = _Rig(Scale(quick=True, folder=tmp_path))
    await rig.learn(case)
    whole = rig._whole[name]
    rig._check("once", case, whole, (), died=True)
    assert rig.tally.losses == 0
    rig._check("twice", case, whole + whole, (), died=True)
    assert rig.tally.double_orders == len(whole)


@pytest.mark.fault(18)
@pytest.mark.fault(20)
@pytest.mark.parametrize("step", [0, 3])
async def test_a_lost_answer_of_every_kind_has_one_effect(tmp_path, step):
    rig = _Rig(Scale(quick=True, folder=tmp_path))
    for case in CASES:
        await rig.learn(case)
        await rig.run(case, (Point.AFTER,), (), step)
    assert rig.tally.wrong == []
    assert rig.tally.faults >= len(CASES)


async def test_a_dead_process_takes_no_further_step():
    death = Death(2)
    assert [death.step() for _ in range(4)] == [False, True, True, True]
    assert death.steps == 2
    assert not await Services().done()


def test_mutants_are_drawn_and_lists_are_counted():
    body = json.dumps({"page": 1, "rows": [{"id": n} for n in range(3)]}).encode()
    where = path_of_list(body, 3)
    assert where == ("rows",)
    assert items_at(body, where) == 3
    assert items_at(b'{"rows": null}', where) is None
    chance = random.Random(1)
    made = {mutant(body, chance)[1] for _ in range(200)}
    assert len(made) > 60
    assert [mutant(body, random.Random(5)) for _ in range(2)] == [
        mutant(body, random.Random(5))
    ] * 2


def test_the_fullest_minute_slides():
    assert _worst([0.0, 1.0, 59.0, 60.5, 61.0]) == 3
    assert _worst([]) == 0


def test_a_rig_without_a_fault_is_no_good_one():
    tally = Tally()
    assert not tally.good
    tally.inject(1, 2)
    assert tally.good
    assert dict(tally.rows) == {1: 1, 2: 1}
    tally.leak("a slot")
    assert not tally.good
