"""What the chips say: every filter in force, of the service and of the loaded rows."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.conditions import parse_value
from workbench.core.errors import WbError
from workbench.core.fields import Field
from workbench.core.queries import Condition, Filter, Input, PartKind
from workbench.core.texts import tr, trn
from workbench.core.times import read_date
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.attributechips import attribute_chips
from workbench.ui.filters.attributenames import AttributeNames
from workbench.ui.filters.parts import LEFT_OUT, TAKEN, typed
from workbench.ui.parts.chips import ChipText
from workbench.workspace.exporting import condition_value
from workbench.workspace.session import Session

NAMED = 2
"""A chip names this many values, and counts more."""
_LOW, _HIGH = ("min", "from"), ("max", "to")
_JOINING = ("operator", "withType")
"""What services call the ends of a range, and whether all values must hold."""


def chip_texts(desk: Desk, names: AttributeNames | None = None) -> list[ChipText]:
    """Return a chip for each filter: search text, service, header filters, ticked facets.

    Args:
        desk: whose filters.
        names: of attributes that are asked for without theirs.
    """
    view, session = desk.view, desk.session
    found: list[ChipText] = []
    if view.query.text:
        found.append(ChipText("text", tr("Search"), "", view.query.text))
    elif session and session.rows.text:
        found.append(ChipText("text", tr("Search in loaded rows"), "", session.rows.text))
    for name in dict.fromkeys(held.filter for held in view.query.conditions):
        conditions = [held for held in view.query.conditions if held.filter == name]
        found += _service_chips(desk, name, conditions, names)
    for identity, expression in view.header.items():
        field = desk.resource.field(identity)
        title = tr(field.title) if field else identity
        bad = "" if field else tr("This table has no such column.")
        found.append(ChipText(f"header:{identity}", title, "", expression, bad))
    for identity, codes in view.facets.items():
        field = desk.resource.field(identity)
        title = tr(field.title) if field else identity
        value = _some(_labels(session, field, codes))
        found.append(ChipText(f"facet:{identity}", title, tr("is"), value))
    return found


def _service_chips(
    desk: Desk, name: str, conditions: Sequence[Condition], names: AttributeNames | None
) -> list[ChipText]:
    owner = next((held for held in desk.resource.filters if held.name == name), None)
    if owner is not None and owner.attribute is not None:
        known = names.of(owner) if names is not None else {}
        return attribute_chips(owner, conditions, _said_by_service(desk, owner), known)
    return [_service_chip(desk, owner, name, conditions)]


def _service_chip(
    desk: Desk, owner: Filter | None, name: str, conditions: Sequence[Condition]
) -> ChipText:
    key = f"filter:{name}"
    if owner is None:
        value = ", ".join(condition_value(held, PartKind.TEXT) for held in conditions)
        return ChipText(key, name, "", value, tr("This table has no such filter."))
    title, operator, value = _words(desk, owner, conditions)
    return ChipText(key, title, operator, value, _why_bad(desk, owner, conditions))


def _words(desk: Desk, owner: Filter, conditions: Sequence[Condition]) -> tuple[str, str, str]:
    """Return title, operator and value of a filter's parts together."""
    parts = {held.part: held for held in conditions}
    title = tr(owner.title)
    if owner.input is Input.RANGE and parts.keys() & {*_LOW, *_HIGH}:
        return _range(desk, owner, parts)
    if owner.input is Input.DATES:
        return (title, *_dates(owner, conditions))
    if parts.keys() & {*TAKEN, *LEFT_OUT}:
        return (title, *_lists(desk, owner, parts))
    if len(conditions) == 1:
        only = conditions[0]
        part = owner.part(only.part)
        kind = part.kind if part else PartKind.TEXT
        named = tr(part.title) if part and part.title and part.name else ""
        value = condition_value(only, kind)
        return f"{title} {named}".strip(), tr("is"), value
    said = [
        f"{tr(part.title)} {condition_value(held, part.kind)}"
        for held in conditions
        if (part := owner.part(held.part))
    ]
    return title, "", ", ".join(said)


def _range(desk: Desk, owner: Filter, parts: dict[str, Condition]) -> tuple[str, str, str]:
    quantity = parts["quantity"].value if "quantity" in parts else desk.view.query.quantity
    title = tr(owner.title)
    if owner.part("quantity"):
        number = desk.workspace.formats.integer(int(str(quantity)))
        title = tr("{title} at {quantity}", title=title, quantity=number)
    unit = tr(owner.unit)
    if not unit and owner.part("quantity") and desk.account:
        unit = desk.source.currency_of(desk.account)
    if "onlyOnEstimation" in parts:
        unit = ", ".join(text for text in (unit, tr("on quote")) if text)
    low = next((typed(parts[name].value) for name in _LOW if name in parts), "")
    high = next((typed(parts[name].value) for name in _HIGH if name in parts), "")
    if low and high:
        return title, "", f"{low} … {high} {unit}".strip()
    return title, "≥" if low else "≤", f"{low or high} {unit}".strip()


def _dates(owner: Filter, conditions: Sequence[Condition]) -> tuple[str, str]:
    words: list[str] = []
    for held in conditions:
        part = owner.part(held.part)
        day = read_date(held.value)
        shown = str(day) if day is not None and hasattr(day, "isoformat") else str(held.value)
        words.append(f"{tr(part.title)} {shown}" if part and part.title else shown)
    return "", ", ".join(words)


def _lists(desk: Desk, owner: Filter, parts: dict[str, Condition]) -> tuple[str, str]:
    include = next((parts[name] for name in TAKEN if name in parts), None)
    exclude = next((parts[name] for name in LEFT_OUT if name in parts), None)
    both = any(name in parts and parts[name].value in {"and", "all"} for name in _JOINING)
    joined = f" {tr('and')} " if both else ", "
    if include and not exclude:
        return tr("is"), _some(_names(include), _total(desk, owner), joined)
    if exclude and not include:
        return tr("is not"), _some(_names(exclude))
    assert include
    assert exclude
    without = tr("not {values}", values=_some(_names(exclude)))
    return tr("is"), f"{_some(_names(include))}, {without}"


def _names(condition: Condition) -> Sequence[str]:
    value = condition.value
    codes = value if isinstance(value, tuple) else (str(value),)
    return condition.labels if len(condition.labels) == len(codes) else codes


def _total(desk: Desk, owner: Filter) -> int:
    facet = desk.session.facets.get(owner.name, ()) if desk.session else ()
    return len(facet)


def _some(names: Sequence[str], total: int = 0, joined: str = ", ") -> str:
    if len(names) <= NAMED:
        return joined.join(names)
    if total > len(names):
        return tr("{count} of {total}", count=len(names), total=f"{total:,}")
    return trn("{count} value", "{count} values", len(names))


def _labels(session: Session | None, field: Field | None, codes: Sequence[str]) -> Sequence[str]:
    if session is None or field is None or len(codes) > NAMED:
        return codes
    named = {value.code: value.label for value in session.rows.facet(field.id)}
    return [named.get(code, code) for code in codes]


def _why_bad(desk: Desk, owner: Filter, conditions: Sequence[Condition]) -> str:
    """Return why a filter cannot be used, or what the service said about it; "" where it can."""
    for held in conditions:
        part = owner.part(held.part)
        if part is None:
            return tr("The filter has no part “{part}”.", part=held.part)
        try:
            parse_value(owner, part, typed(held.value))
        except WbError as error:
            return error.full_text
    return _said_by_service(desk, owner)


def _said_by_service(desk: Desk, owner: Filter) -> str:
    error = desk.session.status.error if desk.session else None
    return error.full_text if error and error.field == owner.name else ""
