"""The words of a command line: read in any order, and what is wrong told in one line or as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.cli.conftest import Line

MEMBERS = {"error", "message", "service_code", "hint"}


@pytest.mark.parametrize(
    "words",
    [
        ("nothing-of-the-kind",),
        ("export",),
        ("export", "europeansourcing", "--out", "rows.csv", "--limit", "some"),
        ("export", "europeansourcing", "--out", "rows.csv", "--never-heard-of"),
        ("accounts",),
        ("accounts", "add", "europeansourcing"),
        ("fields",),
        ("sandbox", "--port", "x"),
    ],
)
def test_wrong_words_end_with_2_in_one_line_or_one_object(
    line: Line, words: tuple[str, ...]
) -> None:
    ended = line.run(*words)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    told = line.run(*words, "--json")
    assert told.status == 2
    assert set(json.loads(told.err)) == MEMBERS


@pytest.mark.parametrize(
    "words",
    [
        ("--json", "accounts", "list"),
        ("accounts", "--json", "list"),
        ("accounts", "list", "--json"),
        ("--json", "operations"),
        ("--json", "--version"),
        ("--version", "--json"),
    ],
)
def test_json_is_taken_at_any_place(line: Line, words: tuple[str, ...]) -> None:
    ended = line.run(*words)
    assert ended.status == 0
    assert isinstance(ended.json, (list, dict))


def test_the_version_is_told_also_where_nothing_is_installed(line: Line) -> None:
    ended = line.run("--version")
    assert ended.status == 0
    assert ended.out.startswith("workbench ")
    assert ended.out.split()[1][0].isdigit()


def test_help_ends_with_0(line: Line) -> None:
    ended = line.run("export", "--help")
    assert ended.status == 0
    assert "--where" in ended.out


def test_who_reads_no_further_is_not_told_of_it() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as out:
        ended = subprocess.run(
            [sys.executable, "-m", "workbench", "operations", "--json"],
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.stderr == b""
    assert ended.returncode == 130
