"""What a source may need beside its signed gateway: signing in, and files that answers link to.

Handed to a source that asks for it (`core.sources.Source.outside`) by whoever connects an account,
so that no source makes a client of its own and no credential can reach a file's host.
"""

from __future__ import annotations

import random as random_module
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from workbench.core.accounts import Account
from workbench.core.jobs import Job, Jobs
from workbench.core.secret import Secret
from workbench.net.clock import Clock, SystemClock
from workbench.net.requests import Sender


class FileReader(Protocol):
    """The client without credentials: `net.files.Files`, or a test's stand-in."""

    async def download(
        self,
        url: str,
        folder: Path,
        name: str,
        progress: Callable[[int, int | None], None],
        job: Job,
    ) -> Path:
        """Bring a file into a folder and return its path; resumes what was begun earlier.

        Raises:
            WbError: by name; code HOST for a place that files are not read from.
        """
        ...


def unwatched(_secret: Secret) -> None:
    """Watch for nothing: where no log is written."""


class Outside(msgspec.Struct, frozen=True):
    """The surroundings of one account's client.

    Attributes:
        account: whose.
        plain: the source's own hosts, asked without the account's credentials: for signing in.
        files: whatever an answer links to, without any credential.
        folder: where files are kept.
        jobs: shows work that goes on at the service.
        watch: told every secret that comes into use, so that the log can be kept clean of it.
        clock: waits and times.
        random: draws from 0 to 1, for waits.
    """

    account: Account
    plain: Sender
    files: FileReader
    folder: Path
    jobs: Jobs
    watch: Callable[[Secret], None] = unwatched
    clock: Clock = msgspec.field(default_factory=SystemClock)
    random: Callable[[], float] = random_module.random
