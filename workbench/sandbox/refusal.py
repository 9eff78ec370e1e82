"""The one way a service of the sandbox says no, so that every endpoint says it alike."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 -- an answer of the service, not a fault of the program
    """A request that is answered with a status and a sentence."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
