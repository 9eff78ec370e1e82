"""The type and spacing of a page of the manual, which Markdown alone leaves to chance."""

from __future__ import annotations

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
)

from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

LINE_HEIGHT = 125
"""Percent of the font's own."""


def dress_page(document: QTextDocument, look: Look) -> None:
    """Set headings in the look's titles, give paragraphs room, and tables hairlines."""
    block = document.begin()
    while block.isValid():
        _dress_block(block, look)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            form = frame.format().toTableFormat()
            form.setBorderBrush(look.colours.line2)
            form.setBorderCollapse(True)
            form.setCellPadding(look.px(6))
            form.setBottomMargin(look.px(12))
            form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            frame.setFormat(form)


def _dress_block(block: QTextBlock, look: Look) -> None:
    cursor = QTextCursor(block)
    form = QTextBlockFormat(block.blockFormat())
    inside = QTextCursor(block).currentTable() is not None
    plain = not inside and block.textList() is None
    form.setTopMargin(look.px(8 if plain else 0))
    form.setBottomMargin(look.px(0 if inside else 4))
    form.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.setBlockFormat(form)
    if form.headingLevel():
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        letters = cursor.charFormat()
        role = Role.TITLE if form.headingLevel() == 1 else Role.RECORD
        letters.clearProperty(letters.Property.FontSizeAdjustment)
        letters.clearProperty(letters.Property.FontWeight)
        letters.setFont(look.font(role))
        cursor.setCharFormat(letters)
        return
    _calm_bold(block)


def _calm_bold(block: QTextBlock) -> None:
    """Set what is strong in the heaviest cut that there is; Qt would smear one that is not."""
    places: list[tuple[int, int]] = []
    parts = block.begin()
    while not parts.atEnd():
        part = parts.fragment()
        if part.charFormat().fontWeight() > QFont.Weight.DemiBold:
            places.append((part.position(), part.length()))
        parts += 1
    cursor = QTextCursor(block)
    strong = QTextCharFormat()
    strong.setFontWeight(QFont.Weight.DemiBold)
    for start, length in places:
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(strong)
