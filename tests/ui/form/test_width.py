"""A form keeps to the width of its dock, however long the names of its fields are."""

from __future__ import annotations

import pytest

from workbench.core.formats import Formats
from workbench.core.views import WindowState
from workbench.sources import ALL
from workbench.ui.form.field import FormField, ReadField
from workbench.ui.form.sections import Sections
from workbench.ui.form.shape import parts_of
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit

TYPED = [(source, each) for source in ALL for each in source.resources if each.saving is not None]


@pytest.mark.parametrize(
    "resource", [each for _, each in TYPED], ids=[f"{one.id}-{each.id}" for one, each in TYPED]
)
def test_two_fields_side_by_side_fit_into_the_dock(qtbot, look, resource):
    def make(spot):
        if spot.entry is None:
            return ReadField(spot, look)
        return FormField(spot, spot.entry, look, None, Formats())

    sections = Sections(parts_of(resource), make, look)
    qtbot.addWidget(sections)
    assert sections.minimumSizeHint().width() <= look.px(WindowState().dock) - look.px(24)


def test_a_long_former_value_is_cut_and_told_whole(qtbot, look):
    box = FieldBox("Weight of hazardous substances", LineEdit("x", look), look, unit="kilogrammes")
    qtbot.addWidget(box)
    box.set_changed("a value of many words, as services have them at times")
    assert box.minimumSizeHint().width() < look.px(150)
    assert "a value of many words" in box.editor.accessibleDescription()
    assert box.editor.accessibleName() == "Weight of hazardous substances, kilogrammes"
