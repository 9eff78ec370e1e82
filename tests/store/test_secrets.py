"""Secrets go into a keyring that protects them, or into memory, and never anywhere else."""

from __future__ import annotations

import threading
import time

import msgspec
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked, PasswordDeleteError

from tests.harness.canary import CANARIES
from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.secret import Secret
from workbench.store.secrets import MemoryVault, Vault

ACCOUNT = Account("lagerkoll", "Main")
VALUES = {name: Secret(CANARIES[name]) for name in ("api_key", "user_token")}


class Keys:
    """A keyring in memory that refuses what Windows refuses."""

    longest = 1280

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service, username):
        return self.held.get((service, username))

    def set_password(self, service, username, password):
        if len(password) > self.longest:
            raise OSError(1783, "bad data", password)
        self.held[service, username] = password

    def delete_password(self, service, username):
        if (service, username) not in self.held:
            raise PasswordDeleteError
        del self.held[service, username]


class Locked(Keys):
    def get_password(self, service, username):
        raise KeyringLocked(f"locked {CANARIES['api_key']}")

    def set_password(self, service, username, password):
        raise KeyringLocked(f"locked {password}")


class Forgetful(Keys):
    def set_password(self, service, username, password):
        pass


class Asleep(Keys):
    """A keyring that waits for a prompt which nobody sees."""

    def __init__(self) -> None:
        super().__init__()
        self.woken = threading.Event()
        self.calls = 0

    def get_password(self, service, username):
        self.calls += 1
        self.woken.wait(60)
        return super().get_password(service, username)

    set_password = get_password  # type: ignore[assignment]


class PlaintextKeyring(Keys):
    pass


class FileBacked(Keys):
    file_path = "/somewhere/keyring_pass.cfg"


def _vault(backend, limit=5.0):
    return Vault(lambda: backend, limit=limit)


async def test_secrets_come_back_by_name():
    keys = Keys()
    vault = _vault(keys)
    assert await vault.usable() == ""
    await vault.put(ACCOUNT, VALUES)
    assert await vault.get(ACCOUNT, ["api_key", "user_token", "store"]) == VALUES
    assert set(keys.held) == {
        ("workbench/lagerkoll/usual/Main/api_key", "api_key"),
        ("workbench/lagerkoll/usual/Main/user_token", "user_token"),
    }
    await vault.remove(ACCOUNT, ["api_key", "user_token", "store"])
    assert keys.held == {}
    assert await vault.get(ACCOUNT, VALUES) == {}


async def test_secrets_are_bound_to_their_host():
    vault = _vault(Keys())
    await vault.put(ACCOUNT, VALUES)
    elsewhere = msgspec.structs.replace(ACCOUNT, url="https://other.example.test/base")
    assert await vault.get(elsewhere, VALUES) == {}


async def test_session_only_secrets_never_reach_the_keyring():
    keys = Keys()
    vault = _vault(keys)
    await vault.put(ACCOUNT, VALUES, session_only=True)
    assert await vault.get(ACCOUNT, VALUES) == VALUES
    session = Account("lagerkoll", "Other", session_only=True)
    await vault.put(session, VALUES)
    assert await vault.get(session, VALUES) == VALUES
    assert keys.held == {}
    assert await _vault(keys).get(ACCOUNT, VALUES) == {}
    await vault.remove(session, VALUES)
    assert await vault.get(session, VALUES) == {}


@pytest.mark.fault(65)
@pytest.mark.parametrize(
    "backend",
    [FailKeyring(), NullKeyring(), PlaintextKeyring(), FileBacked(), Forgetful(), Locked()],
    ids=lambda each: type(each).__module__ + type(each).__name__,
)
async def test_keyrings_that_cannot_keep_are_refused(backend):
    vault = _vault(backend)
    with pytest.raises(WbError) as caught:
        await vault.put(ACCOUNT, VALUES)
    assert caught.value.code is ErrorCode.KEYRING
    assert "this session only" in caught.value.hint
    assert CANARIES["api_key"] not in caught.value.report()
    assert CANARIES["api_key"] not in repr(caught.value.__cause__)
    assert getattr(backend, "held", {}) == {}
    await vault.put(ACCOUNT, VALUES, session_only=True)
    assert await vault.get(ACCOUNT, VALUES) == VALUES


@pytest.mark.fault(65)
@pytest.mark.parametrize(
    "backend", [FailKeyring(), NullKeyring(), PlaintextKeyring(), FileBacked()]
)
async def test_a_refused_keyring_says_so_beforehand(backend):
    assert "no keyring" in await _vault(backend).usable()


@pytest.mark.fault(65)
async def test_a_locked_keyring_is_named():
    with pytest.raises(WbError, match="locked") as caught:
        await _vault(Locked()).get(ACCOUNT, VALUES)
    assert "Unlock" in caught.value.hint


@pytest.mark.fault(65)
async def test_a_keyring_that_hangs_is_given_up():
    keys = Asleep()
    vault = _vault(keys, limit=0.1)
    begin = time.monotonic()
    with pytest.raises(WbError, match="did not answer"):
        await vault.get(ACCOUNT, ["api_key"])
    with pytest.raises(WbError, match="still does not answer"):
        await vault.get(ACCOUNT, ["api_key"])
    assert time.monotonic() - begin < 30
    assert keys.calls == 1
    await vault.put(ACCOUNT, VALUES, session_only=True)
    assert await vault.get(ACCOUNT, VALUES) == VALUES
    keys.woken.set()


@pytest.mark.fault(65)
async def test_a_keyring_that_cannot_be_found_is_named():
    def find():
        raise RuntimeError("no backend")

    with pytest.raises(WbError) as caught:
        await Vault(find).get(ACCOUNT, VALUES)
    assert caught.value.code is ErrorCode.KEYRING
    assert await Vault(find).usable() != ""


async def test_a_chain_never_ends_in_a_plain_file():
    good = Keys()

    class Chain(ChainerBackend):
        backends = [PlaintextKeyring(), good, FileBacked()]  # noqa: RUF012

    await _vault(Chain()).put(ACCOUNT, VALUES)
    assert len(good.held) == 2
    assert isinstance(Chain(), KeyringBackend)


@pytest.mark.fault(66)
async def test_a_secret_too_long_for_windows_is_refused_before_it_is_given_away():
    keys = Keys()
    vault = _vault(keys)
    with pytest.raises(WbError, match="longer than 1,200"):
        await vault.put(ACCOUNT, VALUES | {"jwt": Secret("x" * 1201)})
    assert keys.held == {}
    await vault.put(ACCOUNT, {"jwt": Secret("x" * 1200)})
    assert await vault.get(ACCOUNT, ["jwt"]) == {"jwt": Secret("x" * 1200)}


@pytest.mark.fault(67)
async def test_what_a_backend_says_is_not_passed_on(caplog):
    keys = Keys()
    keys.longest = 3
    with pytest.raises(WbError) as caught:
        await _vault(keys).put(ACCOUNT, VALUES)
    assert CANARIES["api_key"] not in caught.value.report()
    assert caught.value.__cause__ is None
    assert CANARIES["api_key"] not in caplog.text


async def test_memory_keeps_for_the_run():
    vault = MemoryVault()
    await vault.put(ACCOUNT, VALUES)
    assert await vault.usable() == ""
    assert await vault.get(ACCOUNT, ["api_key"]) == {"api_key": VALUES["api_key"]}
    await vault.remove(ACCOUNT, ["api_key"])
    assert await vault.get(ACCOUNT, ["api_key"]) == {}


async def test_a_real_secret_service(secret_service):
    del secret_service
    vault = Vault()
    assert await vault.usable() == ""
    await vault.put(ACCOUNT, VALUES)
    assert await Vault().get(ACCOUNT, VALUES) == VALUES
    await vault.remove(ACCOUNT, VALUES)
    assert await Vault().get(ACCOUNT, VALUES) == {}


def test_the_keyring_library_waits_for_its_use():
    import subprocess
    import sys

    code = (
        "import sys, workbench.store.stores, workbench.store.secrets;"
        "sys.exit('keyring' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
