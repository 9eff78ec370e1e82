"""What services made while nobody looked: waited for from the start, offered in any tab.

The list of requests offers it too, once its tab is open; here nobody has to open it first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from workbench.core.texts import tr
from workbench.core.views import TabState
from workbench.ui.safe import weak_slot
from workbench.ui.theme.marks import Mark
from workbench.workspace.awaiting import go_on_waiting

if TYPE_CHECKING:
    from workbench.core.remote import Asked
    from workbench.ui.window.main import MainWindow
    from workbench.ui.window.tab import SourceTab


class Offered(QObject):
    """Waits again once the window is painted, and says in the tab in front what is ready."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.workspace.offered.connect(weak_slot(self, self._offer))
        window.complete.connect(self._begin, Qt.ConnectionType.SingleShotConnection)

    def _begin(self) -> None:
        workspace = self._window.workspace
        workspace.jobs.spawn("go on waiting", go_on_waiting(workspace))

    def _offer(self, asked: Asked) -> None:
        front = self._window.front
        source = self._window.workspace.source(asked.source)
        if front is None or source is None or _lists(front, asked):
            return
        what = tr("{source} has made what you asked for.", source=source.title)
        age = self._window.workspace.formats.age(asked.asked)
        meaning = tr("{name}, asked {age}, in the account {account}.", age=age, **_names(asked))
        key = f"offered {asked.id}"
        strip = front.strips.say(key, Mark.DONE, what, meaning, [("open", tr("Open tables"))])
        strip.acted.connect(lambda _key: self._open(front, key, asked))

    def _open(self, front: SourceTab, key: str, asked: Asked) -> None:
        """Show the rows of it, in a tab of its account."""
        front.strips.drop(key)
        source = self._window.workspace.source(asked.source)
        resource = source.resource(asked.resource) if source is not None else None
        if source is None or resource is None or resource.remote is None:
            return
        tabs = (tab for tab in self._window.all_tabs if _of_account(tab, asked))
        tab = next(tabs, None)
        if tab is None:
            state = TabState(asked.source, account=asked.account, resource=asked.resource)
            tab = self._window.open_tab(source, state)
        self._window.bring_forward(tab)
        tab.desk.go_on(resource, resource.remote.question(asked.identity))


def _of_account(tab: SourceTab, asked: Asked) -> bool:
    account = tab.desk.account
    return account is not None and (account.source, account.name) == (asked.source, asked.account)


def _lists(tab: SourceTab, asked: Asked) -> bool:
    """Return whether a tab shows the list of requests that offers this one."""
    question = tab.request.question
    listed = question is not None and question.resource.id == asked.resource
    return listed and _of_account(tab, asked)


def _names(asked: Asked) -> dict[str, str]:
    return {"name": asked.preset or tr("Without a preset"), "account": asked.account}
