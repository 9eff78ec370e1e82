"""An open editor and what happens to the rows meanwhile: the text is always in cell or journal."""

from __future__ import annotations

import pytest

from tests.harness.waiting import until
from tests.ui.grid.editing.stand import Key
from tests.workspace.shop import ARTICLES, Shelf, article, shop
from workbench.core.queries import Query, Sort
from workbench.edits.drafts import State
from workbench.edits.values import unpack

KEY = "10-0003"
TEXT = "Half a na"


async def refresh(stand):
    stand.desk.session.search(stand.desk.view.query, again=True)
    await until(lambda: stand.desk.session.status.phase.value == "idle")


async def again(stand):
    await stand.desk.session.ask(Query(), again=True)


async def sort(stand):
    stand.desk.set_sort((Sort("name", descending=True),))


async def keep_by_filter(stand):
    stand.desk.set_header("stock", "<100")


async def hide_by_filter(stand):
    stand.desk.set_header("stock", ">100")


async def page(stand):
    stand.desk.session.held.add_blank(["x-1", "x-2"])


async def other_edit(stand):
    stand.editing.set("x", [("10-0009", "name", "Other"), (KEY, "price", None)])


async def undo(stand):
    stand.editing.set("x", [("10-0009", "name", "Other")])
    stand.steps.undo()


async def record_gone(stand):
    stand.shop.shelf.articles.pop("10-0001")
    await stand.desk.session.ask(Query(), again=True)


async def own_record_gone(stand):
    stand.shop.shelf.articles.pop(KEY)
    await stand.desk.session.ask(Query(), again=True)


async def columns(stand):
    stand.desk.set_columns(tuple(reversed(stand.desk.view.columns)))


async def column_hidden(stand):
    stand.desk.set_columns(tuple(c for c in stand.desk.view.columns if c.field != "name"))


async def scroll(stand):
    stand.grid.view.verticalScrollBar().setValue(10_000)


async def zoom(stand):
    stand.grid._look.set_zoom(150)


async def tab_switch(stand):
    stand.grid.hide()


async def close(stand):
    stand.grid.settle()
    stand.grid.close()


async def account(stand):
    stand.desk.connect_account(stand.desk.account)


EVENTS = (
    refresh,
    again,
    sort,
    keep_by_filter,
    hide_by_filter,
    page,
    other_edit,
    undo,
    record_gone,
    own_record_gone,
    columns,
    column_hidden,
    scroll,
    zoom,
    tab_switch,
    close,
    account,
)


@pytest.mark.fault(43)
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
async def test_typed_text_survives(stall, event):
    async with stall() as stand:
        book, editing = stand.editing.book, stand.editing
        stand.go(2, "name")
        stand.type(TEXT)
        await event(stand)
        hands = stand.grid.hands
        if hands is not None and hands.editor is not None:
            assert hands.editor.editor.text() == TEXT
            assert hands.editor.key == KEY
            hands.editor.keep()
        else:
            assert editing.cell(KEY, "name").value == TEXT
        await until(lambda: kept(stand, book) == TEXT)
        stand.grid.settle()
        assert book.record("articles", KEY).cells["name"].value == TEXT


def kept(stand, book):
    entry = ARTICLES.saving.entry("name")
    found = {d.key.field: d.value for d in book._journal.drafts(*book.place) if d.key.record == KEY}
    value = found.get("name")
    return unpack(value, ARTICLES.field("name"), entry) if value is not None else None


async def test_what_is_typed_is_on_the_disk_before_the_editor_is_left(stall, tmp_path):
    shelf = Shelf.of()
    async with stall(shelf=shelf) as stand:
        stand.go(2, "name")
        stand.type(TEXT)
        await until(lambda: kept(stand, stand.editing.book) == TEXT)
        assert stand.editing.cell(KEY, "name") is None
        # The program ends here without anybody leaving the editor.
        stand.hands.editor.touched = False
    async with shop(tmp_path, shelf) as held:
        session = await held.session()
        assert session.editing.value(KEY, "name") == TEXT


@pytest.mark.fault(43)
async def test_no_reset_under_an_open_editor(stall):
    async with stall() as stand:
        resets = []
        stand.grid.view.grid_model.modelReset.connect(lambda: resets.append(1))
        stand.go(2, "name")
        stand.type(TEXT)
        await again(stand)
        assert not resets
        stand.press(Key.Key_Return)
        assert resets
        assert stand.value(2, "name") == TEXT


async def test_what_came_while_typing_is_not_overwritten_unseen(stall):
    async with stall() as stand:
        stand.go(2, "name")
        stand.type(TEXT)
        stand.shop.shelf.articles[KEY] = {**article(3), "name": "Theirs"}
        await again(stand)
        stand.press(Key.Key_Return)
        assert stand.editing.cell(KEY, "name").base == "Enamel mug 3"
        await again(stand)
        assert stand.editing.state(KEY, "name") is State.CONFLICT


async def test_the_editor_follows_its_row(stall):
    async with stall() as stand:
        stand.go(2, "name")
        stand.type(TEXT)
        stand.desk.set_sort((Sort("name", descending=True),))
        view = stand.grid.view
        place = view.grid_model.place_of(KEY)
        assert place != 2
        cell = view.cell_rect(place, view.grid_model.column_of("name"))
        assert stand.editor.geometry().top() == cell.top()
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 40)
        cell = view.cell_rect(place, view.grid_model.column_of("name"))
        assert stand.editor.geometry().top() == cell.top()


async def test_text_over_a_record_that_is_to_be_deleted_meanwhile_stays_on_the_disk(stall):
    async with stall() as stand:
        said = []
        stand.grid.said.connect(said.append)
        book = stand.editing.book
        stand.go(2, "name")
        stand.type(TEXT)
        stand.editor.keep()
        stand.editing.delete([KEY])
        stand.press(Key.Key_Return)
        assert said == ["The record is to be deleted. Undo that first."]
        await until(lambda: kept(stand, book) == TEXT)
