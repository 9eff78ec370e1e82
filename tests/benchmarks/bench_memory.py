"""Benchmark of the memory that open rows hold, each side measured in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from tests.benchmarks.harness import Result, Scale, within


def memory(scale: Scale) -> Iterator[Result]:
    """Hold a million rows of thirty columns, ready to search, beside a frame of objects."""
    count = scale.rows(1_000_000)
    ours, theirs = _held("table", count), _held("frame", count)
    yield within(
        "memory, 30 columns", f"{count:,} rows", ours, "pandas object frame", theirs, at_most=0.4
    )


def _held(what: str, count: int) -> int:
    """Return the bytes that a fresh process needs more for the rows."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_memory", what, str(count)],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


def measure(what: str, count: int) -> int:
    """Return the bytes resident after, less those before, with what was made still held."""
    import gc

    import psutil

    from tests.benchmarks import frames, samples

    process = psutil.Process()
    make = samples.filled if what == "table" else frames.object_frame
    kept = [make(1000)]
    gc.collect()
    before = process.memory_info().rss
    kept.append(make(count))
    gc.collect()
    return process.memory_info().rss - before


if __name__ == "__main__":
    sys.stdout.write(f"{measure(sys.argv[1], int(sys.argv[2]))}\n")
