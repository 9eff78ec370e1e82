"""Every operation of the Articles document, once, in its order: a request and what answers it."""

from __future__ import annotations

from typing import Any, NamedTuple

LISTED = {"page", "pages", "pageSize", "articlesCount", "since", "articles"}
BATCHES = {
    "totalBatches", "batches", "totalSerialNumbers", "serialNumbers", "totalBatchesInStock",
    "totalBatchesReserved", "totalSerialNumbersInStock", "totalSerialNumbersReserved",
}  # fmt: skip
ARTICLE = {
    "articleId", "externalId", "active", "name", "bundled", "parts", "batches", "description",
    "category", "amount", "reserved", "barcode", "barcodeType", "price", "prices", "supplier",
    "supplierExternalId", "supplierName", "supplierArticleId", "supplierAutomaticOrder",
    "supplierBuyPrice", "supplierBuyPriceShipment", "supplierArticles", "supplierBuyPriceMisc",
    "supplierBuyCurrency", "supplierBuyRate", "unit", "vat", "vatAccount", "imageLastUpdated",
    "type", "stock", "webshopArticle", "manufacturer", "manufacturerArticleId", "customFields",
    "links", "tags", "width", "height", "depth", "weight", "stockPlace", "stockWarning",
    "criticalLevel", "orderLevel", "automaticOrder", "nextDeliveryDate", "orderedAmount",
    "deliveredAmount", "availableAmount",
}  # fmt: skip
AUTOCOMPLETE = {
    "articleId", "active", "name", "bundled", "amount", "reserved", "barcode", "barcodeType",
    "price", "unit", "type", "stock", "vat",
}  # fmt: skip
PART = {
    "articleId", "articleName", "externalId", "amount", "isStock", "stockWarning", "stock",
    "reserved", "type", "unitName", "stockPlace", "buyPrice", "buyPriceShipment", "buyPriceMisc",
    "buyPriceCurrency", "supplierId", "supplierName", "supplierArticleId",
}  # fmt: skip
FIFO = {
    "id", "date", "amount", "amountInStock", "supplierId", "supplierName", "purchasePrice",
    "purchaseRate", "supplierOrderId", "poRef", "description", "userId", "userName",
}  # fmt: skip
HISTORY = {
    "articleId", "supplierId", "supplierName", "oldCount", "newCount", "oldReserved",
    "newReserved", "pricelistId", "pricelistName", "oldSalesPrice", "newSalesPrice",
    "oldPurchasePrice", "newPurchasePrice", "userId", "userName", "reason", "created",
}  # fmt: skip
TEMPLATE = {"id", "name", "storegroupId", "type", "data"}
TAG = {"id", "name", "externalId", "desc"}
TRACED = {"modifiedStructure", "traceability"}
EMPTY: set[str] = set()
FILE = None


class Case(NamedTuple):
    method: str
    path: str
    answer: set[str] | None
    """Members of the answer; none for an empty body, None for a file."""
    body: Any = None
    query: str = ""


_NEW = {"articleId": "NEW-1", "name": "New", "vat": 25, "type": "Stock"}
_DATA = {"rowTitle": 1, "rowFirst": 2, "articleId": 1, "articleName": 2}
_TEMPLATE = {"name": "T", "type": "article", "data": _DATA}
_ARTICLES = "articleId\tname\nX\tY"
_BUNDLES = "bundle\tpart\tamount\nP-001\t10-0412\t2"
_BATCHES = "article\tbatch\tserial\tamount\n10-0412\tB9\t\t4"

KEY = "10-0412"
CASES = (
    Case("GET", f"{KEY}/article_units", {"units"}),
    Case("POST", f"{KEY}/article_units", EMPTY, {"unit": {"id": 42}, "convert": 6}),
    Case("POST", f"{KEY}/article_units/list", EMPTY, [{"unit": {"id": 42}, "convert": 6}]),
    Case("DELETE", "{with_unit}/article_units/43", EMPTY),
    Case("GET", f"{KEY}/fifo", {"page", "pages", "pageSize", "fifoCount", "since", "fifos"}),
    Case("GET", "tags", {"page", "pages", "pageSize", "projectsCount", "tags"}),
    Case("GET", f"{KEY}/other_purchased", LISTED),
    Case("GET", f"{KEY}/bundle", BATCHES),
    Case("GET", "", LISTED, None, "since=0"),
    Case("POST", "tag", TAG, {"id": 900, "name": "n", "desc": "d"}),
    Case("PUT", "list", EMPTY, {"articles": [{"articleId": KEY, "price": 50}]}),
    Case("DELETE", "fifo/{fifo}", EMPTY),
    Case("GET", "batch", BATCHES),
    Case("GET", "serialnumber", BATCHES),
    Case("POST", f"{KEY}/batch", EMPTY, {"batchId": "B1", "amount": "2"}),
    Case("PUT", "{lot}/batch/{lot_id}", EMPTY, {"amount": 3}),
    Case("PUT", "{serial}/serialnumber/{serial_id}", EMPTY, {"amount": 0}),
    Case("DELETE", "{lot}/batch/{lot_id}", EMPTY),
    Case("DELETE", "{serial}/serialnumber/{serial_id}", EMPTY),
    Case("GET", "customfields_template", {"fields"}),
    Case("GET", "customfields", {"fields"}),
    Case("PUT", "customfields_template", {"fields"}, {"fields": []}),
    Case("POST", "export/2122/date/2025-06-01", EMPTY),
    Case("GET", "stockvalue", {"stockValue", "stockValueFIFO"}),
    Case("GET", "import/templates",
         {"page", "pages", "pageSize", "importTemplateCount", "importTemplates"}),
    Case("DELETE", "import/template/2121", EMPTY),
    Case("DELETE", "customfields/Ursprungsland", EMPTY),
    Case("GET", "group", LISTED),
    Case("GET", "supplier/701", LISTED),
    Case("GET", "category/302", LISTED),
    Case("GET", "stockplaces", {"stockplaces"}),
    Case("GET", "history", LISTED),
    Case("GET", "history/info", LISTED),
    Case("GET", "autocomplete", LISTED - {"since"}),
    Case("GET", "stockwarning", LISTED),
    Case("GET", "stockwarning/count", {"count"}),
    Case("GET", "external/{external}", LISTED),
    Case("GET", KEY, LISTED),
    Case("GET", f"{KEY}/history",
         {"page", "pages", "pageSize", "historyCount", "since", "history"}),
    Case("GET", "next_id", {"id"}),
    Case("GET", f"{KEY}/batch", BATCHES),
    Case("GET", f"{KEY}/serialnumber", BATCHES),
    Case("GET", f"{KEY}/batch/serialnumber", BATCHES),
    Case("GET", "batch/serialnumber", BATCHES),
    Case("GET", "export", {"page", "pages", "pageSize", "datesCount", "dates"}),
    Case("POST", "export/2122", EMPTY),
    Case("GET", "fields/articleFields", {"fields"}),
    Case("POST", "import/template", TEMPLATE, _TEMPLATE),
    Case("PUT", "import/template/2121", TEMPLATE, _TEMPLATE),
    Case("GET", "export/2025-06-14", FILE),
    Case("GET", "export/file/{export}", FILE),
    Case("GET", f"{KEY}/labels/print", FILE),
    Case("GET", "labels/print", FILE, None, f"articles={KEY}"),
    Case("GET", "P-001/bundle/print", FILE),
    Case("GET", "supplier/701/print", FILE),
    Case("GET", "P-001/batch/{set}/traceability", TRACED),
    Case("GET", "{serial}/serial/{serial_id}/traceability", TRACED),
    Case("GET", "import/template/2121", TEMPLATE),
    Case("PUT", "{with_unit}/article_units/43", EMPTY, {"unit": {"id": 43}, "convert": 12}),
    Case("POST", "", ARTICLE, _NEW),
    Case("POST", "list", EMPTY, {"articles": [_NEW]}),
    Case("POST", "import/2122", EMPTY, _ARTICLES + "-2\tövrigt\t\t\t\t\t\t25\tStock"),
    Case("POST", "import/test/2121", {"articleId", "name"}, f"articleId\tname\n{KEY}\tY"),
    Case("POST", "import/bundle", EMPTY, _BUNDLES),
    Case("POST", "import/bundle/test", {"articleId", "name", "parts"}, _BUNDLES),
    Case("POST", "import/batch_serial", EMPTY, _BATCHES),
    Case("POST", "import/batch_serial/test", BATCHES, _BATCHES),
    Case("POST", "export/2122/stock_changes", EMPTY),
    Case("POST", "export/bundle", EMPTY),
    Case("POST", f"{KEY}/serialnumber", EMPTY, {"serialNr": "S1"}),
    Case("POST", f"{KEY}/serialnumber/list", EMPTY, None, "prefix=A&start=1&length=4&amount=3"),
    Case("PUT", KEY, ARTICLE, {"price": 51}),
    Case("PUT", f"{KEY}/reserved", {"reserved"}, {"reserved": 3}),
    Case("PUT", f"{KEY}/fifo/rate", EMPTY, {"date": "{fifo_date}", "rate": 2}),
    Case("PUT", f"{KEY}/fifo/purchase_price", EMPTY, {"date": "{fifo_date}", "price": 2}),
    Case("PUT", f"{KEY}/move", EMPTY,
         {"articleId": KEY, "amount": 2, "toStoreId": 186009, "batches": {}}),
    Case("PUT", "bulk", {"field", "pricelistId", "articles"},
         {"field": "price", "articles": [KEY], "value": "50"}),
    Case("PUT", "bulk/delete", EMPTY, {"articles": ["T-001"]}),
    Case("PUT", "P-001/bundles", LISTED, {"articleId": "P-001", "amount": 1}),
    Case("PUT", "P-001/split", LISTED, {"articleId": "P-001", "amount": 1}),
    Case("PUT", f"{KEY}/bundle", TAG, None, "bundle=true"),
    Case("DELETE", "T-001", EMPTY),
    Case("DELETE", f"{KEY}/fifo", EMPTY),
)  # fmt: skip
