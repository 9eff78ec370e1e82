"""Parts of downloads: what the disk refuses has a name."""

from __future__ import annotations

import pytest

from workbench.core.errors import ErrorCode, WbError
from workbench.net.parts import PartFile


@pytest.mark.fault(53)
def test_a_part_that_cannot_be_read_or_dropped_is_named(tmp_path):
    part = PartFile(tmp_path, "a.csv")
    with pytest.raises(WbError) as caught:
        part.head()
    assert caught.value.code is ErrorCode.DISK
    part.path.mkdir()
    with pytest.raises(WbError) as caught:
        part.drop()
    assert caught.value.code is ErrorCode.DISK
