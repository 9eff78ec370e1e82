"""The dock beside the class page: the chosen feature, its values and products, the bulk fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.classes.cells import Column
from workbench.ui.classes.features import unit_text
from workbench.ui.classes.fill import FillBox
from workbench.ui.classes.rehearsal import RehearsalBox
from workbench.ui.classes.sheet import SheetModel, SheetView
from workbench.ui.classes.usage import (
    FIRST,
    product_columns,
    product_rows,
    usage_columns,
    usage_rows,
    used_choices,
)
from workbench.ui.dock.tabs import PageTabs
from workbench.ui.parts.section import Section
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import elided_label
from workbench.ui.theme.tokens import Role
from workbench.ui.topics import set_topic

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QShowEvent

    from workbench.ui.classes.desk import ClassDesk
    from workbench.ui.theme.look import Look

FEATURE, VALUES, PRODUCTS = "feature", "values", "products"


class FeatureDock(QWidget):
    """Follows the feature that is chosen on the class page.

    Attributes:
        report_wanted: the report of the rehearsal is wanted.
        fill_box, rehearsal: the parts.
    """

    report_wanted = Signal()

    def __init__(self, held: ClassDesk, look: Look) -> None:
        super().__init__()
        set_topic(self, "etim")
        self._held = held
        self._look = look
        self.setAccessibleName(tr("Feature"))
        self.tabs = PageTabs(look)
        self.tabs.set_pages(
            [(FEATURE, tr("Feature")), (VALUES, tr("Values")), (PRODUCTS, tr("Products"))]
        )
        self.name = elided_label("", look, Role.RECORD)
        self.about = elided_label("", look, Role.CELL, "text2")
        self.usage = SheetView(SheetModel(usage_columns()), look, tr("Values in use"), plain=True)
        self.fill_box = FillBox(held, look)
        self.rehearsal = RehearsalBox(held, look)
        self.values = SheetView(SheetModel(usage_columns(96)), look, tr("Values in use"))
        self.products = SheetView(SheetModel(product_columns()), look, tr("Products"))
        self.area = QScrollArea()
        self._stack = QStackedWidget()
        self._soon = QTimer(self, interval=40, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look = self._look
        head = QVBoxLayout()
        keep_spacing(head, look, 2, (16, 14, 16, 10))
        head.addWidget(self.name)
        head.addWidget(self.about)
        inner = QWidget()
        column = QVBoxLayout(inner)
        keep_spacing(column, look, 8, (16, 0, 16, 16))
        self.sections = {
            "usage": Section(tr("Values in use"), self.usage, look),
            "fill": Section(tr("Bulk fill"), self.fill_box, look),
            "rehearsal": Section(tr("Release rehearsal"), self.rehearsal, look),
        }
        for section in self.sections.values():
            column.addWidget(Hairline(look))
            column.addWidget(section)
        column.addStretch(1)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)
        first = QWidget()
        whole = QVBoxLayout(first)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.area, 1)
        self.pages = {FEATURE: first, VALUES: self.values, PRODUCTS: self.products}
        for page in self.pages.values():
            self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.tabs)
        outer.addWidget(self._stack, 1)

    def _connect(self) -> None:
        held = self._held
        for signal in (held.opened, held.chosen, held.reckoned):
            signal.connect(self._later)
        self.tabs.chosen.connect(self._turn)
        self.products.acted.connect(self._choose_product)
        self.usage.acted.connect(self._show_with)
        self.values.acted.connect(self._show_with)
        self.rehearsal.report_wanted.connect(self.report_wanted)
        self.rehearsal.noted.connect(self.sections["rehearsal"].head.set_note)

    def fill(self) -> None:
        """Begin a bulk fill of the chosen feature."""
        self.tabs.choose(FEATURE)
        self.sections["fill"].head.setChecked(True)
        self.refresh()
        self.fill_box.begin()
        self.area.ensureWidgetVisible(self.fill_box)

    # ---- showing ----------------------------------------------------------------------------

    @never_raises(None)
    def _later(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    @never_raises(None)
    def refresh(self) -> None:
        """Show the chosen feature as it is."""
        self._soon.stop()
        held = self._held
        if not self.isVisible() or not held.code:
            return
        formats, feature = held.desk.workspace.formats, held.feature_of(held.feature)
        self.name.say(feature.name or held.feature or tr("No feature chosen"))
        unit = unit_text(feature)
        parts = (held.feature, feature.type.shown, unit,
                 tr("class {code}", code=held.code))  # fmt: skip
        self.about.say(" · ".join(part for part in parts if part))
        members, used = held.members(), used_choices(held)
        count = trn("{count} product", "{count} products", len(members))
        self.sections["usage"].head.set_note(count)
        self.usage.sheet.show(usage_rows(held, used, formats, FIRST))
        self.usage.fit()
        self.tabs.set_count(VALUES, len(used))
        self.tabs.set_count(PRODUCTS, len(members))
        self.fill_box.show_feature()
        self.rehearsal.show_class()
        self._show_page()

    def _show_page(self) -> None:
        held = self._held
        if self.tabs.current == VALUES:
            rows = usage_rows(held, used_choices(held), held.desk.workspace.formats)
            self.values.sheet.show(rows)
        elif self.tabs.current == PRODUCTS:
            name = held.feature_of(held.feature).name or tr("Value")
            self.products.sheet.set_column(1, Column(name, 130, stretch=True))
            self.products.sheet.show(product_rows(held))

    @never_raises(None)
    def _turn(self, page: str) -> None:
        self._stack.setCurrentWidget(self.pages.get(page) or self.pages[FEATURE])
        self._show_page()

    def _choose_product(self, key: str) -> None:
        """Show the values of one product on the class page."""
        self._held.desk.selection.only([key])
        self._held.desk.selection.set_current(key)

    def _show_with(self, code: str) -> None:
        """Show the products that have a value, or none."""
        held, session = self._held, self._held.session
        if session is None:
            return
        if not code:
            held.show_products(held.missing(held.code, held.feature))
            return
        found = held.classes.records(session).of_class(held.code)
        held.show_products(
            key for key, own in found if _text(own.product.features.get(held.feature)) == code
        )

    @never_raises(None)
    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self._later()

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.surface)

    @never_raises(QSize(352, 600))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.size("dock"), self._look.px(600))

    @never_raises(QSize(300, 200))
    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.size("dock_least"), self._look.px(200))


def _text(value: object) -> str:
    return "..".join(value) if isinstance(value, tuple) else str(value or "")
