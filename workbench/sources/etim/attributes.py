"""The company's own attributes as the filter of products offers them (document: "Attributes").

An attribute names its values itself, or a field of the products whose values it refers to. The
document has no unit for a number: companies write it into the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from workbench.core.attributes import Attribute, AttributeType
from workbench.core.texts import tr
from workbench.core.values import Coded
from workbench.sources.countries import country_name
from workbench.sources.etim.records import definitions as records
from workbench.sources.etim.records import overall
from workbench.sources.etim.records.declaring import Form
from workbench.sources.etim.records.values import rows, spoken
from workbench.sources.etim.saving.codes import COUNTRIES
from workbench.sources.leaves import identity

_REFERRED: Final = {
    re.sub(r"(?<!^)(?=[A-Z])", "_", member.name).upper(): member
    for member in (*overall.GENERAL, *overall.MEASURES, *overall.RULES, *overall.HAZARD)
    if member.names or member.form is Form.COUNTRIES
}
"""Members of products whose values are known, by the name that attributes refer to them by."""

_CHOSEN: Final = frozenset({AttributeType.CHOICE, AttributeType.SEVERAL})


def attribute_of(document: bytes) -> Attribute | None:
    """Return an attribute as a filter offers it, None for a document of none."""
    read, _odd = records.ATTRIBUTES.read(document)
    code = records.identifier_of(read) if read is not None else ""
    kind = identity(read.type).strip() if read is not None else ""
    if read is None or not code or kind not in set(AttributeType):
        return None
    type_ = AttributeType(kind)
    values = _values(read) if type_ in _CHOSEN else ()
    if type_ is AttributeType.REFERENCE:
        values = _referred(identity(read.indicated_field).strip())
    help_ = spoken(read.description) or ""
    return Attribute(code, spoken(read.name) or code, type_, tuple(values), help_)


def _values(read: records.Attribute) -> Iterable[Coded]:
    for row in rows(read.values):
        code = identity(row.get("identifier")).strip()
        if code:
            yield Coded(code, spoken(row.get("value")) or code)


def _referred(field: str) -> Iterable[Coded]:
    member = _REFERRED.get(field)
    if member is None:
        return
    if member.form is Form.COUNTRIES:
        yield from (Coded(code, country_name(code) or code) for code in COUNTRIES)
        return
    for code, name in member.names.items():
        yield Coded(code, tr(name))
