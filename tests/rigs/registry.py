"""The list of all rigs: a new one is a line here (see harness.py)."""

from __future__ import annotations

from typing import Final

from tests.rigs.answers import answers
from tests.rigs.cut import cut
from tests.rigs.disk import disk
from tests.rigs.fuzz import fuzz
from tests.rigs.harness import Rig
from tests.rigs.kill import kill
from tests.rigs.merge import merge
from tests.rigs.rate import rate
from tests.rigs.reused import reused

RIGS: Final[tuple[Rig, ...]] = (
    kill,
    answers,
    disk,
    merge,
    fuzz,
    cut,
    rate,
    reused,
)
