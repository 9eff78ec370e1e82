"""Words of a classification as the window and the sources share them: plain values without a file.

The window shows names beside codes and is handed no source, so what it is given is said here; who
reads a release of ETIM (sources) gives these types, and `Classification` is all that is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

import msgspec

from workbench.core.texts import mark, tr

NOT_APPLICABLE = "NA"
"""What stands as value of a feature that does not apply to the product."""
UNKNOWN = "UN"
"""What stands as value of a feature whose value is not known."""


class FeatureType(StrEnum):
    """How the values of a feature are written; the value is the letter a release has for it."""

    ALPHANUMERIC = "A"
    NUMERIC = "N"
    RANGE = "R"
    LOGICAL = "L"
    OTHER = ""

    @property
    def shown(self) -> str:
        """The type in words; "" for a type that is not known."""
        return tr(_TITLES[self])


_TITLES = {
    FeatureType.ALPHANUMERIC: mark("Alphanumeric"),
    FeatureType.NUMERIC: mark("Numeric"),
    FeatureType.RANGE: mark("Range"),
    FeatureType.LOGICAL: mark("Logical"),
    FeatureType.OTHER: "",
}


class EtimUnit(msgspec.Struct, frozen=True):
    """A unit of measure (EU and six digits); `known` is False where the release has no such code.

    `name` is what a release writes out ("Millimetre"), "" in the form that has abbreviations alone.
    """

    code: str
    abbreviation: str = ""
    name: str = ""
    known: bool = True


class EtimValue(msgspec.Struct, frozen=True):
    """An allowed value (EV and six digits); `known` is False where the release has no such code."""

    code: str
    name: str = ""
    known: bool = True


class EtimGroup(msgspec.Struct, frozen=True):
    """A group of classes (EG) or of features (EFG); `known` as for a value."""

    code: str
    name: str = ""
    known: bool = True


class EtimFeature(msgspec.Struct, frozen=True):
    """A feature (EF), by itself or as a class has it.

    Attributes:
        code: EF and six digits, or with a country ("EFDE0012").
        name: in the language of the model; "" for a code that the release does not have.
        type: of the feature everywhere: the same in each class.
        unit: of this feature in this class; None without one, and for a feature by itself.
        values: the allowed values in order, for an alphanumeric feature of a class.
        group: code of the feature group, "" where the release tells none.
        known: False where the release (or the class) does not have the feature.
    """

    code: str
    name: str = ""
    type: FeatureType = FeatureType.OTHER
    unit: EtimUnit | None = None
    values: tuple[EtimValue, ...] = ()
    group: str = ""
    known: bool = True

    def allows(self, value: str) -> bool:
        """Return whether a code is among the allowed values."""
        return any(own.code == value for own in self.values)


class EtimClass(msgspec.Struct, frozen=True):
    """A class (EC and six digits) with its features in the release's order.

    `version` is the class's own, not the release's; 0 for a class that is not known.
    """

    code: str
    name: str = ""
    group: EtimGroup = EtimGroup("")
    version: int = 0
    features: tuple[EtimFeature, ...] = ()
    synonyms: tuple[str, ...] = ()
    known: bool = True

    def feature(self, code: str) -> EtimFeature:
        """Return a feature of the class; not `known` where the class does not have it."""
        for feature in self.features:
            if feature.code == code:
                return feature
        return EtimFeature(code, known=False)


class EtimClassRow(msgspec.Struct, frozen=True):
    """A class in a list; `synonym` is the one that was found, "" where the name itself was."""

    code: str
    name: str
    group: EtimGroup
    version: int
    synonym: str = ""


class EtimRelease(msgspec.Struct, frozen=True):
    """A release that is at hand.

    Attributes:
        id: by which it is opened; the name of its file.
        name: as shown ("ETIM 10.0").
        number: of the release ("10.0"), "" where it tells none.
        date: of the publication, as written ("2024-12-05"), "" where it tells none.
        publisher: who gave it out ("EI" is ETIM International), "" where it tells none.
        languages: that its names are in, lower case ("en", "nl-be").
        classes: how many it has.
        features: how many it has.
        shipped: whether it came with the program.
    """

    id: str
    name: str
    number: str = ""
    date: str = ""
    publisher: str = ""
    languages: tuple[str, ...] = ()
    classes: int = 0
    features: int = 0
    shipped: bool = False

    @property
    def major(self) -> str:
        """The number that services ask with ("10" of "10.0")."""
        return self.number.partition(".")[0]


class Classification(Protocol):
    """One release in one language. A code it does not have is answered, with `known` False."""

    @property
    def release(self) -> EtimRelease:
        """Which release it is."""
        ...

    @property
    def language(self) -> str:
        """Of the names; where one is missing it is in another language of the release."""
        ...

    def classes(self, query: str = "", group: str = "", limit: int = 0) -> Sequence[EtimClassRow]:
        """Return classes whose name, code or synonyms hold all words of `query`, best first.

        All by name without a query; `group` keeps those of one group, a `limit` the first ones.
        """
        ...

    def class_(self, code: str) -> EtimClass:
        """Return a class with its features in order."""
        ...

    def feature(self, code: str) -> EtimFeature:
        """Return a feature without class: no unit, no values."""
        ...

    def value(self, code: str) -> EtimValue:
        """Return a value."""
        ...

    def unit(self, code: str) -> EtimUnit:
        """Return a unit."""
        ...

    def group(self, code: str) -> EtimGroup:
        """Return a group of classes or of features."""
        ...

    def groups(self) -> Sequence[EtimGroup]:
        """Return the groups of classes, by name."""
        ...


def etim_label(
    thing: EtimClass | EtimFeature | EtimValue | EtimGroup | EtimClassRow, release: EtimRelease
) -> str:
    """Return name and code as shown; a code that the release does not have is said to be so."""
    if isinstance(thing, EtimClassRow) or thing.known:
        return f"{thing.name} ({thing.code})" if thing.name else thing.code
    return tr("{code} (not in {release})", code=thing.code, release=release.name)
