"""Life cycle figures of the data sets that products point at.

The data sets are made: twelve of one database, with the indicators and modules of EN 15804. Two of
the uuids are those of the document.
"""

from __future__ import annotations

from random import Random

from workbench.sandbox.etim.world import Document, Product, an_object

DATABASE = "OEKOBAU.DAT"
_ROOT = "https://www.oekobaudat.de/OEKOBAU.DAT/resource"

_NAMES = (
    ("Wood fibre insulation, dry process", "Insulation / Wood fibres", "1.0 * 1.0 m3"),
    ("Mineral wool insulation board", "Insulation / Mineral wool", "1.0 * 1.0 m3"),
    ("Steel sheet, galvanised", "Metals / Steel", "1.0 * 1.0 kg"),
    ("Aluminium profile", "Metals / Aluminium", "1.0 * 1.0 kg"),
    ("Copper cable, halogen free", "Building services / Cables", "1.0 * 1.0 m"),
    ("PVC pipe", "Plastics / Pipes", "1.0 * 1.0 kg"),
    ("LED luminaire", "Building services / Luminaires", "1.0 * 1.0 pcs."),
    ("Ceramic sanitary ware", "Building services / Sanitary", "1.0 * 1.0 kg"),
    ("Heat pump, brine to water", "Building services / Heating", "1.0 * 1.0 pcs."),
    ("Ventilation unit", "Building services / Ventilation", "1.0 * 1.0 pcs."),
    ("Sand-lime brick", "Mineral building materials / Masonry", "1.0 * 1.0 m3"),
    ("Switchgear, low voltage", "Building services / Electrical", "1.0 * 1.0 pcs."),
)
_INDICATORS = (
    ("ADPE", "kg Sb eq.", 3e-6), ("ADPF", "MJ", 240.0), ("AP", "mol H+ eq.", 0.09),
    ("GWP-total", "kg CO2 eq.", 21.0), ("ODP", "kg CFC-11 eq.", 1e-9), ("PENRT", "MJ", 260.0),
    ("PERT", "MJ", 130.0), ("WDP", "m3 world eq.", 1.7),
)  # fmt: skip
_MODULES = ("A1", "A2", "A3", "A5", "C2", "C3", "D")


def uuids() -> list[str]:
    """The data sets, by their uuid."""
    return list(_SETS)


def link(held: Document) -> str:
    """Where a data set is described."""
    database, uuid = str(held.get("database", "")), str(held.get("uuid", ""))
    return f"{_ROOT}/processes/{uuid}" if database == DATABASE else ""


def document(product: Product, key: str) -> Document | None:
    """The figures of a product asked for as `key`; None when it points at no data set."""
    held = an_object(product.document.get("lca"))
    uuid = str(held.get("uuid", ""))
    if not uuid:
        return None
    about: Document = {
        "productId": key, "database": held.get("database", ""), "uuid": uuid,
        "link": link(held),
    }  # fmt: skip
    return about | _SETS.get(uuid, {})


def _data_set(number: int, uuid: str) -> Document:
    name, category, unit = _NAMES[number]
    random = Random(number)
    return {
        "epdLink": f"{_ROOT}/processes/{uuid}/epd",
        "category": category,
        "name": name,
        "location": ("DE", "PL", "SE", "FR")[number % 4],
        "validTo": str(2026 + number % 5),
        "referenceFlowName": name,
        "referenceFlowUnit": unit,
        "referenceFlowLink": f"{_ROOT}/flows/{_uuid(random)}",
        "type": ("representative dataset", "average dataset", "specific dataset")[number % 3],
        "owner": "Sandbox data",
        "compliance": "EN 15804+A2",
        "reviewType": "Internal",
        "values": {code: _row(random, size, unit) for code, unit, size in _INDICATORS},
    }


def _row(random: Random, size: float, unit: str) -> Document:
    shares = {name: size * random.uniform(0.01, 1) for name in _MODULES}
    shares["D"] *= -1
    whole = shares["A1"] + shares["A2"] + shares["A3"]
    row: Document = {"A1": repr(shares["A1"]), "A1-A3": repr(whole)}
    row |= {name: repr(value) for name, value in shares.items() if name != "A1"}
    return row | {"unit": unit}


def _uuid(random: Random) -> str:
    digits = f"{random.getrandbits(128):032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _made() -> dict[str, Document]:
    known = ["301c6f09-ce88-4818-96c3-e420fe799d62", "5488d3f3-1e39-4a71-b357-ef605b65ed9c"]
    random = Random(15804)
    known += [_uuid(random) for _ in range(len(_NAMES) - len(known))]
    return {uuid: _data_set(number, uuid) for number, uuid in enumerate(known)}


_SETS = _made()
