"""What cells, forms and dialogs need of an editor of one value, whatever its kind."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from workbench.core.edits import Finding


class EntryEditor(Protocol):
    """An editor of one value."""

    @property
    def changed(self) -> SignalInstance:
        """The user typed or chose something; not told for `set_value`."""
        ...

    @property
    def widget(self) -> QWidget:
        """What is put into a cell or a form; its focus goes to `input`."""
        ...

    @property
    def input(self) -> QWidget:
        """What the keyboard types into."""
        ...

    @property
    def holds_keys(self) -> bool:
        """Whether a list or calendar of its own is open, which Enter and Escape belong to."""
        ...

    def set_value(self, value: object) -> None:
        """Show a typed value; `Odd` is shown as it was typed."""
        ...

    def value(self) -> object:
        """Return the typed value, `Odd` where the text means none, None where it is blank."""
        ...

    def text(self) -> str:
        """Return what stands there as it is typed."""
        ...

    def set_text(self, text: str) -> None:
        """Take a text as if it had been typed: the key that opened a cell, a pasted text."""
        ...

    def select_all(self) -> None:
        """Select all of the text, so that the next key replaces it."""
        ...

    def set_finding(self, finding: Finding | None) -> None:
        """Frame the input as wrong, or no longer; the sentence is told as its description."""
        ...

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nothing be typed, or again."""
        ...
