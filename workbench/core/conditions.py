"""Typed text into conditions: one place that says whether a filter's value can be sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from workbench.core.amounts import read_decimal, read_integer
from workbench.core.errors import WbError, bad_input
from workbench.core.flags import read_flag
from workbench.core.queries import Condition, Filter, Part, PartKind, Query
from workbench.core.texts import mark, tr
from workbench.core.times import read_time
from workbench.core.values import Odd

OPERATOR = "operator"
"""The part of a filter that says whether all of a list are wanted, or any."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STAMP_DIGITS = frozenset({1, *range(9, 14)})
"""How long a number of milliseconds is: eight digits are a day, as 20260314."""

_TIGHTER: Mapping[str, Callable[..., Condition]] = {
    **dict.fromkeys(("min", "since"), max),
    **dict.fromkeys(("max", "before"), min),
}


def parse_value(owner: Filter, part: Part, text: str) -> str | int | bool | tuple[str, ...]:
    """Return what was typed for one part of a filter, checked.

    Decimals and times stay text, exactly as typed; lists become tuples without repeats.

    Raises:
        WbError: code INPUT, `field` is the filter's name, where the value cannot be meant.
    """
    text = text.strip()
    if not text:
        raise _bad(owner, part, mark("{name} is empty."), tr("Type a value or remove the filter."))
    match part.kind:
        case PartKind.INTEGER:
            return _integer(owner, part, text)
        case PartKind.DECIMAL:
            return _decimal(owner, part, text)
        case PartKind.FLAG:
            return _flag(owner, part, text)
        case PartKind.TIME:
            return _time(owner, part, text)
        case PartKind.LIST:
            return split_list(text)
        case PartKind.CHOICE:
            if text not in part.choices:
                raise _bad(
                    owner,
                    part,
                    mark("{name} cannot be “{text}”."),
                    tr("Choose one of: {choices}.", choices=", ".join(part.choices)),
                    text=text,
                )
            return text
        case _:
            return text


def split_list(text: str) -> tuple[str, ...]:
    """Return the members of a typed or pasted list, parted by commas, semicolons, tabs or lines."""
    for sign in ";\t\r\n":
        text = text.replace(sign, ",")
    return tuple(dict.fromkeys(item.strip() for item in text.split(",") if item.strip()))


def parse_where(filters: tuple[Filter, ...], pairs: Iterable[str]) -> tuple[Condition, ...]:
    """Return the conditions of `--where name[.part]=value` words.

    Raises:
        WbError: code INPUT for an unknown name (with the nearest three), a word without "=", a
            wrong value, or the same part twice with values that cannot both hold.
    """
    query = Query()
    joined: set[str] = set()
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign:
            raise bad_input(
                tr("“{pair}” has no value.", pair=pair), tr("Write --where name=value."), pair
            )
        owner, part = find_part(filters, name.strip())
        condition = Condition(owner.name, part.name, parse_value(owner, part, text))
        if _are_all_wanted(owner, part, query, condition, joined):
            joined.add(owner.name)
        query = query.with_condition(_joined(owner, part, query, condition, joined))
    return _with_operators(filters, query, joined).conditions


def find_part(filters: tuple[Filter, ...], name: str) -> tuple[Filter, Part]:
    """Return the filter part of a dotted name; the filter alone means its default part.

    Raises:
        WbError: code INPUT, naming the nearest three names.
    """
    head, _, tail = name.partition(".")
    owner = next((held for held in filters if held.name == head), None)
    part = owner.part(tail or owner.default) if owner else None
    if owner and part:
        return owner, part
    import difflib  # noqa: PLC0415 - only for what was typed wrong

    known = part_names(filters)
    near = difflib.get_close_matches(name, known, 3, 0.0)
    raise bad_input(
        tr("There is no filter “{name}”.", name=name),
        tr("The nearest are: {names}.", names=", ".join(near))
        if near
        else tr("This table has no filters; leave it out."),
        name,
    )


def part_names(filters: tuple[Filter, ...]) -> tuple[str, ...]:
    """Return every dotted name that `--where` takes, the filter alone where it has a default."""
    names: list[str] = []
    for held in filters:
        if held.part(held.default):
            names.append(held.name)
        names += [f"{held.name}.{part.name}" for part in held.parts if part.name]
    return tuple(names)


def _are_all_wanted(
    owner: Filter, part: Part, query: Query, new: Condition, joined: set[str]
) -> bool:
    """Whether a repeated list means that a record must have all: each of them names one value."""
    old = query.value(owner.name, part.name)
    lists = isinstance(old, tuple) and isinstance(new.value, tuple)
    if part.name != "include" or not lists or old == new.value or not owner.part(OPERATOR):
        return False
    assert isinstance(old, tuple)
    assert isinstance(new.value, tuple)
    return len(new.value) == 1 and (len(old) == 1 or owner.name in joined)


def _with_operators(filters: tuple[Filter, ...], query: Query, joined: set[str]) -> Query:
    """Ask for all of the values where a list was given one by one."""
    for owner in filters:
        part = owner.part(OPERATOR)
        if owner.name not in joined or part is None:
            continue
        if query.value(owner.name, OPERATOR) not in {None, "and"}:
            raise _contradiction(owner, part)
        query = query.with_condition(Condition(owner.name, OPERATOR, "and"))
    return query


def _joined(owner: Filter, part: Part, query: Query, new: Condition, joined: set[str]) -> Condition:
    """Repeated means and: limits tighten, lists keep what all name, others must be the same."""
    old = query.value(owner.name, part.name)
    if old is None or old == new.value:
        return new
    if part.name in _TIGHTER:
        held = (each for each in query.conditions if each.filter == owner.name)
        before = next(each for each in held if each.part == part.name)
        return _TIGHTER[part.name](before, new, key=lambda each: _size(part, each))
    if owner.name in joined and isinstance(old, tuple) and isinstance(new.value, tuple):
        return Condition(owner.name, part.name, tuple(dict.fromkeys((*old, *new.value))))
    if isinstance(old, tuple) and isinstance(new.value, tuple) and part.name == "exclude":
        return Condition(owner.name, part.name, tuple(dict.fromkeys((*old, *new.value))))
    if isinstance(old, tuple) and isinstance(new.value, tuple) and not owner.many:
        both = tuple(value for value in new.value if value in old)
        if both:
            return Condition(owner.name, part.name, both)
    raise _contradiction(owner, part)


def _size(part: Part, held: Condition) -> Any:  # noqa: ANN401 - a number or a moment
    value = str(held.value)
    return read_time(value) if part.kind is PartKind.TIME else read_decimal(value)


def _contradiction(owner: Filter, part: Part) -> WbError:
    return _bad(
        owner,
        part,
        mark("{name} is asked for twice with values that cannot both be sent."),
        tr("Give it once; several values of a list stand in one, parted by commas."),
    )


def _integer(owner: Filter, part: Part, text: str) -> int:
    number = read_integer(text)
    if not isinstance(number, int):
        raise _bad(
            owner,
            part,
            mark("{name} must be a whole number, not “{text}”."),
            tr("Use digits only."),
            text=text,
        )
    _check_minimum(owner, part, number)
    return number


def _decimal(owner: Filter, part: Part, text: str) -> str:
    number = read_decimal(text)
    if number is None or isinstance(number, Odd):
        raise _bad(
            owner,
            part,
            mark("{name} must be a number, not “{text}”."),
            tr("Write decimals with a point, as 12.50."),
            text=text,
        )
    exponent = number.as_tuple().exponent
    if part.decimals is not None and isinstance(exponent, int) and -exponent > part.decimals:
        raise _bad(
            owner,
            part,
            mark("{name} takes at most {count} decimals."),
            tr("Shorten the number."),
            count=part.decimals,
        )
    _check_minimum(owner, part, number)
    return text


def _check_minimum(owner: Filter, part: Part, number: object) -> None:
    if part.minimum is not None and number < part.minimum:  # type: ignore[operator]
        raise _bad(
            owner,
            part,
            mark("{name} must be at least {minimum}."),
            tr("Type a larger number."),
            minimum=part.minimum,
        )


def _time(owner: Filter, part: Part, text: str) -> str:
    """Return a moment as text; a number of milliseconds, where those are taken, as an ISO time."""
    if part.stamps and text.isdecimal() and len(text) in _STAMP_DIGITS:
        return (_EPOCH + timedelta(milliseconds=int(text))).isoformat()
    if isinstance(read_time(text), Odd):
        raise _bad(
            owner,
            part,
            mark("{name} must be a date, not “{text}”."),
            tr("Write it as 2026-03-14 or 2026-03-14T08:00:00+01:00."),
            text=text,
        )
    return text


def _flag(owner: Filter, part: Part, text: str) -> bool:
    value = read_flag(text)
    if value is not None:
        return value
    raise _bad(
        owner,
        part,
        mark("{name} is yes or no, not “{text}”."),
        tr("Write true or false."),
        text=text,
    )


def _bad(owner: Filter, part: Part, sentence: str, hint: str, **values: object) -> WbError:
    title = tr(owner.title)
    if part.title:
        title = f"{title} ({tr(part.title)})"
    return bad_input(tr(sentence, name=title, **values), hint, field=owner.name)
