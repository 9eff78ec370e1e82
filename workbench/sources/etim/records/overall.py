"""Members of the overall information and the order section, by section of the record form.

Lengths are those of ETIM xChange for the members of the same name.
"""

from __future__ import annotations

from typing import Final

from workbench.core.texts import mark
from workbench.sources.etim import codes
from workbench.sources.etim.records.declaring import Form, Member

GENERAL: Final = (
    Member("gtin", mark("GTIN"), "gtin", Form.ID, length=14),
    Member("alt_pid", mark("Alternative number"), "altPid", Form.ID, length=35),
    Member("status", mark("Status"), "productStatus", Form.CODE, codes.STATUS),
    Member("condition", mark("Condition"), "productCondition", Form.CODE, codes.CONDITION),
    Member("product_type", mark("Type of product"), "productType", Form.CODE, codes.PRODUCT_TYPE),
    Member("valid_from", mark("Valid from"), "validFrom", Form.DAY),
    Member("expiration_date", mark("Valid until"), "expirationDate", Form.DAY),
    Member("stock_item", mark("Stock item"), "productInStock", Form.FLAG),
    Member("country_of_origin", mark("Country of origin"), "countryOfOrigin", Form.COUNTRIES),
    Member("shelf_life", mark("Shelf life"), "shelfLifePeriod", Form.WHOLE, most=999),
    Member("warranty_consumer", mark("Warranty, consumers"), "warrantyConsumer", Form.WHOLE,
           unit=mark("months"), most=999),
    Member("warranty_business", mark("Warranty, business"), "warrantyBusiness", Form.WHOLE,
           unit=mark("months"), most=999),
    Member("pkwiu", mark("PKWiU"), "pkwiu", Form.ID,
           help=mark("Polish classification of goods and services.")),
    Member("customs_code", mark("Customs code"), "customsCommodityCode", Form.ID, length=16),
    Member("customs_factor", mark("Customs factor"), "factorOfCustomsCommodityCode",
           Form.DECIMAL),
)  # fmt: skip
MAKER: Final = (
    Member("supplier", mark("Supplier"), "supplier", help=mark("Identifier of the supplier.")),
    Member("supplier_pid", mark("Supplier number"), "supplierPid", Form.ID, length=35),
    Member("supplier_alt_pid", mark("Supplier alternative"), "supplierAltPid", Form.ID, length=35),
    Member("manufacturer", mark("Manufacturer"), "manufacturerName", length=80),
    Member("manufacturer_short", mark("Manufacturer, short"), "manufacturerShortName", length=15),
    Member("mpn", mark("MPN"), "manufacturerPid", Form.ID, length=35,
           help=mark("The manufacturer's own number.")),
    Member("brand", mark("Brand"), "brandName", length=50),
)  # fmt: skip
TEXTS: Final = (
    Member("name", mark("Name"), "productName", Form.SPOKEN, length=255),
    Member("minimal", mark("Short description"), "minimalDescription", Form.SPOKEN, length=80),
    Member("long", mark("Long description"), "longDescription", Form.SPOKEN, length=10_000,
           lines=True),
    Member("marketing", mark("Marketing text"), "marketingText", Form.SPOKEN, length=10_000,
           lines=True),
    Member("tender", mark("Tender text"), "tenderText", Form.SPOKEN, length=10_000, lines=True),
    Member("application", mark("Instruction"), "applicationInstruction", Form.SPOKEN,
           length=10_000, lines=True),
)  # fmt: skip
"""Texts with a column for each language."""
OTHER_TEXTS: Final = (
    Member("keywords", mark("Keywords"), "keyword", Form.SPOKEN),
    Member("supplier_name", mark("Supplier's name of it"), "supplierProductName", Form.SPOKEN),
    Member("series", mark("Series"), "brandSeries", Form.SPOKEN, length=50),
    Member("variation", mark("Variation"), "brandVariation", Form.SPOKEN, length=50),
    Member("discount_group_text", mark("Discount group, text"), "discountGroupDescription",
           Form.SPOKEN, length=100),
    Member("bonus_group_text", mark("Bonus group, text"), "bonusGroupDescription", Form.SPOKEN),
    Member("shipping_name", mark("Proper shipping name"), "properShippingName", Form.SPOKEN,
           length=255),
)  # fmt: skip
"""Texts that the table of texts holds by language."""
MEASURES: Final = (
    Member("net_length", mark("Length"), "netLength", Form.DECIMAL),
    Member("net_width", mark("Width"), "netWidth", Form.DECIMAL),
    Member("net_height", mark("Height"), "netHeight", Form.DECIMAL),
    Member("net_diameter", mark("Diameter"), "netDiameter", Form.DECIMAL),
    Member("dimension_unit", mark("Unit of lengths"), "netDimensionUnit", Form.CODE,
           codes.DIMENSION),
    Member("net_weight", mark("Weight"), "netWeight", Form.DECIMAL),
    Member("weight_unit", mark("Unit of weight"), "netWeightUnit", Form.CODE, codes.WEIGHT),
    Member("net_volume", mark("Volume"), "netVolume", Form.DECIMAL),
    Member("volume_unit", mark("Unit of volume"), "netVolumeUnit", Form.CODE, codes.VOLUME),
)  # fmt: skip
GROUPS: Final = (
    Member("discount_group", mark("Discount group"), "discountGroupId", Form.ID, length=20),
    Member("bonus_group", mark("Bonus group"), "bonusGroupId", Form.ID, length=20),
)
RULES: Final = (
    Member("rohs", mark("RoHS"), "rohsIndicator", Form.CODE, codes.ROHS),
    Member("ce", mark("CE marking"), "ceMarking", Form.FLAG),
    Member("reach", mark("REACH"), "reachIndicator", Form.CODE, codes.REACH),
    Member("reach_date", mark("REACH, as of"), "reachDate", Form.DAY),
    Member("scip", mark("SCIP number"), "scipNumber", Form.ID, length=36),
    Member("ufi", mark("UFI code"), "ufiCode", Form.ID, length=19),
    Member("sds", mark("Safety data sheet"), "sdsIndicator", Form.FLAG),
    Member("battery", mark("Battery inside"), "batteryContained", Form.FLAG),
    Member("lithium_tested", mark("Li-ion tested"), "liIonTested", Form.FLAG),
    Member("lithium", mark("Lithium"), "lithiumAmount", Form.DECIMAL, unit="g"),
    Member("battery_energy", mark("Battery energy"), "batteryEnergy", Form.DECIMAL, unit="Wh"),
)
HAZARD: Final = (
    Member("un_number", mark("UN number"), "unNumber", Form.ID, length=4),
    Member("hazard_class", mark("Hazard class"), "hazardClass", Form.CODES, codes.HAZARD_CLASS),
    Member("hazard_label", mark("Hazard label"), "hazardLabel", Form.CODES, codes.HAZARD_LABEL),
    Member("hazard_weight", mark("Weight of hazardous substances"),
           "netWeightOfHazardousSubstances", Form.DECIMAL),
    Member("hazard_volume", mark("Volume of hazardous substances"),
           "volumeOfHazardousSubstances", Form.DECIMAL),
    Member("packing_group", mark("Packing group"), "packingGroup", Form.CODE,
           codes.PACKING_GROUP),
    Member("transport_category", mark("Transport category"), "transportCategory", Form.CODE,
           codes.TRANSPORT),
    Member("limited_quantities", mark("Limited quantities"), "limitedQuantities", Form.FLAG),
    Member("excepted_quantities", mark("Excepted quantities"), "exceptedQuantities", Form.FLAG),
    Member("aggregation_state", mark("State"), "aggregationState", Form.CODE, codes.AGGREGATION),
    Member("special_provision", mark("Special provisions"), "specialProvision", Form.CODES),
    Member("classification_code", mark("Classification code"), "classificationCode", Form.ID,
           length=5),
    Member("environmental_hazards", mark("Hazardous to the environment"),
           "environmentalHazards", Form.FLAG),
    Member("tunnel_code", mark("Tunnel code"), "tunnelCode", Form.CODE, codes.TUNNEL),
    Member("ghs_labels", mark("GHS labels"), "ghsLabelCode", Form.CODES, codes.GHS),
    Member("signal_word", mark("Signal word"), "ghsSignalWord", Form.CODE, codes.SIGNAL),
    Member("hazard_statements", mark("H statements"), "hazardStatement", Form.CODES),
    Member("precautions", mark("P statements"), "precautionaryStatement", Form.CODES),
    Member("nos274", mark("NOS 274"), "nos274", Form.FLAG),
    Member("hazard_triggers", mark("Hazard triggers"), "hazardTrigger", Form.CODES),
)  # fmt: skip
ORDER: Final = (
    Member("order_unit", mark("Order unit"), "orderUnit", Form.CODE, codes.UNIT),
    Member("quantity_min", mark("MOQ"), "quantityMin", Form.DECIMAL),
    Member("quantity_interval", mark("Order step"), "quantityInterval", Form.DECIMAL),
    Member("delivery_time", mark("Delivery time"), "deliveryTime", Form.WHOLE, unit=mark("days")),
    Member("content_unit", mark("Content unit"), "contentUnit", Form.CODE, codes.UNIT),
    Member("content_quantity", mark("Content quantity"), "contentUnitQuantity", Form.DECIMAL),
)
"""Of the order section."""
