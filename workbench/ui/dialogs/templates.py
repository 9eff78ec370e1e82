"""What people do with export templates: save, use, hand on as a file, and delete."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from workbench.core.errors import WbError, from_os_error
from workbench.core.texts import tr
from workbench.export.templates import ExportTemplate, from_bytes, to_bytes
from workbench.store.files import atomic_write
from workbench.ui.desk.desk import Desk
from workbench.ui.dialogs.choosing import ask_open, ask_save
from workbench.ui.dialogs.exportrun import TEMPLATES
from workbench.ui.filters.naming import ask_name
from workbench.ui.text import no_mnemonic
from workbench.ui.theme.look import Look


class Templates(QObject):
    """The templates of one table.

    Attributes:
        chosen: a template is to be used.
        failed: something went wrong: the error.
    """

    chosen = Signal(object)
    failed = Signal(object)

    def __init__(
        self, desk: Desk, look: Look, host: QWidget, make: Callable[[str], ExportTemplate]
    ) -> None:
        super().__init__(host)
        self._desk = desk
        self._look = look
        self._host = host
        self._make = make
        self.used = ""

    def list(self) -> list[ExportTemplate]:
        """Return the templates of the desk's table; what reads no more is left out."""
        found: list[ExportTemplate] = []
        for data in self._desk.workspace.stores.workspace.items(TEMPLATES).values():
            try:
                template = from_bytes(data)
            except WbError:
                continue
            own = (self._desk.source.id, self._desk.resource.id)
            if (template.source, template.resource) == own:
                found.append(template)
        return found

    def menu(self, anchor: QWidget) -> QMenu:
        """Show what can be done, under the button that was pressed."""
        menu = QMenu(self._host)
        for template in self.list():
            action = menu.addAction(no_mnemonic(template.name))
            action.setCheckable(True)
            action.setChecked(template.name == self.used)
            action.triggered.connect(lambda _on=False, held=template: self.use(held))
        menu.addSeparator()
        menu.addAction(tr("Save as template…")).triggered.connect(lambda: self.save_as(anchor))
        menu.addAction(tr("Load from a file…")).triggered.connect(self.load)
        menu.addAction(tr("Save to a file…")).triggered.connect(self.share)
        delete = menu.addAction(tr("Delete template"))
        delete.setEnabled(bool(self.used))
        delete.triggered.connect(self.remove)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))
        return menu

    def use(self, template: ExportTemplate) -> None:
        """Put a template to use."""
        self.used = template.name
        self.chosen.emit(template)

    def save_as(self, anchor: QWidget) -> None:
        """Ask for a name and keep the choice made under it."""
        ask_name(anchor, self._look, tr("Name of the template"), tr("Save"), self.used, self.save)

    def save(self, name: str) -> None:
        """Keep the choice made under a name.

        Raises:
            WbError: INPUT, where the name is empty.
        """
        template = self._make(name)
        self._keep(template)
        self.use(template)

    def remove(self) -> None:
        """Forget the template in use; the choice made stays."""
        self._desk.workspace.stores.workspace.remove_item(TEMPLATES, self._key(self.used))
        self.used = ""

    def load(self) -> None:
        """Take a template from a file that somebody handed on."""
        ask_open(self._host, tr("Load a template"), tr("Templates (*.json)"), self.load_from)

    def load_from(self, path: str) -> None:
        """Take a template from this file, and keep it."""
        try:
            template = from_bytes(Path(path).read_bytes())
            self._keep(template)
        except WbError as error:
            self.failed.emit(error)
        except OSError as error:
            self.failed.emit(from_os_error(error, path))
        else:
            self.use(template)

    def share(self) -> None:
        """Write the choice made to a file that can be handed on; it holds no account."""
        name = self.used or tr("Template")
        ask_save(
            self._host, tr("Save the template"), f"{name}.json", tr("Templates (*.json)"),
            self.share_to,
        )  # fmt: skip

    def share_to(self, path: str) -> None:
        """Write the choice made to this file."""
        try:
            atomic_write(Path(path), to_bytes(self._make(self.used or Path(path).stem)))
        except WbError as error:
            self.failed.emit(error)

    def _keep(self, template: ExportTemplate) -> None:
        store = self._desk.workspace.stores.workspace
        if not template.name.strip():
            store.put_item(TEMPLATES, "", b"")
        store.put_item(TEMPLATES, self._key(template.name), to_bytes(template))

    def _key(self, name: str) -> str:
        return f"{self._desk.source.id}/{self._desk.resource.id}/{name}"
