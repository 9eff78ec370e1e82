"""Starts children that send orders, kills each at a step, and looks what became of every order.

Run as a process of its own: `python -m tests.workspace.order_nursery FOLDER SECONDS SEED`. The
service runs here and outlives the children. Prints one JSON object: kills, orders placed, steps at
which children died, and sentences about whatever was placed twice or forgotten.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import msgspec
import uvicorn

from tests.workspace.loupe_kit import ACCOUNT, DATES, document, samples
from workbench.core.accounts import Account
from workbench.core.folders import folders_in
from workbench.core.jobs import Job, Jobs
from workbench.core.orders import OrderState
from workbench.core.secret import Secret
from workbench.net.log import RequestLog
from workbench.sandbox.loupe.identity import ACCESS_TOKEN
from workbench.sandbox.loupe.service import build
from workbench.sandbox.server import build_hosts, listening
from workbench.sources.loupe import SOURCE
from workbench.store.journal_types import OpState
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.workspace.workspace import Workspace

LINES = 4


def open_workspace(home: Path, account: Account) -> Workspace:
    """A workspace that reaches the service over a real line."""
    vault = MemoryVault()
    vault.hold(account, {"access_token": Secret(ACCESS_TOKEN)})
    folders = folders_in(home)
    return Workspace(
        folders.make(), Stores(folders), (SOURCE,), Jobs(), vault=vault, log=RequestLog(),
        demo=(account,),
    )  # fmt: skip


async def send_some(home: Path, account: Account, pipe: int) -> None:
    """Type lines, tell their marks once the disk has them, and send them."""
    workspace = open_workspace(home, account)
    orders = workspace.orders(SOURCE, account)
    assert orders is not None
    await orders.ready()
    made = await orders.add([document(place) for place in range(LINES)], DATES)
    os.write(pipe, (json.dumps([line.mark for line in made]) + "\n").encode())
    everything = [line.id for line in orders.lines]
    await orders.sent(everything, everything, Job("j", "Send", "order"))
    os.write(pipe, b"done\n")
    await asyncio.sleep(60)


def run_one(home: Path, account: Account, seconds: float) -> tuple[list[str], bool]:
    """Run one child until it is killed; return the marks it told, and whether it had ended."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        with contextlib.suppress(BaseException):
            asyncio.run(send_some(home, account, writer))
        os._exit(1)
    os.close(writer)
    first = b""
    while not first.endswith(b"\n"):
        part = os.read(reader, 4096)
        if not part:
            break
        first += part
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as pipe:
        lines = (first + pipe.read()).decode().splitlines()
    return (json.loads(lines[0]) if lines else []), "done" in lines


def told(address: str) -> Counter[str]:
    """How often each mark was placed."""
    with urlopen(f"{address}/_orders") as answer:
        orders = json.load(answer)["orders"]
    return Counter(order["body"]["customerReference"] for order in orders)


async def look(home: Path, account: Account, marks: set[str], address: str) -> list[str]:
    """Return a sentence for each order that is not as it must be."""
    wrong: list[str] = []
    workspace = open_workspace(home, account)
    orders = workspace.orders(SOURCE, account)
    assert orders is not None
    await orders.ready()
    placed = told(address)
    wrong += [f"{mark} was placed {count} times" for mark, count in placed.items() if count > 1]
    lines = {line.mark for line in orders.lines}
    kept = {order.reference: order.state for order in await orders.kept()}
    for mark in marks:
        if (mark in lines) == (mark in kept):
            wrong.append(f"{mark} is a line: {mark in lines}, an order: {mark in kept}")
        if mark in lines and placed[mark]:
            wrong.append(f"{mark} was placed and is a line that would be sent again")
        if kept.get(mark) is OrderState.PLACED and not placed[mark]:
            wrong.append(f"{mark} counts as placed and is not")
        if kept.get(mark) is OrderState.SENDING:
            wrong.append(f"{mark} counts as being sent")
    states = {op.state for op in workspace.stores.journal.ops()}
    if states & {OpState.READY, OpState.SENDING}:
        wrong.append(f"the journal holds {sorted(states)}")
    await workspace.close()
    return wrong


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """The service on a line of its own; its address."""
    with listening() as listener, listening() as files:
        app = build_hosts([build(samples(), past=2)], files.getsockname()[1])
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        run = threading.Thread(
            target=server.run, kwargs={"sockets": [listener, files]}, daemon=True
        )
        run.start()
        while not server.started:
            run.join(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/loupe"
        server.should_exit = True
        run.join(10)


def trouble(address: str, chance: random.Random) -> None:
    """Let the next answers take a while, or be lost before or after the order is placed."""
    faults = [
        {
            "path": "submit",
            "delay": chance.uniform(0.0, 0.05),
            "lost": chance.choice([None, None, "after", "before"]),
        }
        for _ in range(LINES)
    ]
    body = json.dumps({"clear": True, "faults": faults}).encode()
    with urlopen(Request(f"{address}/_faults", body, {"Content-Type": "application/json"})):
        pass


def kill_for(home: Path, address: str, seconds: float, chance: random.Random) -> dict[str, object]:
    """Kill children for that many seconds and return what was found."""
    account = msgspec.structs.replace(ACCOUNT, url=address)
    marks: set[str] = set()
    wrong: list[str] = []
    steps: set[int] = set()
    kills, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        trouble(address, chance)
        before = told(address).total()
        made, ended = run_one(home, account, chance.uniform(0, 0.3))
        marks |= set(made)
        kills += 1
        steps.add(-1 if ended else told(address).total() - before)
        wrong += asyncio.run(look(home, account, marks, address))
    return {"kills": kills, "placed": told(address).total(), "steps": len(steps), "wrong": wrong}


def main(home: Path, seconds: float, seed: int) -> None:
    """Kill children on a service of this process."""
    with serving() as address:
        found = kill_for(home, address, seconds, random.Random(seed))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
