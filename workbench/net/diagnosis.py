"""What is wrong with an account, step by step: name, line, proxy, sign-in, and what it sees."""

from __future__ import annotations

import asyncio
import hashlib
import socket
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from enum import StrEnum
from urllib.parse import urlsplit

import msgspec

from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.sources import Source
from workbench.core.texts import tr
from workbench.net.addresses import Origin, base_of, origin_of
from workbench.net.errors import About, from_tls
from workbench.net.network import Network
from workbench.net.targets import Resolver, resolve

PATIENCE = 10.0
"""Seconds for each step."""


class StepState(StrEnum):
    """How a step ended."""

    OK = "ok"
    BAD = "bad"
    SKIPPED = "skipped"


class Step(msgspec.Struct, frozen=True):
    """One step of the diagnosis; texts are translated.

    Attributes:
        title: what was tried.
        state: how it ended.
        note: what was found.
        hint: what to do, where it is bad.
        code: the failure's stable code, "" for none.
    """

    title: str
    state: StepState
    note: str = ""
    hint: str = ""
    code: str = ""


Probe = Callable[[], Awaitable[str]]
"""One cheap authenticated request; returns a sentence about what the account sees."""

_SIGN_IN = frozenset({ErrorCode.AUTH, ErrorCode.AUTH_MISSING, ErrorCode.FORBIDDEN})


async def diagnose(
    source: Source,
    account: Account,
    network: Network,
    probe: Probe | None,
    *,
    resolver: Resolver = resolve,
) -> AsyncIterator[Step]:
    """Yield the steps as they end; after a bad one the rest are skipped.

    Args:
        source: what is looked at.
        account: whose address and language count.
        network: proxy and certificates.
        probe: None where the account has no credentials yet.
        resolver: how names are found.
    """
    base = base_of(source, account, next(iter(source.hosts)))
    about = About(source.id, source.title, "diagnosis", source.forbidden_hint)
    origin = origin_of(base)
    proxy = network.proxy_of(base)
    going = True
    for title, step in (
        (tr("Proxy"), _proxy_step(proxy, resolver)),
        (tr("Name"), _name_step(origin, bool(proxy), resolver)),
        (tr("Secure line"), _line_step(origin, bool(proxy), network, about)),
    ):
        if going:
            found = await step
        else:
            step.close()
            found = Step(title, StepState.SKIPPED)
        going = going and found.state is not StepState.BAD
        yield found
    for found in await _probe_steps(probe if going else None):
        yield found


async def _proxy_step(proxy: str, resolver: Resolver) -> Step:
    title = tr("Proxy")
    if not proxy:
        return Step(title, StepState.SKIPPED, tr("No proxy is used."))
    parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    host, port = parts.hostname or "", parts.port or 3128
    try:
        addresses = await asyncio.wait_for(resolver(host, port), PATIENCE)
        _, writer = await asyncio.wait_for(asyncio.open_connection(addresses[0], port), PATIENCE)
        writer.close()
    except (OSError, TimeoutError, IndexError):
        return Step(
            title,
            StepState.BAD,
            tr("The proxy {host} cannot be reached.", host=host),
            tr("Check the proxy in Settings, Network."),
            ErrorCode.PROXY.value,
        )
    return Step(title, StepState.OK, tr("The proxy {host} answers.", host=host))


async def _name_step(origin: Origin, by_proxy: bool, resolver: Resolver) -> Step:
    title = tr("Name")
    if by_proxy:
        return Step(title, StepState.SKIPPED, tr("The proxy looks the name up."))
    begun, offline = time.monotonic(), True
    try:
        addresses = await asyncio.wait_for(resolver(origin.host, origin.port), PATIENCE)
    except socket.gaierror as error:
        addresses, offline = (), error.errno == socket.EAI_AGAIN
    except (OSError, TimeoutError):
        addresses = ()
    if addresses:
        ms = round((time.monotonic() - begun) * 1000)
        return Step(
            title, StepState.OK, tr("{host} was found in {ms} ms.", host=origin.host, ms=ms)
        )
    return Step(
        title,
        StepState.BAD,
        tr("The host {host} is not known.", host=origin.host),
        tr("Check the network, then try again.")
        if offline
        else tr("Check the account's address for typing errors."),
        (ErrorCode.OFFLINE if offline else ErrorCode.NAME).value,
    )


async def _line_step(origin: Origin, by_proxy: bool, network: Network, about: About) -> Step:
    """Make a connection and read the certificate; nothing of the account is sent."""
    title = tr("Secure line")
    if by_proxy:
        return Step(title, StepState.SKIPPED, tr("The proxy makes the connection."))
    context = await asyncio.to_thread(network.ssl_context) if origin.scheme == "https" else None
    try:
        _, writer = await asyncio.wait_for(
            asyncio.open_connection(origin.host, origin.port, ssl=context), PATIENCE
        )
    except ssl.SSLError as error:
        named = from_tls(error, about)
        print_ = await _fingerprint(origin)
        note = f"{named.sentence} {print_}".strip()
        return Step(title, StepState.BAD, note, named.hint, named.code.value)
    except (OSError, TimeoutError) as error:
        return _no_line(title, origin, error)
    note = _line_note(writer) if context else tr("Plain http on this machine.")
    writer.close()
    return Step(title, StepState.OK, note)


def _no_line(title: str, origin: Origin, error: Exception) -> Step:
    refused = isinstance(error, ConnectionRefusedError)
    note = (
        tr("{host} does not accept connections.", host=origin.host)
        if refused
        else tr("{host} did not answer in time.", host=origin.host)
    )
    hint = tr("Check the account's address and port; a firewall may be in the way.")
    return Step(title, StepState.BAD, note, hint, ErrorCode.CONNECT.value)


def _line_note(writer: asyncio.StreamWriter) -> str:
    line = writer.get_extra_info("ssl_object")
    certificate = line.getpeercert() or {}
    ends = certificate.get("notAfter", "")
    if not ends:
        return str(line.version())
    day = datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC).date()
    return tr("{version}, certificate valid to {day}.", version=line.version(), day=day.isoformat())


async def _fingerprint(origin: Origin) -> str:
    """Return the SHA-256 of the certificate that was refused, "" where it cannot be read."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    # Only to show which certificate was refused: nothing is sent over this line.
    context.verify_mode = ssl.CERT_NONE
    try:
        _, writer = await asyncio.wait_for(
            asyncio.open_connection(origin.host, origin.port, ssl=context), PATIENCE
        )
    except (OSError, TimeoutError):
        return ""
    raw = writer.get_extra_info("ssl_object").getpeercert(binary_form=True) or b""
    writer.close()
    digest = hashlib.sha256(raw).hexdigest().upper()
    shown = ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))
    return tr("Its SHA-256 fingerprint is {digest}.", digest=shown)


async def _probe_steps(probe: Probe | None) -> tuple[Step, Step]:
    """Sign in, and say what the account sees."""
    sign_in, sees = tr("Sign-in"), tr("What the account sees")
    if probe is None:
        return Step(sign_in, StepState.SKIPPED), Step(sees, StepState.SKIPPED)
    try:
        sentence = await probe()
    except WbError as error:
        bad = Step("", StepState.BAD, error.sentence, _hint(error), error.code.value)
        if error.code in _SIGN_IN or error.status == 0 or error.code is ErrorCode.BODY_WEB_PAGE:
            return _titled(bad, sign_in), Step(sees, StepState.SKIPPED)
        return Step(sign_in, StepState.OK), _titled(bad, sees)
    return Step(sign_in, StepState.OK, tr("The key is accepted.")), Step(
        sees, StepState.OK, sentence
    )


def _titled(step: Step, title: str) -> Step:
    return Step(title, step.state, step.note, step.hint, step.code)


def _hint(error: WbError) -> str:
    """Return what to do, said for an account that is being set up."""
    if error.code in {ErrorCode.NOT_FOUND, ErrorCode.BODY_WEB_PAGE}:
        return tr("The address answers, but not as this service: check its path.")
    if error.code is ErrorCode.RATE:
        return tr("The key works; the service only asks to wait.")
    return error.hint
