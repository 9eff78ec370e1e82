from __future__ import annotations

import msgspec
from msgspec.structs import replace

from tests.harness.waiting import until
from tests.ui.palette.kit import operation
from tests.ui.sample import ACCOUNT, make_workspace
from workbench.core.errors import bad_input
from workbench.core.operations import Effect
from workbench.core.secret import Secret
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.palette.answers import AnswerModel, answer_text, cell_text, rows_in
from workbench.ui.palette.operation import OperationDialog


def dialog_on(workspace, look, qtbot, called) -> OperationDialog:
    for account in workspace.accounts.list():
        workspace.vault.hold(account, {"token": Secret("none-is-checked")})
    dialog = OperationDialog(workspace, look, workspace.sources[0], called)
    qtbot.addWidget(dialog)
    return dialog


async def test_what_is_typed_is_asked_and_a_list_is_shown_as_a_table(workspace, look, qtbot):
    asked = []
    rows = [{"id": 1, "name": "One"}, {"id": 2, "tags": ["a", "b"]}]
    dialog = dialog_on(workspace, look, qtbot, operation(answer=rows, asked=asked))
    dialog.form.set_value("lang", "fr")
    dialog.form.set_value("ids", "1, 2,")
    dialog.run_button.click()
    await until(lambda: not dialog.answer.isHidden() and workspace.jobs.pending == 0)
    assert asked == [({"lang": "fr", "ids": ["1", "2"]}, None)]
    model = dialog.answer.model
    assert (model.rowCount(), model.columnCount()) == (2, 3)
    assert model.data(model.index(1, 2)) == "a, b"
    assert model.data(model.index(1, 1)) == "–"


async def test_mistakes_are_said_at_their_inputs_and_nothing_is_sent(workspace, look, qtbot):
    asked = []
    called = operation(asked=asked, body="query", required=True)
    dialog = dialog_on(workspace, look, qtbot, called)
    dialog.run()
    assert "required" in dialog.form._inputs["lang"].accessibleDescription()
    dialog.form.set_value("lang", "en")
    dialog.form.set_value("page", "two")
    dialog.run()
    assert "whole number" in dialog.form._inputs["page"].accessibleDescription()
    dialog.form.set_value("page", "2")
    for text, said in (("", "required"), ("{", "JSON"), ("[]", "an object")):
        dialog.form.body.setPlainText(text)
        dialog.run()
        assert said in dialog.form.body.accessibleDescription()
    assert asked == []
    assert workspace.jobs.jobs == ()


async def test_a_write_is_refused_on_a_read_only_account(tmp_path, look, qtbot):
    workspace = make_workspace(tmp_path)
    asked = []
    account = msgspec.structs.replace(ACCOUNT, name="Archive", read_only=True)
    await workspace.accounts.add(workspace.sources[0], account, {"token": Secret("x")})
    called = operation("send", Effect.WRITE, asked=asked)
    dialog = dialog_on(workspace, look, qtbot, called)
    dialog.form.set_value("lang", "en")
    assert dialog.account.name == "Archive"
    dialog.run()
    assert "read-only" in dialog.notes.note.what
    assert asked == []
    workspace.stores.close()


async def test_a_write_is_sent_only_after_a_yes(workspace, look, qtbot):
    asked = []
    called = operation("send", Effect.WRITE, asked=asked)
    dialog = dialog_on(workspace, look, qtbot, called)
    dialog.form.set_value("lang", "en")
    dialog.run()
    confirm = dialog.findChildren(ConfirmDialog)[0]
    assert asked == []
    confirm.accept()
    await until(lambda: bool(asked) and workspace.jobs.pending == 0)
    assert asked == [({"lang": "en"}, None)]


async def test_a_failure_stands_in_the_dialog_and_what_was_typed_stays(workspace, look, qtbot):
    called = operation(answer=bad_input("The service refused it.", "Ask it why."))
    dialog = dialog_on(workspace, look, qtbot, called)
    dialog.form.set_value("lang", "en")
    dialog.form.set_value("page", "7")
    dialog.run()
    await until(lambda: dialog.notes.note is not None and workspace.jobs.pending == 0)
    assert dialog.notes.note.what == "The service refused it."
    assert dialog.form._inputs["page"].text() == "7"
    assert dialog.run_button.isEnabled()


def test_without_an_account_it_says_so(workspace, look, qtbot):
    other = replace(workspace.sources[0], id="other")
    dialog = OperationDialog(workspace, look, other, operation())
    qtbot.addWidget(dialog)
    assert not dialog.run_button.isEnabled()
    assert "no account" in dialog.notes.note.what


def test_answers_as_rows_and_as_text():
    assert rows_in({"total": 2, "items": [{"a": 1}, {"a": 2}]}) == [{"a": 1}, {"a": 2}]
    assert rows_in({"a": 1}) == []
    assert rows_in([1, 2]) == []
    assert cell_text({"a": None}) == '{"a": null}'
    assert answer_text(b"123") == "3 bytes"
    assert answer_text({"å": 1}) == '{\n  "å": 1\n}'
    model = AnswerModel()
    model.show([{"a": True}])
    assert model.data(model.index(0, 0)) == "yes"
