"""Secrets that tests use, and the search that proves that none of them was ever written down.

Tests that need a password, key or token take `CANARIES`; at the end of a run every file under the
tests' homes, and everything printed or logged, is searched for each of them in the forms in which
programs leak: as text, base64 at all three alignments, percent-encoded, UTF-16 and hexadecimal.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

CANARIES: Final = MappingProxyType(
    {
        "password": "canary-pässword/7Q&x=Vb",
        "token": "canary-token+Zk93/fJ0==Ww",
        "api_key": "canary-key-4hT8sLq2Yd",
        "user_token": "canary-user-9mRc5XnE1u",
    }
)
"""One secret of each kind of credential; awkward signs are meant."""

_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Leak:
    """One secret found where it must not be."""

    place: str
    kind: str
    form: str

    def __str__(self) -> str:
        return f"{self.kind} as {self.form} in {self.place}"


def _base64_forms(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """The signs that a secret always yields in base64, wherever it lies in a longer text."""
    for offset in range(3):
        text = base64.b64encode(b"\0" * offset + raw)
        begin = (0, 2, 3)[offset]
        end = len(text) - (0, 4, 4)[(len(raw) + offset) % 3]
        sure = text[begin:end].rstrip(b"=")
        yield f"base64 at {offset}", sure
        yield f"base64url at {offset}", sure.replace(b"+", b"-").replace(b"/", b"_")


def _percent_forms(raw: bytes) -> Iterator[tuple[str, bytes]]:
    for safe in (b"", b"/", b"/+", b"=&+/"):
        quoted = b"".join(
            bytes([sign])
            if bytes([sign]).isalnum() or sign in b"-._~" or sign in safe
            else b"%%%02X" % sign
            for sign in raw
        )
        yield "percent-encoded", quoted
        yield "percent-encoded", quoted.lower()


def forms(secret: str) -> frozenset[tuple[str, bytes]]:
    """Every form in which a secret is looked for: name of the form, bytes."""
    raw = secret.encode()
    found = {
        ("text", raw),
        ("text", secret.encode("latin-1", "replace")),
        ("JSON text", secret.encode("ascii", "backslashreplace").replace(b"\\xe4", b"\\u00e4")),
        ("UTF-16", secret.encode("utf-16-le")),
        ("UTF-16", secret.encode("utf-16-be")),
        ("hexadecimal", raw.hex().encode()),
        ("hexadecimal", raw.hex().upper().encode()),
    }
    return frozenset(found | set(_base64_forms(raw)) | set(_percent_forms(raw)))


class CanarySearch:
    """Looks for secrets in bytes and files."""

    def __init__(self, secrets: Iterable[tuple[str, str]] = tuple(CANARIES.items())) -> None:
        self._needles = tuple(
            (kind, form, needle) for kind, secret in secrets for form, needle in forms(secret)
        )
        self._longest = max((len(needle) for _, _, needle in self._needles), default=1)

    def in_bytes(self, content: bytes, place: str) -> list[Leak]:
        """The secrets in a piece of content."""
        return [
            Leak(place, kind, form) for kind, form, needle in self._needles if needle in content
        ]

    def in_text(self, text: str, place: str) -> list[Leak]:
        """The secrets in a text, whatever signs it holds."""
        return self.in_bytes(text.encode("utf-8", "replace"), place)

    def in_file(self, path: Path) -> list[Leak]:
        """The secrets in a file's content and name; read in pieces that overlap."""
        leaks = self.in_text(path.name, f"the name of {path}")
        tail = b""
        with path.open("rb") as file:
            while piece := file.read(_CHUNK):
                leaks += self.in_bytes(tail + piece, str(path))
                tail = piece[-self._longest :]
        return list(dict.fromkeys(leaks))

    def in_folder(self, folder: Path) -> list[Leak]:
        """The secrets in every regular file below a folder."""
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        return [leak for path in files if not path.is_symlink() for leak in self.in_file(path)]
