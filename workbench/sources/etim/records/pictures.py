"""Pictures of a product: attachments of a picture's type, and the older list beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from workbench.sources.etim.codes import MIME_PICTURES, PICTURES
from workbench.sources.etim.records.product import Product, product_in
from workbench.sources.etim.records.values import rows, spoken
from workbench.sources.leaves import identity


def pictures_of(product: Product) -> tuple[str, ...]:
    """Return the addresses of every picture, the main one first, each once."""
    found = [*_typed(product.attachments, "type", "uri", PICTURES)]
    found += _typed(product.mime, "mimeCode", "mimeSource", MIME_PICTURES)
    return tuple(dict.fromkeys(found))


def pictures_in(document: bytes) -> tuple[str, ...]:
    """Return every picture in a product's document."""
    product = product_in(document)
    return pictures_of(product) if product is not None else ()


def _typed(listed: object, kind: str, address: str, wanted: tuple[str, ...]) -> Iterator[str]:
    held: list[Mapping[str, Any]] = list(rows(listed))
    for code in wanted:
        for row in held:
            where = spoken(row.get(address))
            if identity(row.get(kind)) == code and where and where.startswith("http"):
                yield where
