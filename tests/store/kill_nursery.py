"""Starts children that write drafts and pages, kills each at a random moment, and checks.

Run as a process of its own: `python -m tests.store.kill_nursery FOLDER SECONDS SEED`. Prints one
JSON object: kills, acknowledged writes, and sentences about whatever was lost or torn.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from tests.store.making import SCOPE, draft, page
from workbench.store.cache import Cache
from workbench.store.journal import Journal

FIELDS = 7


def write_for_ever(folder: Path, start: int, pipe: int) -> None:
    """Write drafts and pages; tell through the pipe each draft that was acknowledged."""
    journal, cache = Journal(folder / "journal.db"), Cache(folder / "cache.db")
    for rev in itertools.count(start):
        futures = [
            journal.put(draft(f"{rev} {'x' * 300}", field=f"f{field}", rev=rev))
            for field in range(FIELDS)
        ]
        for field, future in enumerate(futures):
            future.result()
            os.write(pipe, f"{field} {rev}\n".encode())
        for index in range(3):
            cache.put_page(SCOPE, "q", index, page(index, stamp=str(rev)), "products")


def run_one(folder: Path, start: int, seconds: float) -> dict[str, int]:
    """Run one child until it is killed; return the newest acknowledged revision by field."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        write_for_ever(folder, start, writer)
    os.close(writer)
    first = os.read(reader, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as pipe:
        lines = (first + pipe.read()).decode().split("\n")[:-1]
    return {field: int(rev) for field, rev in (line.split() for line in lines)}


def look(folder: Path, acknowledged: dict[str, int]) -> list[str]:
    """Return a sentence for each thing that is not as it must be."""
    wrong: list[str] = []
    journal, cache = Journal(folder / "journal.db"), Cache(folder / "cache.db")
    kept = {each.key.field: each for each in journal.drafts()}
    for field, rev in acknowledged.items():
        found = kept.get(f"f{field}")
        if found is None or found.rev < rev:
            wrong.append(f"draft {field} lost: {rev} was acknowledged, {found and found.rev} kept")
        elif json.loads(found.value) != f"{found.rev} {'x' * 300}":
            wrong.append(f"draft {field} is torn")
    for number, each in enumerate(cache.pages(SCOPE, "q", "products", 0, 9)):
        numbers = [json.loads(body)["id"] for _, body in each.documents]
        if numbers != list(range(number * 5, number * 5 + 5)) or len(each.keys) != 10:
            wrong.append(f"page {number} is not whole")
        if len({json.loads(body)["stamp"] for _, body in each.documents}) != 1:
            wrong.append(f"page {number} is mixed")
    wrong += [*journal.notes, *cache.notes]
    journal.close()
    cache.close()
    return wrong


def main(folder: Path, seconds: float, seed: int) -> None:
    """Kill children for that many seconds."""
    chance = random.Random(seed)
    acknowledged: dict[str, int] = {}
    wrong: list[str] = []
    kills, acks = 0, 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        start = max(acknowledged.values(), default=0) + 2
        new = run_one(folder, start, chance.uniform(0, 0.03))
        acks += sum(rev - start + 1 for rev in new.values())
        acknowledged |= new
        kills += 1
        wrong += look(folder, acknowledged)
    sys.stdout.write(json.dumps({"kills": kills, "acks": acks, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
