"""The main job by real keys and clicks on the real window: search, filter, select, export.

    python packaging/story.py OUTDIR

Wants a display with xdotool. Reads the workbook back, compares its rows with the service's own
total, and ends non-zero where they differ. Prints where workbook and screenshot are.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QWidget
from python_calamine import CalamineWorkbook
from stage import Stage, run, staged

from workbench.ui.dialogs.export import ExportDialog
from workbench.ui.rail.lines import LineKind

TEXT = "mug"
ROWS_TICKED = 3


class Hands:
    """Keys and mouse, as the X server sends them."""

    async def _do(self, *words: str) -> None:
        process = await asyncio.create_subprocess_exec("xdotool", *words)
        if await process.wait():
            raise RuntimeError(f"xdotool {words[0]} failed")
        await asyncio.sleep(0.05)

    async def key(self, *keys: str) -> None:
        """Press keys, one after the other."""
        await self._do("key", "--clearmodifiers", "--delay", "30", *keys)

    async def type(self, text: str) -> None:
        """Type a text."""
        await self._do("type", "--clearmodifiers", "--delay", "30", text)

    async def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click a widget, in its middle or at a place."""
        at = widget.mapToGlobal(place or widget.rect().center())
        ratio = widget.devicePixelRatioF()
        await self._do("mousemove", str(round(at.x() * ratio)), str(round(at.y() * ratio)))
        await self._do("click", "1")


async def search(stage: Stage, hands: Hands) -> None:
    """Type into the search box."""
    await hands.click(stage.tab.tools.search)
    await hands.type(TEXT)
    await hands.key("Return")
    desk = stage.tab.desk
    await stage.until(lambda: desk.view.query.text == TEXT)
    await stage.settle()


async def tick_facet(stage: Stage, hands: Hands) -> None:
    """Tick the first category among the facets."""
    desk, rail = stage.tab.desk, stage.tab.rail
    session = desk.session
    assert session is not None
    before = session.status.total
    lines = [rail.model.line(row) for row in range(rail.model.rowCount())]
    place = next(at for at, line in enumerate(lines) if line and line.kind is LineKind.VALUE)
    index = rail.model.index(place)
    rail.view.scrollTo(index)
    rect = rail.view.visualRect(index)
    await hands.click(rail.view.viewport(), rect.center())
    await stage.until(lambda: desk.view.query.conditions)
    await stage.settle()
    if session.status.total == before:
        raise RuntimeError("the facet did not narrow the rows")


async def tick_rows(stage: Stage, hands: Hands) -> None:
    """Tick rows with the keys."""
    stage.tab.focus_rows()
    await hands.key("ctrl+Home")
    for _ in range(ROWS_TICKED):
        await hands.key("space", "Down")
    await stage.until(lambda: len(stage.tab.desk.selection) == ROWS_TICKED)


async def export(stage: Stage, hands: Hands, path: Path) -> None:
    """Export all rows of the question through the dialog."""
    await hands.key("ctrl+shift+e")
    await stage.until(stage.floating)
    dialog = stage.floating()[0]
    assert isinstance(dialog, ExportDialog)
    await asyncio.sleep(0.5)
    everything = next(
        button
        for button in dialog.scope.findChildren(QAbstractButton)
        if button.accessibleName().startswith("All")
    )
    await hands.click(everything)
    for box, text in ((dialog.place.folder, str(path.parent)), (dialog.place.name, path.name)):
        await hands.click(box)
        await hands.key("ctrl+a")
        await hands.type(text)
    await hands.click(dialog.go)
    await stage.until(path.exists, 90)
    await stage.settle()


def rows_in(path: Path) -> int:
    """Return how many rows a workbook holds, its header left out."""
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    return len(sheet.to_python()) - 1


async def story(home: Path, folder: Path) -> int:
    """Do the job and return the exit status."""
    workbook, shot = folder / "mugs.xlsx", folder / "window.png"
    workbook.unlink(missing_ok=True)
    async with staged(home) as stage:
        stage.window.resize(1440, 900)
        stage.window.move(0, 0)
        stage.window.show()
        await stage.settle()
        hands = Hands()
        await search(stage, hands)
        await tick_facet(stage, hands)
        await tick_rows(stage, hands)
        session = stage.tab.desk.session
        assert session is not None
        total = session.status.total
        await export(stage, hands, workbook)
        stage.picture().save(str(shot))
    found = rows_in(workbook)
    print(f"workbook:   {workbook} ({found} rows)")
    print(f"screenshot: {shot}")
    if found != total:
        print(f"the service has {total} rows, the workbook {found}", file=sys.stderr)
        return 1
    print(f"the service has {total} rows too")
    return 0


def main() -> int:
    """Run the story with its results in the given folder."""
    folder = Path(sys.argv[1]).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    return run(lambda home: story(home, folder))


if __name__ == "__main__":
    sys.exit(main())
