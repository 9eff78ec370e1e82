"""Records made, copied and taken away; actions and their effects; a file brought in."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from openpyxl import Workbook

from tests.acceptance.lagerkoll import (
    at_work,
    fill,
    open_house,
    opened,
    review,
    send,
    staged,
)
from tests.acceptance.stage import CTRL, SHIFT, Key
from workbench.sources.lagerkoll import SOURCE

GONE, COPIED = "10-0716", "10-0413"
NEXT = "11-0402"


async def test_new_duplicated_and_deleted_articles(qapp, home) -> None:
    with open_house() as house:
        async with at_work(home, house) as stage:
            known = set(house.articles)
            await stage.click_cell(0, "name")
            await stage.press(Key.Key_N, CTRL)
            await stage.until(lambda: stage.shown("number")[0] not in {"", "–"})
            first = stage.shown("number")[0]
            assert first not in known
            await stage.click_cell(0, "name")
            await fill(stage, "Thermo tumbler")
            key = stage.keys()[0]
            stage.session.editing.set("VAT", [(key, "vat", Decimal(25))])

            await stage.click_cell(stage.keys().index(COPIED), "name")
            await stage.press(Key.Key_N, CTRL | SHIFT)
            await stage.until(lambda: len(set(stage.shown("number")[:2]) - {"", "–"}) == 2)
            await stage.settle()
            numbers = set(stage.shown("number")[:2])
            assert first in numbers
            assert not numbers & known, "two that are staged never get one number"

            await stage.click_cell(stage.keys().index(GONE), "name")
            await stage.press(Key.Key_Delete, CTRL)
            page = await review(stage)
            report = await send(stage, page, asked=True)
            assert report.sentence == "3 saved", report.sentence
            effects = house.effects()
            assert Counter(effects["article.created"]) == dict.fromkeys(numbers, 1)
            assert effects["article.deleted"] == [GONE]
            assert house.article(first).name == "Thermo tumbler"
            copy = next(iter(numbers - {first}))
            assert house.article(copy).name == house.article(COPIED).name
            assert house.article(copy).barcode != house.article(COPIED).barcode
            assert staged(stage) == 0


async def test_prices_by_percent_show_every_new_price_and_go_once(qapp, home) -> None:
    with open_house() as house:
        async with at_work(home, house) as stage:
            keys = ("10-0412", "10-0413")
            before = {key: house.article(key).price for key in keys}
            await stage.tick(0)
            await stage.tick(1)
            await find(stage, "change prices")
            dialog = await opened(stage, "ActionDialog")
            how = dialog.form.editor("how").input
            await stage.pick("Change by percent", how)
            await stage.write("5", dialog.form.editor("value").input)
            shown = dialog.effects.effects
            await stage.until(lambda: shown.rowCount() == 2)
            await stage.type("2", dialog.confirming.edit)
            await stage.until(dialog.go.isEnabled)
            assert house.effects() == {}
            await stage.click(dialog.go)
            await stage.until(lambda: any("Change prices" in said for said in stage.strips()))
            await stage.settle()
            assert {key: house.article(key).price for key in keys} == {
                key: price * Decimal("1.05") for key, price in before.items()
            }
            assert [path for _, path, _ in house.writes()] == ["/v1/articles/bulk"]
            await stage.close_floating()
            assert stage.values("price")[0].amount == house.article(keys[0]).price


async def test_labels_come_as_a_file_that_opens(qapp, home, tmp_path) -> None:
    with open_house() as house:
        async with at_work(home, house) as stage:
            await stage.tick(0)
            await stage.tick(1)
            await find(stage, "print labels")
            dialog = await opened(stage, "ActionDialog")
            await stage.until(dialog.go.isEnabled)
            await stage.click(dialog.go)
            where = await opened(stage, "QFileDialog")
            path = tmp_path / "labels.pdf"
            await stage.act(lambda: where.selectFile(str(path)))
            await stage.act(where.accept)
            await stage.until(path.exists)
            await stage.settle()
            assert path.read_bytes().startswith(b"%PDF-")
            assert path.read_bytes().rstrip().endswith(b"%%EOF")
            assert house.effects() == {}


async def test_a_workbook_becomes_staged_changes(qapp, home, tmp_path) -> None:
    book = Workbook()
    book.active.append(["Number", "Price", "Category"])
    book.active.append(["10-0412", "51,50", "Muggar"])
    book.active.append(["10-0413", "52,50", "Presentset"])
    path = tmp_path / "Prices.xlsx"
    book.save(path)
    with open_house() as house:
        async with at_work(home, house) as stage:
            await stage.act(stage.window.registry["import"].trigger)
            dialog = await opened(stage, "ImportDialog")
            await stage.act(lambda: dialog.open_file(str(path)))
            for step in range(4):
                await stage.until(lambda step=step: dialog.step == step and not dialog._busy)
                await stage.until(dialog.go.isEnabled)
                await stage.click(dialog.go)
            await stage.until(lambda: staged(stage) == 3)
            await stage.until(lambda: any("Prices.xlsx" in said for said in stage.strips()))
            assert house.effects() == {}
            report = await send(stage, await review(stage))
            assert report.sentence == "2 saved"
            assert house.article("10-0412").price == Decimal("51.50")
            assert house.article("10-0413").category == "Presentset"


async def test_every_operation_is_in_the_palette(qapp, home) -> None:
    with open_house() as house:
        async with at_work(home, house) as stage:
            await stage.press(Key.Key_P, CTRL | SHIFT)
            palette = await opened(stage, "CommandPalette")
            names = {entry.id for entry in palette._entries}
            missing = [op.name for op in SOURCE.operations() if not _listed(op.name, names)]
            assert not missing


def _listed(name: str, identities: set[str]) -> bool:
    return any(identity.endswith(name) for identity in identities)


async def find(stage, text: str) -> None:
    """Find an action in the palette and run it."""
    await stage.press(Key.Key_P, CTRL | SHIFT)
    palette = await opened(stage, "CommandPalette")
    await stage.type(text, palette.search)
    await stage.press(Key.Key_Return, on=palette.search)
