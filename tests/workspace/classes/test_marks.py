"""What services told: kept by record, newer than its row, forgotten once it was read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace.classes.kit import ACCOUNT, bench, document
from workbench.core.errors import WbError
from workbench.core.notices import Notice
from workbench.sources.lagerkoll.notices import notices as lagerkoll
from workbench.workspace.classes.model import Happening


async def test_a_notification_marks_rows_until_they_are_read_again(tmp_path: Path):
    async with bench(tmp_path) as held:
        session = await held.session([document("P1", {}), document("P2", {})])
        heard: list[tuple[str, str]] = []
        listen = lambda source, account: heard.append((source, account))  # noqa: E731
        held.classes.marked.connect(listen)
        message = {"new": ["N1"], "modified": ["P1"], "deleted": ["P2"]}
        told = held.classes.notified("etim", "test", message)
        assert [notice.count for notice in told] == [3]
        marks = {key: mark.what for key, mark in held.classes.marks(session).items()}
        assert marks == {
            "N1": Happening.NEW, "P1": Happening.CHANGED, "P2": Happening.DELETED,
        }  # fmt: skip
        held.classes.forget_marks(session, ["P1"])
        assert set(held.classes.marks(session)) == {"N1", "P2"}
        assert heard == [("etim", "test"), ("etim", "test")]
    async with bench(tmp_path) as again:
        later = again.workspace.session(session.source, session.resource, ACCOUNT)
        assert set(again.classes.marks(later)) == {"N1", "P2"}
        again.classes.forget_marks(later, ["N1", "P2"])
        assert again.classes.marks(later) == {}


async def test_rows_read_after_a_message_carry_no_mark(tmp_path: Path):
    async with bench(tmp_path) as held:
        held.classes.notified("etim", "test", {"modified": ["P1"]})
        session = await held.session([document("P1", {})])
        assert held.classes.marks(session) == {}
        held.classes.notified("etim", "other", {"modified": ["P1"]})
        assert held.classes.marks(session) == {}


async def test_marks_of_another_process_are_heard_of_when_looked_for(tmp_path: Path):
    async with bench(tmp_path) as window, bench(tmp_path) as receiver:
        session = await window.session([document("P1", {})])
        heard: list[str] = []
        listen = lambda _source, account: heard.append(account)  # noqa: E731
        window.classes.marked.connect(listen)
        window.classes.look()
        assert heard == []
        receiver.classes.notified("etim", "test", {"modified": ["P1"]})
        window.classes.look()
        window.classes.look()
        assert heard == ["test"]
        assert set(window.classes.marks(session)) == {"P1"}


@pytest.mark.parametrize("message", [None, [], "text", {}, {"type": "article"}])
async def test_what_is_no_message_is_refused(tmp_path: Path, message: object):
    async with bench(tmp_path) as held:
        with pytest.raises(WbError):
            held.classes.notified("etim", "test", message)
        with pytest.raises(WbError):
            held.classes.notified("nobody", "test", message)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ({"type": "article", "action": "created", "articleId": "192005-6"},
         (Notice("articles", new=("192005-6",)),)),
        ({"type": "article", "action": "deleted", "articleId": "192005-6"},
         (Notice("articles", deleted=("192005-6",)),)),
        ({"type": "price", "action": "created", "pricelistId": 1, "articleId": "192005-6"},
         (Notice("articles", changed=("192005-6",)),)),
        ({"type": "currency", "action": "updated"}, ()),
        ({"type": "article", "action": "eaten", "articleId": "1"}, None),
        ([], None),
    ],
)  # fmt: skip
def test_callbacks_of_lagerkoll(message: object, told: object):
    assert lagerkoll(message) == told
