"""Whether a typed value can be sent: the same rules for cell, form, import and send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import cast

from workbench.core.edits import Entry, Finding, Saving, Values
from workbench.core.fields import Field, by_id
from workbench.core.texts import tr
from workbench.core.values import Coded, Money, Odd
from workbench.edits.values import blank


def check_value(entry: Entry, field: Field, value: object, *, new: bool) -> tuple[Finding, ...]:
    """Return what is wrong with one typed value by itself.

    Args:
        entry: how the field is typed.
        field: the field.
        value: typed.
        new: whether the record is a new one.
    """
    if isinstance(value, Odd):
        told = entry.check(value) if entry.means and entry.check else None
        return (_not_its_kind(field, value) if told is None else told._replace(field=field.id),)
    if entry.only_new and not new:
        return (
            _refused(entry, tr("{field} can be given with a new record only.", **_name(field))),
        )
    if blank(value):
        if entry.required or not (entry.clearable or new):
            return (_refused(entry, tr("{field} is needed.", **_name(field))),)
        return ()
    if entry.rows:
        return _check_rows(entry, cast("Sequence[Values]", value))
    found = _size(entry, field, value) or _choice(entry, field, value)
    if found is None and entry.check is not None:
        found = entry.check(value)
    return () if found is None else (found._replace(field=entry.field),)


def check_record(
    saving: Saving, fields: Sequence[Field], values: Values, *, new: bool
) -> tuple[Finding, ...]:
    """Return what is wrong across the fields of a record.

    Args:
        saving: how the resource's records are changed.
        fields: of the resource.
        values: the record's values with the typed ones over them.
        new: whether the record is a new one; then what is needed must be there.
    """
    found: list[Finding] = []
    if new:
        titles = by_id(tuple(fields))
        for entry in saving.entries:
            if entry.required and blank(values.get(entry.field)):
                sentence = tr("{field} is needed.", **_name(titles[entry.field]))
                found.append(_refused(entry, sentence))
    if saving.check is not None:
        found += saving.check(values, new)
    return tuple(found)


def _refused(entry: Entry, sentence: str) -> Finding:
    return Finding(entry.field, sentence)


def _name(field: Field) -> Mapping[str, str]:
    return {"field": tr(field.title)}


def _not_its_kind(field: Field, value: Odd) -> Finding:
    return Finding(
        field.id,
        tr("“{text}” cannot be read as {field}.", text=value.raw[:80], **_name(field)),
    )


def _size(entry: Entry, field: Field, value: object) -> Finding | None:
    match value:
        case bool():
            return None
        case Money():
            return _number(entry, field, value.amount)
        case int() | Decimal():
            return _number(entry, field, Decimal(value))
        case str() if entry.length and len(value) > entry.length:
            sentence = tr(
                "{field} has {count} characters; {most} are allowed.",
                count=len(value),
                most=entry.length,
                **_name(field),
            )
            return Finding(entry.field, sentence, fix=value[: entry.length])
        case _:
            return None


def _number(entry: Entry, field: Field, number: Decimal) -> Finding | None:
    sentence = ""
    if entry.above is not None and number <= entry.above:
        sentence = tr("{field} must be above {least}.", least=entry.above, **_name(field))
    elif entry.least is not None and number < entry.least:
        sentence = tr("{field} must be at least {least}.", least=entry.least, **_name(field))
    elif entry.most is not None and number > entry.most:
        sentence = tr("{field} must be at most {most}.", most=entry.most, **_name(field))
    else:
        exponent = number.normalize().as_tuple().exponent
        if entry.decimals is not None and isinstance(exponent, int) and -exponent > entry.decimals:
            sentence = tr(
                "{field} takes at most {count} decimals.", count=entry.decimals, **_name(field)
            )
    return Finding(entry.field, sentence) if sentence else None


def _choice(entry: Entry, field: Field, value: object) -> Finding | None:
    if not entry.choices or entry.free:
        return None
    code = value.code if isinstance(value, Coded) else str(value)
    if any(choice.code == code for choice in entry.choices):
        return None
    names = ", ".join(tr(choice.label) for choice in entry.choices[:6])
    return Finding(
        entry.field,
        tr(
            "{field} cannot be “{text}”. It can be: {names}.",
            text=code,
            names=names,
            **_name(field),
        ),
    )


def _check_rows(entry: Entry, rows: Sequence[Values]) -> tuple[Finding, ...]:
    """Check every row of a list; the sentence names the row."""
    fields = by_id(entry.rows)
    found: list[Finding] = []
    seen: set[object] = set()
    for number, row in enumerate(rows, 1):
        for member in entry.entries:
            field = fields[member.field]
            needed = member.required and blank(row.get(member.field))
            wrong = (
                check_value(member, field, row.get(member.field), new=True)
                if not needed
                else (_refused(member, tr("{field} is needed.", **_name(field))),)
            )
            found += (_in_row(entry, number, finding) for finding in wrong)
        named = row.get(entry.row_key) if entry.row_key else None
        name = named.code if isinstance(named, Coded) else named
        if name is not None and name in seen:
            sentence = tr("“{name}” stands there twice.", name=name)
            found.append(_in_row(entry, number, Finding(entry.row_key, sentence)))
        seen.add(name)
    return tuple(found)


def _in_row(entry: Entry, number: int, finding: Finding) -> Finding:
    sentence = tr("Row {number}: {what}", number=number, what=finding.sentence)
    return Finding(entry.field, sentence, finding.weight, row=number, member=finding.field)
