"""How the articles of this source take part in the comparison."""

from __future__ import annotations

from typing import Final

from workbench.core.offers import Offering
from workbench.sources.lagerkoll.offers_adopt import adopt, fill
from workbench.sources.lagerkoll.offers_items import items

OFFERING: Final = Offering(items=items, adopt=adopt, fill=fill)
"""The user's own articles, with what their suppliers ask."""
