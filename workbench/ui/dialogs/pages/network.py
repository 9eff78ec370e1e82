"""The page on how the network is reached: proxy, and a company's own certificate authority."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.core.errors import WbError
from workbench.core.secret import clean_secret
from workbench.core.settings import ProxyMode
from workbench.core.texts import tr
from workbench.ui.dialogs.choosing import ask_open
from workbench.ui.dialogs.notes import NoteBox
from workbench.ui.dialogs.pages.page import Rows
from workbench.ui.dialogs.pages.setter import Setter
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.segmented import Segmented
from workbench.ui.safe import weak_slot
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.proxy import keep_proxy, load_proxy


class NetworkPage(Rows):
    """Network."""

    def __init__(self, setter: Setter, look: Look) -> None:
        super().__init__(look)
        self._setter = setter
        self.notes = NoteBox(look)
        self.column.addWidget(self.notes)
        self._proxy()
        self._authority()
        self.end()
        self._show_manual()
        setter.workspace.jobs.spawn("look for proxy sign-in", self._ask_vault(), awaited=True)

    # ---- proxy -----------------------------------------------------------------------------

    def _proxy(self) -> None:
        self.heading(tr("Proxy"))
        choices = [
            (ProxyMode.SYSTEM.value, tr("System")),
            (ProxyMode.MANUAL.value, tr("Manual")),
            (ProxyMode.NONE.value, tr("None")),
        ]
        self.mode = Segmented(tr("Proxy"), choices, self.look)
        self.mode.set_value(self._setter.now.proxy_mode.value)
        self.mode.chosen.connect(self._set_mode)
        self.row(tr("Use"), self.mode, note=tr("Accounts are connected anew after a change."))
        self.url = LineEdit(tr("Proxy address"), self.look, placeholder="http://proxy:3128")
        self.url.setText(self._setter.now.proxy_url)
        self.url_box = FieldBox(tr("Proxy address"), self.url, self.look)
        self.url.editingFinished.connect(self._set_url)
        self.user = LineEdit(tr("User"), self.look)
        self.password = LineEdit(tr("Password"), self.look)
        for edit in (self.user, self.password):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.sign_in = Button(tr("Keep"), self.look)
        self.sign_in.clicked.connect(self._keep)
        user = FieldBox(tr("User"), self.user, self.look)
        self.password_box = FieldBox(tr("Password"), self.password, self.look)
        self._manual: list[QWidget] = [
            self.row("", self.url_box, wide=True),
            self.row("", user, wide=True),
            self.row("", self.password_box, wide=True),
            self.row("", self.sign_in),
        ]
        self.url.setAccessibleName(tr("Proxy address"))

    def _set_mode(self, key: str) -> None:
        self._setter.put(proxy_mode=ProxyMode(key))
        self._show_manual()

    def _show_manual(self) -> None:
        manual = self._setter.now.proxy_mode is ProxyMode.MANUAL
        for line in self._manual:
            line.setVisible(manual)

    def _set_url(self) -> None:
        text = self.url.text().strip()
        reason = proxy_fault(text)
        self.url_box.set_error(reason)
        if not reason:
            self._setter.put(proxy_url=text)

    def _keep(self) -> None:
        self.password_box.set_error("")
        try:
            user = clean_secret(self.user.text(), "user")
            password = clean_secret(self.password.text(), "password")
        except WbError as error:
            self.password_box.set_error(error.full_text)
            return
        said, failed = weak_slot(self, self._kept), weak_slot(self.notes, self.notes.fail)

        async def work() -> None:
            try:
                await keep_proxy(self._setter.workspace, user, password)
            except WbError as error:
                failed(error)
                return
            said(bool(user), bool(password))

        self._setter.workspace.jobs.spawn("keep proxy sign-in", work())

    def _kept(self, user: bool, password: bool) -> None:
        self.user.clear()
        self.password.clear()
        self._say_stored(user, password)
        self.notes.say(Mark.DONE, tr("Kept in the keyring."))

    async def _ask_vault(self) -> None:
        said, failed = weak_slot(self, self._say_stored), weak_slot(self.notes, self.notes.fail)
        try:
            user, password = await load_proxy(self._setter.workspace)
        except WbError as error:
            if self._setter.now.proxy_mode is ProxyMode.MANUAL:
                failed(error)
            return
        said(bool(user), bool(password))

    def _say_stored(self, user: bool, password: bool) -> None:
        kept = tr("stored in the keyring")
        self.user.setPlaceholderText(kept if user else "")
        self.password.setPlaceholderText(kept if password else "")

    # ---- certificate authority -------------------------------------------------------------

    def _authority(self) -> None:
        self.heading(tr("Certificates"))
        self.ca = LineEdit(tr("Certificate authority"), self.look, placeholder=tr("None"))
        self.ca.setText(self._setter.now.ca_file)
        self.ca_box = FieldBox(tr("Your company's own authority (PEM)"), self.ca, self.look)
        browse = Button(tr("Choose…"), self.look)
        browse.clicked.connect(
            lambda: ask_open(
                self,
                tr("Certificate authority"),
                tr("Certificates (*.pem *.crt *.cer)"),
                self._take_ca,
            )
        )
        self.row("", self.ca_box, browse, wide=True)
        self.ca_note = label("", self.look, Role.NOTE, "text2", wrap=True)
        self.column.addWidget(self.ca_note)
        self.ca.editingFinished.connect(lambda: self._take_ca(self.ca.text().strip()))

    def _take_ca(self, path: str) -> None:
        self.ca.setText(path)
        if path == self._setter.now.ca_file:
            return
        said = weak_slot(self, self._checked)

        async def work() -> None:
            reason, count = await asyncio.to_thread(read_authority, path)
            said(path, reason, count)

        self._setter.workspace.jobs.spawn("read certificates", work())

    def _checked(self, path: str, reason: str, count: int) -> None:
        self.ca_box.set_error(reason)
        self.ca_note.say(tr("{count} certificates are trusted too.", count=count) if count else "")
        if not reason:
            self._setter.put(ca_file=path)


def proxy_fault(text: str) -> str:
    """Return what is wrong with a proxy's address, "" for nothing."""
    if not text:
        return ""
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, _port = parts.hostname, parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if not host or parts.scheme not in {"http", "https"}:
        return tr("Write it as http://proxy.example:3128.")
    if parts.username or parts.password:
        return tr("User and password have fields of their own below.")
    return ""


def read_authority(path: str) -> tuple[str, int]:
    """Return what is wrong with a file of certificates and how many it holds; reads the disk."""
    if not path:
        return "", 0
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cafile=str(Path(path).expanduser()))
    except OSError:
        return tr("This file cannot be read as certificates. Choose a PEM file."), 0
    return "", len(context.get_ca_certs())
