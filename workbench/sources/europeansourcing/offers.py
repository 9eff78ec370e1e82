"""How the products of this source take part in the comparison."""

from __future__ import annotations

from typing import Final

from workbench.core.offers import Offering
from workbench.sources.europeansourcing.offers_confirm import confirm, load
from workbench.sources.europeansourcing.offers_items import items
from workbench.sources.europeansourcing.offers_marked import marked
from workbench.sources.europeansourcing.offers_prepared import prepare, techniques

OFFERING: Final = Offering(
    items=items,
    load=load,
    prepare=prepare,
    techniques=techniques,
    marked=marked,
    confirm=confirm,
)
"""Of products and of variants alike: both read the same documents, and give the same items."""
