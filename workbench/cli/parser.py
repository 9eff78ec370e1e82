"""Reading the words of a command line: what is wrong with them is a failure like any other."""

from __future__ import annotations

import argparse
from typing import NoReturn

from workbench.core.errors import bad_input


class Parser(argparse.ArgumentParser):
    """A parser whose failures are raised, so that they are told in one line, or as JSON."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the words.

        Raises:
            WbError: INPUT, always.
        """
        raise bad_input(f"{message[:1].upper()}{message[1:]}.", f"See: {self.prog} --help")
