"""The page of rates says why the bank could not be read, and stops saying so once it was."""

from __future__ import annotations

import msgspec

from workbench.ui.board.rates import RatesPanel


async def test_a_reading_that_failed_is_said_on_the_page_of_rates(opened) -> None:
    async with opened() as board:
        workspace, rates = board.held.workspace, board.comparison.rates
        board.place.open("rates")
        await board.calm()
        panel = board.tab.findChild(RatesPanel)
        assert panel is not None
        workspace.change_settings(lambda held: msgspec.structs.replace(held, fetch_rates=True))
        rates.fail("The bank is closed. Try again later.")
        assert panel.said.text().startswith("The last reading failed: The bank is closed.")
        panel.read.click()
        await board.until(lambda: rates.newest)
        await board.calm()
        assert panel.said.text().startswith("Rates of the European Central Bank")
        rates.fail("The bank is closed.")
        workspace.change_settings(lambda held: msgspec.structs.replace(held, fetch_rates=False))
        assert "failed" not in panel.said.text(), "nobody asks the bank any more"
