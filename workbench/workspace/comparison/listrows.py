"""Rows of the smaller tables: baskets, matches, price changes, rates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Context, Decimal
from typing import Final

import msgspec

from workbench.compare.baskets import Line, client_name, over_target
from workbench.compare.history import TURNS, Change
from workbench.compare.matching.model import DOUBTS, REASONS, DecisionKind
from workbench.compare.rates import Rate, Rates, origin_text
from workbench.compare.watches import Mark
from workbench.core.offers import Item, Ref
from workbench.core.texts import mark, tr
from workbench.core.values import Coded, Money
from workbench.workspace.comparison.answers import Decided, Question
from workbench.workspace.comparison.pool import Pool
from workbench.workspace.comparison.rows import ASKED

_SHOWN: Final = Context(prec=8)
_MILLIONTH, _TINY = Decimal("0.000001"), Decimal("0.001")

STATES: Final = {
    "target": mark("On target"),
    "over": mark("Above target"),
    "priced": mark("Priced"),
    "other": mark("Promised for another quantity"),
    "open": mark("No price"),
}
"""Of a basket's line: titles, marked."""
SAID: Final = {
    DecisionKind.SAME: mark("The same"),
    DecisionKind.NOT_SAME: mark("Not the same"),
}
"""Titles, marked."""

Titles = Mapping[str, str]
"""Titles of sources by id."""


class LineRow(msgspec.Struct, frozen=True):
    """A line of a basket; what its fields show. See `compare.baskets.Line`."""

    position: int
    name: str = ""
    picture: str = ""
    supplier: str = ""
    quantity: int = 1
    unit: Money | None = None
    total: Money | None = None
    home: Money | None = None
    target: Money | None = None
    state: Coded | None = None
    sale: Money | None = None
    note: str = ""
    gtin: str = ""
    source: Coded | None = None
    at: datetime | None = None
    valid: date | None = None


def basket_rows(
    lines: Iterable[Line], titles: Titles, *, client_safe: bool
) -> list[tuple[str, LineRow]]:
    """Return the rows of a basket's lines by their ids."""
    return [
        (line.id, _client_line(number, line) if client_safe else _line(number, line, titles))
        for number, line in enumerate(lines, 1)
    ]


def _client_line(number: int, line: Line) -> LineRow:
    held = line.current
    sale = held.sale if held else None
    return LineRow(number, client_name(line), quantity=line.quantity, sale=sale)


def _line(number: int, line: Line, titles: Titles) -> LineRow:
    held = line.current
    return LineRow(
        position=number,
        name=line.name,
        picture=line.picture,
        supplier=line.supplier,
        quantity=line.quantity,
        unit=held.unit if held else None,
        total=held.total if held else None,
        home=held.home.amount if held and held.home else held.total if held else None,
        target=line.target,
        state=_state(line),
        sale=held.sale if held else None,
        note=line.note,
        gtin=line.gtin,
        source=_source(line.ref, titles),
        at=held.at if held else None,
        valid=held.valid_until if held else None,
    )


def _state(line: Line) -> Coded:
    held = line.current
    over = over_target(line)
    code = "open" if held is None or held.total is None else "priced"
    if held is None and line.standing is not None:
        code = "other"
    if over is not None:
        code = "over" if over else "target"
    return Coded(code, tr(STATES[code]))


def _source(ref: Ref, titles: Titles) -> Coded:
    return Coded(ref.source, titles.get(ref.source, ref.source))


class MatchRow(msgspec.Struct, frozen=True):
    """A question, or what was said of one."""

    state: Coded
    a: str = ""
    a_source: Coded | None = None
    b: str = ""
    b_source: Coded | None = None
    reason: Coded | None = None
    confidence: Decimal | None = None
    against: str = ""
    note: str = ""
    at: datetime | None = None


def match_rows(
    questions: Sequence[Question], said: Sequence[Decided], titles: Titles
) -> list[tuple[str, MatchRow]]:
    """Return the open questions, then what was said, by keys that hold both items."""
    rows = [(pair_key(each.a.ref, each.b.ref), _asked(each, titles)) for each in questions]
    taken = {key for key, _row in rows}
    for each in said:
        key = pair_key(Ref(*each.decision.a[:5]), Ref(*each.decision.b[:5]))
        if key not in taken:
            taken.add(key)
            rows.append((key, _decided(each, titles)))
    return rows


def pair_key(a: Ref, b: Ref) -> str:
    """Return the key of the row of a pair."""
    return "\x1e".join("\x1f".join(ref) for ref in sorted((a, b)))


def _asked(question: Question, titles: Titles) -> MatchRow:
    against = [
        " ".join(filter(None, (tr(DOUBTS[each.doubt]), " / ".join(filter(None, each[1:])))))
        for each in question.contradictions
    ]
    return MatchRow(
        Coded(ASKED, tr("Same item?")),
        _named(question.a),
        _source(question.a.ref, titles),
        _named(question.b),
        _source(question.b.ref, titles),
        Coded(question.reason.value, tr(REASONS[question.reason])),
        Decimal(round(question.confidence * 100)),
        ", ".join(against),
    )


def _decided(each: Decided, titles: Titles) -> MatchRow:
    said = each.decision
    return MatchRow(
        Coded(said.kind.value, tr(SAID[said.kind])),
        _named(each.a) if each.a else said.a.key,
        _source(Ref(*said.a[:5]), titles),
        _named(each.b) if each.b else said.b.key,
        _source(Ref(*said.b[:5]), titles),
        note=said.note,
        at=said.at,
    )


def _named(item: Item) -> str:
    return ", ".join(filter(None, (item.name, item.supplier, item.colour, item.size)))


class ChangeRow(msgspec.Struct, frozen=True):
    """An offer that is not what it was."""

    turn: Coded
    name: str = ""
    picture: str = ""
    supplier: str = ""
    before: Money | None = None
    after: Money | None = None
    change: Decimal | None = None
    at: datetime | None = None
    source: Coded | None = None
    watch: str = ""


def change_rows(
    changes: Sequence[Change], marks: Sequence[Mark], pool: Pool, titles: Titles
) -> list[tuple[str, ChangeRow]]:
    """Return price changes, what a watch waited for first, then the last changed first."""
    alerts = {each.ref: each.sentence for each in marks}
    rows = [
        (
            "\x1f".join((*each.moved.ref, each.moved.offer)),
            _changed(each, pool.get(each.moved.ref), alerts.get(each.moved.ref, ""), titles),
        )
        for each in changes
    ]
    return sorted(dict(rows).items(), key=lambda row: not row[1].watch)


def _changed(change: Change, item: Item | None, alert: str, titles: Titles) -> ChangeRow:
    moved = change.moved
    offer = item.offer(moved.offer) if item else None
    percent = None if change.change is None else (change.change * 100).quantize(Decimal("0.1"))
    return ChangeRow(
        turn=Coded(change.turn.value, tr(TURNS[change.turn])),
        name=item.name if item else moved.ref.key,
        picture=item.picture if item else "",
        supplier=offer.supplier if offer else item.supplier if item else "",
        before=change.before,
        after=change.after,
        change=percent,
        at=moved.at,
        source=_source(moved.ref, titles),
        watch=alert,
    )


class RateRow(msgspec.Struct, frozen=True):
    """A rate that is known; `use` where it is the one that counts for its currency."""

    currency: str
    rate: Decimal
    inverse: Decimal
    day: date
    origin: Coded
    use: bool


def _inverse(rate: Decimal) -> Decimal:
    """Return what one of a currency is in euros; six decimals line up, unless it is tiny."""
    exact = _SHOWN.divide(Decimal(1), rate)
    return exact if exact < _TINY else exact.quantize(_MILLIONTH)


def rate_rows(rates: Rates) -> list[tuple[str, RateRow]]:
    """Return the rates by currency: those in use, and what a typed one stands before."""
    rows: dict[str, RateRow] = {}
    newest: dict[tuple[str, str], Rate] = {}
    for rate in rates.entries:
        name = (rate.currency, rate.origin)
        if name not in newest or newest[name].day < rate.day:
            newest[name] = rate
    for rate in sorted(newest.values(), key=lambda each: (each.currency, each.origin)):
        if rate.per_euro > 0:
            rows[f"{rate.currency}/{rate.origin}"] = RateRow(
                rate.currency,
                rate.per_euro,
                _inverse(rate.per_euro),
                rate.day,
                Coded(rate.origin, origin_text(rate.origin)),
                rates.of(rate.currency) == rate,
            )
    return list(rows.items())
