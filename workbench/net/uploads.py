"""A file in a form: what a browser sends, for the calls that import files.

The other parameters of such a call stand in the form as well as in the address: the documents
list both kinds alike and do not say which of them the service reads.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

_NAMES = (
    (b"PK\x03\x04", "import.xlsx",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"\xd0\xcf\x11\xe0", "import.xls", "application/vnd.ms-excel"),
)  # fmt: skip
_TEXT = ("import.tsv", "text/tab-separated-values")


def form_of(file: bytes, part: str, fields: Iterable[tuple[str, str]]) -> tuple[str, bytes]:
    """Return the content type and the body of a form with a file under `part`.

    The file is named after what its first bytes say it is; its own name stays on this machine.
    """
    edge = secrets.token_hex(16)
    pieces = [_field(edge, name, value) for name, value in fields]
    name, kind = next(((name, kind) for sign, name, kind in _NAMES if file.startswith(sign)), _TEXT)
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="{_plain(part)}"; filename="{name}"\r\n'
        f"Content-Type: {kind}\r\n\r\n"
    )
    body = b"".join((*pieces, head.encode(), file, f"\r\n--{edge}--\r\n".encode()))
    return f"multipart/form-data; boundary={edge}", body


def _field(edge: str, name: str, value: str) -> bytes:
    head = f'--{edge}\r\nContent-Disposition: form-data; name="{_plain(name)}"\r\n\r\n'
    return f"{head}{value}\r\n".encode()


def _plain(name: str) -> str:
    """Return a name that cannot end its quotes or its line, as browsers write it."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
