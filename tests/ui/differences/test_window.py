"""Two downloads compared from the window, and records reckoned with other metal prices."""

from __future__ import annotations

from tests.harness.waiting import until
from tests.ui.loupe import shown
from workbench.ui.differences.choosing import DownloadsDialog
from workbench.ui.differences.metals import WhatIfDialog


async def test_the_two_ticked_downloads_become_a_table_of_differences(qapp, look, tmp_path):
    async with shown(tmp_path, look) as held:
        await until(lambda: held.rows >= 2)
        session = held.tab.desk.session
        held.tab.desk.selection.only([session.table.key(0), session.table.key(1)])
        held.window.registry["downloads"].trigger()
        dialog = held.commands.differences.dialog
        assert isinstance(dialog, DownloadsDialog)
        assert set(dialog.pair()) == {session.table.key(0), session.table.key(1)}
        dialog.new.setCurrentIndex(dialog.old.currentIndex())
        assert not dialog.go.isEnabled()
        dialog.new.setCurrentIndex(1 - dialog.old.currentIndex())
        dialog.accept()
        await until(lambda: held.tab.desk.resource.id == "samples-differences")
        shown_rows = held.tab.desk.session
        turns = {shown_rows.table.value(row, "turn").code for row in range(len(shown_rows.table))}
        assert turns <= {"new", "gone", "changed"}
        strip = held.tab.strips._shown["differences"]
        strip.acted.emit("back")
        assert held.tab.desk.resource.id == "exports"


async def test_other_prices_move_costs_by_currency(qapp, look, tmp_path):
    async with shown(tmp_path, look) as held:
        await held.opened()
        held.window.registry["metals"].trigger()
        dialog = held.commands.differences.dialog
        assert isinstance(dialog, WhatIfDialog)
        await until(lambda: bool(dialog.prices))
        edit, currency = next(iter(dialog.prices.values()))
        edit.setText("1000")
        dialog.reckon()
        assert currency.currentText() in dialog.sums.text()
        assert "+" in dialog.sums.text()
        assert dialog.table.topLevelItemCount() > 0
        edit.setText("lots")
        dialog.reckon()
        assert dialog.sums.text() == ""
        dialog.accept()
