"""Countries and currencies as codes to choose from; their names come with the language in use."""

from __future__ import annotations

from typing import Final

COUNTRIES: Final = (
    *("AT", "AU", "BA", "BE", "BG", "BR", "BY", "CA", "CH", "CN", "CY", "CZ", "DE", "DK", "EE"),
    *("ES", "FI", "FR", "GB", "GR", "HK", "HR", "HU", "ID", "IE", "IL", "IN", "IS", "IT", "JP"),
    *("KR", "LI", "LT", "LU", "LV", "MA", "MD", "ME", "MK", "MT", "MX", "MY", "NL", "NO", "NZ"),
    *("PH", "PK", "PL", "PT", "RO", "RS", "SA", "SE", "SG", "SI", "SK", "TH", "TN", "TR", "TW"),
    *("UA", "US", "VN", "ZA"),
)
"""ISO 3166-1 alpha-2 of countries that products mostly come from; any other can be typed."""
CURRENCIES: Final = (
    *("EUR", "PLN", "GBP", "USD", "CHF", "CZK", "DKK", "HUF", "NOK", "RON", "SEK", "BGN", "TRY"),
    *("UAH", "CNY", "JPY"),
)
"""ISO 4217; any other can be typed."""
