"""What is asked, in the engine's words: with the rates, terms and days that hold now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from workbench.compare.landed_terms import Wanted
from workbench.compare.rates import Rates
from workbench.core.accounts import Account
from workbench.core.sources import Source
from workbench.workspace.comparison.asked import Asked

if TYPE_CHECKING:
    from workbench.workspace.comparison.agreements import Agreements


def wanted_of(
    asked: Asked,
    rates: Rates,
    agreements: Agreements,
    homes: Mapping[tuple[str, str], str],
    *,
    at: datetime,
    hours: int,
) -> Wanted:
    """Return what every supplier is asked.

    Args:
        asked: by the user.
        rates: at hand.
        agreements: freight and duty.
        homes: home currency by source and account.
        at: the present moment: validity is judged by its day.
        hours: from which age on a price is called old.
    """
    return Wanted(
        quantity=max(asked.quantity, 1),
        home=asked.currency,
        rates=rates,
        includes=asked.parts,
        standard=agreements.standard,
        terms=agreements.terms(),
        printing=asked.printing,
        homes=homes,
        day=at.astimezone().date(),
        country=asked.country,
        vat_included=asked.vat_included,
        stale_before=at - timedelta(hours=hours),
        left_out=asked.off,
    )


def homes_of(
    accounts: Iterable[Account], source_of: Callable[[str], Source | None]
) -> dict[tuple[str, str], str]:
    """Return the home currency of accounts, by source and name."""
    return {
        (account.source, account.name): source.currency_of(account)
        for account in accounts
        if (source := source_of(account.source))
    }
