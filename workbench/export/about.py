"""The lines that say where an export came from, for people who find the file later."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from workbench.core.texts import tr
from workbench.export.plan import About
from workbench.export.values import in_utc


def program() -> str:
    """Return the program's name and version."""
    try:
        return f"workbench {version('workbench')}"
    except PackageNotFoundError:
        return "workbench"


def about_lines(about: About, rows: int, notes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return label and text of each line, in the language in use."""
    lines = [
        (tr("Source"), about.source),
        (tr("Account"), about.account),
        (tr("Table"), about.resource),
        (tr("Time"), f"{in_utc(about.at):%Y-%m-%d %H:%M:%S} UTC"),
        *((tr("Filter"), text) for text in about.filters or (tr("none"),)),
        (tr("Rows"), str(rows)),
        (tr("Times in the rows"), "UTC"),
    ]
    if about.currency:
        lines.append((tr("Currency"), _currency(about)))
    if about.quantity:
        lines.append((tr("Prices at quantity"), str(about.quantity)))
    lines.append((tr("Program"), program()))
    lines += [(tr("Note"), text) for text in (about.note, *notes) if text]
    return lines


def _currency(about: About) -> str:
    if not about.currency_assumed:
        return about.currency
    return tr("{currency} (assumed: the source names none)", currency=about.currency)
