"""Files in forms: read back by a parser that is not ours."""

from __future__ import annotations

from email.parser import BytesParser
from typing import Annotated, ClassVar

import pytest

from tests.sources.kit import CannedSender
from workbench.core.errors import ErrorCode, WbError
from workbench.core.operations import Answer
from workbench.net.operations import Query, Upload, operations_of, post
from workbench.net.uploads import form_of


def parts_of(kind: str, body: bytes) -> dict[str, tuple[str | None, bytes]]:
    message = BytesParser().parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    found = {}
    for part in message.get_payload():
        name = part.get_param("name", header="content-disposition")  # type: ignore[union-attr]
        found[name] = (part.get_filename(), part.get_payload(decode=True))  # type: ignore[union-attr]
    return found


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"PK\x03\x04rest", "import.xlsx"),
        (b"\xd0\xcf\x11\xe0rest", "import.xls"),
        (b"a\tb\r\n1\t2\r\n", "import.tsv"),
        (b"", "import.tsv"),
    ],
)
def test_a_file_is_named_after_what_it_holds(data: bytes, name: str):
    assert parts_of(*form_of(data, "file", ())) == {"file": (name, data)}


def test_fields_stand_before_the_file():
    data = b"\x00--\r\n\xff"
    found = parts_of(*form_of(data, "file", [("update_only", "true"), ("b", "ö\n")]))
    assert list(found) == ["update_only", "b", "file"]
    assert found["file"][1] == data
    assert found["update_only"] == (None, b"true")


def test_a_name_cannot_leave_its_line():
    kind, body = form_of(b"x", 'a"\r\nb', ())
    assert b'name="a%22%0D%0Ab"' in body
    assert len(parts_of(kind, body)) == 1


class Things:
    sections: ClassVar[dict[str, type]] = {}

    def __init__(self, gateway):
        self.gateway = gateway

    @post("/import/{id}", answer=Answer.NOTHING)
    async def bring(
        self,
        id: str,
        file: Annotated[bytes, Upload("The file.")],
        *,
        kind: Annotated[str, Query()] = "tsv",
    ) -> None:
        """Bring a file."""


async def test_a_call_with_a_file_sends_its_parameters_both_ways():
    sender = CannedSender(lambda _request: b"")
    await Things(sender).bring("7", b"a\tb")
    (request,) = sender.seen
    assert request.query == (("kind", "tsv"),)
    found = parts_of(dict(request.headers)["Content-Type"], request.body or b"")
    assert found == {"kind": (None, b"tsv"), "file": ("import.tsv", b"a\tb")}


async def test_a_description_says_that_a_file_is_wanted():
    (operation,) = operations_of(Things)
    assert (operation.body, operation.body_type, operation.body_required) == ("file", "file", True)
    sender = CannedSender(lambda _request: b"")
    with pytest.raises(WbError) as caught:
        await operation.call(Things(sender), {"id": "7"}, {})
    assert caught.value.code is ErrorCode.INPUT
    assert not sender.seen
