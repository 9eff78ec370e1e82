"""The sentence of the licence that goes along with what is shown of the ETIM model."""

from __future__ import annotations

from workbench.core.resources import resource_path
from workbench.core.texts import tr


def attribution() -> str:
    """Return the first sentence of the notice beside the release that ships, as it is written."""
    try:
        text = resource_path("etim", "LICENSE.txt").read_text(encoding="utf-8")
    except OSError:
        return tr("ETIM is made available by ETIM International (ODC-By 1.0).")
    first, _blank, _rest = text.partition("\n\n")
    return " ".join(first.split())
