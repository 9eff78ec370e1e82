"""A text asked for in languages: a line for each, with the language before it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.attributes import Asked, Attribute
from workbench.core.texts import tr
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.languages import language_name
from workbench.ui.parts.buttons import Button, IconButton, Kind
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import visible
from workbench.ui.theme.look import Look


class SpokenInput(QWidget):
    """Languages with a part of the text; all of them must hold."""

    changed = Signal()
    entered = Signal()
    wide = False

    def __init__(self, attribute: Attribute, desk: Desk, look: Look) -> None:
        super().__init__()
        self._attribute = attribute
        self._look = look
        shown = desk.workspace.settings.language
        self._languages = {code: language_name(code, shown) for code in desk.source.languages}
        self._name = lambda code: language_name(code, shown)
        self.rows: list[LanguageRow] = []
        self.more = Button(tr("Another language"), look, Kind.QUIET, icon="plus", small=True)
        self.more.clicked.connect(self._add_other)
        self._column = QVBoxLayout()
        keep_spacing(self._column, look, 6)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 6)
        column.addLayout(self._column)
        column.addWidget(self.more)
        self.load(None)

    def asked(self) -> Asked | None:
        """Return what is typed, by language; None for nothing."""
        spoken = {row.language: text for row in self.rows if (text := row.line.text().strip())}
        if not spoken:
            return None
        return Asked(self._attribute.code, self._attribute.type, spoken=tuple(spoken.items()))

    def load(self, asked: Asked | None) -> None:
        """Show what is asked, or one empty line."""
        for row in tuple(self.rows):
            self._drop(row)
        spoken = asked.spoken if asked is not None else ()
        for language, text in spoken or ((next(iter(self._languages), "en"), ""),):
            self._add(language, text)

    def _add_other(self) -> None:
        used = {row.language for row in self.rows}
        free = next((code for code in self._languages if code not in used), None)
        if free is not None:
            self._add(free, "").line.setFocus()
            self.changed.emit()

    def _add(self, language: str, text: str) -> LanguageRow:
        names = {**self._languages, language: self._name(language)}
        row = LanguageRow(self._attribute.name, names, language, self._look)
        row.line.setText(text)
        row.changed.connect(self.changed)
        row.line.returnPressed.connect(self.entered)
        row.gone.clicked.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._column.addWidget(row)
        self._refresh()
        return row

    def _remove(self, row: LanguageRow) -> None:
        self._drop(row)
        if not self.rows:
            self.load(None)
        self.rows[-1].line.setFocus()
        self._refresh()
        self.changed.emit()

    def _drop(self, row: LanguageRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _refresh(self) -> None:
        self.setFocusProxy(self.rows[0].line)
        for row in self.rows:
            row.gone.setVisible(len(self.rows) > 1)
        self.more.setVisible(len(self.rows) < len(self._languages))


class LanguageRow(QWidget):
    """A language, what is looked for in it, and a cross.

    Attributes:
        changed: another language or text.
    """

    changed = Signal()

    def __init__(self, name: str, languages: dict[str, str], language: str, look: Look) -> None:
        super().__init__()
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Language"))
        for code, title in languages.items():
            self.choice.addItem(visible(title), code)
        self.choice.setCurrentIndex(self.choice.findData(language))
        self.line = LineEdit(name, look, placeholder=tr("Part of the text"))
        self.gone = IconButton("x", tr("Remove"), look, small=True)
        self.choice.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        row = QHBoxLayout(self)
        keep_spacing(row, look, 6)
        for part, room in ((self.choice, 0), (self.line, 1), (self.gone, 0)):
            row.addWidget(part, room)

    @property
    def language(self) -> str:
        """Code of the language chosen."""
        return str(self.choice.currentData() or "")
