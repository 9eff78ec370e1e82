"""A real secret service for tests: a private message bus with GNOME's keyring on it, unlocked."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SecretService:
    """A running secret service: the address of its bus (D-Bus notation) and its own home."""

    address: str
    home: Path


def _environment(home: Path) -> dict[str, str]:
    runtime = home / "run"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return kept | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_DATA_HOME": str(home / "data"),
    }


def _start_bus(environment: dict[str, str]) -> tuple[subprocess.Popen[str], str]:
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdout is not None
    address = bus.stdout.readline().strip()
    if not address:
        raise RuntimeError("dbus-daemon did not start; install the package dbus")
    return bus, address


def _start_keyring(environment: dict[str, str]) -> subprocess.Popen[str]:
    """Start and unlock; the first line that the daemon prints says that it serves."""
    keyring = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert keyring.stdin is not None
    keyring.stdin.write("the login password of a test\n")
    keyring.stdin.close()
    return keyring


def _end(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)
    if process.stdout is not None:
        process.stdout.close()


def _wait_for_service(address: str) -> None:
    """Ask the bus until the service has its name.

    Raises:
        RuntimeError: it did not come up.
    """
    for _ in range(100):
        asked = subprocess.run(
            [
                "dbus-send",
                f"--bus={address}",
                "--dest=org.freedesktop.DBus",
                "--print-reply",
                "/org/freedesktop/DBus",
                "org.freedesktop.DBus.GetNameOwner",
                "string:org.freedesktop.secrets",
            ],
            capture_output=True,
            check=False,
        )
        if asked.returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError("gnome-keyring-daemon did not start; install the package gnome-keyring")


@contextmanager
def running(home: Path) -> Iterator[SecretService]:
    """Run a secret service whose files stay in a folder; it ends with the block."""
    environment = _environment(home)
    bus, address = _start_bus(environment)
    try:
        keyring = _start_keyring(environment | {"DBUS_SESSION_BUS_ADDRESS": address})
        try:
            _wait_for_service(address)
            yield SecretService(address, home)
        finally:
            _end(keyring)
    finally:
        _end(bus)
