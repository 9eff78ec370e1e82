"""Attributes of variants by what they mean: colours, sizes, and the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from workbench.core.values import Coded
from workbench.sources.europeansourcing.records.product import Attribute, Variant
from workbench.sources.leaves import count, identity

_COLOUR_TYPE: Final = "hexadecimal_color_type"
_HEX: Final = re.compile(r"#?([0-9A-Fa-f]{6})")
_SIZE_GROUPS: Final = frozenset(
    {
        *("taille", "tailles", "size", "sizes", "grosse", "grossen", "groesse", "groessen"),
        *("maat", "maten", "storlek", "storlekar", "storrelse", "storrelser", "koko", "koot"),
        *("talla", "tallas", "taglia", "taglie", "tamanho", "tamanhos", "rozmiar", "rozmiary"),
        *("marime", "marimi", "talles"),
    }
)
"""Slugs of the size group in the documented languages."""


def hex_colour(value: object) -> str:
    """Return six hexadecimal digits without a sign, "" where the value is no colour."""
    found = _HEX.fullmatch(value.strip()) if isinstance(value, str) else None
    return found[1].upper() if found else ""


def is_colour(attribute: Attribute) -> bool:
    """Return whether the attribute belongs to a group of colours."""
    group = attribute.attribute_group
    return group is not None and group.additional_text_data_type == _COLOUR_TYPE


def is_size(attribute: Attribute) -> bool:
    """Return whether the attribute is a size as clothes have: S, M, XL."""
    group = attribute.attribute_group
    return group is not None and identity(group.slug).lower() in _SIZE_GROUPS


def is_other(attribute: Attribute) -> bool:
    """Return whether the attribute is neither colour nor size: a material, a capacity."""
    return not is_colour(attribute) and not is_size(attribute)


def codes_of(
    variants: Iterable[Variant], wanted: Callable[[Attribute], bool]
) -> tuple[Coded, ...] | None:
    """Return the wanted attributes of some variants, each once, in the order they come.

    Within a variant the order is the service's: its first colour is the primary one.
    """
    found: dict[str, Coded] = {}
    for variant in variants:
        for attribute in sorted(variant.attributes or (), key=_position):
            code = identity(attribute.id)
            if code and code not in found and wanted(attribute):
                colour = hex_colour(attribute.additional_text_data)
                found[code] = Coded(code, identity(attribute.value), colour)
    return tuple(found.values()) or None


def _position(attribute: Attribute) -> int:
    return count(attribute.attr_position) or 0
