"""Filters of the overall information, in the form that the document shows for each kind of member.

The document's list of filter fields is not public: it shows a text in languages, a number, choices
of a list, and ranges. Members of the same kinds are taken to go by the same forms; a service that
does not know one says so in its answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workbench.core.queries import Filter, Input, Part, PartKind
from workbench.core.texts import mark
from workbench.sources.etim.languages import LANGUAGES, TITLES
from workbench.sources.etim.records import overall
from workbench.sources.etim.records.declaring import Form, Member

_HELP: Final = mark("Not in the public part of the document: by analogy with what it shows.")
_FROM: Final = mark("From")
_TO: Final = mark("To")

_DOCUMENTED: Final = frozenset({"productName", "gtin", "hazardClass"})

_DECLARED: Final = tuple(
    (group, member)
    for group, declared in (
        (mark("Product data"), (*overall.GENERAL, *overall.MAKER, *overall.GROUPS)),
        (mark("Texts"), (*overall.TEXTS, *overall.OTHER_TEXTS)),
        (mark("Measures"), overall.MEASURES),
        (mark("Regulations"), (*overall.RULES, *overall.HAZARD)),
    )
    for member in declared
    if member.name not in _DOCUMENTED
)

FORMS: Final = {member.name: member.form for _group, member in _DECLARED} | {"supplier": Form.CODE}
"""Form of each member that can be asked for this way."""


def coded(name: str, title: str, names: Mapping[str, str]) -> Part:
    """Return a part that takes several of some codes.

    Args:
        name: the documented name.
        title: marked.
        names: of the codes, marked.
    """
    return Part(name, PartKind.LIST, title, tuple(names), names=tuple(names.values()))


def _parts(member: Member, form: Form) -> tuple[Part, ...]:
    match form:
        case Form.FLAG:
            return (Part("", PartKind.FLAG),)
        case Form.CODE:
            return (coded("", "", member.names),)
        case Form.CODES | Form.COUNTRIES:
            return (
                coded("with", mark("With"), member.names),
                coded("without", mark("Without"), member.names),
            )
        case Form.DECIMAL | Form.WHOLE:
            return (Part("from", PartKind.DECIMAL, _FROM), Part("to", PartKind.DECIMAL, _TO))
        case Form.DAY:
            return (Part("from", PartKind.TIME, _FROM), Part("to", PartKind.TIME, _TO))
        case Form.SPOKEN:
            return tuple(Part(each, PartKind.TEXT, TITLES[each]) for each in LANGUAGES)
        case _:
            return (Part("", PartKind.TEXT),)


_INPUTS: Final = {
    Form.DECIMAL: Input.RANGE,
    Form.WHOLE: Input.RANGE,
    Form.DAY: Input.DATES,
    Form.COUNTRIES: Input.COUNTRIES,
}


def _filter(group: str, member: Member) -> Filter:
    form = FORMS[member.name]
    parts = _parts(member, form)
    supplied = member.name == "supplier"
    picked = supplied or bool(member.names)
    return Filter(
        member.name,
        member.title,
        parts,
        default=parts[0].name,
        input=Input.PICKER if picked else _INPUTS.get(form, Input.PLAIN),
        lookup="suppliers" if supplied else "",
        group=group,
        help=_HELP,
        unit=member.unit,
        many=form in {Form.CODES, Form.COUNTRIES},
    )


OVERALL: Final = tuple(_filter(group, member) for group, member in _DECLARED)
"""Every member of the overall information beyond those that the document shows."""
