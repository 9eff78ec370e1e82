"""`python -m workbench.sandbox`: the sandbox in a process of its own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from workbench.sandbox.server import announcer, serve


def main(argv: Sequence[str] | None = None) -> int:
    """Serves until interrupted; returns 0, or 130 after an interrupt. Exits with 1 if it cannot."""
    parser = argparse.ArgumentParser(prog="workbench sandbox", description=__doc__)
    parser.add_argument("--ready-file", type=Path, help="also write the announcement to this file")
    parser.add_argument("--port", type=int, default=0, help="port on loopback, else a free one")
    parser.add_argument("--parent-pid", type=int, help="end when this process is gone")
    options = parser.parse_args(argv)
    try:
        serve(announcer(options.ready_file), options.port, options.parent_pid)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        parser.exit(1, f"The sandbox cannot listen on port {options.port}: {error.strerror}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
