"""A typed query into the JSON that the filter takes ("filterData"): texts everywhere.

The one number of the document's example, `"gtin": 0`, stands for products without a GTIN.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from workbench.core.errors import WbError, bad_input
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
    found: dict[str, object] = {}
    for kind, value in parts.items():
        for identifier, asked in map(_pair, _many(value)):
            name, language = identifier, LANGUAGES[0]
            if kind == "M" and "." in identifier:
                name, _dot, language = identifier.rpartition(".")
            words = f"{language}={asked}" if kind == "M" else asked
            found[name] = _attribute(kind, name, words, found)
    return found


def _attribute(kind: str, identifier: str, asked: str, found: Mapping[str, object]) -> object:
    options = _options(asked)
    if kind in {"MS", "MS_without"}:
        held = found.get(identifier)
        side = "without" if kind == "MS_without" else "with"
        before = held if isinstance(held, dict) else {"withType": KINDS_OF_WITH[0]}
        return {**before, side: options}
    match kind:
        case "L" | "S" | "REF":
            return options
        case "R":
            low, sign, high = asked.partition("..")
            limits = {"from": low.strip(), "to": (high if sign else low).strip()}
            return {name: text for name, text in limits.items() if text}
        case _:
            return _spoken(identifier, asked, found) if kind == "M" else asked


def _spoken(identifier: str, asked: str, found: Mapping[str, object]) -> object:
    """Return a text by language: `M1.pl=word` names the language behind the identifier."""
    held = found.get(identifier)
    language, _sign, words = asked.partition("=")
    return {**(held if isinstance(held, dict) else {}), language: words}


def _pair(typed: str) -> tuple[str, str]:
    """Return the identifier and what is asked of it.

    Raises:
        WbError: code INPUT where one of them is missing.
    """
    identifier, _sign, asked = typed.partition("=")
    if not identifier.strip() or not asked.strip():
        raise _no_pair(typed)
    return identifier.strip(), asked.strip()


def _no_pair(typed: str) -> WbError:
    return bad_input(
        tr("“{typed}” does not name an attribute and a value.", typed=typed),
        tr("Write the attribute's identifier, = and the value, as S3=v1."),
        "attributes",
    )


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


def _options(asked: str) -> Sequence[str]:
    return [text for part in asked.split("|") if (text := part.strip())]
