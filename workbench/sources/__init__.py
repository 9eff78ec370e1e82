"""The services the program talks to, one folder each; a new one is one line here."""

from __future__ import annotations

from workbench.core.catalogue import Sources
from workbench.sources.folders import source_in

TITLES = {
    "europeansourcing": "EuropeanSourcing",
    "loupe": "Loupe",
    "lagerkoll": "Lagerkoll",
    "etim": "ETIM Mapper",
}
"""Ids, which are also the folders' names, and titles, in the order of the tabs at first."""

ALL = Sources(TITLES, source_in)
"""Every source, in the order of the tabs at the first start."""
