"""What a service says of its own failure, whatever it calls the members: plain text and codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

LONGEST_TEXT = 200
"""Characters of a service's words that are shown."""

_TEXT_NAMES = ("message", "errormessage", "error_description", "description", "detail", "msg")
_TITLE_NAMES = ("title", "error", "reason")
_CODE_NAMES = ("errorcode", "error_code", "code")
_FIELD_NAMES = ("errorfield", "error_field", "field", "parameter")
_LISTS = ("errors", "error", "details", "violations")
_BLANKS = re.compile(r"\s+")


class ServiceError(msgspec.Struct, frozen=True):
    """A service's own words.

    Attributes:
        text: one line of plain text, "" where it said nothing readable.
        code: its own code, as it wrote it.
        field: the member or parameter it names.
    """

    text: str = ""
    code: str = ""
    field: str = ""


def plain(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return foreign text as one line: control and direction signs as blanks, shortened."""
    shown = "".join(char if char.isprintable() else " " for char in text[: longest * 8])
    line = _BLANKS.sub(" ", shown).strip()
    return line if len(line) <= longest else line[: longest - 1] + "…"


def looks_like_markup(body: bytes) -> bool:
    """Return whether a body is a web page or other markup, not data."""
    return body[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def read_service_error(body: bytes) -> ServiceError:
    """Return what an error's body says; empty where it is a web page or nothing readable."""
    if not body.strip() or looks_like_markup(body):
        return ServiceError()
    try:
        document = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ServiceError(plain(body[: LONGEST_TEXT * 4].decode("utf-8", "replace")))
    if isinstance(document, str):
        return ServiceError(plain(document))
    parts = tuple(_mappings(document))
    return ServiceError(
        plain(_first(parts, _TEXT_NAMES) or _listed(document) or _first(parts, _TITLE_NAMES)),
        plain(_first(parts, _CODE_NAMES), 60),
        plain(_first(parts, _FIELD_NAMES), 100),
    )


def _mappings(document: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """Yield a document's objects that may speak of the failure, outer ones first."""
    if depth > 3:
        return
    if isinstance(document, dict):
        lower = {str(name).lower(): value for name, value in document.items()}
        yield lower
        for name in _LISTS:
            yield from _mappings(lower.get(name), depth + 1)
    elif isinstance(document, list):
        for item in document[:5]:
            yield from _mappings(item, depth + 1)


def _first(parts: tuple[Mapping[str, object], ...], names: tuple[str, ...]) -> str:
    for part in parts:
        for name in names:
            value = part.get(name)
            if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
                return str(value)
    return ""


def _listed(document: object) -> str:
    """Return the texts of `{"errors": {"name": ["…"]}}` and of a list of texts."""
    found = document
    if isinstance(document, dict):
        found = next((document[name] for name in document if name.lower() in _LISTS), None)
    if isinstance(found, dict):
        pairs = found.items()
        return "; ".join(f"{name}: {_joined(value)}" for name, value in pairs if _joined(value))
    return _joined(found)


def _joined(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(item for item in value if isinstance(item, str))
    return value if isinstance(value, str) else ""
