"""What the class page of one tab works on: the class that is open, its feature, and the products.

Everything is reckoned over the rows that are loaded, drafts included, so that it is reckoned anew
when rows come or something is typed: in a thread, and not while a load still pours in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core.errors import WbError
from workbench.core.etim import EtimClass, EtimFeature
from workbench.ui.safe import never_raises, weak_slot
from workbench.workspace.arranging import loop_runs

if TYPE_CHECKING:
    from workbench.core.sources import Resource
    from workbench.edits.steps import Step
    from workbench.ui.desk.desk import Desk
    from workbench.workspace.classes.classes import Classes
    from workbench.workspace.classes.model import ClassCount, FeatureShare, Overview
    from workbench.workspace.session import Session

SOON_MS = 250
"""Changes within this time are reckoned together."""

LOADING_MS = 1500
"""The same while rows pour in."""

NARROWED = "class"
"""Name under which the rows are narrowed to products that the class page was asked for."""


def classified_in(desk: Desk) -> Resource | None:
    """Return the resource of a desk's source whose rows have classes, None where none has."""
    return next((held for held in desk.source.resources if held.classified is not None), None)


class ClassDesk(QObject):
    """The classes of one tab.

    Attributes:
        opened: another class is open, or none; the rows are shown again then.
        chosen: another feature of the class is chosen.
        reckoned: counts, shares or the overview are others.
        overview: over all loaded products; None until it was reckoned.
        counts: the classes in use.
        code: of the class that is open, "" for none.
        feature: code of the chosen feature, "" for none.
    """

    opened = Signal()
    chosen = Signal()
    reckoned = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self.overview: Overview | None = None
        self.counts: tuple[ClassCount, ...] = ()
        self.code = ""
        self.feature = ""
        self._shares: dict[str, tuple[FeatureShare, ...]] = {}
        self._members: dict[str, tuple[str, ...]] = {}
        self._watched: Session | None = None
        self._busy = self._again = False
        self._later = QTimer(self, interval=SOON_MS, singleShot=True)
        self._later.timeout.connect(self.reckon)
        desk.session_changed.connect(self._follow)
        desk.status_changed.connect(self._soon)
        desk.selection.changed.connect(self._selection_moved)
        self.classes.releases.changed.connect(weak_slot(self, self._soon))
        self.classes.masks.changed.connect(weak_slot(self, self._soon))
        self._follow()

    # ---- what there is ----------------------------------------------------------------------

    @property
    def classes(self) -> Classes:
        """The classes of the workspace."""
        return self.desk.workspace.classes

    @property
    def session(self) -> Session | None:
        """The session on the desk, None where its rows have no classes."""
        session = self.desk.session
        return session if session is not None and self.classes.classifies(session) else None

    @property
    def class_(self) -> EtimClass:
        """The class that is open, with its features."""
        return self.class_of(self.code)

    def class_of(self, code: str) -> EtimClass:
        """Return a class by the release that the account's products are shown by."""
        session = self.session
        if session is None or not code:
            return EtimClass(code, known=False)
        try:
            return self.classes.records(session).class_(code)
        except WbError as error:
            self.desk.trouble.emit(error)
            return EtimClass(code, known=False)

    def feature_of(self, code: str) -> EtimFeature:
        """Return a feature of the class that is open."""
        return self.class_.feature(code)

    def members(self, code: str = "") -> tuple[str, ...]:
        """Return the keys of the loaded products of a class, of the open one for ""."""
        wanted, session = code or self.code, self.session
        if session is None or not wanted:
            return ()
        if wanted not in self._members:
            found = self.classes.records(session).of_class(wanted)
            self._members[wanted] = tuple(key for key, _product in found)
        return self._members[wanted]

    def shares(self, code: str = "") -> tuple[FeatureShare, ...]:
        """Return how filled the features of a class are, of the open one for ""."""
        wanted, session = code or self.code, self.session
        if session is None or not wanted:
            return ()
        if wanted not in self._shares:
            self._shares[wanted] = self.classes.shares(session, wanted)
        return self._shares[wanted]

    def keys(self) -> tuple[str, ...]:
        """Return the products whose values are shown: ticked ones, the current one, the first."""
        members, held = self.members(), self.desk.selection
        inside = frozenset(members)
        ticked = tuple(key for key in held.keys if key in inside)
        if ticked:
            return ticked
        return (held.current,) if held.current in inside else members[:1]

    def missing(self, code: str, feature: str) -> tuple[str, ...]:
        """Return the loaded products of a class without a value for a feature."""
        from workbench.core.etim_reports import is_filled  # noqa: PLC0415 - on use

        session = self.session
        if session is None:
            return ()
        found = self.classes.records(session).of_class(code)
        return tuple(
            key for key, held in found if not is_filled(held.product.features.get(feature))
        )

    # ---- opening ----------------------------------------------------------------------------

    def open(self, code: str, feature: str = "") -> None:
        """Open a class, and one of its features; "" goes back to the rows."""
        resource = classified_in(self.desk)
        if code and resource is not None and self.desk.resource is not resource:
            self.desk.open(resource)
        features = self.class_of(code).features if code else ()
        known = {held.code for held in features}
        kept = self.feature if self.feature in known else ""
        self.code = code
        self.feature = feature or kept or (features[0].code if features else "")
        self.opened.emit()
        self.chosen.emit()

    def choose(self, feature: str) -> None:
        """Choose a feature of the class that is open."""
        if feature != self.feature:
            self.feature = feature
            self.chosen.emit()

    def show_products(self, keys: Iterable[str]) -> None:
        """Leave the class page and show these rows alone; see `show_all`."""
        session = self.session
        found = frozenset(keys)
        if session is None or not found:
            return
        session.arrange(ids={**session.rows.ids, NARROWED: found})
        self.open("")
        self.desk.facets_changed.emit()
        first = next((key for key in _shown(session) if key in found), "")
        self.desk.selection.set_current(first)

    def show_all(self) -> None:
        """Show all rows again."""
        session = self.session
        if session is not None and NARROWED in session.rows.ids:
            left = {name: held for name, held in session.rows.ids.items() if name != NARROWED}
            session.arrange(ids=left)
            self.desk.facets_changed.emit()

    @property
    def narrowed(self) -> int:
        """To how many products the rows are narrowed, 0 where they are not."""
        session = self.session
        return len(session.rows.ids.get(NARROWED, ())) if session is not None else 0

    # ---- staging ----------------------------------------------------------------------------

    def set_value(self, keys: tuple[str, ...], feature: str, typed: str) -> Step | None:
        """Stage a value; what cannot be meant is told in the tab's strip."""
        session = self.session
        if session is None:
            return None
        try:
            return self.classes.set_value(session, keys, feature, typed)
        except WbError as error:
            self.desk.trouble.emit(error)
            return None

    # ---- reckoning --------------------------------------------------------------------------

    @never_raises(None)
    def _follow(self) -> None:
        session = self.session
        if session is not self._watched:
            self._watched = session
            self._forget()
            self.overview, self.counts = None, ()
            if session is not None:
                session.held.began.connect(weak_slot(self, self._began))
                if session.editing is not None:
                    session.editing.changed.connect(weak_slot(self, self._typed))
        if session is None and self.code:
            self.open("")
        self._soon()

    def _began(self) -> None:
        self._forget()
        self._soon()

    def _typed(self, _keys: frozenset[str]) -> None:
        """Show typed values at once; counts over all products follow."""
        self._forget()
        self.chosen.emit()
        self._soon()

    def _selection_moved(self) -> None:
        if self.code:
            self.chosen.emit()

    def _forget(self) -> None:
        self._shares.clear()
        self._members.clear()

    @never_raises(None)
    def _soon(self, *_: object) -> None:
        if not self._later.isActive():
            self._later.start(LOADING_MS if self.desk.loading else SOON_MS)

    @never_raises(None)
    def reckon(self) -> None:
        """Reckon everything anew; `reckoned` follows."""
        session = self.session
        self._later.stop()
        if session is None or not len(session.table):
            self._forget()
            self.overview, self.counts = None, ()
            self.reckoned.emit()
            return
        if self._busy:
            self._again = True
            return
        if loop_runs():
            self._busy = True
            self.desk.workspace.jobs.spawn("completeness", self._work(session))

    async def _work(self, session: Session) -> None:
        try:
            found = await self.classes.completeness(session)
            if session is self.session:
                self._forget()
                self.overview = found
                self.counts = self.classes.in_use(session)
                self.reckoned.emit()
        except WbError as error:
            self.desk.trouble.emit(error)
        finally:
            self._busy = False
            if self._again:
                self._again = False
                self._soon()


def _shown(session: Session) -> Iterable[str]:
    rows = session.rows
    return (session.table.key(rows.row(at)) for at in range(len(rows)))
