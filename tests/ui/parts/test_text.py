"""What a service sends is shown, never obeyed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtWidgets import QWidget

from workbench.ui.parts.buttons import Button
from workbench.ui.parts.shapes import Badge
from workbench.ui.text import (
    LONGEST,
    elided_label,
    ink_colour,
    label,
    no_mnemonic,
    set_tip,
    tip_text,
    visible,
)
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role


@pytest.fixture
def markup(tmp_path):
    """Text that Qt would take for a picture of pure red, were it read as rich."""
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF0000"))
    path = tmp_path / "red.png"
    assert image.save(str(path))
    return f"<img src='{path.as_uri()}'> &lt;b&gt;"


def has_red(widget):
    widget.resize(400, 120)
    image = widget.grab().toImage()
    return any(
        image.pixelColor(x, y) == QColor("#FF0000")
        for x in range(image.width())
        for y in range(image.height())
    )


def test_markup_is_shown_literally(qtbot, look, markup):
    made = [
        label(markup, look),
        label(markup, look, wrap=True, selectable=True),
        elided_label(markup, look),
        Button(markup, look),
        Badge(markup, look),
    ]
    for widget in made:
        qtbot.addWidget(widget)
        assert not has_red(widget)
    assert made[0].text() == markup


def test_the_same_markup_would_draw_red_if_it_were_rich(qtbot, look, markup):
    naive = label("", look)
    qtbot.addWidget(naive)
    naive.setTextFormat(Qt.TextFormat.RichText)
    super(type(naive), naive).setText(markup)
    assert has_red(naive)


def test_a_tool_tip_cannot_load_a_picture(qtbot, look, markup):
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tip(widget, markup)
    document = QTextDocument()
    document.setHtml(widget.toolTip())
    assert document.toPlainText() == markup
    assert widget.accessibleDescription() == markup
    assert tip_text("") == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Malmö", "Malmö"),
        ("a\x00b", "a␀b"),
        ("a\nb\tc", "a⏎b⇥c"),
        ("x\u202egnp.exe", "x⟨U+202E⟩gnp.exe"),
        ("\ud800", "⟨U+D800⟩"),
        ("del\x7f", "del␡"),
        ("\ufeffid", "⟨U+FEFF⟩id"),
    ],
)
def test_hidden_characters_are_seen(text, shown):
    assert visible(text) == shown


def test_lines_may_stay_lines():
    assert visible("a\r\nb\tc\x00", lines=True) == "a\nb\tc␀"


@given(st.text(st.characters(), max_size=60))
def test_nothing_hidden_is_left_and_all_can_be_written(text):
    shown = visible(text)
    shown.encode("utf-8")
    assert not any(ord(char) < 0x20 or char in "\u202e\u2066\u200b" for char in shown)


def test_long_texts_are_cut():
    assert len(visible("x" * 10_000)) == LONGEST
    assert visible("x" * 10_000).endswith("…")
    assert len(visible("x" * LONGEST)) == LONGEST


def test_an_elided_label_keeps_the_whole_text_for_ears_and_pointers(qtbot, look):
    made = elided_label("Thermo tumbler Lappland copper 480 ml", look, Role.CELL_STRONG)
    qtbot.addWidget(made)
    made.resize(80, 20)
    made.grab()
    assert "Lappland copper" in made.toolTip()
    assert made.accessibleName() == "Thermo tumbler Lappland copper 480 ml"
    made.resize(made.sizeHint())
    made.grab()
    assert made.toolTip() == ""


def test_labels_follow_the_look(qtbot, look):
    made = label("Price", look, Role.LABEL, Mark.CHANGED)
    qtbot.addWidget(made)
    look.set_zoom(150)
    assert made.font().pixelSize() == 18
    assert made.palette().windowText().color() == ink_colour(look, Mark.CHANGED)


def test_ampersands_are_kept():
    assert no_mnemonic("Regn & Co") == "Regn && Co"
