"""Credentials: in the system's keyring, or in memory for this run, and never anywhere else.

A keyring may hang, ask its user or be a plain file in disguise: every call runs in a thread of its
own with a time limit, and backends that do not protect what they keep are refused.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from typing import Final, Protocol, TypeVar
from urllib.parse import urlsplit

from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.secret import LONGEST_SECRET, Secret

T = TypeVar("T")

LIMIT_SECONDS: Final = 5.0
SESSION_HINT: Final = "Keep the credentials for this session only, or set up the system's keyring."

_REFUSED_MODULES: Final = ("keyring.backends.fail", "keyring.backends.null", "keyrings.")
_OWN_HOST: Final = "usual"

_log = logging.getLogger(__name__)


class Backend(Protocol):
    """What a keyring can do, as `keyring` has it."""

    def get_password(self, service: str, username: str, /) -> str | None:
        """Return what is kept, None where nothing is."""
        ...

    def set_password(self, service: str, username: str, password: str, /) -> None:
        """Keep a secret."""
        ...

    def delete_password(self, service: str, username: str, /) -> None:
        """Delete a secret."""
        ...


class SecretVault(Protocol):
    """Where credentials are kept: `Vault` or `MemoryVault`."""

    async def usable(self) -> str:
        """Return why nothing can be kept beyond this run, "" where it can."""
        ...

    async def put(
        self, account: Account, values: Mapping[str, Secret], *, session_only: bool = False
    ) -> None:
        """Keep the account's credentials, by name."""
        ...

    async def get(self, account: Account, names: Iterable[str]) -> dict[str, Secret]:
        """Return those of the named credentials that are kept."""
        ...

    async def remove(self, account: Account, names: Iterable[str]) -> None:
        """Delete the named credentials."""
        ...


class MemoryVault:
    """Credentials in memory, for this run: the sandbox's, and those of session-only accounts."""

    def __init__(self) -> None:
        self._held: dict[str, Secret] = {}

    async def usable(self) -> str:
        """Return "": memory is always there."""
        return ""

    async def put(
        self, account: Account, values: Mapping[str, Secret], *, session_only: bool = True
    ) -> None:
        """Keep the account's credentials for this run, whatever `session_only` says."""
        del session_only
        self.hold(account, values)

    def hold(self, account: Account, values: Mapping[str, Secret]) -> None:
        """Keep the account's credentials at once: for accounts made before there is a loop."""
        self._held |= {entry(account, name): value for name, value in values.items()}

    async def get(self, account: Account, names: Iterable[str]) -> dict[str, Secret]:
        """Return those of the named credentials that are kept."""
        found = {name: self._held.get(entry(account, name)) for name in names}
        return {name: value for name, value in found.items() if value is not None}

    async def remove(self, account: Account, names: Iterable[str]) -> None:
        """Forget the named credentials."""
        for name in names:
            self._held.pop(entry(account, name), None)


def entry(account: Account, name: str) -> str:
    """Return the keyring entry of one credential: bound to the host it is sent to."""
    host = urlsplit(account.url).netloc if account.url else _OWN_HOST
    return f"workbench/{account.source}/{host}/{account.name}/{name}"


class Vault:
    """Credentials in the system's keyring.

    Args:
        find: returns the backend; called in a worker thread at first use. The system's own for
            None.
        limit: seconds that any call to the keyring may take.
    """

    def __init__(
        self, find: Callable[[], Backend] | None = None, *, limit: float = LIMIT_SECONDS
    ) -> None:
        self._find = find or _system_keyring
        self._limit = limit
        self._memory = MemoryVault()
        self._asked: Future | None = None
        self._lane = asyncio.Lock()

    async def usable(self) -> str:
        """Return why the keyring cannot keep secrets, "" where it can."""
        try:
            await self._call(_looking)
        except WbError as error:
            return error.sentence
        return ""

    async def put(
        self, account: Account, values: Mapping[str, Secret], *, session_only: bool = False
    ) -> None:
        """Keep the account's credentials, by name.

        Args:
            account: whose.
            values: the credentials.
            session_only: in memory only, for this run.

        Raises:
            WbError: KEYRING, with what the user can do; nothing was written to a plain file.
        """
        if session_only or account.session_only:
            await self._memory.put(account, values)
            return
        for name, value in values.items():
            if len(value.reveal()) > LONGEST_SECRET:
                raise _refused(f"“{name}” is longer than {LONGEST_SECRET:,} characters.")
        for name, value in values.items():
            await self._call(_writing(entry(account, name), name, value))
        await self._memory.remove(account, values)

    async def get(self, account: Account, names: Iterable[str]) -> dict[str, Secret]:
        """Return those of the named credentials that are kept; this run's own come first.

        Raises:
            WbError: KEYRING, where the keyring does not answer or refuses.
        """
        wanted = tuple(names)
        found = await self._memory.get(account, wanted)
        if account.session_only:
            return found
        for name in wanted:
            if name not in found:
                secret = await self._call(_reading(entry(account, name), name))
                if secret is not None:
                    found[name] = secret
        return found

    async def remove(self, account: Account, names: Iterable[str]) -> None:
        """Delete the named credentials from memory and keyring; absent ones are no failure.

        Raises:
            WbError: KEYRING, where the keyring does not answer or refuses.
        """
        wanted = tuple(names)
        await self._memory.remove(account, wanted)
        if account.session_only:
            return
        for name in wanted:
            await self._call(_deleting(entry(account, name), name))

    async def _call(self, work: Callable[[Backend], T]) -> T:
        """Run one piece of work on the backend in a thread, within the limit.

        Raises:
            WbError: KEYRING; what the backend said is not passed on, as it could hold a secret.
        """
        async with self._lane:
            if self._asked is not None and not self._asked.done():
                raise _refused("The keyring still does not answer.")
            done: Future[T] = Future()
            self._asked = done
            ask = (done, lambda: work(self._backend()))
            # A thread of the pool would keep the program from ending while the keyring hangs.
            threading.Thread(target=_run, args=ask, name="keyring", daemon=True).start()
            try:
                async with asyncio.timeout(self._limit):
                    return await asyncio.wrap_future(done)
            except TimeoutError:
                raise _refused(
                    f"The keyring did not answer within {self._limit:g} seconds."
                ) from None
            except _RefusedError as error:
                raise _refused(str(error)) from None
            except _FailedError as error:
                raise _failed(str(error)) from None

    def _backend(self) -> Backend:
        backend = next(_single_backends(self._find()), None)
        if backend is None:
            raise _RefusedError("This system has no keyring that protects what it keeps.")
        return backend


class _RefusedError(Exception):
    """A backend that is not used; its text is a sentence of our own."""


class _FailedError(Exception):
    """A backend's failure; its text is the name of the exception alone."""


def _run(done: Future[T], work: Callable[[], T]) -> None:
    """Do the work; whatever a backend raises becomes its bare name, as texts may hold secrets."""
    if not done.set_running_or_notify_cancel():
        return
    try:
        result = work()
    except _RefusedError as error:
        done.set_exception(error)
    except Exception as error:  # noqa: BLE001 - backends raise whatever their system raises
        done.set_exception(_FailedError(type(error).__name__))
    else:
        done.set_result(result)


def _looking(backend: Backend) -> None:
    """Ask nothing: that a backend was found is the answer."""
    del backend


def _writing(service: str, name: str, value: Secret) -> Callable[[Backend], None]:
    def write(backend: Backend) -> None:
        backend.set_password(service, name, value.reveal())
        if backend.get_password(service, name) != value.reveal():
            raise _RefusedError("The keyring did not keep what it was given.")

    return write


def _reading(service: str, name: str) -> Callable[[Backend], Secret | None]:
    def read(backend: Backend) -> Secret | None:
        text = backend.get_password(service, name)
        return None if text is None else Secret(text)

    return read


def _deleting(service: str, name: str) -> Callable[[Backend], None]:
    def delete(backend: Backend) -> None:
        if backend.get_password(service, name) is not None:
            backend.delete_password(service, name)

    return delete


def _system_keyring() -> Backend:
    import keyring  # noqa: PLC0415

    return keyring.get_keyring()


def _single_backends(found: Backend) -> Iterator[Backend]:
    """Yield the backends that may be used, best first; a chain could end in a plain file."""
    for backend in getattr(found, "backends", None) or (found,):
        if _protects(backend):
            yield backend


def _protects(backend: Backend) -> bool:
    kind = type(backend)
    module = f"{kind.__module__}."
    refused = module.startswith(_REFUSED_MODULES) or "plaintext" in kind.__name__.lower()
    with contextlib.suppress(Exception):
        refused = refused or bool(getattr(backend, "file_path", ""))
    if refused:
        _log.info("the keyring backend %s is not used", kind.__qualname__)
    return not refused


def _refused(sentence: str) -> WbError:
    return WbError(ErrorCode.KEYRING, sentence, SESSION_HINT)


def _failed(name: str) -> WbError:
    if "Locked" in name:
        return WbError(
            ErrorCode.KEYRING,
            "The keyring is locked.",
            "Unlock it and try again, or keep the credentials for this session only.",
            detail=name,
        )
    return WbError(ErrorCode.KEYRING, "The keyring refused the request.", SESSION_HINT, detail=name)
