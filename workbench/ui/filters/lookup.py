"""Values that a filter offers: those the service counted, and those one of its lists names.

A list is read through a session of its own, so it comes from the cache where it was read before.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from workbench.core.errors import WbError
from workbench.core.pages import FacetValue
from workbench.core.queries import Filter, Input, PartKind, Query
from workbench.core.sources import Resource
from workbench.core.texts import tr
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.languages import countries, country_name
from workbench.ui.safe import weak_slot
from workbench.workspace.lookups import read_list
from workbench.workspace.session import Session

MOST_COUNTED = 10_000
"""Values that are counted over the loaded rows."""


class Lookup(QObject):
    """Finds the values of one filter.

    Attributes:
        found: more values are known: a tuple of `FacetValue`.
        listed: the list was read: its values alone, without counts.
        failed: the list could not be read: the error.
        error: why it could not be read, None where it could.
    """

    found = Signal(object)
    listed = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, owner: Filter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._owner = owner
        self._session: Session | None = None
        self.loading = False
        self.error: WbError | None = None

    def known(self) -> tuple[FacetValue, ...]:
        """Return the values that are known without asking."""
        session = self._desk.session
        facets = session.facets if session else {}
        names = (self._owner.name, self._owner.lookup)
        counted = next((facets[name] for name in names if name in facets), ())
        if self._owner.input is Input.COUNTRIES:
            return self._countries(counted)
        return tuple(counted) or self._named()

    def loaded(self) -> tuple[FacetValue, ...]:
        """Return the values of the loaded rows, counted; none before all rows are loaded."""
        session = self._desk.session
        if session is None or not session.status.complete:
            return ()
        name = self._owner.name
        field = next((held for held in session.resource.fields if held.filter == name), None)
        return session.rows.facet(field.id, MOST_COUNTED) if field is not None else ()

    def _named(self) -> tuple[FacetValue, ...]:
        """Return the values that the filter itself names."""
        lists = (held for held in self._owner.parts if held.kind is PartKind.LIST)
        part = next((held for held in lists if held.names), None)
        if part is None:
            return ()
        pairs = zip(part.choices, part.names, strict=True)
        return tuple(FacetValue(code, _with_name(code, tr(name)), 0) for code, name in pairs)

    @property
    def directory(self) -> Resource | None:
        """The list that names the values, None where the service has none."""
        held = self._desk.source.resource(self._owner.lookup) if self._owner.lookup else None
        return held if held and held.local_only and held is not self._desk.resource else None

    def load(self) -> None:
        """Read the list, where there is one; `found` or `failed` follows."""
        desk, directory = self._desk, self.directory
        if directory is None or desk.account is None or self.loading:
            return
        self.loading, self.error = True, None
        self._session = desk.workspace.session(desk.source, directory, desk.account)
        tell, fail = weak_slot(self, self._tell), weak_slot(self, self._fail)
        language = desk.view.query.language if directory.languages else ""
        desk.workspace.jobs.spawn(
            f"values of {self._owner.name}", _read(self._session, Query(language=language), tell,
                                                   fail)
        )  # fmt: skip

    def _tell(self, listed: Sequence[FacetValue]) -> None:
        self.loading = False
        self.listed.emit(tuple(listed))
        self.found.emit(merged(listed, self.known() or self.loaded()))

    def _fail(self, error: WbError) -> None:
        self.loading, self.error = False, error
        self.failed.emit(error)

    def _countries(self, counted: Iterable[FacetValue]) -> tuple[FacetValue, ...]:
        language = self._desk.workspace.settings.language
        known = tuple(
            FacetValue(
                held.code,
                with_code(country_name(held.code, language) or held.label, held.code),
                held.count,
            )
            for held in counted
        )
        if known:
            return known
        return tuple(
            FacetValue(code, with_code(name, code), 0) for code, name in countries(language)
        )


def _with_name(code: str, name: str) -> str:
    """Return a name with its code before it, where they differ."""
    return code if not name or name.startswith(code) else f"{name} ({code})"


def with_code(name: str, code: str) -> str:
    """Return a country's name with its ISO code behind it."""
    return code if not name or name == code else f"{name} ({code})"


def merged(listed: Sequence[FacetValue], counted: Sequence[FacetValue]) -> tuple[FacetValue, ...]:
    """Return the listed values with the counts that are known; counted ones alone come last."""
    counts = {value.code: value for value in counted}
    both = [
        FacetValue(
            value.code,
            value.label,
            counts[value.code].count if value.code in counts else 0,
            value.parent,
            value.colour or (counts[value.code].colour if value.code in counts else ""),
            value.group,
        )
        for value in listed
    ]
    named = {value.code for value in listed}
    return (*both, *(value for value in counted if value.code not in named))


async def _read(session: Session, query: Query, tell: object, fail: object) -> None:
    """Read a list to its end and tell its values."""
    assert callable(tell)
    assert callable(fail)
    try:
        values = await read_list(session, query)
    except WbError as error:
        fail(error)
        return
    tell(values)


def first(values: Iterable[FacetValue], count: int) -> tuple[FacetValue, ...]:
    """Return the first of some values."""
    return tuple(itertools.islice(values, count))
