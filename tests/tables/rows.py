"""Records of every kind for the table's tests, and the fields that read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from workbench.core.fields import Field, Kind
from workbench.core.values import Coded, Ladder, Money, Odd, Step
from workbench.tables.rowview import RowView
from workbench.tables.table import Table

KINDS = {
    "name": Kind.TEXT,
    "gtin": Kind.ID,
    "count": Kind.INTEGER,
    "stock": Kind.STOCK,
    "weight": Kind.DECIMAL,
    "cost": Kind.MONEY,
    "price": Kind.PRICE,
    "day": Kind.DATE,
    "changed": Kind.TIME,
    "active": Kind.FLAG,
    "brand": Kind.CHOICE,
    "colours": Kind.CODES,
    "series": Kind.TEXT,
}


def field(name, kind=None):
    return Field(
        name,
        name.title(),
        kind or KINDS[name],
        lambda record: record.get(name),
        facet=name in {"brand", "colours", "series"},
        searched=name in {"name", "gtin", "brand"},
    )


FIELDS = tuple(field(name) for name in KINDS)

BRANDS = tuple(Coded(str(n), label) for n, label in enumerate(("Älv", "Bo 2", "Bo 10", "Øre")))
COLOURS = tuple(Coded(f"c{n}", f"Colour {n}", f"0000{n}0") for n in range(4))

texts = st.text("aåÄb1290 -R", max_size=6)
amounts = st.one_of(
    st.decimals(-1000, 1000, places=2),
    st.decimals(-5, 5, places=6),
    st.sampled_from([Decimal("1E+40"), Decimal("-1E+40"), Decimal("1E-200"), Decimal(0)]),
)
prices = st.decimals(0, 100, places=2)


@st.composite
def ladders(draw, currencies=("EUR",), places=prices):
    starts = sorted(draw(st.sets(st.integers(0, 50), max_size=4)))
    return Ladder(
        tuple(Step(start, draw(places)) for start in starts),
        draw(st.integers(0, 30)),
        draw(st.sampled_from(currencies)),
        variant=draw(st.sampled_from(["v1", "v2"])),
        until=draw(st.one_of(st.none(), st.integers(1, 60))),
    )


def price_cells(currencies=("EUR",), places=prices):
    return st.lists(ladders(currencies, places), max_size=3).map(tuple)


def maybe(strategy):
    return st.one_of(st.none(), strategy)


records = st.fixed_dictionaries(
    {
        "name": maybe(texts),
        "gtin": maybe(st.text("0123456789", min_size=1, max_size=5)),
        "count": maybe(st.one_of(st.integers(-50, 50), st.just(2**70), st.just(Odd("many")))),
        "stock": maybe(st.integers(0, 9)),
        "weight": maybe(amounts),
        "cost": maybe(st.builds(Money, amounts, st.sampled_from(["EUR", "SEK"]))),
        "price": maybe(price_cells()),
        "day": maybe(st.dates(date(2020, 1, 1), date(2020, 3, 9))),
        "changed": maybe(
            st.integers(0, 10**9).map(
                lambda n: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(milliseconds=n)
            )
        ),
        "active": maybe(st.booleans()),
        "brand": maybe(st.sampled_from(BRANDS)),
        "colours": maybe(st.lists(st.sampled_from(COLOURS), unique=True, max_size=3).map(tuple)),
        "series": maybe(st.sampled_from(["A1", "A2", "A10"])),
    }
)
pages = st.lists(records, max_size=12)


def table_of(records, fields=FIELDS, first=0):
    table = Table(fields)
    table.append(records, [f"k{row}" for row in range(first, first + len(records))])
    return table


def view_of(records, fields=FIELDS):
    return RowView(table_of(records, fields))


def one_field(kind, values, **more):
    """A table with one field "x" of a kind, and its values."""
    made = Field("x", "X", kind, lambda record: record, **more)
    return table_of(values, (made,))
