"""Keys of new records: counted on from what the service names."""

from __future__ import annotations

import pytest

from workbench.workspace.numbering import unused


@pytest.mark.parametrize(
    ("key", "taken", "free"),
    [
        ("11-0099", (), "11-0099"),
        ("11-0099", ("11-0099",), "11-0100"),
        ("A1/x", ("A1/x", "A2/x"), "A3/x"),
        ("new", ("new",), "new-2"),
        ("new", ("new", "new-2"), "new-3"),
    ],
)
def test_a_taken_key_is_counted_up(key: str, taken: tuple[str, ...], free: str) -> None:
    assert unused(key, taken) == free
