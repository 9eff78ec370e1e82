"""Credentials on their way in: one JSON object from standard input or a file, nowhere else."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from workbench.core.errors import bad_input, from_os_error
from workbench.core.secret import Secret, clean_secret
from workbench.core.sources import Source


def read_credentials(source: Source, place: str) -> dict[str, Secret]:
    """Return the credentials in a file, or on standard input for "-".

    Raises:
        WbError: INPUT, where they are no JSON object of the source's own names.
    """
    try:
        text = sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()
    except OSError as error:
        raise from_os_error(error, place) from None
    names = [credential.name for credential in source.credentials]
    expected = f"Give one JSON object with: {', '.join(names)}."
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        # The text may hold a secret, so no part of it is quoted.
        raise bad_input("The credentials are not JSON.", expected, "credentials") from None
    if not isinstance(given, Mapping):
        raise bad_input("The credentials are not a JSON object.", expected, "credentials")
    unknown = [str(name) for name in given if name not in names]
    if unknown:
        raise bad_input(f"{source.title} has no credential “{unknown[0]}”.", expected, unknown[0])
    for name, value in given.items():
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            raise bad_input(f"The credential “{name}” is not a text.", expected, str(name))
    return {name: clean_secret(str(value), name) for name, value in given.items()}
