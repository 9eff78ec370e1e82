"""The baselines' data: the same rows as pandas frames, an SQLite table and a Qt proxy model."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from typing import Any

from tests.benchmarks.samples import KINDS, SEARCHED, Row, as_text, rows


def columns(count: int) -> dict[str, list[object]]:
    """Return the rows by column, codes as their names and money as its amount."""
    made: list[Row] = list(rows(count))
    parts = zip(*made, strict=True)
    return {
        name: [as_text(value) for value in part] for name, part in zip(KINDS, parts, strict=True)
    }


def object_frame(count: int) -> Any:
    """Return a frame of Python objects, exact amounts included: what `DataFrame(rows)` holds."""
    import numpy as np
    import pandas as pd

    made: dict[str, object] = {}
    held = columns(count)
    for name in KINDS:
        values = held.pop(name)
        made[name] = np.fromiter(values, object, len(values))
    return pd.DataFrame(made)


def plain_frame(count: int) -> Any:
    """Return a frame as pandas makes it: its own text type, amounts as floats."""
    import pandas as pd

    held = columns(count)
    for name, values in held.items():
        if any(isinstance(value, Decimal) for value in values[:100]):
            held[name] = [None if value is None else float(str(value)) for value in values]
    return pd.DataFrame(held)


@contextmanager
def sqlite_table(count: int) -> Iterator[sqlite3.Connection]:
    """Give a connection whose table `products` holds the searched columns."""
    places = [list(KINDS).index(name) for name in SEARCHED]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"create table products ({', '.join(SEARCHED)})")
        connection.executemany(
            "insert into products values (?, ?, ?, ?, ?)",
            ([row[place] for place in places] for row in rows(count)),
        )
        yield connection


def proxy_over(frame: Any) -> Any:
    """Return Qt's proxy model over a model that reads cells of a frame, as is usually done."""
    from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt

    class Cells(QAbstractTableModel):
        """Cells of the frame, read one by one."""

        def rowCount(self, _parent: QModelIndex | None = None) -> int:  # noqa: N802
            return len(frame)

        def columnCount(self, _parent: QModelIndex | None = None) -> int:  # noqa: N802
            return len(frame.columns)

        def data(self, index: QModelIndex, role: int = 0) -> object:
            if role != Qt.ItemDataRole.DisplayRole:
                return None
            value = frame.iat[index.row(), index.column()]
            return value if isinstance(value, str) else float(value)

    proxy = QSortFilterProxyModel()
    model = Cells(proxy)
    proxy.setSourceModel(model)
    proxy.setFilterKeyColumn(-1)
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return proxy
