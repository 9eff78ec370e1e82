"""What a document is written for: the asking request's language and address."""

from __future__ import annotations

from dataclasses import dataclass

Document = dict[str, object]


@dataclass(frozen=True, slots=True)
class View:
    """`language` is a position in the text languages; pictures lie under `base`/uploads."""

    language: int
    base: str
    markings: bool = False
    """Whether variants carry their markings, which are large and sent when asked for."""

    def picture(self, file: str) -> str:
        """The absolute address of a picture."""
        return f"{self.base}/uploads/{file}"
