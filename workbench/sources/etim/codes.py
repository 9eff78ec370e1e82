"""Code lists of product data with their names, as companies of the trade use them.

The document's own lists are not public; these are those of ETIM xChange, whose members have the
same names. A code that is not here is shown as it is and can be typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workbench.core.attributes import TITLES
from workbench.core.texts import mark
from workbench.core.values import Coded

STATUS: Final = {
    "PRE-LAUNCH": mark("Before launch"),
    "ACTIVE": mark("Active"),
    "ON HOLD": mark("On hold"),
    "PLANNED WITHDRAWAL": mark("Planned withdrawal"),
    "OBSOLETE": mark("Obsolete"),
}
CONDITION: Final = {"NEW": mark("New"), "USED": mark("Used"), "REFURBISHED": mark("Refurbished")}
PRODUCT_TYPE: Final = {
    "PHYSICAL": mark("Physical"),
    "CONTRACT": mark("Contract"),
    "LICENCE": mark("Licence"),
    "SERVICE": mark("Service"),
}
ROHS: Final = {"true": mark("Yes"), "false": mark("No"), "exempt": mark("Exempt")}
REACH: Final = {"true": mark("Yes"), "false": mark("No"), "no data": mark("No data")}
RELATION: Final = {
    "ACCESSORY": mark("Accessory"),
    "CONSISTS_OF": mark("Consists of"),
    "CONSUMABLES": mark("Consumables"),
    "CROSS-SELLING": mark("Cross-selling"),
    "MAIN_PRODUCT": mark("Main product"),
    "MANDATORY": mark("Mandatory"),
    "PREDECESSOR": mark("Predecessor"),
    "REFURBISHED": mark("Refurbished"),
    "SELECT": mark("Selection"),
    "SIMILAR": mark("Similar"),
    "SPAREPART": mark("Spare part"),
    "SUCCESSOR": mark("Successor"),
    "UPSELLING": mark("Up-selling"),
    "USED": mark("Used"),
    "OTHER": mark("Other"),
}
ATTACHMENT: Final = {
    "ATX001": mark("Approval or certificate"),
    "ATX002": mark("3D or BIM object"),
    "ATX003": mark("Data sheet"),
    "ATX004": mark("Declaration"),
    "ATX010": mark("Diagram"),
    "ATX011": mark("Drawing"),
    "ATX012": mark("Energy label"),
    "ATX013": mark("LCA document"),
    "ATX014": mark("Logo"),
    "ATX015": mark("Main picture"),
    "ATX016": mark("Manual"),
    "ATX017": mark("Marketing document"),
    "ATX018": mark("Picture"),
    "ATX019": mark("Safety data sheet"),
    "ATX020": mark("Video"),
    "ATX021": mark("Warranty statement"),
    "ATX022": mark("Software or firmware"),
    "ATX023": mark("360° view"),
    "ATX024": mark("Deeplink"),
    "ATX025": mark("Spare parts list"),
    "ATX026": mark("Environmental label"),
    "ATX099": mark("Other"),
}
PICTURES: Final = ("ATX015", "ATX018")
"""Types of attachments that are pictures, the main one first."""
MIME_PICTURES: Final = ("MD01", "MD02", "MD20", *(f"MD{number}" for number in range(23, 31)))
"""The same in the older list."""
DIMENSION: Final = {
    "CMT": "cm", "DMT": "dm", "KMT": "km", "MMT": "mm", "MTR": "m", "FOT": "ft", "INH": "in",
    "SMI": "mi", "YRD": "yd",
}  # fmt: skip
WEIGHT: Final = {
    "GRM": "g", "KGM": "kg", "MGM": "mg", "TNE": "t", "LTN": mark("ton (UK)"), "LBR": "lb",
    "ONZ": "oz",
}  # fmt: skip
VOLUME: Final = {
    "FTQ": "ft³", "INQ": "in³", "MTQ": "m³", "MMQ": "mm³", "OZA": "fl oz", "GLL": "gal",
    "LTR": "l", "MLT": "ml", "PT": "pt", "QT": "qt",
}  # fmt: skip
UNIT: Final = {
    "ANN": mark("Year"), "BE": mark("Bundle"), "BG": mark("Bag"), "BO": mark("Bottle"),
    "BX": mark("Box"), "C62": mark("One"), "CA": mark("Can"), "CI": mark("Canister"),
    "CL": mark("Coil"), "CMK": "cm²", "CMQ": "cm³", "CMT": "cm", "CQ": mark("Cartridge"),
    "CR": mark("Crate"), "CS": mark("Case"), "CT": mark("Carton"), "D99": mark("Sleeve"),
    "DAY": mark("Day"), "DR": mark("Drum"), "DZN": mark("Dozen"), "FOT": "ft", "FTQ": "ft³",
    "GRM": "g", "HLT": "hl", "HUR": mark("Hour"), "INH": "in", "INQ": "in³", "KG": mark("Keg"),
    "KGM": "kg", "KTM": "km", "KMT": "km", "LBR": "lb", "LTN": mark("ton (UK)"), "LTR": "l",
    "MGM": "mg", "MIN": mark("Minute"), "MLT": "ml", "MMK": "mm²", "MMQ": "mm³", "MMT": "mm",
    "MTK": "m²", "MTQ": "m³", "MTR": "m", "ONZ": "oz", "PA": mark("Packet"),
    "PF": mark("Pallet"), "PK": mark("Pack"), "PL": mark("Pail"), "PR": mark("Pair"),
    "PU": mark("Tray"), "RG": mark("Ring"), "RL": mark("Reel"), "RO": mark("Roll"),
    "SA": mark("Sack"), "SEC": mark("Second"), "SET": mark("Set"), "SMI": "mi",
    "ST": mark("Sheet"), "TN": mark("Tin"), "TNE": "t", "TU": mark("Tube"),
    "WEE": mark("Week"), "YRD": "yd", "Z2": mark("Chest"), "Z3": mark("Cask"),
}  # fmt: skip
PACKING: Final = UNIT | {
    "BJ": mark("Bucket"),
    "BR": mark("Bar"),
    "CY": mark("Cylinder"),
    "EV": mark("Envelope"),
    "NE": mark("Unpacked"),
    "WR": mark("Wrap"),
}


def _plain(*found: str) -> dict[str, str]:
    return {code: code for code in found}


HAZARD_CLASS: Final = _plain(
    *("1", "2.1", "2.2", "2.3", "3", "4.1", "4.2", "4.3", "5.1", "5.2", "6.1", "6.2", "7", "8"),
    "9",
)
HAZARD_LABEL: Final = _plain(
    *("1", "1.4", "1.5", "1.6", "2.1", "2.2", "2.3", "3", "4.1", "4.2", "4.3", "5.1", "5.2"),
    *("6.1", "6.2", "7A", "7B", "7C", "7E", "8", "9", "9A"),
)
TRANSPORT: Final = _plain("0", "1", "2", "3", "4")
PACKING_GROUP: Final = _plain("I", "II", "III")
AGGREGATION: Final = {"L": mark("Liquid"), "S": mark("Solid"), "G": mark("Gas")}
TUNNEL: Final = _plain(
    *("A", "B", "B1000C", "B/D", "B/E", "C", "C5000D", "C/D", "C/E", "D", "D/E", "E")
)
GHS: Final = {
    "GHS01": mark("Explosive"),
    "GHS02": mark("Flammable"),
    "GHS03": mark("Oxidising"),
    "GHS04": mark("Gas under pressure"),
    "GHS05": mark("Corrosive"),
    "GHS06": mark("Toxic"),
    "GHS07": mark("Harmful"),
    "GHS08": mark("Health hazard"),
    "GHS09": mark("Hazardous to the environment"),
}
SIGNAL: Final = {"D": mark("Danger"), "W": mark("Warning")}
ATTRIBUTE_TYPE: Final = {kind.value: title for kind, title in TITLES.items()}


def choices(names: Mapping[str, str]) -> tuple[Coded, ...]:
    """Return a list as choices of an entry; names are marked."""
    return tuple(Coded(code, name) for code, name in names.items())
