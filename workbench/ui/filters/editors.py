"""Editors of a filter: what its input asks for, from plain parts to lists with boxes."""

from __future__ import annotations

from workbench.core.queries import Filter, Input
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.attributes import AttributesEditor
from workbench.ui.filters.partseditor import PartsEditor
from workbench.ui.filters.pasting import PasteEditor
from workbench.ui.filters.picking import ValuesEditor
from workbench.ui.theme.look import Look


def editor_of(
    desk: Desk, look: Look, owner: Filter
) -> PartsEditor | PasteEditor | ValuesEditor | AttributesEditor:
    """Return the editor that a filter's input asks for."""
    match owner.input:
        case Input.PICKER | Input.TREE | Input.SWATCHES | Input.COUNTRIES:
            return ValuesEditor(desk, look, owner)
        case Input.PASTE:
            return PasteEditor(look, owner)
        case Input.ATTRIBUTES:
            return AttributesEditor(desk, look, owner)
        case _:
            return PartsEditor(desk, look, owner)
