"""Signing in: access tokens for a user name and a password or for a refresh token (OAuth 2)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from workbench.sandbox.loupe.settings import Settings

USERNAME = "buyer@retailer.example"
PASSWORD = "lp-sandbox-Riviera-58"  # noqa: S105 -- the sandbox's own, made up
ACCESS_TOKEN = "lp-sandbox-pasted-77c1e0b94d2a"  # noqa: S105 -- the sandbox's own, made up
RESOURCE = "api://enterprise"
"""The documented `resource` of every grant."""

FORM = "application/x-www-form-urlencoded"

_SCOPES = frozenset({"offline_access", "openid", "profile"})


class Denied(Exception):  # noqa: N818 -- an answer of the service, not a fault of the program
    """A grant that is not given: the code of OAuth 2 and a sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class _Issued:
    until: float
    epoch: int


@dataclass(slots=True)
class Identity:
    """The tokens that were given out.

    Attributes:
        settings: lifetime and rotation.
        clock: seconds now.
        epoch: number that rises when all access tokens are to end at once.
        grants: kinds of grant in the order they were given, for tests.
    """

    settings: Settings
    clock: Callable[[], float]
    epoch: Callable[[], int]
    grants: list[str] = field(default_factory=list)
    _access: dict[str, _Issued] = field(default_factory=dict)
    _count: int = 0
    _refresh: set[str] = field(default_factory=set)

    def granted(self, content_type: str, body: bytes) -> dict[str, object]:
        """The answer to a form. Raises Denied."""
        form = _form(content_type, body)
        match form.get("grant_type"):
            case None | "":
                raise Denied("invalid_request", "grant_type is missing")
            case "password":
                answer = self._by_password(form)
            case "refresh_token":
                answer = self._by_refresh(form)
            case _:
                raise Denied("unsupported_grant_type", "grant_type must be password or refresh")
        self.grants.append(form["grant_type"])
        return answer

    def problem(self, authorization: str) -> str | None:
        """Why a header does not open the interfaces; nothing where it does."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            return "no bearer token"
        if self.settings.pasted and secrets.compare_digest(token.encode(), ACCESS_TOKEN.encode()):
            return None
        issued = self._access.get(token)
        if issued is None:
            return "the token is unknown"
        if issued.epoch != self.epoch() or self.clock() >= issued.until:
            return "the token has expired"
        return None

    def _by_password(self, form: Mapping[str, str]) -> dict[str, object]:
        _need(form, "username", "password")
        known = secrets.compare_digest(form["password"].encode(), PASSWORD.encode())
        if form["username"].lower() != USERNAME or not known:
            raise Denied("invalid_grant", "invalid_username_or_password")
        scopes = set(form.get("scope", "").split())
        if scopes - _SCOPES:
            raise Denied("invalid_scope", "scope is unknown")
        answer = self._token()
        if "offline_access" in scopes:
            answer["refresh_token"] = self._new_refresh()
        return answer

    def _by_refresh(self, form: Mapping[str, str]) -> dict[str, object]:
        _need(form, "refresh_token")
        given = form["refresh_token"]
        if given not in self._refresh:
            raise Denied("invalid_grant", "the refresh token is unknown or was used")
        if self.settings.rotate:
            self._refresh.discard(given)
            given = self._new_refresh()
        return {**self._token(), "refresh_token": given}

    def _token(self) -> dict[str, object]:
        token = self._made("access")
        seconds = self.settings.token_seconds
        self._access[token] = _Issued(self.clock() + seconds, self.epoch())
        return {"token_type": "Bearer", "access_token": token, "expires_in": int(seconds)}

    def _new_refresh(self) -> str:
        token = self._made("refresh")
        self._refresh.add(token)
        return token

    def _made(self, kind: str) -> str:
        self._count += 1
        return hashlib.sha256(f"loupe sandbox {kind} {self._count}".encode()).hexdigest()


def _form(content_type: str, body: bytes) -> dict[str, str]:
    if content_type.partition(";")[0].strip().lower() != FORM:
        raise Denied("invalid_request", f"the body must be {FORM}")
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True)
    except ValueError:
        raise Denied("invalid_request", "the form cannot be read") from None
    form = dict(pairs)
    if len(form) != len(pairs):
        raise Denied("invalid_request", "a parameter is repeated")
    if form.get("grant_type") in {"password", "refresh_token"} and form.get("resource") != RESOURCE:
        raise Denied("invalid_target", f"resource must be {RESOURCE}")
    return form


def _need(form: Mapping[str, str], *names: str) -> None:
    for name in names:
        if not form.get(name):
            raise Denied("invalid_request", f"{name} is missing")
