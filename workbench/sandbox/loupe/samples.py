"""What a linesheet sample is, in whole numbers: cents, hundredths of a gram, of a carat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from workbench.sandbox.loupe.words import Design, Gem, Metal, Seller

APPROVED = 3
"""The sourcing status that the document calls Approved."""

MOMENT = "%Y-%m-%d %H:%M:%S.%f"
"""How moments are written in filters and files, in UTC and without a zone."""


@dataclass(frozen=True, slots=True)
class MetalPart:
    """Some metal of a sample: weight in hundredths of a gram, cost in vendor cents."""

    metal: Metal
    weight: int
    cost: int


@dataclass(frozen=True, slots=True)
class StonePart:
    """Stones of one kind in a sample: hundredths of a carat together, vendor cents together."""

    reference: str
    gem: Gem
    shape: str
    colour: str
    clarity: str
    setting: str
    quantity: int
    carats: int
    centre: bool
    cost: int


@dataclass(frozen=True, slots=True)
class ChainPart:
    """A chain of a sample: length in inches, cost in vendor cents."""

    type: str
    inches: int
    details: str
    cost: int


@dataclass(frozen=True, slots=True)
class Approvals:
    """Who approved a sample and what it may be bought as."""

    item_status: str
    sourcing: int
    sourcing_at: datetime | None
    buying: int
    method: str
    method_active: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Where a sample stands in the retailer's own order: 0 where it was not set."""

    customer_id: int
    sku_category: int
    hierarchy: int
    levels: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Sample:
    """One active linesheet sample."""

    position: int
    code: str
    supplier_code: str
    seller: Seller
    design: Design
    title: str
    description: str
    collection: str
    size: str
    net: int
    metals: tuple[MetalPart, ...]
    stones: tuple[StonePart, ...]
    chains: tuple[ChainPart, ...]
    labour: int
    finishing: int
    approvals: Approvals
    places: Places
    created: datetime
    modified: datetime
    user_modified: datetime
    views: int

    @property
    def carats(self) -> int:
        """Hundredths of a carat of all stones."""
        return sum(row.carats for row in self.stones)

    @property
    def has_centre(self) -> bool:
        """Whether one of the stones is the centre stone."""
        return any(row.centre for row in self.stones)

    @property
    def cost(self) -> int:
        """Vendor cents of the whole sample."""
        parts = (*self.metals, *self.stones, *self.chains)
        return sum(row.cost for row in parts) + self.labour + self.finishing

    @property
    def options(self) -> tuple[str, ...]:
        """The metals it comes in, as options."""
        return tuple(row.metal.option for row in self.metals)


def hundredths(value: int) -> str:
    """A number of hundredths as decimal text."""
    return str(Decimal(value).scaleb(-2))


def converted(cents: int, rate: Decimal) -> int:
    """Cents in another currency, rounded half up."""
    return int((cents * rate).quantize(Decimal(1), ROUND_HALF_UP))
