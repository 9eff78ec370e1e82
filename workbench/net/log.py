"""What was asked, without what must not be written: an allow-list of facts per call."""

from __future__ import annotations

import base64
import json
import logging
import threading
from collections import deque
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote, quote_plus

import msgspec

from workbench.core.secret import Secret
from workbench.core.signals import Signal

KEPT = 1000
"""Calls kept in memory for the window's list."""

SHORTEST_SECRET = 4
"""Characters; shorter ones would blank ordinary words."""

_log = logging.getLogger(__name__)


class CallRecord(msgspec.Struct, frozen=True):
    """One call as the log shows it; holds no header, query, body or filled path.

    Attributes:
        time: when it ended, UTC.
        source: id of the source.
        operation: its name.
        method: HTTP method.
        host: name of the host.
        path: path template, with braces.
        status: HTTP status, 0 without an answer.
        ms: milliseconds the call took with its waits.
        bytes: of the decoded body.
        attempts: how often it was sent.
        code: stable code of the failure, "" for none.
    """

    time: datetime
    source: str
    operation: str
    method: str
    host: str
    path: str
    status: int
    ms: int
    bytes: int
    attempts: int
    code: str = ""


class RequestLog:
    """The last thousand calls, and a line for each in the log file.

    Attributes:
        added: a call ended.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self.added: Signal[CallRecord] = Signal()
        self._calls: deque[CallRecord] = deque(maxlen=kept)

    @property
    def calls(self) -> tuple[CallRecord, ...]:
        """The calls, oldest first."""
        return tuple(self._calls)

    def add(self, call: CallRecord) -> None:
        """Keep a call and write its line."""
        self._calls.append(call)
        facts = " ".join(
            f"{name}={value}"
            for name, value in msgspec.structs.asdict(call).items()
            if name != "time"
        )
        _log.info("call %s", facts)
        self.added.emit(call)


class SecretFilter(logging.Filter):
    """Takes every secret in use out of log records, in each form in which it may stand there."""

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        super().__init__()
        self._forms: tuple[str, ...] = ()
        self._lock = threading.Lock()
        for secret in secrets:
            self.watch(secret)

    def watch(self, secret: Secret) -> None:
        """Take this secret out from now on."""
        with self._lock:
            known = set(self._forms) | _forms(secret.reveal())
            self._forms = tuple(sorted(known, key=len, reverse=True))

    def clean(self, text: str) -> str:
        """Return a text without the secrets in use."""
        for form in self._forms:
            if form in text:
                text = text.replace(form, "•••")
        return text

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite a record that holds a secret; no record is dropped."""
        message = record.getMessage()
        clean = self.clean(message)
        if clean != message:
            record.msg, record.args = clean, ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = self.clean(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        if record.stack_info:
            record.stack_info = self.clean(record.stack_info)
        return True


def _forms(text: str) -> set[str]:
    """Every form of a secret: as it is, in JSON and repr, percent-encoded, in base64 and hex."""
    if len(text) < SHORTEST_SECRET:
        return set()
    raw = text.encode()
    found = {
        text,
        quote(text, safe=""),
        quote(text),
        quote_plus(text),
        raw.hex(),
        raw.hex().upper(),
    }
    found |= {quote(text, safe="").lower(), quote(text, safe="=&+/")}
    found |= {json.dumps(text)[1:-1], repr(text)[1:-1], repr(raw)[2:-1]}
    for offset in range(3):
        found |= _base64_forms(raw, offset)
    return {form for form in found if len(form) >= SHORTEST_SECRET}


def _base64_forms(raw: bytes, offset: int) -> set[str]:
    """The signs a secret always yields in base64, `offset` bytes into a longer text."""
    text = base64.b64encode(b"\0" * offset + raw).decode("ascii")
    begin = (0, 2, 3)[offset]
    end = len(text) - (0, 4, 4)[(len(raw) + offset) % 3]
    sure = text[begin:end]
    return {sure, sure.replace("+", "-").replace("/", "_")}


def silence_libraries() -> None:
    """Keep the HTTP libraries from logging: they write whole URLs."""
    for name in ("httpx", "httpcore"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL)
        logger.propagate = False
