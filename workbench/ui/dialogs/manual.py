"""The type and spacing of a page of the manual, which Markdown alone leaves to chance."""

from __future__ import annotations

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
)

from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role


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
    cursor.setBlockFormat(form)
    if form.headingLevel():
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        letters = cursor.charFormat()
        role = Role.TITLE if form.headingLevel() == 1 else Role.RECORD
        letters.clearProperty(letters.Property.FontSizeAdjustment)
        letters.clearProperty(letters.Property.FontWeight)
        letters.setFont(look.font(role))
        cursor.setCharFormat(letters)
