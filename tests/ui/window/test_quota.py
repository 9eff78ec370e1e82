"""A daily quota: few requests for many products, and what is left of it in the status line."""

from __future__ import annotations

from tests.harness.waiting import until
from tests.ui.etim_house import house
from workbench.core.views import TabState
from workbench.sources.etim import SOURCE
from workbench.ui.desk.desk import Desk
from workbench.ui.parts.progress import Budget
from workbench.ui.window.status import StatusLine

PRODUCTS = 3000


async def test_three_thousand_products_take_thirty_one_requests(qtbot, look, tmp_path):
    async with house(tmp_path, PRODUCTS) as (app, workspace):
        line = StatusLine(workspace, look)
        qtbot.addWidget(line)
        line.show()
        budget = line.findChild(Budget)
        desk = Desk(workspace, SOURCE, TabState("etim", "test"))
        line.show_desk(desk)
        assert not budget.isVisible(), "nothing was asked yet"
        desk.open()
        await until(lambda: desk.session is not None and len(desk.session.table))
        desk.load_all()
        await until(lambda: desk.session.status.complete, 60)
        assert len(desk.session.table) == PRODUCTS
        assert app.quota.used == 1 + PRODUCTS // 100, "one list, and a hundred details a request"
        line.refresh()
        assert budget.isVisible()
        assert budget.accessibleName() == "4,969 of about 5,000 today"
        desk.close()
