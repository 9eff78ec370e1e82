"""Loupe: linesheet samples of jewellery by asynchronous export, and purchase orders."""

from __future__ import annotations

from functools import partial

from workbench.core.pacing import Pace
from workbench.core.sources import Credential, Source
from workbench.core.texts import mark
from workbench.net.operations import operations_of
from workbench.sources.loupe.access import authenticate, probe
from workbench.sources.loupe.client import LoupeClient
from workbench.sources.loupe.exports import EXPORTS
from workbench.sources.loupe.ordering import ORDERING
from workbench.sources.loupe.orders import ORDERS
from workbench.sources.loupe.samples import SAMPLES

SOURCE = Source(
    id="loupe",
    title="Loupe",
    icon="gem",
    hosts={
        "": "https://atelier.technology",
        "enterprise": "https://enterprise.atelier.technology",
        "identity": "https://id.atelier.technology",
    },
    credentials=(
        Credential(
            "username", mark("E-mail"), secret=False, help=mark("What you sign in to Loupe with.")
        ),
        Credential("password", mark("Password")),
        Credential(
            "access_token",
            mark("Access token"),
            help=mark("In place of e-mail and password; it ends after some minutes."),
        ),
    ),
    credential_sets=(("username", "password"), ("access_token",)),
    authenticate=authenticate,
    connect=LoupeClient,
    probe=probe,
    resources=(EXPORTS, SAMPLES, ORDERS),
    operations=partial(operations_of, LoupeClient),
    # The service documents no limit; exports are heavy there, so few are asked for at once.
    pace=Pace(concurrent=3),
    forbidden_hint=mark("Ask Loupe whether this user may use the API, and from which tier on."),
    outside=True,
    ordering=ORDERING,
)
"""The source as the window, the command line and the checks know it."""
