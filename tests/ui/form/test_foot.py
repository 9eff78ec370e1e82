"""The form's foot stages where one can type, and only goes on where one cannot."""

from __future__ import annotations

from workbench.ui.form.foot import FormFoot


def test_where_nothing_can_be_typed_the_button_only_goes_on(qtbot, look):
    foot = FormFoot(look)
    qtbot.addWidget(foot)
    foot.show_state(staged=False, last=False)
    assert foot.next.text() == "Stage and next"
    foot.show_state(staged=False, last=False, writable=False)
    assert foot.next.text() == "Next"
    assert foot.next.isEnabled()
    foot.show_state(staged=False, last=True, writable=False)
    assert not foot.next.isEnabled()
    foot.show_state(staged=True, last=True)
    assert foot.next.text() == "Stage"
