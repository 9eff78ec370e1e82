"""The limit of the cache that the settings name is kept, at the start and when it is changed."""

from __future__ import annotations

import os

from msgspec.structs import replace

from tests.harness.waiting import until
from tests.store.making import MOMENT
from tests.workspace.kit import bench
from workbench.app.room import RoomKeeper
from workbench.app.rounds import Rounds
from workbench.store.cache_schema import Scope

SCOPE = Scope("europeansourcing/test", "api.example.test", "product", "en")


def fill(workspace) -> None:
    """Put three megabytes that cannot be packed into the cache."""
    documents = [(str(number), os.urandom(100_000)) for number in range(30)]
    workspace.stores.cache.put_documents(SCOPE, documents, MOMENT)


def size(workspace) -> int:
    return sum(workspace.stores.cache.sizes().values())


def limit(workspace, megabytes: int) -> None:
    workspace.change_settings(lambda held: replace(held, cache_limit_mb=megabytes))


async def test_what_is_too_much_goes_at_the_start_and_when_the_limit_is_lowered(qapp, tmp_path):
    async with bench(tmp_path) as held:
        workspace = held.workspace
        limit(workspace, 2)
        fill(workspace)
        assert size(workspace) > 2_900_000
        keeper = RoomKeeper(workspace, Rounds())
        await until(lambda: workspace.jobs.pending == 0)
        assert 1_500_000 < size(workspace) <= 2_000_000
        assert workspace.stores.cache.document(SCOPE, "0") is None
        assert workspace.stores.cache.document(SCOPE, "29") is not None
        limit(workspace, 1)
        await until(lambda: workspace.jobs.pending == 0)
        assert 500_000 < size(workspace) <= 1_000_000
        keeper.deleteLater()


async def test_a_limit_set_during_a_look_counts_for_the_next(qapp, tmp_path):
    async with bench(tmp_path) as held:
        workspace = held.workspace
        fill(workspace)
        keeper = RoomKeeper(workspace, Rounds())
        for megabytes in (2, 1):
            limit(workspace, megabytes)
        await until(lambda: workspace.jobs.pending == 0)
        assert size(workspace) <= 1_000_000
        keeper.deleteLater()


async def test_other_settings_cost_no_look(qapp, tmp_path):
    async with bench(tmp_path) as held:
        workspace = held.workspace
        keeper = RoomKeeper(workspace, Rounds())
        await until(lambda: workspace.jobs.pending == 0)
        fill(workspace)
        workspace.change_settings(lambda held: replace(held, zoom=1.25))
        assert workspace.jobs.pending == 0
        keeper.deleteLater()
