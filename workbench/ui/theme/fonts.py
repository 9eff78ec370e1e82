"""Fonts by role: static cuts registered once, tabular figures everywhere, slashed zero for ids.

The variable file of Inter is not used: Qt measures every weight of it alike and cuts bold text.
The bundled cuts give the tabular width to figures and their signs alone: with the hyphen, the
point and brackets among them, as the family has it, "T-shirt" reads as two words.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from workbench.ui.theme.tokens import Role, TypeRole, TypeTokens

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TABULAR = QFont.Tag("tnum")
SLASHED_ZERO = QFont.Tag("zero")


def register_fonts(files: Iterable[Path]) -> list[str]:
    """Registers font files with Qt; answers those families that it took, each once."""
    families: dict[str, None] = {}
    for file in files:
        ident = QFontDatabase.addApplicationFont(str(file))
        families.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(ident)))
    return list(families)


class Fonts:
    """The fonts of one zoom; the same object for the same role, as cached layouts need it."""

    def __init__(self, tokens: TypeTokens, zoom: float) -> None:
        self._tokens = tokens
        self._zoom = zoom
        self._fonts: dict[Role, QFont] = {}
        self._metrics: dict[Role, QFontMetrics] = {}

    def font(self, role: Role) -> QFont:
        """The font of a role; do not change it, copy it."""
        if role not in self._fonts:
            self._fonts[role] = self._make(self._tokens.roles[role])
        return self._fonts[role]

    def metrics(self, role: Role) -> QFontMetrics:
        """Metrics of the role's font, made once."""
        if role not in self._metrics:
            self._metrics[role] = QFontMetrics(self.font(role))
        return self._metrics[role]

    def line(self, role: Role) -> int:
        """Line height of a role in logical pixels, zoom applied."""
        return round(self._tokens.roles[role].line * self._zoom)

    def _make(self, role: TypeRole) -> QFont:
        if role.mono:
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        else:
            font = QFont()
            font.setFamilies(self._tokens.families)
        font.setPixelSize(max(1, round(role.px * self._zoom)))
        font.setWeight(QFont.Weight(role.weight))
        if sys.platform != "win32":
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setFeature(TABULAR, 1)
        if role.zero:
            font.setFeature(SLASHED_ZERO, 1)
        return font
