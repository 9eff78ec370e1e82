"""Columns of a section's member, by kind: declared as data, read the same way everywhere.

A `Member` says what stands where; the column, the entry of the form and the check are made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

import msgspec

from workbench.core.fields import Field, Kind
from workbench.core.texts import tr
from workbench.core.values import Coded
from workbench.sources.countries import country_name
from workbench.sources.etim.records.values import (
    Members,
    coded,
    codes,
    day,
    decimal,
    members,
    spoken,
    word,
)
from workbench.sources.leaves import flag, integer, web


class Form(StrEnum):
    """In which form a member is written."""

    TEXT = "text"
    ID = "id"
    FLAG = "flag"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DAY = "day"
    CODE = "code"
    CODES = "codes"
    COUNTRIES = "countries"
    SPOKEN = "spoken"
    """An object of texts by language."""
    LINK = "link"


KINDS: dict[Form, Kind] = {
    Form.TEXT: Kind.TEXT,
    Form.ID: Kind.ID,
    Form.FLAG: Kind.FLAG,
    Form.WHOLE: Kind.INTEGER,
    Form.DECIMAL: Kind.DECIMAL,
    Form.DAY: Kind.DATE,
    Form.CODE: Kind.CHOICE,
    Form.CODES: Kind.CODES,
    Form.COUNTRIES: Kind.CODES,
    Form.SPOKEN: Kind.TEXT,
    Form.LINK: Kind.LINK,
}


class Member(msgspec.Struct, frozen=True):
    """One member of a section.

    Attributes:
        id: of the column.
        title: marked.
        name: the service's own name in its section.
        form: how it is written.
        names: of codes, marked.
        unit: shown in the header.
        length: characters at most, where the trade's lists say so.
        help: one sentence; marked.
        lines: a text may have several lines.
        most: largest number that is usual.
    """

    id: str
    title: str
    name: str
    form: Form = Form.TEXT
    names: Mapping[str, str] = msgspec.field(default_factory=dict)
    unit: str = ""
    length: int = 0
    help: str = ""
    lines: bool = False
    most: int = 0


def reader(form: Form, names: Mapping[str, str], language: str = "") -> Callable[[Any], object]:
    """Return what reads a member's value out of its JSON."""
    made: dict[Form, Callable[[Any], object]] = {
        Form.FLAG: _flag,
        Form.WHOLE: _whole,
        Form.DECIMAL: decimal,
        Form.DAY: day,
        Form.CODE: lambda value: coded(value, _translated(names, value)),
        Form.CODES: lambda value: _named(codes(value), names),
        Form.COUNTRIES: countries,
        Form.SPOKEN: lambda value: spoken(value, language),
        Form.LINK: lambda value: web(word(value)),
    }
    return made.get(form, word)


def column(
    section: Callable[[Any], Members],
    path: str,
    member: Member,
    group: str,
    *,
    language: str = "",
    id: str = "",
    title: str = "",
    **shape: Any,  # noqa: ANN401 - members of a field
) -> Field:
    """Return the column of a member.

    Args:
        section: takes the section out of the record.
        path: of the section, "" for the record itself.
        member: which one.
        group: marked; section of the form.
        language: of a text that comes in languages, "" for the first that it has.
        id: where it is not the member's own.
        title: where it is not the member's own.
        shape: further members of the field.
    """
    read, name = reader(member.form, member.names, language), member.name

    def value_of(record: Any) -> object:  # noqa: ANN401 - a typed record
        return read(members(section(record)).get(name))

    where = ".".join(filter(None, (path, name, language)))
    given = {"facet": member.form in _FACETS, "help": member.help, "unit": member.unit} | shape
    return Field(
        id or member.id, title or member.title, KINDS[member.form], value_of, where, group=group,
        **given,
    )  # fmt: skip


_FACETS = frozenset({Form.FLAG, Form.CODE, Form.CODES, Form.COUNTRIES})


def countries(value: object) -> tuple[Coded, ...] | None:
    """Return countries with their names, from a list or from one code."""
    found = codes(value)
    return tuple(Coded(each.code, country_name(each.code)) for each in found) if found else None


def _flag(value: object) -> object:
    return flag(value.strip() if isinstance(value, str) else value)


def _whole(value: object) -> object:
    return integer(value.strip() if isinstance(value, str) else value)


def _named(found: tuple[Coded, ...] | None, names: Mapping[str, str]) -> tuple[Coded, ...] | None:
    if found is None or not names:
        return found
    return tuple(Coded(each.code, tr(names.get(each.code, each.code))) for each in found)


def _translated(names: Mapping[str, str], value: object) -> Mapping[str, str]:
    code = value.strip() if isinstance(value, str) else ""
    return {code: tr(names[code])} if code in names else {}
