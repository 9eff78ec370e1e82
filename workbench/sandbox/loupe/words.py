"""What the samples are made of: companies, metals, stones, chains and designs, with their prices.

Prices are US cents per gram, per carat or per piece; a company's own currency follows from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

HOME_CURRENCY = "GBP"
"""The currency of the retailer whose account the sandbox is."""

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Seller:
    """A vendor of record: its currency, units of it per US dollar and home units per unit of it."""

    id: int
    name: str
    currency: str
    per_dollar: Decimal
    rate: Decimal
    origin: str


@dataclass(frozen=True, slots=True)
class Metal:
    """A metal: name as an option, type, purity, colour, cents per gram and the colour it shows."""

    option: str
    type: str
    purity: str
    colour: str
    cents: int
    shown: Colour


@dataclass(frozen=True, slots=True)
class Gem:
    """A kind of stone: cents per carat and the colour it shows."""

    type: str
    cents: int
    shown: Colour


@dataclass(frozen=True, slots=True)
class Design:
    """A design: product type, prefix of supplier codes, name, layout of stones, picture."""

    product: str
    prefix: str
    name: str
    layout: str
    shape: str


def _seller(row: tuple[int, str, str, str, str, str]) -> Seller:
    number, name, currency, per_dollar, rate, origin = row
    return Seller(number, name, currency, Decimal(per_dollar), Decimal(rate), origin)


SELLERS = tuple(map(_seller, (
    (4101, "Kiran Jewels", "USD", "1", "0.7900", "India"),
    (4102, "Aurelia Milano", "EUR", "0.92", "0.8600", "Italy"),
    (4103, "Pondicherry Gems", "INR", "83.10", "0.0094", "India"),
    (4104, "Hatton & Vale", "GBP", "0.79", "1.0000", "United Kingdom"),
    (4105, "Lotus Bangkok Co.", "THB", "35.40", "0.0223", "Thailand"),
    (4106, "Orient Crown (HK) Ltd.", "HKD", "7.80", "0.1012", "Hong Kong"),
    (4107, "Maison \"Étoile\"", "EUR", "0.92", "0.8600", "France"),
    (4108, "Diamants d'Anvers", "EUR", "0.92", "0.8600", "Belgium"),
    (4109, "Złotnik Śląski", "PLN", "3.94", "0.2005", "Poland"),
    (4110, "京都真珠工房", "USD", "1", "0.7900", "Japan"),
)))  # fmt: skip

METALS = tuple(Metal(*row) for row in (
    ("18K Yellow Gold", "Gold", "18K", "Yellow", 6240, (217, 176, 72)),
    ("18K White Gold", "Gold", "18K", "White", 6310, (206, 210, 216)),
    ("14K Yellow Gold", "Gold", "14K", "Yellow", 4850, (222, 188, 98)),
    ("14K Rose Gold", "Gold", "14K", "Rose", 4850, (219, 154, 130)),
    ("9K Yellow Gold", "Gold", "9K", "Yellow", 3120, (226, 199, 124)),
    ("Platinum 950", "Platinum", "950", "White", 3420, (192, 198, 204)),
    ("Sterling Silver 925", "Silver", "925", "White", 112, (214, 217, 220)),
))  # fmt: skip

GEMS = tuple(Gem(*row) for row in (
    ("Diamond", 41_000, (214, 232, 245)),
    ("Lab Grown Diamond", 9_800, (222, 238, 248)),
    ("Sapphire", 22_000, (44, 86, 178)),
    ("Ruby", 26_500, (186, 30, 60)),
    ("Emerald", 24_000, (28, 138, 92)),
    ("Aquamarine", 7_200, (132, 204, 214)),
    ("Amethyst", 1_900, (134, 88, 176)),
    ("Pearl", 3_400, (240, 232, 220)),
    ("Moissanite", 4_100, (226, 240, 236)),
))  # fmt: skip

SHAPES = ("Round", "Oval", "Princess", "Emerald Cut", "Pear", "Cushion", "Marquise")
COLOURS = ("D", "E", "F", "G", "H", "I-J", "")
CLARITIES = ("IF", "VVS1", "VVS2", "VS1", "VS2", "SI1", "")
SETTINGS = ("Claw", "Bezel", "Pavé", "Channel", "Rub-over")
CHAINS = (("Cable", 2400), ("Box", 2900), ("Trace", 2100), ("Rope", 3900), ("Belcher", 3300))
COLLECTIONS = ("Spring", "Spring", "Autumn", "Bridal", "Heritage", "Core", "")
SKU_CATEGORIES = {11: "Bridal", 12: "Fashion", 13: "Everyday", 14: "High jewellery"}

DESIGNS = tuple(Design(*row) for row in (
    ("Ring", "RG", "Solitaire", "centre", "ring"),
    ("Ring", "RG", "Halo", "halo", "halo"),
    ("Necklace", "NK", "drop", "centre", "necklace"),
    ("Earrings", "ER", "Studs", "pair", "studs"),
    ("Ring", "RG", "Three stone", "three", "three"),
    ("Ring", "RG", "Eternity", "row", "eternity"),
    ("Ring", "RG", "Signet", "none", "band"),
    ("Necklace", "NK", "Pendant", "halo", "necklace"),
    ("Necklace", "NK", "Trace chain", "none", "chain"),
    ("Earrings", "ER", "Hoops", "row", "hoops"),
    ("Earrings", "ER", "Drops", "pair", "drops"),
    ("Bracelet", "BR", "Tennis", "row", "bracelet"),
    ("Bracelet", "BR", "Bangle", "none", "bangle"),
))  # fmt: skip
