"""What was asked, without what must not be written: an allow-list of facts per call."""

from __future__ import annotations

import base64
import json
import logging
import threading
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, quote_plus

from workbench.core.calls import MASK, CallRecord
from workbench.core.secret import Secret
from workbench.core.signals import Signal

if TYPE_CHECKING:
    from workbench.net.masking import RawBodies

KEPT = 1000
"""Calls kept in memory for the window's list."""

SHORTEST_SECRET = 4
"""Characters; shorter ones would blank ordinary words."""

_log = logging.getLogger(__name__)


_FACTS: Final = (
    *("source", "operation", "method", "host", "path"),
    *("status", "ms", "bytes", "attempts", "code"),
)
"""What the log file says of a call: no header, query, body or filled path."""


class RequestLog:
    """The last thousand calls, and a line for each in the log file.

    Attributes:
        added: a call ended; the second argument holds its bodies, None where they are not kept.
        keeps_bodies: whether bodies are kept from now on; off at every start.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self.added: Signal[CallRecord, RawBodies | None] = Signal()
        self.keeps_bodies = False
        self._calls: deque[CallRecord] = deque(maxlen=kept)
        self._secrets = SecretFilter()

    @property
    def calls(self) -> tuple[CallRecord, ...]:
        """The calls, oldest first."""
        return tuple(self._calls)

    def watch(self, secret: Secret) -> None:
        """Take this secret out of every call from now on."""
        self._secrets.watch(secret)

    def clean(self, text: str) -> str:
        """Return a text without the secrets in use; may be called from any thread."""
        return self._secrets.clean(text)

    def add(self, call: CallRecord, bodies: RawBodies | None = None) -> None:
        """Keep a call and write its line."""
        self._calls.append(call)
        _log.info("call %s", " ".join(f"{name}={getattr(call, name)}" for name in _FACTS))
        self.added.emit(call, bodies)


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
                text = text.replace(form, MASK)
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
