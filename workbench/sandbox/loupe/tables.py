"""The three files of an export as CSV: products, enterprise costing, retail data.

The document names `Description`, `Supplier Code`, `Stone_N_Reference` and `Chain_N_Extra_Details`;
the other columns follow their manner. Values with quotes, commas or line breaks stand in quotes,
with quotes inside doubled; moments are UTC.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import zip_longest

from workbench.sandbox.loupe.catalogue import samples
from workbench.sandbox.loupe.samples import (
    MOMENT,
    ChainPart,
    MetalPart,
    Sample,
    StonePart,
    converted,
    hundredths,
)
from workbench.sandbox.loupe.words import HOME_CURRENCY, SKU_CATEGORIES

METALS, STONES, CHAINS = 2, 3, 2
"""How often the numbered columns of each part are repeated."""

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Making:
    """How rows are written: where the pictures lie, and whether costs are in home currency."""

    pictures: str
    home: bool


Row = Callable[[Sample, Making], Cells]


def written(rows: Iterable[Sample], row: Row, making: Making) -> bytes:
    """The file of one kind over samples; without samples it is the headings alone."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS[row])
    writer.writerows(list(row(sample, making).values()) for sample in rows)
    return out.getvalue().encode()


def product(sample: Sample, making: Making) -> Cells:
    """A row of the Product CSV: the whole bill of materials."""
    approvals, places = sample.approvals, sample.places
    return {
        "Atelier Code": sample.code,
        "Supplier Code": sample.supplier_code,
        "Seller Company": sample.seller.name,
        "Seller Company ID": str(sample.seller.id),
        "Style Name": sample.title,
        "Description": sample.description,
        "Product Type": sample.design.product,
        "Collection": sample.collection,
        "Size": sample.size,
        "Item Status": approvals.item_status,
        "Centre Stone": _yes(sample.has_centre),
        "Net Weight": hundredths(sample.net),
        "Gross Weight": hundredths(sample.net + sample.carats // 5),
        "Total Carat Weight": hundredths(sample.carats),
        "Supplier Cost": hundredths(sample.cost),
        "Supplier Currency": sample.seller.currency,
        **_numbered("Metal", METALS, _METAL, map(_metal, sample.metals)),
        **_numbered("Stone", STONES, _STONE, map(_stone, sample.stones)),
        **_numbered("Chain", CHAINS, _CHAIN, map(_chain, sample.chains)),
        "Converted By Customer ID": str(places.customer_id),
        "SKU Category ID": _set(places.sku_category),
        "SKU Category": SKU_CATEGORIES.get(places.sku_category, ""),
        "Merchandising Hierarchy ID": _set(places.hierarchy),
        **{
            f"Merchandising Hierarchy ID {n}": _set(level)
            for n, level in enumerate(places.levels, 1)
        },
        "Purchase Method": approvals.method,
        "Purchase Method Status": "Active" if approvals.method_active else "Inactive",
        "Sourcing Approval Status": str(approvals.sourcing),
        "Sourcing Approval Date": _moment(approvals.sourcing_at),
        "Buying Approval Status": str(approvals.buying),
        **{
            f"Image_{n}_URL": _picture(sample, making, n) if n <= sample.views else ""
            for n in (1, 2, 3)
        },
        "Created": _moment(sample.created),
        "Last Modified": _moment(sample.modified),
        "User Last Modified": _moment(sample.user_modified),
    }


def costing(sample: Sample, making: Making) -> Cells:
    """A row of the Enterprise Costing CSV: what each part costs; the total is their sum."""
    rate = sample.seller.rate if making.home else Decimal(1)
    total = 0

    def cost(cents: int) -> str:
        nonlocal total
        amount = converted(cents, rate)
        total += amount
        return hundredths(amount)

    cells = {
        "Atelier Code": sample.code,
        "Supplier Code": sample.supplier_code,
        "Seller Company": sample.seller.name,
        "Costing Currency": HOME_CURRENCY if making.home else sample.seller.currency,
        "Supplier Currency": sample.seller.currency,
        "Home Currency": HOME_CURRENCY,
        "Exchange Rate": str(sample.seller.rate),
        **_numbered("Metal", METALS, ("Type", "Purity", "Weight", "Cost"), (
            (row.metal.type, row.metal.purity, hundredths(row.weight), cost(row.cost))
            for row in sample.metals)),
        **_numbered("Stone", STONES, ("Reference", "Quantity", "Carat_Weight", "Cost"), (
            (row.reference, str(row.quantity), hundredths(row.carats), cost(row.cost))
            for row in sample.stones)),
        **_numbered("Chain", CHAINS, ("Type", "Extra_Details", "Cost"), (
            (row.type, row.details, cost(row.cost)) for row in sample.chains)),
        "Labour Cost": cost(sample.labour),
        "Finishing Cost": cost(sample.finishing),
    }  # fmt: skip
    return {**cells, "Total Cost": hundredths(total), "Last Modified": _moment(sample.modified)}


def retail(sample: Sample, making: Making) -> Cells:
    """A row of the Retail Data CSV: what the retailer's shop says about the sample."""
    home = converted(sample.cost, sample.seller.rate)
    price = home * 3 // 500 * 500 + 495
    launch = sample.created + timedelta(days=45)
    return {
        "Atelier Code": sample.code,
        "SKU": f"{sample.design.prefix}{sample.position:06d}",
        "Barcode": _gtin(sample.position) if sample.position % 11 else "",
        "Retail Title": f"{sample.title}, {sample.options[0]}",
        "Retail Description": sample.description,
        "Retail Price": hundredths(price),
        "Sale Price": hundredths(price * 4 // 5) if sample.position % 6 == 0 else "",
        "Retail Currency": HOME_CURRENCY,
        "Tax Class": "Standard",
        "Country Of Origin": sample.seller.origin,
        "Commodity Code": "71131900" if sample.metals[0].metal.type != "Silver" else "71131100",
        "Launch Date": launch.strftime("%Y-%m-%d"),
        "Units On Hand": str(sample.position * 7 % 23),
        "Care Instructions": 'Wipe with a soft cloth, e.g. 4" x 4"; keep away from chlorine',
        "Image_1_URL": _picture(sample, making, 1),
        "Last Modified": _moment(sample.modified),
    }


_METAL = ("Type", "Purity", "Colour", "Option", "Weight")
_STONE = (
    "Reference", "Type", "Shape", "Colour", "Clarity", "Setting", "Quantity", "Carat_Weight",
    "Is_Centre",
)  # fmt: skip
_CHAIN = ("Type", "Length", "Extra_Details")


def _metal(row: MetalPart) -> Sequence[str]:
    metal = row.metal
    return metal.type, metal.purity, metal.colour, metal.option, hundredths(row.weight)


def _stone(row: StonePart) -> Sequence[str]:
    kind = (row.reference, row.gem.type, row.shape, row.colour, row.clarity, row.setting)
    return *kind, str(row.quantity), hundredths(row.carats), _yes(row.centre)


def _chain(row: ChainPart) -> Sequence[str]:
    return row.type, f'{row.inches}"', row.details


def _numbered(
    name: str, times: int, members: Sequence[str], rows: Iterable[Sequence[str]]
) -> Cells:
    """Numbered columns, one group a part; the groups without a part are blank."""
    blank = ("",) * len(members)
    return {
        f"{name}_{number}_{member}": cell
        for number, (_, row) in enumerate(zip_longest(range(times), rows), 1)
        for member, cell in zip(members, row or blank, strict=True)
    }


def _yes(value: bool) -> str:
    return "Yes" if value else "No"


def _set(number: int) -> str:
    return str(number) if number else ""


def _moment(moment: datetime | None) -> str:
    return moment.strftime(MOMENT) if moment else ""


def _picture(sample: Sample, making: Making, view: int) -> str:
    return f"{making.pictures}/{sample.code}-{view}.png"


def _gtin(number: int) -> str:
    """A GTIN of 13 digits from a company's own range."""
    digits = f"5012345{number:05d}"
    weighed = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-weighed % 10}"


def _headings() -> dict[Row, list[str]]:
    first = samples(1)[0]
    making = Making("", home=False)
    return {row: list(row(first, making)) for row in (product, costing, retail)}


HEADINGS = _headings()
"""The columns of each kind, in their order."""
