"""An export as the service tells of it ("Get Export", "Get all Exports information").

The envelope is kept as the document: it is what the service sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

import msgspec

from workbench.sources.leaves import identity, text
from workbench.sources.reading import Reader

Id = int | str | None
"""Ids are opaque."""


class State(StrEnum):
    """Where an export stands, as the program tells it."""

    PENDING = "Pending"
    READY = "ReadyForDownload"
    FAILED = "Failed"
    EXPIRED = "Expired"


class Export(msgspec.Struct, rename="camel", gc=False):
    """One export; members are camelCase, unlike those of a request."""

    id: Id = None
    data_transfer_type: str | None = None
    status: str | None = None
    file_url: str | None = None
    created_at: str | None = None
    labels: str | None = None
    archived: bool | None = None


class Link(msgspec.Struct, gc=False):
    """A link of an envelope: relative, without a slash in front."""

    href: str | None = None


class Links(msgspec.Struct, gc=False):
    """The links of an envelope. The method that `update` names is wrong, so none is read."""

    self: Link | None = None
    update: Link | None = None


class Envelope(msgspec.Struct, gc=False):
    """What an export comes in."""

    value: Export | None = None
    links: Links | None = msgspec.field(default=None, name="_links")


ENVELOPES: Final = Reader(Envelope)


def id_of(envelope: Envelope) -> str:
    """Return the id of an envelope's export, from its own link where the value is empty."""
    found = identity(envelope.value.id) if envelope.value else ""
    if found or envelope.links is None:
        return found
    for link in (envelope.links.self, envelope.links.update):
        href = text(link.href) if link else None
        if isinstance(href, str) and href.rstrip("/"):
            return href.rstrip("/").rpartition("/")[2]
    return ""


def state_of(export: Export) -> State | None:
    """Return where an export stands; None for a state that the documents do not name."""
    said = text(export.status)
    word = said.lower() if isinstance(said, str) else ""
    if "expire" in word:
        return State.EXPIRED
    if word == State.READY.lower() or (export.file_url and "fail" not in word):
        return State.READY
    if "fail" in word:
        return State.FAILED
    return State.PENDING if word in {"", "pending"} else None


def labels_of(export: Export) -> Sequence[str]:
    """Return the labels, which travel in one text parted by commas."""
    said = text(export.labels)
    parts = said.split(",") if isinstance(said, str) else ()
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
