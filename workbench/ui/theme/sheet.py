"""The one application sheet, for what palette and style cannot say: menus, scroll bars, tool tips.

It stays short and names no table, list or single widget: setting it polishes every widget again.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

_MENUS = """
QMenuBar {{ background: {window}; color: {text2}; spacing: {p2}px; padding: 0 {p8}px; }}
QMenuBar::item {{ background: transparent; padding: {p4}px {p12}px; border-radius: {p6}px; }}
QMenuBar::item:selected {{ background: {press}; color: {text}; }}
QMenu {{ background: {raised}; color: {text}; border: 1px solid {line2}; padding: {p4}px; }}
QMenu::item {{ padding: {p4}px {p24}px {p4}px {p12}px; border-radius: {p4}px; }}
QMenu::icon {{ padding-left: {p8}px; }}
QMenu::item:selected {{ background: {selected}; color: {text}; }}
QMenu::item:disabled {{ color: {text3}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {p4}px {p8}px; }}
"""

_REST = """
QToolTip {{ background: {tip}; color: {tip_text}; border: 1px solid {line2}; padding: {p4}px; }}
QScrollBar:vertical {{ background: transparent; width: {p12}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {p12}px; margin: 0; }}
QScrollBar::handle {{ background: {thumb}; border-radius: {p3}px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {control}; }}
QScrollBar::handle:vertical {{ min-height: {p32}px; margin: {p2}px {p3}px; }}
QScrollBar::handle:horizontal {{ min-width: {p32}px; margin: {p3}px {p2}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
"""


def make_sheet(look: Look, *, native_menus: bool = sys.platform == "darwin") -> str:
    """The sheet at the theme and zoom in use; without menu rules where menus are the system's."""
    colours = look.colours
    names = {
        "window": colours.window, "raised": colours.raised, "press": colours.press,
        "text": colours.text, "text2": colours.text2, "text3": colours.text3,
        "line": colours.line, "line2": colours.line2, "control": colours.control,
        "thumb": colours.control if look.high_contrast else colours.line2,
        "selected": look.selected(colours.raised),
        "tip": colours.raised if look.dark else colours.text,
        "tip_text": colours.text if look.dark else colours.surface,
    }  # fmt: skip
    lengths = {f"p{n}": str(look.px(n)) for n in (2, 3, 4, 6, 8, 12, 24, 32)}
    text = _REST if native_menus else _MENUS + _REST
    return text.format(**{key: value.name() for key, value in names.items()}, **lengths)


ROLE_OF_APPLICATION = Role.CELL
"""The font of whatever is not told otherwise: menus, boxes, native controls."""
