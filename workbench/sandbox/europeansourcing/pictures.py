"""The pictures that documents point at, drawn when they are asked for.

A file's name tells the product and the colours (`es1000-1b2a4e.png`, `-back` for the other side);
`brand151.png` is a brand's logo. The pictures of one product in two hundred are missing, as some
always are.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.sandbox.europeansourcing.nouns import NOUNS
from workbench.sandbox.europeansourcing.words import mix

if TYPE_CHECKING:
    from workbench.sandbox.europeansourcing.catalogue import Catalogue

KEPT = 600
"""Finished pictures that are kept."""

_MISSING_EVERY, _MISSING_AT = 200, 57
_PRODUCT = re.compile(r"es(\d{1,9})-([0-9a-f]{6})(?:-([0-9a-f]{6}))?(-back)?\.png")
_BRAND = re.compile(r"brand(\d{1,6})\.png")

Key = tuple[str, str, str, bool]


def key_of(catalogue: Catalogue, file: str) -> Key | None:
    """What to draw for a file name, none for one that there is no picture of."""
    brand = _BRAND.fullmatch(file)
    if brand:
        colour = f"{mix(int(brand[1]), 9) % 0xFFFFFF:06x}"
        return "logo", colour, colour, False
    named = _PRODUCT.fullmatch(file)
    row = catalogue.product_row(int(named[1])) if named else None
    if named is None or row is None or row % _MISSING_EVERY == _MISSING_AT:
        return None
    shape = NOUNS[int(catalogue.products.noun[row])].shape
    return shape, named[2], named[3] or named[2], named[4] is not None


@lru_cache(maxsize=KEPT)
def drawn(key: Key) -> tuple[bytes, str]:
    """A picture as PNG and its entity tag."""
    from workbench.sandbox.canvas import Canvas  # noqa: PLC0415 -- loads Pillow
    from workbench.sandbox.europeansourcing.drawings import DRAWINGS  # noqa: PLC0415

    shape, main, second, back = key
    board = Canvas()
    if shape == "logo":
        board.block((60, 140, 340, 260), _rgb(main), 60)
        board.oval((84, 164, 156, 236), (255, 255, 255), flat=True)
    else:
        DRAWINGS[shape](board, _rgb(main), _rgb(second))
    if back:
        board.mirror()
    data = board.png()
    return data, f'"{hashlib.sha256(data).hexdigest()[:16]}"'


def _rgb(code: str) -> tuple[int, int, int]:
    return int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)
