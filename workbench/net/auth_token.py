"""Signing with a token that ends: had by signing in, renewed before and after it is refused.

Tokens live in memory only. However many requests wait, one renewal is under way; a service that
refused the credentials is not asked again with them, so that no account is locked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import msgspec

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.secret import Secret
from workbench.net.clock import Clock, SystemClock
from workbench.net.outside import unwatched

MARGIN: Final = 30.0
"""Seconds before its end that a token is no longer used; at most a fifth of its life."""


class Token(msgspec.Struct, frozen=True):
    """What signing in gave.

    Attributes:
        access: signs requests.
        refresh: gets the next token, None where the service gave none.
        lifetime: seconds, None where the service did not say.
    """

    access: Secret
    refresh: Secret | None = None
    lifetime: float | None = None


SignIn = Callable[[Secret | None], Awaitable[Token]]
"""`await sign_in(refresh)`: a new token by a refresh token, by the credentials where it is None.

Raises WbError: code AUTH where the service does not accept what was given.
"""


class TokenAuth:
    """Signs with `Authorization: Bearer`, signing in when a token is needed.

    Args:
        sign_in: asks the service.
        clock: the wall clock counts, as it goes on while the machine sleeps.
        watch: told every token.
    """

    def __init__(
        self,
        sign_in: SignIn,
        *,
        clock: Clock | None = None,
        watch: Callable[[Secret], None] = unwatched,
    ) -> None:
        self._sign_in = sign_in
        self._clock = clock or SystemClock()
        self._watch = watch
        self._turn = asyncio.Lock()
        self._token: Token | None = None
        self._refresh: Secret | None = None
        self._until = 0.0
        self._refusal: WbError | None = None

    async def headers(self, host: str) -> Mapping[str, str]:  # noqa: ARG002 - of the protocol
        """Return the header for any host of the account.

        Raises:
            WbError: code AUTH where the credentials are refused; else as the way there failed.
                The request that was to be signed was not sent.
        """
        async with self._turn:
            token = self._token
            if token is None or self._clock.wall() >= self._until:
                token = await self._renewed()
        return {"Authorization": f"Bearer {token.access.reveal()}"}

    async def renew(self) -> bool:
        """Forget the refused token; the next request signs in anew."""
        async with self._turn:
            self._token = None
            return self._refusal is None

    async def _renewed(self) -> Token:
        if self._refusal is not None:
            raise self._refusal
        try:
            token = await self._asked()
        except WbError as error:
            error.sent = Sent.NO
            if error.code is ErrorCode.AUTH:
                self._refusal = error
            raise
        self._keep(token)
        return token

    async def _asked(self) -> Token:
        """Ask by the refresh token, and with the credentials where that is no longer accepted."""
        refresh, self._refresh = self._refresh, None
        if refresh is not None:
            try:
                return await self._sign_in(refresh)
            except WbError as error:
                if error.code is not ErrorCode.AUTH:
                    self._refresh = refresh
                    raise
        return await self._sign_in(None)

    def _keep(self, token: Token) -> None:
        self._watch(token.access)
        if token.refresh is not None:
            self._watch(token.refresh)
        self._token, self._refresh = token, token.refresh
        lifetime = token.lifetime
        left = float("inf") if lifetime is None else lifetime - min(MARGIN, lifetime / 5)
        self._until = self._clock.wall() + left
