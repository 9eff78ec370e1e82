"""Columns that a person arranged stay; others follow, and come and go with the table's."""

from __future__ import annotations

from msgspec.structs import replace

from workbench.core.fields import Field, Kind
from workbench.core.sources import Resource
from workbench.core.views import ColumnState, View
from workbench.ui.desk.placing import fitted, ids_of, led_by, touched_by, with_columns
from workbench.workspace.comparison.tables import offers_resource
from workbench.workspace.views import differs


def columns(*names: str) -> tuple[ColumnState, ...]:
    return tuple(map(ColumnState, names))


def table(*suppliers: str, client_safe: bool = False) -> Resource:
    found = offers_resource((), client_safe=client_safe)
    if client_safe:
        return found
    more = tuple(
        Field(f"supplier-{each}", each, Kind.OFFER, lambda row: row, shown=True)
        for each in suppliers
    )
    return replace(found, fields=(*found.fields[:6], *more, *found.fields[6:]))


def test_what_was_moved_shown_or_hidden_is_told() -> None:
    assert touched_by("abcde", "abcde") == ()
    assert touched_by("abcde", "abde") == ("c",)
    assert touched_by("abde", "abcde") == ("c",)
    assert touched_by("abcde", "bcdae") == ("a",)
    assert touched_by("abcde", "aebcd") == ("e",)
    assert set(touched_by("abcde", "acbde")) == {"b", "c"}
    assert set(touched_by("abcde", "edcba")) == set("abcde")


def test_only_tables_with_suppliers_remember_a_hand() -> None:
    resource = table("a", "b")
    view = View(columns=columns("name", "supplier-a", "supplier-b"), led=("supplier-a",))
    made = with_columns(view, resource, columns("name", "supplier-b"))
    assert made.hand == ("supplier-a",)
    assert made.led == ()
    plain = replace(resource, fields=resource.fields[:3])
    assert with_columns(view, plain, columns("name"), 0).hand == ()
    assert with_columns(view, plain, columns("name"), 0).frozen == 0


def test_a_new_width_arranges_nothing() -> None:
    view = View(columns=columns("name", "supplier-a"), led=("supplier-a",))
    wide = (ColumnState("name"), ColumnState("supplier-a", 180))
    made = with_columns(view, table("a"), wide)
    assert (made.hand, made.led, made.columns) == ((), ("supplier-a",), wide)


def test_free_places_are_filled_in_order_and_the_last_takes_the_rest() -> None:
    held = (ColumnState("n"), ColumnState("a", 90), ColumnState("x"), ColumnState("s"))
    bones = ["n", "", "x", "", "s"]
    assert ids_of(led_by(bones, held, ["b", "a", "c"], ColumnState)) == list("nbxacs")
    assert led_by(bones, held, ["a"], ColumnState) == held
    assert ids_of(led_by(["n", "s"], held, [], ColumnState)) == ["n", "s"]


def test_columns_that_follow_make_no_view_another_one() -> None:
    saved = View(columns=columns("name", "supplier-a"), led=("supplier-a",))
    shown = View(columns=columns("name", "supplier-b"), led=("supplier-b",))
    assert not differs(saved, shown)
    assert differs(saved, replace(shown, hand=("supplier-b",), led=()))
    assert differs(View(columns=columns("name")), View(columns=columns("name", "brand")))


def test_what_was_arranged_comes_back_with_its_supplier() -> None:
    view = View(
        columns=columns("supplier-b", "name", "offer", "supplier-a", "spread", "brand"),
        led=("supplier-a",),
        hand=("supplier-b", "supplier-c", "brand"),
    )
    alone = fitted({"offers": view}, (table("a", "c"),))["offers"]
    assert "supplier-c" not in ids_of(alone.columns)
    assert "supplier-b" in ids_of(alone.columns)
    again = fitted({"offers": alone}, (table("a", "b", "c"),))["offers"]
    kept = [each for each in ids_of(again.columns) if each != "picture"]
    assert kept == ["supplier-b", "name", "offer", "supplier-a", "spread", "brand"]


def test_sale_prices_alone_and_back_leave_the_columns_as_they_were() -> None:
    whole = table("a", "b")
    view = View(columns=tuple(ColumnState(f.id) for f in whole.fields if f.shown),
                led=("supplier-a", "supplier-b"))  # fmt: skip
    safe_table = table(client_safe=True)
    safe = fitted({"offers": view}, (safe_table,))["offers"]
    assert ids_of(safe.columns) == [field.id for field in safe_table.fields if field.shown]
    assert fitted({"offers": safe}, (whole,))["offers"].columns == view.columns
