"""What commands print: results on standard output, progress and errors on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence

import msgspec

from workbench.core.errors import WbError
from workbench.core.jobs import Job


class Output:
    """Where and how one command prints.

    Attributes:
        as_json: one JSON value as the result, one JSON object a line for progress and errors.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self._last = ""

    def result(self, value: object) -> None:
        """Print a result as JSON."""
        sys.stdout.write(msgspec.json.format(to_json(value), indent=2) + "\n")

    def line(self, text: str) -> None:
        """Print one line of text."""
        sys.stdout.write(f"{text}\n")

    def flush(self) -> None:
        """Let whoever reads see what was printed so far."""
        sys.stdout.flush()

    def table(self, rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> None:
        """Print rows as JSON, or as columns that line up."""
        if self.as_json:
            self.result(list(rows))
            return
        texts = [[str(row.get(name, "")) for name in columns] for row in rows]
        widths = [max((len(row[at]) for row in texts), default=0) for at in range(len(columns))]
        for row in texts:
            cells = (text.ljust(width) for text, width in zip(row, widths, strict=True))
            self.line("  ".join(cells).rstrip())

    def note(self, event: str, **facts: object) -> None:
        """Print an event on standard error."""
        if self.as_json:
            text = to_json({"event": event} | facts)
        else:
            text = " ".join([event, *(f"{value}" for value in facts.values())])
        sys.stderr.write(f"{text}\n")

    def error(self, error: WbError) -> None:
        """Print a failure: one line, or one object."""
        if self.as_json:
            shown = {
                "error": error.code.value,
                "message": error.sentence,
                "service_code": error.service_code,
                "hint": error.hint,
            }
            sys.stderr.write(to_json(shown) + "\n")
            return
        text = " ".join(f"workbench: {error.full_text} [{error.code.value}]".split())
        sys.stderr.write(f"{text}\n")

    def doing(self) -> Callable[[Job], None]:
        """Return a listener that prints what a job is doing, each time it is something new."""
        told: set[str] = set()

        def show(job: Job) -> None:
            if job.note and job.note not in told:
                told.add(job.note)
                self.note(job.note)

        return show

    def progress(self, word: str) -> Callable[[Job], None]:
        """Return a listener that prints how far a job is, each time it says something new."""

        def show(job: Job) -> None:
            total = job.total
            shown = f"{word} {job.done:,}" + (f" of {total:,}" if total is not None else "")
            if shown == self._last:
                return
            self._last = shown
            if self.as_json:
                self.note(word, done=job.done, total=total)
            else:
                sys.stderr.write(f"{shown}\n")

        return show


def to_json(value: object) -> str:
    """Return a value as JSON in one line; decimals stay exact numbers."""
    return msgspec.json.Encoder(decimal_format="number", enc_hook=str).encode(value).decode()
