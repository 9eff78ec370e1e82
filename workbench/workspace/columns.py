"""Columns that a table can make, as they are typed: how is asked of whoever knows.

A feature is typed by the class of its product, an attribute by its definition, which is a row of
another list of the same account; that list is read once somebody may type in such a column.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.core.edits import Entry
from workbench.core.errors import WbError
from workbench.core.fields import Field
from workbench.core.paths import Part
from workbench.core.queries import Query
from workbench.workspace.arranging import loop_runs
from workbench.workspace.parts import Making, PartColumn, no_parts

if TYPE_CHECKING:
    from workbench.workspace.editing import Editing
    from workbench.workspace.session import Session
    from workbench.workspace.workspace import Workspace


class Definitions:
    """Documents that say how columns are typed, read once for all columns of a session."""

    def __init__(self, workspace: Workspace, session: Session, lookup: str) -> None:
        self._workspace = workspace
        self._source, self._account = session.source, session.account
        self._resource = session.source.resource(lookup)
        self._documents: Mapping[str, bytes] = {}
        self._asked = False
        self._here = False

    def load(self) -> None:
        """Read them unless that was done or is under way; where they cannot be read, go without."""
        if self._asked or self._resource is None or not loop_runs():
            return
        self._asked = True
        self._workspace.jobs.spawn(f"definitions of {self._resource.id}", self._load())

    async def _load(self) -> None:
        try:
            await self._read()
        except WbError:
            self._asked = False

    async def read(self) -> None:
        """Read them and wait for them, unless they are here.

        Raises:
            WbError: where they cannot be read.
        """
        if not self._here:
            await self._read()
            self._asked = True

    async def _read(self) -> None:
        from workbench.workspace.lookups import read_documents  # noqa: PLC0415 - on use

        resource = self._resource
        if resource is None:
            return
        session = self._workspace.session(self._source, resource, self._account)
        found = await read_documents(session, Query())
        self._documents = {key: held for held in found for key, _row in resource.rows_of(held)}
        self._here = True

    def of(self, key: str) -> bytes:
        """Return the document of a row, b"" where there is none, or none yet."""
        if key:
            self.load()
        return self._documents.get(key, b"")


class DefinedColumn:
    """A column that is typed as its definition says."""

    def __init__(self, field: Field, part: Part, session: Session, known: Definitions) -> None:
        self.part = part
        self._field = field
        self._session = session
        self._known = known
        self._made: tuple[bytes, Entry] | None = None

    def prepare(self) -> None:
        """Begin to read the definitions."""
        self._known.of(self.part.defined)

    async def ready(self) -> None:
        """Wait until the definitions were read.

        Raises:
            WbError: where they cannot be read.
        """
        if self.part.defined:
            await self._known.read()

    def is_wanted(self) -> bool:
        """Whether some loaded record may have a value here: any may."""
        return True

    def entry(self, key: str = "") -> Entry:  # noqa: ARG002 - the same for every record
        """Return how it is typed."""
        document = self._known.of(self.part.defined)
        if self._made is None or self._made[0] is not document:
            make = self.part.entry
            self._made = document, Entry(self._field.id) if make is None else make(document)
        return self._made[1]

    def why_not(self, key: str) -> str:
        """Return why a record takes no value here, "" where it does."""
        editing: Editing | None = self._session.editing
        refuse = self.part.why_not
        if refuse is None or editing is None or editing.value(key, self._field.id) is not None:
            return ""
        return refuse(self._known.of(self.part.defined))

    def typed(self, shown: object) -> object:
        """Return a value as it is typed: it stands in the table as such."""
        return shown

    def shown(self, value: object) -> object:
        """Return a typed value as the table holds it."""
        return value

    def read(self, held: object) -> object:
        """Return the typed value of what a row holds."""
        return self.part.typed(held)

    def written(self, key: str, value: object) -> object:  # noqa: ARG002 - as above
        """Return a typed value as a row holds it."""
        return self.part.written(value)


def columns_of(workspace: Workspace, session: Session) -> Making:
    """Return what makes the columns of a session that are typed in rows of lists."""
    paths = session.resource.paths
    if paths is None or paths.part is None:
        return no_parts
    part_of, classified = paths.part, session.resource.classified
    known = Definitions(workspace, session, paths.lookup)

    def make(field: Field) -> PartColumn | None:
        part = part_of(field.id)
        if part is None:
            return None
        if classified is not None and part.rows == classified.features:
            from workbench.workspace.classes.columns import FeatureColumn  # noqa: PLC0415 - on use

            account = session.account
            return FeatureColumn(
                session,
                lambda version: workspace.classes.model(version, account=account),
                field,
                part,
            )
        return DefinedColumn(field, part, session, known)

    return make
