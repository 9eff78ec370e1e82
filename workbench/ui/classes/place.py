"""Where a tab keeps its classes: page in place of the rows, feature in place of details.

Nothing is here in a tab whose source has no classes; page and dock are made when they are seen.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from workbench.core.texts import tr, trn
from workbench.ui.classes.desk import NARROWED, ClassDesk, classified_in
from workbench.ui.safe import never_raises
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.ui.classes.featuredock import FeatureDock
    from workbench.ui.classes.notified import Notified
    from workbench.ui.classes.page import ClassPage
    from workbench.ui.classes.raillines import ClassLines
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.ui.window.strips import Strips


class ClassPlace(QObject):
    """The classes of one tab.

    Attributes:
        shown: the class page is to be shown, or the rows again.
        noted: what the class page comes back with is another than before.
        menu_wanted: the menu of the class is wanted, at a place.
        report_wanted: the report of a rehearsal is wanted.
        edits_wanted: "undo", "redo" or "review".
        fill_wanted: the dock is to be shown, a bulk fill begins.
        held: what it works on, None where the source has no classes.
        lines: what the rail says of them, None where the source has no classes.
        notified: what the service told of its rows, None where it tells nothing by itself.
    """

    shown = Signal()
    noted = Signal()
    menu_wanted = Signal(QPoint)
    report_wanted = Signal()
    edits_wanted = Signal(str)
    fill_wanted = Signal()

    def __init__(self, desk: Desk, look: Look, strips: Strips) -> None:
        super().__init__(desk)
        self._look = look
        self._strips = strips
        self.held = ClassDesk(desk) if classified_in(desk) is not None else None
        self.lines: ClassLines | None = None
        self.notified: Notified | None = None
        # Both are of some tabs alone.
        if desk.source.notices is not None:
            from workbench.ui.classes.notified import Notified  # noqa: PLC0415

            self.notified = Notified(desk, strips)
        if self.held is not None:
            from workbench.ui.classes.memory import ClassMemory  # noqa: PLC0415
            from workbench.ui.classes.raillines import ClassLines  # noqa: PLC0415

            self.lines = ClassLines(self.held)
            self._memory = ClassMemory(self.held, look)
            self._memory.noted.connect(self.noted)
            self.held.opened.connect(self.shown)
            desk.facets_changed.connect(self._tell_narrowed)
            desk.session_changed.connect(self._tell_narrowed)

    @property
    def open(self) -> bool:
        """Whether a class is shown in place of the rows."""
        return self.held is not None and bool(self.held.code)

    @cached_property
    def page(self) -> ClassPage:
        """The class page."""
        from workbench.ui.classes.page import ClassPage  # noqa: PLC0415 - on use

        assert self.held is not None
        page = ClassPage(self.held, self._look)
        page.fill_wanted.connect(self.fill)
        page.menu_wanted.connect(self.menu_wanted)
        page.bar.edits.wanted.connect(self.edits_wanted)
        self._memory.watch(page)
        return page

    def fill(self) -> None:
        """Begin a bulk fill of the chosen feature."""
        self.fill_wanted.emit()
        self.dock.fill()

    @cached_property
    def dock(self) -> FeatureDock:
        """The chosen feature."""
        from workbench.ui.classes.featuredock import FeatureDock  # noqa: PLC0415 - on use

        assert self.held is not None
        dock = FeatureDock(self.held, self._look)
        dock.report_wanted.connect(self.report_wanted)
        return dock

    @never_raises(None)
    def _tell_narrowed(self) -> None:
        """Say that the rows are narrowed to products of a class, with the way back."""
        held = self.held
        count = held.narrowed if held is not None else 0
        if not count or held is None:
            self._strips.drop(NARROWED)
            return
        what = trn("{count} product of a class is shown.",
                   "{count} products of a class are shown.", count)  # fmt: skip
        strip = self._strips.say(
            NARROWED, Mark.UNKNOWN, what, tr("The other rows are still loaded."),
            [("all", tr("Show all"))],
        )  # fmt: skip
        strip.acted.connect(lambda _key: held.show_all())
        strip.dismissed.connect(held.show_all)
