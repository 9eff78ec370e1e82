"""Which operation a path and a method mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import unquote

from workbench.sandbox.etim.calls import Call
from workbench.sandbox.etim.refused import Refused, missing

Operation = Callable[[Call], object]
Routes = Mapping[str, Mapping[str, Operation]]
"""Operations by path behind the identifier and by method; a path ending in `/` takes one name."""


def find(routes: Routes, method: str, path: str) -> tuple[Operation, str]:
    """The operation, and the name at the end of the path; refused when there is none."""
    operations, rest = routes.get(path.rstrip("/")), ""
    if operations is None:
        head, _slash, last = path.rpartition("/")
        operations, rest = routes.get(f"{head}/"), unquote(last)
    if operations is None:
        raise missing()
    if method not in operations:
        raise Refused(status=405)
    return operations[method], rest
