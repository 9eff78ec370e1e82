"""Pages that are read leave their prices, wake watches, and promises are checked at the service."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest

from tests.compare.kit import item, offer
from tests.harness.waiting import until
from tests.workspace.kit import ACCOUNT, SOURCE, bench, english
from workbench.compare.history import Turn
from workbench.compare.matching.model import Decision, DecisionKind, Identity
from workbench.compare.quoting import Quoted, quote
from workbench.compare.requote import Fate
from workbench.compare.watches import Watch, WatchKind
from workbench.core.errors import WbError
from workbench.core.jobs import Job, JobState
from workbench.core.offers import Origin, Ref
from workbench.core.values import Money
from workbench.workspace.comparison.baskets import Wanted
from workbench.workspace.comparison.history import items_of
from workbench.workspace.comparison.keeping import Keeping
from workbench.workspace.comparison.requoting import Requoting

AT = datetime(2026, 9, 4, 12, tzinfo=UTC)
PRODUCTS = SOURCE.resource("products")


def _eur(text):
    return Money(Decimal(text), "EUR")


def _keeping(held):
    def no_files():
        raise AssertionError("nobody is asked for rates")

    return Keeping(held.workspace, no_files)


async def _page(held):
    connection = await held.workspace.connections.open(SOURCE, ACCOUNT)
    return await PRODUCTS.search(connection.client, english(), "")


def _items(page, read=None):
    origin = Origin(SOURCE.id, ACCOUNT.name, PRODUCTS.id, read or page.fetched_at)
    return items_of(PRODUCTS.offering, page.documents, origin)


def _priced(items, count):
    """Items with an offer that has a price, each of another record."""
    found, keys = [], set()
    for each in items:
        held = next((one for one in each.offers if one.compared and one.ladder.at(50)), None)
        if held is not None and each.ref.key not in keys:
            keys.add(each.ref.key)
            found.append((each, held))
    assert len(found) >= count
    return found[:count]


# ---- history -------------------------------------------------------------------------------------


async def test_a_page_leaves_its_prices_and_one_from_the_cache_none(tmp_path):
    async with bench(tmp_path) as held:
        keeping, page = _keeping(held), await _page(held)
        moved = []
        keep = moved.extend
        keeping.history.moved.connect(keep)
        await keeping.history.page(SOURCE, PRODUCTS, ACCOUNT, page)
        await until(lambda: bool(moved))
        items = _items(page)
        assert set(moved) == {each.ref for each in items if each.offers}
        found, best = _priced(items, 1)[0]
        past = await keeping.history.past(found.ref)
        assert past.offers[best.id][0].ladder.steps == best.ladder.steps
        count = held.workspace.stores.prices.counts()
        page.from_cache = True
        await keeping.history.page(SOURCE, PRODUCTS, ACCOUNT, page)
        assert held.workspace.stores.prices.counts() == count


async def test_courses_and_changes_at_a_quantity(tmp_path):
    async with bench(tmp_path) as held:
        history = _keeping(held).history
        for number, amount in enumerate(["2.00", "1.84"]):
            read = AT + timedelta(days=number)
            await history.noted_now(
                [item("a", offer((1, amount)), read=read), item("b", offer((1, "1")), read=read)]
            )
        ref = item("a").ref
        courses = await history.courses([(ref, "list"), (ref, "other")], 10)
        assert courses[ref, "list"].trend.change == Decimal("-0.08")
        assert courses[ref, "list"].sparks[0] == Decimal(2)
        assert courses[ref, "other"].sparks == (None,) * 12
        (change,) = await history.changes(AT + timedelta(hours=1), 10)
        assert (change.turn, change.after) == (Turn.DOWN, _eur("1.84"))
        await history.gone([ref], AT + timedelta(days=5))
        (change,) = await history.changes(AT + timedelta(hours=1), 10, "es", "main")
        assert change.turn is Turn.GONE


async def test_a_history_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "prices.db").mkdir()
    async with bench(tmp_path) as held:
        history, told = _keeping(held).history, []
        note = told.append
        history.failed.connect(note)
        history.note([item("a", offer((1, "2.00")))])
        await until(lambda: bool(told))
        assert isinstance(told[0], WbError)


async def test_a_damaged_history_is_told_once_it_is_opened(tmp_path):
    (tmp_path / "prices.db").write_bytes(b"damaged" * 1000)
    async with bench(tmp_path) as held:
        history, told = _keeping(held).history, []
        note = told.append
        history.noticed.connect(note)
        for _ in range(2):
            await history.noted_now([item("a", offer((1, "2.00")))])
        ((sentence,),) = told
        assert "The price history was damaged" in sentence


# ---- watches -------------------------------------------------------------------------------------


async def test_a_watch_is_marked_at_the_next_reading_and_unmarked_when_it_holds_no_more(tmp_path):
    async with bench(tmp_path) as held:
        keeping = _keeping(held)
        ref = item("a").ref
        watch = await keeping.watches.add(
            Watch("", WatchKind.BELOW, AT, ref=ref, quantity=10, amount=_eur("2.00"))
        )
        await keeping.history.noted_now([item("a", offer((1, "1.90"))), item("b")])
        await until(lambda: bool(keeping.watches.marks(ref)))
        (mark,) = keeping.watches.marks()
        assert (mark.watch, mark.sentence) == (watch.id, "Acme asks 1.90 EUR, less than 2.00 EUR.")
        await keeping.watches.see([mark])
        assert await keeping.watches.check([item("a", offer((1, "1.90")))]) == ()
        assert keeping.watches.marks()[0].seen
        again = _keeping(held)
        await again.watches.ready()
        assert again.watches.all() == (watch,)
        assert again.watches.marks()[0].seen
        await again.watches.check([item("a", offer((1, "2.00")))])
        assert again.watches.marks() == ()
        await again.watches.remove(watch.id)
        assert again.watches.of(ref) == ()


async def test_a_basket_is_watched_line_by_line_against_its_promises(tmp_path):
    async with bench(tmp_path) as held:
        keeping = _keeping(held)
        basket = await keeping.baskets.create("Fair", "EUR")
        before = [item(key, offer((1, "2.00"))) for key in ("a", "b")]
        lines = await keeping.baskets.add(basket.id, [Wanted(each, "list", 10) for each in before])
        promised = [
            line.accept(quote(each, "list", 10, at=AT))
            for line, each in zip(lines, before, strict=True)
        ]
        await keeping.baskets.change_lines(basket.id, promised)
        watch = Watch("", WatchKind.MOVED, AT, basket=basket.id, percent=Decimal(5))
        await keeping.watches.add(watch)
        found = await keeping.watches.check(
            [item("a", offer((1, "2.05"))), item("b", offer((1, "2.20"))), item("c")]
        )
        assert [(each.ref.key, each.sentence) for each in found] == [
            ("b", "+10 %: 2.00 EUR, now 2.20 EUR.")
        ]


# ---- decisions -----------------------------------------------------------------------------------


async def test_a_decision_is_remembered_replaced_and_taken_back(tmp_path):
    a, b = (Identity("es", "main", "products", key) for key in "ab")
    async with bench(tmp_path) as held:
        decisions = _keeping(held).decisions
        same = Decision(DecisionKind.SAME, a, b, AT, "looked")
        other = Decision(DecisionKind.NOT_SAME, b, a, AT + timedelta(days=1))
        await decisions.say(same)
        await decisions.say(other)
        assert decisions.all == (other,)
        again = _keeping(held).decisions
        assert await again.ready() == (other,)
        await again.take_back(a, b)
        assert again.all == ()
        assert await _keeping(held).decisions.ready() == ()


async def test_a_variant_that_is_known_by_another_place_replaces_what_was_said(tmp_path):
    gtin = "4006381333931"
    a, moved = (Identity("es", "main", "products", "a", each, gtin) for each in ("1", "2"))
    b = Identity("lk", "main", "articles", "7")
    async with bench(tmp_path) as held:
        decisions = _keeping(held).decisions
        await decisions.say(Decision(DecisionKind.SAME, a, b, AT))
        later = Decision(DecisionKind.NOT_SAME, moved, b, AT + timedelta(days=1))
        await decisions.say(later)
        assert await _keeping(held).decisions.ready() == (later,)


# ---- re-quoting ----------------------------------------------------------------------------------


async def _basket(held, keeping, count=3):
    """A basket of offers as the service has them, promised as they are."""
    chosen = _priced(_items(await _page(held)), count)
    basket = await keeping.baskets.create("Fair", "EUR")
    wanted = [Wanted(each, one.id, 50) for each, one in chosen]
    lines = await keeping.baskets.add(basket.id, wanted)
    promised = [
        line.accept(quote(each, one.id, 50, at=AT))
        for line, (each, one) in zip(lines, chosen, strict=True)
    ]
    await keeping.baskets.change_lines(basket.id, promised)
    return basket, keeping.baskets.lines(basket.id)


async def test_a_basket_is_checked_with_the_fewest_requests_and_keeps_its_promises(tmp_path):
    async with bench(tmp_path) as held:
        keeping = _keeping(held)
        basket, lines = await _basket(held, keeping)
        dear = msgspec.structs.replace(
            lines[0].quoted, total=lines[0].quoted.total._replace(amount=Decimal("0.01"))
        )
        far = Ref("loupe", "nobody", "samples", "X")
        await keeping.baskets.change_lines(
            basket.id,
            [
                msgspec.structs.replace(lines[0], quoted=dear),
                msgspec.structs.replace(lines[2], ref=lines[2].ref._replace(key="999999999")),
            ],
        )
        await keeping.baskets.add_lines(
            basket.id, [msgspec.structs.replace(lines[1], ref=far, name="elsewhere")]
        )
        planned = keeping.requoting.plan(keeping.baskets.lines(basket.id))
        assert planned.requests == 1
        assert len(planned.unchecked) == 1
        told = []
        noted = []
        keep = noted.extend
        keeping.history.moved.connect(keep)
        note = lambda *all_: told.append(all_)  # noqa: E731 - held by name
        keeping.requoting.ended.connect(note)
        job = keeping.requoting.start(basket.id)
        await until(lambda: bool(told))
        await until(lambda: not job.open)
        assert job.state is JobState.DONE
        assert (job.done, job.total) == (1, 1)
        ((identity, verdicts),) = told
        assert identity == basket.id
        assert [each.fate for each in verdicts] == [
            Fate.UP, Fate.SAME, Fate.GONE, Fate.UNCHECKED,
        ]  # fmt: skip
        assert "nobody" in verdicts[3].reason
        assert keeping.baskets.lines(basket.id)[0].quoted == dear
        await keeping.requoting.accept(basket.id, [verdicts[0]])
        line = keeping.baskets.lines(basket.id)[0]
        assert line.quoted == dear
        assert isinstance(line.standing, Quoted)
        assert line.standing.total == lines[0].quoted.total
        await until(lambda: line.ref in noted)
        assert (await keeping.history.past(line.ref)).offers


async def test_a_service_that_fails_leaves_lines_unchecked(tmp_path):
    async with bench(tmp_path) as held:
        keeping = _keeping(held)
        basket, _lines = await _basket(held, keeping)
        held.fail(times=1, status=403)
        verdicts = await keeping.requoting.checked(basket.id, Job("1", "Check", "requote"))
        assert {each.fate for each in verdicts} == {Fate.UNCHECKED}
        assert all(each.reason for each in verdicts)
        with pytest.raises(WbError, match="gone"):
            await keeping.requoting.checked("nowhere", Job("1", "Check", "requote"))


async def test_a_document_that_cannot_be_read_leaves_lines_unchecked(tmp_path):
    def broken(_document, _origin):
        raise TypeError("a list where a text was")

    async with bench(tmp_path) as held:
        workspace, keeping = held.workspace, _keeping(held)
        basket, _lines = await _basket(held, keeping)
        odd = msgspec.structs.replace(
            PRODUCTS, offering=msgspec.structs.replace(PRODUCTS.offering, items=broken)
        )
        requoting = Requoting(
            keeping.baskets,
            lambda _place: (SOURCE, odd, ACCOUNT),
            connections=workspace.connections,
            cache=workspace.stores.cache,
            jobs=workspace.jobs,
            rates=keeping.rates,
            history=keeping.history,
        )
        verdicts = await requoting.checked(basket.id, Job("1", "Check", "requote"))
        assert {each.fate for each in verdicts} == {Fate.UNCHECKED}
        assert all("cannot be read" in each.reason for each in verdicts)


async def test_totals_are_brought_into_the_currency_of_the_basket_by_a_named_rate(tmp_path):
    async with bench(tmp_path) as held:
        keeping = _keeping(held)
        basket, lines = await _basket(held, keeping, 1)
        await keeping.baskets.change(msgspec.structs.replace(basket, currency="SEK"))
        job = Job("1", "Check", "requote")
        (verdict,) = await keeping.requoting.checked(basket.id, job)
        assert "No rate is known" in verdict.reason
        assert verdict.now.home is None
        code = lines[0].quoted.total.currency
        for currency, rate in (("SEK", "11.5"), (code, "1.25")):
            if currency != "EUR":
                await keeping.rates.set_typed(currency, Decimal(rate), date(2026, 9, 1))
        (verdict,) = await keeping.requoting.checked(basket.id, job)
        assert verdict.now.home.amount.currency == "SEK"
        assert (verdict.now.home.day, verdict.now.home.origin) == (date(2026, 9, 1), "typed")
