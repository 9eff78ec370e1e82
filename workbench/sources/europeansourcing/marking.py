"""What an order of a marked variant costs: the calculation of calculatePrice, offline.

The document's rules: prices of the chosen supplier profile alone, the price step that starts
latest at or below the quantity, static prices times the quantity, formulas and fixed prices once,
a total price in place of the variant's own. Wherever they name no price the order is on quote,
with the reason; it never costs zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, DecimalException

from workbench.core.texts import tr
from workbench.sources.europeansourcing.marking_documents import PricedMarking, PricedVariant
from workbench.sources.europeansourcing.marking_limits import (
    CHOICES,
    check_limits,
    chosen,
    is_own,
    requested,
)
from workbench.sources.europeansourcing.marking_order import MarkingOrder
from workbench.sources.europeansourcing.marking_outcome import (
    OPTIONS,
    Calculation,
    Label,
    NoPrice,
    OnQuote,
    Term,
    sum_of,
)
from workbench.sources.europeansourcing.marking_prices import Asked, Tier, tier_at
from workbench.sources.europeansourcing.marking_terms import (
    Ordered,
    amount_of,
    matching,
    stand_ins,
    terms_of,
    times,
    with_margin,
)
from workbench.sources.europeansourcing.marking_values import Missing, Value


def calculate(
    variant: PricedVariant,
    marking: PricedMarking | None,
    profile: str,
    order: MarkingOrder,
) -> Calculation | OnQuote:
    """Return what an order costs at a supplier profile, or why no price may be named."""
    try:
        _check_problems(variant, marking)
        quantity = _quantity(variant, marking, profile, order)
        basic = _basic(variant, profile, order, quantity)
        if marking is None:
            return _unmarked(variant, basic, quantity)
        return _marked(marking, basic, order, quantity, profile)
    except NoPrice as stop:
        return OnQuote(stop.reason)
    except DecimalException:
        return OnQuote(tr("The amounts are too large to reckon with."))


def _unmarked(variant: PricedVariant, basic: Term | NoPrice, quantity: int) -> Calculation:
    if variant.must_be_marked:
        raise NoPrice(tr("The variant is sold marked only; choose a marking."))
    if isinstance(basic, NoPrice):
        raise basic
    return _calculation(quantity, basic, [], name=variant.name)


def _marked(
    marking: PricedMarking,
    basic: Term | NoPrice,
    order: MarkingOrder,
    quantity: int,
    profile: str,
) -> Calculation:
    wanted = requested(order)
    check_limits(wanted, marking.limits)
    ordered = Ordered(order, quantity, profile, _variables(marking, wanted, quantity))
    met = [*matching(marking.prices, ordered), *stand_ins(marking.prices, ordered)]
    options = [asked for asked in met if asked.label in OPTIONS]
    asked = [price for price in met if price.label not in OPTIONS]
    terms = terms_of(asked, ordered)
    total_price = _is_total(terms)
    _check_asked(marking, order, asked, terms)
    if isinstance(basic, NoPrice) and not total_price:
        raise basic
    return _calculation(
        quantity,
        None if isinstance(basic, NoPrice) else basic,
        [*terms, *terms_of(options, ordered)],
        total_price=total_price,
        included=marking.included,
        name=marking.name,
    )


def _calculation(
    quantity: int,
    basic: Term | None,
    terms: list[Term],
    *,
    total_price: bool = False,
    included: bool = False,
    name: str = "",
) -> Calculation:
    if basic is not None and not total_price:
        terms = [basic, *terms]
    price = sum_of([term.total for term in terms])
    if price <= 0:
        raise NoPrice(tr("The prices add up to nothing."))
    marking_labels = set(Label) - OPTIONS - {Label.BASIC}
    return Calculation(
        quantity=quantity,
        price=price,
        marking_price=sum_of([term.total for term in terms if term.label in marking_labels]),
        option_price=sum_of([term.total for term in terms if term.label in OPTIONS]),
        unit_price=basic.price if basic is not None else None,
        terms=tuple(terms),
        total_price=total_price,
        included=included,
        name=name,
    )


def _check_problems(variant: PricedVariant, marking: PricedMarking | None) -> None:
    problem = variant.problem or (marking.problem if marking else "")
    if problem:
        raise NoPrice(problem)


def _check_asked(
    marking: PricedMarking, order: MarkingOrder, asked: list[Asked], terms: list[Term]
) -> None:
    """Refuse a marking that asks nothing, unless the variant's price holds just this marking."""
    if not asked:
        if marking.included and is_own(order, marking.limits):
            return
        raise NoPrice(tr("No price of the marking fits this order."))
    if sum_of([term.total for term in terms]) <= 0:
        raise NoPrice(tr("The prices of the marking add up to nothing at this quantity."))


def _is_total(terms: list[Term]) -> bool:
    """Return whether the prices hold the variant's own.

    Raises:
        NoPrice: where some do and some do not, which the service calls an error of its data.
    """
    kinds = {term.total_price for term in terms}
    if len(kinds) > 1:
        raise NoPrice(tr("Some prices of the marking are total prices and others are not."))
    return True in kinds


def _quantity(
    variant: PricedVariant, marking: PricedMarking | None, profile: str, order: MarkingOrder
) -> int:
    """Return the pieces ordered, the smallest order where none is named.

    Raises:
        NoPrice: where so few or so many cannot be ordered.
    """
    least = max(variant.minimums.get(profile, 0), marking.minimum if marking else 0)
    quantity = order.quantity
    if quantity is None:
        quantity = least or _first_start(variant, profile)
    if quantity < 1:
        raise NoPrice(tr("The quantity must be at least 1."))
    if quantity < least:
        raise NoPrice(tr("The smallest order is {least} pieces.", least=least))
    if marking is not None and marking.maximum is not None and quantity > marking.maximum:
        raise NoPrice(tr("At most {most} pieces can be marked so.", most=marking.maximum))
    return quantity


def _first_start(variant: PricedVariant, profile: str) -> int:
    starts = [tier.start for tier in variant.tiers.get(profile, ()) if tier.start is not None]
    if not starts:
        raise NoPrice(tr("No quantity is given, and the variant names no smallest order."))
    return max(min(starts), 1)


def _basic(
    variant: PricedVariant, profile: str, order: MarkingOrder, quantity: int
) -> Term | NoPrice:
    """Return the variant's own price, or why there is none: a total price can do without it."""
    own = order.prices.get(Label.BASIC)
    try:
        tiers = variant.tiers.get(profile, ())
        tier = tier_at(tiers, quantity) if own is None else Tier(start=1, amount=Decimal(own))
        if tier is None or (tier.end is not None and quantity > tier.end):
            return NoPrice(tr("The variant has no price at {quantity} pieces.", quantity=quantity))
        amount = with_margin(amount_of(tier, Label.BASIC, {}), order.margin)
    except NoPrice as stop:
        return stop
    return Term(
        label=Label.BASIC,
        total=times(amount, quantity),
        price=amount,
        quantity=quantity,
        from_quantity=tier.start or 1,
    )


def _variables(
    marking: PricedMarking, wanted: Mapping[str, Decimal | None], quantity: int
) -> dict[str, Value]:
    """Return what formulas know; a value left open stops the one that needs it."""
    values = chosen(wanted, marking.limits)
    found: dict[str, Value] = {}
    for choice in CHOICES:
        value = values[choice.name]
        found[choice.variable] = Missing(choice.variable, choice.field) if value is None else value
    return found | {
        "quadrichromie": marking.full_color,
        "quantite": Decimal(quantity),
        "cles": (marking.key,),
        "nb_marquages": Decimal(1),
        "position": marking.position,
        "marquage": marking.technique,
    }
