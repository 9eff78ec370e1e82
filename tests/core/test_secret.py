"""Secrets cannot be printed, pickled or forged into headers."""

from __future__ import annotations

import copy
import json
import pickle

import msgspec
import pytest

from tests.harness.canary import CANARIES
from workbench.core.errors import ErrorCode, WbError
from workbench.core.secret import LONGEST_SECRET, Secret, clean_secret

KEY = CANARIES["token"]


def test_a_secret_shows_nothing():
    secret = Secret(KEY)
    assert KEY not in f"{secret} {secret!r} {[secret]} {{'k': secret}} %s" % secret
    assert (secret.reveal(), bool(secret), bool(Secret(""))) == (KEY, True, False)
    assert {Secret(KEY), secret} == {secret}
    assert secret != KEY


@pytest.mark.parametrize("write", [pickle.dumps, json.dumps, msgspec.json.encode, copy.copy])
def test_a_secret_is_written_nowhere(write):
    with pytest.raises(TypeError) as caught:
        write(Secret(KEY))
    assert KEY not in str(caught.value)


@pytest.mark.fault(78)
@pytest.mark.parametrize(
    "pasted",
    [
        KEY,
        f"  {KEY}\n",
        f"Bearer {KEY}",
        f"x-auth-token: {KEY}",
        f"Authorization: Bearer {KEY}\r\n",
    ],
)
def test_pasted_words_around_a_key_are_removed(pasted):
    assert clean_secret(pasted) == Secret(KEY)


@pytest.mark.fault(66)
@pytest.mark.fault(78)
@pytest.mark.parametrize(
    "pasted", ["a\r\nX-Evil: 1", "a\x00b", "a\x7fb", "k" * (LONGEST_SECRET + 1)]
)
def test_a_key_that_could_forge_a_header_is_refused(pasted):
    with pytest.raises(WbError) as caught:
        clean_secret(pasted, "token")
    assert (caught.value.code, caught.value.field) == (ErrorCode.INPUT, "token")
    assert pasted not in caught.value.report()
