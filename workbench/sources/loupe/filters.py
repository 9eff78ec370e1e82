"""Every documented way to narrow an export, for all its inputs, and the one to open an old one."""

from __future__ import annotations

from typing import Final

from workbench.core.queries import Filter, Input, Part, PartKind
from workbench.core.texts import mark
from workbench.sources.loupe.parameters import CONTENT_TYPE, EXPORT_TYPE, PARAMETERS, Parameter

EXISTING: Final = "id"
"""Name of the filter that opens an export that exists instead of asking for a new one."""


TYPE: Final = "Type"
CONTENT: Final = "ExportType"
"""Members beside the parameters; the document names one value of each."""


def _filter(parameter: Parameter) -> Filter:
    part = Part(
        "", parameter.kind, choices=parameter.choices, minimum=parameter.minimum
    )  # fmt: skip
    return Filter(
        parameter.name,
        parameter.title,
        (part,),
        input=parameter.input,
        group=parameter.group,
        help=parameter.help,
        unit=mark("ct") if "Carat" in parameter.name else "",
    )


def _member(name: str, title: str, documented: str) -> Filter:
    """A member beside the parameters: one value of each is documented."""
    return Filter(
        name,
        title,
        (Part("", PartKind.CHOICE, choices=(documented,)),),
        group=mark("Export"),
        help=mark("Sent as documented where nothing is chosen."),
    )


FILTERS: Final = (
    *(_filter(parameter) for parameter in PARAMETERS),
    _member(TYPE, mark("Type"), EXPORT_TYPE),
    _member(CONTENT, mark("Export type"), CONTENT_TYPE),
    Filter(
        EXISTING,
        mark("Export"),
        (Part("", PartKind.TEXT),),
        input=Input.PICKER,
        lookup="exports",
        group=mark("Export"),
        help=mark("Id of an export that was made already; the other filters do not go with it."),
    ),
)
"""By documented name; `id` opens an export that was made already."""
