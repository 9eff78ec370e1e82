"""Made products: all parts of a record, from one random source that gives the same each time."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from workbench.sandbox.etim import directory, lca, trees, words
from workbench.sandbox.etim.world import LANGUAGES, Document

_BRANDS = ("Nordel", "Lumiko", "Kablex", "Werkhaus", "Stroma", "Sanivo", "Ljusvik", "Varmia",
           "Rocheval", "Tuyaflex", "Budomat")  # fmt: skip
_SERIES = (
    "Arden",
    "Bruno",
    "Corta",
    "Delta",
    "Evora",
    "Fjord",
    "Gamma",
    "Helio",
    "Iris",
    "Kvant",
    "Linea",
    "Mira",
    "Nova",
    "Orbit",
    "Prima",
    "Quadro",
    "Rondo",
    "Sigma",
    "Terra",
    "Vento",
)
_UNITS = ("C62", "C62", "C62", "MTR", "SET", "PR", "LTR")


@dataclass(frozen=True, slots=True)
class Draft:
    """What the parts of one made product have in common."""

    id: str
    number: int
    random: Random
    name: dict[str, str]
    family: str
    english: str
    brand: str
    series: str
    gtin: str
    supplier: str


def draft(number: int, family: str, english: str, random: Random) -> Draft:
    """The common part of the product of a number; its name has some languages missing."""
    place = number % len(_BRANDS)
    series = random.choice(_SERIES)
    brand = _BRANDS[place]
    told = words.FAMILIES[family] | {"en": english}
    name = {lang: f"{told[lang]} {series} {number % 900 + 100}" for lang in _spoken(random)}
    key = f"{brand[:3].upper()}-{10_000 + number}"
    return Draft(key, number, random, name, family, english, brand, series, gtin(number, random),
                 directory.SUPPLIER_IDS[place])  # fmt: skip


def gtin(number: int, random: Random) -> str:
    """A GTIN-13: now and then none, one twice, or one whose check digit is wrong."""
    chance = random.random()
    if chance < 0.02:
        return ""
    whole = directory.checked(f"590{20_000_000 + (number - 1 if chance < 0.023 else number):09d}")
    if chance > 0.997:
        return whole[:-1] + str((int(whole[-1]) + 3) % 10)
    return whole


def document(row: Draft) -> Document:
    """Every part of the record except its classification."""
    answer: Document = {"overallInformation": overall(row)}
    answer["orderInformation"] = order(row)
    answer["packingInformation"] = packing(row)
    answer["priceInformation"] = prices(row)
    answer["attachments"] = attachments(row)
    answer["attributes"] = attributes(row)
    if row.number % 9 == 0:
        uuids = lca.uuids()
        answer["lca"] = {"database": lca.DATABASE, "uuid": uuids[row.number // 9 % len(uuids)]}
    if row.number % 4 == 0:
        answer["additionalTechnicalDescription"] = {"Test mark": "VDE", "Package note": "2 parts"}
    if row.number % 6 == 0:
        answer["seo"] = trees.seo(row.name, f"product/{row.id.lower()}")
        answer["www"] = [trees.block(row.name, row.id)]
    answer["categories"] = categories(row)
    answer["labels"] = labels(row)
    return answer


def overall(row: Draft) -> Document:
    """The general part."""
    random, name = row.random, row.name
    answer: Document = {"gtin": row.gtin} if row.gtin else {}
    answer |= {
        "altPid": "-" if row.number % 5 == 0 else f"A{row.number:06d}",
        "productName": name,
        "minimalDescription": {lang: text[:80] for lang, text in name.items()},
        "productStatus": random.choices(
            ("ACTIVE", "PRE-LAUNCH", "ON HOLD", "PLANNED WITHDRAWAL", "OBSOLETE"), (88, 4, 3, 3, 2)
        )[0],
        "productCondition": "NEW",
        "supplier": row.supplier,
        "supplierPid": f"{row.supplier[:2]}{400_000 + row.number}",
        "supplierProductName": {lang: f"{row.brand} {text}" for lang, text in name.items()},
        "manufacturerName": f"{row.brand} Production",
        "manufacturerShortName": row.brand[:15],
        "manufacturerPid": f"{row.series[:3].upper()}{row.number:05d}",
        "brandName": row.brand,
        "brandSeries": dict.fromkeys(LANGUAGES, row.series),
        "ceMarking": "true",
        "countryOfOrigin": random.choice((["PL"], ["DE"], ["SE"], ["FR", "IT"], ["CN"], ["CZ"])),
        "productInStock": "true" if random.random() < 0.8 else "false",
        "productType": "PHYSICAL",
        "validFrom": f"20{16 + row.number % 9}-01-01",
    }
    _add_some(answer, _optional(row), random)
    if row.number % 12 == 0:
        answer |= _hazard(row)
    return answer


def order(row: Draft) -> Document:
    """How it is ordered."""
    unit = _UNITS[row.number % len(_UNITS)]
    answer: Document = {"orderUnit": unit, "quantityMin": "1", "quantityInterval": "1"}
    more: Document = {
        "deliveryTime": str(row.random.choice((2, 5, 10, 21))),
        "contentUnit": unit,
        "contentUnitQuantity": "1",
    }
    _add_some(answer, more, row.random)
    return answer


def packing(row: Draft) -> list[object]:
    """How it is packed: one or two sizes, or nothing said."""
    if row.random.random() < 0.08:
        return []
    sizes = (("CT", "10"), ("PF", "240"))[: 1 + row.number % 2]
    return [
        {
            "gtin": directory.checked(f"590{40_000_000 + row.number * 2 + place:09d}"),
            "packingUnitCode": code, "quantity": quantity, "packageBreak": "false",
            "packingParts": "1", "length": "0.6", "width": "0.4", "height": "0.3",
            "dimensionUnit": "MTR", "weight": str(row.random.randint(1, 90)), "weightUnit": "KGM",
        }
        for place, (code, quantity) in enumerate(sizes)
    ]  # fmt: skip


def prices(row: Draft) -> list[object]:
    """List prices, as decimal text; `vat` is a fraction here."""
    cents = row.random.randint(150, 90_000)
    answer: Document = {
        "priceUnit": _UNITS[row.number % len(_UNITS)], "priceUnitFactor": "1", "priceQuantity": "1",
        "priceOnRequest": "false", "listPrice": f"{cents // 100}.{cents % 100:02d}",
        "priceCurrency": ("PLN", "EUR", "EUR", "SEK")[row.number % 4],
        "vat": ("0.23", "0.19", "0.20", "0.25")[row.number % 4], "territory": ["PL", "DE"],
        "validStartDate": "2026-01-01", "validEndDate": "2027-01-01",
    }  # fmt: skip
    return [answer] if row.random.random() < 0.95 else []


def attachments(row: Draft) -> list[object]:
    """Picture, data sheet and manual, as far as it has them."""
    root = f"https://files.etim-mapper.com/sandbox/{row.id.lower()}"
    kinds = (("ATX015", words.PICTURE, "jpg", 0.93), ("ATX003", words.SHEET, "pdf", 0.7),
             ("ATX016", words.MANUAL, "pdf", 0.4))  # fmt: skip
    return [
        {
            "type": kind, "language": list(LANGUAGES), "uri": f"{root}-{kind.lower()}.{ending}",
            "description": told, "issueDate": "2025-03-01", "expirationDate": "2030-03-01",
        }
        for kind, told, ending, share in kinds
        if row.random.random() < share
    ]  # fmt: skip


def attributes(row: Draft) -> Document:
    """Attributes of every type, each for a part of the products."""
    random = row.random
    low = random.randint(-20, 5)
    more: Document = {
        "M1": {lang: words.MARKETING[lang] for lang in row.name},
        "L2": random.choice(("true", "false")),
        "S3": f"v{random.randint(1, len(words.COLOURS))}",
        "N4": str(random.randint(1, 24)),
        "R5": [str(low), str(low + random.randint(10, 40))],
        "MS6": random.sample(["ms_v1", "ms_v2", "ms_v3", "ms_v4"], random.randint(1, 3)),
        "T7": f"INT{row.number:05d}",
        "L9": "true" if row.number % 3 else "false",
    }
    answer: Document = {}
    _add_some(answer, more, random)
    if row.number % 12 == 0:
        answer["REF8"] = ["9"]
    if row.number % 15 == 0:
        status: object = [{"type": "core_product", "value": str(row.number)}]
        answer["STAT"] = dict.fromkeys(LANGUAGES, status)
    if row.family == "climate":
        answer["GASCAT"] = random.choice(("I2E", "I2H", "II2E3P"))
    return answer


def categories(row: Draft) -> Document:
    """Where it stands in the trees."""
    key = trees.category_of(row.family)
    names: list[object] = [key]
    if row.number % 2:
        names.append(f"SC{key[1:]}-{1 + row.number % 3 // 2}")
    answer: Document = {trees.SHOP: names}
    if row.number % 3 == 0:
        answer[trees.PRINT] = [f"K-{row.family}"]
    return answer


def labels(row: Draft) -> list[object]:
    """Its labels; a fourth has none."""
    if row.number % 4 == 1:
        return []
    return [name for place, name in enumerate(directory.LABEL_IDS) if row.number % (place + 2) == 0]


def _optional(row: Draft) -> Document:
    random, name = row.random, row.name
    sizes = [f"0.{random.randint(1, 95):02d}" for _ in range(3)]
    return {
        "longDescription": words.filled(words.LONG, name),
        "marketingText": {lang: words.MARKETING[lang] for lang in name},
        "tenderText": words.filled(words.TENDER, name),
        "applicationInstruction": {lang: words.USAGE[lang] for lang in name},
        "keyword": {lang: [words.FAMILIES[row.family][lang].lower(), row.series] for lang in name},
        "supplierAltPid": f"ALT{row.number}",
        "brandVariation": dict.fromkeys(LANGUAGES, random.choice(("S", "M", "L", "XL"))),
        "rohsIndicator": random.choice(("true", "true", "exempt")),
        "netLength": sizes[0], "netWidth": sizes[1], "netHeight": sizes[2],
        "netDimensionUnit": "MTR", "netWeight": f"{random.randint(1, 400) / 10}",
        "netWeightUnit": "KGM", "netVolume": "0.03", "netVolumeUnit": "MTQ",
        "discountGroupId": f"DG{row.number % 20:03d}", "discountGroupDescription": words.DISCOUNT,
        "bonusGroupId": "BG001", "bonusGroupDescription": words.BONUS,
        "pkwiu": "27.40.39.0", "warrantyConsumer": "24", "warrantyBusiness": "12",
        "reachIndicator": random.choice(("true", "false", "no data")), "reachDate": "2025-01-15",
        "customsCommodityCode": random.choice(("85365080", "94051140", "85444290")),
        "factorOfCustomsCommodityCode": "1",
    }  # fmt: skip


def _hazard(row: Draft) -> Document:
    return {
        "batteryContained": "true", "shelfLifePeriod": "36", "sdsIndicator": "true",
        "unNumber": "3480", "properShippingName": words.HAZARD, "packingGroup": "II",
        "transportCategory": "2", "limitedQuantities": "true", "exceptedQuantities": "false",
        "aggregationState": "S", "specialProvision": ["SP188", "SP230"],
        "hazardClass": ["9"] if row.number % 24 else ["9", "2.1"], "classificationCode": "M4",
        "hazardLabel": ["9A"], "environmentalHazards": "false", "tunnelCode": "E",
        "ghsLabelCode": ["GHS02", "GHS07"], "ghsSignalWord": "W", "hazardStatement": ["H241"],
        "precautionaryStatement": ["P210", "P280"], "liIonTested": "true", "lithiumAmount": "1.2",
        "batteryEnergy": "30", "nos274": "false", "hazardTrigger": ["34"],
        "netWeightOfHazardousSubstances": "0.4", "volumeOfHazardousSubstances": "0.0005",
        "scipNumber": "e9917422-239c-4b49-8a42-3f4730aa51a0", "ufiCode": "N1QV-R02N-J00M-WQD5",
    }  # fmt: skip


def _spoken(random: Random) -> tuple[str, ...]:
    """The languages that a record speaks: all, or some."""
    chance = random.random()
    if chance < 0.7:
        return LANGUAGES
    return ("pl", "en") if chance < 0.85 else ("en", "de", "fr")


def _add_some(answer: Document, more: Document, random: Random) -> None:
    """Most of the members: complete records have all, poor ones the half."""
    share = random.choice((1.0, 1.0, 0.93, 0.85, 0.6, 0.5))
    for name, value in more.items():
        if random.random() <= share:
            answer[name] = value
