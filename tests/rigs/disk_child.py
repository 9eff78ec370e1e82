"""Every call to the disk made to fail, once and for ever, in a process of its own.

`python -m tests.rigs.disk_child FOLDER SHARE SEED` prints one JSON object; SHARE is how many of a
hundred cells are run.
"""

from __future__ import annotations

import errno
import itertools
import json
import logging
import random
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

from tests.rigs.disk_shim import Shim
from tests.rigs.disk_work import WORKS, Outcome, Work
from tests.rigs.harness import Tally

ERRNOS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)
ROWS = {errno.ENOSPC: 53, errno.EIO: 53, errno.EACCES: 54, errno.EROFS: 54}


class Rig:
    """All works on one disk."""

    def __init__(self, folder: Path, share: int, seed: int) -> None:
        self.tally = Tally()
        self._home = folder / "home"
        self._shim = Shim(self._home)
        self._share = share
        self._chance = random.Random(seed)

    def run(self) -> Tally:
        """Count each work's calls, then refuse each of them in every way."""
        self._shim.install()
        for work in WORKS:
            self._prepare(work)
            outcome, calls = self._one(work, 0, 0, for_ever=False)
            if outcome.errors or outcome.unnamed or not calls:
                self.tally.unnamed(f"{work.name} fails on a good disk: {outcome}")
            self.tally.add("calls_found", calls)
            for at in range(1, calls + 1):
                self._refuse(work, at)
        self.tally.facts["kinds_of_calls"] = len(self._shim.sites)
        return self.tally

    def _refuse(self, work: Work, at: int) -> None:
        cells = list(itertools.product(ERRNOS, (False, True)))
        wanted = max(1, round(len(cells) * self._share / 100))
        hit = False
        for number, for_ever in self._chance.sample(cells, wanted):
            self._prepare(work)
            outcome, _calls = self._one(work, at, number, for_ever=for_ever)
            hit |= bool(self._shim.failed)
            if self._shim.failed:
                self.tally.inject(ROWS[number])
            how = "for ever" if for_ever else "once"
            self._look(work, outcome, f"{work.name}, call {at} {errno.errorcode[number]} {how}")
        self.tally.add("calls_refused", int(hit))

    def _prepare(self, work: Work) -> None:
        shutil.rmtree(self._home, ignore_errors=True)
        self._home.mkdir()
        work.before(self._home)

    def _one(self, work: Work, at: int, number: int, *, for_ever: bool) -> tuple[Outcome, int]:
        outcome = Outcome()
        self._shim.arm(at, number, for_ever=for_ever)
        try:
            work.run(self._home, outcome)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            outcome.unnamed.append(f"{type(error).__name__} {error}")
        finally:
            self._shim.disarm()
        return outcome, self._shim.calls

    def _look(self, work: Work, outcome: Outcome, name: str) -> None:
        for sentence in outcome.unnamed:
            self.tally.unnamed(f"{name}: {sentence}")
        try:
            wrong = work.wrong(self._home, outcome)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            wrong = [f"half: cannot be read: {type(error).__name__} {error}"]
        for sentence in wrong:
            tell = self.tally.half if sentence.startswith("half") else self.tally.lost
            tell(f"{name}: {sentence}")


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    found = Rig(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])).run()
    sys.stdout.write(json.dumps(asdict(found) | {"rows": dict(found.rows)}))
