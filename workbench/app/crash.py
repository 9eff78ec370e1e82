"""What is kept when the program breaks: a local report, never sent anywhere."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType

from workbench.core.folders import Folders

_log = logging.getLogger(__name__)


def watch_crashes(folders: Folders) -> Path | None:
    """Write crashes of the interpreter and failures that nobody caught into the log folder.

    Returns:
        the report of a run before that broke, None where the last one ended in order.
    """
    path = folders.logs / "crash.log"
    report = _put_aside(path)
    path.touch(mode=0o600)
    # The file stays open as long as the process: the handler writes to it when all else is lost.
    faulthandler.enable(path.open("a", encoding="utf-8"))
    sys.excepthook = _report
    threading.excepthook = lambda args: _report(args.exc_type, args.exc_value, args.exc_traceback)

    return report


def _put_aside(path: Path) -> Path | None:
    """Keep what the run before wrote under a name of its own; one such report is kept."""
    try:
        if not path.stat().st_size:
            return None
        kept = path.with_name("crash-before.log")
        return path.replace(kept)
    except OSError:
        return None


def _report(
    kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None
) -> None:
    """Log where a failure happened: places and types, no values, which could hold secrets."""
    places: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('workbench', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    _log.error("not caught: %s at %s", kind.__name__, " < ".join(reversed(places[-12:])))
    sys.stderr.write(f"workbench: {kind.__name__} was not caught; see the log folder\n")
