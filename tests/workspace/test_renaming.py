"""An account gets another name: its drafts, sends, runs and what was read of it stay with it."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.workspace.test_runs import RUNS, SOURCE, program, served
from tests.workspace.test_sending_etim import ACCOUNT, opened, send_all
from workbench.core.errors import ErrorCode, WbError
from workbench.core.queries import Query
from workbench.core.runs import RunState
from workbench.core.times import now
from workbench.store.journal_types import Draft, DraftKey, OpState
from workbench.workspace.books import place_of
from workbench.workspace.bygone import Bygone

NEW = replace(ACCOUNT, name="night shift")


async def test_drafts_sends_and_what_was_read_follow_the_name(tmp_path):
    async with opened(tmp_path) as (_world, session, workspace):
        first, second = (session.table.key(row) for row in (0, 1))
        session.editing.set("x", [(first, "net_weight", Decimal("1.25"))])
        await send_all(workspace.deliveries.of(SOURCE, ACCOUNT))
        session.editing.set("x", [(second, "net_weight", Decimal("7.5"))])
        named = []
        workspace.accounts.renamed.connect(lambda old, new: named.append((old.name, new.name)))
        await workspace.accounts.update(SOURCE, ACCOUNT, NEW)
        assert named == [("test", "night shift")]

        again = workspace.session(SOURCE, session.resource, NEW)
        assert set(again.editing.records()) == {second}
        assert again.editing.value(second, "net_weight") == Decimal("7.5")
        assert again.documents.of_row(second) is not None, "no request was needed"
        again.search(Query())
        assert again.editing.unlisted(second, "features") == ""
        place = place_of(SOURCE, NEW)
        ops = workspace.stores.journal.ops(OpState.DONE)
        assert {(op.source, op.host, op.account) for op in ops} == {place}
        book = workspace.books.of(SOURCE, NEW)
        assert len(await Bygone(book, workspace.stores.journal).sets()) == 1
        again.close()
        await workspace.accounts.update(SOURCE, NEW, ACCOUNT)
        back = workspace.session(SOURCE, session.resource, ACCOUNT)
        assert set(back.editing.records()) == {second}
        back.close()


async def test_an_older_draft_of_the_new_name_goes_into_the_bin(tmp_path):
    async with opened(tmp_path) as (_world, session, workspace):
        journal, key = workspace.stores.journal, session.table.key(0)
        stray = DraftKey(*place_of(SOURCE, NEW), "products", key, "net_weight")
        other = stray._replace(field="net_length")
        await asyncio.wrap_future(
            journal.put(*(Draft(each, "null", '"9"', now(), 1) for each in (stray, other)))
        )
        session.editing.set("x", [(key, "net_weight", Decimal("7.5"))])
        await workspace.accounts.update(SOURCE, ACCOUNT, NEW)
        kept = {draft.key.field: draft.value for draft in journal.drafts(account=NEW.name)}
        assert kept.keys() == {"net_weight", "net_length"}
        assert "7.5" in kept["net_weight"]
        (binned,) = journal.bin()
        assert (binned.draft.key, binned.draft.value) == (stray, '"9"')


async def test_runs_follow_the_name_and_are_followed_on(tmp_path):
    service, world, clock = served()
    async with program(tmp_path, service, clock) as held:
        await held.run("tr2")
        (job,) = held.workspace.jobs.jobs
        job.cancel()
        await held.settled()
        before = await held.kept()
        await held.workspace.accounts.update(SOURCE, ACCOUNT, NEW)
        assert await held.kept() == ()
        (kept,) = await held.runs.of(SOURCE, RUNS, NEW)
        assert kept == replace(before[0], account=NEW.name)
        await held.runs.resume(SOURCE, RUNS, NEW)
        await held.settled()
        (done,) = await held.runs.of(SOURCE, RUNS, NEW)
        assert (done.id, done.state) == (kept.id, RunState.DONE)
    assert len(world.runs) == 1


async def test_a_name_does_not_change_while_changes_are_being_sent(tmp_path):
    async with opened(tmp_path) as (_world, session, workspace):
        session.editing.set("x", [(session.table.key(0), "net_weight", Decimal("1.25"))])
        delivery = workspace.deliveries.of(SOURCE, ACCOUNT)
        review = delivery.review()
        shipment = delivery.send(review.parcels(), review.name_of)
        ended = asyncio.Event()
        shipment.ended.connect(ended.set)
        with pytest.raises(WbError) as told:
            await workspace.accounts.update(SOURCE, ACCOUNT, NEW)
        assert told.value.code is ErrorCode.INPUT
        assert "are being sent" in told.value.sentence
        assert workspace.accounts.find(SOURCE.id, ACCOUNT.name) is not None
        await asyncio.wait_for(ended.wait(), 30)
