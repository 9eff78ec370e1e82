"""Documents in the words of the service's own reference, and clients that answer them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.sources.kit import CannedSender
from workbench.net.requests import Request
from workbench.sources.lagerkoll.client import LagerkollClient

ARTICLE: dict[str, Any] = {
    "articleId": "192005-6", "externalId": "E-6", "active": "true", "name": "Mugg",
    "bundled": "false", "description": "", "category": "övrigt", "amount": 12.5,
    "reserved": 2, "barcode": "0350042910045", "barcodeType": "EAN", "price": "49.90",
    "prices": [{"listId": 279, "price": "0", "articleId": "192005-6", "fromQuantity": "0",
                "listExternalId": None}],
    "supplier": 1549, "supplierName": "Kuksa", "supplierArticleId": 77,
    "supplierBuyPrice": 21.4, "supplierBuyCurrency": "Store currency", "supplierBuyRate": "1.0",
    "supplierArticles": [{"supplier": 1549, "supplierName": "Kuksa", "supplierBuyPrice": 21.4,
                          "supplierBuyCurrency": "EUR", "supplierBuyRate": "1.0"}],
    "unit": "st", "vat": 25, "vatAccount": 3001, "type": "Stock", "stock": "true",
    "webshopArticle": "false", "tags": [{"name": "Ny", "externalId": None, "id": 4, "desc": "x"}],
    "customFields": [{"name": "Ursprung", "type": "String", "value": "SE", "validValues": []}],
    "links": [{"name": "Blad", "type": "webpage", "url": "https://example.test/a"}],
    "parts": [], "nextDeliveryDate": 1711659580611, "imageLastUpdated": 0,
    "batches": {"totalBatches": 0, "batches": [], "serialNumbers": []},
}  # fmt: skip
"""An article as the document prints one: defaults as text, numbers otherwise."""


def article(**changes: object) -> dict[str, Any]:
    return ARTICLE | changes


def page(*articles: object, **around: object) -> bytes:
    wrapper = {"page": 0, "pages": 1, "pageSize": 100, "articlesCount": len(articles), "since": 1}
    return json.dumps(wrapper | {"articles": list(articles)} | around).encode()


def client(answer: Callable[[Request], bytes] | bytes) -> tuple[LagerkollClient, CannedSender]:
    sender = CannedSender(answer if callable(answer) else lambda _request: answer)
    return LagerkollClient(sender), sender


def sent(request: Request) -> dict[str, str]:
    return dict(request.query)
