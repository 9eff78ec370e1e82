"""The import contracts of pyproject.toml name every package, so that a new one is not forgotten."""

from __future__ import annotations

import tomllib

import pytest

from tests.house.modules import PACKAGE, ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
    "contracts"
]
PACKAGES = {f"workbench.{path.parent.name}" for path in PACKAGE.glob("*/__init__.py")}


def _named(contract) -> set[str]:
    if contract["type"] == "layers":
        words = " ".join(contract["layers"]).replace(":", " ").replace("|", " ")
        return {word.strip("()") for word in words.split()}
    return {*contract["source_modules"], *contract["forbidden_modules"]}


def test_every_package_has_its_layer():
    layers = next(contract for contract in CONTRACTS if contract["type"] == "layers")
    assert PACKAGES - _named(layers) == {"workbench.sandbox"}


@pytest.mark.parametrize(
    ("name", "free"),
    [
        ("Qt only in ui and app", {"workbench.ui", "workbench.app", "workbench.cli"}),
        ("httpx only in net", {"workbench.net"}),
        ("sqlite3 and keyring only in store", {"workbench.store"}),
        ("The sandbox reads the documents by itself", set()),
        ("Only cli and app start the sandbox", {"workbench.cli", "workbench.app"}),
    ],
)
def test_a_confinement_holds_for_every_other_package(name, free):
    contract = next(each for each in CONTRACTS if each["name"] == name)
    assert PACKAGES - _named(contract) <= free
