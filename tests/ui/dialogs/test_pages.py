from __future__ import annotations

from workbench.ui.dialogs.about import AboutDialog
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.dialogs.contents import TOPICS, HelpWindow, page_text
from workbench.ui.dialogs.first import FirstRun
from workbench.ui.dialogs.shortcuts import ShortcutsDialog
from workbench.ui.parts.buttons import Button
from workbench.ui.window.actions import ACTIONS


def test_a_deletion_is_not_the_default_and_wants_its_number(look, qtbot):
    dialog = ConfirmDialog("T", "S.", "C.", "Delete", look, danger=True, type_number=1200)
    qtbot.addWidget(dialog)
    assert not dialog.verb.isDefault()
    assert not dialog.verb.isEnabled()
    dialog.edit.setText("12")
    assert not dialog.verb.isEnabled()
    dialog.edit.setText("1,200")
    assert dialog.verb.isEnabled()


def test_every_topic_of_the_manual_has_a_page_and_links_lead_to_pages(look, qtbot):
    window = HelpWindow(look, "export")
    qtbot.addWidget(window)
    assert window.topic == "export"
    assert "Parquet" in window.page.toPlainText()
    names = {name for name, _title in TOPICS}
    for name in names:
        assert page_text(name).startswith("# ")
        links = [part.split(")")[0] for part in page_text(name).split("](")[1:]]
        assert {link.removesuffix(".md") for link in links} <= names
    window.page.anchorClicked.emit("filters.md")
    assert window.topic == "filters"
    window.show_topic("no such page")
    assert window.topic == "search"


def test_about_says_versions_and_places(workspace, look, qtbot):
    dialog = AboutDialog(workspace, look)
    qtbot.addWidget(dialog)
    assert str(workspace.folders.logs) in dialog.facts.text()
    assert "Qt: 6." in dialog.facts.text()


def test_shortcuts_list_actions_that_have_keys_with_the_users_own(look, qtbot):
    dialog = ShortcutsDialog(ACTIONS, look, bindings={"about": "Ctrl+Alt+B", "export": ""})
    qtbot.addWidget(dialog)
    ids = {spec.id for spec in dialog.model.specs}
    assert "about" in ids
    assert "export" not in ids
    assert "copy.csv" not in ids


def test_the_first_run_offers_each_source_and_sample_data(workspace, look, qtbot):
    first = FirstRun(workspace, look)
    qtbot.addWidget(first)
    wanted, sample = [], []
    first.connect_wanted.connect(wanted.append)
    first.sample_wanted.connect(lambda: sample.append(True))
    links = [button for button in first.findChildren(Button) if button.text() == "Connect…"]
    assert [link.accessibleName() for link in links] == ["Connect Sample"]
    links[0].click()
    first.sample.click()
    assert (wanted, sample) == (["sample"], [True])
