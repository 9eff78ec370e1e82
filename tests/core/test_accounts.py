"""Accounts whose name and address can be used."""

from __future__ import annotations

import pytest

from workbench.core.accounts import Account, check_account, is_loopback
from workbench.core.errors import ErrorCode, WbError


@pytest.mark.parametrize(
    "account",
    [
        Account("shop", "main"),
        Account("shop", "a b", url="https://proxy.example.test/x"),
        Account("shop", "local", url="http://127.0.0.1:9001/x"),
        Account("shop", "local", url="http://localhost:9001"),
        Account("shop", "local", url="http://[::1]:9001"),
    ],
)
def test_usable_accounts_pass(account):
    assert check_account(account) is account
    assert account.key == f"shop/{account.name}"
    assert account.loopback == account.url.startswith("http:")


@pytest.mark.parametrize(
    ("name", "url", "field"),
    [
        ("", "", "name"), (" ", "", "name"), ("a/b", "", "name"), ("a\n", "", "name"),
        ("a", "http://shop.test", "url"), ("a", "ftp://127.0.0.1", "url"),
        ("a", "shop.test", "url"),
        ("a", "https://u:p@shop.test", "url"), ("a", "https://shop.test/?x=1", "url"),
        ("a", "https://shop.test/#x", "url"), ("a", "https://", "url"),
        ("a", "https://shop.test:99999", "url"), ("a", "http://127.0.0.1:x", "url"),
    ],
)  # fmt: skip
def test_others_are_refused_at_their_field(name, url, field):
    with pytest.raises(WbError) as caught:
        check_account(Account("shop", name, url=url))
    assert (caught.value.code, caught.value.field) == (ErrorCode.INPUT, field)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("http://127.1.2.3", True),
        ("http://localhost", True),
        ("https://shop.test", False),
        ("", False),
    ],
)
def test_this_machine(url, own):
    assert is_loopback(url) is own
