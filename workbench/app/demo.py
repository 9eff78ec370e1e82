"""The sandbox behind `--sandbox`: a process of its own that ends with the window."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workbench.core.accounts import COLOURS, Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.secret import Secret
from workbench.core.texts import tr
from workbench.store.secrets import MemoryVault

PATIENCE = 20.0
"""Seconds the sandbox may take until it listens."""

NAME = "sandbox"
"""Of every demo account; what it reads is bound to this name, not to the port."""


RATES = "/stats/eurofxref"
"""Where the bank keeps its files, below its host."""


@dataclass(slots=True)
class Demo:
    """A running sandbox.

    Attributes:
        process: its process.
        accounts: one a source.
        vault: their made-up credentials, in memory only.
        rates: folder of the exchange rates that stand for the bank's.
    """

    process: subprocess.Popen[bytes]
    accounts: tuple[Account, ...]
    vault: MemoryVault
    rates: str = ""

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start_demo() -> Demo:
    """Start the sandbox and wait until it listens.

    Raises:
        WbError: INTERNAL, where it did not come up.
    """
    import os  # noqa: PLC0415 - only the pid is wanted

    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        ready = Path(folder) / "ready.json"
        command = sandbox_command("--ready-file", str(ready), "--parent-pid", str(os.getpid()))
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Never in the user's folder: a file csv.py that lies there would be run.
            cwd=Path(__file__).resolve().parents[2],
            # An interrupt at the terminal is for the window, which then ends the sandbox itself.
            start_new_session=True,
        )
        announced = _wait(process, ready)
    return _demo(process, announced)


def sandbox_command(*arguments: str) -> list[str]:
    """Return the command that runs the sandbox in its own process."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "sandbox", *arguments]
    return [sys.executable, "-m", "workbench.sandbox", *arguments]


def _wait(process: subprocess.Popen[bytes], ready: Path) -> Mapping[str, Mapping[str, object]]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if ready.exists():
            return json.loads(ready.read_text(encoding="utf-8"))
        time.sleep(0.02)
    process.kill()
    process.wait()
    raise WbError(
        ErrorCode.INTERNAL,
        tr("The sample data did not start."),
        tr("Start “workbench sandbox” in a terminal to see why."),
    )


def _demo(process: subprocess.Popen[bytes], announced: Mapping[str, Mapping[str, object]]) -> Demo:
    vault = MemoryVault()
    accounts: list[Account] = []
    # What asks for no credentials is no source with an account: the exchange rates.
    signed = {name: about for name, about in announced.items() if about["credentials"]}
    for position, (source, about) in enumerate(signed.items()):
        account = Account(
            source=source,
            name=NAME,
            url=str(about["url"]),
            colour=COLOURS[position % len(COLOURS)],
            session_only=True,
            bound=NAME,
        )
        credentials = about["credentials"]
        assert isinstance(credentials, dict)
        secrets = {name: Secret(str(text)) for name, text in credentials.items()}
        vault.hold(account, secrets)
        accounts.append(account)
    rates = f"{announced['rates']['url']}{RATES}" if "rates" in announced else ""
    return Demo(process, tuple(accounts), vault, rates)
