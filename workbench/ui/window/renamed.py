"""Tabs of an account that got another name: they go on with it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from workbench.core.accounts import Account
from workbench.ui.window.later import LaterTab
from workbench.ui.window.tab import SourceTab


def follow_name(pages: Iterable[QWidget | None], old: Account, new: Account) -> None:
    """Let the tabs of an account work with it under its new name."""
    for page in pages:
        if isinstance(page, SourceTab):
            held = page.desk.account
            if held is not None and held.key == old.key:
                page.desk.connect_account(new)
        elif isinstance(page, LaterTab) and _is_of(page, old):
            page.state = replace(page.state, account=new.name)


def _is_of(page: LaterTab, account: Account) -> bool:
    return (page.state.source, page.state.account) == (account.source, account.name)
