"""Why a table of the comparison is empty, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.texts import tr

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk

Why = tuple[str, str, str, tuple[tuple[str, str], ...]]
"""Icon, title, sentence and up to two actions (key, text)."""

GATHER = "gather"
RATES_ON = "rates on"
EVERYTHING = "everything"
FIRSTS = "firsts"


def why_empty(desk: Desk) -> Why | None:
    """Return why there are no rows; None while they are being made."""
    comparison = desk.workspace.comparison
    table = desk.resource.id
    if comparison.busy and table in {"offers", "matches"}:
        return (
            "loader-circle",
            tr("Reading what is on this machine…"),
            tr("Everything that was read from any source is compared; no service is asked."),
            (),
        )
    if comparison.error is not None and table == "offers":
        error = comparison.error
        return "triangle-alert", error.sentence, error.hint, ((GATHER, tr("Try again")),)
    if table == "offers":
        return _no_offers(desk)
    if table == "matches":
        return (
            "waypoints",
            tr("No match to check"),
            tr("Pairs that are alike, yet contradict each other, are asked about here."),
            (),
        )
    if table == "price_history":
        return (
            "history",
            tr("No price has changed"),
            tr("Each price that is read is kept; what moves within 30 days is listed here."),
            () if comparison.asked.first_reads else ((FIRSTS, tr("Show first readings")),),
        )
    if table == "rates":
        return (
            "coins",
            tr("No exchange rates"),
            tr("Type one above, or have the European Central Bank's read each working day."),
            ((RATES_ON, tr("Read from www.ecb.europa.eu")),),
        )
    return (
        "shopping-basket",
        tr("“{name}” is empty", name=tr(desk.resource.title)),
        tr("Choose rows in any tab and press Ctrl+B to put them in."),
        (),
    )


def _no_offers(desk: Desk) -> Why:
    comparison = desk.workspace.comparison
    if comparison.asked.basket:
        return (
            "shopping-basket",
            tr("This basket is empty"),
            tr("Choose rows in any tab and press Ctrl+B to put them in."),
            ((EVERYTHING, tr("Compare everything")),),
        )
    if not comparison.gathered.items:
        return (
            "scale",
            tr("Nothing to compare yet"),
            tr("Search in a source: what is read there is compared here by itself."),
            ((GATHER, tr("Look again")),),
        )
    return (
        "scale",
        tr("No offers"),
        tr("Nothing that was read names a price to buy at, or every supplier is left out."),
        ((EVERYTHING, tr("Compare everything")), (GATHER, tr("Look again"))),
    )
