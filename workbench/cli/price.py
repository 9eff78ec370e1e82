"""`workbench price`: what one marked order costs, reckoned without a service."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.cli.output import Output
from workbench.core.errors import EXIT, bad_input, from_os_error

if TYPE_CHECKING:
    from workbench.sources.europeansourcing.marking_outcome import Calculation, OnQuote

Document = Mapping[str, object]

MEMBERS: Final = ("variant", "marking", "supplier_profile_id", "request")
"""What the input holds; `marking` may be absent or null."""


def price(options: argparse.Namespace) -> int:
    """Print the price of the order in a file, or that it is on quote and why.

    Raises:
        WbError: INPUT where the input is not as documented, DISK where it cannot be read.
    """
    from workbench.sources.europeansourcing.marking_answer import answer_of  # noqa: PLC0415

    document = read(options.file)
    Output(as_json=True).result(answer_of(_outcome(document)))
    return EXIT.done


def _outcome(document: Document) -> Calculation | OnQuote:
    from workbench.sources.europeansourcing import marking, marking_documents, marking_order  # noqa: PLC0415

    profile = document.get("supplier_profile_id")
    if isinstance(profile, bool) or not isinstance(profile, (int, str)) or profile == "":
        raise bad_input(
            "supplier_profile_id must be the id of a supplier profile.",
            "Write it as a number, as the service sends it.",
            "supplier_profile_id",
        )
    chosen = member(document, "marking", required=False)
    return marking.calculate(
        marking_documents.read_variant(member(document, "variant") or {}),
        None if chosen is None else marking_documents.read_marking(chosen),
        str(profile),
        marking_order.read_order(member(document, "request") or {}),
    )


def member(document: Document, name: str, *, required: bool = True) -> Document | None:
    """Return an object of the input; None where it is null or absent and need not be there.

    Raises:
        WbError: INPUT where it is missing or something else.
    """
    found = document.get(name)
    if found is None and not required:
        return None
    if not isinstance(found, Mapping):
        raise bad_input(
            f"{name} must be an object {{...}}.",
            f"The input holds {', '.join(MEMBERS)}.",
            name,
        )
    return found


def read(place: str) -> Document:
    """Return the JSON object in a file, or on standard input for "-".

    Raises:
        WbError: INPUT where it is no JSON object, DISK where it cannot be read.
    """
    import msgspec  # noqa: PLC0415 - with the decoder

    from workbench.net.operations import loads  # noqa: PLC0415 - only for this

    try:
        data = sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()
    except OSError as error:
        raise from_os_error(error, place) from None
    try:
        document = loads(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise bad_input(f"The input is not JSON: {error}.", "Check the file.", "file") from None
    if not isinstance(document, Mapping):
        raise bad_input("The input must be one object {...}.", "Check the file.", "file")
    return document
