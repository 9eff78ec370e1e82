"""The exports of the account: asked for, made in their own time, kept with labels for ever."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from workbench.sandbox.loupe import filters
from workbench.sandbox.loupe.filters import Invalid, Wanted
from workbench.sandbox.loupe.packing import Packed, packed
from workbench.sandbox.loupe.samples import Sample
from workbench.sandbox.loupe.settings import Settings
from workbench.sandbox.loupe.tables import Making
from workbench.sandbox.refusal import Refusal

PENDING, READY, FAILED = "Pending", "ReadyForDownload", "Failed"
"""The documented states."""

_KEPT = 8


@dataclass(slots=True)
class Export:
    """One export: what it asks for, or why it fails."""

    id: str
    created: float
    ready: float
    body: Mapping[str, object]
    wanted: Wanted | None
    reason: str
    labels: str | None = None
    archived: bool = False


@dataclass(slots=True)
class Exports:
    """All exports, over the active linesheet samples.

    Attributes:
        samples: what is exported.
        settings: how long things take and how they look.
        clock: seconds since 1970, in UTC.
        address: where the file host answers now.
    """

    samples: Sequence[Sample]
    settings: Settings
    clock: Callable[[], float]
    address: Callable[[], str]
    _rows: dict[str, Export] = field(default_factory=dict)
    _files: dict[tuple[object, ...], Packed] = field(default_factory=dict)

    def create(
        self, body: Mapping[str, object], created: float | None = None, labels: str | None = None
    ) -> Export:
        """Begins an export; one that cannot be made ends as Failed."""
        now = self.clock() if created is None else created
        try:
            wanted, reason = filters.read(body), ""
        except Invalid as error:
            wanted, reason = None, str(error)
        ready = now + self.settings.pending_seconds
        export = Export(_id_of(len(self._rows)), now, ready, body, wanted, reason, labels)
        self._rows[export.id] = export
        return export

    def find(self, id: str) -> Export:
        """One export; 404 for an unknown one."""
        if id not in self._rows:
            raise Refusal(404, f"There is no export {id}")
        return self._rows[id]

    def all(self) -> list[Export]:
        """Every export ever made, the oldest first."""
        return list(self._rows.values())

    def status(self, export: Export) -> str:
        """How far an export is."""
        if self.clock() < export.ready:
            return PENDING
        return READY if export.wanted else FAILED

    def document(self, export: Export) -> dict[str, object]:
        """An export as the document answers it."""
        status = self.status(export)
        value = {
            "id": export.id,
            "dataTransferType": "Export",
            "status": status,
            "fileUrl": self._link(export) if status == READY else None,
            "createdAt": _written(export.created),
            "labels": export.labels,
            "archived": export.archived,
        }
        return envelope(export, value)

    def update(self, id: str, body: Mapping[str, object]) -> dict[str, object]:
        """Sets labels and archived where they are named; answers an empty value."""
        export = self.find(id)
        unknown = sorted(set(body) - {"Labels", "Archived"})
        labels = body.get("Labels", export.labels)
        archived = body.get("Archived", export.archived)
        if unknown:
            raise Refusal(400, f"Unknown: {', '.join(unknown)}")
        if labels is not None and not isinstance(labels, str):
            raise Refusal(400, "Labels must be a text")
        if not isinstance(archived, bool):
            raise Refusal(400, "Archived must be true or false")
        export.labels, export.archived = labels or None, archived
        return envelope(export, {})

    def rows(self, export: Export) -> list[Sample]:
        """The samples of an export, in the order of the edition that is given now."""
        wanted = export.wanted
        taken = [row for row in self.samples if wanted is not None and wanted.takes(row)]
        turn = self.settings.edition % len(taken) if taken else 0
        return taken[turn:] + taken[:turn]

    def file(self, id: str, signature: str) -> Packed:
        """The file behind a link; 404 where there is none, 403 where the link has ended."""
        export = self._rows.get(id)
        if export is None or signature != _signature(id) or self.status(export) != READY:
            raise Refusal(404, "NoSuchKey")
        if self.clock() >= export.ready + self.settings.link_seconds:
            raise Refusal(403, "Request has expired")
        return self._packed(export)

    def about(self) -> list[dict[str, object]]:
        """Every export as a test wants to see it: body, state, reason and number of samples."""
        return [
            {
                "id": row.id,
                "status": self.status(row),
                "reason": row.reason,
                "samples": len(self.rows(row)),
                "body": row.body,
            }
            for row in self._rows.values()
        ]

    def _packed(self, export: Export) -> Packed:
        """The file as it is given now; the latest ones are kept, for who reads them in parts."""
        key = (export.id, self.settings.packing, self.settings.edition, self.address())
        if key not in self._files:
            home = export.wanted is not None and export.wanted.home
            making = Making(f"{self.address()}/pictures", home)
            if len(self._files) >= _KEPT:
                self._files.clear()
            self._files[key] = packed(self.rows(export), self.settings.packing, making)
        return self._files[key]

    def _link(self, export: Export) -> str:
        kind = "zip" if self.settings.packing == "zip" else "csv"
        return f"{self.address()}/files/{export.id}/{_signature(export.id)}/export.{kind}"


def envelope(export: Export, value: Mapping[str, object]) -> dict[str, object]:
    """A value in the service's envelope; both links say GET, as the document does."""
    link = {"href": f"api/exports/{export.id}", "method": "GET", "title": "", "templated": False}
    return {"value": value, "next": None, "_links": {"self": link, "update": dict(link)}}


def _written(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")


def _id_of(number: int) -> str:
    digest = hashlib.sha256(f"loupe sandbox export {number}".encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))


def _signature(id: str) -> str:
    return hashlib.sha256(f"loupe sandbox link {id}".encode()).hexdigest()[:24]
