"""Cells into values: what each kind of field takes, and why it refuses the rest."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.fields import Field, Kind
from workbench.core.values import Coded, Money
from workbench.export.reading.currencies import split_currency
from workbench.export.reading.numerals import read_number
from workbench.export.reading.sheet import Writing
from workbench.export.reading.targets import Target
from workbench.export.reading.values import Bad, read_cell

COMMA, POINT = Writing(",", day_first=True), Writing(".", day_first=False)
COLOURS = (Coded("01", "Blau, dunkel"), Coded("02", "Rot"), Coded("03", "rot"), Coded("4", "Grün"))
BERLIN = ZoneInfo("Europe/Berlin")
EIGHT = dt.datetime.fromisoformat("2026-03-14T08:30:00+01:00")
DAY = dt.date(2026, 3, 14)


def target(kind, currency="", unit="", choices=()):
    return Target(Field("f", "F", kind, str, unit=unit), choices=choices, currency=currency)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("cell", [None, "", "  ", "\u00a0"])
def test_empty_is_missing_for_every_kind(kind, cell):
    assert read_cell(cell, target(kind)) is None


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("cell", ["#N/A", "#DIV/0!", " #REF! "])
def test_errors_of_a_spreadsheet_are_no_values(kind, cell):
    bad = read_cell(cell, target(kind))
    assert isinstance(bad, Bad)
    assert bad.reason == "The spreadsheet could not compute it."


@pytest.mark.parametrize(
    ("text", "comma", "point", "unknown"),
    [
        ("12", "12", "12", "12"),
        ("1,5", "1.5", "1.5", "1.5"),
        ("1.5", "1.5", "1.5", "1.5"),
        ("1.234", "1234", "1.234", "1.234"),
        ("1,234", "1.234", "1234", None),
        ("1.234,50", "1234.50", "1234.50", "1234.50"),
        ("1,234.50", "1234.50", "1234.50", "1234.50"),
        ("1.234.567", "1234567", "1234567", "1234567"),
        ("1,234,567", "1234567", "1234567", "1234567"),
        ("1 234,5", "1234.5", "1234.5", "1234.5"),
        ("1\u202f234,5", "1234.5", "1234.5", "1234.5"),
        ("1'234.50", "1234.50", "1234.50", "1234.50"),
        ("1’234,50", "1234.50", "1234.50", "1234.50"),
        ("−3,5", "-3.5", "-3.5", "-3.5"),
        ("3,5-", "-3.5", "-3.5", "-3.5"),
        ("(3.50)", "-3.50", "-3.50", "-3.50"),
        ("+7", "7", "7", "7"),
        (",5", "0.5", "0.5", "0.5"),
        (".5", "0.5", "0.5", "0.5"),
        ("1e3", "1000", "1000", "1000"),
        ("0012", "12", "12", "12"),
        ("12.34.56", None, None, None),
        ("1,23,456", None, None, None),
        ("12a", None, None, None),
        ("--1", None, None, None),
        ("1.2,3.4", None, None, None),
        ("٣", "3", "3", "3"),
        ("inf", None, None, None),
    ],
)
def test_numbers_in_texts(text, comma, point, unknown):
    read = [read_number(text, sign) for sign in (",", ".", "")]
    assert read == [None if each is None else Decimal(each) for each in (comma, point, unknown)]


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Kind.TEXT, " a ", " a "),
        (Kind.TEXT, Decimal("1E+3"), "1000"),
        (Kind.TEXT, DAY, "2026-03-14"),
        (Kind.TEXT, True, "TRUE"),
        (Kind.ID, "0012", "0012"),
        (Kind.ID, " 0012 ", "0012"),
        (Kind.ID, Decimal(4006381333931), "4006381333931"),
        (Kind.ID, "1E5A", "1E5A"),
        (Kind.INTEGER, "1.234", 1234),
        (Kind.INTEGER, Decimal("5.0"), 5),
        (Kind.STOCK, "12", 12),
        (Kind.DECIMAL, "0,05", Decimal("0.05")),
        (Kind.DECIMAL, "12,5 %", Decimal("0.125")),
        (Kind.DATE, "14.3.2026", DAY),
        (Kind.DATE, "14/03/2026", DAY),
        (Kind.DATE, "2026-03-14", DAY),
        (Kind.DATE, "20260314", DAY),
        (Kind.DATE, "2026/3/14", DAY),
        (Kind.DATE, "2026-03-14T23:30:00-05:00", DAY),
        (Kind.DATE, DAY, DAY),
        (Kind.DATE, EIGHT.replace(tzinfo=None), DAY),
        (Kind.TIME, EIGHT.replace(tzinfo=None), EIGHT),
        (Kind.TIME, "14.03.2026 8:30", EIGHT),
        (Kind.TIME, "14.03.2026, 08:30:00", EIGHT),
        (Kind.TIME, "2026-03-14 08:30", EIGHT),
        (Kind.TIME, "2026-03-14T07:30:00Z", EIGHT),
        (Kind.FLAG, True, True),
        (Kind.FLAG, Decimal(0), False),
        (Kind.FLAG, " Ja ", True),
        (Kind.FLAG, "FALSCH", False),
        (Kind.FLAG, "x", True),
        (Kind.LINK, "https://a.test/x", "https://a.test/x"),
    ],
)
def test_values(kind, cell, value):
    read = read_cell(cell, target(kind), COMMA, BERLIN)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("kind", "cell", "reason"),
    [
        (Kind.ID, "4,00638E+12", "A spreadsheet shortened it; its last digits are lost."),
        (Kind.ID, Decimal("1.5"), "It is a number with decimals."),
        (Kind.ID, DAY, "Set the column's format to text."),
        (Kind.INTEGER, "1,5", ""),
        (Kind.INTEGER, "12 %", ""),
        (Kind.INTEGER, True, ""),
        (Kind.INTEGER, Decimal(2**62), ""),
        (Kind.DECIMAL, "abc", ""),
        (Kind.DECIMAL, DAY, ""),
        (Kind.DATE, Decimal(46095), "Set the column's format to a date."),
        (Kind.DATE, "31.2.2026", ""),
        (Kind.DATE, "14.3.26", ""),
        (Kind.TIME, "8:30", ""),
        (Kind.FLAG, "maybe", ""),
        (Kind.FLAG, Decimal(2), ""),
        (Kind.PRICE, "1,5", "Prices by quantity are more than one cell."),
    ],
)
def test_refusals_say_what_was_expected_and_what_stood_there(kind, cell, reason):
    bad = read_cell(cell, target(kind), COMMA)
    assert isinstance(bad, Bad)
    assert bad.reason == reason
    assert bad.expected
    told = bad.at(7, 28, "Preis")
    assert told.startswith("Row 7, column AB (Preis): expected ")
    assert f"got “{bad.got}”" in told


def test_what_is_ambiguous_asks_for_a_choice():
    number = read_cell("1,234", target(Kind.DECIMAL))
    assert isinstance(number, Bad)
    assert "before decimals" in number.reason
    day = read_cell("03/04/2026", target(Kind.DATE))
    assert isinstance(day, Bad)
    assert "before the month" in day.reason
    assert read_cell("03/04/2026", target(Kind.DATE), COMMA) == dt.date(2026, 4, 3)
    assert read_cell("03/04/2026", target(Kind.DATE), POINT) == dt.date(2026, 3, 4)


@pytest.mark.parametrize(
    ("cell", "currency", "value"),
    [
        ("1.234,50 €", "", Money(Decimal("1234.50"), "EUR")),
        ("€ 1.234,50", "EUR", Money(Decimal("1234.50"), "EUR")),
        ("EUR 12", "", Money(Decimal(12), "EUR")),
        ("12,50 sek", "SEK", Money(Decimal("12.50"), "SEK")),
        ("12,50 kr", "NOK", Money(Decimal("12.50"), "NOK")),
        ("-$3,20", "CAD", Money(Decimal("-3.20"), "CAD")),
        ("12,50", "PLN", Money(Decimal("12.50"), "PLN")),
        ("12,50 zł", "", Money(Decimal("12.50"), "PLN")),
        (Decimal("9.90"), "CHF", Money(Decimal("9.90"), "CHF")),
        ("Fr. 9,90", "", Money(Decimal("9.90"), "CHF")),
        ("12,- €", "", None),
        ("12,50", "", None),
        ("12,50 $", "EUR", None),
        ("12,50 QQQ", "EUR", None),
        ("12,50 Stück", "EUR", None),
        ("€ 12 EUR", "", None),
        ("€", "EUR", None),
    ],
)
def test_money(cell, currency, value):
    read = read_cell(cell, target(Kind.MONEY, currency), COMMA)
    assert isinstance(read, Bad) if value is None else read == value


def test_a_units_sign_behind_a_number_is_the_fields(tmp_path):
    assert read_cell("12,5 g", target(Kind.DECIMAL, unit="g"), COMMA) == Decimal("12.5")
    assert read_cell("12,5 %", target(Kind.DECIMAL, unit="%"), COMMA) == Decimal("12.5")
    assert isinstance(read_cell("12,5 kg", target(Kind.DECIMAL, unit="mm"), COMMA), Bad)


@pytest.mark.parametrize(
    ("cell", "code"),
    [("02", "02"), ("Rot", "02"), ("rot", "03"), ("grün", "4"), (Decimal(4), "4"),
     ("Blau, dunkel", "01"), ("ROT", None), ("Gelb", None)],
)  # fmt: skip
def test_choices(cell, code):
    read = read_cell(cell, target(Kind.CHOICE, choices=COLOURS))
    assert isinstance(read, Bad) if code is None else read.code == code


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("Blau, dunkel", ["01"]),
        ("Blau, dunkel; Rot", ["01", "02"]),
        ("02|03", ["02", "03"]),
        ("Rot, Grün", ["02", "4"]),
        ("Rot\nRot", ["02"]),
        ("Rot; Gelb", None),
    ],
)
def test_lists_of_choices(cell, codes):
    read = read_cell(cell, target(Kind.CODES, choices=COLOURS))
    if codes is None:
        assert isinstance(read, Bad)
        assert read.got == "Gelb"
    else:
        assert [each.code for each in read] == codes


@given(
    st.one_of(
        st.text(), st.decimals(allow_nan=False, allow_infinity=False), st.booleans(), st.dates()
    ),
    st.sampled_from(Kind),
    st.sampled_from([COMMA, POINT, Writing()]),
)
def test_any_cell_is_read_or_refused(cell, kind, writing):
    read = read_cell(cell, target(kind, "EUR", choices=COLOURS), writing)
    if isinstance(read, Bad):
        assert read.sentence


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_money_written_in_any_way_is_the_same(amount):
    plain = f"{amount:,.2f}"
    german = plain.translate(str.maketrans(",.", ".,"))
    for text, writing in (
        (plain, POINT),
        (german, COMMA),
        (f"{german} €", COMMA),
        (f"€{plain}", POINT),
    ):
        assert read_cell(text, target(Kind.MONEY, "EUR"), writing) == Money(amount, "EUR")


def test_what_is_no_currency_stays_in_the_text():
    assert split_currency("12 apples") == ("12 apples", "")
    assert split_currency("") == ("", "")
