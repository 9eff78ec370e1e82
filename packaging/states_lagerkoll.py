"""Screens and states of Lagerkoll: articles, typing in them, reviewing and sending."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

import msgspec
from PySide6.QtTest import QTest
from stage import Stage
from states import Reach, State, pick

from workbench.core.values import Coded, Money
from workbench.core.views import ColumnState
from workbench.sandbox.lagerkoll.gatekeeping import API_KEY, STORE
from workbench.ui.entry.line import LineEntry
from workbench.ui.entry.suggest import Suggest
from workbench.ui.filters.builder import FilterBuilder
from workbench.ui.window.commands import Commands
from workbench.workspace.editing import Editing

SOURCE = "lagerkoll"
TYPED = (
    ("10-0413", "price", "52.00"),
    ("10-0413", "stock_warning", "250"),
    ("10-0414", "ean", "7350042910067"),
    ("10-0414", "price", "52.00"),
    ("10-0802", "stock_warning", "150"),
    ("10-0903", "stock_place", "E-01-3"),
    ("10-1203", "price", "79.00"),
)
CONFLICT, REFUSED, UNKNOWN = "10-0503", "10-0641", "10-0702"
REFUSAL = {
    "errorCode": 900203,
    "errorMessage": "Cost may not exceed 55 % of price",
    "errorField": "buyPrice",
    "errorData": "19.20",
}
ROWS = (
    ("Number", "Name", "Price", "EAN", "Category", "Note"),
    ("10-0412", "Enamel mug Dalarna white", "51,50", "7350042910045", "Muggar", "spring"),
    ("10-0413", "Enamel mug Dalarna navy", "51,50", "7350042910051", "Muggar", ""),
    ("10-0502", "Steel bottle Fjord 500 ml", "cheap", "7331045220119", "Flaskr", ""),
    ("10-0503", "Steel bottle Fjord 750 ml", "142,00", "7331045220126", "Flaskr", ""),
    ("10-0640", "Cotton tote Malmö 140 g", "-4", "7312280014008", "Väskor", ""),
    ("10-9001", "Thermo tumbler Lappland copper", "119,00", "7350042918812", "Muggar", "new"),
    ("", "", "", "", "", ""),
)


async def front(stage: Stage, source: str = SOURCE) -> None:
    """Bring the source's tab in front and wait for its rows."""
    at = next(at for at, tab in enumerate(stage.window.all_tabs) if tab.desk.source.id == source)
    stage.window.tabs.bar.setCurrentIndex(at)
    await stage.until(lambda: stage.tab.desk.session is not None)
    await stage.settle()
    await stage.until(lambda: len(stage.tab.desk.session.table))  # type: ignore[union-attr]
    await asyncio.sleep(0.3)


def editing_of(stage: Stage) -> Editing:
    """The drafts of the rows in front."""
    session = stage.tab.desk.session
    assert session is not None
    assert session.editing is not None
    return session.editing


def change(stage: Stage, cells: Sequence[tuple[str, str, str]]) -> None:
    """Type into cells."""
    editing, session = editing_of(stage), stage.tab.desk.session
    assert session is not None
    for number, field, text in cells:
        value = session.table.value(session.table.row_of(number) or 0, field)
        typed: object = text
        if isinstance(value, Money):
            typed = value._replace(amount=Decimal(text))
        elif isinstance(value, Decimal | int):
            typed = Decimal(text)
        title = session.table.field(field).title
        editing.set(f"Set {title}", [(number, field, typed)])


async def articles(stage: Stage) -> None:
    """Articles, one of them current."""
    await front(stage)
    await pick(stage, 2)


async def bring(stage: Stage, field: str) -> None:
    """Show a column behind the first one, where it is seen in a narrow window, too."""
    desk = stage.tab.desk
    first, *others = (each for each in desk.view.columns if each.field != field)
    desk.set_columns((first, ColumnState(field), *others))
    await stage.settle()


async def spellings(stage: Stage) -> None:
    """Names that are spelled in more than one way, found and ready to be merged."""
    await front(stage)
    write(stage, "10-0413", {"name": "Enamel mug Dalarna  white"})
    write(stage, "10-0414", {"name": "enamel mug Dalarna White"})
    write(stage, "10-0503", {"name": "Steel bottle Fjord 500 ML"})
    stage.tab.desk.refresh()
    await stage.settle()
    await pick(stage, 2)
    stage.window.registry["many.merge"].trigger()
    await stage.until(stage.floating)
    await asyncio.sleep(0.8)


def resource(name: str, place: int = 1) -> Reach:
    """Return the way to another table of the source."""

    async def reach(stage: Stage) -> None:
        await front(stage)
        desk = stage.tab.desk
        found = desk.source.resource(name)
        assert found is not None
        desk.open(found)
        await stage.settle()
        await stage.until(lambda: len(desk.session.table) > place)  # type: ignore[union-attr]
        await pick(stage, place)

    return reach


async def sent(stage: Stage) -> None:
    """Send what is staged and wait for the end."""
    desk = stage.tab.desk
    assert desk.account is not None
    delivery = stage.workspace.deliveries.of(desk.source, desk.account)
    ask = delivery.review()
    shipment = delivery.send(ask.parcels(), ask.name_of)
    await stage.until(lambda: shipment.report is not None)
    await stage.settle()


async def edits(stage: Stage) -> None:
    """Every state of a cell and a row, with the strip of a refused row."""
    await front(stage)
    write(stage, CONFLICT, {"price": 139.0})
    cells = [(CONFLICT, "price", "149.00"), (REFUSED, "cost", "19.20"), ("10-0412", "price", "50"),
             (UNKNOWN, "price", "9.90")]  # fmt: skip
    change(stage, cells)
    write(stage, CONFLICT, {"price": 145.0})
    fault(
        stage,
        {"path": f"articles/{REFUSED}", "method": "PUT", "status": 400,
         "body": json.dumps(REFUSAL)},
        {"path": f"articles/{UNKNOWN}", "method": "PUT", "delay": 1.5, "lost": "after"},
    )  # fmt: skip
    ending = stage.workspace.jobs.spawn("send", sent(stage))
    await asyncio.sleep(1.2)
    fault(stage, {"times": 60, "path": f"articles/{UNKNOWN}", "lost": "before"})
    await ending
    fault(stage)
    change(stage, TYPED)
    editing = editing_of(stage)
    editing.delete(["10-0716"])
    await pick(stage, 2)
    editing.new({"number": "10-0990", "name": "Thermo tumbler Lappland copper",
                 "ean": "7350042918812"})  # fmt: skip
    await asyncio.sleep(0.6)


def act(action: str, prepare: Reach, seconds: float = 0.8) -> Reach:
    """Return the way to what an action of the window shows after something was prepared."""

    async def reach(stage: Stage) -> None:
        await prepare(stage)
        stage.window.registry[action].trigger()
        await asyncio.sleep(seconds)
        await stage.settle()

    return reach


async def typing(stage: Stage) -> None:
    """A price in its open editor."""
    await articles(stage)
    stage.tab.grid.go_to("10-0502", "price")
    stage.tab.grid.view.setFocus()
    stage.window.registry["cell.edit"].trigger()
    await asyncio.sleep(0.5)


async def choosing(stage: Stage) -> None:
    """A category in its open editor, with what the service offers."""
    await articles(stage)
    await bring(stage, "category")
    stage.tab.grid.go_to("10-0502", "category")
    stage.tab.grid.view.setFocus()
    stage.window.registry["cell.edit"].trigger()
    await asyncio.sleep(0.8)


def page_of_dock(identity: str, prepare: Reach) -> Reach:
    """Return the way to a page of the dock."""

    async def reach(stage: Stage) -> None:
        await prepare(stage)
        stage.tab.dock.tabs.choose(identity)
        await stage.settle()
        await asyncio.sleep(0.6)

    return reach


def action(name: str, values: dict[str, object], ticked: int = 3) -> Reach:
    """Return the way to the form of an action, filled in."""

    async def reach(stage: Stage) -> None:
        await front(stage)
        await pick(stage, 1, ticked)
        commands = stage.window.findChild(Commands)
        assert commands is not None
        commands.acts.run(name)
        await stage.until(stage.floating)
        form = stage.floating()[0].form  # type: ignore[attr-defined]
        for field, value in values.items():
            form.set_value(field, value)
        await asyncio.sleep(0.8)

    return reach


async def bulk(stage: Stage) -> None:
    """One field of many rows, with what it becomes."""
    await front(stage)
    await pick(stage, 1, 12)
    await bring(stage, "category")
    stage.tab.grid.go_to("10-0413", "category")
    stage.window.registry["many.change"].trigger()
    await stage.until(stage.floating)
    stage.floating()[0].inputs.editor.set_value("Presentset")  # type: ignore[attr-defined]
    stage.floating()[0].stager.soon()  # type: ignore[attr-defined]
    await asyncio.sleep(1.0)


async def replace(stage: Stage) -> None:
    """A text found and what replaces it."""
    await front(stage)
    await pick(stage, 1)
    stage.tab.grid.go_to("10-0413", "name")
    stage.window.registry["replace"].trigger()
    await stage.until(stage.floating)
    dialog = stage.floating()[0]
    dialog.wanted.editor.setText("Enamel")  # type: ignore[attr-defined]
    dialog.becomes.editor.setText("Emalj")  # type: ignore[attr-defined]
    await asyncio.sleep(1.0)


def wizard(steps: int) -> Reach:
    """Return the way to a page of the import."""

    async def reach(stage: Stage) -> None:
        import openpyxl  # noqa: PLC0415 - for this file alone

        path = Path(stage.workspace.folders.cache) / "Spring prices.xlsx"
        book = openpyxl.Workbook()
        for row in ROWS:
            book.active.append(list(row))  # type: ignore[union-attr]
        book.save(path)
        await front(stage)
        commands = stage.window.findChild(Commands)
        assert commands is not None
        commands.imports.open(str(path))
        await stage.until(stage.floating)
        dialog = stage.floating()[0]
        await stage.until(dialog.go.isEnabled)  # type: ignore[attr-defined]
        for step in range(1, steps + 1):
            dialog.go_on()  # type: ignore[attr-defined]
            await stage.until(lambda step=step: dialog.step == step)  # type: ignore[attr-defined]
            await stage.until(dialog.working.isHidden)  # type: ignore[attr-defined]
            await asyncio.sleep(0.3)
        await asyncio.sleep(0.5)

    return reach


async def read_only(stage: Stage) -> None:
    """An account that may not write, with something staged."""
    await front(stage)
    change(stage, TYPED[:3])
    desk = stage.tab.desk
    assert desk.account is not None
    desk.connect_account(msgspec.structs.replace(desk.account, read_only=True))
    await stage.settle()
    await pick(stage, 1)


async def none_found(stage: Stage) -> None:
    """No article matches."""
    await front(stage)
    stage.tab.desk.set_text("nothing is called this")
    await stage.settle()
    await asyncio.sleep(0.3)


async def failed(stage: Stage) -> None:
    """The service refuses to list; rows of before stay."""
    await articles(stage)
    body = json.dumps({"errorCode": 900101, "errorMessage": "Maintenance until 14:00",
                       "errorField": None, "errorData": None})  # fmt: skip
    fault(stage, {"times": 20, "status": 400, "body": body})
    stage.tab.desk.refresh()
    await stage.settle()
    await asyncio.sleep(0.5)


async def long_texts(stage: Stage) -> None:
    """A name of many hundred characters and one with hidden ones."""
    await front(stage)
    write(stage, "10-0413", {"name": "Enamel mug with a very long name " * 12})
    write(stage, "10-0414", {"name": "<b>bold</b> \u202egnp.exe\u2066 &lt;i&gt;"})
    stage.tab.desk.refresh()
    await stage.settle()
    await pick(stage, 1)


def fault(stage: Stage, *orders: dict[str, object]) -> None:
    """Make the service answer otherwise from now on; as usual without orders."""
    account = stage.tab.desk.account
    assert account is not None
    body = json.dumps({"clear": True, "faults": list(orders)}).encode()
    request = Request(f"{account.url}/_faults", body)  # noqa: S310 - our own sandbox
    with urlopen(request) as answer:  # noqa: S310
        answer.read()


def write(stage: Stage, number: str, members: dict[str, object]) -> None:
    """Change an article at the service behind the window's back."""
    account = stage.tab.desk.account
    assert account is not None
    request = Request(  # noqa: S310 - our own sandbox
        f"{account.url}/v1/articles/{quote(number, safe='')}",
        json.dumps(members).encode(),
        {"Content-Type": "application/json", "store": STORE, "api_key": API_KEY},
        method="PUT",
    )
    with urlopen(request) as answer:  # noqa: S310
        answer.read()


async def purchases_of(stage: Stage) -> None:
    """The article whose purchases are wanted, found by a word of its name."""
    await front(stage)
    found = stage.tab.desk.source.resource("fifo")
    assert found is not None
    stage.tab.desk.open(found)
    await stage.settle()
    stage.tab.filters.add_filter()
    await stage.settle()
    builder = next(each for each in stage.floating() if each.findChild(FilterBuilder))
    builder.findChild(FilterBuilder).choose("filter:id")  # type: ignore[union-attr]
    line = builder.findChild(LineEntry)
    assert line is not None
    line.setFocus()
    QTest.keyClicks(line, "mug")
    suggest = line.findChild(Suggest)
    assert suggest is not None
    await stage.until(suggest.is_open)
    await asyncio.sleep(0.4)


PRICES = {"how": Coded("PERCENTAGE", "Change by percent"), "value": Decimal(5)}
STATES: tuple[State, ...] = (
    State("lk-articles", articles),
    State("lk-edits", edits),
    State("lk-typing", typing),
    State("lk-choosing", choosing),
    State("lk-no-dock", act("dock", articles)),
    State("lk-list", page_of_dock("supplier_articles", articles)),
    State("lk-prices", page_of_dock("prices", articles)),
    State("lk-bulk", bulk),
    State("lk-replace", replace),
    State("lk-transform", act("many.transform", articles)),
    State("lk-merge", spellings),
    State("lk-action", action("change_prices", PRICES)),
    State("lk-labels", action("print_labels", {})),
    State("lk-move", action("move", {}, ticked=1)),
    *(State(f"lk-import-{at + 1}", wizard(at)) for at in range(4)),
    State("lk-read-only", read_only),
    State("lk-none-found", none_found),
    State("lk-failed", failed),
    State("lk-long-texts", long_texts),
    State("lk-batches", resource("batches")),
    State("lk-suppliers", resource("suppliers")),
    State("lk-purchases", purchases_of),
    State("lk-stock-value", resource("stockvalue")),
)
