"""Reads the source of a folder: the one place that imports a source, and only once it is wanted."""

from __future__ import annotations

from importlib import import_module

from workbench.core.sources import Source


def source_in(folder: str) -> Source:
    """Return the source of a folder beside this module, which is also its id."""
    source: Source = import_module(f"{__package__}.{folder}").SOURCE
    return source
