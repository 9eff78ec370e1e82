"""The pictures of the samples: rings, necklaces, earrings, bracelets, drawn when asked for.

A picture's name tells the sample and the view (`AZ200000-1.png`); those of one sample in a hundred
are missing, as some always are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from workbench.sandbox.loupe.samples import Sample
from workbench.sandbox.loupe.words import Colour

KEPT = 400
"""Finished pictures that are kept."""

_NAME = re.compile(r"([A-Za-z0-9]{1,15})-([1-3])\.png")
_MISSING_EVERY, _MISSING_AT = 100, 57


class Look(NamedTuple):
    """What there is to see: shape, colours of metal and stones, and the view."""

    shape: str
    metal: Colour
    stone: Colour
    view: int


def look_of(samples: Mapping[str, Sample], file: str) -> Look | None:
    """What a file name shows; none where there is no picture of that name."""
    named = _NAME.fullmatch(file)
    sample = samples.get(named[1]) if named else None
    if named is None or sample is None or int(named[2]) > sample.views:
        return None
    if sample.position % _MISSING_EVERY == _MISSING_AT:
        return None
    metal = sample.metals[0].metal.shown
    stone = sample.stones[0].gem.shown if sample.stones else metal
    return Look(sample.design.shape, metal, stone, int(named[2]))


@lru_cache(maxsize=KEPT)
def drawn(look: Look) -> tuple[bytes, str]:
    """A picture as PNG and its entity tag."""
    from workbench.sandbox.loupe.drawings import draw  # noqa: PLC0415 -- loads Pillow

    data = draw(look.shape, look.metal, look.stone, look.view)
    return data, f'"{hashlib.sha256(data).hexdigest()[:16]}"'
