"""The small shop with actions on its articles: prices, a move, labels, an import."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import msgspec

from tests.workspace.shop import ACCOUNT, ARTICLES, OPERATIONS, Shelf, Shop, ShopClient, shop_source
from workbench.core.accounts import Account
from workbench.core.edits import (
    Action,
    Call,
    Chosen,
    Entry,
    Finding,
    Label,
    Scope,
    Sheet,
)
from workbench.core.edits import Effect as Value
from workbench.core.fields import Field, Kind
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.operations import Answer, Effect, Operation, Repeat
from workbench.core.secret import Secret
from workbench.core.values import Money
from workbench.net.log import RequestLog
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.workspace.workspace import Workspace

PDF = b"%PDF-1.7 labels"
RAISE = Field("raise", "Raise", Kind.DECIMAL, lambda row: row, unit="%")
STORE = Field("store", "To store", Kind.TEXT, lambda row: row)
WIDE = Field("wide", "Label width", Kind.INTEGER, lambda row: row, unit="mm")
FILE = Field("file", "File", Kind.TEXT, lambda row: row)


def _price(document: bytes) -> Decimal:
    return Decimal(msgspec.json.decode(document)["price"])


def _raised(chosen: Chosen) -> list[tuple[str, Decimal, Decimal]]:
    share = chosen.values["raise"]
    assert isinstance(share, Decimal)
    old = [_price(document) for document in chosen.documents]
    return [
        (key, price, price + price * share / 100)
        for key, price in zip(chosen.keys, old, strict=True)
    ]


def _raise_calls(chosen: Chosen) -> Sequence[Call]:
    return [Call({"id": key}, {"price": f"{new:.2f}"}) for key, _old, new in _raised(chosen)]


def _raise_effects(chosen: Chosen) -> Sequence[Value]:
    return [
        Value(key, f"{key}: price", Money(old, "SEK"), Money(new, "SEK"))
        for key, old, new in _raised(chosen)
    ]


def _raise_check(chosen: Chosen) -> Sequence[Finding]:
    share = chosen.values["raise"]
    if isinstance(share, Decimal) and share > 500:
        return [Finding("raise", "That is too much.", fix=Decimal(50))]
    return []


def _sheet(chosen: Chosen) -> Sheet | None:
    wide = chosen.values.get("wide")
    if not isinstance(wide, int) or wide > 210:
        return None
    across = 210 // wide
    labels = tuple(Label(at * wide, 0, wide, 30, chosen.keys) for at in range(across))
    return Sheet(210, 297, labels, pages=1, copies=len(chosen.keys))


PRICES = Action(
    "raise_prices", "Raise prices…", "percent", "Prices", Scope.MANY, "update_article",
    _raise_calls, (RAISE,), (Entry("raise", required=True),),
    says=lambda chosen: f"{len(chosen.keys)} prices rise.", check=_raise_check,
    preview=_raise_effects, danger="Prices cannot be taken back.", most=20,
)  # fmt: skip
MOVE = Action(
    "move", "Move…", "arrow-left-right", "Stock", Scope.ONE, "move_article",
    lambda chosen: [Call({"id": chosen.keys[0]}, {"note": chosen.values["store"]})],
    (STORE,), (Entry("store", required=True),),
)  # fmt: skip
LABELS = Action(
    "print_labels", "Print labels…", "printer", "Print", Scope.MANY, "print_labels",
    lambda chosen: [Call({"id": ",".join(chosen.keys)})], (WIDE,), (Entry("wide"),),
    file="labels.pdf", table="articles", sheet=_sheet,
)  # fmt: skip
IMPORT = Action(
    "import_articles", "Import articles…", "upload", "Files", Scope.NONE, "import_articles",
    lambda chosen: [Call({"id": "10-9999"}, {"note": chosen.files["file"].decode()})],
    (FILE,), (Entry("file", required=True, file="*.csv"),),
)  # fmt: skip
ACTIONS = (PRICES, MOVE, LABELS, IMPORT)


async def _print(_client: object, _arguments: Mapping[str, object], _body: object) -> object:
    return PDF


async def _update(client: object, arguments: Mapping[str, object], body: object) -> object:
    assert isinstance(client, ShopClient)
    given = body if isinstance(body, dict) else {}
    return client.write("update", str(arguments["id"]), given)


def _operations() -> tuple[Operation, ...]:
    update = OPERATIONS[1]
    move = msgspec.structs.replace(update, name="move_article", repeat=Repeat.NEVER, call=_update)
    importing = msgspec.structs.replace(move, name="import_articles")
    printing = msgspec.structs.replace(
        update, name="print_labels", method="GET", effect=Effect.READ, repeat=Repeat.SAFE,
        answer=Answer.BYTES, call=_print, body="",
    )  # fmt: skip
    return (*OPERATIONS, move, importing, printing)


@asynccontextmanager
async def acting_shop(
    home: Path, account: Account = ACCOUNT, *, typed: bool = True
) -> AsyncIterator[Shop]:
    """A workspace whose only source is the shop with actions; not `typed`: nothing else changes."""
    shelf = Shelf.of()
    articles = msgspec.structs.replace(ARTICLES, actions=ACTIONS)
    if not typed:
        articles = msgspec.structs.replace(articles, saving=None)
    source = msgspec.structs.replace(
        shop_source(shelf), resources=(articles,), operations=_operations
    )
    vault = MemoryVault()
    vault.hold(account, {"token": Secret("t")})
    folders = folders_in(home)
    workspace = Workspace(
        folders.make(), Stores(folders), (source,), Jobs(), vault=vault, log=RequestLog(),
        demo=(account,),
    )  # fmt: skip
    try:
        yield Shop(workspace, source, shelf)
    finally:
        await workspace.close()
