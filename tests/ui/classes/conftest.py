"""A desk over products of ETIM Mapper in memory, with the release that ships."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest

from tests.workspace.classes.kit import ACCOUNT, bench, page_of
from workbench.core.etim import FeatureType
from workbench.core.queries import Query
from workbench.core.views import TabState
from workbench.sources.etim import SOURCE
from workbench.ui.classes.desk import ClassDesk
from workbench.ui.desk.desk import Desk


class Shown:
    """A desk whose rows are some circuit breakers, and the classes of it."""

    def __init__(self, made, desk):
        self.bench = made
        self.desk = desk
        self.session = desk.session
        self.held = ClassDesk(desk)

    def feature(self, kind: FeatureType):
        return self.bench.feature(kind)

    def value(self, kind: FeatureType = FeatureType.ALPHANUMERIC, at: int = 0) -> str:
        return self.feature(kind).values[at].code


@pytest.fixture
def shown(qapp, tmp_path):
    """Make a `Shown` of documents: `async with shown(documents) as held`."""

    @asynccontextmanager
    async def make(documents):
        async with bench(tmp_path) as made:
            desk = Desk(made.workspace, SOURCE, TabState(SOURCE.id, account=ACCOUNT.name))
            desk.open(ask=False)
            page = page_of(documents)
            await desk.session.documents.keep(Query(), 0, page)
            desk.session.show(page, desk.view.query)
            held = Shown(made, desk)
            await held.bench.classes.completeness(desk.session)
            try:
                yield held
            finally:
                desk.close()

    return make
