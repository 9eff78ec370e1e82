"""How a file is read: what was found out, and what a person puts in its place."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

from workbench.core.texts import mark, tr
from workbench.export.reading.sheet import Found, ReadOptions
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import no_mnemonic
from workbench.ui.theme.look import Look

_ENCODINGS = ("utf-8", "cp1252", "iso-8859-1", "iso-8859-15", "cp1250", "utf-16", "mac-roman")
_DELIMITERS = ((";", mark("; semicolon")), (",", mark(", comma")), ("\t", mark("tab")),
               ("|", mark("| bar")))  # fmt: skip
_DECIMALS = (("", mark("not told")), (",", mark("comma: 12,50")), (".", mark("point: 12.50")))
_DAYS = (
    ("", mark("not told")),
    ("day", mark("day first: 31/12")),
    ("month", mark("month first: 12/31")),
)
_MOST_HEADER = 1000


class ReadingBox(QWidget):
    """Sheet or encoding and delimiter, decimal sign, order of days, header row.

    Attributes:
        changed: something was chosen: the file is to be read again with `options`.
        options: what was chosen so far.
    """

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.options = ReadOptions()
        self.sheet, self.encoding, self.delimiter = QComboBox(), QComboBox(), QComboBox()
        self.decimal, self.days, self.header = QComboBox(), QComboBox(), QSpinBox()
        self.decimal.setMinimumWidth(look.px(130))
        self.header.setRange(0, _MOST_HEADER)
        self.header.setSpecialValueText(tr("none"))
        self.header.setKeyboardTracking(False)
        row = QHBoxLayout(self)
        keep_spacing(row, look, 12)
        self._boxes: dict[QWidget, FieldBox] = {}
        for title, editor in (
            (tr("Sheet"), self.sheet),
            (tr("Encoding"), self.encoding),
            (tr("Delimiter"), self.delimiter),
            (tr("Decimal sign"), self.decimal),
            (tr("Days"), self.days),
            (tr("Header row"), self.header),
        ):
            editor.setAccessibleName(title)
            self._boxes[editor] = FieldBox(title, editor, look)
            row.addWidget(self._boxes[editor])
        row.addStretch(1)
        for combo in (self.sheet, self.encoding, self.delimiter, self.decimal, self.days):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            combo.activated.connect(self._chosen)
        self.header.valueChanged.connect(self._chosen)

    def begin(self) -> None:
        """Forget what was chosen: another file comes."""
        self.options = ReadOptions()

    def show_found(self, found: Found) -> None:
        """Show what a file turned out to be."""
        text = found.kind == "text"
        for editor, shown in (
            (self.sheet, not text),
            (self.encoding, text),
            (self.delimiter, text),
        ):
            self._boxes[editor].setVisible(shown)
        names = [each.name for each in found.sheets]
        _fill(self.sheet, [(name, name) for name in names], found.sheet)
        codes = dict.fromkeys((found.encoding, *_ENCODINGS) if text else _ENCODINGS)
        _fill(self.encoding, [(code, code) for code in codes], found.encoding)
        signs = [(sign, tr(title)) for sign, title in _DELIMITERS]
        if found.delimiter and found.delimiter not in dict(signs):
            signs.append((found.delimiter, found.delimiter))
        _fill(self.delimiter, signs, found.delimiter)
        decimals = [(sign, tr(title)) for sign, title in _DECIMALS]
        _fill(self.decimal, decimals, found.writing.decimal)
        first = {None: "", True: "day", False: "month"}[found.writing.day_first]
        _fill(self.days, [(key, tr(title)) for key, title in _DAYS], first)
        with QSignalBlocker(self.header):
            self.header.setValue(found.header_row)

    @never_raises(None)
    def _chosen(self, _at: int) -> None:
        """Take what is chosen in place of what was found, as far as it differs."""
        editor, held = self.sender(), self.options
        if editor is self.sheet:
            held = replace(held, sheet=self.sheet.currentData(), header_row=None)
        elif editor is self.encoding:
            held = replace(held, encoding=self.encoding.currentData())
        elif editor is self.delimiter:
            held = replace(held, delimiter=self.delimiter.currentData())
        elif editor is self.decimal:
            held = replace(held, decimal=self.decimal.currentData())
        elif editor is self.days:
            order = {"": None, "day": True, "month": False}[self.days.currentData()]
            held = replace(held, day_first=order)
        elif editor is self.header:
            held = replace(held, header_row=self.header.value())
        if held != self.options:
            self.options = held
            self.changed.emit()


def _fill(combo: QComboBox, items: Sequence[tuple[str, str]], chosen: str) -> None:
    with QSignalBlocker(combo):
        combo.clear()
        for key, title in items:
            combo.addItem(no_mnemonic(title), key)
        combo.setCurrentIndex(max(combo.findData(chosen), 0))
