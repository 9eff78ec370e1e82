"""Typed lists as members of a product: features, texts, attributes, categories, lists of objects.

What was taken out of an object is sent empty beside the rest, so that it goes whichever way the
service reads what is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Final, cast

from workbench.core.edits import Values
from workbench.core.etim import EtimFeature
from workbench.core.values import Coded, Odd
from workbench.sources.etim.classification import (
    kept_features,
    read_typed,
    read_value,
    wire_value,
)
from workbench.sources.etim.languages import LANGUAGES
from workbench.sources.etim.naming import class_of_code, feature_of, shipped_major
from workbench.sources.etim.records import overall
from workbench.sources.etim.records.declaring import Form, Member
from workbench.sources.etim.records.list_rows import BETWEEN, OWN_COLUMNS, joined
from workbench.sources.etim.records.lists import LISTED, Listed, by_language
from workbench.sources.etim.records.product import SPOKEN_SEO
from workbench.sources.etim.records.values import members
from workbench.sources.etim.records.values import rows as rows_in
from workbench.sources.etim.saving.pairing import Likeness, alike_rows, named_rows
from workbench.sources.leaves import identity

Body = dict[str, Any]
Setter = Callable[[Body, object, Values], None]

_OTHER_TEXTS: Final = tuple(member.name for member in overall.OTHER_TEXTS)


def text_of(value: object) -> str:
    """Return a typed value as one text."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Coded():
            return value.code.strip()
        case Odd():
            return value.raw.strip()
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case _:
            return str(value).strip()


def typed_rows(value: object) -> Sequence[Mapping[str, object]]:
    """Return the rows of a typed list."""
    return cast("Sequence[Mapping[str, object]]", value or ())


# ---- classification --------------------------------------------------------------------------


def set_class(body: Body, value: object, values: Values) -> None:
    """Another class takes the features along that it has, with values that it allows.

    The release stays where the class is taken away, and is named where a class begins without one:
    the code alone means another class from one release to the next.
    """
    code = text_of(value)
    described = dict(members(body.get("etimDescription")))
    if code == described.get("classId"):
        return
    if not code:
        body["etimDescription"] = described | {"classId": "", "groupId": "", "features": {}}
        return
    found = class_of_code(code)
    if found.known and "features" not in values:
        described["features"] = kept_features(members(described.get("features")), found)
    described |= {"classId": code, "groupId": found.group.code if found.known else ""}
    if found.known and not described.get("version"):
        described["version"] = shipped_major()
    body["etimDescription"] = described


def set_features(body: Body, value: object, _values: Values) -> None:
    """Every feature with its value, as it came where it is the same; those taken away go empty."""
    described = dict(members(body.get("etimDescription")))
    class_ = class_of_code(identity(described.get("classId")))
    held = members(described.get("features"))
    features: Body = dict.fromkeys(held, "")
    for row in typed_rows(value):
        code, typed = text_of(row.get("feature")), text_of(row.get("feature_value"))
        if code and typed and typed == read_value(held.get(code)).text:
            features[code] = held[code]
        elif code:
            features[code] = feature_wire(typed, class_.feature(code))
    kept = {code: each for code, each in features.items() if each != "" or code in held}
    body["etimDescription"] = described | {"features": kept}


def feature_wire(typed: str, feature: EtimFeature) -> object:
    """Return a typed value of a feature as the document writes it; "" for none."""
    known = feature if feature.known else feature_of(feature.code)
    reading = read_typed(typed, known)
    written = wire_value(reading)
    return "" if written is None else written


# ---- names with values -----------------------------------------------------------------------


def set_texts(body: Body, value: object, _values: Values) -> None:
    """The texts without a column of their own, by text and language."""
    for section, name in (*(("overallInformation", each) for each in _OTHER_TEXTS),
                          *(("seo", each) for each in SPOKEN_SEO)):  # fmt: skip
        held = members(members(body.get(section)).get(name))
        if held:
            _put_texts(body, section, name, dict.fromkeys(held, ""))
    for name in OWN_COLUMNS:
        _blank_others(body, name)
    for row in typed_rows(value):
        key, _dot, language = text_of(row.get("text_key")).rpartition(".")
        section, _dot, name = key.rpartition(".")
        typed = _spoken(name, text_of(row.get("text_value")))
        if name and language:
            _put_texts(body, section or "overallInformation", name, {language: typed})


def _blank_others(body: Body, name: str) -> None:
    held = members(members(body.get("overallInformation")).get(name))
    others = {language: "" for language in held if language not in LANGUAGES}
    if others:
        _put_texts(body, "overallInformation", name, others)


def _spoken(name: str, typed: str) -> object:
    if name == "keyword" and typed:
        return [part for each in typed.split(BETWEEN.strip()) if (part := each.strip())]
    return typed


def _put_texts(body: Body, section: str, name: str, texts: Mapping[str, object]) -> None:
    inner = dict(members(body.get(section)))
    inner[name] = {**members(inner.get(name)), **texts}
    body[section] = inner


def set_attributes(body: Body, value: object, _values: Values) -> None:
    """Attributes by identifier, texts of several languages by language too."""
    held = members(body.get("attributes"))
    made: Body = {}
    for name, each in held.items():
        made[name] = dict.fromkeys(each, "") if isinstance(each, dict) else ""
    for row in typed_rows(value):
        key, typed = text_of(row.get("attribute_key")), text_of(row.get("attribute_value"))
        if key:
            _put_attribute(made, held, key, typed)
    body["attributes"] = made


def _put_attribute(made: Body, held: Mapping[str, Any], key: str, typed: str) -> None:
    """Put one attribute, or one language of it; what was not changed stays as it came."""
    name, dot, language = key.rpartition(".")
    spoken = isinstance(held.get(name), dict) or len(language) == 2
    if dot and name and key not in held and spoken:
        texts, before = made.get(name), members(held.get(name)).get(language)
        value = before if before is not None and joined(before) == typed else typed
        made[name] = {**(texts if isinstance(texts, dict) else {}), language: value}
        return
    before = held.get(key)
    if before is not None and joined(before) == typed:
        made[key] = before
        return
    # A bar parts the values of a list; in a text that was there it is a sign like any other.
    listed = isinstance(before, list) or (not before and BETWEEN.strip() in typed)
    made[key] = _split(typed) if listed and typed else typed


def _split(typed: str) -> list[str]:
    return [part for each in typed.split(BETWEEN.strip()) if (part := each.strip())]


def set_technical(body: Body, value: object, _values: Values) -> None:
    """Additional technical data, by name."""
    made: Body = dict.fromkeys(members(body.get("additionalTechnicalDescription")), "")
    for row in typed_rows(value):
        name = text_of(row.get("technical_key"))
        if name:
            made[name] = text_of(row.get("technical_value"))
    body["additionalTechnicalDescription"] = made


# ---- codes -----------------------------------------------------------------------------------


def set_categories(body: Body, value: object, _values: Values) -> None:
    """Categories by tree, from keys of both; a tree without any is sent empty."""
    made: Body = {tree: [] for tree in members(body.get("categories"))}
    for each in cast("Sequence[object]", value or ()):
        tree, slash, category = text_of(each).partition("/")
        if slash and tree and category:
            made.setdefault(tree, []).append(category)
    body["categories"] = made


# ---- lists of objects ------------------------------------------------------------------------


def set_list(listed: Listed, body: Body, value: object, _values: Values) -> None:
    """A list of objects, whole; what a row holds beyond its columns stays with it."""
    held, typed = rows_in(body.get(listed.path)), typed_rows(value)
    made = [_row(listed, row, before)
            for row, before in zip(typed, _before(listed, typed, held), strict=True)]  # fmt: skip
    body[listed.path] = [row for row in made if row]


def _before(
    listed: Listed, typed: Sequence[Mapping[str, object]], held: Sequence[Mapping[str, Any]]
) -> Sequence[Mapping[str, Any]]:
    key = next((each for each in listed.members if each.id == listed.key), None)
    if key is not None:
        names = [text_of(row.get(listed.key)) for row in typed]
        return named_rows(names, held, lambda row: identity(row.get(key.name)).strip())

    def shared(row: Mapping[str, object], before: Mapping[str, Any]) -> int:
        own = ((member, before.get(member.name)) for member in listed.members)
        return sum(_member(member, row, each) == each for member, each in own if each)

    def most(before: Mapping[str, Any]) -> int:
        return sum(bool(before.get(member.name)) for member in listed.members)

    return alike_rows(typed, held, Likeness(shared, most))


def _row(listed: Listed, typed: Mapping[str, object], before: Mapping[str, Any]) -> Body:
    made = {name: value for name, value in before.items()
            if all(name != member.name for member in listed.members)}  # fmt: skip
    for member in listed.members:
        written = _member(member, typed, before.get(member.name))
        if written not in ("", [], {}, None):
            made[member.name] = written
    return made


def _member(member: Member, typed: Mapping[str, object], before: object) -> object:
    if member.form is Form.SPOKEN:
        texts = dict(members(before))
        for id_, language in by_language(member):
            if id_ in typed:
                texts[language] = text_of(typed[id_])
        return {language: text for language, text in texts.items() if text}
    if member.id not in typed:
        return before
    value = typed[member.id]
    if isinstance(value, (tuple, list)) and not isinstance(value, (Coded, Odd)):
        return [text_of(each) for each in value]
    return text_of(value)


SETTERS: Final[Mapping[str, Setter]] = {
    "etim_class": set_class,
    "features": set_features,
    "texts": set_texts,
    "attributes": set_attributes,
    "technical": set_technical,
    "categories": set_categories,
    **{listed.id: partial(set_list, listed) for listed in LISTED},
}
"""What is no single member, by field."""
