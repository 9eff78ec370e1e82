"""Cells that do something when they are clicked: links, and what a row offers as its next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.fields import Kind
from workbench.core.values import Coded
from workbench.ui.grid.model import CellRole

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from workbench.ui.grid.view import GridView


def offers(view: GridView, index: QModelIndex) -> bool:
    """Return whether a click on a cell does something."""
    held = view.grid_model.fields[index.column()] if index.isValid() else None
    link = held is not None and (held.act or held.kind is Kind.LINK)
    return link and bool(index.data(CellRole.VALUE))


def do_cell(view: GridView, index: QModelIndex) -> bool:
    """Do what a cell stands for; return whether it stands for anything."""
    if not offers(view, index):
        return False
    value = index.data(CellRole.VALUE)
    if isinstance(value, Coded):
        view.act_wanted.emit(view.grid_model.key_at(index.row()), value.code)
    elif isinstance(value, str):
        view.link_wanted.emit(value)
    return True
