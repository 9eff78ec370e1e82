"""Colours, sizes and materials of the sandbox (document: Attribute, Attribute Group).

Colours form a two-level hierarchy with their hexadecimal value in `additional_text_data`; a variant
may have several. Sizes and materials are simple: a variant has one of each at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workbench.sandbox.europeansourcing.words import slug

COLOUR_GROUP, SIZE_GROUP, MATERIAL_GROUP = "multiple_4", "simple_2", "simple_7"

_GROUP_NAMES: dict[str, tuple[str, ...]] = {
    COLOUR_GROUP: ("Couleurs", "Colours", "Farben", "Kleuren", "Färger"),
    SIZE_GROUP: ("Tailles", "Sizes", "Größen", "Maten", "Storlekar"),
    MATERIAL_GROUP: ("Matières", "Materials", "Materialien", "Materialen", "Material"),
}

# id | parent id | hex | fr | en | de | nl | sv
_COLOURS = """
964||FFFFFF|blanc|white|weiß|wit|vit
1463||1A1A1A|noir|black|schwarz|zwart|svart
995||0000FF|bleu|blue|blau|blauw|blå
996||C8102E|rouge|red|rot|rood|röd
997||2E8B45|vert|green|grün|groen|grön
998||F2C200|jaune|yellow|gelb|geel|gul
999||8A8D91|gris|grey|grau|grijs|grå
1000||EF7D1A|orange|orange|orange|oranje|orange
1001||7B4BB0|violet|purple|violett|paars|lila
1002||E58FB1|rose|pink|rosa|roze|rosa
1003||7A4A2B|marron|brown|braun|bruin|brun
1004||E8DCC4|beige|beige|beige|beige|beige
1020|964|F5F0E1|blanc cassé|off-white|cremeweiß|gebroken wit|benvit
1021|1463|36393D|noir mat|matt black|mattschwarz|mat zwart|mattsvart
1029|995|77B5FE|bleu ciel|sky blue|himmelblau|hemelsblauw|himmelsblå
1030|995|1B2A4E|bleu marine|navy|marineblau|marineblauw|marinblå
1031|995|1F5FC8|bleu roi|royal blue|königsblau|koningsblauw|kungsblå
1032|995|2A8C8A|bleu canard|teal|petrol|petrolblauw|petrol
1033|995|40C4D8|turquoise|turquoise|türkis|turkoois|turkos
1034|996|7C1628|bordeaux|burgundy|bordeaux|bordeaux|vinröd
1035|996|E2483D|rouge vif|bright red|hellrot|felrood|klarröd
1036|997|A4CF3E|vert anis|lime|limette|limoen|lime
1037|997|1F4D2E|vert bouteille|bottle green|flaschengrün|flesgroen|buteljgrön
1038|997|6B7A3A|kaki|khaki|khaki|kaki|khaki
1039|998|FFD84D|jaune soleil|sun yellow|sonnengelb|zonnegeel|solgul
1040|998|C9A03A|doré|gold|gold|goud|guld
1041|999|C4C7CB|argent|silver|silber|zilver|silver
1042|999|4A4E54|anthracite|anthracite|anthrazit|antraciet|antracit
1043|1000|E8743B|corail|coral|koralle|koraal|korall
1044|1001|B99ADB|lavande|lavender|lavendel|lavendel|lavendel
1045|1001|5B1F5E|aubergine|aubergine|aubergine|aubergine|aubergine
1046|1002|E0218A|fuchsia|fuchsia|fuchsia|fuchsia|cerise
1047|1003|B0713F|cognac|cognac|cognac|cognac|konjak
1048|1003|A9743A|bois|wood|holz|hout|trä
1049|1004|DFC9A3|naturel|natural|natur|naturel|natur
1050|1004|D7C0A0|sable|sand|sand|zand|sand
1051|964|EEF2F3|transparent|transparent|transparent|transparant|transparent
"""

_SIZES = ("XS", "S", "M", "L", "XL", "XXL", "3XL")

# key | class of marking | fr | en | de | nl | sv
_MATERIALS = """
ceramic|ceramic|céramique|ceramic|Keramik|keramiek|keramik
enamel|metal|acier émaillé|enamelled steel|emaillierter Stahl|geëmailleerd staal|emaljerat stål
steel|metal|acier inoxydable|stainless steel|Edelstahl|roestvrij staal|rostfritt stål
aluminium|metal|aluminium|aluminium|Aluminium|aluminium|aluminium
glass|ceramic|verre|glass|Glas|glas|glas
rplastic|plastic|rPET|rPET|rPET|rPET|rPET
abs|plastic|plastique ABS|ABS plastic|ABS-Kunststoff|ABS-kunststof|ABS-plast
bamboo|wood|bambou|bamboo|Bambus|bamboe|bambu
wood|wood|bois certifié|certified wood|zertifiziertes Holz|gecertificeerd hout|certifierat trä
cork|wood|liège|cork|Kork|kurk|kork
cotton|textile|coton|cotton|Baumwolle|katoen|bomull
ocotton|textile|coton biologique|organic cotton|Bio-Baumwolle|biologisch katoen|ekologisk bomull
polyester|textile|polyester|polyester|Polyester|polyester|polyester
wool|textile|laine|wool|Wolle|wol|ull
jute|textile|jute|jute|Jute|jute|jute
paper|paper|papier|paper|Papier|papier|papper
leather|paper|simili cuir|imitation leather|Kunstleder|kunstleer|konstläder
"""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One value of a group; `parent` is a position in `ATTRIBUTES`, `extra` the hex of a colour."""

    id: int
    group: str
    key: str
    parent: int | None
    extra: str | None
    texts: tuple[str, ...]


def _colours() -> list[Attribute]:
    rows: list[Attribute] = []
    place: dict[str, int] = {}
    for line in _COLOURS.strip().splitlines():
        number, parent, extra, *texts = line.split("|")
        place[number] = len(rows)
        above = place[parent] if parent else None
        rows.append(Attribute(int(number), COLOUR_GROUP, extra, above, extra, tuple(texts)))
    return rows


def _simple() -> list[Attribute]:
    sizes = [
        Attribute(2001 + step, SIZE_GROUP, size, None, None, (size,) * 5)
        for step, size in enumerate(_SIZES)
    ]
    materials: list[Attribute] = []
    for step, line in enumerate(_MATERIALS.strip().splitlines()):
        key, _kind, *texts = line.split("|")
        materials.append(Attribute(3001 + step, MATERIAL_GROUP, key, None, None, tuple(texts)))
    return sizes + materials


ATTRIBUTES: tuple[Attribute, ...] = (*_colours(), *_simple())
"""Colours, then sizes, then materials."""

COLOUR_COUNT: int = sum(row.group == COLOUR_GROUP for row in ATTRIBUTES)
"""Colours stand at positions 0 up to here; sizes follow."""

FIRST_SIZE: int = COLOUR_COUNT
"""Where the sizes begin in `ATTRIBUTES`."""

MATERIAL_POSITION: dict[str, int] = {
    row.key: place for place, row in enumerate(ATTRIBUTES) if row.group == MATERIAL_GROUP
}
"""Position in `ATTRIBUTES` of a material by the key that `nouns` uses."""

MATERIAL_KIND: dict[str, str] = {
    line.split("|")[0]: line.split("|")[1] for line in _MATERIALS.strip().splitlines()
}
"""Which techniques mark a material: ceramic, metal, plastic, wood, textile or paper."""


@cache
def attribute_lineage(position: int) -> tuple[int, ...]:
    """Positions from the base colour down to the attribute itself."""
    parent = ATTRIBUTES[position].parent
    return (position,) if parent is None else (*attribute_lineage(parent), position)


@cache
def group_document(group: str, language: int) -> dict[str, object]:
    """An attribute group."""
    name = _GROUP_NAMES[group][language]
    data_type = "hexadecimal_color_type" if group == COLOUR_GROUP else None
    return {"id": group, "name": name, "slug": slug(name), "additional_text_data_type": data_type}


@cache
def full_value(position: int, language: int) -> str:
    """The breadcrumb ` > ` of an attribute."""
    return " > ".join(ATTRIBUTES[step].texts[language] for step in attribute_lineage(position))


@cache
def _bare(position: int, language: int) -> dict[str, object]:
    row = ATTRIBUTES[position]
    return {
        "id": row.id,
        "slug": slug(row.texts[language]),
        "value": row.texts[language],
        "parent_id": None if row.parent is None else ATTRIBUTES[row.parent].id,
        "project_id": row.id,
        "additional_text_data": row.extra,
        "full_hierarchy_value": full_value(position, language),
    }


@cache
def attribute_document(position: int, order: int, language: int) -> dict[str, object]:
    """An attribute as it stands in a variant; `order` tells primary from secondary colour."""
    row = ATTRIBUTES[position]
    above = [_bare(step, language) for step in attribute_lineage(position)[:-1]]
    return {
        **_bare(position, language),
        "type": row.group.split("_", maxsplit=1)[0],
        "hierarchy": above or None,
        "attr_position": order,
        "attribute_group": group_document(row.group, language),
    }
