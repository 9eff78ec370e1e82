"""Synchronizations: one that is done at once, one that takes its time, one that fails.

The document's method line is lost; GET is taken, and PUT as well. What a run does here: it writes
the day into the attribute SYNC of its products.
"""

from __future__ import annotations

import hashlib

from workbench.sandbox.etim.calls import Call
from workbench.sandbox.etim.refused import missing
from workbench.sandbox.etim.world import Document, Run, Trigger, World

_DONE = (
    "Source: {source} | Target: Sandbox | Creation of new products: no | Deletion of products: no"
    " | Overwriting of additional global attributes: yes | Selected products: {selected}"
    " | Created products: 0 | Modified products: {modified} | Deleted products: 0"
    " | Classified products: 0 | Reclassified products: 0 | Products with deleted class: 0"
    " | Overwritten additional global attributes: 0 | Created additional global attributes: 0"
)
_BUSY = "This operation is already in progress (started by anna)."


def run(call: Call) -> Document:
    """Starts a synchronization, and tells how it stands."""
    world = call.world
    trigger = world.triggers.get(call.rest)
    if trigger is None:
        raise missing()
    settle(world)
    now = world.wall()
    if any(row.trigger is trigger and not row.done for row in world.runs.values()):
        return _status("error", trigger, world.at(now), _BUSY)
    digest = hashlib.sha256(f"{trigger.identifier} {len(world.runs)} {now}".encode()).hexdigest()
    started = Run(digest[:32], trigger, now)
    world.runs[started.progress_id] = started
    world.note("synchronization.started", trigger.identifier)
    return _told(world, started)


def check(call: Call) -> Document:
    """Tells how a run stands."""
    found = call.world.runs.get(call.rest)
    if found is None:
        raise missing()
    return _told(call.world, found)


def settle(world: World) -> None:
    """Ends the runs whose time is over; what they change is changed then."""
    for row in world.runs.values():
        if not row.done and world.wall() - row.started >= row.trigger.seconds:
            row.done = True
            if not row.trigger.failure:
                row.modified = _apply(world, row.trigger)


def _told(world: World, row: Run) -> Document:
    settle(world)
    started = world.at(row.started)
    if not row.done:
        share = 100 * (world.wall() - row.started) / row.trigger.seconds
        answer = _status("in progress", row.trigger, started, f"{max(0.0, share):.2f}%")
        return answer | {"progress-id": row.progress_id}
    if row.trigger.failure:
        return _status("error", row.trigger, started, row.trigger.failure)
    selected = min(row.trigger.products, len(world.products))
    info = _DONE.format(source=row.trigger.source, selected=selected, modified=row.modified)
    return _status("done", row.trigger, started, info)


def _apply(world: World, trigger: Trigger) -> int:
    modified = 0
    today = world.now()[:10]
    for product in list(world.products.values())[: trigger.products]:
        held = product.part("attributes")
        if held.get("SYNC") != today:
            product.document["attributes"] = held | {"SYNC": today}
            world.touch(product, ["attributes"])
            modified += 1
    if modified:
        world.note("synchronization.modified", trigger.identifier, products=modified)
    return modified


def _status(status: str, trigger: Trigger, started: str, info: str) -> Document:
    return {
        "status": status,
        "trigger-identifier": trigger.identifier,
        "starting-time": started,
        "info": info,
    }
