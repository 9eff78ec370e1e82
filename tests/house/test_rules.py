"""The program keeps its house rules."""

from __future__ import annotations

import subprocess

import pytest

from tests.house import rules_calls, rules_shape, rules_texts
from tests.house.modules import ROOT, modules
from tests.house.rules_words import text_files, wrong_words

MODULES = list(modules())
RULES = (*rules_shape.RULES, *rules_calls.RULES, *rules_texts.RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule(rule):
    findings = [finding for module in MODULES for finding in rule(module)]
    assert not findings, f"{rule.__doc__}\n" + "\n".join(findings)


def test_functions_are_short():
    findings = list(rules_shape.functions_are_short(MODULES))
    assert not findings, "\n".join(findings)


def test_the_repository_speaks_of_the_program_alone():
    tracked = subprocess.run(
        ["git", "ls-files", "--cached"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert tracked
    findings = [
        line for place, text in text_files(ROOT, tracked) for line in wrong_words(text, place)
    ]
    assert not findings, "\n".join(findings)


def test_top_folders_are_the_agreed_ones():
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()}
    kept = {name for name in folders if not name.startswith(".") and name != "__pycache__"}
    assert kept - {"build", "dist"} <= {"workbench", "resources", "tests", "packaging"}
