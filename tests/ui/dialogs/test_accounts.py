from __future__ import annotations

import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit

from tests.harness.waiting import until
from tests.ui.sample import make_workspace, sample_source
from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.secret import Secret
from workbench.store.secrets import MemoryVault
from workbench.ui.dialogs.accounts import AccountsDialog
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.dialogs.names import currency_names, language_name
from workbench.workspace.testing import StepState


class NoKeyring(MemoryVault):
    """A vault whose keyring protects nothing: only this session can be kept."""

    async def usable(self) -> str:
        return "This system has no keyring."

    async def put(self, account, values, *, session_only=False):
        if not (session_only or account.session_only):
            raise WbError(ErrorCode.KEYRING, "This system has no keyring.", "Keep it for now.")
        await super().put(account, values, session_only=True)


async def shown(workspace, look, qtbot, source="") -> AccountsDialog:
    dialog = AccountsDialog(workspace, look, source)
    qtbot.addWidget(dialog)
    await until(lambda: workspace.jobs.pending == 0)
    return dialog


async def test_a_new_account_is_kept_with_its_cleaned_credential(workspace, look, qtbot):
    dialog = await shown(workspace, look, qtbot)
    form = dialog.add(workspace.sources[0])
    form.name.setText("Second")
    form._secrets["token"].setText("  Bearer abc-123 ")
    assert form._secrets["token"].echoMode() is QLineEdit.EchoMode.Password
    form.read_only.setChecked(True)
    dialog.save_button.click()
    await until(lambda: workspace.accounts.find("sample", "Second") is not None)
    await until(lambda: workspace.jobs.pending == 0)
    kept = workspace.accounts.find("sample", "Second")
    assert kept.read_only
    held = await workspace.vault.get(kept, ["token"])
    assert held["token"].reveal() == "abc-123"
    assert dialog.result() == dialog.DialogCode.Accepted


async def test_a_kept_secret_is_never_shown_and_stays_where_nothing_is_typed(
    workspace, look, qtbot
):
    source = workspace.sources[0]
    account = Account("sample", "Kept", colour="#1F5FC4")
    await workspace.accounts.add(source, account, {"token": Secret("s3cr3t")})
    dialog = await shown(workspace, look, qtbot, "sample")
    form = next(form for form in dialog.model.forms if form.account().name == "Kept")
    assert form._secrets["token"].text() == ""
    assert form._secrets["token"].placeholderText() == "stored in the keyring"
    assert not form.touched
    form.name.setText("Renamed")
    dialog.save()
    await until(lambda: workspace.accounts.find("sample", "Renamed") is not None)
    await until(lambda: workspace.jobs.pending == 0)
    moved = workspace.accounts.find("sample", "Renamed")
    assert (await workspace.vault.get(moved, ["token"]))["token"].reveal() == "s3cr3t"


@pytest.mark.parametrize(
    ("member", "text", "said"),
    [
        ("name", "a/b", "slashes"),
        ("url", "http://other.example", "https://"),
        ("url", "https://user:pw@host.example", "user, password"),
    ],
)
async def test_every_mistake_is_said_at_its_input(workspace, look, qtbot, member, text, said):
    dialog = await shown(workspace, look, qtbot, "sample")
    form = dialog.add(workspace.sources[0])
    getattr(form, member).setText(text)
    dialog.save()
    await until(lambda: workspace.jobs.pending == 0)
    assert said in getattr(form, member).accessibleDescription()
    assert dialog.form is form
    assert dialog.result() == 0


async def test_a_taken_name_and_a_missing_credential_come_back_to_their_inputs(
    workspace, look, qtbot
):
    dialog = await shown(workspace, look, qtbot)
    form = dialog.add(workspace.sources[0])
    form.name.setText("Other")
    dialog.save()
    await until(lambda: workspace.jobs.pending == 0)
    assert "token" in form._secrets["token"].accessibleDescription()
    form._secrets["token"].setText("abc")
    form.name.setText("Live")
    dialog.save()
    await until(lambda: workspace.jobs.pending == 0)
    assert "already" in form.name.accessibleDescription()


async def test_without_a_keyring_this_session_only_is_offered(tmp_path, look, qtbot):
    workspace = make_workspace(tmp_path)
    workspace.vault = NoKeyring()
    dialog = await shown(workspace, look, qtbot)
    form = dialog.add(workspace.sources[0])
    await until(lambda: workspace.jobs.pending == 0)
    assert not form.session.isHidden()
    assert form.session.isChecked()
    assert form.account().session_only
    workspace.stores.close()


async def test_removing_says_what_goes_and_asks_first(workspace, look, qtbot):
    source = workspace.sources[0]
    await workspace.accounts.add(source, Account("sample", "Old"), {"token": Secret("x")})
    dialog = await shown(workspace, look, qtbot)
    row = next(at for at, form in enumerate(dialog.model.forms) if form.account().name == "Old")
    dialog.list.setCurrentIndex(dialog.model.index(row, 0))
    dialog.remove_button.click()
    confirm = dialog.findChildren(ConfirmDialog)[0]
    assert not confirm.verb.isDefault()
    assert workspace.accounts.find("sample", "Old") is not None
    confirm.accept()
    await until(lambda: workspace.accounts.find("sample", "Old") is None)
    await until(lambda: workspace.jobs.pending == 0)
    assert all(form.account().name != "Old" for form in dialog.model.forms)


async def test_the_test_stops_at_the_step_that_fails_and_marks_the_account(workspace, look, qtbot):
    dialog = await shown(workspace, look, qtbot, "sample")
    form = dialog.form
    form.test.button.click()
    await until(lambda: bool(form.test.steps) and form.test.button.isEnabled())
    assert form.test.state is StepState.BAD
    bad = [step.title for step in form.test.steps if step.state is StepState.BAD]
    assert bad == ["Secure line"]
    skipped = [step for step in form.test.steps if step.state is StepState.SKIPPED]
    assert {"Sign-in", "What the account sees"} <= {step.title for step in skipped}
    assert "test failed" in dialog.model.data(dialog.list.currentIndex(), 11)
    await until(lambda: workspace.jobs.pending == 0)


async def test_a_late_answer_after_the_dialog_is_gone_does_nothing(workspace, look):
    dialog = AccountsDialog(workspace, look, "sample")
    dialog.form.run_test()
    shiboken6.delete(dialog)
    await until(lambda: workspace.jobs.pending == 0)
    assert not shiboken6.isValid(dialog)


async def test_the_list_is_a_sound_model_and_a_source_without_account_gets_a_form(
    tmp_path, look, qtbot
):
    other = replace(sample_source(1), id="other", title="Other")
    workspace = make_workspace(tmp_path, other)
    dialog = await shown(workspace, look, qtbot, "other")
    tester = QAbstractItemModelTester(dialog.model)
    assert dialog.form.is_new
    dialog.add(other)
    dialog.remove_button.click()
    assert dialog.model.rowCount() == 1
    await until(lambda: workspace.jobs.pending == 0)
    workspace.stores.close()
    del tester


def test_names_of_languages_and_currencies():
    assert language_name("fr") == "French (fr)"
    assert language_name("zz-unknown") == "zz-unknown"
    codes = [code for code, _ in currency_names()]
    assert codes[:2] == ["EUR", "SEK"]
    assert len(codes) == len(set(codes))
