"""What is kept of a call for the history: facts and texts, every secret taken out.

Two nets: what a request was signed with goes by its place (header, part of the path), whatever it
is; every secret in use goes by its text in each of its forms; and what is named like a secret
(a parameter, a header, a member of a body) goes by its name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from workbench.core.calls import MASK, BodyText, CallBodies, Pairs

LONGEST_BODY: Final = 200_000
"""Bytes of a body that are kept."""
_SLACK: Final = 4_096
"""Bytes read beyond the longest body, so that no secret is cut in two before it is found."""
MOST_HEADERS: Final = 40
LONGEST_VALUE: Final = 1_000
"""Signs of a header's or parameter's value that are kept."""

_PARTED: Final = "\x00"

_SECRET_NAME: Final = re.compile(
    r"pass(?:word|wd|phrase)|secret|token|api[_-]?key|credential|cookie|signature|authoriz"
    r"|(?:user|access|refresh|auth|client)[_-]?key|x-auth|hmac|jwt|^(?:key|sig|auth)$",
    re.IGNORECASE,
)
_MEMBER: Final = re.compile(
    r'"([^"\\]{1,120})"(\s*:\s*)("(?:[^"\\]|\\.)*+"?|-?[0-9][^\s,}\]]*)', re.DOTALL
)
"""A member of JSON with a text or a number, wherever it stands."""
_PARAMETER: Final = re.compile(r"(^|[?&;])([^=&?;\s\"]{1,120})=([^&;\s\"'<>\\]+)")
"""A parameter of a form or of an address inside a text."""

Clean = Callable[[str], str]
"""Takes the secrets in use out of a text."""


class RawBodies(msgspec.Struct, frozen=True):
    """The beginnings of both bodies as they went and came, with the bytes of the whole."""

    request: tuple[bytes, int] | None = None
    answer: tuple[bytes, int] | None = None

    def shown(self, clean: Clean) -> CallBodies:
        """Return what may be kept of them; takes a while with long ones."""
        return CallBodies(_shown(self.request, clean), _shown(self.answer, clean))


def beginning(body: bytes | None) -> tuple[bytes, int] | None:
    """Return what is looked at of a body, and how long all of it is."""
    return (body[: LONGEST_BODY + _SLACK], len(body)) if body else None


@functools.lru_cache(512)
def is_secret_name(name: str) -> bool:
    """Return whether what is called so is a secret by its name."""
    return _SECRET_NAME.search(name) is not None


def masked_headers(given: Iterable[tuple[str, str]], signed: Iterable[str], clean: Clean) -> Pairs:
    """Return headers without what is secret in them; how one signs (`Basic`, `Bearer`) stays."""
    own = {name.lower() for name in signed}
    shown = [
        (name, _way(value) if name.lower() in own else value)
        for name, value in list(given)[:MOST_HEADERS]
    ]
    return masked_pairs(shown, clean)


def masked_pairs(given: Iterable[tuple[str, str]], clean: Clean) -> Pairs:
    """Return names and values without secrets; one cleaning for all of them."""
    pairs = [
        (name, value if MASK in value or not is_secret_name(name) else MASK)
        for name, value in given
    ]
    if not pairs:
        return ()
    whole = _PARTED.join(part for pair in pairs for part in pair)
    parts = [part[:LONGEST_VALUE] for part in clean(whole).split(_PARTED)]
    return tuple(zip(parts[::2], parts[1::2], strict=False))


def is_text(kind: str) -> bool:
    """Return whether a content type is of a body that people can read; none is JSON here."""
    return not kind or any(word in kind.lower() for word in ("json", "text", "xml", "urlencoded"))


def kind_of(headers: Mapping[str, str]) -> str:
    """Return the content type that a request's own headers name, "" for none."""
    return next((value for name, value in headers.items() if name.lower() == "content-type"), "")


def _way(value: str) -> str:
    """Return the word before a credential, which says how it is meant."""
    word, blank, _secret = value.partition(" ")
    return f"{word} {MASK}" if blank and word in {"Basic", "Bearer"} else MASK


def _shown(body: tuple[bytes, int] | None, clean: Clean) -> BodyText | None:
    if body is None:
        return None
    raw, size = body
    text = raw.decode("utf-8", "replace")
    found = _PARAMETER.sub(_parameter, _MEMBER.sub(_member, clean(text)))
    cut = size > len(raw)
    return BodyText(found[:-_SLACK] if cut else found, size, cut, found != text)


def _member(match: re.Match[str]) -> str:
    return f'"{match[1]}"{match[2]}"{MASK}"' if is_secret_name(match[1]) else match[0]


def _parameter(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}={MASK}" if is_secret_name(match[2]) else match[0]
