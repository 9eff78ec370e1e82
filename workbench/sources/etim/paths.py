"""Columns of products beyond those that are listed: features, attributes, further texts.

A feature is named by its code ("EF005474"), an attribute and a text by their place in the document
("attributes.colour", "attributes.colour.de", "overallInformation.keyword.pl").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from workbench.core.etim import EtimFeature, FeatureType
from workbench.core.fields import Field, Kind
from workbench.core.paths import Part, Paths
from workbench.core.texts import mark, tr
from workbench.core.values import Coded, Odd
from workbench.sources.etim.classification import (
    MISSING,
    Reading,
    ValueKind,
    read_value,
    value_shown,
)
from workbench.sources.etim.languages import LANGUAGES
from workbench.sources.etim.naming import feature_of, features_named, unit_of, value_name
from workbench.sources.etim.path_parts import (
    OTHER_TEXTS,
    attribute_part,
    feature_part,
    text_part,
)
from workbench.sources.etim.records.declaring import Member, column
from workbench.sources.etim.records.list_rows import joined
from workbench.sources.etim.records.product import Product, features_of
from workbench.sources.etim.records.product_fields import FIELDS, OVERALL
from workbench.sources.etim.records.values import decimal, members, spoken
from workbench.tables.folding import fold

FEATURE: Final = re.compile(r"EF[A-Z]{0,2}\d{4,6}")
"""How the code of a feature looks."""
MOST: Final = 40
"""Columns of a kind that are offered for a text."""
_FEATURES: Final = mark("ETIM classification")
_ATTRIBUTES: Final = mark("Attributes")
_TEXTS: Final = mark("Texts")
_ATTRIBUTE: Final = "attributes."
_WORD: Final = re.compile(r"\w+")
_CASES: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def field_of(path: str) -> Field | None:
    """Return the column of a path, None where it means nothing in a product."""
    if FEATURE.fullmatch(path.upper()):
        return feature_field(path.upper())
    if path.startswith(_ATTRIBUTE) and path != _ATTRIBUTE:
        name, language = _attribute_in(path)
        return attribute_field(name, language=language)
    return _text_field(*OTHER_TEXTS[path]) if path in OTHER_TEXTS else None


def part_of(path: str) -> Part | None:
    """Return where the column of a path is typed, None for a path that means nothing."""
    if FEATURE.fullmatch(path.upper()):
        return feature_part(path.upper())
    if path.startswith(_ATTRIBUTE) and path != _ATTRIBUTE:
        return attribute_part(path, *_attribute_in(path))
    return text_part(path, *OTHER_TEXTS[path]) if path in OTHER_TEXTS else None


def _attribute_in(path: str) -> tuple[str, str]:
    """Return the identifier of an attribute and the language, "" for none."""
    name, _, language = path.removeprefix(_ATTRIBUTE).rpartition(".")
    if name and language in LANGUAGES:
        return name, language
    return path.removeprefix(_ATTRIBUTE), ""


def found(text: str, attributes: Sequence[Coded]) -> Sequence[Field]:
    """Return columns for a text as typed: texts, then attributes, then features, best first.

    Args:
        text: a code, or words of a name; of a text also its language: "name pl".
        attributes: identifiers and names of the account's attributes.
    """
    words = tuple(map(fold, _WORD.findall(text)))
    if not words:
        return ()
    texts = [field for field in _every_text() if _holds(field, words)]
    named = [field for each in attributes for field in _attributes_for(each, words)]
    features = features_named(" ".join(words), MOST)
    if texts or named:
        # What has only some of the words is for those who would else see nothing.
        features = [each for each in features if _all_in(words, f"{each.name} {each.code}")]
    return (
        *texts[:MOST],
        *named[:MOST],
        *(feature_field(each.code) for each in features),
    )


def _attributes_for(named: Coded, words: Sequence[str]) -> Iterator[Field]:
    """Return the columns of an attribute that are meant: its own, or that of a named language."""
    said = f"{named.label} {named.code}"
    if _all_in(words, said):
        yield attribute_field(named.code, named.label)
    rest = [word for word in words if word not in LANGUAGES]
    if rest and len(rest) < len(words) and _all_in(rest, said):
        for language in LANGUAGES:
            if language in words:
                yield attribute_field(named.code, named.label, language)


def _all_in(words: Sequence[str], said: str) -> bool:
    plain = fold(said)
    return all(word in plain for word in words)


def _holds(field: Field, words: Sequence[str]) -> bool:
    """Return whether title or service's name of a text hold all words; a language is its own."""
    *place, language = field.path.split(".")
    spoken_in = {word for word in words if word in LANGUAGES}
    rest = [word for word in words if word not in LANGUAGES]
    if not rest or (spoken_in and language not in spoken_in):
        return False
    return _all_in(rest, f"{tr(field.title)} {_CASES.sub(' ', place[-1])} {place[-1]}")


# ---- features --------------------------------------------------------------------------------


def feature_field(code: str) -> Field:
    """Return the column of a feature: values by name, the unit in the header."""
    feature = feature_of(code)
    kind, read = _FORMS.get(feature.type, (Kind.TEXT, _read_words))
    unit = unit_of(code) if feature.type in {FeatureType.NUMERIC, FeatureType.RANGE} else ""

    def value_of(product: Product) -> object:
        reading = read_value(features_of(product).get(code), feature.type)
        return None if reading == MISSING else read(reading, feature)

    return Field(
        code, feature.name or code, kind, value_of, f"etimDescription.features.{code}", unit,
        group=_FEATURES, width=140, facet=kind is Kind.CHOICE, help=code,
    )  # fmt: skip


def _read_words(reading: Reading, feature: EtimFeature) -> object:
    return value_shown(reading, feature, value_name)


def _read_choice(reading: Reading, feature: EtimFeature) -> object:
    if reading.kind is ValueKind.ODD:
        return Odd(reading.text)
    return Coded(reading.text, value_shown(reading, feature, value_name))


def _read_number(reading: Reading, feature: EtimFeature) -> object:
    if reading.kind is ValueKind.NUMBER:
        return decimal(reading.text)
    return Odd(value_shown(reading, feature, value_name))


_Read = Callable[[Reading, EtimFeature], object]
_FORMS: Final[Mapping[FeatureType, tuple[Kind, _Read]]] = {
    FeatureType.ALPHANUMERIC: (Kind.CHOICE, _read_choice),
    FeatureType.LOGICAL: (Kind.CHOICE, _read_choice),
    FeatureType.NUMERIC: (Kind.DECIMAL, _read_number),
    FeatureType.RANGE: (Kind.TEXT, _read_words),
}
"""How the value of a feature stands in its column, by the type that the release gives it."""


# ---- attributes and texts --------------------------------------------------------------------


def attribute_field(name: str, title: str = "", language: str = "") -> Field:
    """Return the column of an attribute.

    Args:
        name: its identifier.
        title: its name, where it is known.
        language: of a text in languages, "" for the first that it has.
    """

    def value_of(product: Product) -> object:
        held: Any = members(product.attributes).get(name)
        if isinstance(held, dict):
            return spoken(held, language)
        return None if language else joined(held)

    path = ".".join(filter(None, (f"{_ATTRIBUTE}{name}", language)))
    spoken_title = f"{title or name} · {language.upper()}" if language else title or name
    return Field(
        path, spoken_title, Kind.TEXT, value_of, path, group=_ATTRIBUTES, width=140, facet=True
    )


def _overall(product: Product) -> Any:  # noqa: ANN401 - a section as it came
    return product.overall_information


def _text_field(member: Member, language: str) -> Field:
    return column(
        _overall, OVERALL, member, _TEXTS, language=language, width=220,
        id=f"{OVERALL}.{member.name}.{language}", title=f"{tr(member.title)} · {language.upper()}",
    )  # fmt: skip


def _further_texts() -> list[Field]:
    return [_text_field(member, language) for member, language in OTHER_TEXTS.values()]


def _every_text() -> list[Field]:
    """Return the columns of all texts by language: those that are listed, then the others."""
    ends = tuple(f".{language}" for language in LANGUAGES)
    listed = [
        field for field in FIELDS if field.path.startswith(OVERALL) and field.path.endswith(ends)
    ]
    return [*listed, *_further_texts()]


PATHS: Final = Paths(field_of, found, lookup="attributes", part=part_of)
"""Columns for whatever a product holds."""
