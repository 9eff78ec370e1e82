"""Kills children at any moment and looks at what they leave: on the disk and at the services.

`python -m tests.rigs.kill_nursery FOLDER KILLS SEED` prints one JSON object (`Tally` and facts). A
process of its own, with no thread while it forks.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import random
import select
import signal
import sqlite3
import subprocess
import sys
import time
import traceback
import urllib.request
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.rigs.blobs import blob
from tests.rigs.harness import Scale, Tally
from tests.rigs.kill_child import NEW, is_new, live, unchecked
from tests.rigs.kill_diary import SENT, Cell, Held, Life
from workbench.core.folders import folders_in
from workbench.edits.oplog import payload_of
from workbench.edits.values import pack
from workbench.store.journal import Journal
from workbench.store.journal_types import OpState
from workbench.store.stores import Stores

ROOT = Path(__file__).parent.parent.parent
CLEARED_EVERY = 10
LONGEST_LIFE = 0.5
"""Seconds after its start at which a child is killed at the latest."""
LOADED = ("httpx", "xlsxwriter", "workbench.net.gateway", "workbench.export.write")
"""Modules that each child would load by itself: loaded once, before it is born."""
ROWS = {"send": 45, "order": 18, "percent": 20, "export": 56, "download": 56}
"""Row of the table by what a kill cut off; anything else is typing."""


class Services:
    """The services in their own process, and what they say happened."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "tests.rigs.service_child"]
        with (folder / "services.log").open("wb") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log)
        assert self._process.stdout is not None
        about = json.loads(self._process.stdout.readline())
        self.base: str = about["base"]
        self.codes: list[str] = about["codes"]
        self.articles: list[str] = about["articles"]
        self.values: set[str] = set()
        self.writes: Counter[str] = Counter()
        self.orders: Counter[str] = Counter()
        self._seen = 0

    def look(self, *, clear: bool) -> None:
        """Take in what was written since the last look, once nothing is on its way any more."""
        told = self._quiet()
        for entry in told["entries"]:
            if entry["number"] > self._seen and entry["effects"]:
                self._entered(entry)
        self._seen = max(self._seen, told["count"])
        if clear:
            self._get("/lagerkoll/_ledger", "DELETE")
        placed = self._get("/loupe/_orders")["orders"]
        self.orders = Counter(row["body"]["customerReference"] for row in placed)

    def _entered(self, entry: dict[str, Any]) -> None:
        asked = f"{entry['method']} {entry['path']}?{entry['query']} {entry['bodyHash']}"
        self.writes[asked] += 1
        for effect in entry["effects"]:
            self.values.add(str(effect.get("new", effect["subject"])))
            self.values.add(str(effect["subject"]))

    def _quiet(self) -> dict[str, Any]:
        told = self._get("/lagerkoll/_ledger")
        while True:
            time.sleep(0.005)
            again = self._get("/lagerkoll/_ledger")
            if again["count"] == told["count"]:
                return again
            told = again

    def _get(self, path: str, method: str = "GET") -> dict[str, Any]:
        request = urllib.request.Request(f"{self.base}{path}", method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def end(self) -> None:
        """Stop the process that was started here."""
        self._process.kill()
        self._process.wait()


class Nursery:
    """One home, and its children one after the other."""

    def __init__(self, scale: Scale, kills: int) -> None:
        self.tally = Tally()
        self._home = scale.folder / "home"
        self._home.mkdir()
        self._services = Services(scale.folder)
        self._chance = random.Random(scale.seed)
        self._kills = kills
        self._held: Held = {}

    def run(self) -> Tally:
        """Kill as often as asked."""
        try:
            for number in range(1, self._kills + 1):
                self._one(number)
                if self.tally.losses > 20:
                    break
        finally:
            self._services.end()
        self.tally.facts["parts_left"] = len(list(self._home.rglob("*.part")))
        return self.tally

    def _one(self, number: int) -> None:
        life = Life.begun(self._held)
        killed = self._child(number, life)
        self.tally.inject(*{ROWS.get(name, 44) for name in _cut_off(life)} or {44})
        self.tally.add("acknowledged", life.acks)
        for (outcome,) in life.notes.get("result", ()):
            self.tally.add(f"writes_{outcome}")
        self.tally.add("files_finished", len(life.notes.get("file", ())))
        for (sentence,) in life.notes.get("died", ()):
            self.tally.unnamed(f"life {number} ended by itself: {sentence}")
        self._databases(number)
        held, ops = self._reopened(number)
        self._services.look(clear=number % CLEARED_EVERY == 0)
        self._drafts(number, life, held, killed)
        self._effects(number, life, ops)
        self._files(number)
        self._held = held

    def _child(self, number: int, life: Life) -> float:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            _born(self._home, self._services, writer, number, self._chance.random())
        self._chance.random()
        os.close(writer)
        text = _read_until(reader, b'["ready"]', 20.0)
        text += _read_for(reader, self._chance.uniform(0, LONGEST_LIFE))
        os.kill(child, signal.SIGKILL)
        killed = time.monotonic()
        os.waitpid(child, 0)
        with os.fdopen(reader, "rb") as pipe:
            life.read((text + pipe.read()).decode())
        if "ready" not in life.notes:
            self.tally.unnamed(f"life {number} did not begin")
        return killed

    def _databases(self, number: int) -> None:
        for path in self._home.rglob("*.db"):
            connection = sqlite3.connect(path)
            try:
                verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
            except sqlite3.Error as error:
                verdict = str(error)
            finally:
                connection.close()
            if verdict != "ok":
                self.tally.half(f"life {number}: {path.name} {verdict}")

    def _reopened(self, number: int) -> tuple[Held, dict[str, OpState]]:
        """Open the stores as the next start does; return drafts and the states of orders."""
        stores = Stores(folders_in(self._home).make())
        journal: Journal = stores.journal
        held = {(d.key.resource, d.key.record, d.key.field): d.value for d in journal.drafts()}
        orders: dict[str, OpState] = {}
        for op in journal.ops():
            payload = payload_of(op)
            if op.state is OpState.SENDING or payload is None:
                self.tally.lost(f"life {number}: operation {op.kind} is {op.state}, not shown")
            elif op.source == "loupe":
                orders[payload.says] = op.state
        notes = (*journal.notes, *stores.cache.notes, *stores.workspace.notes)
        for note in notes:
            if "is not known" not in note:
                self.tally.half(f"life {number}: {note}")
        stores.close()
        return held, orders

    def _drafts(self, number: int, life: Life, held: Held, killed: float) -> None:
        for cell, allowed in life.expectations(killed):
            found = held.get(cell)
            if unchecked(cell) or found in allowed:
                continue
            if found is None and SENT in allowed and self._at_service(life, cell):
                continue
            self.tally.lost(f"life {number}: {cell} is {found}, not one of {allowed[:4]}")
        for cell in held:
            if is_new(cell) and (cell[0], cell[1], NEW) not in held:
                self.tally.lost(f"life {number}: {cell} belongs to no new record")

    def _at_service(self, life: Life, cell: Cell) -> bool:
        """Return whether the service has a value that the cell had, or needs none of it."""
        if is_new(cell) and cell[2] not in {"name", "number"}:
            return True
        values = life.last_typed(cell)
        return any(pack(seen) in values for seen in self._services.values)

    def _effects(self, number: int, life: Life, orders: dict[str, OpState]) -> None:
        for asked, times in self._services.writes.items():
            if times > 1:
                self.tally.double(f"life {number}: {times} effects of {asked}")
        for reference, times in self._services.orders.items():
            if times > 1:
                self.tally.double(f"life {number}: {reference} was ordered {times} times")
            state = orders.get(reference)
            if state not in {OpState.DONE, OpState.UNKNOWN}:
                self.tally.double(f"life {number}: {reference} was ordered and is {state}")
        for reference, state in orders.items():
            if state is OpState.DONE and not self._services.orders[reference]:
                self.tally.lost(f"life {number}: {reference} is done and was never ordered")
        self.tally.facts["orders"] = sum(self._services.orders.values())
        self.tally.facts["effective_writes"] = sum(self._services.writes.values())

    def _files(self, number: int) -> None:
        for path in (self._home / "out").glob("[de][0-9]*"):
            if path.name.endswith(".part") or path.name.endswith(".part.json"):
                continue
            if not _whole(path):
                self.tally.half(f"life {number}: {path.name} has {path.stat().st_size} bytes")


def _born(home: Path, services: Services, pipe: int, life: int, seed: float) -> None:
    """Be the child; never returns."""
    try:
        where = (home, services.base, services.codes, services.articles)
        live(where, pipe, life, int(seed * 2**32))
    except BaseException as error:  # noqa: BLE001 - the parent is told
        where = traceback.extract_tb(error.__traceback__)[-1]
        line = ["died", f"{type(error).__name__}: {error} at {where.filename}:{where.lineno}"]
        os.write(pipe, f"{json.dumps(line)}\n".encode())
    os._exit(1)


def _cut_off(life: Life) -> set[str]:
    """Return what had begun and not ended."""
    begun = Counter(name for (name,) in life.notes.get("begun", ()))
    begun.subtract(name for (name,) in life.notes.get("ended", ()))
    return {name for name, left in begun.items() if left}


def _read_until(pipe: int, mark: bytes, patience: float) -> bytes:
    text, end = b"", time.monotonic() + patience
    while mark not in text and (left := end - time.monotonic()) > 0:
        more = _ready(pipe, left)
        if more == b"":
            break
        text += more or b""
    return text


def _read_for(pipe: int, seconds: float) -> bytes:
    text, end = b"", time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        more = _ready(pipe, left)
        if more == b"":
            break
        text += more or b""
    return text


def _ready(pipe: int, seconds: float) -> bytes | None:
    """Return what came, empty where the other end is closed, None where nothing came."""
    if not select.select([pipe], [], [], seconds)[0]:
        return None
    return os.read(pipe, 1 << 16)


def _whole(path: Path) -> bool:
    """Return whether a file under its final name is complete."""
    body = path.read_bytes()
    match path.suffix:
        case ".csv":
            return body.count(b"\n") == 2_001 and body.endswith(b"\n")
        case ".json":
            return len(json.loads(body)) == 2_000
        case ".xlsx":
            import zipfile

            with zipfile.ZipFile(path) as packed:
                return packed.testzip() is None
        case _:
            wanted = hashlib.sha256(blob(path.name)).digest()
            return hashlib.sha256(body).digest() == wanted


def main(folder: Path, kills: int, seed: int) -> None:
    """Kill, look and print."""
    begun = time.monotonic()
    for name in LOADED:
        importlib.import_module(name)
    tally = Nursery(Scale(quick=False, folder=folder, seed=seed), kills).run()
    tally.facts["seconds"] = round(time.monotonic() - begun, 1)
    about = asdict(tally) | {"rows": dict(tally.rows)}
    sys.stdout.write(json.dumps(about))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
