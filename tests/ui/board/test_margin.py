"""Margin rules: made, changed, deleted and taken back in one place; what is used follows."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from workbench.compare.margins import MarginKind, MarginRule, Rounding
from workbench.ui.board.marginrules import MarginPanel, open_margins

RETAIL = MarginRule("Retail", MarginKind.MARKUP, Decimal(80), Rounding(Decimal("0.25")))


def press(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def panel_of(board) -> MarginPanel:
    pop = open_margins(board.place.bar.sale, board.desk, board.comparison, board.place.look)
    assert isinstance(pop.body, MarginPanel)
    return pop.body


async def test_a_rule_is_changed_deleted_and_brought_back(opened) -> None:
    async with opened() as board:
        comparison = board.comparison
        agreements = comparison.agreements
        await agreements.put_rule(RETAIL)
        await agreements.put_rule(MarginRule("Shop"))
        comparison.ask(margin="Retail")
        await board.calm()
        panel = panel_of(board)
        assert list(panel.rows) == ["Retail", "Shop"]
        press(panel.rows["Retail"].edit)
        form = panel.form
        assert (form.title.text(), form.value.text()) == ("Change “Retail”", "80")
        assert form.rounding.currentText() == "Rounded to 0.25"
        form.name.setText("Resale")
        form.value.setText("90")
        press(form.take)
        await board.until(lambda: "Resale" in panel.rows)
        await board.calm()
        changed = agreements.rule("Resale")
        assert changed is not None
        assert (changed.value, changed.rounding) == (Decimal(90), RETAIL.rounding)
        assert comparison.asked.margin == "Resale", "what is in use stays in use"
        assert panel.said.text() == "“Resale” was changed."
        press(panel.undo)
        await board.until(lambda: "Retail" in panel.rows)
        await board.calm()
        assert agreements.rules == (RETAIL, MarginRule("Shop"))
        assert comparison.asked.margin == "Retail"
        assert not panel.undo.isVisible()
        press(panel.rows["Retail"].drop)
        await board.until(lambda: "Retail" not in panel.rows)
        await board.calm()
        assert comparison.asked.margin == "", "no sale price follows what is gone"
        assert panel.said.text() == "“Retail” was deleted."
        press(panel.undo)
        await board.until(lambda: "Retail" in panel.rows)
        await board.calm()
        assert agreements.rule("Retail") == RETAIL
        assert comparison.asked.margin == "Retail"
        panel.window().close()


async def test_a_new_rule_is_used_and_what_is_wrong_is_said_beside_it(opened) -> None:
    async with opened() as board:
        agreements = board.comparison.agreements
        await agreements.put_rule(MarginRule("Shop"))
        panel = panel_of(board)
        form = panel.form
        assert form.title.text() == "New rule"
        assert not form.leave.isVisible()
        for name, value, field in (
            ("Shop", "35", form.name),
            ("Fair", "many", form.value),
            ("Fair", "100", form.value),
        ):
            form.name.setText(name)
            form.value.setText(value)
            press(form.take)
            assert field.property("bad"), (name, value)
            assert agreements.rules == (MarginRule("Shop"),)
        closed: list[bool] = []
        panel.done.connect(lambda: closed.append(True))
        form.value.setText("40")
        press(form.take)
        await board.until(lambda: agreements.rule("Fair"))
        await board.calm()
        assert board.comparison.asked.margin == "Fair"
        assert closed, "it closes once a rule is kept"


async def test_changing_can_be_left_and_the_rule_that_is_changed_can_be_deleted(opened) -> None:
    async with opened() as board:
        agreements = board.comparison.agreements
        await agreements.put_rule(MarginRule("Shop"))
        panel = panel_of(board)
        press(panel.rows["Shop"].edit)
        press(panel.form.leave)
        assert panel.form.title.text() == "New rule"
        press(panel.rows["Shop"].edit)
        press(panel.rows["Shop"].drop)
        await board.until(lambda: not agreements.rules)
        assert panel.form.title.text() == "New rule"
        panel.window().close()
