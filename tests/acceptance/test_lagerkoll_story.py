"""Forty articles by hand: prices pasted, a category set, a code mended, sent, taken back."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from tests.acceptance.lagerkoll import (
    at_work,
    fill,
    go_to_line,
    look_at,
    open_house,
    opened,
    paste,
    pick,
    review,
    said,
    send,
    shown_review,
    staged,
    untick,
)  # fmt: skip
from tests.acceptance.stage import ALT, CTRL, Key
from workbench.edits.results import Outcome

MUGS = 40
BATCHED, MOVED, LEFT = "11-0039", "11-0065", ("11-0067", "11-0077")
NEW_PRICES = [f"{60 + at}.25" for at in range(MUGS)]


async def test_forty_articles(qapp, home) -> None:
    with open_house() as house:
        async with at_work(home, house) as stage:
            await look_at(stage, "mug", "Muggar")
            keys = stage.keys()
            assert len(keys) == MUGS
            mugs = {key: house.article(key) for key in keys}
            before = {key: (mug.price, mug.category, mug.barcode) for key, mug in mugs.items()}
            prices = dict(zip(keys, map(Decimal, NEW_PRICES), strict=True))

            # Prices from a spreadsheet, over the rows from the first one down.
            await stage.click_cell(0, "price")
            await paste(stage, "".join(f"{price}\r\n" for price in NEW_PRICES))
            assert staged(stage) == MUGS
            assert [str(value.amount) for value in stage.values("price")] == NEW_PRICES

            # A category for all of them, by the dialog.
            await stage.choose("Changes", "Change many rows…")
            dialog = await opened(stage, "BulkDialog")
            await pick(stage, dialog, "Field", "Category")
            await stage.write("Presentset", dialog.inputs.editor.input)
            await stage.until(dialog.go.isEnabled)
            assert dialog.go.text() == f"Change {MUGS} filtered rows"
            await stage.click(dialog.go)
            await stage.until(lambda: staged(stage) == 2 * MUGS)

            # A code with a wrong check digit, mended by what the program suggests.
            place = stage.keys().index("10-0414")
            await stage.click_cell(place, "ean")
            await fill(stage, "7350042910121")
            await stage.press(Key.Key_Up)
            assert stage.view.currentIndex().row() == place
            record = stage.session.editing.record("10-0414")
            assert "ean" in record.cells
            assert [found.fix for found in record.findings] == ["7350042910120"]
            await stage.press(Key.Key_Return, ALT)
            fixed = stage.shown("ean")[place]
            assert fixed == "7350042910120"

            # A stock that the service will not take, as it is kept by batch since.
            await stage.click_cell(stage.keys().index(BATCHED), "amount")
            await fill(stage, "77")
            assert staged(stage) == 2 * MUGS + 2
            house.keep_by_batch(BATCHED)
            # Somebody else sets a price meanwhile.
            house.set_price(MOVED, "145.00")
            assert house.effects() == {}, "nothing is sent by typing"

            # Reviewed: two are left out.
            page = await review(stage)
            for key in LEFT:
                await untick(stage, page, key)
            assert page.footer.buttons["send"].text() == f"Send {MUGS - 2} records to Malmö"
            report = await send(stage, page, asked=True)
            counts = Counter(result.outcome for result in report.results)
            assert counts == {Outcome.DONE: MUGS - 4, Outcome.CONFLICT: 1, Outcome.REFUSED: 1}
            sent = [key for key in keys if key not in {BATCHED, MOVED, *LEFT}]
            effects = house.effects()
            assert set(effects) == {"article.changed"}
            twice = Counter(dict.fromkeys(sent, 2)) + Counter(["10-0414"])
            assert Counter(effects["article.changed"]) == twice, "each field once, nothing else"
            for key in sent:
                assert mugs[key].price == prices[key]
                assert mugs[key].category == "Presentset"
            assert mugs["10-0414"].barcode == "7350042910120"
            for key in (BATCHED, *LEFT):
                assert (mugs[key].price, mugs[key].category, mugs[key].barcode) == before[key]
            lines = said(page)
            assert any("This stock is kept by batch" in line and "900203" in line for line in lines)

            # The conflict is settled three ways; the refused row is corrected where it stands.
            house.app.ledger.clear()
            await stage.click(page.footer.buttons["review"])
            await go_to_line(stage, page, "Server now says 145.00")
            await stage.until(page.side.isVisible)
            await stage.click(stage.button("Use 68.25", page.side))
            await stage.press(Key.Key_Escape)
            assert stage.strips(), "the tab says what was refused"
            await stage.click_cell(stage.keys().index(BATCHED), "amount")
            old = stage.session.editing.read_value(BATCHED, "amount")
            await fill(stage, f"{old:f}")
            page = await review(stage)
            # What was left out before is left out still.
            report = await send(stage, page, asked=True)
            assert report.sentence == "2 saved"
            assert Counter(house.effects()["article.changed"]) == {BATCHED: 2, MOVED: 2}
            for key in (BATCHED, MOVED):
                assert (mugs[key].price, mugs[key].category) == (prices[key], "Presentset")
            assert staged(stage) == 4, "what was left out stays"

            # The first set is taken back as a whole.
            house.app.ledger.clear()
            await stage.click(page.footer.buttons["close"])
            await stage.press(Key.Key_H, CTRL | ALT)
            history = await opened(stage, "HistoryDialog")
            history.tabs.setCurrentIndex(1)
            await stage.until(lambda: history.model.rowCount() == len(history.sets) == 2)
            await stage.act(lambda: history.list.setCurrentIndex(history.model.index(1)))
            await stage.click(history.act)
            page = await shown_review(stage)
            assert staged(stage) == 4 + 2 * len(sent) + 1
            report = await send(stage, page, asked=True)
            assert report.sentence == f"{len(sent)} saved"
            assert Counter(house.effects()["article.changed"]) == twice
            for key in (*sent, *LEFT):
                assert (mugs[key].price, mugs[key].category, mugs[key].barcode) == before[key]
            for key in (BATCHED, MOVED):
                assert mugs[key].category == "Presentset", "the second set stays"
            assert staged(stage) == 4
