"""Puts a look on the application and on tabs, and keeps it there when the look changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QToolTip

from workbench.core.resources import resource_path
from workbench.ui.safe import never_raises
from workbench.ui.theme.chrome import menu_palette
from workbench.ui.theme.fonts import register_fonts
from workbench.ui.theme.style import WorkbenchStyle
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from workbench.ui.theme.look import Look

PROGRAM_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
"""Sizes in which the program's icon is shipped, in pixels."""


class Dresser:
    """Dresses the application: fonts and style once, palettes and font at each change.

    Keep it for as long as the application lives: it holds the style that Qt only borrows.
    """

    def __init__(self, app: QApplication, look: Look) -> None:
        self._app = app
        self._look = look
        register_fonts(sorted(resource_path("fonts").glob("*.ttf")))
        self._style = WorkbenchStyle(look)
        app.setStyle(self._style)
        app.setWindowIcon(program_icon())
        self.dress()
        look.changed.connect(self.dress)

    def dress(self) -> None:
        """Sets palettes and font anew."""
        self._app.setPalette(self._look.palette())
        # The binding takes text here although it is declared as bytes.
        self._app.setPalette(menu_palette(self._look), "QMenu")  # pyright: ignore[reportArgumentType]
        self._app.setFont(self._look.font(Role.CELL))
        QToolTip.setPalette(self._look.palette())
        QToolTip.setFont(self._look.font(Role.NOTE))


def program_icon() -> QIcon:
    """The program's own icon in all shipped sizes."""
    icon = QIcon()
    for size in PROGRAM_ICON_SIZES:
        icon.addFile(str(resource_path("icons", "program", f"workbench-{size}.png")))
    return icon


class _Wardrobe(QObject):
    """Lives as a child of the widget it dresses, so that it ends with it."""

    def __init__(self, widget: QWidget, look: Look) -> None:
        super().__init__(widget)
        self._widget = widget
        self._look = look
        look.changed.connect(self.put_on)
        self.put_on()

    @never_raises(None)
    def put_on(self) -> None:
        self._widget.setPalette(self._look.palette())


def wear(widget: QWidget, look: Look) -> None:
    """Gives a widget and its children the palette of the look's accent, now and at each change."""
    _Wardrobe(widget, look)
