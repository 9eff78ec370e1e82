"""What one import may take, so that a hostile or broken file ends its own process and no other."""

from __future__ import annotations

import msgspec

MEGABYTE = 1_000_000


class Limits(msgspec.Struct, frozen=True):
    """The most that reading one file may take.

    Attributes:
        memory: bytes of address space of the worker, where the platform can hold it to them.
        cpu: seconds of computing time of the worker, likewise.
        patience: seconds until the worker is ended, whatever it waits for.
        size: bytes of the file, and of all it holds when unpacked.
        ratio: how much larger a part may be unpacked than packed.
        entries: files within a workbook.
        rows: of one sheet.
        columns: of one sheet.
        characters: of one cell.
    """

    memory: int = 1 << 30
    cpu: int = 60
    patience: float = 120.0
    size: int = 200 * MEGABYTE
    ratio: int = 100
    entries: int = 10_000
    rows: int = 1_000_000
    columns: int = 16_384
    characters: int = 1_000_000


def confine(limits: Limits) -> None:
    """Hold this process to its memory and computing time; nothing where the system cannot."""
    try:
        import resource  # noqa: PLC0415 - absent on Windows
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        held = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (held, hard))
