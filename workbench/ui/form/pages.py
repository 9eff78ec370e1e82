"""The pages of the dock in which a record is typed: its form, and each list inside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from workbench.core.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.core.accounts import Account
    from workbench.core.edits import Entry
    from workbench.core.sources import Resource
    from workbench.ui.classes.recordpages import RecordPages
    from workbench.ui.classes.treepage import TreePage
    from workbench.ui.desk.desk import Desk
    from workbench.ui.form.page import FormPage
    from workbench.ui.form.rowspage import RowsPage
    from workbench.ui.theme.look import Look
    from workbench.workspace.editing import Editing


class FormPages(QObject):
    """Makes the pages where the records on the desk can be typed in; none where they cannot.

    Attributes:
        stepped: another record is current now and to be shown at once.
        close_wanted: the dock is to be put away.
        counted: a list has so many rows: (id, rows).
        form: the form, None where records are only read.
        lists: the pages of lists, by the id of their inner table.
        classed: the pages of class and languages, None where records have no class.
        trees: the lists whose rows are a tree, as such, by the id of their page.
    """

    stepped = Signal()
    close_wanted = Signal()
    counted = Signal(str, int)

    def __init__(self, desk: Desk, look: Look, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._desk = desk
        self._look = look
        self._stack = stack
        self.form: FormPage | None = None
        self.lists: dict[str, RowsPage] = {}
        self.classed: RecordPages | None = None
        self.trees: dict[str, TreePage] = {}
        self._account: Account | None = None

    @property
    def _editing(self) -> Editing | None:
        session = self._desk.session
        return session.editing if session is not None else None

    @property
    def stale(self) -> bool:
        """Whether the pages are not those of the account: their lists are its own."""
        if self.form is not None and self._account is not self._desk.account:
            return True
        return (self._editing is None) != (self.form is None)

    def make(self, resource: Resource) -> None:
        """Make the pages of a resource in place of those before."""
        self._drop()
        saving = resource.saving
        if self._editing is None or saving is None:
            return
        from workbench.ui.form.page import FormPage  # noqa: PLC0415 - where one can type
        from workbench.ui.form.rowspage import RowsPage  # noqa: PLC0415

        self._account = self._desk.account
        self.form = FormPage(self._desk, resource, self._look)
        self.form.stepped.connect(self.stepped)
        self.form.close_wanted.connect(self.close_wanted)
        self._stack.addWidget(self.form)
        for held in resource.subtables:
            entry = saving.entry(held.id)
            if entry is not None and entry.rows:
                asked = held.load is not None
                page = RowsPage(self._desk, entry, tr(held.title), self._look, asked=asked)
                page.counted.connect(partial(self.counted.emit, held.id))
                self.lists[held.id] = page
                self._stack.addWidget(page)
                if entry.parent:
                    self._make_tree(entry, tr(held.title))
        if resource.classified is not None:
            from workbench.ui.classes.recordpages import RecordPages  # noqa: PLC0415 - of few

            self.classed = RecordPages(self._desk, self._look, self._stack)
            self.classed.counted.connect(self.counted)

    def _make_tree(self, entry: Entry, title: str) -> None:
        from workbench.ui.classes.treepage import TreePage  # noqa: PLC0415 - of few

        page = self.trees[f"{entry.field}:tree"] = TreePage(entry, title, self._look)
        self._stack.addWidget(page)

    def titles(self, resource: Resource) -> Sequence[tuple[str, str]]:
        """Return id and title of each page behind the first one, but for the raw document."""
        own = self.classed.titles if self.classed is not None else ()
        trees = [(identity, tr("Tree")) for identity in self.trees]
        return (*own, *trees, *((held.id, tr(held.title)) for held in resource.subtables))

    def page(self, identity: str) -> QWidget | None:
        """Return the page of an id, None where it is none of these."""
        own = self.classed.pages.get(identity) if self.classed is not None else None
        return own or self.trees.get(identity) or self.lists.get(identity)

    def _drop(self) -> None:
        self.commit()
        form: list[QWidget] = [self.form] if self.form is not None else []
        own = self.classed.pages.values() if self.classed is not None else ()
        for page in [*form, *own, *self.lists.values(), *self.trees.values()]:
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()
        self.form, self.lists, self.classed, self.trees = None, {}, None, {}

    # ---- showing ---------------------------------------------------------------------------

    def show_record(self, key: str) -> bool:
        """Show a record; return whether there are pages for it."""
        session, editing = self._desk.session, self._editing
        if self.form is None or session is None or editing is None:
            return False
        self.form.show_record(session, editing, key)
        for page in (*self.lists.values(), *self.trees.values()):
            page.show_record(editing, key)
        if self.classed is not None:
            self.classed.show_record(editing, key)
        return True

    def reread(self) -> None:
        """Show the lists anew: the record's document has come."""
        for tree in self.trees.values():
            tree.refresh()
        for page in self.lists.values():
            page.reread()
        if self.classed is not None:
            self.classed.reread()

    def clear(self) -> None:
        """Show no record."""
        if self.form is not None:
            self.form.clear()
        for page in (*self.lists.values(), *self.trees.values()):
            page.clear()
        if self.classed is not None:
            self.classed.clear()

    def commit(self) -> None:
        """Stage what is being typed, as before the tab changes or the program ends."""
        if self.form is not None:
            self.form.commit()
        for page in self.lists.values():
            page.commit()
        if self.classed is not None:
            self.classed.commit()
