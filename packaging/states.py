"""Every screen and state that is worth looking at: one line each, with how it is reached."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.request import Request, urlopen

import msgspec
from PySide6.QtTest import QTest
from stage import Stage

from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.queries import Condition, Sort
from workbench.core.secret import Secret
from workbench.core.settings import Density
from workbench.core.views import Layout
from workbench.net.auth import HeaderAuth
from workbench.ui.window.commands import Commands
from workbench.workspace.picking import pasted_lines

Reach = Callable[[Stage], Awaitable[None]]


@dataclass(frozen=True)
class State:
    """One picture.

    Attributes:
        name: of the file.
        reach: brings the window there from its start.
        connected: whether there is an account.
        only: the one source that has an account, "" for all.
    """

    name: str
    reach: Reach
    connected: bool = True
    only: str = ""


async def rows(stage: Stage) -> None:
    """Products of the first question, one of them current."""
    await ask(stage, "")
    await pick(stage, 6)


async def ask(stage: Stage, text: str) -> None:
    """Search."""
    stage.tab.desk.set_text(text)
    await stage.settle()


async def pick(stage: Stage, place: int, ticked: int = 1) -> None:
    """Tick rows from a place on and make the first current."""
    desk = stage.tab.desk
    session = desk.session
    assert session is not None
    found = [session.table.key(session.rows.row(at)) for at in range(place, place + ticked)]
    desk.selection.only(found)
    desk.selection.set_current(found[0])
    stage.tab.grid.go_to(found[0])
    await stage.settle()
    await asyncio.sleep(0.4)


async def filtered(stage: Stage) -> None:
    """A category, a price limit at 250, markable, ordered by price."""
    desk = stage.tab.desk
    await ask(stage, "")
    session = desk.session
    assert session is not None
    values = [value for value in session.facets["category_id"] if not value.parent][:3]
    codes = tuple(value.code for value in values)
    query = desk.view.query
    for condition in (
        Condition("category_id", "include", codes, tuple(value.label for value in values)),
        Condition("price", "max", "12.00"),
        Condition("stock_greater_than", "", 100),
        Condition("has_marking", "", True),
    ):
        query = query.with_condition(condition)
    desk.ask(query)
    await stage.settle()
    desk.set_sort((Sort("price"),))
    await pick(stage, 6)


async def saved_view(stage: Stage) -> None:
    """A saved view that was changed since."""
    await filtered(stage)
    stage.tab.desk.save_view("Giveaways under 12 €")
    stage.tab.desk.drop_condition("has_marking")
    await stage.settle()
    await pick(stage, 4)


async def gallery(stage: Stage) -> None:
    """The same rows as cards."""
    await filtered(stage)
    stage.tab.desk.set_layout(Layout.GALLERY)
    await stage.settle()
    await asyncio.sleep(1.0)


async def viewer(stage: Stage) -> None:
    """One record's pictures, large."""
    await rows(stage)
    stage.window.registry["picture"].trigger()
    await asyncio.sleep(0.8)
    await stage.settle()


async def variants(stage: Stage) -> None:
    """Variants as a table."""
    desk = stage.tab.desk
    resource = desk.source.resource("variants")
    desk.open(resource)
    await stage.settle()
    await pick(stage, 3)


async def suppliers(stage: Stage) -> None:
    """A list resource."""
    desk = stage.tab.desk
    desk.open(desk.source.resource("suppliers"))
    await stage.settle()
    await pick(stage, 2)


async def categories(stage: Stage) -> None:
    """The category tree as rows."""
    desk = stage.tab.desk
    desk.open(desk.source.resource("categories"))
    await stage.settle()
    await pick(stage, 1)


def dock_page(identity: str) -> Reach:
    """Return the way to one page of the dock."""

    async def reach(stage: Stage) -> None:
        await rows(stage)
        stage.tab.dock.tabs.choose(identity)
        await stage.settle()
        await asyncio.sleep(0.6)

    return reach


async def header_filter(stage: Stage) -> None:
    """Header filters, one of them wrong."""
    await rows(stage)
    stage.tab.desk.set_header("price", "2..9")
    stage.tab.grid.show_filters(2)
    box = stage.tab.grid.filters.box("stock")
    assert box is not None
    QTest.keyClicks(box, ">=many")
    await asyncio.sleep(0.5)


async def compact(stage: Stage) -> None:
    """Compact rows."""
    await rows(stage)
    stage.tab.desk.set_density(Density.COMPACT)
    await stage.settle()


async def roomy(stage: Stage) -> None:
    """Roomy rows."""
    await rows(stage)
    stage.tab.desk.set_density(Density.ROOMY)
    await stage.settle()


def opened(action: str, prepare: Reach = rows) -> Reach:
    """Return the way to what an action opens."""

    async def reach(stage: Stage) -> None:
        await prepare(stage)
        before = len(stage.floating())
        stage.window.registry[action].trigger()
        await stage.until(lambda: len(stage.floating()) > before)
        await stage.settle()
        await asyncio.sleep(0.5)

    return reach


async def filter_builder(stage: Stage) -> None:
    """The filter builder."""
    await rows(stage)
    stage.tab.filters.add_filter()
    await asyncio.sleep(0.6)


async def compare(stage: Stage) -> None:
    """Four rows side by side."""
    await rows(stage)
    await pick(stage, 3, 4)
    stage.window.registry["compare"].trigger()
    await stage.until(stage.floating)
    await asyncio.sleep(0.8)


async def loading(stage: Stage) -> None:
    """A load of all rows under way, paused so that the picture can be taken."""
    await ask(stage, "")
    job = stage.tab.desk.load_all()
    assert job is not None
    await stage.until(lambda: job.done > 600)
    job.pause()
    await asyncio.sleep(0.5)


async def jobs(stage: Stage) -> None:
    """The job centre with an ended and a paused job."""
    await ask(stage, "mug")
    job = stage.tab.desk.load_all()
    assert job is not None
    await stage.until(lambda: not job.open)
    await loading(stage)
    stage.window.registry["jobs"].trigger()
    await asyncio.sleep(0.8)


async def export_hidden(stage: Stage) -> None:
    """An export of ticked rows, of which some are out of sight."""
    await rows(stage)
    desk = stage.tab.desk
    session = desk.session
    assert session is not None
    keys = [session.table.key(session.rows.row(at)) for at in range(12)]
    desk.selection.only(keys[:7])
    session.arrange(ids={"seen": frozenset(keys[:4])})
    stage.window.registry["export"].trigger()
    await stage.settle()
    await asyncio.sleep(0.8)


async def exported(stage: Stage) -> None:
    """An export that is done."""
    await rows(stage)
    stage.exported("/home/anna/Exports/Products.xlsx", 312)
    await asyncio.sleep(0.3)


async def finished_jobs(stage: Stage) -> None:
    """The job centre with a failed job, one that went wrong in part, and one that runs."""
    jobs = stage.workspace.jobs

    async def fails(job: Job) -> None:
        job.advance(412, 2_000)
        raise WbError(ErrorCode.SLOW, "EuropeanSourcing did not answer within 30 s.")

    async def partly(job: Job) -> None:
        job.advance(48, 48)
        job.fail_part("The picture of product 1042 could not be read.")

    async def stands(job: Job) -> None:
        job.advance(1_150, 20_000)
        while True:
            await job.checkpoint()
            await asyncio.sleep(0.05)

    await ask(stage, "mug")
    await pick(stage, 2)
    source, account = stage.tab.desk.source.id, "sandbox"
    for title, kind, work in (
        ("Loading variants", "load", fails),
        ("Export of 312 rows", "export", partly),
        ("Loading products", "load", stands),
    ):
        jobs.start(title, kind, work, source=source, account=account, awaited=True)
    await asyncio.sleep(0.4)
    stage.window.registry["jobs"].trigger()
    await stage.until(stage.floating)
    await asyncio.sleep(0.6)


async def account_test(stage: Stage) -> None:
    """The accounts with a test that ended well."""
    await opened("account.choose")(stage)
    form = stage.floating()[0].form  # type: ignore[attr-defined]
    form.run_test()
    await stage.until(lambda: form.test.steps and form.test.button.isEnabled())
    await asyncio.sleep(0.4)


async def account_refused(stage: Stage) -> None:
    """The accounts with a test that found the cause."""
    fault(stage, {"times": 20, "status": 401, "body": json.dumps({"error": "unknown token"})})
    await account_test(stage)


PAGES = ("appearance", "files", "network", "storage", "keys", "prices")
"""Pages of the settings, in their order."""


def settings_page(number: int) -> Reach:
    """Return the way to one page of the settings."""

    async def reach(stage: Stage) -> None:
        await opened("settings")(stage)
        stage.floating()[0].show_page(number)  # type: ignore[attr-defined]
        await asyncio.sleep(0.3)

    return reach


async def palette_typed(stage: Stage) -> None:
    """The palette with two letters typed."""
    await opened("palette")(stage)
    stage.floating()[0].search.setText("re")  # type: ignore[attr-defined]
    await asyncio.sleep(0.4)


def operation(name: str, *, answered: bool = False) -> Reach:
    """Return the way to a documented operation's form, or to its answer."""

    async def reach(stage: Stage) -> None:
        await rows(stage)
        commands = stage.window.findChild(Commands)
        assert commands is not None
        commands.dialogs.operation(stage.tab.desk.source.id, name)
        await stage.until(stage.floating)
        if answered:
            dialog = stage.floating()[0]
            dialog.run()  # type: ignore[attr-defined]
            await stage.until(dialog.run_button.isEnabled)  # type: ignore[attr-defined]
        await asyncio.sleep(0.5)

    return reach


async def saved_views(stage: Stage) -> None:
    """Several saved views, one in use."""
    await filtered(stage)
    desk = stage.tab.desk
    desk.save_view("Giveaways under 12 €")
    for text in ("mug", "umbrella", "notebook"):
        await ask(stage, text)
        desk.save_view(f"{text.title()}s for the summer fair")
        await stage.settle()
    await pick(stage, 2)


def gallery_of(width: int) -> Reach:
    """Return the way to cards of one width."""

    async def reach(stage: Stage) -> None:
        await gallery(stage)
        stage.tab.desk.set_card(width)
        await stage.settle()
        await asyncio.sleep(0.8)

    return reach


async def list_input(stage: Stage) -> None:
    """A list that is about to be looked up."""
    await rows(stage)
    stage.window.registry["list"].trigger()
    await stage.until(stage.floating)
    lines = "3DRQ50\n088YSA\n4006381333931\nNO-SUCH-1"
    stage.floating()[0].input.set_text(lines)  # type: ignore[attr-defined]
    await asyncio.sleep(0.4)


async def listing(stage: Stage) -> None:
    """A pasted list, looked up."""
    await rows(stage)
    session = stage.tab.desk.session
    assert session is not None
    lines = [session.table.text(row, "internal_reference") for row in range(14)]
    lines[4:4] = ["NO-SUCH-1", "NO-SUCH-2"]
    stage.window.registry["list"].trigger()
    await stage.until(stage.floating)
    dialog = stage.floating()[0]
    assert pasted_lines("\n".join(lines))
    dialog.input.set_text("\n".join(lines))  # type: ignore[attr-defined]
    dialog.look_up()  # type: ignore[attr-defined]
    await stage.settle()
    await asyncio.sleep(0.6)


async def no_match(stage: Stage) -> None:
    """No rows match."""
    await ask(stage, "nothing is called this")
    await stage.settle()


async def wrong_key(stage: Stage) -> None:
    """The service no longer accepts the key; rows of before stay."""
    await rows(stage)
    desk = stage.tab.desk
    assert desk.account is not None
    connection = await stage.workspace.connections.open(desk.source, desk.account)
    connection.gateway.with_auth(HeaderAuth({"x-auth-token": Secret("withdrawn")}))
    desk.refresh()
    await stage.settle()
    await asyncio.sleep(0.5)


async def away(stage: Stage) -> None:
    """The service does not answer; rows of before stay."""
    await rows(stage)
    fault(stage, {"status": 400, "times": 20, "body": json.dumps({"error": "maintenance"})})
    stage.tab.desk.refresh()
    await stage.settle()
    await asyncio.sleep(0.5)


async def web_page(stage: Stage) -> None:
    """A web page where data was expected, at the first question."""
    page = "<html><body>Sign in to the guest network</body></html>"
    fault(
        stage, {"times": 20, "status": 200, "body": page, "headers": {"Content-Type": "text/html"}}
    )
    stage.tab.desk.set_text("umbrella")
    await stage.settle()
    await asyncio.sleep(0.5)


async def long_text(stage: Stage) -> None:
    """Names of many hundred characters, and hostile ones."""
    await ask(stage, "édition")
    await pick(stage, 0)


async def larger(stage: Stage) -> None:
    """Everything half as large again."""
    await rows(stage)
    stage.workspace.change_settings(lambda held: msgspec.structs.replace(held, zoom=150))
    await stage.settle()
    await asyncio.sleep(0.5)


async def start(stage: Stage) -> None:
    """What the window shows by itself."""
    await asyncio.sleep(0.5)
    await stage.settle()


def fault(stage: Stage, order: dict[str, object]) -> None:
    """Make the service answer otherwise."""
    account = stage.tab.desk.account
    assert account is not None
    body = json.dumps({"clear": True, "faults": [order]}).encode()
    request = Request(f"{account.url}/_faults", body, {"Content-Type": "application/json"})  # noqa: S310 - our own sandbox
    with urlopen(request) as answer:  # noqa: S310
        answer.read()


STATES: tuple[State, ...] = (
    State("first-run", start, connected=False),
    State("table", filtered),
    State("table-start", rows),
    State("saved-view", saved_view),
    State("saved-views", saved_views),
    State("gallery", gallery),
    State("gallery-small", gallery_of(140)),
    State("gallery-large", gallery_of(288)),
    State("viewer", viewer),
    State("variants", variants),
    State("suppliers", suppliers),
    State("categories", categories),
    State("dock-variants", dock_page("variants")),
    State("dock-prices", dock_page("prices")),
    State("dock-markings", dock_page("markings")),
    State("dock-raw", dock_page("raw")),
    State("header-filters", header_filter),
    State("filter-builder", filter_builder),
    State("columns", opened("columns")),
    State("compact", compact),
    State("roomy", roomy),
    State("compare", compare),
    State("loading", loading),
    State("jobs", jobs),
    State("jobs-ended", finished_jobs),
    State("export", opened("export")),
    State("export-hidden", export_hidden),
    State("exported", exported),
    State("list-input", list_input),
    State("list", listing),
    State("accounts", opened("account.choose")),
    State("accounts-test", account_test),
    State("accounts-refused", account_refused),
    *(State(f"settings-{name}", settings_page(number)) for number, name in enumerate(PAGES)),
    State("palette", opened("palette")),
    State("palette-typed", palette_typed),
    State("operation", operation("markings_of_variant")),
    State("operation-answer", operation("suppliers", answered=True)),
    State("shortcuts", opened("shortcuts")),
    State("help", opened("help")),
    State("about", opened("about")),
    State("no-match", no_match),
    State("wrong-key", wrong_key),
    State("away", away),
    State("web-page", web_page),
    State("long-text", long_text),
    State("larger", larger),
)
