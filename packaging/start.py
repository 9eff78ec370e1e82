"""What the bundled program runs first: the same command as everywhere else."""

from __future__ import annotations

import multiprocessing
import sys

from workbench.cli.main import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    if len(sys.argv) == 2:
        from workbench.export.reading.reader import COMMAND

        if sys.argv[1] == COMMAND:
            # Files are read in a process of their own, which is this program once more.
            from workbench.export.reading.worker import main as read_file

            sys.exit(read_file())
    sys.exit(main())
