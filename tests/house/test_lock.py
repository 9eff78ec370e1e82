"""What the program runs with is pinned by version and digest, and it never brings anything itself.

The program is updated by whatever installed it: nothing in it fetches or runs code.
"""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.modules import PACKAGE, ROOT

LOCKS = sorted((ROOT / "packaging" / "lock").glob("*.txt"))
LINE = re.compile(r"(?P<name>[a-z0-9._-]+)==(?P<version>\S+) --hash=sha256:[0-9a-f]{64}")
STARTS = {"app/after.py", "app/demo.py", "export/reading/reader.py"}
"""Modules that start a process: the program itself again, and nothing else."""
NAME = "tampered"


def pinned(lock: Path) -> dict[str, str]:
    found = [LINE.fullmatch(line) for line in lock.read_text(encoding="utf-8").splitlines()]
    assert found
    assert all(found), "every line has a name, one version and the digest of one file"
    return {canonicalize_name(line["name"]): line["version"] for line in found if line}


@pytest.mark.fault(76)
def test_every_dependency_is_locked_within_what_is_declared():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert LOCKS
    for lock in LOCKS:
        versions = pinned(lock)
        for text in declared["dependencies"]:
            wanted = Requirement(text)
            version = versions.get(canonicalize_name(wanted.name))
            assert version, f"{wanted.name} is not locked: run packaging/lock.py"
            assert wanted.specifier.contains(version), f"{text}: run packaging/lock.py"


@pytest.mark.fault(76)
def test_the_program_brings_and_runs_no_code_of_others():
    words = re.compile(r"\b(import pip|ensurepip|importlib\.util\.spec_from|exec\(|eval\()")
    starts = re.compile(r"\b(subprocess|QProcess)\b")
    for path in PACKAGE.rglob("*.py"):
        text, place = path.read_text(encoding="utf-8"), path.relative_to(PACKAGE).as_posix()
        code = re.sub(r'""".*?"""', "", text, flags=re.DOTALL)
        assert not re.search(words, code.replace(".exec(", "")), place
        assert place in STARTS or not re.search(starts, code), f"{place} starts a process"


def wheel(folder: Path, body: bytes) -> Path:
    """A wheel with one module."""
    path = folder / f"{NAME}-1.0-py3-none-any.whl"
    about = f"{NAME}-1.0.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1.0\n".encode()
    kind = b"Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    members = {f"{NAME}.py": body, f"{about}/METADATA": metadata, f"{about}/WHEEL": kind}
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode()},\n"
        for name, data in members.items()
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        archive.writestr(f"{about}/RECORD", record)
    return path


@pytest.mark.fault(76)
@pytest.mark.parametrize("tampered", [False, True])
def test_a_file_that_is_another_one_is_refused_by_its_digest(tmp_path, tampered):
    path = wheel(tmp_path, b"answer = 1\n")
    lock = tmp_path / "lock.txt"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    lock.write_text(f"{NAME}==1.0 --hash=sha256:{digest}\n")
    if tampered:
        wheel(tmp_path, b"answer = 2\n")
    words = ("install", "--dry-run", "--no-index", "--no-deps", "--find-links", str(tmp_path))
    command = [sys.executable, "-m", "pip", *words, "--require-hashes", "-r", str(lock)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode != 0) is tampered, ended.stderr
