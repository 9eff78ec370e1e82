"""How prices of a catalogue's rows moved: read for the rows wanted, and never an old answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import msgspec

from tests.workspace.comparison.kit import Bench, bench
from workbench.core.offers import Item, Ref
from workbench.core.pricepoints import HISTORY, drawn_of
from workbench.core.times import now
from workbench.core.values import Coded, Ladder, Step
from workbench.workspace.comparison.adding import chosen_item, chosen_offer
from workbench.workspace.comparison.pool import Origins, read_document
from workbench.workspace.courses import AT_ONCE, Courses
from workbench.workspace.session import Session


class Shop:
    """A session of the catalogue and its courses."""

    def __init__(self, held: Bench, session: Session) -> None:
        self.held = held
        self.session = session
        self.history = held.workspace.keeping.history
        self.courses = Courses(session, lambda: self.history, held.workspace.jobs)
        self.keys = [session.table.key(row) for row in range(len(session.table))]

    def cell(self, key: str) -> Coded | None:
        row = self.session.table.row_of(key)
        assert row is not None
        value = self.session.table.value(row, HISTORY)
        assert value is None or isinstance(value, Coded)
        return value

    def item(self, key: str) -> tuple[Item, str]:
        """The item and the offer that a row means."""
        session = self.session
        offering = session.resource.offering
        assert offering is not None
        of = Origins(session.source, session.resource, session.account, offering)
        document = session.documents.of_row(key)
        assert document is not None
        read = read_document(of, document, now(), None) or []
        item = chosen_item([each.item for each in read], key, session.table.quantity, "")
        assert item is not None
        return item, chosen_offer(item, session.table.quantity, "")

    async def cost(self, key: str, share: str, days: int = 0) -> Ref:
        """Note that the row's offer cost that share of what it costs, some days ahead."""
        item, offer = self.item(key)

        def priced(ladder: Ladder) -> Ladder:
            steps = (
                Step(step.from_quantity, step.amount * Decimal(share)) for step in ladder.steps
            )
            return msgspec.structs.replace(ladder, steps=tuple(steps))

        offers = tuple(
            msgspec.structs.replace(each, ladder=priced(each.ladder)) if each.id == offer else each
            for each in item.offers
        )
        noted = msgspec.structs.replace(item, offers=offers, read=item.read + timedelta(days=days))
        await self.history.noted_now([noted])
        return item.ref


@asynccontextmanager
async def shop(home: Path) -> AsyncIterator[Shop]:
    async with bench(home) as held:
        session = await held.read("europeansourcing", "products", "mug")
        yield Shop(held, session)


async def test_a_row_shows_how_its_price_moved_and_the_others_nothing(tmp_path: Path) -> None:
    async with shop(tmp_path) as made:
        moved, steady, unseen = made.keys[:3]
        await made.cost(moved, "0.92", days=2)
        made.courses.want([moved, steady])
        await made.held.still()
        course = made.cell(moved)
        assert course is not None
        assert course.label.startswith("cheaper, \N{MINUS SIGN}8")
        assert " since " in course.label
        drawn = drawn_of(course.code)
        assert drawn is not None
        assert drawn.falls
        assert drawn.sparks[-1] < drawn.sparks[0]
        still = made.cell(steady)
        assert still is not None
        assert still.label == "steady"
        assert made.cell(unseen) is None


async def test_only_what_is_wanted_is_read_and_the_last_word_counts(tmp_path: Path) -> None:
    async with shop(tmp_path) as made:
        made.courses.want(made.keys[:30])
        made.courses.want(made.keys[40:42])
        await made.held.still()
        filled = {key for key in made.keys if made.cell(key) is not None}
        assert set(made.keys[40:42]) <= filled
        assert len(filled) <= 2 + AT_ONCE, "what was begun is ended, and no more"


async def test_what_moves_later_and_what_is_read_anew_is_asked_for_again(tmp_path: Path) -> None:
    async with shop(tmp_path) as made:
        key, other = made.keys[:2]
        told = []
        made.courses.moved.connect(lambda: told.append(1))
        made.courses.want([key, other])
        await made.held.still()
        assert told == []
        await made.cost(key, "1.25", days=1)
        assert told == [1]
        made.courses.want([key, other])
        await made.held.still()
        course = made.cell(key)
        assert course is not None
        assert course.label.startswith("dearer, +25")
        # A row that is read anew has an empty cell until it is looked up.
        page = made.session.documents.cached(made.session.query, 0)
        assert page is not None
        made.session.held.merge(page, frozenset({key}))
        assert made.cell(key) is None
        assert told == [1, 1]
        made.courses.want([key])
        await made.held.still()
        assert made.cell(key) == course


async def test_another_quantity_has_courses_of_its_own(tmp_path: Path) -> None:
    async with shop(tmp_path) as made:
        key = made.keys[0]
        item, offer = made.item(key)
        steps = next(each for each in item.offers if each.id == offer).ladder.steps
        assert len(steps) > 1
        made.courses.want([key])
        await made.held.still()
        first = made.cell(key)
        made.session.set_quantity(steps[-1].from_quantity * 2)
        made.courses.want([key])
        await made.held.still()
        assert made.cell(key) != first


async def test_a_reading_under_way_never_overwrites_what_is_known_later(tmp_path: Path) -> None:
    async with shop(tmp_path) as made:
        key = made.keys[0]
        made.courses.want([key])
        # Both at once: the price moves while the course is being read.
        await made.cost(key, "0.5", days=1)
        made.courses.want([key])
        await made.held.still()
        course = made.cell(key)
        assert course is not None
        assert course.label.startswith("cheaper, \N{MINUS SIGN}50")
