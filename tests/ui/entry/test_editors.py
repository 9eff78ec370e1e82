"""Editors of single values: what is typed, chosen, shown and meant, with real keys."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.edits import Entry, Finding
from workbench.core.fields import Field, Kind
from workbench.core.signals import Signal
from workbench.core.values import Coded, Money, Odd
from workbench.ui.entry.codes import CodesEntry
from workbench.ui.entry.line import LineEntry
from workbench.ui.entry.lines import LinesEntry
from workbench.ui.entry.making import editor_for
from workbench.ui.entry.suggest import Suggest

Key = Qt.Key
MUGS = Coded("1", "Mugs")
BOTTLES = Coded("2", "Bottles")
BAGS = Coded("3", "Bags", "1D2F5C")
CHOICES = (MUGS, BOTTLES, BAGS)


@pytest.fixture
def make(qtbot, look):
    def made(kind, **entry):
        field = Field("f", "Field", kind, lambda row: row)
        editor = editor_for(field, Entry("f", **entry), look, currency="SEK")
        host = QWidget()
        host.resize(300, 300)
        column = QVBoxLayout(host)
        column.addWidget(editor.widget)
        column.addStretch(1)
        qtbot.addWidget(host)
        host.show()
        editor.host = host
        editor.widget.setFocus()
        editor.told = []
        editor.changed.connect(lambda: editor.told.append(editor.text()))
        return editor

    return made


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Kind.TEXT, "Mug", "Mug"),
        (Kind.ID, "0735", "0735"),
        (Kind.INTEGER, 12000, "12000"),
        (Kind.DECIMAL, Decimal("1.50"), "1.5"),
        (Kind.MONEY, Money(Decimal(49), "SEK"), "49.00"),
        (Kind.DATE, date(2026, 3, 1), "2026-03-01"),
        (Kind.LINK, "https://a.invalid", "https://a.invalid"),
        (Kind.INTEGER, Odd("many"), "many"),
        (Kind.TEXT, None, ""),
    ],
)
def test_a_value_is_shown_as_it_is_typed_and_comes_back_as_it_was(make, kind, value, text):
    editor = make(kind)
    editor.set_value(value)
    assert editor.text() == text
    assert editor.value() == value
    assert type(editor.value()) is type(value)
    assert editor.told == []


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Kind.TEXT, " Mug ", "Mug"),
        (Kind.ID, "007", "007"),
        (Kind.INTEGER, "1200", 1200),
        (Kind.DECIMAL, "1,5", Decimal("1.5")),
        (Kind.MONEY, "52", Money(Decimal(52), "SEK")),
        (Kind.MONEY, "12,x", Odd("12,x")),
        (Kind.DATE, "2026-13-01", Odd("2026-13-01")),
        (Kind.INTEGER, "1.5", Odd("1.5")),
        (Kind.TEXT, "  ", None),
    ],
)
def test_typed_text_is_read_by_kind(make, qtbot, kind, typed, value):
    editor = make(kind)
    qtbot.keyClicks(editor.input, typed)
    assert editor.value() == value
    assert len(editor.told) == len(typed)


def test_an_amount_keeps_the_currency_it_had(make, qtbot):
    editor = make(Kind.MONEY)
    editor.set_value(Money(Decimal(3), "EUR"))
    editor.select_all()
    qtbot.keyClicks(editor.input, "4.10")
    assert editor.value() == Money(Decimal("4.10"), "EUR")


def test_a_finding_frames_the_input_and_is_spoken(make):
    editor = make(Kind.ID)
    editor.set_finding(Finding("f", "Check digit is 7."))
    assert editor.input.property("bad") is True
    assert editor.input.accessibleDescription() == "Check digit is 7."
    editor.set_finding(None)
    assert editor.input.property("bad") is False


def test_days_go_by_arrow_and_by_calendar(make, qtbot):
    editor = make(Kind.DATE)
    editor.set_value(date(2026, 3, 1))
    qtbot.keyClick(editor.input, Key.Key_Down)
    assert editor.value() == date(2026, 2, 28)
    assert not editor.holds_keys
    qtbot.keyClick(editor.input, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert editor.holds_keys
    calendar = editor.widget.findChild(QWidget, "qt_calendar_calendarview").parent()
    assert calendar.selectedDate() == QDate(2026, 2, 28)
    calendar.activated.emit(QDate(2026, 4, 2))
    assert editor.value() == date(2026, 4, 2)
    assert editor.text() == "2026-04-02"


def test_a_flag_turns_by_space_and_is_forgotten_by_delete(make, qtbot):
    editor = make(Kind.FLAG)
    assert editor.value() is None
    qtbot.keyClick(editor.input, Key.Key_Space)
    assert editor.value() is True
    qtbot.keyClick(editor.input, Key.Key_Space)
    assert editor.value() is False
    qtbot.keyClick(editor.input, Key.Key_Delete)
    assert editor.value() is None
    assert len(editor.told) == 3


def test_a_flag_that_is_needed_is_not_forgotten(make, qtbot):
    editor = make(Kind.FLAG, required=True)
    editor.set_value(True)
    qtbot.keyClick(editor.input, Key.Key_Delete)
    assert editor.value() is True


def test_a_read_only_flag_stays(make, qtbot):
    editor = make(Kind.FLAG)
    editor.set_value(True)
    editor.set_read_only(read_only=True)
    editor.set_text(" ")
    assert editor.value() is True
    assert editor.told == []


def suggest_of(editor):
    return editor.widget.findChild(Suggest) or editor.input.findChild(Suggest)


def test_choices_are_found_by_code_and_name_and_taken_by_enter(make, qtbot):
    editor = make(Kind.CHOICE, choices=CHOICES)
    qtbot.keyClicks(editor.input, "ottl")
    popup = suggest_of(editor).popup
    assert popup.isVisible()
    assert [suggest_of(editor).model.index(0).data()] == ["Bottles · 2"]
    qtbot.keyClick(popup, Key.Key_Return)
    assert editor.value() == BOTTLES
    assert editor.text() == "Bottles"
    assert not editor.holds_keys
    editor.select_all()
    qtbot.keyClicks(editor.input, "3")
    qtbot.keyClick(popup, Key.Key_Return)
    assert editor.value() == BAGS


def test_escape_closes_the_list_and_leaves_the_text(make, qtbot):
    editor = make(Kind.CHOICE, choices=CHOICES)
    qtbot.keyClicks(editor.input, "b")
    popup = suggest_of(editor).popup
    qtbot.keyClick(popup, Key.Key_Escape)
    assert not popup.isVisible()
    assert editor.text() == "b"
    assert editor.value() == Odd("b")


def test_a_name_typed_whole_needs_no_list(make):
    editor = make(Kind.CHOICE, choices=CHOICES)
    editor.set_text("mugs")
    assert editor.value() == MUGS


def test_the_button_lists_everything(make, qtbot):
    editor = make(Kind.CHOICE, choices=CHOICES)
    editor.set_value(MUGS)
    qtbot.keyClick(editor.input, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert suggest_of(editor).model.rowCount() == 3
    qtbot.keyClick(suggest_of(editor).popup, Key.Key_Escape)


def test_of_two_with_one_name_the_chosen_one_stays(make):
    twin = Coded("9", "Mugs")
    editor = make(Kind.CHOICE, choices=(MUGS, twin))
    suggest_of(editor).chosen.emit(twin)
    assert editor.value() == twin


def test_a_choice_for_a_number_is_its_code(make):
    editor = make(Kind.INTEGER, choices=(Coded("25", "25 %"), Coded("12", "12 %")))
    suggest_of(editor).chosen.emit(Coded("25", "25 %"))
    assert editor.value() == 25
    assert editor.text() == "25"


def test_codes_are_added_by_enter_and_taken_away_by_backspace(make, qtbot):
    editor = make(Kind.CODES, choices=CHOICES)
    assert isinstance(editor, CodesEntry)
    editor.set_value((MUGS,))
    assert editor.value() == (MUGS,)
    qtbot.keyClicks(editor.input, "bags")
    assert editor.value() == (MUGS, BAGS)
    suggest_of(editor).popup.hide()
    qtbot.keyClick(editor.input, Key.Key_Return)
    assert len(editor.chips.widgets()) == 2
    assert editor.line.text() == ""
    qtbot.keyClick(editor.input, Key.Key_Backspace)
    assert editor.value() == (MUGS,)
    qtbot.keyClick(editor.chips.widgets()[0], Key.Key_Delete)
    assert editor.value() is None


def test_a_code_that_is_none_is_kept_as_typed(make, qtbot):
    editor = make(Kind.CODES, choices=CHOICES)
    editor.set_value((MUGS,))
    qtbot.keyClicks(editor.input, "zzz")
    assert editor.value() == Odd("Mugs, zzz")


def test_a_long_text_grows_and_keeps_its_lines(make, qtbot):
    editor = make(Kind.TEXT, lines=True)
    assert isinstance(editor, LinesEntry)
    low = editor.height()
    editor.set_value("one\ntwo\nthree\nfour")
    assert editor.height() > low
    assert editor.told == []
    qtbot.keyClick(editor.input, Key.Key_Return)
    assert "\n" in editor.value()
    assert editor.told


def test_a_link_opens_only_where_it_is_safe(make):
    editor = make(Kind.LINK)
    assert isinstance(editor, LineEntry)
    editor.set_value("file:///etc/passwd")
    assert not editor._tail.isEnabled()
    editor.set_value("https://a.invalid/x")
    assert editor._tail.isEnabled()


class Listed:
    """A list that is read when a test says so."""

    def __init__(self):
        self.changed = Signal()
        self.values = ()
        self.loading = False
        self.error = None
        self.loads = 0
        self.typed = False
        self.asked = []
        self.found = {}

    def ask(self, text):
        self.asked.append(text)
        self.loading = text not in self.found

    def suggested(self, text):
        return self.found.get(text, ())

    def load(self):
        self.loads += 1
        self.loading = not self.values

    def arrive(self, values):
        self.values, self.loading = values, False
        self.changed.emit()


@pytest.fixture
def listed(qtbot, look):
    choices = Listed()
    field = Field("f", "Field", Kind.CHOICE, lambda row: row)
    editor = editor_for(field, Entry("f", lookup="list"), look, choices=choices)
    host = QWidget()
    QVBoxLayout(host).addWidget(editor.widget)
    qtbot.addWidget(host)
    host.show()
    host.activateWindow()
    editor.host = host
    editor.widget.setFocus()
    return editor, choices


def test_a_list_is_read_when_one_types_and_shown_when_it_comes(listed, qtbot):
    editor, choices = listed
    assert choices.loads == 0
    qtbot.keyClicks(editor.input, "ba")
    assert choices.loads
    assert editor.value() == Odd("ba")
    choices.arrive(CHOICES)
    popup = suggest_of(editor).popup
    assert popup.isVisible()
    qtbot.keyClick(popup, Key.Key_Return)
    assert editor.value() == BAGS


def test_a_number_is_completed_by_the_service_and_any_other_may_be_typed(qtbot, look):
    choices = Listed()
    choices.typed = True
    field = Field("part", "Number", Kind.ID, lambda row: row)
    editor = editor_for(field, Entry("part", completes="articles"), look, choices=choices)
    host = QWidget()
    QVBoxLayout(host).addWidget(editor.widget)
    qtbot.addWidget(host)
    host.show()
    host.activateWindow()
    editor.widget.setFocus()
    qtbot.waitUntil(editor.widget.hasFocus)
    qtbot.keyClicks(editor.input, "lamp")
    assert choices.asked[-1] == "lamp"
    assert choices.loads == 0, "the articles are never read whole"
    assert editor.value() == "lamp"
    choices.found["lamp"] = (Coded("10-0007", "Desk lamp"),)
    choices.arrive(())
    popup = suggest_of(editor).popup
    assert popup.isVisible()
    assert suggest_of(editor).model.index(0).data() == "Desk lamp · 10-0007"
    qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Return)
    assert editor.value() == "10-0007"


def test_a_code_may_be_typed_where_the_list_cannot_be_read(listed):
    editor, choices = listed
    choices.error = ValueError("no")
    editor.set_text("77")
    assert editor.value() == Coded("77", "77")


def test_thousands_of_choices_list_the_best_first(listed, qtbot):
    editor, choices = listed
    many = tuple(Coded(str(at), f"Article {at}") for at in range(20_000))
    choices.arrive((*many, Coded("z", "99 red balloons")))
    qtbot.keyClicks(editor.input, "99")
    model = suggest_of(editor).model
    assert model.rowCount() == 200
    assert model.index(0).data() == "Article 99 · 99"
    assert "99 red balloons · z" in [model.index(row).data() for row in range(200)]
    suggest_of(editor).popup.hide()
