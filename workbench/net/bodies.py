"""Whole or named: an answer's body is unpacked within limits and checked before anyone reads it."""

from __future__ import annotations

import re
import zlib
from array import array
from itertools import accumulate

import msgspec

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.operations import Answer
from workbench.core.texts import tr
from workbench.net.errors import About
from workbench.net.service_errors import looks_like_markup, plain

LARGEST = 64 * 1024 * 1024
"""Bytes of a decoded body."""

LARGEST_RATIO = 200
"""Times that a body may grow when unpacked; checked from a megabyte on."""

DEEPEST = 200
"""Levels of JSON."""

IN_THREAD = 100_000
"""Bytes from which a body is unpacked and checked off the loop."""

_RATIO_FROM = 1024 * 1024
_PIECE = 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")
_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


def whole_body(raw: bytes, encoding: str, answer: Answer, bounded: bool, about: About) -> bytes:
    """Return a successful answer's body, unpacked and checked.

    Args:
        raw: as it came.
        encoding: its content encoding, lower case, "" for none.
        answer: what was expected.
        bounded: whether its end was marked (length or last chunk), so that a cut is impossible.
        about: for sentences.

    Raises:
        WbError: the body's own codes: cut, empty, a web page, no JSON, too big, too deep.
    """
    body = unpacked(raw, encoding, about)
    if answer is Answer.BYTES:
        return body
    if looks_like_markup(body):
        raise web_page(body, about)
    if answer is Answer.NOTHING:
        return body
    body = body.removeprefix(_BOM)
    if not body.strip():
        raise about.error(
            ErrorCode.BODY_EMPTY,
            tr("The answer of {title} was empty.", title=about.title),
            tr("Try again; if it stays so, report it with the details."),
            sent=Sent.YES,
        )
    check_json(body, bounded, about)
    return body


def web_page(body: bytes, about: About) -> WbError:
    """Return the failure of markup where data was expected, with its first words."""
    text = plain(_TAGS.sub(" ", body[:20_000].decode("utf-8", "replace")), 80)
    sentence = tr("The service answered with a web page, not data.")
    return about.error(
        ErrorCode.BODY_WEB_PAGE,
        f"{sentence} “{text}”" if text else sentence,
        tr("Check the account's address, and whether the network asks for a sign-in."),
        sent=Sent.MAYBE,
    )


def too_big(about: About) -> WbError:
    """Return the failure of a body beyond the limits."""
    return about.error(
        ErrorCode.BODY_BIG,
        tr("The answer of {title} is larger than can be read.", title=about.title),
        tr("Ask for less: fewer rows at once, or a narrower filter."),
        sent=Sent.YES,
    )


def cut(about: About) -> WbError:
    """Return the failure of a body that ended early."""
    return about.error(
        ErrorCode.BODY_CUT,
        tr("The answer of {title} ended early.", title=about.title),
        tr("Try again."),
        retryable=True,
        sent=Sent.MAYBE,
    )


def unpacked(raw: bytes, encoding: str, about: About) -> bytes:
    """Return a body without its content encoding.

    Raises:
        WbError: codes BODY_CUT, BODY_BIG, BODY_JSON (an encoding that was not asked for).
    """
    if len(raw) > LARGEST:
        raise too_big(about)
    if encoding in {"", "identity"}:
        return raw
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise about.error(
            ErrorCode.BODY_JSON,
            tr("The answer of {title} is packed in an unknown way.", title=about.title),
            tr("Report it with the details."),
            sent=Sent.YES,
            detail=plain(encoding, 40),
        )
    return _inflated(raw, about) if raw else raw


def _inflated(raw: bytes, about: About) -> bytes:
    limit = max(_RATIO_FROM, min(LARGEST, len(raw) * LARGEST_RATIO))
    pieces: list[bytes] = []
    size, rest = 0, raw
    while rest:
        stream = zlib.decompressobj(zlib.MAX_WBITS | 32)
        try:
            while not stream.eof:
                piece = stream.decompress(stream.unconsumed_tail or rest, limit + 1 - size)
                rest = b""
                size += len(piece)
                pieces.append(piece)
                if size > limit:
                    raise too_big(about)
                if not stream.eof and not stream.unconsumed_tail:
                    raise cut(about)
        except zlib.error:
            raise cut(about) from None
        rest = stream.unused_data.lstrip(b"\0")
    return b"".join(pieces)


def check_json(body: bytes, bounded: bool, about: About) -> None:
    """Pass a body that is one JSON document of bearable depth.

    Raises:
        WbError: codes BODY_CUT, BODY_JSON, BODY_DEEP.
    """
    if too_deep(body):
        raise _deep(about)
    try:
        msgspec.json.decode(body, type=msgspec.Raw)
    except RecursionError:
        raise _deep(about) from None
    except msgspec.DecodeError as error:
        if not bounded or "truncated" in str(error):
            raise cut(about) from None
        raise about.error(
            ErrorCode.BODY_JSON,
            tr("The answer of {title} is not the data it should be.", title=about.title),
            tr("Try again; if it stays so, report it with the details."),
            sent=Sent.YES,
            detail=plain(str(error)),
        ) from None


def _deep(about: About) -> WbError:
    return about.error(
        ErrorCode.BODY_DEEP,
        tr("The answer of {title} is nested too deeply.", title=about.title),
        tr("Report it with the details."),
        sent=Sent.YES,
    )


def too_deep(body: bytes, deepest: int = DEEPEST) -> bool:
    """Return whether JSON has more levels than that; brackets in strings do not count.

    Works through pieces, so that other threads are never held for long.
    """
    if body.count(b"[") + body.count(b"{") <= deepest:
        return False
    depth, start, inside = 0, 0, False
    while start < len(body):
        end = start + _PIECE
        while body[end - 1 : end] == b"\\":
            end += 1
        text = body[start:end].replace(b"\\\\", b"").replace(b'\\"', b"")
        parts = text.split(b'"')
        outside = b"".join(parts[1 if inside else 0 :: 2])
        inside ^= len(parts) % 2 == 0
        steps = array("b", outside.translate(None, _NOT_BRACKETS).translate(_STEPS))
        levels = list(accumulate(steps, initial=depth))
        if max(levels) > deepest:
            return True
        depth, start = levels[-1], end
    return False
