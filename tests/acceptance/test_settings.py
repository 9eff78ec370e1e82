"""Settings take hold at once; clearing loses nothing that cannot be read again."""

from __future__ import annotations

import zipfile

from PySide6.QtWidgets import QAbstractButton

from tests.acceptance.stage import ALT, CTRL, Key, on_stage
from workbench.core.settings import Density, Theme


async def opened(stage, page: int = 0):
    await stage.press(Key.Key_Comma, CTRL, on=stage.view)
    await stage.until(lambda: stage.dialog("SettingsDialog"))
    dialog = stage.dialog("SettingsDialog")
    await stage.act(lambda: dialog.show_page(page))
    return dialog


async def test_the_look_changes_while_the_settings_are_open(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        dialog = await opened(stage)
        page = dialog.appearance
        height, tools = stage.view.painter.height, stage.tab.tools.height()
        await stage.click(stage.button("Dark", page.theme))
        assert stage.window.look.dark
        await stage.click(stage.button("High contrast", page.theme))
        assert stage.workspace.settings.theme is Theme.CONTRAST
        await stage.click(stage.button("Light", page.theme))
        assert not stage.window.look.dark
        for zoom in (200, 80, 100):
            await stage.act(lambda zoom=zoom: page.zoom.setValue(zoom))
            assert stage.tab.tools.height() == stage.window.look.size("tool_bar")
            assert stage.window.look.zoom == zoom
        assert stage.tab.tools.height() == tools
        await stage.click(stage.button("Roomy", page.density))
        assert stage.workspace.settings.density is Density.ROOMY
        assert stage.view.painter.height > height, "views without a height of their own follow"
    async with on_stage(home, service) as stage:
        assert stage.workspace.settings.density is Density.ROOMY
        assert stage.view.painter.height > height


async def test_clearing_the_cache_keeps_views_and_accounts(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.act(lambda: stage.tab.desk.save_view("Mine"))
        dialog = await opened(stage, 3)
        await stage.until(lambda: clears(dialog))
        for name in [button.accessibleName() for button in clears(dialog) if button.isEnabled()]:
            await stage.click(stage.button(name, dialog))
            await stage.until(dialog.storage.notes.isVisible)
            await stage.until(lambda: clears(dialog))
            await stage.settle()
        assert sum(stage.workspace.stores.cache.sizes().values()) == 0
        assert stage.workspace.views.find("europeansourcing", "products", "Mine") is not None
        assert stage.workspace.accounts.list()
        assert stage.keys(), "what is on the screen stays"


async def test_a_backup_holds_views_and_no_cache(qapp, home, service, tmp_path) -> None:
    async with on_stage(home, service) as stage:
        await stage.act(lambda: stage.tab.desk.save_view("Mine"))
        dialog = await opened(stage, 3)
        path = tmp_path / "kept.zip"
        await stage.act(lambda: dialog.storage.back_up(str(path)))
        await stage.until(path.exists)
        await stage.until(dialog.storage.notes.isVisible)
    names = zipfile.ZipFile(path).namelist()
    assert any("workspace" in name for name in names)
    assert not any("cache" in name for name in names)


async def test_a_changed_key_works_at_once_and_a_taken_one_is_refused(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        dialog = await opened(stage, 4)
        assert dialog.keys.isVisible()
        await stage.act(
            lambda: stage.workspace.change_settings(
                lambda held: type(held)(key_bindings={"jobs": "Ctrl+Alt+J"})
            )
        )
        await stage.press(Key.Key_Escape, on=dialog)
        await stage.press(Key.Key_J, CTRL | ALT, on=stage.view)
        await stage.until(lambda: stage.dialog("JobCentre"))


def clears(dialog) -> list[QAbstractButton]:
    """The buttons that clear a part of the cache."""
    found = dialog.storage.sizes.findChildren(QAbstractButton)
    return [button for button in found if button.isVisible()]
