"""How a product is called and described: the texts that documents show and queries search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.sandbox.europeansourcing.attributes import ATTRIBUTES
from workbench.sandbox.europeansourcing.nouns import NOUNS
from workbench.sandbox.europeansourcing.words import EXTRAS, LINES, MATERIAL_LABEL, PLACES, USES

if TYPE_CHECKING:
    from workbench.sandbox.europeansourcing.catalogue import Products


def spec_of(rows: Products, row: int) -> str:
    """The specification in a product's name, as `350 ml`."""
    specs = NOUNS[int(rows.noun[row])].specs
    return specs[int(rows.spec[row]) % len(specs)]


def name_of(rows: Products, row: int, language: int) -> str:
    """A product's name, as `Enamel mug Dalarna 350 ml`."""
    noun = NOUNS[int(rows.noun[row])].texts[language]
    parts = (
        noun[0].upper() + noun[1:],
        LINES[int(rows.line[row])],
        PLACES[int(rows.place[row])],
        spec_of(rows, row),
        EXTRAS[int(rows.extra[row])],
    )
    return " ".join(part for part in parts if part)


def sentences(rows: Products, row: int, language: int) -> tuple[str, str, str]:
    """The three sentences of a product's description."""
    first, second = divmod(int(rows.use[row]), len(USES))
    return (
        USES[first][language],
        USES[second][language],
        material_text(int(rows.material[row]), language),
    )


def material_text(position: int, language: int) -> str:
    """The sentence that tells the material."""
    return f"{MATERIAL_LABEL[language]}: {ATTRIBUTES[position].texts[language]}."
