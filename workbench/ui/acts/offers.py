"""Which actions can be done now, and why the others cannot: for menus and the palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtWidgets import QMenu

from workbench.core.edits import Action, Scope
from workbench.core.texts import tr
from workbench.ui.text import no_mnemonic, tip_text
from workbench.workspace.acting import why_not

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look


class Offer(msgspec.Struct, frozen=True):
    """One action for the rows that are chosen now.

    Attributes:
        action: the action.
        keys: of the rows it would be about.
        reason: why it cannot be done, "" where it can.
    """

    action: Action
    keys: tuple[str, ...]
    reason: str


def offers(desk: Desk) -> list[Offer]:
    """Return every action of the resource on a desk, in the order of its groups."""
    found: dict[str, list[Offer]] = {}
    for action in desk.resource.actions:
        keys = chosen_keys(desk, action)
        offer = Offer(action, keys, why_not(desk.session, action, keys))
        found.setdefault(action.group, []).append(offer)
    return [offer for group in found.values() for offer in group]


def chosen_keys(desk: Desk, action: Action) -> tuple[str, ...]:
    """Return the rows an action would be about: the ticked ones, else the current one."""
    if action.scope is Scope.NONE:
        return ()
    if len(desk.selection):
        return desk.selection.keys
    current, session = desk.selection.current, desk.session
    loaded = session is not None and session.table.row_of(current) is not None
    return (current,) if loaded else ()


def fill_menu(
    menu: QMenu,
    desk: Desk,
    look: Look,
    act: Callable[[Offer], object],
    *,
    only: bool = False,
) -> None:
    """Put the actions into a menu, a sub-menu for each group of several.

    Args:
        menu: it is added to.
        desk: whose actions.
        look: of the icons.
        act: is given the offer that was chosen.
        only: leave out what cannot be done now (context menus).
    """
    menu.setToolTipsVisible(True)
    every = [held for held in offers(desk) if not (only and held.reason)]
    groups: dict[str, list[Offer]] = {}
    for offer in every:
        groups.setdefault(offer.action.group, []).append(offer)
    for group, held in groups.items():
        place = menu.addMenu(no_mnemonic(tr(group))) if group and len(groups) > 1 else menu
        place.setToolTipsVisible(True)
        for offer in held:
            item = place.addAction(look.icon(offer.action.icon), no_mnemonic(_title(offer)))
            item.setEnabled(not offer.reason)
            item.setToolTip(tip_text(offer.reason))
            item.triggered.connect(lambda _on=False, chosen=offer: act(chosen))


def _title(offer: Offer) -> str:
    title, count = tr(offer.action.title), len(offer.keys)
    return f"{title} ({count:,})" if count > 1 and not offer.reason else title
