"""Accounts: first start, adding, testing, several of them, read-only, without a keyring."""

from __future__ import annotations

import sys

import keyring
import keyring.backends.fail
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tests.acceptance.stage import CTRL, SHIFT, SOURCE, Key, account_on, holding, on_stage
from workbench.core.accounts import COLOURS, Account
from workbench.core.errors import ErrorCode
from workbench.core.operations import Effect
from workbench.sandbox.europeansourcing.service import TOKEN
from workbench.store.secrets import MemoryVault, Vault


class Sockets:
    """Counts connections and look-ups of the process while it is on (an audit hook stays)."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        if self.on and event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
            address = args[1] if event == "socket.connect" else args[0]
            if isinstance(address, (tuple, str, bytes)):
                self.seen.append(f"{event} {address!r}")


SOCKETS = Sockets()
sys.addaudithook(SOCKETS)


async def test_the_first_start_asks_for_a_source_and_calls_nobody(qapp, home, service) -> None:
    SOCKETS.seen.clear()
    SOCKETS.on = True
    try:
        async with on_stage(home, service, demo=(), vault=MemoryVault(), rows=False) as stage:
            await stage.until(lambda: first_run(stage) is not None)
            first = first_run(stage)
            assert stage.window.windowTitle() == "workbench"
            assert stage.button("Try with sample data", first).isVisible()
            wanted: list[bool] = []
            stage.window.sandbox_wanted.connect(lambda: wanted.append(True))
            await stage.click(stage.button("Try with sample data", first))
            assert wanted == [True]
            await stage.click(stage.button("Connect…", first))
            await stage.until(lambda: stage.dialog("AccountsDialog"))
            assert stage.dialog("AccountsDialog").form.is_new
    finally:
        SOCKETS.on = False
    local = [seen for seen in SOCKETS.seen if "no-bus" not in seen]
    assert local == []
    assert service.asked == []


async def test_the_sample_data_is_marked_in_the_title(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        assert stage.window.windowTitle() == "workbench · Sandbox"


async def test_an_account_is_added_with_a_wrong_and_then_the_right_token(
    qapp, home, service, secret_service
) -> None:
    async with on_stage(home, service, demo=(), vault=Vault(), rows=False) as stage:
        dialog = await adding(stage)
        form = dialog.form
        await stage.write("Main", form.name)
        await stage.write(service.url, form.url)
        token = form._secrets["token"]
        assert token.echoMode() is token.EchoMode.Password
        await stage.write("nonsense", token)
        await stage.click(stage.button("Test", form))
        await stage.until(lambda: service.asked)
        await stage.until(lambda: "no longer accepts the key" in said(form))
        QGuiApplication.clipboard().setText(f"x-auth-token: Bearer {TOKEN}\n")
        await stage.press(Key.Key_A, CTRL, on=token)
        await stage.press(Key.Key_V, CTRL, on=token)
        QGuiApplication.clipboard().clear()
        await stage.click(dialog.save_button)
        await stage.until(lambda: stage.dialog("AccountsDialog") is None)
        await stage.rows()
        assert stage.keys()
        assert stage.tab.tools.account.text() == "Main"
        assert first_run(stage) is None
    assert all(
        TOKEN.encode() not in file.read_bytes() for file in home.rglob("*") if file.is_file()
    )
    async with on_stage(home, service, demo=(), vault=Vault()) as stage:
        assert stage.keys(), "the token came back from the keyring"
        await stage.press(Key.Key_F5)
        await stage.settle()
        assert stage.strips() == []


@pytest.mark.fault(65)
async def test_without_a_keyring_credentials_are_for_this_session_only(
    qapp, home, service, monkeypatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    try:
        async with on_stage(home, service, demo=(), vault=Vault(), rows=False) as stage:
            dialog = await adding(stage)
            form = dialog.form
            await stage.until(form.session.isVisible)
            assert form.session.isChecked()
            await stage.write("Now", form.name)
            await stage.write(service.url, form.url)
            await stage.write(TOKEN, form._secrets["token"])
            await stage.click(dialog.save_button)
            await stage.until(lambda: stage.dialog("AccountsDialog") is None)
            await stage.rows()
            assert stage.keys()
    finally:
        keyring.set_keyring(before)
    assert all(
        TOKEN.encode() not in file.read_bytes() for file in home.rglob("*") if file.is_file()
    )


async def test_what_is_missing_is_said_at_its_field(qapp, home, service) -> None:
    async with on_stage(home, service, demo=(), vault=MemoryVault(), rows=False) as stage:
        dialog = await adding(stage)
        form = dialog.form
        await stage.write("", form.name)
        await stage.click(dialog.save_button)
        assert form.name.property("bad")
        await stage.write("Main", form.name)
        await stage.write("ftp://nowhere", form.url)
        await stage.click(dialog.save_button)
        assert form.url.property("bad")
        await stage.write("", form.url)
        await stage.click(dialog.save_button)
        await stage.until(lambda: form._secrets["token"].property("bad"))
        assert dialog.isVisible()
        assert service.asked == []


async def test_another_account_changes_data_chip_and_colour(qapp, home, service) -> None:
    first = account_on(service, "First", session_only=True, colour=COLOURS[0])
    second = account_on(service, "Second", session_only=True, colour=COLOURS[1])
    vault = holding(first, second)
    async with on_stage(home, service, demo=(first, second), vault=vault) as stage:
        chip = stage.tab.tools.account
        assert chip.text() == "First"
        ground = chip.grab().toImage()
        asked = service.searches()
        await stage.click(chip)
        await stage.choose_in_menu("Second")
        await stage.rows()
        assert chip.text() == "Second"
        assert chip.grab().toImage() != ground
        assert service.searches() == asked + 1, "its rows are its own"
    async with on_stage(home, service, demo=(first, second), vault=vault) as stage:
        assert stage.tab.tools.account.text() == "Second"


async def test_a_read_only_account_says_so_and_refuses_writes(qapp, home, service) -> None:
    account = account_on(service, "Look", session_only=True, read_only=True)
    async with on_stage(home, service, demo=(account,)) as stage:
        assert "read-only" in stage.tab.tools.account.text()
        connection = await stage.workspace.connections.open(SOURCE, account)
        writes = [held for held in SOURCE.operations() if held.effect is Effect.WRITE]
        assert connection.account.read_only
        assert writes == [], "the service documents no write; searches by POST are read"
        await stage.press(Key.Key_F5)
        await stage.settle()
        assert stage.strips() == []


async def test_an_account_without_credentials_asks_for_them(qapp, home, service) -> None:
    account = account_on(service, session_only=True)
    async with on_stage(home, service, demo=(account,), vault=MemoryVault(), rows=False) as stage:
        await stage.until(stage.strips)
        assert stage.session.status.error.code is ErrorCode.AUTH_MISSING
        assert service.asked == []
        assert stage.button("Account…", stage.tab.strips)


async def test_a_removed_account_takes_its_rows_and_leaves_the_views(
    qapp, home, service, secret_service
) -> None:
    account = Account(SOURCE.id, "Gone", url=service.url, bound="gone")
    async with on_stage(home, service, demo=(account,)) as stage:
        await stage.act(lambda: stage.tab.desk.save_view("Mine"))
        await stage.press(Key.Key_M, CTRL | SHIFT, on=stage.view)
        await stage.until(lambda: stage.dialog("AccountsDialog"))
        dialog = stage.dialog("AccountsDialog")
        await stage.click(stage.button("Remove…", dialog))
        await stage.until(lambda: stage.dialog("ConfirmDialog"))
        confirm = stage.dialog("ConfirmDialog")
        await stage.press(Key.Key_Return, on=confirm)
        assert stage.workspace.accounts.list(), "Enter does not delete"
        if stage.dialog("ConfirmDialog") is None:
            await stage.click(stage.button("Remove…", dialog))
            await stage.until(lambda: stage.dialog("ConfirmDialog"))
            confirm = stage.dialog("ConfirmDialog")
        await stage.click(stage.button("Remove Gone", confirm))
        await stage.until(lambda: not stage.workspace.accounts.list())
        assert stage.workspace.views.find(SOURCE.id, "products", "Mine") is not None
        assert all("Gone" not in key for key in stage.workspace.stores.cache.sizes())


async def adding(stage):
    """The accounts dialog with a new account in it."""
    await stage.until(lambda: first_run(stage) is not None)
    await stage.click(stage.button("Connect…", first_run(stage)))
    await stage.until(lambda: stage.dialog("AccountsDialog"))
    return stage.dialog("AccountsDialog")


def first_run(stage):
    """What a window without accounts shows, None where it shows tabs."""
    from workbench.ui.dialogs.first import FirstRun

    found = [held for held in stage.window.findChildren(FirstRun) if held.isVisible()]
    return found[0] if found else None


def said(form) -> str:
    """Everything the form says now."""
    from tests.acceptance.test_looking import spoken

    return spoken(form)


@pytest.mark.fault(67)
@pytest.mark.fault(68)
async def test_no_widget_tip_name_or_report_holds_a_credential(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.press(Key.Key_M, CTRL | SHIFT, on=stage.view)
        await stage.until(lambda: stage.dialog("AccountsDialog"))
        await stage.settle()
        service.fail(20, status=401, path="/search", body=f'{{"message": "bad {TOKEN}"}}')
        await stage.act(stage.tab.desk.refresh)
        await stage.until(stage.strips)
        for place in (stage.window, *stage.floating()):
            for part in (place, *place.findChildren(QWidget)):
                told = (part.toolTip(), part.accessibleName(), part.accessibleDescription())
                shown = part.text() if isinstance(part, QLabel | QLineEdit) else ""
                assert TOKEN not in "".join((*told, str(shown), part.windowTitle()))
        await stage.close_floating()
        await stage.click(stage.button("Copy details", stage.tab.strips))
        assert TOKEN not in QGuiApplication.clipboard().text()
