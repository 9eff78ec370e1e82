"""What a person sees when the service, the way to it, or the account fails."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from tests.acceptance.stage import CTRL, SHIFT, Key, account_on, holding, on_stage
from workbench.core.errors import ErrorCode


@pytest.mark.fault(10)
async def test_a_wrong_token_is_said_once_and_leads_to_the_account(qapp, home, service) -> None:
    account = account_on(service, session_only=True)
    vault = holding(account, token="wrong")
    async with on_stage(home, service, demo=(account,), vault=vault, rows=False) as stage:
        await stage.until(stage.strips)
        await stage.settle()
        assert service.searches() == 1, "a refused key is not tried again"
        assert stage.session.status.error.code is ErrorCode.AUTH
        assert stage.tab.blank.isVisible()
        await stage.click(stage.button("Account…", stage.tab.strips))
        await stage.until(lambda: stage.dialog("AccountsDialog"))
        assert service.searches() == 1


@pytest.mark.fault(1)
async def test_old_rows_stay_while_the_service_is_away_and_retry_works(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        keys = stage.keys()
        service.away()
        await stage.press(Key.Key_F5)
        await stage.until(stage.strips, 60)
        assert stage.keys() == keys
        assert "The rows shown were read" in stage.strips()[0]
        await stage.click_title("supplier")
        assert sorted(stage.keys()) == sorted(keys), "they can be used"
        service.faults.clear()
        await stage.click(stage.button("Retry", stage.tab.strips))
        await stage.settle()
        assert stage.strips() == []
        assert sorted(stage.keys()) == sorted(keys)


@pytest.mark.fault(1)
async def test_without_the_service_the_window_starts_with_what_was_read(
    qapp, home, service
) -> None:
    async with on_stage(home, service) as stage:
        keys = stage.keys()
    service.away()
    async with on_stage(home, service) as stage:
        assert stage.keys() == keys
        await stage.click_title("supplier")
        await stage.press(Key.Key_L, CTRL, on=stage.view)
        await stage.type(">100", stage.tab.grid.filters.box("stock"))
        await stage.press(Key.Key_Return)
        assert 0 < len(stage.keys()) <= len(keys)


TROUBLES = (
    pytest.param({"html": True}, ErrorCode.BODY_WEB_PAGE, marks=pytest.mark.fault(6)),
    pytest.param({"body": "{not json"}, ErrorCode.BODY_JSON, marks=pytest.mark.fault(6)),
    pytest.param({"body": ""}, ErrorCode.BODY_EMPTY, marks=pytest.mark.fault(17)),
    pytest.param(
        {"status": 400, "body": '{"message": "price.min is no number"}'},
        ErrorCode.REFUSED,
        marks=pytest.mark.fault(9),
    ),
    pytest.param({"status": 403}, ErrorCode.FORBIDDEN, marks=pytest.mark.fault(11)),
    pytest.param({"status": 404}, ErrorCode.NOT_FOUND, marks=pytest.mark.fault(12)),
    pytest.param(
        {"status": 302, "headers": {"location": "https://elsewhere.invalid/"}},
        ErrorCode.REDIRECT,
        marks=pytest.mark.fault(8),
    ),
    pytest.param(
        {"status": 429, "headers": {"retry-after": "600"}},
        ErrorCode.RATE,
        marks=pytest.mark.fault(15),
    ),
)


@pytest.mark.parametrize(("trouble", "code"), TROUBLES)
async def test_every_failure_is_a_sentence_over_the_rows_that_stay(
    qapp, home, service, trouble, code
) -> None:
    async with on_stage(home, service) as stage:
        keys = stage.keys()
        service.fail(50, path="/search", **trouble)
        await stage.press(Key.Key_F5)
        await stage.until(stage.strips, 60)
        error = stage.session.status.error
        assert error is not None
        assert error.code is code
        assert stage.keys() == keys
        assert error.sentence in stage.strips()[0]
        assert error.hint
        assert "Traceback" not in stage.strips()[0]
        await stage.click(stage.button("Copy details", stage.tab.strips))
        report = QGuiApplication.clipboard().text()
        assert code.value in report
        service.faults.clear()
        if code not in {ErrorCode.RATE, ErrorCode.FORBIDDEN}:
            await stage.click(stage.button("Retry", stage.tab.strips))
            await stage.until(lambda: not stage.strips())
            await stage.settle()
            assert stage.keys() == keys
        else:
            await stage.click(stage.button("Dismiss", stage.tab.strips))
            assert stage.strips() == []


@pytest.mark.fault(3)
@pytest.mark.fault(5)
@pytest.mark.fault(16)
@pytest.mark.parametrize(
    "trouble",
    [
        {"cut": 900},
        {"cut": 900, "told_length": False},
        {"status": 503},
        {"status": 502, "html": True},
    ],
)
async def test_one_stumble_is_got_over_without_a_word(qapp, home, service, trouble) -> None:
    async with on_stage(home, service) as stage:
        keys = stage.keys()
        service.fail(1, path="/search", **trouble)
        await stage.press(Key.Key_F5)
        await stage.settle()
        assert service.faults.waiting == []
        assert stage.strips() == []
        assert stage.keys() == keys


@pytest.mark.fault(5)
async def test_a_body_that_is_always_cut_is_never_shown_as_no_rows(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        keys = stage.keys()
        service.fail(50, path="/search", cut=2000, told_length=False)
        await stage.type("mug")
        await stage.until(stage.strips, 60)
        assert stage.keys() == keys
        assert "rows of the question before" in stage.status()


@pytest.mark.fault(15)
async def test_a_short_wait_that_the_service_asks_for_is_kept(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        service.fail(1, status=429, path="/search", headers={"retry-after": "1"})
        asked = service.searches()
        await stage.press(Key.Key_F5)
        await stage.settle()
        assert service.searches() == asked + 2
        assert stage.strips() == []


@pytest.mark.fault(25)
async def test_a_storm_of_questions_leaves_the_last_answer_and_a_working_line(
    qapp, home, service
) -> None:
    async with on_stage(home, service) as stage:
        service.fail(30, path="/search", delay=0.03)
        search = stage.tab.tools.search
        for text in ["a", "b", "c", "d", "e"] * 6:
            await stage.act(lambda text=text: search.setText(text))
            await stage.act(search.search_now)
        await stage.write("mug", search)
        await stage.press(Key.Key_Return)
        await stage.settle()
        mugs = stage.keys()
        assert mugs
        assert stage.status().startswith(f"{len(mugs)} rows")
        await stage.press(Key.Key_F5, on=stage.view)
        await stage.settle()
        assert stage.keys() == mugs


@pytest.mark.fault(58)
async def test_a_damaged_cache_is_made_anew_and_views_stay(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.act(lambda: stage.tab.desk.save_view("Mine"))
        keys = stage.keys()
    for path in home.rglob("cache.db*"):
        path.write_bytes(b"\x00broken" * 4000)
    async with on_stage(home, service) as stage:
        assert stage.keys() == keys
        assert stage.tab.tools.view.text() == "Mine"


async def test_nothing_found_says_why_and_offers_the_way_back(qapp, home, service) -> None:
    async with on_stage(home, service, rows=True) as stage:
        await stage.type("qqqqzzzz")
        await stage.settle()
        blank = stage.tab.blank
        assert blank.isVisible()
        assert "1 filter" in blank._state.accessibleName()
        asked = service.searches()
        clear = stage.button(clear_text(stage), blank)
        await stage.click(clear)
        await stage.settle()
        assert service.searches() >= asked
        assert "400 rows" in stage.status()


def clear_text(stage) -> str:
    """The text of the button that clears the filters."""
    from workbench.ui.window.blank import reason_of

    reason = reason_of(stage.tab.desk)
    return next(text for key, text in reason.actions if key == "clear")


async def test_a_failure_of_a_tick_or_view_stands_in_the_tab(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.tick(0)
        service.fail(50, status=400, path="/search", body='{"message": "no"}')
        await stage.press(Key.Key_F5, SHIFT, on=stage.view)
        await stage.until(stage.strips, 60)
        assert len(stage.keys()) == 52
