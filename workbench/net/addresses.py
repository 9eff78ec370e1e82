"""Where a request goes: the account's or source's host and the documented path, nothing else.

Checked before credentials are added; a value from outside can change neither host nor path.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import SplitResult, quote, urlsplit

import msgspec

from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError, bad_input
from workbench.core.sources import Source
from workbench.core.texts import tr
from workbench.net.requests import Request
from workbench.net.targets import is_own_host

_BRACES = re.compile(r"\{([^{}]+)\}")
_PORTS = {"http": 80, "https": 443}
_SAFE_IN_QUERY = "-._~,:"


class Origin(msgspec.Struct, frozen=True):
    """Scheme, host and port: what must not change on the way."""

    scheme: str
    host: str
    port: int


def origin_of(url: str) -> Origin:
    """Return a URL's origin.

    Raises:
        WbError: code HOST, where it names none.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = SplitResult("", "", "", "", ""), None
    if not parts.hostname or parts.scheme not in _PORTS or "@" in parts.netloc:
        raise WbError(
            ErrorCode.HOST,
            tr("The address of a request cannot be used."),
            tr("Check the account's address."),
        )
    return Origin(parts.scheme, parts.hostname, port or _PORTS[parts.scheme])


def base_of(source: Source, account: Account, host: str) -> str:
    """Return what stands before the documented path: the account's own address, or the source's."""
    return (account.url or source.hosts[host]).rstrip("/")


def url_of(source: Source, account: Account, request: Request) -> str:
    """Return the URL of a request.

    Raises:
        WbError: code INPUT for a path value that would change the path, code HOST for an address
            that is not the account's.
    """
    url = base_of(source, account, request.host) + filled(request.path, request.values)
    if request.query:
        pairs = (f"{_quoted(name)}={_quoted(value)}" for name, value in request.query)
        url = f"{url}?{'&'.join(pairs)}"
    return checked(source, account, url)


def checked(source: Source, account: Account, url: str) -> str:
    """Return a URL that may be given credentials.

    Raises:
        WbError: code HOST, where its host is not the account's, or it is not https (plain http is
            for an account on this machine).
    """
    bases = [account.url] if account.url else list(source.hosts.values())
    origin = origin_of(url)
    secure = origin.scheme == "https" or (account.loopback and is_own_host(origin.host))
    if not secure or origin not in {origin_of(base) for base in bases}:
        raise WbError(
            ErrorCode.HOST,
            tr("{host} is not a host of {source}.", host=origin.host, source=source.title),
            tr("Nothing was sent. Check the account's address."),
            source=source.id,
        )
    return url


def filled(path: str, values: Mapping[str, str]) -> str:
    """Return a path template with its values encoded, each as one segment.

    Raises:
        WbError: code INPUT, where a value is missing, empty or dots only: another path were meant.
    """

    def value_of(match: re.Match[str]) -> str:
        name = match[1]
        text = values.get(name, "")
        if not text or text in {".", ".."}:
            raise bad_input(
                tr("“{name}” needs a value.", name=name),
                tr("Type the id or code it asks for."),
                name,
            )
        return quote(text, safe="", errors="replace")

    return _BRACES.sub(value_of, path)


def _quoted(text: str) -> str:
    return quote(text, safe=_SAFE_IN_QUERY, errors="replace")
