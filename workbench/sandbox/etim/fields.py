"""The members of `overallInformation`, each with the kind of value that it holds."""

from __future__ import annotations

TEXTS = frozenset({
    "productName", "longDescription", "minimalDescription", "marketingText", "tenderText",
    "applicationInstruction", "keyword", "supplierProductName", "brandSeries", "brandVariation",
    "discountGroupDescription", "bonusGroupDescription", "properShippingName",
})  # fmt: skip
"""Texts in several languages."""

PLAIN = frozenset({
    "gtin", "altPid", "supplierPid", "supplierAltPid", "manufacturerName", "manufacturerShortName",
    "manufacturerPid", "brandName", "discountGroupId", "bonusGroupId", "unNumber",
    "classificationCode", "pkwiu", "scipNumber", "ufiCode", "customsCommodityCode",
})  # fmt: skip
"""Texts in no language."""

FLAGS = frozenset({
    "batteryContained", "ceMarking", "productInStock", "sdsIndicator", "limitedQuantities",
    "exceptedQuantities", "environmentalHazards", "liIonTested", "nos274",
})  # fmt: skip
"""true or false."""

CHOICES = frozenset({
    "productStatus", "productCondition", "supplier", "rohsIndicator", "productType",
    "netDimensionUnit", "netWeightUnit", "netVolumeUnit", "packingGroup", "transportCategory",
    "aggregationState", "tunnelCode", "ghsSignalWord", "reachIndicator",
})  # fmt: skip
"""One value of a list."""

LISTS = frozenset({
    "countryOfOrigin", "specialProvision", "hazardClass", "hazardLabel", "ghsLabelCode",
    "hazardStatement", "precautionaryStatement", "hazardTrigger",
})  # fmt: skip
"""Several values of a list."""

NUMBERS = frozenset({
    "shelfLifePeriod", "netLength", "netWidth", "netHeight", "netDiameter", "netWeight",
    "netVolume", "netWeightOfHazardousSubstances", "volumeOfHazardousSubstances", "lithiumAmount",
    "batteryEnergy", "warrantyConsumer", "warrantyBusiness", "factorOfCustomsCommodityCode",
})  # fmt: skip
"""Plain decimal numbers."""

DATES = frozenset({"validFrom", "expirationDate", "reachDate"})
"""Days as YYYY-MM-DD."""

OVERALL = TEXTS | PLAIN | FLAGS | CHOICES | LISTS | NUMBERS | DATES
