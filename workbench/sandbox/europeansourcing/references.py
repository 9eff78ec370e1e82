"""References and codes of products and variants, made from their rows.

The base reference is the supplier's own (`NP-4410`), the internal one the service's (`QVJ8NV`).
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from workbench.sandbox.europeansourcing.companies import SUPPLIERS
from workbench.sandbox.europeansourcing.words import folded, mix

if TYPE_CHECKING:
    from workbench.sandbox.europeansourcing.catalogue import Catalogue

_LETTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@cache
def _initials(supplier: int) -> str:
    words = folded(SUPPLIERS[supplier].name).upper().replace("-", " ").split()
    return "".join(word[0] for word in words if word[0].isalpha())[:2]


def _code(number: int, length: int) -> str:
    size = len(_LETTERS)
    # The factor shares no divisor with the modulus, so that no two numbers get one code.
    rest = (number * 482_711_903 + 7_654_321) % size**length
    marks = []
    for _ in range(length):
        rest, place = divmod(rest, size)
        marks.append(_LETTERS[place])
    return "".join(marks)


def ean13(row: int) -> str | None:
    """The EAN of a variant with its check digit, none for about one in seven."""
    if mix(row, 13) % 7 == 3:
        return None
    digits = f"735{row + 4_291_000:09d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


class References:
    """All references of a catalogue; the lists are made when a search first asks for them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def base(self, row: int) -> str:
        """The supplier's reference of a product."""
        return f"{_initials(int(self._catalogue.products.supplier[row]))}-{1000 + row}"

    def internal(self, row: int) -> str:
        """The service's reference of a product."""
        return _code(row, 6)

    def variant(self, row: int) -> str:
        """The supplier's reference of a variant."""
        product = int(self._catalogue.variants.product[row])
        step = row - int(self._catalogue.products.first[product])
        return f"{self.base(product)}-{step + 1:02d}"

    def variant_internal(self, row: int) -> str:
        """The service's reference of a variant."""
        return _code(row, 8)

    @cached_property
    def bases(self) -> list[str]:
        """`base` of every product."""
        return [self.base(row) for row in range(self._catalogue.size)]

    @cached_property
    def internals(self) -> list[str]:
        """`internal` of every product."""
        return [self.internal(row) for row in range(self._catalogue.size)]

    @cached_property
    def variants(self) -> list[str]:
        """`variant` of every variant."""
        return [self.variant(row) for row in range(self._catalogue.variant_size)]

    @cached_property
    def variant_internals(self) -> list[str]:
        """`variant_internal` of every variant."""
        return [self.variant_internal(row) for row in range(self._catalogue.variant_size)]
