"""Everything that the comparison keeps on this machine, tied together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.sources.currency import in_currency
from workbench.store.baskets import BasketStore
from workbench.store.match_decisions import MatchDecisions
from workbench.store.rates import RateStore
from workbench.workspace.comparison.baskets import Baskets
from workbench.workspace.comparison.decisions import Decisions
from workbench.workspace.comparison.ecb import BASE
from workbench.workspace.comparison.history import PriceHistory
from workbench.workspace.comparison.rates import ExchangeRates
from workbench.workspace.comparison.requoting import Requoting, finder
from workbench.workspace.comparison.watching import Watches

if TYPE_CHECKING:
    from workbench.net.files import Files
    from workbench.workspace.workspace import Workspace


class Keeping:
    """What a workspace keeps for the comparison; every part reads the disk at first use.

    Attributes:
        baskets: baskets and their lines.
        decisions: what a person said of pairs of items.
        rates: exchange rates.
        history: prices over time; watches are held against what it notes.
        watches: what a person wants to be told of.
        requoting: checks whether promises are still true.

    Args:
        workspace: whose.
        files: makes the client without credentials, for the exchange rates.
        rates_base: folder of the rates in place of the bank's: the sandbox's; "" for the bank's.
    """

    def __init__(
        self, workspace: Workspace, files: Callable[[], Files], rates_base: str = ""
    ) -> None:
        stores, jobs = workspace.stores, workspace.jobs
        database = stores.workspace.database
        self.baskets = Baskets(BasketStore(database))
        self.decisions = Decisions(MatchDecisions(database))
        self.rates = ExchangeRates(
            RateStore(database),
            files,
            jobs,
            folder=workspace.folders.cache,
            allowed=lambda: workspace.settings.fetch_rates,
            base=rates_base or BASE,
        )
        self.history = PriceHistory(lambda: stores.prices, jobs)
        self.watches = Watches(stores.workspace, self.baskets, jobs)
        self.history.noted.connect(self.watches.read)
        self.requoting = Requoting(
            self.baskets,
            finder(
                workspace.source,
                workspace.accounts.find,
                lambda source, account: in_currency(source, source.currency_of(account)),
            ),
            connections=workspace.connections,
            cache=stores.cache,
            jobs=jobs,
            rates=self.rates,
            history=self.history,
        )
