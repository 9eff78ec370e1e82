"""Operations: the request and its description come from one signature."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

import msgspec
import pytest

from workbench.core.errors import ErrorCode, WbError
from workbench.core.operations import Answer, Effect, Repeat
from workbench.net.operations import (
    Body,
    Header,
    Json,
    Path,
    Query,
    delete,
    get,
    loads,
    operations_of,
    post,
)
from workbench.net.requests import Reply, Request


class Thing(msgspec.Struct):
    id: str
    price: Decimal | None = None


class Order(StrEnum):
    UP = "asc"
    DOWN = "desc"


class Things:
    def __init__(self, gateway):
        self.gateway = gateway

    @get("/v1/things/{id}/x")
    async def thing(self, id: str, *, page: int = 0, limit: int | None = None) -> Thing:
        """Return a thing.

        More about it.
        """

    @get("/tree/{lang}[/{lvl}]")
    async def tree(
        self, lang: Annotated[str, Path(choices=("en", "fr"))], lvl: int | None = None
    ) -> Json:
        """Return the tree."""

    @post("/search", effect=Effect.READ, repeat=Repeat.SAFE)
    async def search(
        self,
        body: Annotated[dict[str, object], Body()],
        *,
        since: Annotated[str | None, Query("date-from")] = None,
        order: Order = Order.UP,
        kind: Literal["a", "b"] = "a",
        only: bool = False,
        ids: tuple[str, ...] = (),
        trace: Annotated[str | None, Header("X-Trace")] = None,
    ) -> list[Thing]:
        """Search."""

    @delete("/v1/things/{id}", answer=Answer.NOTHING)
    async def remove(self, id: str) -> None:
        """Remove a thing."""

    @get("/file", answer=Answer.BYTES)
    async def file(self) -> bytes:
        """Return a file."""


class Client:
    sections: ClassVar = {"things": Things}

    def __init__(self, gateway):
        self.things = Things(gateway)


class Sender:
    def __init__(self, body: bytes = b"{}") -> None:
        self.body, self.requests = body, []

    async def send(self, request: Request) -> Reply:
        self.requests.append(request)
        return Reply(200, self.body, "application/json", datetime.now(UTC))


OPERATIONS = {operation.name: operation for operation in operations_of(Client)}


async def test_a_method_sends_its_request_and_reads_its_answer():
    sender = Sender(b'{"id":"7","price":12.50}')
    thing = await Things(sender).thing("a/b", limit=5)
    assert (thing.id, thing.price) == ("7", Decimal("12.50"))
    request = sender.requests[0]
    assert (request.method, request.path, request.values) == (
        "GET",
        "/v1/things/{id}/x",
        {"id": "a/b"},
    )
    assert request.query == (("page", "0"), ("limit", "5"))
    assert (request.effect, request.repeat) == (Effect.READ, Repeat.SAFE)


async def test_optional_parts_of_a_path_and_lists_in_a_query():
    sender = Sender(b"[]")
    await Things(sender).tree("en")
    await Things(sender).tree("en", 2)
    assert [request.path for request in sender.requests] == ["/tree/{lang}", "/tree/{lang}/{lvl}"]
    await Things(sender).search(
        {"q": "é"}, since="2026", order=Order.DOWN, only=True, ids=("1", "2"), trace="t"
    )
    request = sender.requests[-1]
    assert request.query == (
        ("date-from", "2026"), ("order", "desc"), ("kind", "a"), ("only", "true"),
        ("ids", "1"), ("ids", "2"),
    )  # fmt: skip
    assert request.headers == (("X-Trace", "t"),)
    assert request.body == '{"q":"é"}'.encode()


async def test_numbers_of_a_body_go_out_with_the_digits_they_came_with():
    sender = Sender(b"[]")
    await Things(sender).search(loads(b'{"price":0.10,"rate":1.00000000000000000001,"n":3}'))
    assert sender.requests[-1].body == b'{"price":0.10,"rate":1.00000000000000000001,"n":3}'


def test_operations_describe_themselves():
    assert set(OPERATIONS) == {"thing", "tree", "search", "remove", "file"}
    thing, search, remove = (OPERATIONS[name] for name in ("thing", "search", "remove"))
    assert (thing.title, thing.help) == ("Return a thing", "More about it.")
    assert [(p.name, p.place, p.type, p.required, p.default) for p in thing.parameters] == [
        ("id", "path", "string", True, None),
        ("page", "query", "integer", False, 0),
        ("limit", "query", "integer", False, None),
    ]
    found = {p.name: p for p in search.parameters}
    assert found["order"].choices == ("asc", "desc")
    assert found["kind"].choices == ("a", "b")
    assert (found["only"].type, found["ids"].type) == ("boolean", "array")
    assert (search.body, search.body_required, search.effect) == ("body", True, Effect.READ)
    assert (remove.effect, remove.repeat) == (Effect.WRITE, Repeat.NEVER)
    lvl = OPERATIONS["tree"].parameters[1]
    assert (lvl.place, lvl.required) == ("path", False)


async def test_operations_are_called_by_documented_names_and_texts():
    sender = Sender(b'{"price":0.10}')
    client = Client(sender)
    answer = await OPERATIONS["thing"].call(client, {"id": "1", "page": "3"}, None)
    assert answer == {"price": Decimal("0.10")}
    assert sender.requests[0].query == (("page", "3"),)
    await OPERATIONS["search"].call(client, {"ids": "1, 2,", "only": "yes"}, {"a": 1})
    assert sender.requests[1].query[-2:] == (("ids", "1"), ("ids", "2"))
    assert await OPERATIONS["file"].call(Client(Sender(b"\x00")), {}, None) == b"\x00"


@pytest.mark.parametrize(
    ("name", "arguments", "body", "field"),
    [
        ("thing", {}, None, "id"),
        ("thing", {"id": "1", "nope": "1"}, None, "nope"),
        ("thing", {"id": "1", "page": "1_0"}, None, "page"),
        ("thing", {"id": "1", "page": "1.5"}, None, "page"),
        ("search", {"only": "maybe"}, {}, "only"),
        ("search", {"kind": "c"}, {}, "kind"),
        ("tree", {"lang": "xx"}, None, "lang"),
        ("search", {}, None, ""),
    ],
)
async def test_wrong_arguments_are_named_and_nothing_is_sent(name, arguments, body, field):
    sender = Sender()
    with pytest.raises(WbError) as caught:
        await OPERATIONS[name].call(Client(sender), arguments, body)
    assert (caught.value.code, caught.value.field, caught.value.exit_status) == (
        ErrorCode.INPUT, field, 2,
    )  # fmt: skip
    assert caught.value.hint
    assert sender.requests == []


async def test_an_answer_of_another_shape_is_named():
    with pytest.raises(WbError) as caught:
        await Things(Sender(b'{"price":[]}')).thing("1")
    assert (caught.value.code, caught.value.sent) == (ErrorCode.DATA, "yes")


def test_describing_operations_needs_no_http_library():
    code = (
        "import sys, workbench.net.operations, workbench.net.gateway; print('httpx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("body", "wanted"), [(b"", None), (b"OK", None), (b'{"id":1}', {"id": 1}), (b"null", None)]
)
async def test_an_answer_that_is_not_documented_is_no_failure(body: bytes, wanted: object):
    class Writes:
        def __init__(self, gateway):
            self.gateway = gateway

        @delete("/things/{id}", answer=Answer.NOTHING)
        async def drop(self, id: str) -> None:
            """Drop a thing."""

    class Answering:
        async def send(self, _request: Request) -> Reply:
            return Reply(200, body, "text/plain", datetime.now(UTC))

    (operation,) = operations_of(Writes)
    assert await operation.call(Writes(Answering()), {"id": "1"}, None) == wanted
