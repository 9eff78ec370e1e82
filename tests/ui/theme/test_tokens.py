"""Every pair of text and ground in the token file can be read, and every mark be seen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from workbench.core.resources import resource_path
from workbench.ui.theme.marks import SAME_COLOURS, Mark
from workbench.ui.theme.tokens import Colours, Role, contrast, mix, read_tokens

TOKENS = read_tokens(resource_path("tokens.json"))
SETS = sorted(TOKENS.sets)
TEXT, SIGN = 4.5, 3.0


def worst(pairs):
    return min((contrast(one, other), name) for name, one, other in pairs)


@pytest.mark.parametrize("name", SETS)
def test_greys_can_be_read_on_every_ground(name):
    colours = Colours.of(TOKENS.sets[name].colours)
    grounds = ("window", "surface", "raised", "sunken", "hover")
    pairs = [
        (f"{ink} on {ground}", getattr(colours, ink), getattr(colours, ground))
        for ink in ("text", "text2", "text3")
        for ground in grounds
    ]
    pairs += [
        (f"{ink} on press", getattr(colours, ink), colours.press) for ink in ("text", "text2")
    ]
    assert worst(pairs)[0] >= TEXT, worst(pairs)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("source", sorted(TOKENS.icons))
def test_texts_can_be_read_on_selection(name, source):
    tokens = TOKENS.sets[name]
    colours = Colours.of(tokens.colours)
    ink = QColor(tokens.accents[source].ink)
    row = mix(colours.surface, ink, tokens.selection)
    rail = mix(colours.window, ink, tokens.rail_selection)
    pairs = [
        ("text on row", colours.text, row),
        ("text2 on row", colours.text2, row),
        ("text3 on row", colours.text3, row),
        ("ink on row", ink, row),
        ("text on rail", colours.text, rail),
        ("text2 on rail", colours.text2, rail),
        ("ink on surface", ink, colours.surface),
        ("ink on window", ink, colours.window),
        ("ink on raised", ink, colours.raised),
    ]
    assert worst(pairs)[0] >= TEXT, worst(pairs)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("source", sorted(TOKENS.icons))
def test_fills_carry_white_and_stand_out(name, source):
    tokens = TOKENS.sets[name]
    fill = QColor(tokens.accents[source].fill)
    assert contrast(QColor("white"), fill) >= TEXT
    assert contrast(fill, QColor(tokens.colours.surface)) >= SIGN


@pytest.mark.parametrize("name", SETS)
def test_the_deleting_button_carries_white_and_stands_out(name):
    danger = QColor(TOKENS.sets[name].danger)
    assert contrast(QColor("white"), danger) >= TEXT
    assert contrast(danger, QColor(TOKENS.sets[name].colours.surface)) >= SIGN


@pytest.mark.parametrize("name", SETS)
def test_states_can_be_read_and_seen(name):
    tokens = TOKENS.sets[name]
    surface = QColor(tokens.colours.surface)
    for state, colours in tokens.states.items():
        tint = QColor(colours.tint)
        assert contrast(QColor(colours.ink), tint) >= TEXT, state
        assert contrast(QColor(colours.ink), surface) >= TEXT, state
        assert contrast(QColor(tokens.colours.text), tint) >= TEXT, state
        assert contrast(QColor(colours.mark), tint) >= SIGN, state
        assert contrast(QColor(colours.mark), surface) >= SIGN, state


@pytest.mark.parametrize("name", SETS)
def test_edges_of_inputs_and_lines_of_charts_can_be_seen(name):
    tokens = TOKENS.sets[name]
    surface = QColor(tokens.colours.surface)
    assert contrast(QColor(tokens.colours.control), surface) >= SIGN
    assert len(tokens.series) == len(TOKENS.dashes)
    for series in tokens.series:
        assert contrast(QColor(series), surface) >= TEXT


def test_every_state_has_colours_of_its_own_or_is_grey_by_intent():
    grey = {Mark.STALE, Mark.LOADING}
    for tokens in TOKENS.sets.values():
        assert {SAME_COLOURS.get(mark, mark) for mark in Mark} - grey == set(tokens.states)


def test_every_role_has_a_size_and_none_is_below_eleven():
    assert set(TOKENS.type.roles) == set(Role)
    assert min(role.px for role in TOKENS.type.roles.values()) == 11


def test_the_numbers_of_the_look():
    sizes = TOKENS.sizes
    assert [sizes[n] for n in ("menu_bar", "tab_row", "tool_bar", "chip_row", "table_header")] == [
        28, 40, 44, 38, 32,
    ]  # fmt: skip
    heights = {density.value: (row.height, row.thumbnail) for density, row in TOKENS.rows.items()}
    assert heights == {"compact": (28, 24), "regular": (36, 32), "roomy": (44, 36)}


def test_contrast_is_that_of_wcag():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)
