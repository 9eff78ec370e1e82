"""Fusion with the sizes and the few shapes that the look asks for.

There is no sheet: its rules would read the application's palette only, and boxes, rings, input
frames and buttons must follow the accent of the tab they stand in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleFactory,
    QStyleOption,
    QStyleOptionComplex,
    QTextEdit,
    QWidget,
)

from workbench.ui.safe import never_raises
from workbench.ui.theme.chrome import (
    calm_selection,
    ground_of_scroll_bar,
    paint_menu_bar_item,
    paint_scroll_bar,
    scroll_bar_part,
)
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionSlider

    from workbench.ui.theme.look import Look

_Element = QStyle.PrimitiveElement
_Complex = QStyle.ComplexControl
_Metric = QStyle.PixelMetric
_State = QStyle.StateFlag
_Role = QPalette.ColorRole

_EDITORS = (QPlainTextEdit, QTextEdit)

_LENGTHS = {
    _Metric.PM_IndicatorWidth: "indicator",
    _Metric.PM_IndicatorHeight: "indicator",
    _Metric.PM_ExclusiveIndicatorWidth: "indicator",
    _Metric.PM_ExclusiveIndicatorHeight: "indicator",
    _Metric.PM_SmallIconSize: "icon",
    _Metric.PM_ButtonIconSize: "icon",
    _Metric.PM_ToolBarIconSize: "icon",
    _Metric.PM_ListViewIconSize: "icon",
    _Metric.PM_TabBarIconSize: "icon",
    _Metric.PM_LayoutHorizontalSpacing: "gap",
    _Metric.PM_LayoutVerticalSpacing: "gap",
    _Metric.PM_ScrollBarExtent: "scroll_bar",
    _Metric.PM_CheckBoxLabelSpacing: "gap",
    _Metric.PM_RadioButtonLabelSpacing: "gap",
}


class WorkbenchStyle(QProxyStyle):
    """Keep a Python reference for as long as the application lives."""

    def __init__(self, look: Look) -> None:
        super().__init__(QStyleFactory.create("Fusion"))
        self._look = look
        self._painters = {
            _Element.PE_IndicatorCheckBox: self._paint_box,
            _Element.PE_IndicatorItemViewItemCheck: self._paint_box,
            _Element.PE_IndicatorRadioButton: self._paint_radio,
            _Element.PE_PanelLineEdit: self._paint_input,
            _Element.PE_PanelButtonCommand: self._paint_button,
            _Element.PE_Frame: self._paint_frame,
            _Element.PE_FrameMenu: self._paint_frame,
            _Element.PE_PanelTipLabel: self._paint_tip,
            _Element.PE_PanelScrollAreaCorner: self._paint_corner,
        }

    def pixelMetric(  # noqa: D102
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric == _Metric.PM_DefaultFrameWidth and isinstance(widget, _EDITORS):
            return 2  # the rounded edge, clear of the square text area inside
        name = _LENGTHS.get(metric)
        return self._look.size(name) if name else super().pixelMetric(metric, option, widget)

    def sizeFromContents(  # noqa: D102
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget
    ) -> QSize:
        found = super().sizeFromContents(kind, option, size, widget)
        if kind == QStyle.ContentsType.CT_MenuBarItem:
            found.setWidth(size.width() + 2 * self._look.px(12))
            found.setHeight(self._look.size("menu_bar"))
        if kind in {
            QStyle.ContentsType.CT_LineEdit,
            QStyle.ContentsType.CT_ComboBox,
            QStyle.ContentsType.CT_SpinBox,
            QStyle.ContentsType.CT_PushButton,
        }:
            found.setHeight(self._look.size("control"))
        return found

    @never_raises(None)
    def drawPrimitive(  # noqa: D102
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        own = self._painters.get(element)
        if own is None:
            super().drawPrimitive(element, option, painter, widget)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        own(option, painter, widget)
        painter.restore()

    @never_raises(None)
    def drawComplexControl(  # noqa: D102
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control == _Complex.CC_ScrollBar:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            bar = cast("QStyleOptionSlider", option)
            paint_scroll_bar(bar, painter, self._look, ground_of_scroll_bar(widget))
            painter.restore()
            return
        kinds = {_Complex.CC_ComboBox, _Complex.CC_SpinBox}
        if control not in kinds or not getattr(option, "frame", True):
            super().drawComplexControl(control, option, painter, widget)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_edge(option, painter, widget)
        self._paint_carets(option, painter)
        painter.restore()

    def subControlRect(  # noqa: D102
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget,
    ) -> QRect:
        if control == _Complex.CC_ScrollBar:
            return scroll_bar_part(cast("QStyleOptionSlider", option), part, self._look)
        inner = {
            _Complex.CC_ComboBox: QStyle.SubControl.SC_ComboBoxEditField,
            _Complex.CC_SpinBox: QStyle.SubControl.SC_SpinBoxEditField,
        }
        if inner.get(control) != part:
            return super().subControlRect(control, option, part, widget)
        px = self._look.px
        return option.rect.adjusted(px(6), 2, -px(22), -2)

    @never_raises(None)
    def drawControl(  # noqa: D102
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == QStyle.ControlElement.CE_MenuBarItem:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_menu_bar_item(option, painter, self._look)
            painter.restore()
        elif element == QStyle.ControlElement.CE_MenuBarEmptyArea:
            painter.fillRect(option.rect, self._look.colours.window)
        elif element == QStyle.ControlElement.CE_ShapedFrame and _is_box(option):
            self._paint_frame(option, painter, None)
        elif element == QStyle.ControlElement.CE_ItemViewItem:
            option.palette = calm_selection(option.palette, self._look)
            super().drawControl(element, option, painter, widget)
        else:
            super().drawControl(element, option, painter, widget)

    def _paint_carets(self, option: QStyleOptionComplex, painter: QPainter) -> None:
        side = self._look.size("icon_dense")
        rect = option.rect
        spot = QRect(rect.right() - side - self._look.px(5), rect.top(), side, rect.height())
        enabled = bool(option.state & _State.State_Enabled)
        colours = self._look.colours
        ink = colours.text2 if enabled else colours.text3
        self._look.paint_icon(painter, spot, "chevrons-up-down", ink)

    def _paint_box(self, option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
        on = bool(option.state & (_State.State_On | _State.State_NoChange))
        self._edge_and_fill(option, painter, on=on)
        box = self._square(option)
        painter.drawRoundedRect(
            box, self._look.radius("radius_box"), self._look.radius("radius_box")
        )
        side = box.width()
        painter.setPen(_round_pen(option.palette.color(_Role.BrightText), side / 8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if option.state & _State.State_NoChange:
            painter.drawLine(_at(box, 0.25, 0.5), _at(box, 0.75, 0.5))
        elif option.state & _State.State_On:
            tick = [_at(box, 0.22, 0.52), _at(box, 0.43, 0.73), _at(box, 0.79, 0.3)]
            painter.drawPolyline(QPolygonF(tick))
        self._focus(option, painter, box)

    def _paint_radio(
        self, option: QStyleOption, painter: QPainter, _widget: QWidget | None
    ) -> None:
        ring = self._square(option)
        self._edge_and_fill(option, painter, on=False)
        if option.state & _State.State_On:
            painter.setPen(QPen(option.palette.color(_Role.Link), 2))
        painter.drawEllipse(ring)
        if option.state & _State.State_On:
            inset = ring.width() * 0.26
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(option.palette.color(_Role.Link))
            painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))
        self._focus(option, painter, ring)

    def _paint_input(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        if widget is not None and isinstance(widget.parent(), QAbstractSpinBox):
            return
        if isinstance(widget, QLineEdit) and widget.isReadOnly():
            return
        self._paint_edge(option, painter, widget)

    def _paint_frame(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        if isinstance(widget, _EDITORS):
            self._paint_edge(option, painter, widget)
            return
        painter.setPen(QPen(self._look.colours.line2, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_tip(self, option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
        painter.fillRect(option.rect, self._look.colours.raised)
        self._paint_frame(option, painter, None)

    def _paint_corner(
        self, option: QStyleOption, painter: QPainter, widget: QWidget | None
    ) -> None:
        """The corner between two scroll bars stands in no box of its own."""
        ground = self._look.colours.surface
        if isinstance(widget, QAbstractScrollArea):
            view = widget.viewport()
            ground = view.palette().color(view.backgroundRole())
        painter.fillRect(option.rect, ground)

    def _paint_edge(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        focused = bool(option.state & _State.State_HasFocus)
        bad = widget is not None and bool(widget.property("bad"))
        edge = option.palette.color(_Role.Link if focused else _Role.Dark)
        if bad:
            edge = self._look.colours_of(Mark.REFUSED).mark
        width = 2.0 if focused or bad else 1.0
        painter.setPen(QPen(edge, width))
        painter.setBrush(option.palette.color(_Role.Base))
        # A text area is square inside, so its edge turns tighter.
        corner = "radius_badge" if isinstance(widget, _EDITORS) else "radius"
        self._rounded(painter, option, width, self._look.radius(corner))

    def _paint_button(
        self, option: QStyleOption, painter: QPainter, _widget: QWidget | None
    ) -> None:
        focused = bool(option.state & _State.State_HasFocus)
        width = 2.0 if focused else 1.0
        edge = option.palette.color(_Role.Link if focused else _Role.Mid)
        painter.setPen(QPen(edge, width))
        colours = self._look.colours
        ground = option.palette.color(_Role.Button)
        if option.state & _State.State_Sunken:
            ground = colours.press
        elif option.state & _State.State_MouseOver and option.state & _State.State_Enabled:
            ground = colours.hover
        painter.setBrush(ground)
        self._rounded(painter, option, width, self._look.radius())

    @staticmethod
    def _rounded(painter: QPainter, option: QStyleOption, width: float, corner: float) -> None:
        half = width / 2
        frame = QRectF(option.rect).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(frame, corner, corner)

    def _edge_and_fill(self, option: QStyleOption, painter: QPainter, *, on: bool) -> None:
        palette = option.palette
        # In rows the highlight is the selection's tint; the accent is the fill everywhere.
        painter.setBrush(palette.color(_Role.Accent if on else _Role.Base))
        painter.setPen(QPen(palette.color(_Role.Accent if on else _Role.Dark), 1))

    def _focus(self, option: QStyleOption, painter: QPainter, box: QRectF) -> None:
        if option.state & _State.State_HasFocus:
            painter.setPen(QPen(option.palette.color(_Role.Link), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            corner = self._look.radius("radius_box") + 2
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), corner, corner)

    def _square(self, option: QStyleOption) -> QRectF:
        rect = QRectF(option.rect)
        side = min(rect.width(), rect.height(), self._look.size("indicator")) - 1
        return QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)


def _is_box(option: QStyleOption) -> bool:
    """Whether a frame is a plain box, as pop-ups of choices have it: Qt paints it in text ink."""
    return getattr(option, "frameShape", None) == QFrame.Shape.Box


def _at(box: QRectF, across: float, down: float) -> QPointF:
    return QPointF(box.left() + box.width() * across, box.top() + box.height() * down)


def _round_pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
