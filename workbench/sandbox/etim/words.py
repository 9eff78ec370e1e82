"""Words of the made products in five languages: what they are, and what they are made of.

ETIM's own names are free in English only; the other languages have these words instead.
"""

from __future__ import annotations

from workbench.sandbox.etim.world import LANGUAGES, Document


def spoken(row: str) -> dict[str, str]:
    """Texts by language from one row `pl|en|de|sv|fr`."""
    return dict(zip(LANGUAGES, row.split("|"), strict=True))


_FAMILIES: dict[str, str] = {
    "luminaire": "Oprawa oświetleniowa|Luminaire|Leuchte|Armatur|Luminaire",
    "lamp": "Źródło światła|Lamp|Leuchtmittel|Ljuskälla|Lampe",
    "cable": "Kabel|Cable|Kabel|Kabel|Câble",
    "duct": "Kanał instalacyjny|Duct|Kanal|Kanal|Goulotte",
    "switch": "Łącznik|Switch|Schalter|Strömställare|Interrupteur",
    "protection": "Aparat zabezpieczający|Protective device|Schutzgerät|Skyddsapparat|Protection",
    "control": "Aparat sterujący|Control device|Steuergerät|Styrdon|Appareil de commande",
    "sensor": "Czujnik|Sensor|Sensor|Givare|Capteur",
    "enclosure": "Obudowa|Enclosure|Gehäuse|Kapsling|Coffret",
    "terminal": "Złączka|Terminal|Klemme|Plint|Borne",
    "tool": "Narzędzie|Tool|Werkzeug|Verktyg|Outil",
    "sanitary": "Wyrób sanitarny|Sanitary product|Sanitärprodukt|Sanitetsprodukt|Sanitaire",
    "climate": "Urządzenie grzewcze|Heating unit|Heizgerät|Värmeaggregat|Appareil de chauffage",
    "pipe": "Rura|Pipe|Rohr|Rör|Tube",
    "building": "Materiał budowlany|Building material|Baustoff|Byggmaterial|Matériau",
    "appliance": "Urządzenie|Appliance|Gerät|Apparat|Appareil",
}

_GROUPS: dict[str, str] = {
    "luminaire": "EG000027 EG000030",
    "lamp": "EG000028",
    "cable": "EG000001 EG000047",
    "duct": "EG000004 EG000005 EG021009 EG000010",
    "switch": "EG000013 EG000014 EG021002",
    "protection": "EG000020 EG000021 EG000062",
    "control": "EG000019 EG000024 EG000032 EG020048 EG020090",
    "sensor": "EG020088 EG020099 EG000054 EG000035 EG015810",
    "enclosure": "EG000011 EG000023",
    "terminal": "EG000012 EG000037",
    "tool": "EG020036 EG020041 EG020042 EG020043 EG020060 EG010110 EG020093",
    "sanitary": "EG017110 EG017610 EG020051 EG020063",
    "climate": "EG020049 EG020066 EG020062 EG015230 EG015240 EG020080",
    "pipe": "EG000002 EG000003 EG015530 EG015540 EG020061 EG020069",
    "building": "EG020045 EG020055 EG020056 EG020057 EG020500 EG021005",
}

FAMILIES: dict[str, dict[str, str]] = {name: spoken(row) for name, row in _FAMILIES.items()}
FAMILY_OF: dict[str, str] = {
    group: name for name, groups in _GROUPS.items() for group in groups.split()
}
"""The family of a group of classes; any other group is an appliance."""

COLOURS: tuple[dict[str, str], ...] = tuple(map(spoken, (
    "biały|white|weiß|vit|blanc",
    "czarny|black|schwarz|svart|noir",
    "szary|grey|grau|grå|gris",
    "srebrny|silver|silber|silver|argent",
    "czerwony|red|rot|röd|rouge",
    "niebieski|blue|blau|blå|bleu",
)))  # fmt: skip

LONG = spoken(
    "{name} do instalacji stałych. Wymiary i dane techniczne w karcie katalogowej."
    "|{name} for fixed installations. Dimensions and technical data in the data sheet."
    "|{name} für feste Installationen. Maße und technische Daten im Datenblatt."
    "|{name} för fasta installationer. Mått och tekniska data i databladet."
    "|{name} pour installations fixes. Dimensions et données dans la fiche technique."
)
MARKETING = spoken(
    "Szybki montaż i długa żywotność.|Quick to mount and made to last."
    "|Schnell montiert und langlebig.|Snabb montering och lång livslängd."
    "|Montage rapide et longue durée de vie."
)
TENDER = spoken(
    "{name}, dostawa i montaż|{name}, supply and installation|{name}, liefern und montieren"
    "|{name}, leverans och montering|{name}, fourniture et pose"
)
USAGE = spoken(
    "Montaż przez osobę uprawnioną.|To be installed by a qualified person."
    "|Montage durch eine Fachkraft.|Monteras av behörig person."
    "|À installer par une personne qualifiée."
)
PICTURE = spoken("Zdjęcie główne|Main product picture|Hauptbild|Huvudbild|Photo principale")
SHEET = spoken("Karta katalogowa|Data sheet|Datenblatt|Datablad|Fiche technique")
MANUAL = spoken("Instrukcja|Manual|Anleitung|Bruksanvisning|Notice")
HAZARD = spoken(
    "UN 3480 BATERIE LITOWO-JONOWE|UN 3480 LITHIUM ION BATTERIES|UN 3480 LITHIUM-IONEN-BATTERIEN"
    "|UN 3480 LITIUMJONBATTERIER|UN 3480 PILES AU LITHIUM IONIQUE"
)
DISCOUNT = spoken("Rabat podstawowy|Basic discount|Grundrabatt|Grundrabatt|Remise de base")
BONUS = spoken("Za 1000|Per 1000|Je 1000|Per 1000|Par 1000")


def filled(texts: dict[str, str], name: dict[str, str]) -> Document:
    """Texts whose `{name}` is the name in the same language."""
    return {lang: texts[lang].format(name=told) for lang, told in name.items()}
