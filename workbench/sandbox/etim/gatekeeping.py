"""Who may ask, and how often: HTTP Basic, the identifier in the path, and the daily limit."""

from __future__ import annotations

import secrets
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.sandbox.etim.refused import Refused

IDENTIFIER = "sandbox41"
USERNAME = "workbench"
PASSWORD = "etim-sandbox-52b9d0"  # noqa: S105 -- opens nothing but this sandbox

PER_DAY = 9_000
"""Requests of a day (document: "proportional to the limit of products"): here three a product."""


@dataclass(slots=True)
class Quota:
    """At most `per_day` requests a day of the service's zone; None for no limit."""

    per_day: int | None = PER_DAY
    day: str = ""
    used: int = 0
    refused: int = 0

    def take(self, day: str) -> None:
        """Counts a request; refused when it is one too many, which does not count."""
        if day != self.day:
            self.day, self.used = day, 0
        if self.per_day is not None and self.used >= self.per_day:
            self.refused += 1
            raise Refused("The daily limit of API requests has been exceeded", status=429)
        self.used += 1


def sign_in(headers: Mapping[str, str], address: str, allowed: str) -> None:
    """Lets a request in; refused with 401, or 403 when it comes from another address."""
    if allowed and address != allowed:
        raise Refused(status=403)
    scheme, _space, given = headers.get("authorization", "").partition(" ")
    try:
        plain = b64decode(given, validate=True)
    except ValueError:
        plain = b""
    if scheme.lower() != "basic" or not secrets.compare_digest(plain, _known()):
        raise Refused(status=401)


def _known() -> bytes:
    return f"{USERNAME}:{PASSWORD}".encode()
