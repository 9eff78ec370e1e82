"""The accounts dialog: which accounts there are, one of them as a form, and its test."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from workbench.core.accounts import Account
from workbench.core.errors import WbError
from workbench.core.sources import Source
from workbench.core.texts import tr
from workbench.ui.dialogs.accountform import AccountForm
from workbench.ui.dialogs.accountlist import AccountDelegate, AccountModel
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.dialogs.lists import clear_ground
from workbench.ui.parts.buttons import Kind
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.empty import EmptyState
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import no_mnemonic
from workbench.ui.theme.look import Look
from workbench.workspace.workspace import Workspace

LIST_WIDTH = 190
HEIGHT = 590
"""Px at 100 %."""


class AccountsDialog(DialogFrame):
    """All accounts of a workspace.

    Args:
        workspace: whose.
        look: the look.
        source_id: the source whose first account is shown, or that a new one is for.
        parent: the window.
    """

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        source_id: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Accounts"), look, topic="accounts", parent=parent)
        self._workspace = workspace
        self.model = AccountModel()
        self._delegate = AccountDelegate(look)
        self.list = QListView()
        self._stack = QStackedWidget()
        self._pages: dict[AccountForm, QScrollArea] = {}
        self._compose(look)
        self._make_buttons(look)
        self._fill(source_id)
        look.changed.connect(self._resize)
        self._resize()

    # ---- which account ---------------------------------------------------------------------

    @property
    def form(self) -> AccountForm | None:
        """The form shown."""
        row = self.list.currentIndex().row()
        return self.model.forms[row] if 0 <= row < len(self.model.forms) else None

    def add(self, source: Source) -> AccountForm:
        """Begin a new account of a source."""
        taken = {account.name for account in self._workspace.accounts.list(source.id)}
        taken |= {form.account().name for form in self.model.forms}
        name = next((word for word in (tr("Live"), tr("Test")) if word not in taken), "")
        form = self._add_form(source, None, name)
        self._show_row(self.model.rowCount() - 1)
        form.name.setFocus()
        form.name.selectAll()
        return form

    def _fill(self, source_id: str) -> None:
        first = None
        for account in self._workspace.accounts.list():
            source = self._workspace.source(account.source)
            if source is None:
                continue
            self._add_form(source, account)
            if first is None and source.id == source_id:
                first = self.model.rowCount() - 1
        wanted = self._workspace.source(source_id)
        if wanted is not None and first is None:
            self.add(wanted)
        elif self.model.rowCount():
            self._show_row(first or 0)
        else:
            self._moved()

    def _add_form(self, source: Source, account: Account | None, name: str = "") -> AccountForm:
        form = AccountForm(self._workspace, self._look.tinted(source.id), source, account, name)
        page = QScrollArea()
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setWidgetResizable(True)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setWidget(form)
        clear_ground(page)
        self._pages[form] = page
        self._stack.addWidget(page)
        form.changed.connect(lambda: self.model.tell(form))
        form.test.ended.connect(lambda: show_test(page, form))
        self.model.add(form)
        return form

    def _show_row(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row, 0))
        self._moved()

    def _moved(self, *_indexes: object) -> None:
        form = self.form
        self._stack.setCurrentWidget(self._pages[form] if form else self._empty)
        self.remove_button.setEnabled(form is not None)
        self.save_button.setEnabled(form is not None)

    # ---- adding, removing, saving ----------------------------------------------------------

    @never_raises(None)
    def _ask_source(self, _on: bool = False) -> None:
        sources = self._workspace.sources
        if len(sources) == 1:
            self.add(sources[0])
            return
        menu = QMenu(self)
        for source in sources:
            icon = self._look.icon(source.icon, self._look.accent_of(source.id).ink)
            action = menu.addAction(icon, no_mnemonic(source.title))
            action.triggered.connect(lambda _on=False, held=source: self.add(held))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def _ask_remove(self) -> None:
        form = self.form
        if form is None:
            return
        if form.old is None:
            self._drop(form)
            return
        name = form.old.name
        confirm = ConfirmDialog(
            tr("Remove “{name}”?", name=name),
            tr("Its credentials are deleted from the keyring, its rows from the cache."),
            tr("Views, templates and exported files stay. This cannot be undone."),
            tr("Remove {name}", name=name),
            self._look,
            danger=True,
            parent=self,
        )
        confirm.accepted.connect(lambda: self._remove(form))
        confirm.finished.connect(confirm.deleteLater)
        confirm.open()

    def _remove(self, form: AccountForm) -> None:
        gone, fail = weak_slot(self, self._drop), weak_slot(form, form.fail)

        async def work() -> None:
            assert form.old is not None
            try:
                await self._workspace.accounts.remove(form.source, form.old)
            except WbError as error:
                fail(error)
                return
            gone(form)

        self._workspace.jobs.spawn("remove account", work())

    def _drop(self, form: AccountForm) -> None:
        if form not in self._pages:
            return
        page = self._pages.pop(form)
        self.model.remove(self.model.forms.index(form))
        self._stack.removeWidget(page)
        page.deleteLater()
        self._moved()

    def save(self) -> None:
        """Keep every account that was changed; the first that cannot be stays in front."""
        touched = [form for form in self.model.forms if form.touched]
        wrong = next((form for form in touched if not form.check()), None)
        if wrong is not None:
            self._bring(wrong)
            return
        self.save_button.setEnabled(False)
        self._workspace.jobs.spawn("save accounts", self._save(touched))

    async def _save(self, forms: list[AccountForm]) -> None:
        failed, saved = weak_slot(self, self._bring), weak_slot(self, self.accept)
        for form in forms:
            try:
                await form.save()
            except WbError:
                failed(form)
                return
        saved()

    def _bring(self, form: AccountForm) -> None:
        self.save_button.setEnabled(True)
        self._show_row(self.model.forms.index(form))

    # ---- the screen ------------------------------------------------------------------------

    def _compose(self, look: Look) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(tr("Accounts"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self._empty = EmptyState(
            "key-round",
            tr("No account yet"),
            tr("An account is one login at a source; its key stays in the system's keyring."),
            look,
            [("add", tr("Add account…"))],
        )
        self._empty.acted.connect(lambda _key: self._ask_source())
        self._stack.addWidget(self._empty)
        row = QHBoxLayout()
        keep_spacing(row, look, 16)
        row.addWidget(self.list)
        row.addWidget(self._stack, 1)
        self.body.addLayout(row, 1)

    def _make_buttons(self, look: Look) -> None:
        del look
        self.add_button = self.add_left(tr("Add account…"), Kind.PLAIN)
        self.add_button.clicked.connect(self._ask_source)
        self.remove_button = self.add_left(tr("Remove…"))
        self.remove_button.clicked.connect(self._ask_remove)
        self.add_cancel(tr("Cancel"))
        self.save_button = self.add_primary(tr("Save"), accepts=False)
        self.save_button.clicked.connect(self.save)

    @never_raises(None)
    def _resize(self) -> None:
        self.list.setFixedWidth(self._look.px(LIST_WIDTH))
        self._stack.setMinimumHeight(self._look.px(HEIGHT))


def show_test(page: QScrollArea, form: AccountForm) -> None:
    """Bring the steps of a test that ended into sight."""
    # The steps have their height with the next turn of the loop.
    bar = page.verticalScrollBar()
    if not form.test.isVisible():
        return
    QTimer.singleShot(0, bar, lambda: bar.setValue(bar.maximum()))
