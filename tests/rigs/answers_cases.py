"""The kinds of writes whose answers get lost: what is staged or done, and by which call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from decimal import Decimal

from tests.rigs import places
from tests.rigs.answers_desk import SAMPLES, Desk
from workbench.core.edits import Action, Chosen
from workbench.core.sources import Source
from workbench.core.values import Coded, Money
from workbench.sources.lagerkoll.saving.actions import ACTIONS
from workbench.sources.lagerkoll.saving.batches import joined

ARTICLE, OTHER, DOOMED, BUNDLE = "10-0412", "10-0413", "T-001", "P-001"
Stage = Callable[[Desk], Awaitable[None]]


@dataclass(frozen=True)
class Case:
    """One kind of write.

    Attributes:
        name: of the kind.
        resource: id of the resource.
        stage: types what is to be sent; None for an action.
        action, chosen: what is done; None for what is staged.
        row: of the table of faults that a lost answer of it is.
    """

    name: str
    resource: str = "articles"
    stage: Stage | None = None
    action: Action | None = None
    chosen: Chosen | None = None
    source: Source = places.LAGERKOLL
    row: int = 20


async def _update(desk: Desk) -> None:
    await desk.type(ARTICLE, price=Money(Decimal("61.5"), "EUR"), description="typed")


async def _rows(desk: Desk) -> None:
    link = {"link_name": "Sheet", "link_url": "https://example.test/s",
            "link_type": Coded("webpage", "webpage")}  # fmt: skip
    await desk.type(ARTICLE, links=(link,))


async def _many(desk: Desk) -> None:
    keys = [key for key, row in desk.services.world.shelves[186008].articles.items()
            if not row.bundled]  # fmt: skip
    for key in keys[:22]:
        await desk.type(key, manufacturer=f"made by {key}")


async def _create(desk: Desk) -> None:
    values = {"number": "N-1", "name": "New", "vat": Decimal(25), "type": Coded("Stock", "Stock")}
    desk.book.take("Made", desk.book.creation("articles", values))


async def _delete(desk: Desk) -> None:
    desk.book.take("Removed", [desk.book.deletion("articles", DOOMED, DOOMED)])


async def _tag(desk: Desk) -> None:
    made = desk.book.creation("tags", {"name": "Fresh", "description": "x"})
    desk.book.take("Made", made)


async def _lot(desk: Desk) -> None:
    articles = desk.services.world.shelves[186008].articles.values()
    article, lot = next(
        (row, lot) for row in articles for lot in row.batches
        if lot.batch_id and lot.serial_nr is None and not row.bundled
    )  # fmt: skip
    key = joined(article.article_id, lot.batch_id, None)
    await desk.type(key, amount=lot.amount + 3)


def _action(name: str) -> Action:
    return next(action for action in ACTIONS if action.id == name)


def _chosen(key: str, **values: object) -> Chosen:
    return Chosen((key,), (b"",), values)


def _priced(how: str, value: str) -> Chosen:
    values = {"how": Coded(how, ""), "value": Decimal(value)}
    return Chosen((ARTICLE, OTHER), (b"", b""), values)


_STORE = Coded("186009", "")

CASES = (
    Case("update", stage=_update, row=19),
    Case("update of a list", stage=_rows, row=19),
    Case("many updates", stage=_many, row=19),
    Case("create", stage=_create),
    Case("delete", stage=_delete, row=19),
    Case("create a tag", "tags", stage=_tag),
    Case("amount of a batch", "batches", stage=_lot, row=19),
    Case("prices set", action=_action("change_prices"), chosen=_priced("SET", "33.5")),
    Case("prices by percent", action=_action("change_prices"), chosen=_priced("PERCENTAGE", "7")),
    Case("split", action=_action("split_bundles"), chosen=_chosen(BUNDLE, amount=Decimal(1))),
    Case("move", action=_action("move"),
         chosen=_chosen(ARTICLE, amount=Decimal(1), to_store=_STORE)),
    Case("add a batch", action=_action("add_batch"),
         chosen=_chosen(ARTICLE, batch="B-RIG", amount=Decimal(2))),
    Case("order", "samples", action=places.ORDER,
         chosen=places.ordered("WB-1", SAMPLES[0].code), source=places.LOUPE, row=18),
)  # fmt: skip
