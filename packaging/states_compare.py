"""Screens and states of the comparison: offers, marking, currencies, matches, baskets, rates."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import msgspec
from stage import Stage
from states import State, pick
from states_lagerkoll import front

from workbench.compare.rates import TYPED
from workbench.core.offers import Printing
from workbench.core.times import now
from workbench.workspace.comparison.pool import Held

SOURCE = "compare"
WORDS = ("mug", "bottle", "pen", "bag")
"""What is searched in the shop before: it is what can be compared."""
TYPED_RATES = {"SEK": "11.42", "PLN": "4.26", "USD": "1.09", "GBP": "0.86", "DKK": "7.46",
               "CHF": "0.95", "CZK": "25.3", "NOK": "11.7"}  # fmt: skip


async def read(stage: Stage) -> None:
    """Read something of every source, as a person who works with them has."""
    for source in ("lagerkoll", "etim", "loupe"):
        await front(stage, source)
        await asyncio.sleep(0.3)
    await front(stage, "europeansourcing")
    for word in WORDS:
        stage.tab.desk.set_text(word)
        await stage.settle()


async def board(stage: Stage) -> None:
    """The comparison of what was read, without rates."""
    await read(stage)
    await turn(stage)
    await settled(stage)


async def turn(stage: Stage) -> None:
    """Bring the comparison's tab in front."""
    at = next(at for at, tab in enumerate(stage.window.all_tabs) if tab.desk.source.id == SOURCE)
    stage.window.tabs.bar.setCurrentIndex(at)
    await stage.until(lambda: stage.tab.desk.session is not None)
    await stage.settle()


async def settled(stage: Stage) -> None:
    """Wait until what was asked is shown."""
    await stage.settle()
    comparison = stage.workspace.comparison
    await stage.until(lambda: comparison.gathered.items and not comparison.busy)
    await comparison.settled()
    await stage.settle()
    await asyncio.sleep(0.8)


async def type_rates(stage: Stage) -> None:
    """Type the rates of the day."""
    for currency, rate in TYPED_RATES.items():
        await stage.workspace.comparison.rates.set_typed(currency, Decimal(rate))
    assert stage.workspace.comparison.rates.typed[0].origin == TYPED


async def offers(stage: Stage) -> None:
    """Offers of a quantity in one currency."""
    await board(stage)
    await type_rates(stage)
    await settled(stage)
    await pick(stage, 1)
    await asyncio.sleep(0.8)


async def fill(stage: Stage) -> None:
    """Make baskets and put rows into one."""
    comparison = stage.workspace.comparison
    desk = stage.tab.desk
    session = desk.session
    assert session is not None
    made = [
        await comparison.baskets.create(name, "EUR")
        for name in ("Spring fair Malmö", "Staff gifts 2026", "Re-quote Almedalen")
    ]
    keys = [session.table.key(session.rows.row(at)) for at in range(min(9, len(session.rows)))]
    await comparison.add(session, keys[:5], made[0].id, 250)
    await comparison.add(session, keys[3:5], made[0].id, 470, again=True)
    await comparison.add(session, keys[5:8], made[1].id, 100)
    assert stage.tab.board is not None
    stage.tab.board.dock.show_basket(made[0].id)
    await settled(stage)


async def basket(stage: Stage) -> None:
    """A basket with what would make it cheaper."""
    await offers(stage)
    await fill(stage)
    await asyncio.sleep(1.5)


async def marked(stage: Stage) -> None:
    """With marking: what nobody can price is on quote."""
    await offers(stage)
    comparison = stage.workspace.comparison
    techniques = await comparison.techniques()
    code = techniques[0].code if techniques else "laser"
    printing = Printing(code, 2, length=Decimal(50), width=Decimal(30))
    session = stage.tab.desk.session
    assert session is not None
    keys = [session.table.key(session.rows.row(at)) for at in range(8)]
    groups = [comparison.group(key) for key in keys]
    refs = tuple(item.ref for group in groups if group for item in group.items)
    comparison.ask(printing=printing, refs=refs)
    await settled(stage)
    items = await comparison.unread_markings()
    _job, task = stage.workspace.jobs.start(
        "Markings", "markings", lambda job: comparison.load_markings(items[:40], job)
    )
    await task
    await settled(stage)
    offered = await comparison.techniques()
    comparison.ask(printing=msgspec.structs.replace(printing, technique=offered[0].code))
    await settled(stage)
    await pick(stage, 1)
    await asyncio.sleep(1.5)


async def as_quoted(stage: Stage) -> None:
    """Each amount in its own currency: nothing is compared across them."""
    await board(stage)
    stage.workspace.comparison.ask(currency="")
    await settled(stage)
    await pick(stage, 1)


async def page(stage: Stage, number: int) -> None:
    """Offers with a page of the dock."""
    await offers(stage)
    assert stage.tab.board is not None
    stage.tab.board.dock.show_page(number)
    await asyncio.sleep(1.0)
    await settled(stage)


async def unfolded(stage: Stage) -> None:
    """An offer unfolded into its terms."""
    await page(stage, 1)


async def past(stage: Stage) -> None:
    """The prices of a row so far."""
    await page(stage, 2)


async def golden(stage: Stage) -> None:
    """What each source says of a row that several have."""
    await page(stage, 3)
    session = stage.tab.desk.session
    assert session is not None
    comparison = stage.workspace.comparison
    for at in range(len(session.rows)):
        key = session.table.key(session.rows.row(at))
        row = comparison.golden(key)
        if row is not None and len(row.golden.columns) > 1:
            await pick(stage, at)
            break
    await asyncio.sleep(0.5)


async def table(stage: Stage) -> None:
    """Costs by quantity as a table."""
    await offers(stage)
    assert stage.tab.board is not None
    stage.tab.board.costs.show_table(on=True)
    await asyncio.sleep(0.4)


async def confirmed(stage: Stage) -> None:
    """The service's own calculation beside the one made here."""
    await marked(stage)
    place = stage.tab.board
    assert place is not None
    place.confirm_now(place.chosen())
    await asyncio.sleep(1.5)
    await settled(stage)


async def safe(stage: Stage) -> None:
    """Sale prices alone, for a customer's eyes."""
    from workbench.compare.margins import MarginRule, Rounding  # noqa: PLC0415 - of this state

    await basket(stage)
    comparison = stage.workspace.comparison
    rule = MarginRule("35 % margin", value=Decimal(35), rounding=Rounding(Decimal("0.1")))
    await comparison.agreements.put_rule(rule)
    comparison.ask(margin=rule.name, client_safe=True)
    await settled(stage)


async def margin(stage: Stage) -> None:
    """The margin rules, one of them being changed after another was deleted."""
    from workbench.compare.margins import (  # noqa: PLC0415 - of this state
        MarginKind,
        MarginRule,
        Rounding,
    )
    from workbench.ui.board.marginrules import (  # noqa: PLC0415 - of this state
        MarginPanel,
        open_margins,
    )

    await board(stage)
    await type_rates(stage)
    comparison, place = stage.workspace.comparison, stage.tab.board
    assert place is not None
    for rule in (
        MarginRule(
            "Retail", value=Decimal(35), rounding=Rounding(Decimal(1), Decimal("0.90"), True)
        ),
        MarginRule("Dealers", MarginKind.MARKUP, Decimal(22), Rounding(Decimal("0.05"))),
        MarginRule("Fair 2025", MarginKind.FIXED, Decimal("0.40")),
    ):
        await comparison.agreements.put_rule(rule)
    comparison.ask(margin="Retail")
    await settled(stage)
    anchor = place.bar.more if place.bar.sale.isHidden() else place.bar.sale
    pop = open_margins(anchor, place.desk, comparison, place.look)
    assert isinstance(pop.body, MarginPanel)
    pop.body.rows["Fair 2025"].drop.click()
    await stage.until(lambda: len(comparison.agreements.rules) == 2)
    pop.body.rows["Dealers"].edit.click()
    await asyncio.sleep(0.4)


async def other(stage: Stage, name: str) -> None:
    """Another table of the comparison."""
    await board(stage)
    assert stage.tab.board is not None
    stage.tab.board.open(name)
    await stage.settle()
    await asyncio.sleep(0.6)


async def matches(stage: Stage) -> None:
    """A question: are two items the same? Beside it one that was answered."""
    await board(stage)
    comparison = stage.workspace.comparison
    found = list(comparison.offers(stage.tab.desk.selection.current))
    item = found[0].item
    twin = msgspec.structs.replace(
        item,
        ref=item.ref._replace(account="second", key="pack-of-10", variant=""),
        name=f"{item.name}, 10 pieces",
        supplier="Regn & Co",
        pack=Decimal(10),
    )
    one = msgspec.structs.replace(item, pack=Decimal(1), read=now())
    comparison.take([Held(one, None), Held(twin, None)])
    await asyncio.sleep(1.5)
    await settled(stage)
    assert stage.tab.board is not None
    stage.tab.board.open("matches")
    await stage.settle()
    await asyncio.sleep(0.8)


async def rates_off(stage: Stage) -> None:
    """No rates, and the offer to switch them on."""
    await other(stage, "rates")


async def rates_typed(stage: Stage) -> None:
    """Rates that were typed."""
    await other(stage, "rates")
    await type_rates(stage)
    await stage.settle()
    await asyncio.sleep(0.5)


async def history(stage: Stage) -> None:
    """What changed, and what is watched."""
    await other(stage, "price_history")


async def nothing(stage: Stage) -> None:
    """Before anything was read."""
    await turn(stage)
    await stage.settle()
    await asyncio.sleep(1.0)


async def none_found(stage: Stage) -> None:
    """No offer is called what is searched for."""
    await board(stage)
    stage.tab.desk.set_text("nothing is called this")
    await stage.settle()
    await asyncio.sleep(0.8)


async def long_texts(stage: Stage) -> None:
    """Items with names of many hundred characters, one in a basket of a long name."""
    await front(stage, "europeansourcing")
    stage.tab.desk.set_text("édition")
    await stage.settle()
    await turn(stage)
    await settled(stage)
    stage.tab.desk.set_text("édition")
    await stage.settle()
    await pick(stage, 0)
    comparison, session = stage.workspace.comparison, stage.tab.desk.session
    assert session is not None
    assert stage.tab.board is not None
    made = await comparison.baskets.create("Giveaways for everybody at the summer fair " * 4, "EUR")
    keys = [session.table.key(session.rows.row(at)) for at in range(min(4, len(session.rows)))]
    await comparison.add(session, keys, made.id, 250)
    stage.tab.board.dock.show_basket(made.id)
    await settled(stage)


async def added(stage: Stage) -> None:
    """Rows of a source put into a basket by a key."""
    await front(stage, "europeansourcing")
    stage.tab.desk.set_text("mug")
    await stage.settle()
    await pick(stage, 1, 3)
    stage.window.registry["basket.add"].trigger()
    await stage.settle()
    await asyncio.sleep(1.0)


STATES = (
    State("cmp-offers", offers),
    State("cmp-basket", basket),
    State("cmp-no-rate", board),
    State("cmp-as-quoted", as_quoted),
    State("cmp-marked", marked),
    State("cmp-unfolded", unfolded),
    State("cmp-confirmed", confirmed),
    State("cmp-history", past),
    State("cmp-golden", golden),
    State("cmp-table", table),
    State("cmp-safe", safe),
    State("cmp-margin", margin),
    State("cmp-matches", matches),
    State("cmp-rates-off", rates_off),
    State("cmp-rates-typed", rates_typed),
    State("cmp-changes", history),
    State("cmp-empty", nothing, only="etim"),
    State("cmp-none-found", none_found),
    State("cmp-long-texts", long_texts),
    State("cmp-added", added),
)
