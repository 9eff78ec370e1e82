"""The private keyring keeps, gives back and forgets a secret, apart from the user's own."""

from __future__ import annotations

import os
from pathlib import Path

from tests.harness.canary import CANARIES


def test_a_secret_is_kept_and_forgotten(secret_service):
    import keyring

    assert type(keyring.get_keyring()).__module__ == "keyring.backends.SecretService"
    keyring.set_password("workbench/test", "somebody", CANARIES["password"])
    assert keyring.get_password("workbench/test", "somebody") == CANARIES["password"]
    keyring.delete_password("workbench/test", "somebody")
    assert keyring.get_password("workbench/test", "somebody") is None


def test_the_bus_is_private(secret_service):
    assert os.environ["DBUS_SESSION_BUS_ADDRESS"] == secret_service.address


def test_other_tests_have_no_bus():
    address = os.environ["DBUS_SESSION_BUS_ADDRESS"].removeprefix("unix:path=")
    assert not Path(address).exists()


def test_each_test_has_a_home_of_its_own(home):
    assert os.environ["WORKBENCH_HOME"] == str(home)
    assert list(home.iterdir()) == []
