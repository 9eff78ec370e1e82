"""Marking techniques and positions of the sandbox (document: Marking, Marking Position)."""

# A line of a table is one record.

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workbench.sandbox.europeansourcing.words import slug

# id | parent id | kinds of material | fr | en | de | nl | sv
_TECHNIQUES = """
20|||impression|printing|Druck|bedrukking|tryck
21|||gravure|engraving|Gravur|graveren|gravyr
22|||broderie|embroidery|Stickerei|borduring|brodyr
23|||marquage à chaud|hot marking|Heißprägung|warme markering|varmmärkning
24|||décor céramique|ceramic decoration|Keramikdekor|keramisch decor|keramisk dekor
32|20|textile,plastic,metal,ceramic,paper|sérigraphie|screen printing|Siebdruck|zeefdruk|screentryck
33|20|plastic,metal,wood|tampographie|pad printing|Tampondruck|tampondruk|tampotryck
34|20|plastic,wood,paper|impression numérique|digital printing|Digitaldruck|digitale druk|digitaltryck
35|20|textile|transfert|transfer print|Transferdruck|transferdruk|transfertryck
36|20|ceramic,textile|sublimation|sublimation|Sublimation|sublimatie|sublimering
40|21|metal,wood,ceramic|gravure laser|laser engraving|Lasergravur|lasergravure|lasergravyr
41|21|metal|gravure mécanique|mechanical engraving|mechanische Gravur|mechanische gravure|mekanisk gravyr
42|22|textile|broderie directe|direct embroidery|Direktstickerei|directe borduring|direktbrodyr
43|22|textile|écusson brodé|embroidered badge|gesticktes Abzeichen|geborduurde badge|broderat märke
44|23|paper|gaufrage|embossing|Prägung|reliëfdruk|prägling
45|23|paper,wood|dorure à chaud|hot foil|Heißfolie|foliedruk|foliering
46|24|ceramic|décalcomanie|ceramic decal|Keramikabziehbild|keramische transfer|keramikdekal
"""

_POSITIONS: tuple[tuple[str, ...], ...] = (
    ("corps", "body", "Korpus", "lichaam", "kropp"),
    ("face avant", "front", "Vorderseite", "voorkant", "framsida"),
    ("dos", "back", "Rückseite", "achterkant", "baksida"),
    ("manche gauche", "left sleeve", "linker Ärmel", "linkermouw", "vänster ärm"),
)


@dataclass(frozen=True, slots=True)
class Technique:
    """One technique; `parent` is a position in `TECHNIQUES`."""

    id: int
    parent: int | None
    kinds: frozenset[str]
    texts: tuple[str, ...]


def _rows() -> tuple[Technique, ...]:
    rows: list[Technique] = []
    place: dict[str, int] = {}
    for line in _TECHNIQUES.strip().splitlines():
        number, parent, kinds, *texts = line.split("|")
        place[number] = len(rows)
        above = place[parent] if parent else None
        rows.append(Technique(int(number), above, frozenset(kinds.split(",")), tuple(texts)))
    return tuple(rows)


TECHNIQUES: tuple[Technique, ...] = _rows()
"""Every technique, parents before their children."""


@cache
def suiting(kind: str) -> tuple[int, ...]:
    """Positions of the techniques that mark a kind of material."""
    return tuple(place for place, row in enumerate(TECHNIQUES) if kind in row.kinds)


@cache
def technique_lineage(position: int) -> tuple[int, ...]:
    """Positions from the parent technique down to the technique itself."""
    parent = TECHNIQUES[position].parent
    return (position,) if parent is None else (*technique_lineage(parent), position)


@cache
def _bare(position: int, language: int) -> dict[str, object]:
    row = TECHNIQUES[position]
    steps = technique_lineage(position)
    return {
        "full_hierarchy_name": " > ".join(TECHNIQUES[step].texts[language] for step in steps),
        "parent_id": None if row.parent is None else str(TECHNIQUES[row.parent].id),
        "name": row.texts[language],
        "id": str(row.id),
        "slug": slug(row.texts[language]),
    }


@cache
def technique_document(position: int, language: int) -> dict[str, object]:
    """A technique as it stands in a variant marking, with its parents."""
    above = [_bare(step, language) for step in technique_lineage(position)[:-1]]
    return {**_bare(position, language), "hierarchy": above}


@cache
def position_document(number: int, language: int) -> dict[str, object]:
    """Where on the product a marking goes."""
    name = _POSITIONS[number % len(_POSITIONS)][language]
    return {"name": name, "id": str(161 + number % len(_POSITIONS)), "slug": slug(name)}
