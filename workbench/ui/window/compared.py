"""The comparison among the tabs: it is no service, nobody signs in, and it is made when seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.ui.desk.sessions import Local

if TYPE_CHECKING:
    from workbench.core.sources import Source
    from workbench.workspace.workspace import Workspace

COMPARE: Final = "compare"
"""Id of the comparison as a source."""
TITLE: Final = "Compare"


def titles(workspace: Workspace) -> dict[str, str]:
    """Return what tabs can be opened on: the sources and the comparison, by id."""
    return {**workspace.sources.titles, COMPARE: TITLE}


def source_of(workspace: Workspace, identity: str) -> Source | None:
    """Return a source or the comparison by id, None where there is none such."""
    return workspace.comparison.source if identity == COMPARE else workspace.source(identity)


def local_of(workspace: Workspace, source: Source) -> Local | None:
    """Return what a desk works on where its tables are made here; None for a service."""
    if source.id != COMPARE:
        return None
    comparison = workspace.comparison
    # The sessions know whose rows they are: pictures are asked for by the same account.
    account = comparison.session(source.resources[0]).account
    return Local(account, comparison.session)
