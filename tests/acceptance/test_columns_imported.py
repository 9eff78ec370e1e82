"""Columns of features and attributes go out with the grid, are edited in the file, and come in."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.acceptance.etim import mapping, open_mapper
from tests.acceptance.lagerkoll import opened, review, send, staged
from tests.acceptance.stage import CTRL, SHIFT, Key, Stage
from tests.acceptance.test_columns import CLASS, KINDS, PRODUCTS, add_columns, features
from workbench.core.etim import EtimFeature, FeatureType
from workbench.edits.drafts import State
from workbench.export.plan import Format
from workbench.ui.desk.widening import show_columns
from workbench.ui.importing.wizard import CHECK, STAGE, ImportDialog
from workbench.workspace.intake.lines import Fate

FLAG = "attributes.L2"
"""An attribute that says yes or no."""


async def exported(stage: Stage, folder: Path) -> Path:
    """Write what the grid shows as a text file, by its dialog."""
    await stage.press(Key.Key_E, CTRL | SHIFT, on=stage.view)
    dialog = await opened(stage, "ExportDialog")
    await stage.write(str(folder), dialog.place.folder)
    await stage.act(lambda: dialog.place.set_form(Format.CSV))
    path = dialog.place.path()
    await stage.click(dialog.go)
    await stage.until(path.exists)
    await stage.until(lambda: any("exported" in text for text in stage.strips()))
    return path


async def imported(stage: Stage, path: Path) -> ImportDialog:
    """Go through the wizard with a file as far as its check."""
    await stage.act(stage.window.registry["import"].trigger)
    dialog = await opened(stage, "ImportDialog")
    assert isinstance(dialog, ImportDialog)
    await stage.act(lambda: dialog.open_file(str(path)))
    for step in range(CHECK):
        await stage.until(lambda step=step: dialog.step == step and dialog.go.isEnabled())
        await stage.click(dialog.go)
    await stage.until(lambda: dialog.step == CHECK and not dialog.working.isVisible(), 60)
    return dialog


def edited(path: Path, keys: list[str], own: dict[FeatureType, EtimFeature]) -> None:
    """Change cells of the first four products as somebody does in a spreadsheet."""
    number, ranged, flag, coded = (own[kind].code for kind in KINDS)
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert {number, ranged, flag, coded, FLAG} <= set(head)
    held = {row[head.index("product_id")]: row for row in rows}
    value = own[FeatureType.ALPHANUMERIC].values[0]
    was = held[keys[1]][head.index(FLAG)]
    cells = {
        (0, number): "77.5", (0, ranged): "62..68", (0, flag): "yes", (0, coded): value.name,
        (1, number): "not applicable", (1, coded): value.code,
        (1, FLAG): "no" if was == "true" else "yes",
        (2, number): "wide", (3, flag): "unknown",
    }  # fmt: skip
    for (at, name), text in cells.items():
        held[keys[at]][head.index(name)] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])


async def test_what_a_grid_exports_is_edited_in_the_file_and_staged(qapp, home, tmp_path) -> None:
    with open_mapper(PRODUCTS) as mapper:
        async with mapping(home, mapper) as stage:
            await stage.choose("Data", "Load all")
            await stage.until(lambda: stage.session.status.complete, 60)
            await stage.settle()
            own = features(stage)
            codes = [own[kind].code for kind in KINDS]
            before = stage.tab.desk.view.columns
            await add_columns(stage, *codes)
            paths = stage.tab.desk.resource.paths
            field = paths.field(FLAG) if paths is not None else None
            assert field is not None
            await stage.act(lambda: show_columns(stage.tab.desk, [field]))
            await stage.act(lambda: stage.tab.desk.set_facets("etim_class", [CLASS]))
            await stage.settle()
            keys = stage.keys()
            path = await exported(stage, tmp_path)
            edited(path, keys, own)

            attributes = mapper.document(keys[1]).get("attributes") or {}
            before_flag = attributes.get("L2")

            # The columns are away: the file names them, and the wizard finds them.
            await stage.act(lambda: stage.tab.desk.set_columns(before))
            dialog = await imported(stage, path)
            assert {*codes, FLAG} <= dialog.importing.rules.fields
            fates = {line.key: line.fate for line in dialog.importing.lines}
            told = [each.sentence for line in dialog.importing.lines for each in line.problems]
            assert [fates[key] for key in keys[:4]] == [
                Fate.CHANGE, Fate.CHANGE, Fate.BAD, Fate.CHANGE,
            ], told  # fmt: skip
            assert set(fates.values()) - {Fate.SAME} == {Fate.CHANGE, Fate.BAD}
            assert sum(fate is not Fate.SAME for fate in fates.values()) == 4, "no other row"
            problem = dialog.check.model.problem(0)
            assert problem is not None
            assert "“wide” is no number" in problem.sentence

            # It is corrected where it stands, and everything is staged as one step.
            touched = [line.index for line in dialog.importing.lines if line.fate is Fate.BAD]
            await stage.act(lambda: dialog.check.typed.emit(tuple(touched), problem.column, "12,5"))
            await stage.until(lambda: not dialog.importing.tally.count(Fate.BAD))
            await stage.click(dialog.go)
            await stage.until(lambda: dialog.step == STAGE)
            assert dialog.go.text() == "Stage 4 rows"
            await stage.click(dialog.go)
            await stage.until(lambda: any(path.name in text for text in stage.strips()))
            assert staged(stage) == 5, "two lists of one product, one of three"
            assert mapper.writes() == []

            # What was staged is seen: its columns stand in the grid again.
            await stage.settle()
            number, ranged, flag, coded = codes
            shown = {column.field for column in stage.tab.desk.view.columns}
            assert {*codes, FLAG} <= shown
            places = [stage.keys().index(key) for key in keys[:4]]
            await stage.until(lambda: stage.shown(number)[places[0]] == "77.5")
            name = own[FeatureType.ALPHANUMERIC].values[0].name
            assert [stage.shown(code)[places[0]] for code in (ranged, flag, coded)] == [
                "62 … 68", "Yes", name,
            ]  # fmt: skip
            assert [stage.shown(number)[at] for at in places[1:3]] == ["Not applicable", "12.5"]
            assert stage.shown(flag)[places[3]] == "Unknown"
            editing = stage.session.editing
            assert editing is not None
            assert editing.state(keys[0], number) is State.CHANGED

            page = await review(stage)
            report = await send(stage, page)
            assert report.sentence == "4 saved"
            sent = [mapper.document(key) for key in keys[:4]]
            assert sent[0]["etimDescription"]["features"][ranged] == ["62", "68"]
            assert sent[1]["etimDescription"]["features"][number] == "NA"
            assert sent[1]["attributes"]["L2"] != before_flag
            assert sent[3]["etimDescription"]["features"][flag] == "UN"
