"""The page on how the window looks: colours, size, row heights, language and motion."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QSpinBox

from workbench.core.resources import resource_path
from workbench.core.settings import Density, Theme
from workbench.core.texts import tr
from workbench.ui.dialogs.names import language_name
from workbench.ui.dialogs.pages.page import Rows
from workbench.ui.dialogs.pages.setter import Setter
from workbench.ui.parts.segmented import Segmented
from workbench.ui.theme.look import Look

LEAST, MOST = 80, 200
"""Zoom in percent."""


class AppearancePage(Rows):
    """Appearance."""

    def __init__(self, setter: Setter, look: Look) -> None:
        super().__init__(look)
        self._setter = setter
        self._colours()
        self._sizes()
        self._others()
        self.end()

    def _colours(self) -> None:
        choices = [
            (Theme.SYSTEM.value, tr("System")),
            (Theme.LIGHT.value, tr("Light")),
            (Theme.DARK.value, tr("Dark")),
            (Theme.CONTRAST.value, tr("High contrast")),
        ]
        self.theme = Segmented(tr("Theme"), choices, self.look)
        self.theme.set_value(self._setter.now.theme.value)
        self.theme.chosen.connect(lambda key: self._setter.put(theme=Theme(key)))
        self.row(tr("Theme"), self.theme)

    def _sizes(self) -> None:
        self.zoom = QSpinBox()
        self.zoom.setRange(LEAST, MOST)
        self.zoom.setSingleStep(5)
        self.zoom.setSuffix(" %")
        self.zoom.setKeyboardTracking(False)
        self.zoom.setValue(self._setter.now.zoom)
        self.zoom.valueChanged.connect(lambda percent: self._setter.put(zoom=percent))
        self.row(tr("Zoom"), self.zoom)
        choices = [
            ("", tr("By table")),
            (Density.COMPACT.value, tr("Compact")),
            (Density.REGULAR.value, tr("Regular")),
            (Density.ROOMY.value, tr("Roomy")),
        ]
        self.density = Segmented(tr("Row height"), choices, self.look)
        held = self._setter.now.density
        self.density.set_value(held.value if held else "")
        self.density.chosen.connect(
            lambda key: self._setter.put(density=Density(key) if key else None)
        )
        note = tr("Rows of new views; each view can have its own.")
        self.row(tr("Row height"), self.density, note=note)

    def _others(self) -> None:
        self.language = QComboBox()
        self.language.addItem(tr("System"), "")
        for code in languages():
            self.language.addItem(language_name(code), code)
        at = self.language.findData(self._setter.now.language)
        self.language.setCurrentIndex(max(0, at))
        self.language.currentIndexChanged.connect(
            lambda _at: self._setter.put(language=self.language.currentData())
        )
        self.row(tr("Language"), self.language, note=tr("Used from the next start on."))
        choices = [("", tr("System")), ("yes", tr("Reduced")), ("no", tr("Full"))]
        self.motion = Segmented(tr("Motion"), choices, self.look)
        reduced = self._setter.now.reduced_motion
        self.motion.set_value("" if reduced is None else "yes" if reduced else "no")
        self.motion.chosen.connect(
            lambda key: self._setter.put(reduced_motion=None if not key else key == "yes")
        )
        self.row(tr("Motion"), self.motion)


def languages() -> tuple[str, ...]:
    """Return the languages that the program's texts are there in; English always is."""
    folder = resource_path("translations")
    found = folder.glob("*/LC_MESSAGES/workbench.mo") if folder.is_dir() else ()
    return ("en", *sorted(path.parts[-3] for path in found if path.parts[-3] != "en"))
