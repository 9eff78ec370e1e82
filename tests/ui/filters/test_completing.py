"""A text of a filter is completed by the service while it is typed, by rows the filter names."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.harness.waiting import until
from tests.ui.filters.kit import faceted_source
from tests.ui.sample import ACCOUNT, make_workspace
from workbench.core.queries import Condition, Filter, Part, PartKind
from workbench.core.secret import Secret
from workbench.core.values import Coded
from workbench.core.views import TabState
from workbench.store.secrets import MemoryVault
from workbench.ui.desk.desk import Desk
from workbench.ui.entry.suggest import Suggest
from workbench.ui.filters.builder import FilterBuilder

Key = Qt.Key
ARTICLE = Filter("id", "article number", (Part("", PartKind.TEXT),), completes="products")
PLAIN = Filter("note", "Note", (Part("", PartKind.TEXT),))


@pytest.fixture
def asked():
    return []


@pytest.fixture
def desk(qapp, tmp_path, asked):
    async def complete(_client: object, text: str) -> list[Coded]:
        asked.append(text)
        return [Coded("10-0007", f"Desk {text}"), Coded("10-0008", f"Floor {text}")]

    source = faceted_source(20)
    first = replace(source.resources[0], filters=(ARTICLE, PLAIN), complete=complete)
    first = replace(first, id="products")
    source = replace(source, resources=(first,))
    workspace = make_workspace(tmp_path, source)
    assert isinstance(workspace.vault, MemoryVault)
    workspace.vault.hold(ACCOUNT, {"token": Secret("none-is-checked")})
    made = Desk(workspace, source, TabState(source.id, account=ACCOUNT.name))
    made.open(ask=False)
    yield made
    workspace.stores.close()


def opened(desk, look, host, name):
    builder = FilterBuilder(desk, look)
    host(builder)
    builder.choose(f"filter:{name}")
    return builder, builder.panel.editor.inputs[0]


async def typed(held, text):
    """Type into an input; return its line and what it suggests, opened."""
    line = held._line
    line.setFocus()
    await until(line.hasFocus)
    QTest.keyClicks(line, text)
    suggest = line.findChild(Suggest)
    await until(suggest.is_open)
    return line, suggest


async def test_a_number_is_found_by_what_is_typed_and_chosen_by_key(desk, look, host, asked):
    builder, held = opened(desk, look, host, "id")
    _line, suggest = await typed(held, "lamp")
    assert asked == ["lamp"]
    assert suggest.model.index(0).data() == "Desk lamp · 10-0007"
    QTest.keyClick(suggest.popup, Key.Key_Down)
    QTest.keyClick(suggest.popup, Key.Key_Return)
    assert held.text() == "10-0007"
    builder.panel.apply()
    assert desk.view.query.conditions == (Condition("id", "", "10-0007"),)
    await until(lambda: desk.workspace.jobs.pending == 0)


async def test_any_other_number_may_be_typed(desk, look, host, asked):
    _builder, held = opened(desk, look, host, "id")
    line, suggest = await typed(held, "ZZ-1")
    QTest.keyClick(suggest.popup, Key.Key_Escape)
    assert held.condition() == Condition("id", "", "ZZ-1")
    assert line.accessibleName() == "Article number"
    await until(lambda: desk.workspace.jobs.pending == 0)


async def test_what_is_in_force_is_shown_for_changing(desk, look, host):
    _builder, held = opened(desk, look, host, "id")
    held.set_text("10-0001")
    assert held.condition() == Condition("id", "", "10-0001")


async def test_other_texts_are_completed_by_nobody(desk, look, host):
    _builder, held = opened(desk, look, host, "note")
    assert held._line.findChild(Suggest) is None
