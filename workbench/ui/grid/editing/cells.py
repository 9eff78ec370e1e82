"""Acts on the selected cells: clear, paste, fill, series, today, the same value everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject
from PySide6.QtGui import QGuiApplication

from workbench.core.fields import Field, Kind
from workbench.core.texts import tr, trn
from workbench.ui.grid.editing import filling
from workbench.ui.grid.editing.area import Area, Strip, block, selected
from workbench.ui.grid.editing.staging import Put, Staging, carried, set_title
from workbench.ui.grid.words import title_of

if TYPE_CHECKING:
    from workbench.ui.grid.view import GridView
    from workbench.workspace.editing import Editing

MOST = 200_000
"""Cells that one act changes at most."""


class Cells(QObject):
    """What keys and menus do with the selected cells; each act is one step."""

    def __init__(self, view: GridView, staging: Staging, editing: Editing) -> None:
        super().__init__(view)
        self._view = view
        self._staging = staging
        self._editing = editing

    def set_all(self, field: Field, value: object, text: str) -> None:
        """Put a value that was typed in one cell into every selected one."""
        area = selected(self._view)
        puts = (
            Put(key, held, value if held is field else text, held is not field)
            for key, held in area.each()
        )
        self._stage(set_title(area.fields, len(area.keys)), puts, area)

    def clear(self, title: str = "") -> None:
        """Leave the selected cells without a value."""
        area = selected(self._view)
        puts = (Put(key, field, None) for key, field in area.each())
        named = ", ".join(map(title_of, area.fields[:3]))
        text = trn("Clear {field}", "Clear {field} in {count} rows", len(area.keys), field=named)
        self._stage(title or text, puts, area)

    def toggle(self) -> None:
        """Turn the selected flags to what the current one is not."""
        index = self._view.currentIndex()
        key = self._view.grid_model.key_at(index.row())
        field = self._view.columns.field_of(index.column())
        value = self._editing.value(key, field.id) is not True
        area = Area(tuple(s for s in selected(self._view).strips if s.field.kind is Kind.FLAG))
        puts = (Put(each, held, value) for each, held in area.each())
        self._stage(set_title(area.fields, len(area.keys)), puts, area)

    def today(self) -> None:
        """Put the present day into the selected cells."""
        area = selected(self._view)
        day = date.today()  # noqa: DTZ011 - the user's day
        puts = (
            Put(key, field, day if field.kind is Kind.DATE else day.isoformat(), True)
            for key, field in area.each()
        )
        self._stage(set_title(area.fields, len(area.keys)), puts, area)

    # ---- from a column or row into the others ------------------------------------------------

    def fill_down(self) -> None:
        """Put the topmost selected value of each column into those below.

        Of a single row, the row above gives its values.
        """
        area = selected(self._view)
        if len(area.keys) == 1:
            place = self._view.grid_model.place_of(area.keys[0])
            if not place:
                return
            area = block(self._view, place - 1, [strip.column for strip in area.strips], 2)
        self._stage(
            tr("Fill down: {title}", title=set_title(area.fields, len(area.keys) - 1)),
            (put for strip in area.strips for put in self._down(strip)),
            area,
        )

    def _down(self, strip: Strip) -> Iterator[Put]:
        value = self._editing.value(strip.keys[0], strip.field.id)
        return (Put(key, strip.field, value) for key in strip.keys[1:])

    def fill_right(self) -> None:
        """Put the leftmost selected value of each row into those at its right.

        Of a single column, the one at its left gives its values.
        """
        view, area = self._view, selected(self._view)
        if len(area.strips) == 1:
            shown = view.columns.shown_columns()
            at = shown.index(area.strips[0].column) if area.strips[0].column in shown else 0
            if not at:
                return
            left = shown[at - 1]
            before = Strip(left, view.columns.field_of(left), area.strips[0].keys)
            area = Area((before, *area.strips))
        first, rest = area.strips[0], area.strips[1:]
        title = tr("Fill right: {title}", title=set_title([s.field for s in rest], len(area.keys)))
        self._stage(title, self._right(first, rest), area)

    def _right(self, first: Strip, rest: Sequence[Strip]) -> Iterator[Put]:
        for strip in rest:
            for key in strip.keys:
                value = self._editing.value(key, first.field.id)
                put = carried(value, first.field, strip.field)
                if put is not None:
                    yield put._replace(key=key)

    def fill_series(self) -> None:
        """Let each selected column go on from its first value, or from those before the blanks."""
        area = selected(self._view)
        title = tr("Fill series: {title}", title=set_title(area.fields, len(area.keys)))
        self._stage(title, (put for strip in area.strips for put in self._series(strip)), area)

    def _series(self, strip: Strip, seeds: int = 0) -> Iterator[Put]:
        values = [self._editing.value(key, strip.field.id) for key in strip.keys]
        seeds = seeds or filling.begun(values)
        made = filling.series(values[:seeds], len(values) - seeds)
        return (
            Put(key, strip.field, value)
            for key, value in zip(strip.keys[seeds:], made, strict=False)
        )

    def extend(self, area: Area, rows: int, *, go_on: bool) -> None:
        """Fill so many rows below an area: with its values over and over, or as series."""
        first = self._view.grid_model.place_of(area.keys[0]) if area.keys else None
        if first is None or rows < 1:
            return
        count = len(area.keys)
        whole = block(self._view, first, [s.column for s in area.strips], count + rows)
        self.select(whole)
        title = set_title(area.fields, rows)
        puts = (put for strip in whole.strips for put in self._extended(strip, count, go_on=go_on))
        self._stage(title, puts, whole)

    def _extended(self, strip: Strip, seeds: int, *, go_on: bool) -> Iterator[Put]:
        if go_on:
            return self._series(strip, seeds)
        values = [self._editing.value(key, strip.field.id) for key in strip.keys[:seeds]]
        rest = strip.keys[seeds:]
        made = filling.repeated(values, len(rest))
        return (Put(key, strip.field, value) for key, value in zip(rest, made, strict=True))

    # ---- the clipboard ---------------------------------------------------------------------

    def paste(self) -> None:
        """Put a copied block into as many cells from the first selected one on.

        A single value goes into every selected cell.
        """
        from workbench.export.reading.blocks import parse_block  # noqa: PLC0415 - on use

        rows = parse_block(QGuiApplication.clipboard().text())
        area = selected(self._view)
        if not rows or not area.strips:
            return
        if len(rows) == 1 and len(rows[0]) == 1:
            puts = (Put(key, field, rows[0][0], True) for key, field in area.each())
            self._stage(self._paste_title(area), puts, area)
            return
        target = self._target(area, len(rows), len(rows[0]))
        self.select(target)
        self._stage(self._paste_title(target), self._pasted(target, rows), target)

    def _pasted(self, target: Area, rows: Sequence[Sequence[str]]) -> Iterator[Put]:
        """Return each text with its cell; those beyond the last row or column have none."""
        for down, row in enumerate(rows):
            for across, text in enumerate(row):
                strip = target.strips[min(across, len(target.strips) - 1)]
                there = across < len(target.strips) and down < len(strip.keys)
                yield Put(strip.keys[down] if there else "", strip.field, text, True)

    def _target(self, area: Area, rows: int, width: int) -> Area:
        view = self._view
        tops = (view.grid_model.place_of(key) for strip in area.strips for key in strip.keys[:1])
        top = min((place for place in tops if place is not None), default=0)
        shown = view.columns.shown_columns()
        at = shown.index(area.strips[0].column)
        return block(view, top, shown[at : at + width], rows)

    def _paste_title(self, area: Area) -> str:
        return tr("Paste: {title}", title=set_title(area.fields, len(area.keys)))

    def select(self, area: Area) -> None:
        """Select an area's cells; the current cell stays."""
        model, made = self._view.grid_model, QItemSelection()
        for strip in area.strips:
            first = model.place_of(strip.keys[0]) if strip.keys else None
            if first is not None:
                last = first + len(strip.keys) - 1
                made.select(model.index(first, strip.column), model.index(last, strip.column))
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._view.selectionModel().select(made, flag)

    def _stage(self, title: str, puts: Iterator[Put], area: Area) -> None:
        if 0 < area.cells <= MOST:
            self._staging.stage(self._editing, title, puts, area)
