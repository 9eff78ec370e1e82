"""EuropeanSourcing: promotional products of many suppliers, with prices, stock and markings."""

from __future__ import annotations

from functools import partial

from workbench.core.pacing import Pace
from workbench.core.sources import Credential, Source
from workbench.core.texts import mark
from workbench.net.operations import operations_of
from workbench.sources.europeansourcing.access import authenticate, probe
from workbench.sources.europeansourcing.client import EuropeanSourcingClient
from workbench.sources.europeansourcing.directories import DIRECTORIES
from workbench.sources.europeansourcing.languages import LANGUAGES
from workbench.sources.europeansourcing.products import PRODUCTS, VARIANTS

SOURCE = Source(
    id="europeansourcing",
    title="EuropeanSourcing",
    icon="shopping-bag",
    hosts={"": "https://product-api.europeansourcing.com"},
    credentials=(
        Credential(
            "token",
            mark("Token"),
            help=mark("The key that EuropeanSourcing gave you, sent as x-auth-token."),
        ),
    ),
    credential_sets=(("token",),),
    authenticate=authenticate,
    connect=EuropeanSourcingClient,
    probe=probe,
    resources=(PRODUCTS, VARIANTS, *DIRECTORIES),
    operations=partial(operations_of, EuropeanSourcingClient),
    languages=LANGUAGES,
    currency_named=False,
    # The service documents no limit; four at once keeps a page quick and is no burden to it.
    pace=Pace(concurrent=4),
    forbidden_hint=mark("Ask EuropeanSourcing whether this key may read from your network."),
)
"""The source as the window, the command line and the checks know it."""
