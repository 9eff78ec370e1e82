"""The sessions a desk holds: one a resource, made by whoever knows where its rows come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from workbench.core.accounts import Account
    from workbench.core.sources import Resource
    from workbench.ui.desk.desk import Desk
    from workbench.workspace.session import Session

Make = Callable[["Resource"], "Session"]
"""Makes the session of a resource."""


class Told(Protocol):
    """What the status line says of rows that are made here."""

    def facts(self) -> Sequence[str]:
        """Return what is true of the rows now."""
        ...

    def warning(self) -> str:
        """Return what is to be looked at, "" for nothing; pressed, it is `act`."""
        ...

    def act(self) -> None:
        """Show what the warning is about, or everything again."""
        ...


class Local:
    """What a desk works on whose tables are made on this machine: no account is chosen.

    Attributes:
        told: says more of the rows, None where nobody does.

    Args:
        account: whose rows they are.
        make: makes a session on one of them.
    """

    def __init__(self, account: Account, make: Make) -> None:
        self.account = account
        self.make = make
        self.told: Told | None = None


def made(desk: Desk) -> Session:
    """Return a new session on the resource of a desk, which has an account."""
    if desk.local is not None:
        return desk.local.make(desk.resource)
    assert desk.account is not None
    return desk.workspace.session(desk.source, desk.resource, desk.account)


class Sessions:
    """Open sessions by the id of their resource."""

    def __init__(self) -> None:
        self._held: dict[str, Session] = {}

    def get(self, resource: Resource) -> Session | None:
        """Return the session on a resource, None where it is not open."""
        return self._held.get(resource.id)

    def put(self, session: Session) -> None:
        """Hold a session; one on the same resource before it is let go."""
        before = self._held.get(session.resource.id)
        if before is not None and before is not session:
            before.close()
        self._held[session.resource.id] = session

    def keep(self, resources: tuple[Resource, ...]) -> None:
        """Let go of what is on none of these resources any more, or whose columns are others."""
        shapes = {each.id: shape_of(each) for each in resources}
        for identity, session in tuple(self._held.items()):
            if shapes.get(identity) != shape_of(session.resource):
                self._held.pop(identity).close()

    def close(self) -> None:
        """Let go of all."""
        for session in self._held.values():
            session.close()
        self._held.clear()


def shape_of(resource: Resource) -> tuple[object, ...]:
    """Return what tells two forms of one table apart: its columns as they are shown."""
    return tuple((field.id, field.title, field.unit) for field in resource.fields)
