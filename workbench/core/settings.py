"""What the user set for the whole program; a file of plain JSON without secrets."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Theme(StrEnum):
    """Which colours the window uses."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Density(StrEnum):
    """Row heights: 28, 36 and 44 px at 100 %."""

    COMPACT = "compact"
    REGULAR = "regular"
    ROOMY = "roomy"


class ProxyMode(StrEnum):
    """Where the program learns its proxy."""

    SYSTEM = "system"
    MANUAL = "manual"
    NONE = "none"


class Settings(msgspec.Struct, frozen=True, omit_defaults=True):
    """The settings window's values.

    Attributes:
        theme: colours.
        zoom: percent, 80 to 200.
        density: default of new views; empty takes each source's own.
        language: of the program, ISO 639-1; empty takes the system's.
        reduced_motion: still marks instead of turning rings; None takes the system's word.
        export_folder: where exports are offered first.
        download_folder: where downloads are offered first.
        proxy_mode: see `ProxyMode`.
        proxy_url: of a manual proxy, without user and password (those go to the keyring).
        ca_file: a company's own certificate authority (PEM), beside the system's.
        cache_limit_mb: pictures and documents are trimmed to this.
        price_age_hours: older prices are shown as stale.
        fetch_rates: exchange rates are read from the European Central Bank (www.ecb.europa.eu).
        currency: that prices are compared in at first, ISO 4217.
        key_bindings: action id to key sequence, where the user changed it.
    """

    theme: Theme = Theme.SYSTEM
    zoom: int = 100
    density: Density | None = None
    language: str = ""
    reduced_motion: bool | None = None
    export_folder: str = ""
    download_folder: str = ""
    proxy_mode: ProxyMode = ProxyMode.SYSTEM
    proxy_url: str = ""
    ca_file: str = ""
    cache_limit_mb: int = 2048
    price_age_hours: int = 24
    fetch_rates: bool = False
    currency: str = "EUR"
    key_bindings: dict[str, str] = msgspec.field(default_factory=dict)
