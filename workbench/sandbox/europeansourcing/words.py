"""Languages, names and sentences of the sandbox, and the small text functions that all share."""

# A line of a table is one record.

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LANGUAGES: tuple[str, ...] = (
    "ca", "da", "de", "en", "es", "fi", "fr", "it", "nl", "no", "pl", "pt", "ro", "sv",
)  # fmt: skip
"""The languages that a search may ask for (document: Search API, Request)."""

TEXT_LANGUAGES: tuple[str, ...] = ("fr", "en", "de", "nl", "sv")
"""The languages that the sandbox has texts in; the others read English."""

FRENCH = 0
"""Position of French, the language of calculatePrice."""

ENGLISH = 1
"""Position of the language that the others fall back to."""

PLACES: tuple[str, ...] = (
    "Uppsala", "Skåne", "Malmö", "Fika", "Hallands Väderö", "Öland", "Dalarna", "Gotland", "Lund",
    "Åre", "Siljan", "Kiruna", "Kalmar", "Abisko", "Kattegatt", "Fjord", "Lappland", "Vänern",
    "Vättern", "Bergen", "Ålesund", "Tromsø", "Aarhus", "Ærø", "Bornholm", "Skagen", "Turku",
    "Porvoo", "Rovaniemi", "Tallinn", "Riga", "Vilnius", "Gdańsk", "Kraków", "Łódź", "Brno",
    "Graz", "Köln", "Lübeck", "Münster", "Zürich", "Genève", "Besançon", "Orléans",
    "Saint-Étienne", "Bordeaux", "Annecy", "Gent", "Liège", "Delft", "Utrecht", "Texel", "Dublin",
    "Galway", "Porto", "Évora", "Sevilla", "Coruña", "Málaga", "Torino", "Siena", "Trieste",
    "Ljubljana", "Zadar",
)  # fmt: skip
"""Places that products are named after."""

LINES: tuple[str, ...] = ("", "", "Eco", "Classic", "Mini", "Premium", "Duo", "Pro", "Soft", "Air")
"""Product lines; most products belong to none."""

# fr | en | de | nl | sv
_USES = """
Un cadeau utile que l'on garde longtemps.|A useful gift that is kept for years.|Ein nützliches Geschenk, das man lange behält.|Een nuttig geschenk dat men lang bewaart.|En nyttig gåva som man behåller länge.
Grande surface pour votre logo.|Large area for your logo.|Große Fläche für Ihr Logo.|Groot oppervlak voor uw logo.|Stor yta för er logotyp.
Conçu pour l'usage quotidien.|Made for daily use.|Für den täglichen Gebrauch gemacht.|Gemaakt voor dagelijks gebruik.|Gjord för dagligt bruk.
Fabriqué à partir de matières recyclées certifiées.|Made from certified recycled material.|Aus zertifiziertem Recyclingmaterial.|Gemaakt van gecertificeerd gerecycled materiaal.|Tillverkad av certifierat återvunnet material.
Livré dans un étui individuel.|Delivered in an individual sleeve.|Lieferung in einer Einzelhülle.|Geleverd in een individuele hoes.|Levereras i eget fodral.
Facile à emporter et à offrir.|Easy to carry and to give away.|Leicht mitzunehmen und zu verschenken.|Gemakkelijk mee te nemen en weg te geven.|Lätt att ta med och ge bort.
Idéal pour les salons et les séminaires.|Ideal for fairs and seminars.|Ideal für Messen und Seminare.|Ideaal voor beurzen en seminars.|Perfekt för mässor och seminarier.
Finition mate et soignée.|Neat matt finish.|Saubere matte Oberfläche.|Nette matte afwerking.|Fin matt yta.
"""

USES: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split("|")) for line in _USES.strip().splitlines()
)
"""Sentences of a description, each in the text languages."""

MATERIAL_LABEL: tuple[str, ...] = ("Matière", "Material", "Material", "Materiaal", "Material")
"""What stands before the material in a description."""

_LONG = " ".join(
    f"édition {number} avec gravure, coffret cadeau et notice en quatorze langues"
    for number in range(1, 6)
)

EXTRAS: tuple[str, ...] = (
    "",
    _LONG,
    "<img src='file:///etc/hostname'>",
    "\u202etxt.exe\u202c \u2066left\u2069",
    "bell\u0007 and escape\u001b[31m",
    '=HYPERLINK("http://127.0.0.1/","open")',
    "<script>alert(1)</script> &amp; <b>bold</b>",
    "+1-1 @SUM(A1)",
)
"""What a few product names carry besides: 300 and more characters, markup, bidi overrides,
control characters, spreadsheet formulas. A client shows and writes them as plain text."""


def text_language(code: str) -> int:
    """Position in `TEXT_LANGUAGES` of a language, English for those without texts."""
    return TEXT_LANGUAGES.index(code) if code in TEXT_LANGUAGES else ENGLISH


@lru_cache(maxsize=60_000)
def folded(text: str) -> str:
    """The text without case and accents, as queries are compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


@lru_cache(maxsize=20_000)
def slug(text: str) -> str:
    """The text as it stands in an address: plain letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")


def mix(*numbers: int) -> int:
    """A number that looks random and is the same for the same numbers, in every process."""
    state = 0x9E3779B97F4A7C15
    for number in numbers:
        state = ((state ^ number) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        state ^= state >> 29
    return (state * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF) >> 20
