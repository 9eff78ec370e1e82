"""Filtering rows by a value seen in the dock: at the service where it can, else here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.conditions import parse_value
from workbench.core.errors import WbError
from workbench.core.queries import Condition, Filter, Part, PartKind
from workbench.ui.dock.lines import FieldLine, filter_code

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk

_BY_VALUE = frozenset({PartKind.TEXT, PartKind.LIST, PartKind.FLAG, PartKind.CHOICE})


def _part_of(desk: Desk, line: FieldLine) -> tuple[Filter, Part] | None:
    """Return the filter part that takes one value of the field, None for ranges and none."""
    owner = next((f for f in desk.resource.filters if f.name == line.field.filter), None)
    part = owner.part(owner.default) if owner else None
    return (owner, part) if owner and part and part.kind in _BY_VALUE else None


def offers_filter(desk: Desk, line: FieldLine) -> bool:
    """Whether rows can be filtered by the value of a line."""
    if not filter_code(line):
        return False
    return _part_of(desk, line) is not None or line.field.facet


def filter_by(desk: Desk, line: FieldLine) -> None:
    """Show only rows with the value of a line."""
    code = filter_code(line)
    if not code:
        return
    found = _part_of(desk, line)
    if found is None:
        desk.set_facets(line.field.id, (code,))
        return
    owner, part = found
    label = str(getattr(line.value, "label", "")) or line.text
    try:
        value = parse_value(owner, part, code)
    except WbError as error:
        desk.trouble.emit(error)
        return
    desk.set_condition(Condition(owner.name, part.name, value, (label,)))
