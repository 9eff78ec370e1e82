"""Export templates: columns, order, headings and format under a name, to use again or hand on."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from workbench.core.errors import ErrorCode, WbError
from workbench.core.fields import Field, by_id
from workbench.core.texts import tr
from workbench.export.plan import ExportColumn, Format, Part, heading_of

_VERSION = 1
_LARGEST = 1_000_000
"""Bytes; a template is a list of columns and nothing larger."""


class TemplateColumn(msgspec.Struct, frozen=True):
    """One column of a template.

    Attributes:
        field: id of the field.
        heading: for .xlsx; "" for the field's own title.
        part: the part of a price, "" for the value.
    """

    field: str
    heading: str = ""
    part: Part = Part.VALUE


class ExportTemplate(msgspec.Struct, frozen=True, kw_only=True):
    """An export without its rows; holds neither account nor secret, so it can be shared.

    Attributes:
        name: the user's name for it.
        source: id of the source.
        resource: id of the resource.
        columns: in order.
        format: what is written.
        language: of the texts asked for, "" for the account's.
        quantity: that prices are for, 0 for the one in use.
        workbench_template: version of the file's layout.
    """

    name: str
    source: str
    resource: str
    columns: tuple[TemplateColumn, ...]
    format: Format = Format.XLSX
    language: str = ""
    quantity: int = 0
    workbench_template: int = _VERSION


def to_bytes(template: ExportTemplate) -> bytes:
    """Return the template as a JSON file that people can read."""
    return msgspec.json.format(msgspec.json.encode(template), indent=2) + b"\n"


def from_bytes(data: bytes) -> ExportTemplate:
    """Return the template that a file holds; members it has beyond the known ones are left out.

    Raises:
        WbError: FILE, where it is none, with the member at fault.
    """
    if len(data) > _LARGEST:
        raise _no_template(tr("it is too large"))
    try:
        template = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=ExportTemplate)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _no_template(str(error)) from error
    if template.workbench_template > _VERSION:
        raise _no_template(tr("a newer version of the program wrote it"))
    if not template.name.strip() or not template.columns or template.quantity < 0:
        raise _no_template(tr("it needs a name, columns and a quantity of 0 or more"))
    return template


def _no_template(reason: str) -> WbError:
    return WbError(
        ErrorCode.FILE,
        tr("The file is no export template: {reason}.", reason=reason),
        tr("Choose a file that was saved from the export dialog."),
        detail=reason,
    )


def template_columns(
    template: ExportTemplate, fields: tuple[Field, ...]
) -> tuple[tuple[ExportColumn, ...], tuple[str, ...]]:
    """Return the columns of a template, and a sentence for each field that is not there.

    Raises:
        WbError: INPUT, where none of its fields is there.
    """
    known = by_id(fields)
    columns = tuple(
        ExportColumn(field, column.heading or heading_of(field, column.part), column.part)
        for column in template.columns
        if (field := known.get(column.field)) is not None
    )
    notes = tuple(
        tr("“{field}” is not a field here and was left out.", field=column.field)
        for column in template.columns
        if column.field not in known
    )
    if not columns:
        raise WbError(
            ErrorCode.INPUT,
            tr("None of the template's columns is a field here."),
            tr("Choose a template of this table."),
            field="template",
        )
    return columns, notes


def template_of(
    name: str,
    source: str,
    resource: str,
    columns: Sequence[ExportColumn],
    form: Format,
    *,
    language: str = "",
    quantity: int = 0,
) -> ExportTemplate:
    """Return the template of a choice of columns; usual headings follow the language in use."""
    return ExportTemplate(
        name=name,
        source=source,
        resource=resource,
        columns=tuple(
            TemplateColumn(
                column.field.id,
                "" if column.heading == heading_of(column.field, column.part) else column.heading,
                column.part,
            )
            for column in columns
        ),
        format=form,
        language=language,
        quantity=quantity,
    )
