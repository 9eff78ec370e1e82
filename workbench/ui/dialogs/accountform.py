"""The form of one account: what it is called, where it leads, what it may do, and its credentials.

Stored credentials never come back into it: an empty field leaves them as they are.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from workbench.core.accounts import COLOURS, Account, check_account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.secret import Secret, clean_secret
from workbench.core.sources import Source
from workbench.core.texts import tr
from workbench.ui.dialogs.colourchoice import ColourChoice
from workbench.ui.dialogs.names import currency_names, language_name
from workbench.ui.dialogs.notes import NoteBox
from workbench.ui.dialogs.teststeps import TestPanel
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.switch import Switch
from workbench.ui.safe import weak_slot
from workbench.ui.text import elided_label, label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role
from workbench.workspace.testing import Step, try_account
from workbench.workspace.workspace import Workspace


class AccountForm(QWidget):
    """One account.

    Attributes:
        changed: something in it changed, or a test ended.
    """

    changed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        source: Source,
        account: Account | None,
        name: str = "",
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._look = look
        self.source = source
        self.old = account
        start = account or _new_account(source, name, len(workspace.accounts.list()))
        self._start = start
        self.notes = NoteBox(look)
        self.test = TestPanel(look)
        self._make_inputs(start)
        self._boxes: dict[str, FieldBox] = {}
        self._secrets: dict[str, LineEdit] = {}
        self._lay_out(start)
        self._connect()
        self._learn_stored()

    # ---- what is typed ---------------------------------------------------------------------

    @property
    def is_new(self) -> bool:
        """Whether the account is not kept yet."""
        return self.old is None

    @property
    def touched(self) -> bool:
        """Whether anything differs from what is kept."""
        typed = any(edit.text() for edit in self._secrets.values())
        return typed or self.is_new or self.account() != self._start

    def account(self) -> Account:
        """Return the account as the form says it, unchecked."""
        return Account(
            source=self.source.id,
            name=self.name.text().strip(),
            url=self.url.text().strip().rstrip("/"),
            colour=self.colour.value,
            read_only=self.read_only.isChecked(),
            language=str(self.language.currentData() or ""),
            currency=str(self.currency.currentData() or ""),
            session_only=self.session.isChecked(),
            bound=self._start.bound,
        )

    def credentials(self) -> dict[str, Secret]:
        """Return the credentials typed; empty fields are left out.

        Raises:
            WbError: INPUT, naming the credential that cannot be one.
        """
        typed = {name: edit.text() for name, edit in self._secrets.items()}
        cleaned = {name: clean_secret(text, name) for name, text in typed.items() if text.strip()}
        return {name: secret for name, secret in cleaned.items() if secret}

    # ---- doing -----------------------------------------------------------------------------

    async def save(self) -> Account:
        """Keep the account.

        Raises:
            WbError: as `workspace.accounts` says; the input at fault shows it already.
        """
        accounts = self._workspace.accounts
        try:
            account, typed = self.account(), self.credentials()
            if self.old is None:
                kept = await accounts.add(self.source, account, typed)
            else:
                kept = await accounts.update(self.source, self.old, account, typed or None)
        except WbError as error:
            weak_slot(self, self.fail)(error)
            raise
        self.old = self._start = kept
        return kept

    def fail(self, error: WbError) -> None:
        """Say a failure at its input, else above the form."""
        if error.code is ErrorCode.KEYRING:
            self.session.show()
        box = self._boxes.get(error.field)
        if box is None:
            self.notes.fail(error)
            return
        box.set_error(error.full_text)
        box.editor.setFocus()

    def check(self) -> bool:
        """Say what is wrong with what is typed; return whether all is well."""
        self._clear_errors()
        try:
            check_account(self.account())
            self.credentials()
        except WbError as error:
            self.fail(error)
            return False
        return True

    def run_test(self) -> None:
        """Test the account as it is typed, step by step."""
        if not self.check():
            return
        self.test.begin()
        self._workspace.jobs.spawn("test account", self._test(), awaited=True)

    async def _test(self) -> None:
        add, end = weak_slot(self, self.test.add), weak_slot(self, self._tested)
        fail = weak_slot(self, self.fail)
        try:
            steps = try_account(
                self._workspace, self.source, self.account(), self.credentials(), self.old
            )
            async for step in steps:
                assert isinstance(step, Step)
                add(step)
        except WbError as error:
            fail(error)
        finally:
            end()

    def _tested(self) -> None:
        self.test.end()
        self.changed.emit()

    # ---- stored credentials ----------------------------------------------------------------

    def _learn_stored(self) -> None:
        """Say which credentials are kept already; the keyring answers in its own time."""
        self._workspace.jobs.spawn("look for credentials", self._ask_vault(), awaited=True)

    async def _ask_vault(self) -> None:
        said, told = weak_slot(self, self._say_stored), weak_slot(self, self._say_keyring)
        vault, names = self._workspace.vault, list(self._secrets)
        try:
            held = await vault.get(self.old, names) if self.old is not None else {}
        except WbError as error:
            told(error.sentence)
            return
        said(frozenset(name for name, secret in held.items() if secret))
        del held
        told(await vault.usable())

    def _say_stored(self, names: frozenset[str]) -> None:
        kept = tr("kept for this session") if self._start.session_only else ""
        for name, edit in self._secrets.items():
            if name in names:
                edit.setPlaceholderText(kept or tr("stored in the keyring"))

    def _say_keyring(self, reason: str) -> None:
        """Offer this session only where no keyring can keep anything."""
        if reason:
            self.session.show()
            self._keyring.say(reason)
            self._keyring.show()
            if self.is_new:
                self.session.setChecked(True)

    # ---- the screen ------------------------------------------------------------------------

    def _make_inputs(self, start: Account) -> None:
        look = self._look
        self.name = LineEdit(tr("Name"), look)
        self.name.setText(start.name)
        self.colour = ColourChoice(COLOURS, look)
        self.colour.set_value(start.colour)
        usual = self.source.hosts.get("", "")
        self.url = LineEdit(tr("Address"), look, placeholder=usual)
        self.url.setText(start.url)
        self.language, self.currency = QComboBox(), QComboBox()
        self.language.addItem(tr("As the source"), "")
        for code in self.source.languages:
            self.language.addItem(language_name(code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(start.language)))
        self.currency.addItem(tr("As the source ({code})", code=self.source.currency), "")
        for code, name in currency_names():
            self.currency.addItem(name, code)
        self.currency.setCurrentIndex(max(0, self.currency.findData(start.currency)))
        # Long lists of names are not to widen the form.
        for box in (self.language, self.currency):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.read_only = Switch(tr("Read-only: refuse every write"), look, on=start.read_only)
        self.session = Switch(
            tr("This session only: keep the credentials in memory"), look, on=start.session_only
        )
        self.session.setVisible(start.session_only)
        self._keyring = label("", look, Role.NOTE, "text2", wrap=True)
        self._keyring.hide()

    def _lay_out(self, start: Account) -> None:
        look = self._look
        column = QVBoxLayout(self)
        keep_spacing(column, look, 12, (0, 0, 8, 8))
        self._title = elided_label("", look, Role.RECORD)
        column.addWidget(self._title)
        column.addWidget(self.notes)
        self._pair(column, ("name", tr("Name"), self.name), ("colour", tr("Colour"), self.colour))
        self._add_credentials(column)
        self._pair(column, ("url", tr("Address, empty for the usual one"), self.url))
        self._pair(
            column,
            ("language", tr("Language of texts"), self.language),
            ("currency", tr("Currency where none is named"), self.currency),
        )
        switches = QVBoxLayout()
        keep_spacing(switches, look, 4)
        for part in (self.read_only, self.session, self._keyring):
            switches.addWidget(part)
        column.addLayout(switches)
        column.addWidget(self.test)
        column.addStretch(1)
        self._say_title()
        del start

    def _add_credentials(self, column: QVBoxLayout) -> None:
        inputs: list[tuple[str, str, QWidget]] = []
        for credential in self.source.credentials:
            edit = LineEdit(tr(credential.title), self._look)
            if credential.secret:
                edit.setEchoMode(QLineEdit.EchoMode.Password)
            edit.setToolTip("")
            self._secrets[credential.name] = edit
            inputs.append((credential.name, tr(credential.title), edit))
        for at in range(0, len(inputs), 2):
            self._pair(column, *inputs[at : at + 2])
        for credential in self.source.credentials:
            if credential.help:
                help_ = label(tr(credential.help), self._look, Role.NOTE, "text2", wrap=True)
                column.addWidget(help_)

    def _pair(self, column: QVBoxLayout, *inputs: tuple[str, str, QWidget]) -> None:
        row = QHBoxLayout()
        keep_spacing(row, self._look, 12)
        for key, title, editor in inputs:
            box = FieldBox(title, editor, self._look)
            self._boxes[key] = box
            row.addWidget(box, 1)
        column.addLayout(row)

    def _connect(self) -> None:
        for edit in (self.name, self.url, *self._secrets.values()):
            edit.textChanged.connect(self._edited)
        for box in (self.language, self.currency):
            box.currentIndexChanged.connect(self._edited)
        for switch in (self.read_only, self.session):
            switch.toggled.connect(self._edited)
        self.colour.chosen.connect(self._edited)
        self.test.wanted.connect(self.run_test)

    def _edited(self, *_value: object) -> None:
        self._clear_errors()
        self._say_title()
        self.changed.emit()

    def _clear_errors(self) -> None:
        self.notes.clear()
        for box in self._boxes.values():
            box.set_error("")

    def _say_title(self) -> None:
        name = self.name.text().strip() or tr("New account")
        self._title.say(f"{self.source.title} · {name}")


def _new_account(source: Source, name: str, count: int) -> Account:
    colour = COLOURS[count % len(COLOURS)]
    return Account(source=source.id, name=name, colour=colour)
