"""Settings survive whatever happened to their file."""

from __future__ import annotations

import json
import stat

import pytest

from workbench.core.settings import Density, Settings, Theme
from workbench.store.settings import load_settings, save_settings

SET = Settings(theme=Theme.DARK, zoom=150, density=Density.ROOMY, key_bindings={"find": "Ctrl+F"})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings.json"


def test_settings_come_back(path):
    assert load_settings(path) == Settings()
    save_settings(path, SET)
    assert load_settings(path) == SET
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_members_of_a_newer_version_are_kept(path):
    path.write_text('{"zoom": 120, "of_tomorrow": {"a": [1.50]}}')
    save_settings(path, SET)
    written = json.loads(path.read_text())
    assert written["of_tomorrow"] == {"a": [1.5]}
    assert load_settings(path) == SET
    save_settings(path, Settings())
    assert load_settings(path) == Settings()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"zoom": 1', b"null"])
def test_a_damaged_file_is_set_aside(path, content):
    path.write_bytes(content)
    said: list[str] = []
    assert load_settings(path, said.append) == Settings()
    assert len(said) == 1
    (aside,) = path.parent.iterdir()
    assert aside.name in said[0]
    assert aside.read_bytes() == content


def test_one_bad_member_takes_no_other_with_it(path):
    path.write_text('{"zoom": "big", "theme": "dark", "density": "none such"}')
    said: list[str] = []
    assert load_settings(path, said.append) == Settings(theme=Theme.DARK)
    assert [name for name in ("zoom", "density") if any(name in each for each in said)] == [
        "zoom",
        "density",
    ]
    assert path.exists()
