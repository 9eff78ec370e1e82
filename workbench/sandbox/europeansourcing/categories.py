"""The category tree of the sandbox: three levels, named in five languages (document: Category).

Roots and families are written here, a leaf takes its name from the kind of product in it.
"""

# A line of a table is one record.

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workbench.sandbox.europeansourcing.nouns import NOUNS
from workbench.sandbox.europeansourcing.words import TEXT_LANGUAGES, slug

# key | fr | en | de | nl | sv
_ROOTS = """
drink|ARTS DE LA TABLE - BOISSONS|Drinkware|Trinkgefäße|Drinkwaren|Dryck
bags|BAGAGERIE - VOYAGE|Bags & travel|Taschen & Reise|Tassen & reizen|Väskor & resor
office|STYLOS - ÉCRITURE|Office & writing|Büro & Schreiben|Kantoor & schrijven|Kontor & skrivande
textile|TEXTILE|Textiles|Textilien|Textiel|Textil
tech|HIGH-TECH|Technology|Technik|Techniek|Teknik
outdoor|PLEIN AIR - SPORT|Outdoor|Outdoor & Sport|Buiten & sport|Friluftsliv
home|MAISON - CUISINE|Home & kitchen|Haus & Küche|Huis & keuken|Hem & kök
event|FÊTE - ÉVÉNEMENTIEL|Events & giveaways|Events & Streuartikel|Evenementen & giveaways|Evenemang & profilprylar
"""

# key | root | fr | en | de | nl | sv
_FAMILIES = """
mugs|drink|mugs|mugs|Becher|mokken|muggar
tumblers|drink|gobelets|tumblers|Thermobecher|bekers|termosmuggar
bottles|drink|bouteilles|bottles|Flaschen|flessen|flaskor
glassware|drink|verrerie|glassware|Gläser|glaswerk|glas
totes|bags|sacs|totes|Tragetaschen|draagtassen|kassar
backpacks|bags|sacs à dos|backpacks|Rucksäcke|rugzakken|ryggsäckar
travel|bags|voyage|travel|Reise|reizen|resor
pens|office|stylos|pens|Stifte|pennen|pennor
pencils|office|crayons|pencils|Bleistifte|potloden|blyertspennor
notebooks|office|carnets|notebooks|Notizbücher|notitieboeken|anteckningsböcker
desk|office|bureau|desk|Schreibtisch|bureau|skrivbord
tshirts|textile|t-shirts et polos|T-shirts and polos|T-Shirts und Polos|T-shirts en polo's|T-shirts och pikéer
sweaters|textile|sweats|sweaters|Pullover|sweaters|tröjor
jackets|textile|vestes|jackets|Jacken|jassen|jackor
caps|textile|casquettes et bonnets|headwear|Kopfbedeckungen|petten en mutsen|huvudbonader
scarves|textile|écharpes|scarves|Schals|sjaals|halsdukar
usb|tech|USB|USB|USB|USB|USB
power|tech|énergie|power|Energie|energie|energi
audio|tech|audio|audio|Audio|audio|ljud
umbrellas|outdoor|parapluies|umbrellas|Regenschirme|paraplu's|paraplyer
picnic|outdoor|pique-nique|picnic|Picknick|picknick|picknick
sports|outdoor|sport|sports|Sport|sport|sport
tools|outdoor|outils|tools|Werkzeuge|gereedschap|verktyg
kitchen|home|cuisine|kitchen|Küche|keuken|kök
candles|home|lumière|light|Licht|licht|ljus
lanyards|event|badges|badges|Ausweise|badges|kort
keyrings|event|porte-clés et pin's|key rings and pins|Schlüsselanhänger und Pins|sleutelhangers en pins|nyckelringar och pins
sweets|event|confiserie|sweets|Süßigkeiten|snoep|godis
toys|event|jeux|toys and games|Spiele|spellen|spel
"""


@dataclass(frozen=True, slots=True)
class Category:
    """One category; `parent` is a position in `CATEGORIES`, `level` counts from 1."""

    id: int
    level: int
    parent: int | None
    texts: tuple[str, ...]


def _tree() -> tuple[Category, ...]:
    rows: list[Category] = []
    place: dict[str, int] = {}
    for line in _ROOTS.strip().splitlines():
        key, *texts = line.split("|")
        place[key] = len(rows)
        rows.append(Category(900 + len(rows), 1, None, tuple(texts)))
    for line in _FAMILIES.strip().splitlines():
        key, root, *texts = line.split("|")
        place[key] = len(rows)
        rows.append(Category(900 + len(rows), 2, place[root], tuple(texts)))
    for noun in NOUNS:
        parent = place[noun.family]
        rows.append(Category(900 + len(rows), 3, parent, noun.texts))
    return tuple(rows)


CATEGORIES: tuple[Category, ...] = _tree()
"""Roots first, then families, then one leaf for each of `NOUNS` in its order."""

FIRST_LEAF: int = len(CATEGORIES) - len(NOUNS)
"""Where the leaves begin in `CATEGORIES`."""


@cache
def lineage(position: int) -> tuple[int, ...]:
    """Positions from the root down to the category itself."""
    parent = CATEGORIES[position].parent
    return (position,) if parent is None else (*lineage(parent), position)


@cache
def hierarchy_name(position: int, language: int) -> str:
    """The breadcrumb ` > ` of a category in a text language (document: Category)."""
    return " > ".join(CATEGORIES[step].texts[language] for step in lineage(position))


@cache
def children(position: int) -> tuple[int, ...]:
    """Ids of the categories right below (document: Category API)."""
    return tuple(row.id for row in CATEGORIES if row.parent == position)


@cache
def category_document(position: int, language: int) -> dict[str, object]:
    """A category as it stands in a product."""
    row = CATEGORIES[position]
    return {
        "id": row.id,
        "name": row.texts[language],
        "slug": slug(row.texts[language]),
        "full_hierarchy_name": hierarchy_name(position, language),
        "parent_id": None if row.parent is None else CATEGORIES[row.parent].id,
    }


assert all(len(row.texts) == len(TEXT_LANGUAGES) for row in CATEGORIES)
