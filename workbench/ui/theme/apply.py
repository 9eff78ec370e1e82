"""Puts a look on the application and on tabs, and keeps it there when the look changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QToolTip

from workbench.core.resources import resource_path
from workbench.ui.safe import never_raises
from workbench.ui.theme.fonts import register_fonts
from workbench.ui.theme.sheet import ROLE_OF_APPLICATION, make_sheet
from workbench.ui.theme.style import WorkbenchStyle
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from workbench.ui.theme.look import Look

PROGRAM_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
"""Sizes in which the program's icon is shipped, in pixels."""


class Dresser:
    """Dresses the application: fonts once, then style, palette, sheet and font at each change.

    Keep it for as long as the application lives: it holds the style that Qt only borrows.
    """

    def __init__(self, app: QApplication, look: Look) -> None:
        self._app = app
        self._look = look
        self._sheet = ""
        register_fonts(sorted(resource_path("fonts").glob("*.ttf")))
        # Without this a sheet stops palettes at each child, and accents end at the tab's frame.
        app.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
        self._style = WorkbenchStyle(look)
        app.setStyle(self._style)
        app.setWindowIcon(program_icon())
        self.dress()
        look.changed.connect(self.dress)

    def dress(self) -> None:
        """Sets palette, font and sheet anew; the sheet, which is dear, only if it differs."""
        self._app.setPalette(self._look.palette())
        self._app.setFont(self._look.font(ROLE_OF_APPLICATION))
        QToolTip.setFont(self._look.font(Role.NOTE))
        sheet = make_sheet(self._look)
        if sheet != self._sheet:
            self._sheet = sheet
            self._app.setStyleSheet(sheet)


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
