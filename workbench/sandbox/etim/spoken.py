"""The details of a product in one language: every code as a text, every text in that language.

The document shows the general and the ETIM part; the others follow them. Names of ETIM are English
in every language: the national ones are not free.
"""

from __future__ import annotations

from workbench.sandbox.etim.refused import Refused, incorrect
from workbench.sandbox.etim.release import (
    ALPHANUMERIC,
    LOGICAL,
    NOT_APPLICABLE,
    RANGE,
    UNKNOWN,
    Slot,
)
from workbench.sandbox.etim.world import LANGUAGES, Document, World, a_list, an_object, texts

WORDS: dict[str, dict[str, str]] = {
    "pl": {"true": "Tak", "false": "Nie", "NA": "Nie dotyczy", "UN": "Nieznane"},
    "en": {"true": "Yes", "false": "No", "NA": "Not applicable", "UN": "Unknown"},
    "de": {"true": "Ja", "false": "Nein", "NA": "Nicht zutreffend", "UN": "Unbekannt"},
    "sv": {"true": "Ja", "false": "Nej", "NA": "Ej tillämpligt", "UN": "Okänt"},
    "fr": {"true": "Oui", "false": "Non", "NA": "Sans objet", "UN": "Inconnu"},
}
"""The words for what is the same in every feature."""

CORE_PRODUCT: dict[str, str] = {
    "pl": "Produkt podstawowy", "en": "Core product", "de": "Kernprodukt", "sv": "Basprodukt",
    "fr": "Produit principal",
}  # fmt: skip
"""The one kind of status that the document shows."""


def checked(language: str) -> str:
    """A language of the account; refused when it is none."""
    if language not in LANGUAGES:
        raise Refused(incorrect("lang"))
    return language


def document(world: World, answer: Document, language: str) -> Document:
    """The details of a product, told in a language."""
    told = {name: _plain(value, language) for name, value in answer.items()}
    overall = an_object(told["overallInformation"])
    if overall.get("altPid") == "-":
        told["overallInformation"] = overall | {"altPid": WORDS[language][NOT_APPLICABLE]}
    described = an_object(answer["etimDescription"])
    if described:
        told["etimDescription"] = _described(world, described, language)
    told["attributes"] = {
        name: attribute(world, name, value, language)
        for name, value in an_object(answer["attributes"]).items()
    }
    return told


def attribute(world: World, name: str, value: object, language: str) -> object:
    """The value of an attribute, its codes as the texts that the attribute gives them."""
    about = world.lists["attributes"].get(name, {})
    words = WORDS[language]
    if about.get("type") == "L":
        return words.get(str(value), value)
    names = {
        str(row.get("identifier")): _plain(row.get("value"), language)
        for row in map(an_object, a_list(about.get("values")))
    }
    if about.get("type") == "MS":
        return [names.get(code, code) for code in texts(value)]
    if about.get("type") == "R":
        return "..".join(texts(value))
    if isinstance(value, str):
        return names.get(value, value)
    plain = _plain(value, language)
    return [_status(row, language) for row in plain] if isinstance(plain, list) else plain


def feature(world: World, slot: Slot | None, code: str, value: object, language: str) -> str:
    """The value of a feature with its unit."""
    words = WORDS[language]
    if isinstance(value, str) and value in {NOT_APPLICABLE, UNKNOWN}:
        return words[value]
    unit = f" {slot.unit}" if slot and slot.unit else ""
    kind = slot.kind if slot else _kind(value)
    if kind == RANGE:
        return "..".join(texts(value)) + unit
    if kind == LOGICAL:
        return words.get(str(value), str(value))
    if kind == ALPHANUMERIC or code == value:
        return world.release.value_name(str(value))
    return f"{value}{unit}"


def _described(world: World, described: Document, language: str) -> Document:
    code, group = str(described.get("classId", "")), str(described.get("groupId", ""))
    slots = world.release.slots(code) or {}
    pairs = [
        [world.release.feature_name(name), feature(world, slots.get(name), name, value, language)]
        for name, value in an_object(described.get("features")).items()
    ]
    return {
        "version": described.get("version"),
        "classId": f"{world.release.class_name(code)} ({code})",
        "groupId": f"{world.release.group_name(group)} ({group})",
        "features": pairs,
    }


def _kind(value: object) -> str:
    if isinstance(value, list):
        return RANGE
    if value in {"true", "false"}:
        return LOGICAL
    return ALPHANUMERIC if str(value).startswith("EV") else ""


def _plain(value: object, language: str) -> object:
    if isinstance(value, list):
        return [_plain(row, language) for row in value]
    if not isinstance(value, dict):
        return value
    if value and value.keys() <= set(LANGUAGES):
        return value.get(language, "")
    return {name: _plain(row, language) for name, row in value.items()}


def _status(row: object, language: str) -> object:
    held = an_object(row)
    if held.get("type") == "core_product":
        return f"{CORE_PRODUCT[language]} ({held.get('value')})"
    return row
