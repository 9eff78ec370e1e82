"""Runs the tests that inject faults and prints how many passed, by row, as one JSON object."""

from __future__ import annotations

import json
import sys
from collections import Counter
from contextlib import redirect_stdout

import pytest


class Counting:
    """Counts the tests of each row."""

    def __init__(self) -> None:
        self.passed: Counter[int] = Counter()
        self.failed: list[str] = []
        self.total = 0
        self._rows: dict[str, set[int]] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Note the rows of every test that runs."""
        for item in items:
            marks = item.iter_markers("fault")
            self._rows[item.nodeid] = {int(row) for mark in marks for row in mark.args}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a test that passed, by its rows."""
        if report.failed:
            self.failed.append(report.nodeid)
        elif report.when == "call":
            self.total += 1
            self.passed.update(self._rows.get(report.nodeid, ()))


def main(paths: list[str]) -> None:
    """Run them."""
    counting = Counting()
    with redirect_stdout(sys.stderr):
        pytest.main(["-q", "-m", "fault", "-p", "no:xdist", *paths], plugins=[counting])
    told = {"total": counting.total, "rows": dict(counting.passed), "failed": counting.failed}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
