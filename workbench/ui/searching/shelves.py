"""Pictures of the rows found: fetched while services are asked, else only those that are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.core.accounts import Account
from workbench.ui.pictures import PictureShelf
from workbench.ui.theme.look import Look
from workbench.workspace.searching_pictures import KeptPictures

if TYPE_CHECKING:
    from workbench.workspace.searching import Searching
    from workbench.workspace.workspace import Workspace


class Shelves:
    """A shelf for each account: an account on this machine may fetch from it, others not.

    Args:
        searching: says whether services are asked.
        workspace: whose pictures.
        look: the look.
        arrived: called when there is something new to paint.
    """

    def __init__(
        self,
        searching: Searching,
        workspace: Workspace,
        look: Look,
        arrived: Callable[[], object],
    ) -> None:
        self._searching = searching
        self._workspace = workspace
        self._look = look
        self._arrived = arrived
        self._kept = KeptPictures(workspace.stores.cache)
        self._shelves: dict[str, PictureShelf] = {}

    def of(self, account: Account) -> PictureShelf:
        """Return the pictures of an account."""
        shelf = self._shelves.get(account.key)
        if shelf is None:
            workspace, kept = self._workspace, self._kept
            shelf = PictureShelf(
                lambda: workspace.pictures(account) if self._searching.live else kept,
                workspace.jobs,
                self._look,
            )
            shelf.arrived.connect(self._arrived)
            self._shelves[account.key] = shelf
        return shelf

    def close(self) -> None:
        """Let late pictures do nothing; those asked for from now on are asked for anew."""
        for shelf in self._shelves.values():
            shelf.close()
        self._shelves.clear()
