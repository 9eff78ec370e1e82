"""How a request is signed: asked for headers per request, after its host was checked.

Credentials are never a client's defaults, so that no redirect and no file link can carry them to
another host.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from msgspec.structs import replace

from workbench.core.secret import Secret
from workbench.net.requests import Request


class Auth(Protocol):
    """What a gateway signs its requests with."""

    async def headers(self, host: str) -> Mapping[str, str]:
        """Return the headers for a request to a host of the account.

        Raises:
            WbError: the credentials cannot be used, or a token could not be had.
        """
        ...

    async def renew(self) -> bool:
        """Return whether, after a refusal, there are new headers that may be tried once."""
        ...


@runtime_checkable
class Addressing(Protocol):
    """Credentials of which some stand in the path: the account's own part of every address."""

    def path_values(self) -> Mapping[str, str]:
        """Return values of path parameters by name."""
        ...


def addressed(request: Request, auth: Auth) -> Request:
    """Return a request with the path parameters that the account's credentials hold.

    What the request names itself stands.
    """
    if not isinstance(auth, Addressing):
        return request
    return replace(request, values={**auth.path_values(), **request.values})


class HeaderAuth:
    """Credentials that go into headers just as they are."""

    def __init__(self, headers: Mapping[str, Secret]) -> None:
        self._headers = dict(headers)

    async def headers(self, host: str) -> Mapping[str, str]:  # noqa: ARG002 - of the protocol
        """Return the headers; the same for every host of the account."""
        return {name: secret.reveal() for name, secret in self._headers.items()}

    async def renew(self) -> bool:
        """Return False: a key that was refused stays refused."""
        return False


class PathAuth:
    """Credentials that go into headers, and some into the path.

    Args:
        headers: as of `HeaderAuth`.
        values: path parameters by name.
    """

    def __init__(self, headers: Mapping[str, Secret], values: Mapping[str, Secret]) -> None:
        self._signing = HeaderAuth(headers)
        self._values = dict(values)

    async def headers(self, host: str) -> Mapping[str, str]:
        """Return the headers; the same for every host of the account."""
        return await self._signing.headers(host)

    def path_values(self) -> Mapping[str, str]:
        """Return the path parameters that are the account's own."""
        return {name: value.reveal() for name, value in self._values.items()}

    async def renew(self) -> bool:
        """Return False: a key that was refused stays refused."""
        return False


class NoAuth:
    """No credentials: for signing in, and for hosts that must not see any."""

    async def headers(self, host: str) -> Mapping[str, str]:  # noqa: ARG002 - of the protocol
        """Return no headers."""
        return {}

    async def renew(self) -> bool:
        """Return False: there is nothing to renew."""
        return False
