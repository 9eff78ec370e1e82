"""What has no name of its own: told in one line, its place in the log, its values nowhere."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import tr

_log = logging.getLogger(__name__)

PLACES = 8
"""Innermost calls that are named."""


def named(error: Exception) -> WbError:
    """Return a failure for an exception that nobody expected; one that has a name is that.

    Only its type and where it came from are told: its text could hold a secret.
    """
    if isinstance(error, WbError):
        return error
    calls = traceback.extract_tb(error.__traceback__)[-PLACES:]
    places = " < ".join(f"{Path(call.filename).name}:{call.lineno}" for call in reversed(calls))
    kind = type(error).__name__
    _log.error("not caught: %s at %s", kind, places)
    return WbError(
        ErrorCode.INTERNAL,
        tr("The program failed ({kind}).", kind=kind),
        tr("Please report it with this: {kind} at {places}", kind=kind, places=places),
        detail=places,
    )
