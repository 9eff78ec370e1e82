"""Ticked rows and the current row of a tab, by key: they survive sort, filter and reload."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """Which rows are ticked, and which one the dock shows.

    Attributes:
        changed: other rows are ticked.
        current_changed: another row is current; the argument is its key, "" for none.
    """

    changed = Signal()
    current_changed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._keys: dict[str, None] = {}
        self._current = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the ticked rows, in the order they were ticked."""
        return tuple(self._keys)

    @property
    def current(self) -> str:
        """Key of the current row, "" for none."""
        return self._current

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def restore(self, keys: Iterable[str], current: str) -> None:
        """Take what an earlier run left."""
        self._keys = dict.fromkeys(keys)
        self._current = current

    def tick(self, keys: Iterable[str], *, on: bool) -> None:
        """Tick rows, or no longer."""
        for key in keys:
            if on:
                self._keys[key] = None
            else:
                self._keys.pop(key, None)
        self.changed.emit()

    def toggle(self, key: str) -> None:
        """Tick a row, or no longer where it is."""
        self.tick([key], on=key not in self._keys)

    def only(self, keys: Iterable[str]) -> None:
        """Tick these rows and no others."""
        self._keys = dict.fromkeys(keys)
        self.changed.emit()

    def clear(self) -> None:
        """Tick nothing and have no current row."""
        self._keys.clear()
        self.changed.emit()
        self.set_current("")

    def set_current(self, key: str) -> None:
        """Make a row current."""
        if key != self._current:
            self._current = key
            self.current_changed.emit(key)
