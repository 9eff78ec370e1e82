"""A credential in memory that cannot be printed, pickled or written by mistake."""

from __future__ import annotations

from typing import NoReturn

from workbench.core.errors import bad_input

LONGEST_SECRET = 1200
"""Characters; the Windows credential store refuses much more (2,560 bytes of UTF-16)."""


class Secret:
    """One secret text; `reveal()` is the only way to it, for where it is sent or kept."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself."""
        return self._text

    def __repr__(self) -> str:
        return "•••"

    def __str__(self) -> str:
        return "•••"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __bool__(self) -> bool:
        return bool(self._text)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")


def clean_secret(text: str, field: str = "") -> Secret:
    """Return what was pasted into a key field as a secret: trimmed, header words removed.

    Raises:
        WbError: control characters (a header could be forged with them), nothing left, or too
            long for every keyring.
    """
    clean = text.strip()
    for prefix in ("x-auth-token:", "authorization:", "bearer "):
        if clean.lower().startswith(prefix):
            clean = clean[len(prefix) :].strip()
    if any(ord(char) < 32 or ord(char) == 127 for char in clean):
        raise bad_input(
            "The key contains a line break or control character.",
            "Copy the key alone and paste it again.",
            field,
        )
    if len(clean) > LONGEST_SECRET:
        raise bad_input(
            f"The key is longer than {LONGEST_SECRET:,} characters.",
            "Check that only the key was copied.",
            field,
        )
    return Secret(clean)
