"""A typed query into the JSON that the filter takes ("filterData"): texts everywhere.

The one number of the document's example, `"gtin": 0`, stands for products without a GTIN.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from workbench.core.attributes import Asked, AttributeType, asked_in
from workbench.core.errors import bad_input
from workbench.core.queries import Query
from workbench.core.texts import tr
from workbench.core.times import read_time
from workbench.sources.etim.filters import KINDS_OF_WITH, SINCE
from workbench.sources.etim.filters_overall import FORMS
from workbench.sources.etim.languages import LANGUAGES
from workbench.sources.etim.records.declaring import Form
from workbench.sources.etim.records.values import local, wire_day, wire_since, wire_time

_LISTED: Final = ("labels", "hazardClass")
_TIMES: Final = ("lastModifiedDate", "creationDate")
_NOT_OF_THE_BODY: Final = frozenset({SINCE, "as-supplier", "productId"})

Given = Mapping[str, Mapping[str, Any]]
"""Values by filter and part."""


def given(query: Query) -> dict[str, dict[str, Any]]:
    """Return what a query asks for, by filter and part; the search box is a part of the name."""
    found: dict[str, dict[str, Any]] = {}
    for held in query.conditions:
        found.setdefault(held.filter, {})[held.part] = held.value
    words = query.text.strip()
    if words:
        _add_words(found, words, query.language)
    return found


def _add_words(found: dict[str, dict[str, Any]], words: str, language: str) -> None:
    """A number of eight to fourteen digits is looked for as a GTIN, anything else in the name."""
    if words.isascii() and words.isdigit() and 8 <= len(words) <= 14:
        found.setdefault("gtin", {}).setdefault("", words)
    else:
        spoken = language if language in LANGUAGES else LANGUAGES[0]
        found.setdefault("productName", {}).setdefault(spoken, words)


def filter_body(asked: Given) -> dict[str, Any]:
    """Return the conditions as the service takes them.

    Raises:
        WbError: code INPUT for what cannot be meant.
    """
    body: dict[str, Any] = {}
    for name, parts in asked.items():
        if name not in _NOT_OF_THE_BODY:
            body[name] = _member(name, parts)
    if SINCE in asked:
        body["lastModifiedDate"] = _since(asked, body)
    return body


def since_day(asked: Given) -> str:
    """Return the day that changes are asked from, "" where they are not."""
    moment = _moment(asked.get(SINCE, {}).get(""))
    return wire_day(moment) if moment is not None else ""


def supplier_of(asked: Given) -> str | None:
    """Return the supplier that products are asked as, None for the account itself."""
    return str(asked.get("as-supplier", {}).get("") or "").strip() or None


def _since(asked: Given, body: Mapping[str, Any]) -> object:
    if "lastModifiedDate" in body:
        raise bad_input(
            tr("“Changed since the day” and “Modified” ask for the same time."),
            tr("Remove one of the two."),
            SINCE,
        )
    return {"type": "range", "from": f"{since_day(asked)} 00:00:00"}


def _member(name: str, parts: Mapping[str, Any]) -> object:
    if name == "gtin":
        text = str(parts[""]).strip()
        return 0 if text == "0" else text
    if name in _LISTED:
        return _listed(name, parts)
    if name in _TIMES:
        return _times(name, parts)
    if name in FORMS:
        return _overall(name, parts, FORMS[name])
    if name == "attributes":
        return _attributes(parts)
    if name == "categories":
        return _categories(parts)
    return {part: _texts(value) for part, value in parts.items()}


def _overall(name: str, parts: Mapping[str, Any], form: Form) -> object:
    match form:
        case Form.FLAG:
            return ["true" if parts[""] else "false"]
        case Form.CODE:
            return list(_many(parts[""]))
        case Form.CODES | Form.COUNTRIES:
            return _listed(name, parts)
        case Form.DAY:
            return {part: _day(value) for part, value in parts.items()}
        case Form.TEXT | Form.ID | Form.LINK:
            return _texts(parts[""])
        case _:
            return {part: _texts(value) for part, value in parts.items()}


def _day(value: object) -> str:
    moment = _moment(value)
    return local(moment).date().isoformat() if moment is not None else str(value)


def _texts(value: object) -> object:
    return list(value) if isinstance(value, tuple) else str(value).strip()


def _listed(name: str, parts: Mapping[str, Any]) -> dict[str, object]:
    if not parts.get("with") and not parts.get("without"):
        raise bad_input(
            tr("Nothing is chosen."), tr("Choose what must be there, or must not."), name
        )
    body: dict[str, object] = {"withType": str(parts.get("withType") or KINDS_OF_WITH[0])}
    return body | {part: list(parts[part]) for part in ("with", "without") if parts.get(part)}


def _times(name: str, parts: Mapping[str, Any]) -> dict[str, object]:
    last = {part: value for part, value in parts.items() if part not in {"from", "to"}}
    if last and len(last) < len(parts):
        raise bad_input(
            tr("A time is asked as a range or as the last days, not as both."),
            tr("Remove one of the two."),
            name,
        )
    if not last:
        moments = {part: _moment(value) for part, value in parts.items()}
        spans = {"from": wire_since, "to": wire_time}
        named = {part: spans[part](moment) for part, moment in moments.items() if moment}
        return {"type": "range", **named}
    if "number" not in last:
        raise bad_input(tr("It is not said how many."), tr("Type a number."), f"{name}.number")
    current = "true" if last.get("includingCurrent", True) else "false"
    unit = str(last.get("unit") or "day")
    number = str(last["number"])
    return {"type": "last", "number": number, "unit": unit, "includingCurrent": current}


def _moment(value: object) -> datetime | None:
    read = read_time(value)
    return read if isinstance(read, datetime) else None


def _attributes(parts: Mapping[str, Any]) -> dict[str, object]:
    return {asked.code: _attribute(asked) for asked in asked_in(parts, LANGUAGES[0])}


def _attribute(asked: Asked) -> object:
    """Return what is asked of an attribute in the form that the document shows for its type.

    It shows none for a text of one language and for a reference: a text is sent as it is, and a
    reference, which holds several values, as the others that hold several.
    """
    match asked.type:
        case AttributeType.SPOKEN:
            return dict(asked.spoken)
        case AttributeType.FLAG | AttributeType.CHOICE:
            return list(asked.values)
        case AttributeType.RANGE:
            ends = zip(("from", "to"), asked.values, strict=True)
            return {name: text for name, text in ends if text}
        case AttributeType.SEVERAL | AttributeType.REFERENCE:
            kind = {"withType": KINDS_OF_WITH[1] if asked.all else KINDS_OF_WITH[0]}
            sides = {"with": list(asked.values), "without": list(asked.without)}
            return kind | {side: held for side, held in sides.items() if held}
        case _:
            return asked.values[0]


def _categories(parts: Mapping[str, Any]) -> Mapping[str, object]:
    trees: dict[str, dict[str, Any]] = {}
    for side in ("with", "without"):
        for typed in _many(parts.get(side)):
            tree, sign, category = typed.partition("/")
            if not sign or not tree or not category:
                raise bad_input(
                    tr("“{typed}” does not name a tree and a category.", typed=typed),
                    tr("Write the tree, a slash and the category, as TC1/C1."),
                    "categories",
                )
            kind = str(parts.get("withType") or KINDS_OF_WITH[0])
            held = trees.setdefault(tree, {"withType": kind})
            held.setdefault(side, []).append(category)
    if not trees:
        raise bad_input(
            tr("Nothing is chosen."), tr("Choose what must be there, or must not."), "categories"
        )
    return trees


def _many(value: object) -> Iterable[str]:
    if isinstance(value, tuple):
        return value
    return (str(value),) if value else ()
