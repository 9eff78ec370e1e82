"""What the checks of quality found, in words, a row each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.core.etim_reports import Check, Finding
from workbench.core.formats import MISSING
from workbench.core.texts import mark, tr, trn
from workbench.ui.classes.cells import Cell, CellKind, Column, SheetRow
from workbench.ui.filters.languages import language_name
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.ui.classes.desk import ClassDesk
    from workbench.workspace.classes.model import DeadLink

TITLES = {
    Check.GTIN_DIGIT: mark("GTIN is wrong"),
    Check.GTIN_TWICE: mark("GTIN is there twice"),
    Check.LANGUAGE: mark("Language is missing"),
    Check.UNIT: mark("Unit stands in the value"),
    Check.NUMBER: mark("No number"),
    Check.VALUE: mark("Value is not allowed"),
}
LINK = "link"
SECTIONS = (
    ("all", mark("All")),
    ("gtin", mark("GTIN")),
    ("language", mark("Languages")),
    ("value", mark("Values")),
    (LINK, mark("Links")),
)
_PART = {
    Check.GTIN_DIGIT: "gtin",
    Check.GTIN_TWICE: "gtin",
    Check.LANGUAGE: "language",
    Check.UNIT: "value",
    Check.NUMBER: "value",
    Check.VALUE: "value",
}


def quality_columns() -> list[Column]:
    """Return the columns of the list."""
    return [
        Column(tr("Product"), 200, stretch=True),
        Column(tr("Finding"), 190),
        Column(tr("Where"), 170, stretch=True),
        Column(tr("Found"), 120, stretch=True),
        Column(tr("Expected"), 120, leaves=1),
    ]


def quality_rows(held: ClassDesk, links: Sequence[DeadLink] = ()) -> list[SheetRow]:
    """Return a row for each finding, under "all" and under its own section."""
    session, overview = held.session, held.overview
    if session is None or overview is None:
        return []
    records = held.classes.records(session)
    rows: list[SheetRow] = []
    for at, found in enumerate(overview.findings):
        cells = _cells(held, found, records.name(found.product))
        key, parts = f"{found.product}\x1f{at}", ("all", _PART[found.check])
        rows += [SheetRow(f"{part}/{key}", cells) for part in parts]
    for at, dead in enumerate(links):
        cells = (
            Cell(records.name(dead.key), CellKind.STRONG, tip=dead.key),
            Cell(tr("Link leads nowhere"), mark=Mark.INVALID),
            Cell(dead.url),
            Cell(dead.why),
            Cell(MISSING, CellKind.FAINT),
        )
        rows += [SheetRow(f"{part}/{dead.key}\x1fl{at}", cells) for part in ("all", LINK)]
    return rows


def quality_says(held: ClassDesk) -> str:
    """Return in one sentence what was looked at."""
    overview = held.overview
    if overview is None:
        return tr("The products are being looked at.")
    count = trn("{count} finding", "{count} findings", len(overview.findings))
    text = trn("{found} in {count} loaded product.", "{found} in {count} loaded products.",
               overview.products, found=count)  # fmt: skip
    missing = overview.missing
    if missing:
        text += " " + trn("{count} row is left out: its document is not on this machine.",
                          "{count} rows are left out: their documents are not on this machine.",
                          missing)  # fmt: skip
    return text


def product_of(key: str) -> str:
    """Return the key of the product that a row of the list is about."""
    return key.partition("\x1f")[0]


def _cells(held: ClassDesk, found: Finding, name: str) -> tuple[Cell, ...]:
    there = (found.found, found.expected)
    if found.check is Check.LANGUAGE:
        there = ("", tr("A text"))
    return (
        Cell(name, CellKind.STRONG, tip=found.product),
        Cell(tr(TITLES[found.check]), mark=Mark.INVALID),
        Cell(_where(held, found)),
        *(Cell(text or MISSING, CellKind.TEXT if text else CellKind.FAINT) for text in there),
    )


def _where(held: ClassDesk, found: Finding) -> str:
    session = held.session
    assert session is not None
    classified = session.resource.classified
    for text in classified.texts if classified is not None else ():
        if text.id == found.place:
            name = language_name(found.found, held.desk.workspace.settings.language)
            return f"{tr(text.title)} · {name}"
    if found.place == "gtin":
        return tr("GTIN")
    feature = held.classes.records(session).model().feature(found.place)
    return f"{feature.name} ({feature.code})" if feature.name else found.place
