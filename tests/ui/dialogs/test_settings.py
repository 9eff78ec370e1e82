from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QAbstractItemModelTester

from tests.harness.waiting import until
from workbench.core.secret import Secret
from workbench.core.settings import Density, ProxyMode, Theme
from workbench.store.backup import restore
from workbench.store.cache_space import PICTURES
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.dialogs.pages.appearance import languages
from workbench.ui.dialogs.pages.network import proxy_fault, read_authority
from workbench.ui.dialogs.settings import SettingsDialog
from workbench.ui.window.actions import ACTIONS
from workbench.workspace.proxy import load_proxy


async def shown(workspace, look, qtbot) -> SettingsDialog:
    dialog = SettingsDialog(workspace, look, ACTIONS)
    qtbot.addWidget(dialog)
    await until(lambda: workspace.jobs.pending == 0)
    return dialog


async def test_every_change_is_in_force_at_once_and_kept(workspace, look, qtbot):
    dialog = await shown(workspace, look, qtbot)
    heard = []
    workspace.settings_changed.connect(lambda held: heard.append(held.theme))
    dialog.appearance.theme.chosen.emit(Theme.DARK.value)
    dialog.appearance.zoom.setValue(125)
    dialog.appearance.density.chosen.emit(Density.ROOMY.value)
    dialog.appearance.motion.chosen.emit("yes")
    held = workspace.settings
    assert (held.theme, held.zoom, held.density) == (Theme.DARK, 125, Density.ROOMY)
    assert held.reduced_motion is True
    assert heard[0] is Theme.DARK
    assert workspace.folders.settings.read_bytes().count(b"dark") == 1


async def test_rates_are_fetched_only_once_that_is_switched_on(workspace, look, qtbot):
    dialog = await shown(workspace, look, qtbot)
    assert not dialog.prices.fetch.isChecked()
    dialog.prices.fetch.click()
    dialog.prices.age.setText("48")
    dialog.prices.age.textEdited.emit("48")
    dialog.prices.age.editingFinished.emit()
    assert workspace.settings.fetch_rates
    assert workspace.settings.price_age_hours == 48


async def test_a_folder_that_is_not_there_is_refused(workspace, look, qtbot, tmp_path):
    dialog = await shown(workspace, look, qtbot)
    edit = dialog.files.exports
    edit.setText(str(tmp_path / "gone"))
    edit.editingFinished.emit()
    assert "no such folder" in edit.accessibleDescription()
    assert workspace.settings.export_folder == ""
    edit.setText(str(tmp_path))
    edit.editingFinished.emit()
    assert workspace.settings.export_folder == str(tmp_path)


async def test_the_proxys_password_goes_to_the_keyring_and_not_into_a_file(workspace, look, qtbot):
    dialog = await shown(workspace, look, qtbot)
    page = dialog.network
    page.mode.chosen.emit(ProxyMode.MANUAL.value)
    page.url.setText("http://proxy.example:3128")
    page.url.editingFinished.emit()
    page.user.setText("anna")
    page.password.setText("pr0xy-pass")
    page.sign_in.click()
    await until(lambda: page.password.text() == "" and workspace.jobs.pending == 0)
    assert workspace.settings.proxy_url == "http://proxy.example:3128"
    assert b"pr0xy-pass" not in workspace.folders.settings.read_bytes()
    assert await load_proxy(workspace) == (Secret("anna"), Secret("pr0xy-pass"))
    assert workspace.network().proxy_user == Secret("anna")
    assert page.password.placeholderText() == "stored in the keyring"


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("", True),
        ("proxy:3128", True),
        ("https://proxy.example", True),
        ("ftp:x", False),
        ("http://user:pw@proxy:1", False),
        ("http://proxy:port", False),
    ],
)
def test_proxy_addresses(text, good):
    assert (proxy_fault(text) == "") is good


def test_a_file_without_certificates_is_refused(tmp_path):
    path = tmp_path / "ca.pem"
    path.write_text("nothing")
    assert read_authority(str(path))[0]
    assert read_authority(str(tmp_path / "gone.pem"))[0]
    assert read_authority("") == ("", 0)


async def test_sizes_are_shown_and_clearing_says_what_stays(workspace, look, qtbot):
    dialog = await shown(workspace, look, qtbot)
    dialog.storage.clear(PICTURES, "Pictures")
    await until(lambda: dialog.storage.notes.note is not None and workspace.jobs.pending == 0)
    assert "stay" in dialog.storage.notes.note.meaning


async def test_a_backup_holds_the_views_and_restoring_asks_first(workspace, look, qtbot, tmp_path):
    dialog = await shown(workspace, look, qtbot)
    workspace.stores.workspace.set_mark("a", "kept")
    path = tmp_path / "backup.zip"
    dialog.storage.back_up(str(path))
    await until(lambda: path.exists() and workspace.jobs.pending == 0)
    wanted = []
    dialog.restore_wanted.connect(wanted.append)
    confirm = dialog.storage.confirm_restore(str(path))
    assert wanted == []
    confirm.accept()
    assert wanted == [str(path)]
    workspace.stores.close()
    assert "workspace.db" in restore(workspace.folders, path).files


async def test_a_key_that_is_taken_names_its_action_and_can_be_moved(workspace, look, qtbot):
    dialog = await shown(workspace, look, qtbot)
    page = dialog.keys
    page.choose("export")
    keys = QKeySequence("Ctrl+E")
    assert not page.set_keys(keys)
    assert "Export again" in page.edit.accessibleDescription()
    assert workspace.settings.key_bindings == {}
    assert page.set_keys(keys, take=True)
    assert workspace.settings.key_bindings == {"export": "Ctrl+E", "export.again": ""}
    page.reset()
    assert workspace.settings.key_bindings == {"export.again": ""}
    page.reset(every=True)
    assert workspace.settings.key_bindings == {}


async def test_actions_are_found_by_letters_and_the_model_is_sound(workspace, look, qtbot):
    dialog = await shown(workspace, look, qtbot)
    tester = QAbstractItemModelTester(dialog.keys.model)
    dialog.keys.search.setText("zoom larg")
    assert [spec.id for spec in dialog.keys.model.specs] == ["zoom.in"]
    dialog.keys.search.setText("nothing at all")
    assert dialog.keys.model.rowCount() == 0
    assert dialog.keys.spec is None
    del tester


async def test_removing_the_sample_data_asks_first(workspace, look, qtbot):
    dialog = await shown(workspace, look, qtbot)
    told = []
    dialog.sandbox_removed.connect(lambda: told.append(True))
    dialog.storage._ask_sandbox()
    confirm = dialog.findChildren(ConfirmDialog)[0]
    assert told == []
    confirm.accept()
    assert told == [True]


def test_english_is_always_there():
    assert languages()[0] == "en"
