"""Short texts that come again and again, kept once each."""

from __future__ import annotations


class Names:
    """Texts numbered as they come."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text."""
        found = self._numbers.get(text)
        if found is None:
            found = self._numbers[text] = len(self._texts)
            self._texts.append(text)
        return found

    def name(self, number: int) -> str:
        """Return the text of a number."""
        return self._texts[number]
