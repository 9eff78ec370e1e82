"""The services the program talks to, one folder each; a new one is one line here."""

from __future__ import annotations

from workbench.core.sources import Source
from workbench.sources import europeansourcing, lagerkoll, loupe

ALL: tuple[Source, ...] = (europeansourcing.SOURCE, loupe.SOURCE, lagerkoll.SOURCE)
"""Every source, in the order of the tabs at the first start."""
