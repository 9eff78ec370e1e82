"""Failures of the network and answers of services as named errors with a plain sentence.

The sentences name the source and say what to do; a service's own words stand in them as plain
text, shortened, and nothing of a request (its URL, headers or body) does.
"""

from __future__ import annotations

import errno
import re
import socket
import ssl
from collections.abc import Iterator

import msgspec

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.texts import tr
from workbench.net.service_errors import ServiceError

_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})
_NAME_LATER = frozenset({socket.EAI_AGAIN, getattr(socket, "EAI_SYSTEM", socket.EAI_AGAIN)})
_EXPIRED, _WRONG_HOST = 10, 62
_UNKNOWN_ISSUER = frozenset({18, 19, 20, 21})

RETRIED_STATUSES = frozenset({408, 429, 500, 502, 503, 504})


class About(msgspec.Struct, frozen=True):
    """What a failure is about, for its sentences.

    Attributes:
        source: id of the source.
        title: its own name.
        operation: name of the operation.
        hint: what a refused address or account may mean here.
    """

    source: str
    title: str
    operation: str = ""
    hint: str = ""

    def error(
        self,
        code: ErrorCode,
        sentence: str,
        hint: str = "",
        *,
        retryable: bool = False,
        sent: Sent = Sent.NO,
        status: int = 0,
        wait: float | None = None,
        detail: str = "",
        said: ServiceError | None = None,
    ) -> WbError:
        """Return a failure that names the source and operation."""
        return WbError(
            code,
            sentence,
            hint,
            source=self.source,
            operation=self.operation,
            field=said.field if said else "",
            service_code=said.code if said else "",
            status=status,
            retryable=retryable,
            sent=sent,
            wait=wait,
            detail=detail or (said.text if said else ""),
        )


# Failures on the way


def from_transport(error: BaseException, about: About) -> WbError:
    """Return the name of what the HTTP library raised."""
    import httpx  # noqa: PLC0415 - heavy

    if isinstance(error, WbError):
        return error
    if isinstance(error, httpx.ProxyError):
        return _from_proxy(error, about)
    if isinstance(error, httpx.ConnectError):
        return _from_connect(error, about)
    if isinstance(error, (httpx.ReadTimeout, httpx.WriteTimeout)):
        return slow(about)
    return _from_rest(error, about)


def _from_rest(error: BaseException, about: About) -> WbError:
    import httpx  # noqa: PLC0415 - heavy

    detail, title = type(error).__name__, about.title
    if isinstance(error, httpx.PoolTimeout):
        return _unreachable(about, tr("No connection to {title} was free.", title=title), detail)
    if isinstance(error, httpx.ConnectTimeout):
        return _unreachable(about, tr("{title} did not answer in time.", title=title), detail)
    if isinstance(error, (httpx.UnsupportedProtocol, httpx.InvalidURL, httpx.LocalProtocolError)):
        return about.error(
            ErrorCode.INPUT,
            tr("The request to {title} cannot be sent as it is.", title=title),
            tr("Look for odd signs in the account's address, key or filters."),
            detail=detail,
        )
    if isinstance(error, (httpx.NetworkError, httpx.ProtocolError)):
        return about.error(
            ErrorCode.CUT,
            tr("The connection to {title} broke off.", title=title),
            tr("Try again."),
            retryable=True,
            sent=Sent.MAYBE,
            detail=detail,
        )
    return about.error(
        ErrorCode.INTERNAL,
        tr("The request to {title} failed in an unknown way.", title=title),
        tr("Try again; if it stays so, report it with the details."),
        sent=Sent.MAYBE,
        detail=detail,
    )


def slow(about: About) -> WbError:
    """Return the failure of an answer that takes too long."""
    return about.error(
        ErrorCode.SLOW,
        tr("{title} answers too slowly; the request was given up.", title=about.title),
        tr("Try again later or ask for less."),
        retryable=True,
        sent=Sent.MAYBE,
    )


def _from_connect(error: BaseException, about: About) -> WbError:
    causes = tuple(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLError):
            return from_tls(cause, about)
    for cause in causes:
        if isinstance(cause, socket.gaierror):
            return _from_name(cause, about)
    numbers = {cause.errno for cause in causes if isinstance(cause, OSError)}
    if numbers & _NO_ROUTE:
        return _offline(about)
    refused = errno.ECONNREFUSED in numbers
    sentence = (
        tr("{title} does not accept connections.", title=about.title)
        if refused
        else tr("{title} cannot be reached.", title=about.title)
    )
    return _unreachable(about, sentence, "ECONNREFUSED" if refused else type(error).__name__)


def _unreachable(about: About, sentence: str, detail: str) -> WbError:
    return about.error(
        ErrorCode.CONNECT,
        sentence,
        tr("Check the account's address and the network, then try again."),
        retryable=True,
        detail=detail,
    )


def _offline(about: About) -> WbError:
    return about.error(
        ErrorCode.OFFLINE,
        tr("There is no network connection to {title}.", title=about.title),
        tr("What was loaded stays usable. Check the network, then try again."),
        retryable=True,
    )


def _from_name(cause: socket.gaierror, about: About) -> WbError:
    if cause.errno in _NAME_LATER:
        return _offline(about)
    return about.error(
        ErrorCode.NAME,
        tr("The name of {title}'s host is not known.", title=about.title),
        tr("Check the account's address and the network, then try again."),
        retryable=True,
        detail=f"getaddrinfo {cause.errno}",
    )


def from_tls(cause: ssl.SSLError, about: About) -> WbError:
    """Return the name of what is wrong with the secure line."""
    code = getattr(cause, "verify_code", 0)
    title = about.title
    if code == _EXPIRED:
        sentence = tr("The certificate of {title} has expired.", title=title)
        hint = tr("Check this computer's date; else tell the service. Nothing was sent.")
    elif code == _WRONG_HOST:
        sentence = tr("The certificate of {title} is for another host.", title=title)
        hint = tr("Check the account's address. Nothing was sent.")
    elif code in _UNKNOWN_ISSUER:
        sentence = tr("The certificate of {title} comes from an unknown authority.", title=title)
        hint = tr("If it is your company's, name its file in Settings, Network. Nothing was sent.")
    else:
        sentence = tr("No secure connection to {title} could be made.", title=title)
        hint = tr("Check the account's address and the proxy. Nothing was sent.")
    reason = getattr(cause, "reason", None) or type(cause).__name__
    return about.error(ErrorCode.TLS, sentence, hint, detail=f"{reason} {code or ''}".strip())


def _from_proxy(error: BaseException, about: About) -> WbError:
    if str(error).startswith("407"):
        return proxy_auth(about)
    return about.error(
        ErrorCode.PROXY,
        tr("The proxy did not connect to {title}.", title=about.title),
        tr("Check the proxy in Settings, Network."),
        detail=type(error).__name__,
    )


def proxy_auth(about: About) -> WbError:
    """Return the failure of a proxy that asks for a password."""
    return about.error(
        ErrorCode.PROXY_AUTH,
        tr("The proxy asks for a user and password."),
        tr("Enter them in Settings, Network."),
        status=407,
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield a failure and everything it came from, each once."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        found = waiting.pop()
        if found is None or id(found) in seen:
            continue
        seen.add(id(found))
        yield found
        waiting += [found.__cause__, found.__context__]
        if isinstance(found, BaseExceptionGroup):
            waiting += found.exceptions


# Answers that are no success


def from_status(status: int, said: ServiceError, wait: float | None, about: About) -> WbError:
    """Return the name of an answer that is neither a success nor a redirect."""
    title = about.title
    own = f"“{said.text}”" if said.text else ""
    if status == 401:
        return refused_key(about, said)
    if status == 407:
        return proxy_auth(about)
    if status == 429:
        return rate(about, wait, said)
    if status >= 500 or status == 408:
        return about.error(
            ErrorCode.SERVER,
            _with(
                tr("{title} has a fault of its own ({status}).", title=title, status=status), own
            ),
            tr("Try again in a while."),
            retryable=status in RETRIED_STATUSES,
            sent=Sent.MAYBE,
            status=status,
            wait=wait,
            said=said,
        )
    code, sentence, hint = _refusal(status, about)
    return about.error(code, _with(sentence, own), hint, sent=Sent.YES, status=status, said=said)


def _refusal(status: int, about: About) -> tuple[ErrorCode, str, str]:
    title = about.title
    if status == 403:
        return (
            ErrorCode.FORBIDDEN,
            tr("{title} does not allow this.", title=title),
            tr(about.hint) or tr("Ask the service what this account may do."),
        )
    if status in {404, 410}:
        return (
            ErrorCode.NOT_FOUND,
            tr("{title} does not have this.", title=title),
            tr("It may have been deleted, or the account's address is wrong."),
        )
    if status in {409, 412}:
        return (
            ErrorCode.CONFLICT,
            tr("Someone else changed this at {title}.", title=title),
            tr("Load it again, then decide."),
        )
    if status == 413:
        return (
            ErrorCode.TOO_LARGE,
            tr("The request is too large for {title}.", title=title),
            tr("Send less at once."),
        )
    return (
        ErrorCode.REFUSED,
        tr("{title} refused the request ({status}).", title=title, status=status),
        tr("Change what it names, then try again."),
    )


def _with(sentence: str, own: str) -> str:
    return f"{sentence} {own}".strip()


def refused_key(about: About, said: ServiceError | None = None) -> WbError:
    """Return the failure of credentials that are no longer accepted; without words, none was sent.

    A gateway in this state sends nothing, so that no account is locked.
    """
    return about.error(
        ErrorCode.AUTH,
        tr("{title} no longer accepts the key of this account.", title=about.title),
        tr("Enter a new key for the account; what waits goes on then."),
        sent=Sent.YES if said else Sent.NO,
        status=401,
        said=said,
    )


def signed_anew(about: About) -> WbError:
    """Return the failure of a write that was refused for its old sign-in: a read is repeated."""
    return about.error(
        ErrorCode.AUTH,
        tr("The sign-in at {title} had ended, and nothing was changed.", title=about.title),
        tr("The program has signed in again: send it once more."),
        sent=Sent.YES,
        status=401,
    )


def rate(about: About, wait: float | None, said: ServiceError | None = None) -> WbError:
    """Return the failure of a service that asks to wait; without words, nothing was sent."""
    seconds = 0 if wait is None else round(wait)
    sentence = (
        tr("{title} asks to wait {count} s.", title=about.title, count=max(seconds, 1))
        if wait
        else tr("{title} asks for fewer requests.", title=about.title)
    )
    return about.error(
        ErrorCode.RATE,
        sentence,
        tr("Try again after that."),
        retryable=True,
        sent=Sent.YES if said else Sent.NO,
        status=429,
        wait=wait,
        said=said,
    )


def resting(about: About, wait: float) -> WbError:
    """Return the failure of a request that a service in trouble is spared."""
    return about.error(
        ErrorCode.RESTING,
        tr(
            "{title} failed several times in a row and is left alone for a while.",
            title=about.title,
        ),
        tr("It is asked again in {count} s.", count=max(1, round(wait))),
        wait=wait,
    )


def redirected(about: About, host: str, status: int) -> WbError:
    """Return the failure of an answer that sends elsewhere."""
    shown = re.sub(r"[^\w.:-]", "", host)[:100] or tr("an odd address")
    return about.error(
        ErrorCode.REDIRECT,
        tr("{title} sends the request on to {host}.", title=about.title, host=shown),
        tr("It was not followed. Check the account's address."),
        sent=Sent.YES,
        status=status,
    )


def read_only(about: About, account: str) -> WbError:
    """Return the failure of a write with an account that only reads."""
    return about.error(
        ErrorCode.READ_ONLY,
        tr("The account “{name}” only reads; nothing was sent.", name=account),
        tr("Use another account, or allow it to write in its settings."),
    )
