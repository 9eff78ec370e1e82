"""Colours by name in the languages that sources write, so that "bleu" and "blue" are one."""

from __future__ import annotations

from typing import Final

from workbench.tables.folding import fold

_NAMES: Final = """
black noir schwarz zwart svart musta nero negro
white blanc blanche weiss wit vit valkoinen bianco blanco
red rouge rot rood rod punainen rosso rojo
blue bleu blau blauw bla sininen blu azul
green vert verte grun groen gron vihrea verde
yellow jaune gelb geel gul keltainen giallo amarillo
orange oranje oranssi arancione naranja
pink rose rosa roze vaaleanpunainen
purple violet violett lila paars violetti viola morado pourpre
brown marron brun braun bruin ruskea marrone
grey gray gris grau grijs gra harmaa grigio
silver argent silber zilver hopea argento plata
gold dore golden goud guld kulta oro dorado or
beige
navy marine marineblau marinblau marinbla
turquoise turkis turkoois turquesa turchese
transparent transparant klar durchsichtig genomskinlig
"""
_CODES: Final = {
    word: line.split()[0] for line in _NAMES.strip().splitlines() for word in line.split()
}
_DOUBTFUL: Final = frozenset({"or", "rose", "rod", "rot", "wit", "marine", "klar", "bla", "gra"})
"""Words that a name also uses for other things: they are colours in a colour field alone."""


def colour_of(text: str) -> str:
    """Return the colour's English name; "" where it is several, shaded or not known here."""
    return _CODES.get(fold(text).strip(), "")


def colour_word(word: str) -> str:
    """Return the colour that a folded word of a name speaks of, "" for none."""
    return "" if word in _DOUBTFUL else _CODES.get(word, "")
