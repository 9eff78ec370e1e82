"""A call in words: what its row says, and the text of its request and its answer."""

from __future__ import annotations

import re
from typing import Final

from workbench.core.calls import BodyText, CallRecord, Pairs
from workbench.core.formats import MISSING, Formats
from workbench.core.texts import mark, tr, trn
from workbench.core.times import now
from workbench.ui.text import visible
from workbench.ui.theme.marks import Mark

TIME, SOURCE, OPERATION, REQUEST, STATUS, DURATION, SIZE = range(7)
TITLES: Final = (
    *(mark("Time"), mark("Source"), mark("Operation"), mark("Request"), mark("Status")),
    *(mark("Duration"), mark("Size")),
)
NUMBERS: Final = frozenset({DURATION, SIZE})

LONGEST_LINE: Final = 400
"""Signs of a line of a body; longer ones are broken, as the widget lays out whole lines."""

MOST_LINES: Final = 5_000
DEEPEST: Final = 24
"""Levels that are indented."""

_PARTS: Final = re.compile(r'"(?:[^"\\]|\\.)*+"?|\{\s*\}|\[\s*\]|[{}\[\],:]', re.DOTALL)
_BLANKS: Final = re.compile(r'("(?:[^"\\]|\\.)*+"?)|\s+', re.DOTALL)
_BRACES: Final = re.compile(r"\{([^{}]+)\}")


def address(call: CallRecord) -> str:
    """Return path and query as people read them; what the account gives stays in braces."""
    values = dict(call.values)
    path = _BRACES.sub(lambda found: values.get(found[1], found[0]), call.path)
    query = "&".join(f"{name}={value}" for name, value in call.query)
    return f"{path}?{query}" if query else path


def status_text(call: CallRecord) -> str:
    """Return the status in a word: the number, or why there is none."""
    if call.status:
        return str(call.status)
    if not call.attempts:
        return tr("not sent")
    return tr("no answer") if call.code else tr("not waited for")


def status_mark(call: CallRecord) -> Mark | None:
    """Return the sign of a call that brought no usable answer."""
    if not call.failed:
        return None
    return Mark.REFUSED if call.status else Mark.UNKNOWN


def time_text(call: CallRecord, formats: Formats) -> str:
    """Return when a call ended: of today to the second, else the day and minute."""
    here = call.time.astimezone()
    today = here.date() == now().astimezone().date()
    return here.strftime("%H:%M:%S") if today else formats.time(call.time)


def duration_text(call: CallRecord, formats: Formats) -> str:
    """Return how long a call took: "312 ms", "4 min"."""
    if call.ms < 10_000:
        return tr("{count} ms", count=formats.integer(call.ms))
    return formats.duration(call.ms / 1000)


def cell(call: CallRecord, column: int, titles: dict[str, str], formats: Formats) -> str:
    """Return the text of one cell."""
    match column:
        case 0:
            return time_text(call, formats)
        case 1:
            return titles.get(call.source, call.source)
        case 2:
            return call.operation
        case 3:
            return visible(f"{call.method} {address(call)}")
        case 4:
            return status_text(call)
        case 5:
            return duration_text(call, formats)
        case _:
            return formats.size(call.bytes) if call.status else MISSING


def sort_key(call: CallRecord, column: int, titles: dict[str, str]) -> tuple[object, ...]:
    """Return what orders calls by a column; of the same, the order is that of time."""
    first: object = {
        TIME: "",
        SOURCE: titles.get(call.source, call.source).casefold(),
        OPERATION: call.operation.casefold(),
        REQUEST: f"{address(call)} {call.method}".casefold(),
        STATUS: call.status,
        DURATION: call.ms,
        SIZE: call.bytes,
    }[column]
    return (first, call.id)


def haystack(call: CallRecord, titles: dict[str, str]) -> str:
    """Return what a typed text is looked for in."""
    parts = (
        call.operation, call.method, call.host, address(call), str(call.status), call.code,
        call.account, titles.get(call.source, call.source), status_text(call),
    )  # fmt: skip
    return "\n".join(parts).casefold()


def head_text(call: CallRecord, titles: dict[str, str], formats: Formats) -> str:
    """Return in a line whose call it was and how it went."""
    parts = [
        titles.get(call.source, call.source),
        call.account,
        call.host,
        status_text(call),
        call.code,
        duration_text(call, formats),
        trn("sent once", "sent {count} times", call.attempts) if call.attempts else "",
    ]
    return visible(" · ".join(part for part in parts if part))


def request_text(call: CallRecord, body: BodyText | None, *, waits: bool = False) -> str:
    """Return what was sent: line, headers and body; `waits` where that is just being read."""
    lines = [f"{call.method} {call.base}{address(call)}", *_lines(call.sent)]
    if not call.body:
        return _shown(lines)
    return _shown([*lines, "", *(_body(body) if body else [_missing(call.body, waits=waits)])])


def answer_text(call: CallRecord, body: BodyText | None, *, waits: bool = False) -> str:
    """Return what came back: status, headers and body; `waits` as of `request_text`."""
    lines = [" ".join(part for part in (status_text(call), call.code) if part)]
    lines += _lines(call.answered)
    if body is not None:
        return _shown([*lines, "", *_body(body)])
    if call.bytes:
        return _shown([*lines, "", _missing(call.bytes, waits=waits)])
    return _shown(lines)


def _missing(count: int, *, waits: bool) -> str:
    if waits:
        return tr("Reading…")
    return tr("The body of {count} bytes was not kept.", count=f"{count:,}")


def _lines(headers: Pairs) -> list[str]:
    return [f"{name}: {value}" for name, value in headers]


def _body(body: BodyText) -> list[str]:
    """Return a body in lines: JSON indented, its numbers to the letter."""
    lines = [
        line[at : at + LONGEST_LINE]
        for line in _indented(body.text).split("\n")
        for at in range(0, max(1, len(line)), LONGEST_LINE)
    ]
    if len(lines) > MOST_LINES:
        more = tr("… {count} more lines", count=f"{len(lines) - MOST_LINES:,}")
        lines = [*lines[:MOST_LINES], more]
    if body.cut:
        said = tr("The beginning of {count} bytes was kept.", count=f"{body.size:,}")
        lines += ["", said]
    return lines


def _indented(text: str) -> str:
    """Return JSON in lines, also where its end is missing; what is none stays as it is."""
    if not text.lstrip().startswith(("{", "[")):
        return text
    deep = 0

    def part(found: re.Match[str]) -> str:
        nonlocal deep
        sign = found[0]
        if sign in "{[":
            deep += 1
            return f"{sign}\n{'  ' * min(deep, DEEPEST)}"
        if sign in "}]":
            deep = max(0, deep - 1)
            return f"\n{'  ' * min(deep, DEEPEST)}{sign}"
        return {",": f",\n{'  ' * min(deep, DEEPEST)}", ":": ": "}.get(sign, sign)

    return _PARTS.sub(part, _BLANKS.sub(lambda found: found[1] or "", text))


def _shown(lines: list[str]) -> str:
    return "\n".join(visible(line) for line in lines)
