"""Labels of exports: typed, reviewed, sent and read back like any other field."""

from __future__ import annotations

from tests.workspace.loupe_kit import ACCOUNT, bench
from tests.workspace.test_delivering import send_all
from workbench.core.jobs import Job
from workbench.core.queries import Query
from workbench.core.values import Coded
from workbench.sources.loupe import SOURCE
from workbench.workspace.acting import Acting


def codes(*labels: str) -> tuple[Coded, ...]:
    return tuple(Coded(label, label) for label in labels)


async def test_labels_are_staged_sent_and_read_back(tmp_path):
    async with bench(tmp_path) as held:
        session = held.session("exports")
        await session.ask(Query(), again=True)
        key = session.table.key(0)
        session.editing.set("x", [(key, "labels", codes("spring", "bridal"))])
        delivery = held.workspace.deliveries.of(SOURCE, ACCOUNT)
        shipment = await send_all(delivery)
        assert shipment.report.sentence == "1 saved"
        row = session.table.row_of(key)
        assert session.table.value(row, "labels") == codes("spring", "bridal")
        assert session.table.value(row, "name") == "spring, bridal"
        assert session.table.value(row, "archived") is False
        assert delivery.book.edits == 0


async def test_archiving_reads_the_export_again(tmp_path):
    async with bench(tmp_path) as held:
        session = held.session("exports")
        await session.ask(Query(), again=True)
        key = session.table.key(0)
        labels = session.table.value(0, "labels")
        archive = session.resource.actions[0]
        acting = Acting(held.workspace, session, archive, [key])
        await acting.read_documents()
        ended = await acting.run(acting.chosen({}), Job("j", "Archive", "action"))
        assert ended.failed == ()
        row = session.table.row_of(key)
        assert session.table.value(row, "archived") is True
        assert session.table.value(row, "labels") == labels
