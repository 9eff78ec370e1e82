"""The list of all rigs: a new one is a line here (see harness.py)."""

from __future__ import annotations

from typing import Final

from tests.rigs.answers import answers
from tests.rigs.disk import disk
from tests.rigs.harness import Rig
from tests.rigs.kill import kill

RIGS: Final[tuple[Rig, ...]] = (
    kill,
    answers,
    disk,
)
