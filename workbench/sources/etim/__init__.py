"""ETIM Mapper: product records with their ETIM classification, prices, texts and attachments."""

from __future__ import annotations

from functools import partial

from workbench.core.pacing import Pace
from workbench.core.sources import Credential, Source
from workbench.core.texts import mark
from workbench.net.operations import operations_of
from workbench.sources.etim.access import authenticate, probe
from workbench.sources.etim.client import EtimClient
from workbench.sources.etim.directories import DIRECTORIES
from workbench.sources.etim.languages import LANGUAGES
from workbench.sources.etim.notices import notices
from workbench.sources.etim.products import PRODUCTS
from workbench.sources.etim.reports import undone

SOURCE = Source(
    id="etim",
    title="ETIM Mapper",
    icon="list-tree",
    hosts={"": "https://etim-mapper.com"},
    credentials=(
        Credential("identifier", mark("API identifier"), secret=False,
                   help=mark("Of the company; stands in every address of the API.")),
        Credential("username", mark("User"), secret=False,
                   help=mark("Of the API, for this program alone: it goes with one address.")),
        Credential("password", mark("Password")),
    ),
    credential_sets=(("identifier", "username", "password"),),
    authenticate=authenticate,
    connect=EtimClient,
    probe=probe,
    resources=(PRODUCTS, *DIRECTORIES),
    operations=partial(operations_of, EtimClient),
    languages=LANGUAGES,
    # The service limits requests by the day, proportional to the number of products, and does not
    # tell the number: 5,000 is assumed, so that what is used is shown against something.
    pace=Pace(concurrent=4, reserved=3, per_day=5_000),
    notices=notices,
    undone=undone,
    forbidden_hint=mark("The user of the API is bound to one address of the network."),
)  # fmt: skip
"""The source as the window, the command line and the checks know it."""
