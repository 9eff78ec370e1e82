"""What a marking can be ordered in, and what an order therefore means (Marking API).

A marking has a value of its own for a size or number, or limits, or neither. An order beyond
them cannot be made, so it has no price.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

import msgspec

from workbench.core.amounts import read_decimal
from workbench.core.texts import mark, tr
from workbench.core.values import Odd
from workbench.sources.europeansourcing.marking_order import MarkingOrder
from workbench.sources.europeansourcing.marking_outcome import EXACT, NoPrice, shortened

PI: Final = Decimal("3.141592653589793238462643383")


class Choice(msgspec.Struct, frozen=True):
    """One thing that an order chooses.

    Attributes:
        name: the service's name for it, without "minimum" and "maximum".
        variable: its name in formulas.
        field: its name in a request.
        title: its name on the screen.
        attribute: its name in `MarkingOrder`.
    """

    name: str
    variable: str
    field: str
    title: str
    attribute: str


CHOICES: Final = (
    Choice("length", "longueur", "length", mark("length"), "length"),
    Choice("width", "largeur", "width", mark("width"), "width"),
    Choice("diameter", "diametre", "diameter", mark("diameter"), "diameter"),
    Choice("squared_size", "superficie", "squared_size", mark("area"), "squared_size"),
    Choice("number_of_colors", "nb_couleurs", "nbColor", mark("number of colours"), "colors"),
    Choice("number_of_logos", "nb_logos", "nbLogo", mark("number of logos"), "logos"),
    Choice(
        "number_of_positions",
        "nb_positions",
        "nbPosition",
        mark("number of positions"),
        "positions",
    ),
)
_SIZES: Final = frozenset({"length", "width", "diameter", "squared_size"})


class Limit(msgspec.Struct, frozen=True):
    """The marking's own value for a choice, and its limits; None for none."""

    own: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None

    @property
    def fixed(self) -> Decimal | None:
        """The value that is meant where an order names none."""
        if self.own is None and self.least == self.most:
            return self.most
        return self.own

    @property
    def largest(self) -> Decimal | None:
        """The largest value that can be ordered."""
        return self.own if self.own is not None else self.most


Limits = Mapping[str, Limit]
Chosen = Mapping[str, Decimal | None]


def read_limits(document: Mapping[str, object]) -> Limits:
    """Return the limits of a marking by the name of the choice.

    Raises:
        NoPrice: where one cannot be read.
    """
    return {
        choice.name: Limit(
            own=_number(document, choice.name),
            least=_number(document, f"minimum_{choice.name}"),
            most=_number(document, f"maximum_{choice.name}"),
        )
        for choice in CHOICES
    }


def _number(document: Mapping[str, object], name: str) -> Decimal | None:
    sent = document.get(name)
    if sent is None:
        return None
    found = read_decimal(sent)
    if isinstance(found, Odd):
        raise NoPrice(
            tr("The marking's {name} cannot be read: “{sent}”.", name=name, sent=found.raw[:80])
        )
    return found


def requested(order: MarkingOrder) -> Chosen:
    """Return what an order names, the area also where it follows from its sizes."""
    found = {choice.name: _decimal(getattr(order, choice.attribute)) for choice in CHOICES}
    if found["squared_size"] is None:
        found["squared_size"] = area_of(found)
    return found


def area_of(sizes: Chosen) -> Decimal | None:
    """Return length times width, else the circle of the diameter, None where neither is known."""
    length, width, diameter = (sizes[name] for name in ("length", "width", "diameter"))
    if length is not None and width is not None:
        return EXACT.multiply(length, width)
    if diameter is not None:
        radius = EXACT.divide(diameter, Decimal(2))
        return EXACT.multiply(EXACT.multiply(radius, radius), PI)
    return None


def check_limits(wanted: Chosen, limits: Limits) -> None:
    """Refuse what cannot be ordered.

    Raises:
        NoPrice: naming what is too large or too small.
    """
    for choice in CHOICES:
        value = wanted[choice.name]
        if value is not None:
            _check(choice, value, limits[choice.name])
    for choice, value, most in _crossed(wanted, limits):
        if value > most:
            raise _too_large(choice, value, most)


def _check(choice: Choice, value: Decimal, limit: Limit) -> None:
    if value < 0 or (value == 0 and choice.name in _SIZES):
        raise NoPrice(
            tr("The {title} must be more than zero, not {value}.", title=tr(choice.title),
               value=plain(value))
        )  # fmt: skip
    if limit.largest is not None and value > limit.largest:
        raise _too_large(choice, value, limit.largest)
    if limit.least is not None and value < limit.least:
        raise NoPrice(
            tr(
                "The {title} {value} is less than this marking takes ({least}).",
                title=tr(choice.title),
                value=plain(value),
                least=plain(limit.least),
            )
        )


def _crossed(wanted: Chosen, limits: Limits) -> Iterator[tuple[Choice, Decimal, Decimal]]:
    """Give what is wanted in one measure beside what another measure leaves room for."""
    by_name = {choice.name: choice for choice in CHOICES}
    largest = {name: limits[name].largest for name in _SIZES}
    area, room = wanted["squared_size"], area_of(largest)
    if area is not None and room is not None and largest["squared_size"] is None:
        yield by_name["squared_size"], area, room
    diameter = wanted["diameter"]
    for name in ("length", "width"):
        most = largest[name]
        if diameter is not None and most is not None:
            yield by_name["diameter"], diameter, most


def chosen(wanted: Chosen, limits: Limits) -> Chosen:
    """Return what is meant: what the order names, else what the marking is."""
    found = {name: value if value is not None else limits[name].fixed
             for name, value in wanted.items()}  # fmt: skip
    if wanted["squared_size"] is None and (
        limits["squared_size"].fixed is None or _names_a_size(wanted)
    ):
        area = area_of(found)
        found["squared_size"] = found["squared_size"] if area is None else area
    return found


def _names_a_size(wanted: Chosen) -> bool:
    return any(wanted[name] is not None for name in _SIZES)


def is_own(order: MarkingOrder, limits: Limits) -> bool:
    """Return whether an order names nothing but what the marking already is."""
    named = ((choice, getattr(order, choice.attribute)) for choice in CHOICES)
    return all(value is None or value == limits[choice.name].fixed for choice, value in named)


def plain(value: Decimal) -> str:
    """Return a number as text, exact, without zeros behind the point's last digit."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(value: Decimal | int | None) -> Decimal | None:
    return Decimal(value) if isinstance(value, int) else value


def _too_large(choice: Choice, value: Decimal, most: Decimal) -> NoPrice:
    return NoPrice(
        tr(
            "The {title} {value} is more than this marking takes ({most}).",
            title=tr(choice.title),
            value=shortened(plain(value)),
            most=plain(most),
        )
    )
