"""The class page: the features of a class, how complete products are, and what to fill first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.classes.bar import BOTH, FEATURES, HEAT, ClassBar
from workbench.ui.classes.cells import Column
from workbench.ui.classes.features import VALUE, page_columns, page_rows
from workbench.ui.classes.featureview import FeatureSource, FeatureView
from workbench.ui.classes.heatmodel import HeatModel
from workbench.ui.classes.heatview import CELL_HIGH, HEAD, HeatView, Scale
from workbench.ui.classes.sheet import SheetModel, SheetView
from workbench.ui.classes.worklist import line_of, work_columns, work_rows
from workbench.ui.parts.empty import EmptyState
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.splitter import Splitter
from workbench.ui.safe import never_raises
from workbench.ui.text import elided_label, label
from workbench.ui.theme.tokens import Role
from workbench.ui.topics import set_topic

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from workbench.ui.classes.desk import ClassDesk
    from workbench.ui.theme.look import Look
    from workbench.workspace.classes.model import FeatureValue

SHOWN_CLASSES = 8
"""Classes of the heat map that the usual division of the page has room for."""


class ClassPage(QWidget):
    """One class in the middle of a tab.

    Attributes:
        refreshed: everything is shown as it is.
        fill_wanted: the bulk fill of the chosen feature is wanted.
        menu_wanted: what else can be done; where the menu is to stand.
        bar, features, heat, work: the parts.
    """

    refreshed = Signal()
    fill_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, held: ClassDesk, look: Look) -> None:
        super().__init__()
        set_topic(self, "etim")
        self._held = held
        self._look = look
        self.setAccessibleName(tr("ETIM class"))
        self.bar = ClassBar(held, look)
        source = FeatureSource(
            held.feature_of, self._choices, self._value, self._trouble, self._why_not
        )
        self.features = FeatureView(page_columns(), VALUE, source, look)
        self._typed_for: tuple[str, ...] = ()
        self.heat_model = HeatModel()
        self.heat = HeatView(self.heat_model, look)
        self.work = SheetView(SheetModel(work_columns()), look, tr("Worklist by pay-off"))
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self.bar.parts.set_value(BOTH)
        self._show_parts(BOTH)

    # ---- building ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        look = self._look
        self._heat_box = _titled(
            tr("Completeness by class and feature"),
            tr("% of products with a value"),
            self.heat,
            look,
            side=Scale(look),
        )
        self._work_box = _titled(
            tr("Worklist by pay-off"),
            tr("What to fill first, so that most products become complete"),
            self.work,
            look,
            under=True,
        )
        self.parts = Splitter(Qt.Orientation.Vertical, look)
        for part in (self.features, self._heat_box, self._work_box):
            self.parts.addWidget(part)
        self.parts.setChildrenCollapsible(False)
        self.nothing = EmptyState(
            "list-tree",
            tr("No product with a class"),
            tr("None of the loaded rows names an ETIM class. Load more rows, or give one a class."),
            look,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.parts)
        self._stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.features)

    def _connect(self) -> None:
        held = self._held
        held.opened.connect(self._later)
        held.reckoned.connect(self._later)
        held.chosen.connect(self._later)
        held.desk.selection.current_changed.connect(self._later)
        self.bar.shown.connect(self._show_parts)
        self.bar.menu_wanted.connect(self.menu_wanted)
        self.features.current.connect(held.choose)
        self.features.begun.connect(self._keep_products)
        self.features.typed.connect(self._type)
        self.features.refused.connect(self._refuse)
        self.heat.chosen.connect(self._choose_cell)
        self.heat.wanted.connect(self._open_products)
        self.work.current.connect(self._choose_line)
        self.work.acted.connect(self._fill_line)

    # ---- showing ----------------------------------------------------------------------------

    @never_raises(None)
    def _later(self, *_: object) -> None:
        if not self._soon.isActive():
            self._soon.start()

    @never_raises(None)
    def refresh(self) -> None:
        """Show everything as it is."""
        held = self._held
        if not self.isVisible() or not held.code:
            return
        if self.features.typing_now and self._typed_for != held.keys():
            self.features.commit()
        formats = held.desk.workspace.formats
        members = held.members()
        self._stack.setCurrentWidget(self.parts if members or held.class_.known else self.nothing)
        self.features.sheet.set_column(VALUE, Column(tr("Value"), 210, self._for(), stretch=True))
        self.features.show_rows(page_rows(held))
        self.features.go_to(held.feature)
        if held.overview is not None:
            self.heat_model.show(held.overview.heat)
            self.heat.go_to(held.code, held.feature)
            self.work.sheet.show(work_rows(held, formats))
        self.refreshed.emit()

    def _for(self) -> str:
        """Say whose values are shown."""
        held, keys = self._held, self._held.keys()
        session = held.session
        if session is None or not keys:
            return ""
        if len(keys) == 1:
            return tr("of {name}", name=held.classes.records(session).name(keys[0]))
        return trn("for {count} selected", "for {count} selected", len(keys))

    def _show_parts(self, which: str) -> None:
        self.features.setVisible(which != HEAT)
        self._heat_box.setVisible(which != FEATURES)
        self._work_box.setVisible(which != FEATURES)
        px = self._look.px
        heat = px(HEAD + 36 + SHOWN_CLASSES * CELL_HIGH + 8)
        self.parts.setSizes([px(229), heat, px(226)])
        self.setFocusProxy(self.heat if which == HEAT else self.features)
        self._later()

    # ---- typing -----------------------------------------------------------------------------

    def _choices(self, code: str):  # noqa: ANN202 - see Classes.choices
        held, session = self._held, self._held.session
        return held.classes.choices(session, held.code, code) if session is not None else ()

    def _value(self, code: str) -> FeatureValue | None:
        held, session, keys = self._held, self._held.session, self._held.keys()
        sheet = held.classes.of(session, keys[0]) if session is not None and keys else None
        row = sheet.row(code) if sheet is not None else None
        records = held.classes.records(session) if session is not None else None
        if row is None or records is None:
            return None
        texts = {str(shown.product.features.get(code))
                 for key in keys if (shown := records.get(key)) is not None}  # fmt: skip
        return row.value if len(texts) == 1 else None

    def _trouble(self, code: str, text: str) -> str:
        held, session = self._held, self._held.session
        if session is None:
            return ""
        return held.classes.trouble(session, held.code, code, text)

    def _why_not(self) -> str:
        held, session, keys = self._held, self._held.session, self._held.keys()
        if session is None or session.resource.classified is None:
            return tr("These rows cannot be changed.")
        if not keys:
            return tr("No loaded product has this class.")
        records = held.classes.records(session)
        reasons = {records.why_not(key, session.resource.classified.features) for key in keys}
        return "" if "" in reasons else min(reasons)

    def _keep_products(self) -> None:
        """Remember whose value is typed: others may be chosen while the editor is open."""
        self._typed_for = self._held.keys()

    def _type(self, code: str, text: str) -> None:
        self._held.set_value(self._typed_for or self._held.keys(), code, text)

    def _refuse(self, reason: str) -> None:
        from workbench.core.errors import bad_input  # noqa: PLC0415 - seldom

        self._held.desk.trouble.emit(bad_input(reason, tr("Nothing was changed.")))

    # ---- choosing ---------------------------------------------------------------------------

    def _choose_cell(self, class_code: str, feature: str) -> None:
        held = self._held
        if class_code != held.code:
            held.open(class_code, feature)
        else:
            held.choose(feature)

    def _open_products(self, class_code: str, feature: str) -> None:
        """Open the products of a cell: those without a value, all of the class where none lacks."""
        held = self._held
        lacking = held.missing(class_code, feature)
        held.show_products(lacking or held.members(class_code))

    def _choose_line(self, key: str) -> None:
        line = line_of(self._held, key)
        if line is not None and self.work.hasFocus():
            self._held.open(line.class_code, line.features[0])

    def _fill_line(self, key: str) -> None:
        line = line_of(self._held, key)
        if line is not None:
            self._held.open(line.class_code, line.features[0])
            self.fill_wanted.emit()

    # ---- Qt ---------------------------------------------------------------------------------

    @never_raises(None)
    def showEvent(self, event: object) -> None:  # noqa: D102
        super().showEvent(event)  # type: ignore[arg-type]
        self._later()

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.surface)


def _titled(
    title: str, note: str, body: QWidget, look: Look, *, side: QWidget | None = None,
    under: bool = False,
) -> QWidget:  # fmt: skip
    """Return a part of the page under its title."""
    box = QWidget()
    head = QHBoxLayout()
    keep_spacing(head, look, 12, (16, 10, 40, 0))
    head.addWidget(label(title, look, Role.CELL_STRONG))
    small = elided_label(note, look, Role.NOTE, "text2")
    head.addWidget(small, 1)
    if side is not None:
        head.addWidget(side)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Hairline(look))
    column.addLayout(head)
    if under:
        column.addSpacing(look.px(4))
    column.addWidget(body, 1)
    return box
