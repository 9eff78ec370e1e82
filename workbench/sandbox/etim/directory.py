"""The company's lists beside its products: labels, attributes, groups, partners and relations."""

from __future__ import annotations

from workbench.sandbox.etim.words import COLOURS, spoken
from workbench.sandbox.etim.world import LANGUAGES, Document

MASK = frozenset({"L2", "S3", "N4", "MS6"})
"""Attributes that the company's own completeness mask asks for."""

_NAMES = {
    "M1": "Zaleta|Sales argument|Verkaufsargument|Säljargument|Argument de vente",
    "L2": "Dostępna próbka|Sample available|Muster verfügbar|Prov finns|Échantillon disponible",
    "S3": "Kolor opakowania|Packaging colour|Verpackungsfarbe|Förpackningsfärg|Couleur emballage",
    "N4": "Sztuk w zestawie|Pieces in set|Stück im Set|Antal i set|Pièces par lot",
    "R5": "Temperatura składowania|Storage temperature|Lagertemperatur|Lagringstemperatur|Stockage",
    "MS6": "Rynki|Markets|Märkte|Marknader|Marchés",
    "T7": "Numer wewnętrzny|Internal number|Interne Nummer|Internt nummer|Numéro interne",
    "REF8": "Klasa zagrożenia|Hazard class|Gefahrklasse|Faroklass|Classe de danger",
    "STAT": "Status produktu|Product status|Produktstatus|Produktstatus|Statut du produit",
    "GASCAT": "Kategoria gazu|Gas category|Gaskategorie|Gaskategori|Catégorie de gaz",
    "L9": "Wymaga montażu|Needs mounting|Muss montiert werden|Kräver montering|Montage requis",
    "S10": "Sposób montażu|Way of mounting|Montageart|Monteringssätt|Mode de montage",
    "N11": "Czas montażu|Mounting time|Montagezeit|Monteringstid|Temps de montage",
    "T12": "Powód|Reason|Grund|Skäl|Motif",
    "SYNC": "Ostatnia synchronizacja|Last synchronization|Letzte Synchronisierung|Senaste|Synchro",
    "N14": "Ślad węglowy|Carbon footprint|CO2-Fußabdruck|Koldioxidavtryck|Empreinte carbone",
}  # fmt: skip
_TYPES = {
    "M1": "M", "L2": "L", "S3": "S", "N4": "N", "R5": "R", "MS6": "MS", "T7": "T", "REF8": "REF",
    "STAT": "M", "GASCAT": "S", "L9": "L", "S10": "S", "N11": "N", "T12": "T", "SYNC": "T",
    "N14": "N",
}  # fmt: skip
_VALUES: dict[str, dict[str, dict[str, str]]] = {
    "S3": {f"v{number}": colour for number, colour in enumerate(COLOURS, 1)},
    "MS6": {
        "ms_v1": spoken("Polska|Poland|Polen|Polen|Pologne"),
        "ms_v2": spoken("Niemcy|Germany|Deutschland|Tyskland|Allemagne"),
        "ms_v3": spoken("Szwecja|Sweden|Schweden|Sverige|Suède"),
        "ms_v4": spoken("Francja|France|Frankreich|Frankrike|France"),
    },
    "GASCAT": {name: dict.fromkeys(LANGUAGES, name) for name in ("I2E", "I2H", "II2E3P")},
    "S10": {
        "wall": spoken("Na ścianie|Wall|Wand|Vägg|Mur"),
        "ceiling": spoken("Na suficie|Ceiling|Decke|Tak|Plafond"),
        "rail": spoken("Na szynie|Rail|Hutschiene|Skena|Rail"),
    },
}
_GLOBAL = ("M1", "L2", "S3", "N4", "R5", "MS6", "T7", "L9", "SYNC")
_PERMANENT = ("STAT",)

_SUPPLIERS = (
    ("NORDEL", "Nordel Elektro", "PL", "Łódź", "91-823"),
    ("LUMIKO", "Lumiko Oświetlenie", "PL", "Poznań", "60-101"),
    ("KABLEX", "Kablex", "PL", "Bydgoszcz", "85-001"),
    ("WERKHAUS", "Werkhaus Technik", "DE", "Dortmund", "44135"),
    ("STROMA", "Stroma Schaltgeräte", "DE", "Nürnberg", "90402"),
    ("SANIVO", "Sanivo", "DE", "Köln", "50667"),
    ("LJUSVIK", "Ljusvik", "SE", "Malmö", "211 20"),
    ("VARMIA", "Varmia Värme", "SE", "Västerås", "722 11"),
    ("ROCHEVAL", "Rocheval", "FR", "Lyon", "69002"),
    ("TUYAFLEX", "Tuyaflex", "FR", "Lille", "59000"),
    ("BUDOMAT", "Budomat", "PL", "Kraków", "30-002"),
    ("OPEN", "Manufacturers, other", "DE", "Berlin", "10115"),
)
_BUYERS = (
    ("buy1", "Grossist Nord", "041532772"), ("buy2", "Hurtownia Elektra", "041532780"),
    ("buy3", "Elektro Süd", "041532798"), ("buy4", "Distribel", "041532806"),
)  # fmt: skip
_LABELS = (
    ("Public", "P", "grey", "Products having this label are visible for external users"),
    ("Sold", "S", "red", "Products for sale"),
    ("Gold", "G", "yellow", "Products of the first line"),
    ("Old", "O", "grey", "Old products"),
    ("Check", "C", "orange", ""),
    ("Promo", "A", "green", "On offer"),
)

SUPPLIER_IDS = tuple(row[0] for row in _SUPPLIERS)
LABEL_IDS = tuple(row[0] for row in _LABELS)


def lists() -> dict[str, dict[str, Document]]:
    """Every list, by its path and then by identifier, in the order that the service gives."""
    return {
        "labels": {row[0]: _label(*row) for row in _LABELS},
        "attributes": {name: _attribute(name) for name in _TYPES},
        "attribute-groups": {str(row["identifier"]): row for row in _groups()},
        "relations-by-attribute": {},
        "suppliers": {row[0]: _supplier(number, *row) for number, row in enumerate(_SUPPLIERS)},
        "buyers": {row[0]: _buyer(number, *row) for number, row in enumerate(_BUYERS)},
    }


def gln(number: int) -> str:
    """A location number with its check digit."""
    return checked(f"5901234{number:05d}")


def checked(digits: str) -> str:
    """Digits of a GTIN or GLN with the check digit behind them."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in
                enumerate(reversed(digits)))  # fmt: skip
    return f"{digits}{-total % 10}"


def _label(name: str, letter: str, color: str, description: str) -> Document:
    row: Document = {"identifier": name, "permanent": _flag(name == "Public"), "letter": letter,
                     "color": color}  # fmt: skip
    return row | {"description": description} if description else row


def _attribute(name: str) -> Document:
    kind = _TYPES[name]
    row: Document = {"identifier": name, "type": kind}
    if kind == "REF":
        row["indicatedField"] = "HAZARD_CLASS"
    row |= {
        "permanent": _flag(name in _PERMANENT),
        "global": _flag(name in _GLOBAL),
        "productCharacteristic": _flag(name in {"S3", "N4", "S10"}),
        "forSynch": _flag(name in {"M1", "N4", "SYNC"}),
        "importance": str(len(name) % 6),
        "name": spoken(_NAMES[name]),
        "description": {"pl": f"Atrybut {name}", "en": f"Attribute {name}"},
    }
    values = _VALUES.get(name)
    if values:
        row["values"] = [{"identifier": key, "value": told} for key, told in values.items()]
    return row


def _groups() -> list[Document]:
    return [
        {"identifier": "G1", "name": spoken("Handel|Trade|Handel|Handel|Commerce"),
         "attributes": ["M1", "N4", "MS6"]},
        {"identifier": "G2", "name": spoken("Magazyn|Store|Lager|Lager|Stock"),
         "attributes": ["S3", "R5", "T7"]},
        {"identifier": "Q1", "name": spoken("Montaż|Mounting|Montage|Montering|Montage"),
         "question": "L9", "answersYes": ["S10", "N11"], "answersNo": ["T12"]},
    ]  # fmt: skip


def _supplier(number: int, key: str, name: str, country: str, city: str, post: str) -> Document:
    domain = f"{key.lower()}.example"
    return {
        "identifier": key, "name": name, "manufacturer": _flag(number % 3 == 0),
        "vatId": f"{country}52111111{number:02d}", "gln": gln(number),
        "duns": f"1306927{number:02d}",
        "street": f"Mlynarska {number + 1}", "postalCode": post, "city": city, "country": country,
        "contactPerson": ("Jan Kowalski", "Anna Lind", "Marie Roux")[number % 3],
        "phone": f"+486905892{number:02d}", "email": f"office@{domain}", "website": domain,
        "logo": f"https://files.etim-mapper.com/sandbox/{key.lower()}-logo.jpg",
        "description": f"{name}, {city}", "mailingList": f"orders@{domain};data@{domain}",
    }  # fmt: skip


def _buyer(number: int, key: str, name: str, duns: str) -> Document:
    return {"identifier": key, "name": name, "gln": gln(900 + number), "duns": duns}


def _flag(value: bool) -> str:
    return "true" if value else "false"
