"""One release of ETIM in one language: names, types, units and values by code, classes by name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from msgspec import Raw

from workbench.core.etim import (
    EtimClass,
    EtimClassRow,
    EtimFeature,
    EtimGroup,
    EtimRelease,
    EtimUnit,
    EtimValue,
    FeatureType,
)
from workbench.core.resources import resource_path
from workbench.sources.etim.model_file import (
    BLOCK,
    CODES,
    Codes,
    Head,
    PackedFeature,
    PackedUnit,
    ReleaseFile,
    decoded,
)
from workbench.sources.etim.model_names import ModelNames, language_among
from workbench.sources.etim.model_search import found_places, found_rows

_KEPT_CLASSES = 512
_KEPT_BLOCKS = 32
SHIPPED = "etim"
"""Folder of the resources that holds the release which comes with the program."""


def release_of(path: Path, head: Head) -> EtimRelease:
    """Return what a compact file says of itself, in plain words."""
    return EtimRelease(
        id=path.stem,
        name=head.name,
        number=head.number,
        date=head.date,
        publisher=head.publisher,
        languages=head.languages,
        classes=head.classes,
        features=head.features,
        shipped=path.parent == resource_path(SHIPPED),
    )


class Model:
    """A release that is open (`core.etim.Classification`). Safe to ask from several threads."""

    def __init__(self, file: ReleaseFile, release: EtimRelease, language: str) -> None:
        self._file = file
        self._release = release
        self._names = ModelNames(file, language)
        self._class = lru_cache(_KEPT_CLASSES)(self._read_class)
        self._block = lru_cache(_KEPT_BLOCKS)(self._read_block)

    @classmethod
    def open(cls, path: Path, language: str = "en") -> Model:
        """Open a compact file; nothing but its head is unpacked.

        Args:
            path: a file that `releases` or the packaging wrote.
            language: of the names ("de", "nl-BE"); English, or else the first one the release has,
                stands where a name is missing in it.

        Raises:
            WbError: DISK, where it cannot be read; FILE, where it is damaged.
        """
        file = ReleaseFile.open(path)
        chosen = language_among(file.head.languages, language)
        return cls(file, release_of(path, file.head), chosen)

    def in_language(self, language: str) -> Model:
        """Return the same release with names in another of its languages."""
        chosen = language_among(self._release.languages, language)
        return Model(self._file, self._release, chosen)

    @property
    def release(self) -> EtimRelease:
        """Which release it is."""
        return self._release

    @property
    def language(self) -> str:
        """Of the names."""
        return self._names.language

    @cached_property
    def _codes(self) -> Codes:
        return self._file.part(CODES, Codes)

    def classes(self, query: str = "", group: str = "", limit: int = 0) -> Sequence[EtimClassRow]:
        """Return classes whose name, code or synonyms hold all words of `query`, best first.

        All by name without a query; `group` keeps those of one group, a `limit` the first ones.
        """
        found = found_rows(query, self._names.searched, self._names.order)
        codes = self._codes
        if group:
            wanted = _place(codes.groups, group)
            of = codes.groups_of_classes
            found = [hit for hit in found if of[hit[0]] == wanted and wanted >= 0]
        return [self._row(*hit) for hit in (found[:limit] if limit else found)]

    def _row(self, place: int, synonym: int) -> EtimClassRow:
        codes = self._codes
        synonyms = self._names.synonyms(place) if synonym >= 0 else ()
        return EtimClassRow(
            codes.classes[place],
            self._names.classes[place],
            self._group_at(codes.groups_of_classes[place]),
            codes.versions[place],
            # What is behind them was found in another language of the release.
            synonyms[synonym] if 0 <= synonym < len(synonyms) else "",
        )

    def class_(self, code: str) -> EtimClass:
        """Return a class with its features in order; not `known` where the release lacks it."""
        return self._class(code)

    def _read_class(self, code: str) -> EtimClass:
        codes = self._codes
        place = _place(codes.classes, code)
        if place < 0:
            return EtimClass(code, known=False)
        packed = decoded(self._block(place // BLOCK)[place % BLOCK], list[PackedFeature])
        return EtimClass(
            code,
            self._names.classes[place],
            self._group_at(codes.groups_of_classes[place]),
            codes.versions[place],
            tuple(self._feature_of_class(*own) for own in packed),
            self._names.synonyms(place),
        )

    def _read_block(self, number: int) -> list[Raw]:
        """Read the classes of a block as they are packed: of most of them nobody asks."""
        return self._file.part(f"block/{number}", list[Raw])

    def _feature_of_class(self, place: int, unit: int, values: list[int]) -> EtimFeature:
        names, codes = self._names.values, self._codes.values
        return EtimFeature(
            self._codes.features[place],
            self._names.features[place],
            self._type(place),
            self._unit_at(unit) if unit >= 0 else None,
            tuple(EtimValue(codes[value], names[value]) for value in values),
            self._feature_group(place),
        )

    def feature(self, code: str) -> EtimFeature:
        """Return a feature without class; not `known` where the release lacks it."""
        place = _place(self._codes.features, code)
        if place < 0:
            return EtimFeature(code, known=False)
        name = self._names.features[place]
        return EtimFeature(code, name, self._type(place), group=self._feature_group(place))

    def _type(self, place: int) -> FeatureType:
        return FeatureType(self._codes.types[place].strip())

    def _feature_group(self, place: int) -> str:
        group = self._codes.groups_of_features[place]
        return self._codes.groups[group] if group >= 0 else ""

    def features(self, query: str, limit: int) -> Sequence[EtimFeature]:
        """Return features with words of `query` in name or code, those with most of them first."""
        places = found_places(query, self._names.searched_features, limit)
        return [self.feature(self._codes.features[place]) for place in places]

    def unit_of_feature(self, code: str) -> EtimUnit | None:
        """Return the unit that a feature has in every class, None where it differs or is none."""
        units = self._units_of_features.get(_place(self._codes.features, code), frozenset())
        unit = next(iter(units)) if len(units) == 1 else -1
        return self._unit_at(unit) if unit >= 0 else None

    @cached_property
    def _units_of_features(self) -> Mapping[int, frozenset[int]]:
        """Units by place of the feature, out of all classes: some tenths of a second, once."""
        found: dict[int, set[int]] = {}
        for number in range(-(-len(self._codes.classes) // BLOCK)):
            for packed in self._read_block(number):
                for place, unit, _ in decoded(packed, list[PackedUnit]):
                    found.setdefault(place, set()).add(unit)
        return {place: frozenset(units) for place, units in found.items()}

    def value(self, code: str) -> EtimValue:
        """Return a value; not `known` where the release lacks it."""
        place = _place(self._codes.values, code)
        known = place >= 0
        return EtimValue(code, self._names.values[place] if known else "", known)

    def unit(self, code: str) -> EtimUnit:
        """Return a unit; not `known` where the release lacks it."""
        place = _place(self._codes.units, code)
        return self._unit_at(place) if place >= 0 else EtimUnit(code, known=False)

    def _unit_at(self, place: int) -> EtimUnit:
        names = self._names.units
        return EtimUnit(self._codes.units[place], names.abbreviations[place], names.names[place])

    def group(self, code: str) -> EtimGroup:
        """Return a group of classes or of features; not `known` where the release lacks it."""
        place = _place(self._codes.groups, code)
        return self._group_at(place) if place >= 0 else EtimGroup(code, known=False)

    @cached_property
    def _groups(self) -> list[EtimGroup]:
        named = zip(self._codes.groups, self._names.groups, strict=True)
        return [EtimGroup(code, name) for code, name in named]

    def _group_at(self, place: int) -> EtimGroup:
        if place < 0:
            return EtimGroup("", known=False)
        return self._groups[place]

    def groups(self) -> Sequence[EtimGroup]:
        """Return the groups of classes, by name."""
        used = {place for place in self._codes.groups_of_classes if place >= 0}
        return sorted(map(self._group_at, used), key=lambda group: (group.name, group.code))


def _place(codes: list[str], code: str) -> int:
    """Return where a code stands among the sorted ones, -1 where it does not."""
    place = bisect_left(codes, code)
    return place if place < len(codes) and codes[place] == code else -1
