"""`workbench fields`: what `--where` and `--columns` of a resource take."""

from __future__ import annotations

import argparse

from workbench.cli.output import Output
from workbench.cli.reach import find_resource
from workbench.core.conditions import part_names
from workbench.core.errors import EXIT
from workbench.core.fields import data_fields
from workbench.core.queries import Filter
from workbench.core.sources import Resource
from workbench.core.texts import tr


def list_all(options: argparse.Namespace) -> int:
    """List filters and columns of a resource."""
    _, resource = find_resource(options.resource)
    output = Output(as_json=options.json)
    if options.json:
        output.result({"filters": filters_of(resource), "columns": columns_of(resource)})
        return EXIT.done
    output.line("Filters (--where name=value):")
    for held in resource.filters:
        names = ", ".join(part_names((held,)))
        output.line(f"  {names}  {tr(held.title)}")
    output.line("Columns (--columns a,b):")
    for field in data_fields(resource.fields):
        output.line(f"  {field.id}  {tr(field.title)}")
    return EXIT.done


def filters_of(resource: Resource) -> list[dict[str, object]]:
    """Return the filters as JSON lists them."""
    return [_filter(held) for held in resource.filters]


def columns_of(resource: Resource) -> list[dict[str, object]]:
    """Return the columns as JSON lists them."""
    return [
        {
            "id": field.id,
            "title": tr(field.title),
            "kind": field.kind.value,
            "unit": field.unit,
            "path": field.path,
            "shown": field.shown,
        }
        for field in data_fields(resource.fields)
    ]


def _filter(held: Filter) -> dict[str, object]:
    return {
        "name": held.name,
        "title": tr(held.title),
        "default": held.default,
        "names": list(part_names((held,))),
        "parts": [
            {"name": part.name, "kind": part.kind.value, "choices": list(part.choices)}
            for part in held.parts
        ],
    }
