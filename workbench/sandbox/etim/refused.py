"""How this service says no: a list of sentences under 400, an empty body under 404.

The document names 200, 400 and 404. 401 for sign-in, 403 for another address, 405 for a path
without the method and 429 over the daily limit are chosen here.
"""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 -- an answer of the service, not a fault of the program
    """A request answered with a status and the document's `errors`; without any, an empty body."""

    def __init__(self, *errors: str, status: int = 400) -> None:
        super().__init__("; ".join(errors))
        self.errors = errors
        self.status = status


def missing() -> Refused:
    """The refusal of something that does not exist: 404 with an empty body."""
    return Refused(status=404)


def incorrect(*names: str) -> str:
    """The document's sentence about a member, named from the inside out."""
    return "incorrect value of " + " in ".join(f'"{name}"' for name in names)
