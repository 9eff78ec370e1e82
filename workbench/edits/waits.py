"""How long sending waits before it looks what became of a write without an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

Random = Callable[[], float]

SHORTEST: Final = 1.0
LONGEST: Final = 8.0


def wait_after(attempt: int, random: Random) -> float:
    """Return the seconds after that attempt: drawn from one second up to a doubling limit."""
    limit = min(LONGEST, SHORTEST * 2**attempt)
    return SHORTEST + random() * (limit - SHORTEST)
