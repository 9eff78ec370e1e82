"""The lines of the comparison's rail: what each says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from workbench.compare.baskets import over_target
from workbench.compare.landed_terms import PARTS, Part
from workbench.core.texts import tr, trn
from workbench.ui.filters.choosing import Tick
from workbench.ui.filters.valuerow import ValueRow
from workbench.ui.rail.lines import LineKind, RailLine

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.workspace.comparison.comparison import Comparison

BASKETS: Final = "baskets"
COST: Final = "cost"
MARKING: Final = "marking"
SUPPLIERS: Final = "suppliers"
MARKING_HIGH: Final = 142
"""Height of the form of the marking, px at 100 %."""
ICONS: Final = {"offers": "scale", "matches": "waypoints", "price_history": "history",
                "rates": "coins"}  # fmt: skip


def board_lines(
    desk: Desk,
    comparison: Comparison,
    folds: Mapping[str, bool],
    in_sight: Mapping[str, int] | None = None,
) -> list[RailLine]:
    """Return every line of the rail.

    Args:
        desk: of the tab.
        comparison: what is asked, and what there is.
        folds: sections that the user opened or folded.
        in_sight: rows in sight by supplier, most first; None counts all rows.
    """
    if comparison.asked.client_safe:
        return [*_baskets(desk, comparison), *_tables(desk, comparison)]
    return [
        *_baskets(desk, comparison),
        *_tables(desk, comparison),
        *_cost(comparison, folds),
        *_marking(comparison, folds),
        *_suppliers(desk, comparison, folds, in_sight),
    ]


def _baskets(desk: Desk, comparison: Comparison) -> Iterator[RailLine]:
    baskets, formats = comparison.baskets, desk.workspace.formats
    yield RailLine(LineKind.HEADING, BASKETS, tr("Baskets"), icon="plus", gap=6)
    here = comparison.asked.basket if desk.resource.id == "offers" else ""
    for basket in baskets.all():
        key = f"basket-{basket.id}"
        over = sum(bool(over_target(line)) for line in baskets.lines(basket.id))
        yield RailLine(
            LineKind.RESOURCE,
            key,
            basket.name,
            formats.integer(baskets.count(basket.id)),
            "shopping-basket",
            on=here == basket.id or desk.resource.id == key,
            note=tr("{count} over", count=formats.integer(over)) if over else "",
        )


def _tables(desk: Desk, comparison: Comparison) -> Iterator[RailLine]:
    formats, found = desk.workspace.formats, comparison.gathered
    counts = {
        "offers": found.offers,
        "matches": found.matched,
        "rates": len(comparison.rates.rates.currencies) - 1,
    }
    yield RailLine(LineKind.HEADING, "compare", tr("Compare"), gap=10)
    for resource in desk.source.resources:
        if resource.id.startswith("basket-"):
            continue
        on = resource.id == desk.resource.id
        asked = found.questions if resource.id == "matches" else 0
        count = counts.get(resource.id, 0)
        yield RailLine(
            LineKind.RESOURCE,
            resource.id,
            tr(resource.title),
            formats.integer(count) if count > 0 and not asked else "",
            ICONS.get(resource.id, resource.icon),
            on=on and not (resource.id == "offers" and comparison.asked.basket),
            note=trn("{count} to check", "{count} to check", asked) if asked else "",
        )


def _cost(comparison: Comparison, folds: Mapping[str, bool]) -> Iterator[RailLine]:
    parts = comparison.asked.parts
    shown = folds.get(COST, True)
    yield RailLine(LineKind.FACET, COST, tr("Cost includes"), fold=shown, number=len(parts), gap=8)
    for part in Part if shown else ():
        row = ValueRow(tr(PARTS[part]), tick=Tick.ON if part in parts else Tick.OFF)
        yield RailLine(LineKind.VALUE, f"{COST}/{part.value}", row.label, row=row)


def _marking(comparison: Comparison, folds: Mapping[str, bool]) -> Iterator[RailLine]:
    printing = comparison.asked.printing
    shown = folds.get(MARKING, True)
    on = printing is not None and bool(printing.technique)
    yield RailLine(LineKind.FACET, MARKING, tr("Marking"), fold=shown, number=int(on), gap=4)
    if shown:
        yield RailLine(LineKind.RANGE, MARKING, high=MARKING_HIGH)


def _suppliers(
    desk: Desk,
    comparison: Comparison,
    folds: Mapping[str, bool],
    in_sight: Mapping[str, int] | None,
) -> Iterator[RailLine]:
    suppliers, formats = comparison.suppliers(), desk.workspace.formats
    off = comparison.asked.off
    shown = folds.get(SUPPLIERS, True)
    left = sum(key not in off for key in suppliers)
    yield RailLine(LineKind.FACET, SUPPLIERS, tr("Supplier"), fold=shown, number=left, gap=4)
    if not shown:
        return
    if not suppliers:
        yield RailLine(LineKind.NOTE, SUPPLIERS, tr("No suppliers"))
    first = [key for key in in_sight or () if key in suppliers]
    for key in dict.fromkeys((*first, *suppliers)):
        name, rows, _counts = suppliers[key]
        rows = rows if in_sight is None else in_sight.get(key, 0)
        tick = Tick.OFF if key in off else Tick.ON
        row = ValueRow(name, formats.integer(rows), tick, faint=not rows)
        yield RailLine(LineKind.VALUE, f"{SUPPLIERS}/{key}", name, row=row)
