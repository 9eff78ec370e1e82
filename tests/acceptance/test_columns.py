"""Features typed in columns of the table: chosen, typed, pasted, reviewed, sent, read back."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from tests.acceptance.etim import mapping, open_mapper
from tests.acceptance.lagerkoll import paste, review, said, send, staged
from tests.acceptance.stage import CTRL, SHIFT, Key, Stage
from workbench.core.etim import EtimFeature, FeatureType
from workbench.edits.drafts import State
from workbench.ui.entry.ends import EndsEntry
from workbench.ui.grid.columns import ColumnList

CLASS = "EC001959"
PRODUCTS = 600
KINDS = (
    FeatureType.NUMERIC, FeatureType.RANGE, FeatureType.LOGICAL, FeatureType.ALPHANUMERIC,
)  # fmt: skip


def features(stage: Stage) -> dict[FeatureType, EtimFeature]:
    """A feature of each type that the class has."""
    account = stage.tab.desk.account
    class_ = stage.workspace.classes.model(account=account).class_(CLASS)
    return {held.type: held for held in reversed(class_.features)}


async def add_columns(stage: Stage, *codes: str) -> None:
    """Find columns in the chooser by their code and tick them, by keys alone."""
    await stage.press(Key.Key_K, CTRL | SHIFT)
    await stage.until(lambda: _chooser(stage) is not None)
    chooser = _chooser(stage)
    assert chooser is not None
    for code in codes:
        await stage.write(code, chooser.search)
        await stage.until(lambda code=code: chooser.choices.row_of(code) >= 0)
        await stage.press(Key.Key_Down, on=chooser.search)
        index = chooser.choices.index(chooser.choices.row_of(code))
        await stage.act(lambda index=index: chooser.list.setCurrentIndex(index))
        await stage.press(Key.Key_Space, on=chooser.list)
    await stage.close_floating()
    await stage.settle()


def _chooser(stage: Stage) -> ColumnList | None:
    found = (each for top in stage.app.topLevelWidgets() for each in top.findChildren(ColumnList))
    return next((each for each in found if each.isVisible()), None)


def focus() -> QWidget:
    held = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert held is not None
    return held


def editor(stage: Stage):
    hands = stage.tab.grid.hands
    assert hands is not None
    return hands.editor


async def type_value(stage: Stage, text: str) -> None:
    """Open the current cell by its key, type over what stands there, and leave with Tab."""
    await stage.press(Key.Key_F2)
    await stage.until(lambda: editor(stage) is not None)
    await stage.press(Key.Key_A, CTRL)
    await stage.type(text)
    await stage.press(Key.Key_Tab, on=focus())
    await stage.until(lambda: editor(stage) is None)


async def type_range(stage: Stage, low: str, high: str) -> None:
    """Type both ends of a range, from one line to the other by Tab, and press Enter."""
    await stage.press(Key.Key_F2)
    await stage.until(lambda: editor(stage) is not None)
    ends = editor(stage).findChild(EndsEntry)
    assert isinstance(ends, EndsEntry)
    await stage.write(low, ends.first)
    await stage.press(Key.Key_Tab, on=ends.first)
    await stage.until(ends.second.hasFocus)
    await stage.write(high, ends.second)
    await stage.press(Key.Key_Return, on=ends.second)
    await stage.until(lambda: editor(stage) is None)


async def test_features_are_typed_in_columns_and_sent(qapp, home) -> None:
    with open_mapper(PRODUCTS) as mapper:
        async with mapping(home, mapper) as stage:
            await stage.choose("Data", "Load all")
            await stage.until(lambda: stage.session.status.complete, 60)
            await stage.settle()
            own = features(stage)
            codes = [own[kind].code for kind in KINDS]
            number, ranged, flag, coded = codes
            await add_columns(stage, *codes)
            await stage.act(lambda: stage.tab.desk.set_facets("etim_class", [CLASS]))
            await stage.settle()
            keys = stage.keys()
            assert len(keys) > 3

            # Each type of value is typed into its cell, and stands there marked.
            value = own[FeatureType.ALPHANUMERIC].values[0]
            for code, text in ((number, "77.5"), (flag, "yes"), (coded, value.name)):
                await stage.click_cell(0, code)
                await type_value(stage, text)
            await stage.click_cell(0, ranged)
            await type_range(stage, "62", "68")
            editing = stage.session.editing
            assert editing is not None
            shown = [stage.shown(code)[0] for code in codes]
            assert shown == ["77.5", "62 … 68", "Yes", value.name]
            assert {editing.state(keys[0], code) for code in codes} == {State.CHANGED}

            # What means nothing stays where it was typed, and says why; the next key sets it right.
            await stage.click_cell(1, number)
            await type_value(stage, "wide")
            assert editing.state(keys[1], number) is State.INVALID
            await stage.click_cell(1, number)
            await type_value(stage, "NA")
            assert stage.shown(number)[1] == "Not applicable"

            # A column of a spreadsheet goes into the cells below; undo takes it back as one.
            await stage.click_cell(2, number)
            await paste(stage, "5\r\n6\r\n")
            assert stage.shown(number)[2:4] == ["5", "6"]
            await stage.press(Key.Key_Z, CTRL)
            assert editing.record(keys[3]) is None
            await stage.press(Key.Key_Z, CTRL | SHIFT)
            await stage.until(lambda: stage.shown(number)[2:4] == ["5", "6"])
            assert staged(stage) == 4
            assert mapper.writes() == [], "nothing is sent by typing"

            page = await review(stage)
            assert any("77.5" in line or "features" in line.lower() for line in said(page))
            report = await send(stage, page)
            assert report.sentence == "4 saved"
            sent = [mapper.document(key)["etimDescription"]["features"] for key in keys[:4]]
            assert (sent[0][number], sent[0][ranged], sent[0][flag], sent[0][coded]) == (
                "77.5", ["62", "68"], "true", value.code,
            )  # fmt: skip
            assert [each[number] for each in sent[1:]] == ["NA", "5", "6"]
            assert staged(stage) == 0

            # The columns show what the service has: at once, and when they are read again.
            await stage.click(page.footer.buttons["close"])
            await stage.until(lambda: [stage.shown(code)[0] for code in codes] == shown)
            await stage.press(Key.Key_F5)
            await stage.settle()
            await stage.until(lambda: keys[0] in set(stage.keys()), 30)
            place = stage.keys().index(keys[0])
            assert [stage.shown(code)[place] for code in codes] == shown
            assert editing.record(keys[0]) is None
