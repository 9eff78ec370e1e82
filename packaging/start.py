"""What the bundled program runs first: the same command as everywhere else."""

from __future__ import annotations

import multiprocessing
import sys

from workbench.cli.main import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
