"""What a basket becomes: promises, order lines, new articles, filled products; nothing is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.compare.baskets import Basket, Line, line_of
from workbench.compare.landed_terms import Part
from workbench.compare.quoting import Home, Quoted, ordered, quote
from workbench.compare.rates import Rates
from workbench.core.accounts import Account
from workbench.core.edits import Values
from workbench.core.errors import bad_input
from workbench.core.offers import Item, Offer, Printing, Ref
from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.sources import Resource, Source
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.core.values import Money
from workbench.edits.drafts import new_key
from workbench.workspace.comparison.adding import Row, chosen_offer, rows_of_session
from workbench.workspace.comparison.answers import Added, Handed, Use
from workbench.workspace.comparison.asked import BASKET
from workbench.workspace.comparison.confirming import Confirming
from workbench.workspace.comparison.converting import converter
from workbench.workspace.comparison.engine import Engine
from workbench.workspace.comparison.handed import ARTICLE, ORDER, HandedOn
from workbench.workspace.comparison.tables import SOURCE

if TYPE_CHECKING:
    from workbench.workspace.comparison.pool import Place
    from workbench.workspace.ordering import Orders
    from workbench.workspace.session import Session
    from workbench.workspace.workspace import Workspace

_MARKED: Final = frozenset({Part.MARKING, Part.SETUP})


class Handing:
    """Hands lines on to the parts of the program that can do something with them.

    Attributes:
        confirming: asks services for their own calculation.
    """

    def __init__(self, workspace: Workspace, engine: Engine) -> None:
        self._workspace = workspace
        self._engine = engine
        self._baskets = workspace.keeping.baskets
        self._handed = HandedOn(workspace.stores)
        self.confirming = Confirming(workspace, engine)

    # ---- into a basket -----------------------------------------------------------------------

    def rows(self, resource: str, keys: Iterable[str]) -> tuple[Row, ...]:
        """Return the items of rows of the comparison's own tables, with the best offer."""
        if resource.startswith(BASKET):
            wanted = set(keys)
            lines = self._baskets.lines(resource.removeprefix(BASKET))
            return tuple(
                Row(item, line.offer, line.id)
                for line in lines
                if line.id in wanted and (item := self._engine.pool.get(line.ref))
            )
        return tuple(row for key in keys if (row := self._best(key)))

    def _best(self, key: str) -> Row | None:
        detail = self._engine.detail(key)
        best = detail.best() if detail else None
        if best is not None:
            return Row(best.item, best.offer.id, key)
        item = detail.group.items[0] if detail else None
        currency = self._engine.asked.currency
        return Row(item, chosen_offer(item, 1, currency), key) if item else None

    async def add(
        self, session: Session, keys: Iterable[str], basket: str, quantity: int, *, again: bool
    ) -> Added:
        """Put rows of any table into a basket; see `Comparison`."""
        asked = self._engine.asked
        if session.source.id == SOURCE:
            rows = self.rows(session.resource.id, keys)
            return await self.put(basket, rows, quantity or asked.quantity, again=again)
        wanted = quantity or session.query.quantity
        found = await rows_of_session(session, keys, wanted, asked.currency)
        self._engine.take(found.held)
        added = await self.put(basket, found.rows, wanted, again=again)
        return added._replace(left_out=(*added.left_out, *found.left_out))

    async def put(
        self, basket: str, rows: Sequence[Row], quantity: int, *, again: bool = False
    ) -> Added:
        """Put items into a basket with what is promised for them now.

        What is in it already is left out and told, unless it is wanted `again`.
        """
        await self._engine.ready()
        held, wanted = self._basket(basket), max(quantity, 1)
        lines = () if again else self._baskets.lines(basket)
        known = {self._thing(line.ref): line.id for line in reversed(lines)}
        there = {
            row.key: known[thing] for row in rows if (thing := self._thing(row.item.ref)) in known
        }
        new = [row for row in rows if row.key not in there]
        made = await asyncio.to_thread(lambda: [self._line(held, row, wanted) for row in new])
        put = await self._baskets.add_lines(basket, made) if made else ()
        return Added(basket, tuple(line.id for line in put), there=there, quantity=wanted)

    def _line(self, basket: Basket, row: Row, quantity: int) -> Line:
        # A row of the board names only what can be bought; the record's item names all offers.
        item = self._engine.pool.get(row.item.ref) or row.item
        line = line_of("", item, row.offer, quantity)
        return line.accept(self._quoted(basket, line, item)) if row.offer else line

    def _quoted(self, basket: Basket, line: Line, item: Item) -> Quoted:
        engine = self._engine
        asked = engine.asked.printing if not _MARKED.isdisjoint(engine.asked.parts) else None
        then = line.standing
        printing = (then.printing if then else None) or basket.printing or asked
        printing = printing if printing and printing.technique else None
        offer = item.offer(line.offer)
        priced = ordered(offer, line.quantity) if offer else None
        worked = None
        if offer is not None and priced is not None and printing is not None:
            worked = engine.markings.marked(item, offer, priced.bought, printing)
        convert = converter(self._rates(), basket.currency, self._home_of)
        return quote(
            item,
            line.offer,
            line.quantity,
            at=now(),
            convert=convert,
            printing=printing,
            worked=worked,
        )

    async def promise(self, basket: str, printing: Printing | None) -> None:
        """Take down what is promised now for lines without a promise for their quantity."""
        await self._engine.ready()
        held = self._basket(basket)
        if printing is not None:
            held = msgspec.structs.replace(held, printing=printing)
        pool = self._engine.pool
        lines = [
            (line, item)
            for line in self._baskets.lines(basket)
            if line.current is None and line.offer and (item := pool.get(line.ref))
        ]
        made = await asyncio.to_thread(
            lambda: [line.accept(self._quoted(held, line, item)) for line, item in lines]
        )
        await self._baskets.change_lines(basket, made)

    # ---- orders ------------------------------------------------------------------------------

    async def order_lines(self, basket: str) -> tuple[Handed, ...]:
        """Make order lines where the line's source takes orders; see `Comparison`."""
        await self._engine.ready()
        held = self._basket(basket)
        async with self._handed.turn:
            await self._handed.ready()
            return tuple([await self._ordered(held, line) for line in self._baskets.lines(basket)])

    async def _ordered(self, basket: Basket, line: Line) -> Handed:
        found = self._engine.account_of(line.ref)
        source, account = found or (None, None)
        orders = self._workspace.orders(source, account) if source and account else None
        if source is None or account is None or orders is None:
            return _left(
                line, tr("Its source takes no orders; export the basket for its supplier.")
            )
        if again := await self._ordered_before(line, orders):
            return again
        document = self._engine.markings.document(line.ref)
        if document is None:
            return _left(line, tr("Its record is not on this machine any more; read it again."))
        ordering = orders.ordering
        values: dict[str, object] = {ordering.quantity: line.quantity}
        if basket.needed is not None:
            known = {field.id for field in ordering.fields}
            values |= {"to_date": basket.needed} if "to_date" in known else {}
        if ordering.remark and line.note:
            values[ordering.remark] = line.note
        # Noted before it is there: killed in between, nothing was made and the line is free.
        place = Ref(source.id, account.name, ordering.orders, await orders.next_id())
        await self._handed.keep(ORDER, line.id, place)
        await orders.add([document], values, place.key)
        return _made(line, tr("An order line waits to be looked at and sent."), place)

    async def _ordered_before(self, line: Line, orders: Orders) -> Handed | None:
        """Return what became of a line that was made an order of; None where it is free."""
        before = self._handed.of(ORDER, line.id)
        if before is None:
            return None
        await orders.ready()
        if any(each.id == before.key for each in orders.lines):
            return _left(line, tr("Its order line is there already and waits to be sent."), before)
        if any(each.id == before.key for each in await orders.kept()):
            return _left(line, tr("It was ordered already; look at its order."), before)
        return None

    # ---- records -----------------------------------------------------------------------------

    async def new_articles(self, basket: str) -> tuple[Handed, ...]:
        """Stage a new article for each line that has none; see `Comparison`."""
        await self._engine.ready()
        self._basket(basket)
        place = next(self._adopting(), None)
        lines = self._baskets.lines(basket)
        if place is None:
            why = tr("No account can make new articles: add one, or allow it to write.")
            return tuple(_left(line, why) for line in lines)
        session = self._workspace.session(*place)
        again = tr("Another line of the basket is the same thing: one article is staged.")
        async with self._handed.turn:
            await self._handed.ready()
            staged = await self._adopted_before(lines, session)
            first = {self._thing(line.ref): line.id for line in reversed(lines)}
            first |= {self._thing(line.ref): line.id for line in lines if line.id in staged}
            found = []
            for line in lines:
                if line.id in staged:
                    found.append(staged[line.id])
                elif first[self._thing(line.ref)] == line.id:
                    found.append(await self._adopted(line, session))
                else:
                    found.append(_left(line, again))
        return tuple(found)

    async def _adopted_before(
        self, lines: Sequence[Line], session: Session
    ) -> Mapping[str, Handed]:
        """Return what became of the lines that a new article was staged of, by their ids."""
        known = [(line, ref) for line in lines if (ref := self._handed.of(ARTICLE, line.id))]
        sent = await self._handed.made() if known else {}
        book = session.editing.book if session.editing else None
        found: dict[str, Handed] = {}
        for line, ref in known:
            if book is not None and book.record(ref.resource, ref.key) is not None:
                found[line.id] = _left(line, tr("Its new article is staged already."), ref)
            elif ref.key in sent:
                there = ref._replace(key=sent[ref.key]) if sent[ref.key] else ref
                found[line.id] = _left(line, tr("Its article was made and sent already."), there)
        return found

    def _thing(self, ref: Ref) -> str:
        """Return what an item is, the same for the items of one group."""
        return self._engine.grouping.key_of.get(ref) or "\x1f".join(ref)

    def _adopting(self) -> Iterator[tuple[Source, Resource, Account]]:
        for of in self._engine.origins():
            if of.offering.adopt is not None and not of.account.read_only:
                yield of.source, of.resource, of.account

    async def _adopted(self, line: Line, session: Session) -> Handed:
        group = self._engine.grouping.of(line.ref)
        own = [item for item in group.items if item.own] if group else []
        if own:
            return _left(line, tr("“{name}” is an article already.", name=own[0].name))
        item, offer = self._offered(line)
        offering, editing = session.resource.offering, session.editing
        if item is None or offer is None:
            return _left(line, tr("Its offer is not on this machine any more; read it again."))
        if offering is None or offering.adopt is None or editing is None:
            return _left(line, tr("New articles cannot be made here."))
        price = self._price(line, item, offer, session.source.currency_of(session.account))
        said = tr("A new article is staged.")
        if price is None:
            said = tr("A new article is staged without its cost: no exchange rate leads there.")
        # Noted before it is there: killed in between, nothing was staged and the line is free.
        place = Ref(session.source.id, session.account.name, session.resource.id, new_key())
        await self._handed.keep(ARTICLE, line.id, place)
        editing.new(offering.adopt(item, offer, price), place.key)
        return _made(line, said, place)

    async def fill(self, basket: str, source: str) -> tuple[Handed, ...]:
        """Stage price and GTIN in the products of a source that the lines are."""
        await self._engine.ready()
        self._basket(basket)
        return tuple(self._filled(line, source) for line in self._baskets.lines(basket))

    def _filled(self, line: Line, source: str) -> Handed:
        group = self._engine.grouping.of(line.ref)
        items = [item for item in group.items if item.ref.source == source] if group else []
        title = self._workspace.sources.titles.get(source, source)
        if not items:
            return _left(line, tr("{source} has no product that it is matched with.", source=title))
        item, offer = self._offered(line)
        if item is None or offer is None:
            return _left(line, tr("Its offer is not on this machine any more; read it again."))
        target = items[0]
        place = self._engine.pool.place(target.ref)
        fill = place.of.offering.fill if place else None
        document = self._engine.markings.document(target.ref)
        if place is None or fill is None or document is None:
            return _left(line, tr("{source} cannot be changed here.", source=title))
        price = self._price(line, item, offer, place.of.source.currency_of(place.of.account))
        return self._stage(line, target, document, place, fill(document, item, offer, price))

    def _stage(
        self, line: Line, target: Item, document: bytes, place: Place, values: Values
    ) -> Handed:
        if not values:
            return _left(line, tr("Nothing would change, or its price cannot be told here."))
        session = self._opened(place, document)
        editing = session.editing
        if editing is None:
            return _left(line, tr("The records cannot be changed here."))
        why = [editing.why_not(target.ref.key, field) for field in values]
        step = editing.set(
            tr("Fill from the offer of {supplier}", supplier=line.supplier),
            [(target.ref.key, field, value) for field, value in values.items()],
        )
        refused = next(filter(None, why), "")
        if all(why):
            return _left(line, refused)
        if step is None:
            said = tr("It is staged already in “{name}”.", name=target.name)
            return _left(line, f"{said} {refused}".strip(), target.ref)
        named = [field for each in values if (field := session.resource.field(each))]
        said = tr("Staged in “{name}”: {fields}.", name=target.name,
                  fields=", ".join(tr(field.title) for field in named))  # fmt: skip
        return _made(line, f"{said} {refused}".strip(), target.ref)

    def use(self, use: Use, value: object) -> Handed:
        """Stage a value of the golden row in a record."""
        ref = Ref(use.source, use.account, use.resource, use.key)
        found = next((each for each in self._engine.pool.items() if each[:4] == ref[:4]), None)
        place = self._engine.pool.place(found) if found else None
        document = self._engine.markings.document(found) if found else None
        name = tr(use.title)
        if place is None or document is None:
            return Handed("", name, False, tr("The record is not on this machine any more."))
        editing = self._opened(place, document).editing
        why = editing.why_not(use.key, use.field) if editing else tr("It cannot be changed here.")
        if editing is None or why:
            return Handed("", name, False, why)
        step = editing.set(tr("Use this value"), [(use.key, use.field, value)])
        said = tr("Staged.") if step else tr("It stands there already.")
        return Handed("", name, step is not None, said, *ref[:4])

    def _opened(self, place: Place, document: bytes) -> Session:
        """Return a session that has the record's row, for staging in it."""
        of = place.of
        session = self._workspace.session(of.source, of.resource, of.account)
        rows = of.resource.rows_of(document)
        page = Page(
            rows=[row for _key, row in rows],
            keys=[key for key, _row in rows],
            documents=[document],
            document_keys=[place.key],
            document_of=[0] * len(rows),
            fetched_at=now(),
            from_cache=True,
        )
        session.show(page, Query(language=place.scope.language))
        return session

    # ---- inside ------------------------------------------------------------------------------

    def _basket(self, identity: str) -> Basket:
        held = self._baskets.get(identity)
        if held is None:
            raise bad_input(tr("The basket is gone."), tr("Choose another basket."))
        return held

    def _offered(self, line: Line) -> tuple[Item | None, Offer | None]:
        item = self._engine.pool.get(line.ref)
        return item, item.offer(line.offer) if item else None

    def _price(self, line: Line, item: Item, offer: Offer, currency: str) -> Money | None:
        """Return what a piece is bought at, in a currency; None where no rate leads there."""
        priced = ordered(offer, line.quantity)
        if priced is None:
            return None
        convert = converter(self._rates(), currency, self._home_of)
        found = convert(Money(priced.amount, priced.currency), item, offer)
        return found.amount if isinstance(found, Home) else None

    def _rates(self) -> Rates:
        return self._workspace.keeping.rates.rates

    def _home_of(self, ref: Ref) -> str:
        found = self._engine.account_of(ref)
        return found[0].currency_of(found[1]) if found else ""


def _left(line: Line, why: str, place: Ref | None = None) -> Handed:
    return Handed(line.id, line.name, False, why, *(place[:4] if place else ()))


def _made(line: Line, said: str, place: Ref) -> Handed:
    return Handed(line.id, line.name, True, said, *place[:4])
