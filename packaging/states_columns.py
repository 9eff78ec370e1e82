"""Columns that a table makes: features and attributes in the rows, staged and typed in."""

from __future__ import annotations

import asyncio
import csv
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication
from stage import Stage
from states import Reach, State
from states_lagerkoll import front

from workbench.core.etim import FeatureType
from workbench.core.views import ColumnState
from workbench.export.plan import heading_of
from workbench.ui.desk.widening import add_column
from workbench.ui.grid.editing.acts import Act
from workbench.ui.importing.wizard import CHECK, ImportDialog

SOURCE = "etim"
CLASS = "EC001744"
SHOWN = ("product_id", "etim_class")
KINDS = (
    FeatureType.NUMERIC, FeatureType.RANGE, FeatureType.LOGICAL, FeatureType.ALPHANUMERIC,
)  # fmt: skip


def features(stage: Stage) -> dict[FeatureType, str]:
    """The feature of each type that most downlights have."""
    session, classes = stage.tab.desk.session, stage.workspace.classes
    assert session is not None
    shares = sorted(classes.shares(session, CLASS), key=lambda share: share.filled)
    return {share.feature.type: share.feature.code for share in shares}


async def made(stage: Stage) -> list[str]:
    """Downlights with further columns; returns their keys."""
    await front(stage, SOURCE)
    desk = stage.tab.desk
    desk.load_all()
    session, paths = desk.session, desk.resource.paths
    assert session is not None
    assert paths is not None
    await stage.until(lambda: session.status.complete, 40)
    wanted = [features(stage)[kind] for kind in KINDS]
    for path in wanted:
        field = paths.field(path)
        assert field is not None
        add_column(desk, field)
    desk.set_columns(tuple(map(ColumnState, (*SHOWN, *wanted))), 1)
    desk.set_facets("etim_class", [CLASS])
    await asyncio.sleep(1.2)
    await stage.settle()
    return [session.table.key(session.rows.row(at)) for at in range(len(session.rows))]


async def staged(stage: Stage) -> str:
    """Some values staged, one of them wrong; returns the product to go on with."""
    keys, own = await made(stage), features(stage)
    session, classes = stage.tab.desk.session, stage.workspace.classes
    assert session is not None
    assert session.editing is not None
    classes.set_value(session, keys[1:3], own[FeatureType.NUMERIC], "12.5")
    classes.set_value(session, keys[2:3], own[FeatureType.RANGE], "62..68")
    classes.set_value(session, keys[1:2], own[FeatureType.LOGICAL], "NA")
    entry = session.editing.entry(own[FeatureType.NUMERIC], keys[6])
    assert entry is not None
    assert entry.means is not None
    wrong = entry.means("about twelve")
    session.editing.set("Set", [(keys[6], own[FeatureType.NUMERIC], wrong)])
    await asyncio.sleep(0.4)
    return keys[4]


def typing(kind: FeatureType) -> Reach:
    """Return the way to an open editor of a feature."""

    async def reach(stage: Stage) -> None:
        key, own = await staged(stage), features(stage)
        grid = stage.tab.grid
        grid.go_to(key, own[kind])
        grid.view.setFocus()
        await asyncio.sleep(0.6)
        assert grid.hands is not None
        grid.hands.run(Act.LIST if kind is FeatureType.ALPHANUMERIC else Act.EDIT)
        await asyncio.sleep(0.6)

    return reach


async def wizard(stage: Stage) -> ImportDialog:
    """The columns of a file that names features by title and code, and an attribute by name."""
    keys, own = await made(stage), features(stage)
    fields = [stage.tab.desk.resource.field(own[kind]) for kind in KINDS]
    heads = [heading_of(field) for field in fields if field is not None]
    rows = [
        ["Product ID", heads[0], heads[1], own[KINDS[2]], heads[3], "Frequency", "Our remark"],
        *([key, 12.5 + at, f"{at}..{at + 20}", "yes", "NA", 50, "checked"]
          for at, key in enumerate(keys[:8])),
    ]  # fmt: skip
    rows[3][1], rows[5][2], rows[6][3] = "about twelve", "20..2", "perhaps"
    path = Path(tempfile.mkdtemp()) / "downlights.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    stage.tab.desk.set_columns(tuple(map(ColumnState, SHOWN)), 1)
    stage.window.registry["import"].trigger()
    shown = QApplication.topLevelWidgets
    await stage.until(lambda: any(isinstance(each, ImportDialog) for each in shown()))
    dialog = next(each for each in shown() if isinstance(each, ImportDialog))
    dialog.open_file(str(path))
    await stage.until(lambda: dialog.importing.sheet is not None and dialog.go.isEnabled())
    dialog.go_on()
    await asyncio.sleep(0.4)
    return dialog


async def mapped(stage: Stage) -> None:
    """The step that says which column goes where."""
    await wizard(stage)


async def checked(stage: Stage) -> None:
    """The step that says what is wrong with which cell."""
    dialog = await wizard(stage)
    dialog.go_on()
    await stage.until(lambda: dialog.step == CHECK and not dialog.working.isVisible())
    await asyncio.sleep(0.4)


STATES: tuple[State, ...] = (
    State("columns-number", typing(FeatureType.NUMERIC)),
    State("columns-range", typing(FeatureType.RANGE)),
    State("columns-value", typing(FeatureType.ALPHANUMERIC)),
    State("columns-import", mapped),
    State("columns-import-wrong", checked),
)
"""In the order of the gallery."""
