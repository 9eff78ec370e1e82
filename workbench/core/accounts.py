"""Accounts: one login at a source, without its secrets."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

import msgspec

from workbench.core.errors import bad_input

COLOURS = ("#1F5FC4", "#5F35AE", "#0A7468", "#66700F", "#B87A00", "#C0301C", "#3D5672")
"""Offered for accounts; the user's choice marks dialogs that write."""


class Account(msgspec.Struct, frozen=True):
    """One login at a source.

    Attributes:
        source: id of the source.
        name: the user's name for it; unique within the source.
        url: replaces scheme, host and path prefix of every host of the source; "" for its own.
        colour: "#RRGGBB".
        read_only: every write is refused before anything is sent.
        language: of the texts asked for, "" for the source's first.
        currency: of amounts that name none, ISO 4217; "" for what the source says.
        session_only: its credentials live in memory only, for this run.
        bound: what its drafts and cache are bound to in place of the host: the sandbox's port
            changes at every start, its data does not.
    """

    source: str
    name: str
    url: str = ""
    colour: str = ""
    read_only: bool = False
    language: str = ""
    currency: str = ""
    session_only: bool = False
    bound: str = ""

    @property
    def key(self) -> str:
        """Source and name in one text: unique in a workspace."""
        return f"{self.source}/{self.name}"

    @property
    def loopback(self) -> bool:
        """Whether the account's own URL is on this machine: only then is plain http allowed."""
        return is_loopback(self.url)


def is_loopback(url: str) -> bool:
    """Return whether a URL's host is this machine."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def check_account(account: Account) -> Account:
    """Return the account where its name and URL can be used.

    Raises:
        WbError: an empty or odd name, a URL that is none, or plain http to another machine.
    """
    if not account.name.strip() or any(ord(char) < 32 or char == "/" for char in account.name):
        raise bad_input(
            "The account needs a name without slashes.", "Type a short name.", field="name"
        )
    if account.url:
        parts = urlsplit(account.url)
        plain = parts.scheme == "http" and is_loopback(account.url)
        if not _port_is_one(parts):
            raise bad_input(
                "The address names a port that is none.",
                "Ports are numbers from 1 to 65535.",
                field="url",
            )
        if not parts.hostname or not (parts.scheme == "https" or plain):
            raise bad_input(
                "The address must begin with https:// and name a host.",
                "Plain http is accepted for this machine (127.0.0.1) only.",
                field="url",
            )
        if parts.username or parts.password or parts.query or parts.fragment:
            raise bad_input(
                "The address must hold no user, password, query or fragment.",
                "Credentials go into their own fields.",
                field="url",
            )
    return account


def _port_is_one(parts: SplitResult) -> bool:
    try:
        return parts.port != 0
    except ValueError:
        return False
