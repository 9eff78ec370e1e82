"""Signing in at Loupe's identity host, and what an account sees (authentication of the API)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

import msgspec

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.operations import Effect, Repeat
from workbench.core.secret import Secret
from workbench.core.texts import tr, trn
from workbench.net.auth import Auth, HeaderAuth
from workbench.net.auth_token import Token, TokenAuth
from workbench.net.outside import Outside
from workbench.net.requests import Request, Sender
from workbench.sources.loupe.client import LoupeClient
from workbench.sources.loupe.exports import export_rows

RESOURCE: Final = "api://enterprise"
"""What a token is asked for."""
SCOPE: Final = "offline_access"
"""Asks for a refresh token beside the access token."""

_REFUSALS: Final = frozenset({ErrorCode.REFUSED, ErrorCode.AUTH, ErrorCode.FORBIDDEN})


class _Answer(msgspec.Struct):
    """What the token endpoint answers (OAuth 2)."""

    access_token: str = ""
    refresh_token: str | None = None
    expires_in: float | None = None
    error: str = ""


class SignIn:
    """Gets tokens: by password, then by the refresh token that came with the last one."""

    def __init__(self, sender: Sender, username: Secret, password: Secret) -> None:
        self._sender = sender
        self._username = username
        self._password = password

    async def __call__(self, refresh: Secret | None) -> Token:
        """Return a new token.

        Raises:
            WbError: code AUTH where the service does not accept what it was given.
        """
        try:
            reply = await self._sender.send(_request(self._form(refresh)))
        except WbError as error:
            if error.code in _REFUSALS:
                raise _refused(error.service_code, error.status) from None
            raise
        answer = _read(reply.body)
        if answer.error:
            raise _refused(answer.error, reply.status)
        if not answer.access_token:
            raise _odd()
        renewal = answer.refresh_token or (refresh.reveal() if refresh else "")
        return Token(
            Secret(answer.access_token),
            Secret(renewal) if renewal else None,
            answer.expires_in,
        )

    def _form(self, refresh: Secret | None) -> dict[str, str]:
        if refresh is not None:
            return {
                "grant_type": "refresh_token",
                "resource": RESOURCE,
                "refresh_token": refresh.reveal(),
            }
        return {
            "grant_type": "password",
            "resource": RESOURCE,
            "scope": SCOPE,
            "username": self._username.reveal(),
            "password": self._password.reveal(),
        }


def authenticate(credentials: Mapping[str, Secret], outside: Outside) -> Auth:
    """Return the sign-in by e-mail and password, or by a token that was pasted."""
    username, password = credentials.get("username"), credentials.get("password")
    if username and password:
        sign_in = SignIn(outside.plain, username, password)
        return TokenAuth(sign_in, clock=outside.clock, watch=outside.watch)
    return HeaderAuth({"Authorization": Secret(f"Bearer {credentials['access_token'].reveal()}")})


async def probe(client: LoupeClient) -> str:
    """Return in words what the account sees; a request that needs a right sign-in.

    Raises:
        WbError: as the gateway names it.
    """
    rows = export_rows(await client.exports.list_exports())
    return trn("{count} export", "{count} exports", len(rows))


def _request(form: Mapping[str, str]) -> Request:
    """The sign-in as a request; it changes nothing, so an account that only reads may sign in."""
    return Request(
        operation="sign_in",
        method="POST",
        path="/connect/token",
        headers=(("Content-Type", "application/x-www-form-urlencoded"),),
        body=urlencode(form).encode(),
        host="identity",
        effect=Effect.READ,
        repeat=Repeat.SAFE,
        private=True,
    )


def _read(body: bytes) -> _Answer:
    try:
        return msgspec.json.decode(body, type=_Answer, strict=False)
    except (msgspec.DecodeError, ValueError, RecursionError):
        # Raised below, as the library's exception quotes what may be a secret.
        pass
    raise _odd()


def _refused(code: str, status: int) -> WbError:
    """Our own words only: the service may repeat what it was sent."""
    return WbError(
        ErrorCode.AUTH,
        tr("Loupe does not accept this sign-in."),
        tr("Check the account's e-mail address and password."),
        source="loupe",
        operation="sign_in",
        service_code=code if code.replace("_", "").isalpha() and len(code) < 40 else "",
        status=status,
        sent=Sent.YES,
    )


def _odd() -> WbError:
    return WbError(
        ErrorCode.DATA,
        tr("Loupe's sign-in answered without a token."),
        tr("Try again; if it stays so, report it with the details."),
        source="loupe",
        operation="sign_in",
        sent=Sent.YES,
    )
