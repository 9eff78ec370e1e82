"""Lagerkoll: the articles of a store with stock, prices, suppliers, batches and their history."""

from __future__ import annotations

from functools import partial

from workbench.core.pacing import Pace
from workbench.core.sources import Credential, Source
from workbench.core.texts import mark
from workbench.net.operations import operations_of
from workbench.sources.lagerkoll.access import authenticate, probe
from workbench.sources.lagerkoll.articles import ARTICLE_TABLE
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.directories import DIRECTORIES, LOW_STOCK
from workbench.sources.lagerkoll.notices import notices
from workbench.sources.lagerkoll.records.values import CURRENCY
from workbench.sources.lagerkoll.tables import BATCHES, GROUP, SERIALS

SOURCE = Source(
    id="lagerkoll",
    title="Lagerkoll",
    icon="warehouse",
    hosts={"": "https://capi.lagerkoll.com"},
    credentials=(
        Credential("store", mark("Store id"), secret=False,
                   help=mark("Stands where the API was activated.")),
        Credential("api_key", mark("API key"),
                   help=mark("Stands where the API was activated; with the store id alone.")),
        Credential("user_id", mark("User id"), secret=False,
                   help=mark("From the login, where no API key is used.")),
        Credential("user_token", mark("User token"),
                   help=mark("From the login, where no API key is used.")),
    ),
    credential_sets=(("store", "api_key"), ("store", "user_id", "user_token")),
    authenticate=authenticate,
    connect=LagerkollClient,
    probe=probe,
    resources=(ARTICLE_TABLE, LOW_STOCK, BATCHES, SERIALS, GROUP, *DIRECTORIES),
    operations=partial(operations_of, LagerkollClient),
    currency_named=False,
    currency=CURRENCY,
    # The service allows 200 in a minute; a tenth is left for clocks that differ and for others.
    pace=Pace(per_window=180, window=60.0, documented=200, concurrent=6, reserved=3),
    notices=notices,
    forbidden_hint=mark("Ask whether the API is activated for this store and this user."),
)  # fmt: skip
"""The source as the window, the command line and the checks know it."""
