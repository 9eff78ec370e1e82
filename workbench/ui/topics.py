"""Which page of the manual belongs to what is on the screen: widgets say it, F1 looks it up."""

from __future__ import annotations

from PySide6.QtCore import QObject

_PROPERTY = "manualTopic"


def set_topic(widget: QObject, topic: str) -> None:
    """Say which page is about a widget and all that is in it."""
    widget.setProperty(_PROPERTY, topic)


def topic_at(widget: QObject | None) -> str:
    """Return the page about a widget, or about the nearest thing that it is in; "" without one."""
    while widget is not None:
        topic = widget.property(_PROPERTY)
        if topic:
            return str(topic)
        widget = widget.parent()
    return ""
