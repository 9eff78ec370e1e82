"""Offers: what a supplier asks for an item, as every source declares it for the comparison.

A source reads items out of its own documents; everything after that (matching, re-pricing,
baskets) knows no source. A price that cannot be named is an `OnQuote` with its reason and never a
number, so that nothing without a price counts as cheapest.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec

from workbench.core.edits import Values
from workbench.core.texts import mark
from workbench.core.values import Ladder, Money


class Ref(NamedTuple):
    """Where an item stands: a row of a resource of an account, and the variant inside it."""

    source: str
    account: str
    resource: str
    key: str
    variant: str = ""


class PriceKind(StrEnum):
    """Which of a supplier's prices an offer is."""

    LIST = "list"
    REDUCED = "reduced"
    CALCULATION = "calculation"
    """The price to reckon with, where a service tells it apart from list and reduced price."""
    SAMPLE = "sample"
    BUY = "buy"
    CUSTOMER = "customer"
    SALES = "sales"
    RECOMMENDED = "recommended"
    COST = "cost"


PRICE_KINDS: Mapping[PriceKind, str] = {
    PriceKind.LIST: mark("List price"),
    PriceKind.REDUCED: mark("Reduced price"),
    PriceKind.CALCULATION: mark("Calculation price"),
    PriceKind.SAMPLE: mark("Sample price"),
    PriceKind.BUY: mark("Buy price"),
    PriceKind.CUSTOMER: mark("Customer price"),
    PriceKind.SALES: mark("Sales price"),
    PriceKind.RECOMMENDED: mark("Recommended price"),
    PriceKind.COST: mark("Cost"),
}
"""Titles, marked."""

BOUGHT_AT = frozenset(
    {PriceKind.CALCULATION, PriceKind.BUY, PriceKind.CUSTOMER, PriceKind.COST, PriceKind.LIST}
)
"""Kinds that an order can be placed at; the others are shown and never compared as a purchase."""


class Offer(msgspec.Struct, frozen=True):
    """What one supplier asks for one item.

    Attributes:
        id: stable and unique within the item: profile or price list, and kind.
        supplier: who delivers, as a person calls it; offers of one name are one column.
        kind: which of the supplier's prices it is.
        ladder: tiers with currency, minimum and end; amounts are for one piece, without VAT
            unless `vat_included`.
        multiple: pieces can be bought in multiples of this number.
        stock: pieces the supplier has, None where nothing is said.
        lead_days: days to delivery, None where nothing is said.
        lead: delivery time as the service words it.
        valid_from, valid_until: days the price holds, inclusive.
        territories: ISO 3166-1 alpha-2 codes it holds in, none for everywhere.
        vat_included: whether amounts hold VAT: such an offer is not compared with one without.
        charges: what is added once an order, by name ("Shipment"), in the ladder's currency.
        rate: units of the account's home currency for one unit of the ladder's, where the record
            itself says so; None where it does not.
        troubles: sentences on what is wrong in the data: a gap or an overlap of tiers, no
            currency.
        gaps: quantities, first and last, that no price is named for between those that have one.
        compared: whether it is an answer to "what does it cost to buy"; a price of sale is not.
    """

    id: str
    supplier: str
    kind: PriceKind
    ladder: Ladder
    multiple: int = 1
    stock: int | None = None
    lead_days: int | None = None
    lead: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    territories: tuple[str, ...] = ()
    vat_included: bool = False
    charges: tuple[tuple[str, Decimal], ...] = ()
    rate: Decimal | None = None
    troubles: tuple[str, ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()
    compared: bool = True


class Lot(msgspec.Struct, frozen=True):
    """Pieces of an item on the user's own shelf.

    Attributes:
        store: which of the stores, "" where only one is told.
        batch: number of the batch, "" where none is kept.
        expires: last day of use, None where none is told.
        quantity: pieces that are free: in stock and not reserved.
        place: stock place.
    """

    store: str
    quantity: int
    batch: str = ""
    expires: date | None = None
    place: str = ""

    def holds_on(self, day: date | None) -> bool:
        """Whether it has not expired before a day; None asks nothing."""
        return self.expires is None or day is None or self.expires >= day


class Item(msgspec.Struct, frozen=True):
    """One thing that can be bought or sold, as one source has it.

    Attributes:
        ref: where it stands.
        name: as the source names it.
        read: when its record was read.
        gtins: as sent, digits only; check digits are the matcher's business.
        manufacturer, mpn: who makes it and its number there.
        brand: trade mark.
        supplier, supplier_number: who delivers and its number there.
        number: the source's own number of it: article number, reference, SKU.
        pack: pieces in one sold unit, None where nothing is said.
        size, colour: as text, "" where nothing is said.
        category: as text.
        picture: URL, "" for none.
        offers: what it costs.
        lots: what stands on the own shelf.
        own: whether the record is the user's own article: a price of it is no supplier's offer.
    """

    ref: Ref
    name: str
    read: datetime
    gtins: tuple[str, ...] = ()
    manufacturer: str = ""
    mpn: str = ""
    brand: str = ""
    supplier: str = ""
    supplier_number: str = ""
    number: str = ""
    pack: Decimal | None = None
    size: str = ""
    colour: str = ""
    category: str = ""
    picture: str = ""
    offers: tuple[Offer, ...] = ()
    lots: tuple[Lot, ...] = ()
    own: bool = False

    def offer(self, identity: str) -> Offer | None:
        """Return the offer of that id, or None."""
        return next((held for held in self.offers if held.id == identity), None)


class Origin(NamedTuple):
    """Where and when a document was read: what an item takes over from it."""

    source: str
    account: str
    resource: str
    read: datetime
    currency: str = ""
    """Of amounts that name none (`Source.currency_of`); "" for the source's own."""


class Printing(msgspec.Struct, frozen=True):
    """How the pieces are to be marked, said once for every supplier.

    Attributes:
        technique: code of the technique ("laser"), "" for unmarked.
        colours, logos, positions: how many.
        length, width, diameter: mm, None where nothing is said.
        squared_size: mm², None where nothing is said.
    """

    technique: str = ""
    colours: int = 1
    logos: int = 1
    positions: int = 1
    length: Decimal | None = None
    width: Decimal | None = None
    diameter: Decimal | None = None
    squared_size: Decimal | None = None


class Technique(NamedTuple):
    """A way of marking that a record offers, by a code that suppliers share."""

    code: str
    name: str


class WorkedTerm(msgspec.Struct, frozen=True):
    """One line that a price unfolds into: "Setup", "2 × 40.00", 80.00.

    Attributes:
        label: what it is.
        reckoning: how it comes about.
        total: for the whole order.
        once: whether it is paid once an order, whatever the quantity: a setup.
    """

    label: str
    reckoning: str
    total: Decimal
    once: bool = False


class Worked(msgspec.Struct, frozen=True):
    """The price of marking an order, unfolded; totals are for the whole order.

    Attributes:
        quantity: pieces it was reckoned for.
        marking: what the marking adds, options aside.
        options: what the supplier's options add.
        terms: every line, the goods' own line first where there is one.
        goods: what the pieces cost unmarked; None where a total price holds them already.
        total: everything together.
        name: the marking as the supplier calls it.
        marking_id: the service's id of the marking.
    """

    quantity: int
    marking: Decimal
    options: Decimal
    terms: tuple[WorkedTerm, ...]
    goods: Decimal | None
    total: Decimal
    name: str = ""
    marking_id: str = ""


class OnQuote(NamedTuple):
    """No price may be named, and why, in the user's words."""

    reason: str


class Offering(msgspec.Struct, frozen=True):
    """How the records of a resource take part in the comparison.

    Attributes:
        items: reads the items of one document: `items(document, origin)`; items of one document
            may share its row key and differ by variant.
        load: asks the service for the document that `prepare` reads, where the record's own does
            not hold how an item can be marked: `await load(client, document, item, language)`;
            several items of one document are loaded one after the other, each into the answer of
            the one before.
        carry: takes what `load` brought over into a newer reading of the document, as far as that
            does not say that it is another by now: `carry(loaded, document)`; the document itself
            where nothing holds.
        prepare: reads a document once for many calls of `marked`; None where nothing is marked.
        techniques: the ways of marking that a prepared document offers an item:
            `techniques(prepared, item)`.
        marked: prices the marking of an order:
            `marked(prepared, item, offer, quantity, printing)` gives `Worked` or `OnQuote`.
        confirm: asks the service for the same order:
            `await confirm(client, prepared, item, offer, quantity, printing)`; None where the
            service cannot say.
        adopt: values of a new record here for an item and an offer of any source, by field id;
            None where records cannot be made. The amount is what one piece is bought at, in the
            account's currency: None where no rate leads there.
        fill: values for an existing record here, by field id, from its document and an item and
            an offer of any source; what would change nothing or cannot be told in the record's
            own currency is left out. None where it cannot be changed.
    """

    items: Callable[[bytes, Origin], Sequence[Item]]
    load: Callable[..., Awaitable[bytes]] | None = None
    carry: Callable[[bytes, bytes], bytes] | None = None
    prepare: Callable[[bytes], Any] | None = None
    techniques: Callable[[Any, Item], Sequence[Technique]] | None = None
    marked: Callable[[Any, Item, Offer, int, Printing], Worked | OnQuote] | None = None
    confirm: Callable[..., Awaitable[Worked | OnQuote]] | None = None
    adopt: Callable[[Item, Offer, Money | None], Values] | None = None
    fill: Callable[[bytes, Item, Offer, Money | None], Values] | None = None
