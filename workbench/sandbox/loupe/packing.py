"""A finished export as the file that its link leads to."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.sandbox.loupe import tables
from workbench.sandbox.loupe.samples import Sample
from workbench.sandbox.loupe.tables import Making, Row

Packing = Literal["zip", "product", "costing", "retail"]
"""One archive of the three files, or one of them alone: the document does not say which."""

KINDS: dict[str, tuple[str, Row]] = {
    "product": ("Product.csv", tables.product),
    "costing": ("Enterprise Costing.csv", tables.costing),
    "retail": ("Retail Data.csv", tables.retail),
}
"""The names of the files and how their rows are written."""

_SAME_DATE = (2026, 11, 1, 12, 0, 0)


@dataclass(frozen=True, slots=True)
class Packed:
    """A file: its bytes, its entity tag, name and media type."""

    data: bytes
    tag: str
    name: str
    media: str


def packed(rows: Sequence[Sample], packing: Packing, making: Making) -> Packed:
    """The file of an export over its samples; the same samples give the same bytes."""
    if packing == "zip":
        data = _archive(rows, making)
        return Packed(data, _tag(data), "Linesheet Samples.zip", "application/zip")
    name, row = KINDS[packing]
    data = tables.written(rows, row, making)
    return Packed(data, _tag(data), name, "text/csv; charset=utf-8")


def _archive(rows: Sequence[Sample], making: Making) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name, row in KINDS.values():
            about = zipfile.ZipInfo(name, _SAME_DATE)
            archive.writestr(about, tables.written(rows, row, making), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _tag(data: bytes) -> str:
    return f'"{hashlib.sha256(data).hexdigest()[:20]}"'
