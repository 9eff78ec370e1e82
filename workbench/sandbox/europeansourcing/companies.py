"""Suppliers, their profiles, brands and labels of the sandbox (document: Supplier, Brand, Label).

All companies are invented; their tax numbers have the form of their country and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workbench.sandbox.europeansourcing.words import mix, slug

_SUPPLIERS = """
Nordic Promo AB|SE,NO,DK;Skrivo|SE,FI;Regn & Co|DK,SE,DE;Textilia BV|NL,BE,FR;Papyrus Promo|FR,BE
Mid Ocean Trade|NL,FR,DE;Gaveland Europe|DK,DE;Elektra Gifts|DE,AT,NL;Presentia|SE
Brindille Objets|FR,BE;Atelier du Stylo|FR;Maison Lumen|FR,CH;Porte-Clef & Fils|FR,BE,ES
Kontor Werbemittel GmbH|DE,AT;Alpenbecher GmbH|AT,DE,CH;Hansa Streuartikel|DE;Isar Textil|DE,AT
Becherwerk Nord|DE,DK;Rhein Taschen KG|DE,NL,FR;Delta Relatiegeschenken|NL,BE;Polder Promo|NL
Gouden Pen BV|NL,DE;Vlaamse Bedrukking|BE,NL;Ardennes Gift|BE,FR;Lusitania Brindes|PT,ES
Cortiça Viva|PT,FR,ES;Regalos del Sur|ES,PT;Iberia Merchan|ES,FR;Catalana de Tassa|ES
Gadget Milano SRL|IT,FR;Penna Blu|IT;Borsa Toscana|IT,CH,DE;Wisła Promo|PL,DE;Bursztyn Gifts|PL
Łódź Textile Works|PL,CZ,DE;Morava Reklama|CZ,SK;Praha Porcelán|CZ,DE,AT;Danube Sweets|SK,AT
Carpat Textil|RO,FR;Dacia Promo|RO;Suomi Lahja|FI,SE,EE;Järvi Design|FI;Baltic Linen|LT,LV,EE
Riga Amber Gifts|LV,SE;Tallinn Wood|EE,FI,SE;Fjordgaver AS|NO,SE;Oslo Profil|NO,DK
Viking Trykk|NO;Aarhus Firmagaver|DK;Sund Reklame|DK,SE;Emerald Promotions|IE,GB
Thames Giftware|GB,IE,NL;Pennine Mugs|GB;Geneva Time Gifts|CH,FR;Alpsource|CH,AT,DE,
Hellas Dora|GR;Adria Promo|HR,SI;Ljubljana Darila|SI,IT,AT;Magyar Ajándék|HU;Sofia Souvenir|BG
Luxgift|LU,FR,BE
"""

_BRANDS = """
Fika & Co,Nordlys,Björk,Skrivo,Havsvind,Lumio,Papyrus,Kontur,Brise,Ondine,Petit Bleu,Verdure,
Alba,Calida,Stilo,Tazza,Borsetta,Montis,Isarglas,Becherwerk,Klarstift,Taschenbär,Rheingold Bags,
Polderline,Gouden Pen,Tulipa,Kroon,Ardenne,Cortiça,Lisboa Line,Sole,Marisma,Tierra,Wisła,Bursztyn,
Morava,Porcela,Danubia,Carpat,Dacia Knit,Sampo,Järvi,Baltika,Amberly,Puu,Fjordglass,Viking Wear,
Sund,Emerald,Thames,Pennine,Chrono Léman,Alpsource,Meltemi,Adria,Triglav,Paprika,Roza,Luxline,
Ecoterra,Recyqo,Purevac,Thermix,Voltano,Sonara,Chargey,Datapop,Umbra Nova,Regnar,Windmaster,
Picknicka,Sportiva Nord,Knitta,Mjuk,Kapp,Hatta,Badgely,Keyra,Dolcino,Spilo
"""

_LABELS = (
    (47, "Made In Europe"), (32, "OEKO-TEX"), (48, "FSC"), (49, "GRS"), (50, "Fairtrade"),
    (51, "GOTS"), (52, "BSCI"), (53, "Vegan"),
)  # fmt: skip

COUNTRIES: tuple[str, ...] = (
    "CN", "SE", "DE", "PL", "PT", "IT", "FR", "NL", "TR", "IN", "BD", "CZ", "ES", "FI",
)  # fmt: skip
"""Countries that products come from, the commonest first."""

_TOWNS: dict[str, tuple[str, str, str]] = {
    "SE": ("Storgatan", "211 42", "Malmö"), "NO": ("Havnegata", "0150", "Oslo"),
    "DK": ("Vestergade", "8000", "Aarhus"), "FI": ("Kauppakatu", "20100", "Turku"),
    "DE": ("Hafenstraße", "20457", "Hamburg"), "NL": ("Havenweg", "3011 AA", "Rotterdam"),
    "BE": ("Kaai", "9000", "Gent"), "FR": ("rue du Port", "69002", "Lyon"),
    "AT": ("Ringstraße", "8010", "Graz"), "CH": ("Bahnhofstrasse", "8001", "Zürich"),
    "ES": ("Calle Mayor", "41001", "Sevilla"), "PT": ("Rua Direita", "4050-001", "Porto"),
    "IT": ("Via Roma", "10121", "Torino"), "PL": ("ul. Długa", "80-831", "Gdańsk"),
    "CZ": ("Masarykova", "602 00", "Brno"), "SK": ("Hlavná", "040 01", "Košice"),
    "RO": ("Strada Lungă", "500035", "Brașov"), "EE": ("Pikk", "10133", "Tallinn"),
    "LV": ("Brīvības iela", "LV-1010", "Riga"), "LT": ("Gedimino", "01103", "Vilnius"),
    "IE": ("Quay Street", "H91", "Galway"), "GB": ("Mill Lane", "S1 2AB", "Sheffield"),
    "GR": ("Odos Ermou", "105 63", "Athina"), "HR": ("Ilica", "10000", "Zagreb"),
    "SI": ("Slovenska cesta", "1000", "Ljubljana"), "HU": ("Fő utca", "1011", "Budapest"),
    "BG": ("Vitosha", "1000", "Sofia"), "LU": ("Grand-Rue", "1661", "Luxembourg"),
}  # fmt: skip

_TAX_FORMS: dict[str, str] = {
    "SE": "##########01", "NO": "#########MVA", "DK": "########", "FI": "########",
    "DE": "#########", "NL": "#########B01", "BE": "0#########", "FR": "###########",
    "AT": "U########", "CH": "E#########", "ES": "B########", "PT": "#########",
    "IT": "###########", "PL": "##########", "CZ": "########", "SK": "##########",
    "RO": "########", "EE": "#########", "LV": "###########", "LT": "#########",
    "IE": "#######T", "GB": "#########", "GR": "#########", "HR": "###########",
    "SI": "########", "HU": "########", "BG": "#########", "LU": "########",
}  # fmt: skip

SUFFIXES: tuple[str | None, ...] = ("registered_trademark", "trademark", "copyright", None)
"""What may stand behind a brand's name (document: Brand)."""

SLOTS = 3
"""Profiles that a supplier has at most; prices are kept in so many columns."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One supplier profile: the supplier in one country's market."""

    id: int
    name: str
    country: str
    supplier: int


@dataclass(frozen=True, slots=True)
class Supplier:
    """One supplier; `profiles` are positions in `PROFILES`."""

    id: int
    name: str
    country: str
    profiles: tuple[int, ...]


def _companies() -> tuple[tuple[Supplier, ...], tuple[Profile, ...]]:
    suppliers: list[Supplier] = []
    profiles: list[Profile] = []
    entries = [part for line in _SUPPLIERS.strip().splitlines() for part in line.split(";")]
    for step, entry in enumerate(entries):
        name, _bar, codes = entry.rstrip(",").partition("|")
        countries = codes.split(",")[:SLOTS]
        first = len(profiles)
        for country in countries:
            title = f"{name} ({country})"
            profiles.append(Profile(139 + 4 * len(profiles), title, country, step))
        places = tuple(range(first, len(profiles)))
        suppliers.append(Supplier(328 + 3 * step, name, countries[0], places))
    return tuple(suppliers), tuple(profiles)


SUPPLIERS, PROFILES = _companies()

BRANDS: tuple[str, ...] = tuple(
    name.strip() for name in _BRANDS.replace("\n", "").split(",") if name.strip()
)
"""Names of the brands; a brand's id is `brand_id` of its position."""

LABELS: tuple[tuple[int, str], ...] = _LABELS
"""Id and name of every label."""


def brand_id(position: int) -> int:
    """The id of a brand."""
    return 151 + 3 * position


def tax_number(position: int) -> str | None:
    """The VAT identification number of a supplier, none for every eleventh."""
    if position % 11 == 4:
        return None
    country = SUPPLIERS[position].country
    digits = iter(str(mix(position, 77) % 10**12).zfill(12))
    form = _TAX_FORMS[country]
    prefix = {"GR": "EL"}.get(country, country)
    return prefix + "".join(next(digits) if mark == "#" else mark for mark in form)


@cache
def brand_document(position: int, base: str) -> dict[str, object]:
    """A brand as it stands in a product; `base` is the address pictures lie under."""
    name = BRANDS[position]
    logo: object = {}
    if position % 3:
        file = f"brand{brand_id(position)}.png"
        logo = {
            "id": 20_000 + position,
            "original_filename": file,
            "url": f"{base}/uploads/{file}",
        }
    return {
        "name": name,
        "id": brand_id(position),
        "suffix": SUFFIXES[position % 4],
        "slug": slug(name),
        "logo": logo,
    }


@cache
def address_document(country: str, seed: int) -> dict[str, object]:
    """An invented address in a country."""
    street, code, town = _TOWNS[country]
    return {
        "address_line1": f"{street} {1 + mix(seed, 5) % 90}",
        "address_line2": "Box 12" if seed % 5 == 0 else None,
        "postal_code": code,
        "country_code": country,
        "locality": town,
    }


@cache
def profile_document(position: int) -> dict[str, object]:
    """A supplier profile in full (document: Supplier Profile)."""
    profile = PROFILES[position]
    return {
        "id": profile.id,
        "name": profile.name,
        **address_document(profile.country, profile.id),
        "association": "PSI, PPP" if position % 4 == 1 else None,
    }


@cache
def short_profile(position: int) -> dict[str, object]:
    """A supplier profile in short, as it stands beside prices."""
    return {"id": PROFILES[position].id, "country_code": PROFILES[position].country}


@cache
def supplier_document(position: int, *, light: bool) -> dict[str, object]:
    """A supplier as it stands in a product."""
    supplier = SUPPLIERS[position]
    document: dict[str, object] = {
        "id": supplier.id,
        "name": supplier.name,
        "legal_name": supplier.name.upper(),
        "slug": slug(supplier.name),
        "vat_identification_number": tax_number(position),
    }
    if not light:
        document["supplier_profiles"] = [profile_document(place) for place in supplier.profiles]
    return document
