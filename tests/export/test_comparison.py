"""A comparison's workbook reckons on: another program's numbers are ours, at any quantity."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, datetime
from decimal import Decimal

import openpyxl
import pytest

from tests.compare.made import LASER, RATES, group, marker, offer
from workbench.compare.baskets import Line
from workbench.compare.board import Board
from workbench.compare.landed_terms import Freight, Part, Terms, Wanted
from workbench.compare.margins import MarginKind, MarginRule, Rounding
from workbench.core.errors import WbError
from workbench.core.offers import OnQuote, Printing, Ref, Worked, WorkedTerm
from workbench.core.values import Money
from workbench.export.comparison import Comparison, Entry, write_comparison
from workbench.export.comparison_origin import origin_of
from workbench.export.origin import SHEET
from workbench.export.origin_reading import recognise

AT = datetime(2026, 11, 20, 8, tzinfo=UTC)
RULE = MarginRule(
    "Standard", MarginKind.MARGIN, Decimal(35), Rounding(Decimal(1), Decimal("0.90"), True)
)
GROUPS = (
    group(
        offer((1, "1.41"), (250, "1.36"), (1000, "1.2875"), supplier="Gaveland", id="a"),
        offer((500, "1.22"), supplier="Mid Ocean", id="b", multiple=25),
        offer((1, "1.90"), (2000, "1.10"), supplier="Mid Ocean", id="c"),
        offer((1, "16.83"), (300, "13.37"), supplier="Presentia", currency="SEK", id="d"),
        offer((1, "1.00"), supplier="Skrivo", currency="GBP", id="e"),
        offer(supplier="Skrivo", id="f"),
        identity="tote", name="=Tote \"A\"",
    ),
    group(
        offer((1, "3.3333"), supplier="Regn", id="g", minimum=40, multiple=30, until=400),
        offer((1, "3.02"), (334, "2.95"), supplier="Regn", id="i", gaps=((300, 333),)),
        offer((1, "3.10"), supplier="Gaveland", id="h", charges=(("Shipment", Decimal("12.35")),)),
        identity="cap", name="Cap",
    ),
)  # fmt: skip
WANTED = Wanted(
    quantity=250,
    rates=RATES,
    includes=frozenset(Part),
    standard=Terms(Freight(Decimal(30), Decimal("0.0125"), "SEK", Decimal(9000)), Decimal("4.5")),
)


def office(path, folder, how="xlsx:Calc MS Excel 2007 XML"):
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", how,
         "--outdir", str(folder / "again"), str(path)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    return folder / "again" / path.name


def made(tmp_path, wanted=WANTED, mark=None, **more):
    board = Board(GROUPS, mark)
    entries = more.pop("entries", tuple(Entry(number) for number in range(len(GROUPS))))
    comparison = Comparison(board, wanted, entries, "Fair", AT, **more)
    path = tmp_path / "comparison.xlsx"
    write_comparison(comparison, path)
    return board, path


def table(sheet, head):
    rows = list(sheet.iter_rows(min_row=head, values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def set_quantity(path, quantity):
    """Type another quantity; every value that was reckoned before is thrown away."""
    book = openpyxl.load_workbook(path)
    book["Offers"]["B1"] = quantity
    book.save(path)


def close(one, other):
    return abs(Decimal(str(one)) - other) < Decimal("0.00001")


@pytest.mark.parametrize("quantity", [250, 333, 1, 2600])
@pytest.mark.parametrize("printing", [None, LASER])
def test_another_program_comes_to_our_numbers(tmp_path, quantity, printing):
    from msgspec.structs import replace

    def linear(item, asked, pieces, wanted):
        if asked.supplier == "Regn":
            return OnQuote("Ask for a price.")
        setup = WorkedTerm("Setup", "1 × 40", Decimal(40), once=True)
        rest = WorkedTerm("Print", "each", Decimal("0.35") * pieces)
        total = Decimal(40) + rest.total
        return Worked(pieces, total, Decimal(0), (setup, rest), Decimal(1), total)

    wanted = replace(WANTED, printing=printing)
    board, path = made(tmp_path, wanted, linear, rule=RULE)
    set_quantity(path, quantity)
    book = openpyxl.load_workbook(office(path, tmp_path), data_only=True)
    pricing = board.price(wanted.at(quantity))
    offers = table(book["Offers"], 4)
    from workbench.compare.pivot import Pivot

    pivot = Pivot(pricing)
    for number, row in enumerate(offers):
        best = pricing.best(number)
        assert row["Quantity"] == quantity
        if best is None:
            assert not row["Best per piece"]
            continue
        assert close(row["Best per piece"], pricing.per_piece(best).amount)
        assert close(row["Best total"], pricing.total(best).amount)
        assert row["Best supplier"] == board.offers[best].supplier
        assert close(row["Sale price"], pivot.sale(number, RULE).price.amount)
        for supplier, cell in pivot.row(number).items():
            shown = row[board.suppliers[supplier]]
            if cell.per_piece is None:
                assert shown == "–"
            else:
                assert close(shown, cell.per_piece.amount)


def test_it_holds_the_same_numbers_before_anybody_reckons(tmp_path):
    board, path = made(tmp_path, rule=RULE)
    before = openpyxl.load_workbook(path, data_only=True)
    pricing = board.price(WANTED)
    offers = table(before["Offers"], 4)
    for number, row in enumerate(offers):
        best = pricing.best(number)
        assert close(row["Best per piece"], pricing.per_piece(best).amount)
        assert close(row["Best total"], pricing.total(best).amount)
    after = openpyxl.load_workbook(office(path, tmp_path), data_only=True)
    for name in ("Offers", "Terms"):
        pairs = zip(before[name].iter_rows(), after[name].iter_rows(), strict=False)
        for one, other in ((a, b) for rows in pairs for a, b in zip(*rows, strict=False)):
            if isinstance(one.value, int | float):
                assert close(other.value, Decimal(str(one.value))), (name, one.coordinate)
            else:
                assert (one.value or "") == (other.value or ""), (name, one.coordinate)


def test_a_marking_by_formula_is_fixed_and_empty_elsewhere(tmp_path):
    from msgspec.structs import replace

    wanted = replace(WANTED, printing=Printing("laser", colours=2))

    def bent(item, asked, pieces, printing):
        total = Decimal(10) + Decimal("0.2") * pieces
        rest = WorkedTerm("Print", "by formula", total)
        return Worked(pieces, total, Decimal(0), (rest,), Decimal(1), total)

    board, path = made(tmp_path, wanted, bent)
    pricing = board.price(wanted)
    best = pricing.best(0)
    same = openpyxl.load_workbook(office(path, tmp_path), data_only=True)
    assert close(table(same["Offers"], 4)[0]["Best total"], pricing.total(best).amount)
    says = [row["Note"] for row in table(same["Terms"], 1)]
    assert "The marking is fixed for 250 pieces." in says
    set_quantity(path, 300)
    other = openpyxl.load_workbook(office(path, tmp_path), data_only=True)
    row = table(other["Terms"], 1)[0]
    assert not row["Total"]
    assert row["Note"].startswith("Not sold or not reckoned")


def test_a_marking_with_a_step_far_away_is_not_taken_to_be_even(tmp_path):
    from msgspec.structs import replace

    wanted = replace(WANTED, printing=Printing("laser", colours=2))

    def stepped(item, asked, pieces, printing):
        total = (Decimal("0.2") if pieces < 4000 else Decimal("0.3")) * pieces
        rest = WorkedTerm("Print", "by step", total)
        return Worked(pieces, total, Decimal(0), (rest,), Decimal(1), total)

    _board, path = made(tmp_path, wanted, stepped)
    says = [row["Note"] for row in table(openpyxl.load_workbook(path, data_only=True)["Terms"], 1)]
    assert "The marking is fixed for 250 pieces." in says


def test_no_text_is_a_formula(tmp_path):
    _board, path = made(tmp_path)
    book = openpyxl.load_workbook(path)
    cell = book["Offers"]["A5"]
    assert (cell.value, cell.data_type) == ('=Tote "A"', "s")


def test_what_a_customer_gets_holds_no_cost_and_no_supplier(tmp_path):
    line = Line("1", Ref("shop", "main", "products", "1"), supplier="Gaveland", quantity=300)
    origin = origin_of("Fair", [line], AT, client_safe=True)
    _board, path = made(
        tmp_path, rule=RULE, client_safe=True, names={"tote": "Tote", "cap": "Cap"}, origin=origin
    )
    import zipfile

    with zipfile.ZipFile(path) as held:
        text = " ".join(held.read(name).decode("utf-8", "replace") for name in held.namelist())
    for word in (
        "Gaveland",
        "Mid Ocean",
        "Presentia",
        "Skrivo",
        "Regn",
        "Standard",
        "35 %",
        "1.22",
    ):
        assert word not in text
    assert not re.search(r"<f>", text)
    rows = table(openpyxl.load_workbook(path)["Offer"], 1)
    assert [row["Item"] for row in rows] == ["Tote", "Cap"]
    assert all(str(row["Price"]).endswith(".9") for row in rows)


def test_a_customer_gets_nothing_without_a_rule(tmp_path):
    with pytest.raises(WbError):
        made(tmp_path, client_safe=True)
    assert not list(tmp_path.glob("*.xlsx"))


async def test_a_baskets_lines_are_carried_and_have_their_own_quantities(tmp_path):
    ref = GROUPS[0].items[0].ref
    lines = [
        Line("l1", ref, offer="a", supplier="Gaveland", name="Tote", quantity=120, note="blue",
             target=Money(Decimal("1.30"), "EUR")),
        Line("l2", ref, name="Tote again", quantity=1200),
    ]  # fmt: skip
    origin = origin_of("Fair", lines, AT, basket="b1", currency="EUR")
    entries = tuple(Entry(0, line) for line in lines)
    board, path = made(tmp_path, entries=entries, origin=origin)
    again = office(path, tmp_path)
    rows = table(openpyxl.load_workbook(again, data_only=True)["Offers"], 4)
    for row, line in zip(rows, lines, strict=True):
        pricing = board.price(WANTED.at(line.quantity))
        assert row["Quantity"] == line.quantity
        assert close(row["Best total"], pricing.total(pricing.best(0)).amount)
    pricing = board.price(WANTED.at(120))
    assert close(rows[0]["Chosen total"], pricing.total(0).amount)
    for each in (path, again):
        returned = await recognise(each)
        assert returned.origin == origin
        assert [row.key for row in returned.rows.values()] == ["l1", "l2"]
    assert openpyxl.load_workbook(path)[SHEET].sheet_state == "veryHidden"


def test_markings_of_the_tests_are_reckoned_too(tmp_path):
    from msgspec.structs import replace

    wanted = replace(WANTED, printing=LASER)
    board, path = made(tmp_path, wanted, marker)
    pricing = board.price(wanted)
    rows = table(openpyxl.load_workbook(office(path, tmp_path), data_only=True)["Offers"], 4)
    for number, row in enumerate(rows):
        best = pricing.best(number)
        if best is not None:
            assert close(row["Best total"], pricing.total(best).amount)


def test_a_line_whose_item_is_gone_and_a_picture_are_written(tmp_path):
    from io import BytesIO

    from PIL import Image

    from workbench.compare.board_groups import Grouped

    held = BytesIO()
    Image.new("RGB", (48, 48), "red").save(held, "PNG")
    board = Board((GROUPS[0], Grouped("gone", ())), None)
    line = Line("l1", GROUPS[0].items[0].ref, name="Tote", quantity=30)
    lost = Line("l2", Ref("shop", "main", "products", "9"), name="Lost mug", quantity=10)
    entries = (Entry(0, line, held.getvalue(), {"a": "Confirmed."}), Entry(1, lost))
    path = tmp_path / "fair.xlsx"
    assert write_comparison(Comparison(board, WANTED, entries, "Fair", AT), path) == 2
    book = openpyxl.load_workbook(office(path, tmp_path), data_only=True)
    rows = table(book["Offers"], 4)
    assert rows[1]["Item"] == "Lost mug"
    assert rows[1]["Best supplier"] == "No offers."
    assert "Confirmed." in [row["Note"] for row in table(book["Terms"], 1)]
    import zipfile

    with zipfile.ZipFile(path) as parts:
        assert any(name.startswith("xl/media/") for name in parts.namelist())


def test_nothing_is_left_behind_where_it_is_stopped(tmp_path):
    board = Board(GROUPS, None)
    comparison = Comparison(board, WANTED, (Entry(0),), "Fair", AT)
    with pytest.raises(WbError):
        write_comparison(comparison, tmp_path / "fair.xlsx", lambda: True)
    assert not list(tmp_path.iterdir())
