"""The only place that builds labels and tool tips: text is shown as it is, never as markup.

Qt guesses whether a text is rich and then loads local pictures that it names; texts from a service
must not have that power. Characters that hide or reorder others are shown as what they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from workbench.ui.safe import never_raises
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent

    from workbench.ui.theme.look import Look

LONGEST = 2_000
"""Characters shown of one text; what is longer is cut and ends in an ellipsis."""

Ink = Literal["text", "text2", "text3", "accent"] | Mark
"""What a text is coloured in: a grey, the tab's accent, or a state's ink."""

_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
_SIGNS = {"\n": "⏎", "\t": "⇥", "\x7f": "␡"}


def visible(text: str, *, lines: bool = False) -> str:
    """The text with control, bidi and broken characters made visible, cut at 2,000 characters.

    With `lines` line ends and tabs stay as they are.
    """
    shown = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    if not _HIDDEN.search(shown):
        return shown
    if lines:
        shown = shown.replace("\r\n", "\n")
        return _HIDDEN.sub(lambda hit: hit[0] if hit[0] in "\n\t" else _sign(hit[0]), shown)
    return _HIDDEN.sub(lambda hit: _sign(hit[0]), shown.replace("\r\n", "\n"))


def _sign(char: str) -> str:
    code = ord(char)
    if char in _SIGNS:
        return _SIGNS[char]
    return chr(0x2400 + code) if code < 0x20 else f"⟨U+{code:04X}⟩"


# The library's own escape brings two thousand names of characters with it, at every start.
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "<br>"})


def tip_text(text: str) -> str:
    """The text as a tool tip that Qt cannot read as markup; empty stays empty."""
    if not text:
        return ""
    escaped = visible(text, lines=True).translate(_MARKUP)
    return f"<span>{escaped}</span>"


def no_mnemonic(text: str) -> str:
    """The text for Qt's own boxes, menus and tabs, where a bare "&" would underline a letter."""
    return visible(text).replace("&", "&&")


def set_tip(widget: QWidget, text: str) -> None:
    """Shows `text` as the widget's tool tip and tells it to screen readers as its description."""
    widget.setToolTip(tip_text(text))
    widget.setAccessibleDescription(visible(text))


def ink_colour(look: Look, ink: Ink) -> QColor:
    """The colour that an ink means in the look in use; models hand a mark back as bare text."""
    greys = {"text": look.colours.text, "text2": look.colours.text2, "text3": look.colours.text3}
    if ink == "accent":
        return look.accent.ink
    return greys[ink] if ink in greys else look.colours_of(Mark(ink)).ink


class TextLabel(QLabel):
    """A label of plain text that follows the look; made by `label`."""

    def __init__(
        self, text: str, look: Look, role: Role, ink: Ink, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._role = role
        self._ink: Ink = ink
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.say(text)
        look.changed.connect(self._restyle)
        self._restyle()

    def say(self, text: str) -> None:
        """Shows another text."""
        super().setText(visible(text, lines=True))

    def setText(self, text: str) -> None:  # noqa: D102
        self.say(text)

    def set_ink(self, ink: Ink) -> None:
        """Colours the text by another meaning."""
        self._ink = ink
        self._restyle()

    def set_role(self, role: Role) -> None:
        """Shows the text in another role's font."""
        self._role = role
        self._restyle()

    @never_raises(None)
    def _restyle(self) -> None:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, ink_colour(self._look, self._ink))
        self.setPalette(palette)
        self.setFont(self._look.font(self._role))


class ElidedLabel(QWidget):
    """One line, cut with "…" where it does not fit; whole in tool tip and accessible name."""

    def __init__(
        self, text: str, look: Look, role: Role, ink: Ink, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._role = role
        self._ink: Ink = ink
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say(text)
        look.changed.connect(self._restyle)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def say(self, text: str) -> None:
        """Shows another text."""
        self._text = visible(text)
        self.setAccessibleName(self._text)
        self._restyle()

    def set_ink(self, ink: Ink) -> None:
        """Colours the text by another meaning."""
        self._ink = ink
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        width = self._look.metrics(self._role).horizontalAdvance(self._text)
        return QSize(width + 1, self._look.line(self._role))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        width = self._look.metrics(self._role).horizontalAdvance("…")
        return QSize(min(width, self.sizeHint().width()), self._look.line(self._role))

    @never_raises(None)
    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: D102
        self._tell_whole()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setFont(self._look.font(self._role))
        painter.setPen(ink_colour(self._look, self._ink))
        shown = self._look.metrics(self._role).elidedText(
            self._text, Qt.TextElideMode.ElideRight, self.width()
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(self.rect(), int(flags), shown)

    def _tell_whole(self) -> None:
        cut = self.sizeHint().width() > self.width() + 1
        self.setToolTip(tip_text(self._text) if cut else "")

    @never_raises(None)
    def _restyle(self) -> None:
        self._tell_whole()
        self.updateGeometry()
        self.update()


def label(
    text: str,
    look: Look,
    role: Role = Role.CELL,
    ink: Ink = "text",
    *,
    wrap: bool = False,
    selectable: bool = False,
) -> TextLabel:
    """A label of plain text; `selectable` lets mouse and keyboard copy it."""
    made = TextLabel(text, look, role, ink)
    made.setWordWrap(wrap)
    if selectable:
        flags = Qt.TextInteractionFlag
        made.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    return made


def elided_label(text: str, look: Look, role: Role = Role.CELL, ink: Ink = "text") -> ElidedLabel:
    """A label of one line that shortens itself to the room it has."""
    return ElidedLabel(text, look, role, ink)
