"""The samples of the sandbox, drawn from one seed; the first ones are those of a first look."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from workbench.sandbox.loupe import odd, words
from workbench.sandbox.loupe.samples import (
    APPROVED,
    Approvals,
    ChainPart,
    MetalPart,
    Places,
    Sample,
    StonePart,
    converted,
)
from workbench.sandbox.loupe.words import DESIGNS, GEMS, METALS, SELLERS, Design, Gem, Seller

SAMPLES = 2_000
"""How many samples there are by default."""

BASE_DATE = datetime(2026, 11, 1, 12, tzinfo=UTC)
"""The latest moment that a sample may have changed."""

DOCUMENTED_CODE = "AZ123456"
"""The code that the document's example orders."""

_SEED = 20261101
_FIRST = (
    # supplier code, design, stone, hundredths of a carat, cents
    ("RG-1180", 0, 0, 70, 61_200),
    ("RG-1204", 1, 0, 90, 94_850),
    ("NK-0077", 2, 2, 45, 35_500),
    ("ER-0410", 3, 0, 25, 18_800),
)
_NUMBER_STARTS = {"RG": 1210, "NK": 80, "ER": 415, "BR": 620}
_ODD_EVERY, _ODD_AT = 9, 8


def samples(count: int = SAMPLES) -> tuple[Sample, ...]:
    """The first `count` samples; a smaller number gives the same samples, only fewer."""
    return tuple(_sample(position) for position in range(count))


def _sample(position: int) -> Sample:
    rng = Random(_SEED * 10_007 + position)
    first = _FIRST[position] if position < len(_FIRST) else None
    design = DESIGNS[first[1] if first else rng.randrange(len(DESIGNS))]
    seller = SELLERS[0] if first else rng.choice(SELLERS)
    gem = GEMS[first[2]] if first else GEMS[int(len(GEMS) * rng.random() ** 1.6)]
    carats = first[3] if first else rng.randrange(5, 240, 5)
    stones = _stones(rng, design, gem, seller, carats)
    metals = _metals(rng, seller, plain=first is not None)
    chains = _chains(rng, design, seller)
    finishing = _vendor_cents(rng.randrange(200, 1600), seller)
    parts = sum(row.cost for row in (*metals, *stones, *chains)) + finishing
    labour = _vendor_cents(rng.randrange(1500, 9500), seller)
    created, modified, user_modified = _moments(rng)
    return Sample(
        position=position,
        code=_code(position),
        supplier_code=first[0] if first else _supplier_code(rng, design, position),
        seller=seller,
        design=design,
        title=_title(design, gem, sum(row.carats for row in stones)),
        description=_description(rng, position, design, gem, metals[0]),
        collection="Spring" if first else rng.choice(words.COLLECTIONS),
        size=_size(rng, design),
        net=sum(row.weight for row in metals),
        metals=metals,
        stones=stones,
        chains=chains,
        labour=max(first[4] - parts, 0) if first else labour,
        finishing=finishing,
        approvals=_approvals(rng, modified, confirmed=first is not None),
        places=_places(rng),
        created=created,
        modified=modified,
        user_modified=user_modified,
        views=1 + rng.randrange(3),
    )


def _code(position: int) -> str:
    if position == 4:
        return DOCUMENTED_CODE
    if position % 40 == 39:
        # Codes of digits alone, some with zeros in front.
        return f"{position * 37:07d}"
    return f"AZ{200_000 + position * 7}"


def _supplier_code(rng: Random, design: Design, position: int) -> str:
    code = f"{design.prefix}-{_NUMBER_STARTS[design.prefix] + position:04d}"
    if rng.random() < 0.04:
        return f'{code} {rng.choice((16, 18, 20))}"'
    return code if rng.random() > 0.02 else f"00{position:05d}"


def _title(design: Design, gem: Gem, carats: int) -> str:
    if design.layout == "none":
        return design.name
    if design.name == "drop":
        return f"{gem.type} drop"
    return f"{design.name} {carats / 100:.2f} ct"


def _description(rng: Random, position: int, design: Design, gem: Gem, metal: MetalPart) -> str:
    if position % _ODD_EVERY == _ODD_AT:
        return odd.ODD[position // _ODD_EVERY % len(odd.ODD)]
    stone = "" if design.layout == "none" else f" set with {gem.type.lower()}"
    mark = (
        f', {rng.choice((6, 7, 16, 18))}" long'
        if design.product in {"Necklace", "Bracelet"}
        else ""
    )
    return f"{metal.metal.option} {design.product.lower()}{stone}{mark}."


def _stones(
    rng: Random, design: Design, gem: Gem, seller: Seller, carats: int
) -> tuple[StonePart, ...]:
    def part(kind: Gem, quantity: int, weight: int, *, centre: bool) -> StonePart:
        cents = kind.cents * weight // 100
        return StonePart(
            reference=rng.choice(odd.REFERENCES),
            gem=kind,
            shape=rng.choice(words.SHAPES),
            colour=rng.choice(words.COLOURS),
            clarity=rng.choice(words.CLARITIES),
            setting=rng.choice(words.SETTINGS),
            quantity=quantity,
            carats=weight,
            centre=centre,
            cost=_vendor_cents(cents, seller),
        )

    if design.layout == "none":
        return ()
    if design.layout == "centre":
        return (part(gem, 1, carats, centre=True),)
    if design.layout == "pair":
        return (part(gem, 2, carats, centre=False),)
    if design.layout == "row":
        return (part(gem, rng.randrange(9, 40), carats, centre=False),)
    main = max(carats * 7 // 10, 1)
    rest = max(carats - main, 1)
    if design.layout == "three":
        other = rng.choice(GEMS)
        return part(gem, 1, main, centre=True), part(other, 2, rest, centre=False)
    halo = max(rest // 2, 1)
    sides = part(GEMS[0], 16, halo, centre=False), part(GEMS[1], 10, rest - halo, centre=False)
    return part(gem, 1, main, centre=True), *(row for row in sides if row.carats)


def _metals(rng: Random, seller: Seller, *, plain: bool) -> tuple[MetalPart, ...]:
    chosen = rng.sample(METALS, 2 if rng.random() < 0.2 else 1)
    if plain:
        chosen = [METALS[4]]
    weights = [rng.randrange(90, 300 if plain else 1450) for _ in chosen]
    return tuple(
        MetalPart(metal, weight, _vendor_cents(metal.cents * weight // 100, seller))
        for metal, weight in zip(chosen, weights, strict=True)
    )


def _chains(rng: Random, design: Design, seller: Seller) -> tuple[ChainPart, ...]:
    if design.product != "Necklace":
        return ()
    count = 2 if rng.random() < 0.15 else 1
    rows = []
    for _ in range(count):
        kind, cents = rng.choice(words.CHAINS)
        inches = rng.choice((14, 16, 18, 20, 24))
        details = rng.choice(odd.CHAIN_DETAILS).format(inch=inches)
        rows.append(ChainPart(kind, inches, details, _vendor_cents(cents, seller)))
    return tuple(rows)


def _size(rng: Random, design: Design) -> str:
    if design.product == "Ring":
        return rng.choice(("J", "L", "M 1/2", "N", "P", "6.5", "54"))
    return rng.choice(('7"', '7.5"')) if design.product == "Bracelet" else ""


def _approvals(rng: Random, modified: datetime, *, confirmed: bool) -> Approvals:
    sourcing = rng.choice((0, 1, 2, APPROVED, APPROVED, APPROVED, 4))
    at = modified - timedelta(minutes=rng.randrange(1, 90_000))
    return Approvals(
        item_status="Confirmed" if confirmed or rng.random() < 0.6 else "Selected",
        sourcing=sourcing,
        sourcing_at=at if sourcing == APPROVED else None,
        buying=rng.randrange(5),
        method="Memo" if rng.random() < 0.25 else "Asset",
        method_active=rng.random() < 0.85,
    )


def _places(rng: Random) -> Places:
    category = rng.choice((0, 0, *words.SKU_CATEGORIES))
    if rng.random() < 0.4:
        return Places(rng.randrange(901, 906), category, 0, (0, 0, 0, 0))
    one, two = rng.randrange(1, 4), rng.randrange(1, 4)
    three, four = rng.randrange(1, 4), rng.randrange(1, 4)
    levels = (one, one * 10 + two, one * 100 + two * 10 + three, 1000 + four)
    return Places(rng.randrange(901, 906), category, levels[2] * 10 + four, levels)


def _moments(rng: Random) -> tuple[datetime, datetime, datetime]:
    modified = BASE_DATE - timedelta(microseconds=rng.randrange(200 * 86_400_000_000))
    user = modified - timedelta(microseconds=rng.randrange(30 * 86_400_000_000))
    return user - timedelta(days=rng.randrange(1, 500)), modified, user


def _vendor_cents(cents: int, seller: Seller) -> int:
    return converted(cents, seller.per_dollar)
