"""One file brings a workspace to another machine, and a bad one changes nothing."""

from __future__ import annotations

import zipfile

import pytest

from tests.compare.kit import item, offer
from tests.harness.canary import CANARIES
from tests.store.making import SCOPE, draft, page
from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.folders import folders_in
from workbench.core.settings import Settings
from workbench.store.backup import backup, restore
from workbench.store.stores import Stores

ACCOUNT = Account("lagerkoll", "Main")


@pytest.fixture
def stores(tmp_path):
    stores = Stores(folders_in(tmp_path / "home"))
    stores.workspace.add_account(ACCOUNT)
    stores.journal.put(draft("typed")).result(5)
    stores.cache.put_page(SCOPE, "q", 0, page(0), "products")
    stores.save_settings(Settings(zoom=150))
    stores.prices.note([item("a", offer((1, "2.00")))])
    yield stores
    stores.close()


def test_a_backup_restores_elsewhere(stores, tmp_path):
    target = tmp_path / "backup.zip"
    backup(stores.folders, target)
    with zipfile.ZipFile(target) as archive:
        assert set(archive.namelist()) == {
            "workspace.db",
            "journal.db",
            "prices.db",
            "settings.json",
            "manifest.json",
        }
    assert target.stat().st_mode & 0o777 == 0o600
    assert not any(value.encode() in target.read_bytes() for value in CANARIES.values())
    there = folders_in(tmp_path / "elsewhere")
    restore(there, target)
    other = Stores(there)
    assert other.workspace.accounts() == (ACCOUNT,)
    assert other.journal.drafts() == (draft("typed"),)
    assert other.settings.zoom == 150
    assert other.prices.counts() == (1, 1)
    other.close()
    assert not [each for each in there.data.iterdir() if each.name.startswith(".")]


def test_what_was_there_is_set_aside(stores, tmp_path):
    target = tmp_path / "backup.zip"
    backup(stores.folders, target)
    stores.workspace.add_account(Account("lagerkoll", "Later"))
    stores.close()
    restore(stores.folders, target)
    again = Stores(stores.folders)
    assert again.workspace.accounts() == (ACCOUNT,)
    again.close()
    asides = [each.name for each in stores.folders.data.iterdir() if ".before-" in each.name]
    assert len(asides) == 4


def _changed(target, name, content):
    with zipfile.ZipFile(target) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    with zipfile.ZipFile(target, "w") as archive:
        for each, data in (members | {name: content}).items():
            archive.writestr(each, data)


@pytest.mark.parametrize("kind", ["no zip", "cut", "changed", "no manifest", "stray"])
def test_a_bad_backup_changes_nothing(stores, tmp_path, kind):
    target = tmp_path / "backup.zip"
    backup(stores.folders, target)
    whole = target.read_bytes()
    if kind == "no zip":
        target.write_bytes(b"no zip")
    elif kind == "cut":
        target.write_bytes(whole[: len(whole) // 2])
    elif kind == "changed":
        _changed(target, "workspace.db", b"something else")
    elif kind == "stray":
        _changed(
            target, "manifest.json", b'{"made": "2026-01-01T00:00:00Z", "files": {"../x": ""}}'
        )
    else:
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("workspace.db", b"")
    stores.close()
    with pytest.raises(WbError) as caught:
        restore(stores.folders, target)
    assert caught.value.code is ErrorCode.FILE
    again = Stores(stores.folders)
    assert again.workspace.accounts() == (ACCOUNT,)
    assert not [each for each in stores.folders.data.iterdir() if ".before-" in each.name]
    again.close()
