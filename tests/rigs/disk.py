"""The rig of the disk: every call of journal, files, exports, settings, downloads, cache refused.

Each call that is found is made to fail once, and for ever, with a full disk, a broken one, no
permission and a file system that is read-only.
"""

from __future__ import annotations

from tests.rigs.harness import Scale, Tally
from tests.rigs.kill import in_process


async def disk(scale: Scale) -> Tally:
    """Refuse calls; see `disk_work.py` for what must be there afterwards."""
    share = scale.of(25, 100)
    words = ("-m", "tests.rigs.disk_child", str(scale.folder), str(share), str(scale.seed))
    return await in_process(*words)
