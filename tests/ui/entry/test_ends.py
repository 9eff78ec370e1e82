"""A range is typed as two numbers: in two lines, or with dots in one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.core.edits import Entry, Finding
from workbench.core.fields import Field, Kind
from workbench.core.values import Coded, Odd
from workbench.ui.entry.ends import EndsEntry
from workbench.ui.entry.making import editor_for


def means(text):
    parts = text.split("..")
    if text == "NA":
        return "Not applicable"
    return " … ".join(parts) if len(parts) == 2 and all(p.isdigit() for p in parts) else Odd(text)


@pytest.fixture
def ends(qtbot, look):
    field = Field("r", "Height", Kind.TEXT, lambda row: row)
    entry = Entry("r", choices=(Coded("NA", "Not applicable"),), free=True, means=means, ends=True)
    made = editor_for(field, entry, look).widget
    assert isinstance(made, EndsEntry)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.first.setFocus()
    qtbot.waitUntil(made.first.hasFocus)
    return made


def test_a_value_is_shown_in_its_two_parts_and_comes_back_untouched(ends):
    ends.set_value("62 … 68")
    assert (ends.first.text(), ends.second.text()) == ("62", "68")
    assert ends.value() == "62 … 68"
    assert ends.text() == "62..68"
    ends.set_value(None)
    assert (ends.text(), ends.value()) == ("", None)


def test_both_lines_are_one_value(ends, qtbot):
    told = []
    ends.changed.connect(lambda: told.append(ends.value()))
    QTest.keyClicks(ends.first, "62")
    assert told[-1] == Odd("62")
    assert ends.step(back=False)
    assert ends.second.hasFocus()
    QTest.keyClicks(ends.second, "70")
    assert told[-1] == "62 … 70"
    assert not ends.step(back=False), "nothing comes after the second"
    assert ends.step(back=True)
    assert ends.first.hasFocus()


def test_dots_lead_into_the_second_line(ends):
    ends.set_value("1 … 2")
    ends.select_all()
    QTest.keyClicks(ends.first, "5..")
    assert ends.second.hasFocus()
    assert (ends.first.text(), ends.second.text()) == ("5", ""), "what stood there is replaced"
    QTest.keyClicks(ends.second, "7")
    assert ends.value() == "5 … 7"


def test_a_pasted_range_is_taken_apart(ends):
    ends.first.setText("")
    ends.first.insert("3..9")
    ends.first.textEdited.emit("3..9")
    assert (ends.first.text(), ends.second.text()) == ("3", "9")


def test_a_word_of_the_list_stands_alone(ends):
    ends.set_value("1 … 2")
    ends._choose(Coded("NA", "Not applicable"))
    assert (ends.first.text(), ends.second.text()) == ("Not applicable", "")
    assert ends.first.accessibleName() == "Height"
    assert ends.second.accessibleName() == "Height, upper end"


def test_what_is_wrong_is_told_at_both_lines(ends):
    ends.set_finding(Finding("r", "No range."))
    assert ends.first.accessibleDescription() == ends.second.accessibleDescription() == "No range."
    ends.set_finding(None)
    assert ends.second.accessibleDescription() == ""
    ends.set_read_only(read_only=True)
    QTest.keyClick(ends.second, Qt.Key.Key_5)
    assert ends.second.text() == ""
