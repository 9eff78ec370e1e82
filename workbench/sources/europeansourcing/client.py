"""The service's client: one object per account, composed of the document's sections."""

from __future__ import annotations

from typing import Any, ClassVar

from workbench.net.requests import Sender
from workbench.sources.europeansourcing.operations.brands import BrandOperations
from workbench.sources.europeansourcing.operations.categories import CategoryOperations
from workbench.sources.europeansourcing.operations.markings import MarkingOperations
from workbench.sources.europeansourcing.operations.products import ProductOperations
from workbench.sources.europeansourcing.operations.profiles import ProfileOperations
from workbench.sources.europeansourcing.operations.search import SearchOperations
from workbench.sources.europeansourcing.operations.suppliers import SupplierOperations
from workbench.sources.europeansourcing.operations.tokens import TokenOperations


class EuropeanSourcingClient:
    """Every documented call, by section."""

    sections: ClassVar[dict[str, type[Any]]] = {
        "search": SearchOperations,
        "products": ProductOperations,
        "brands": BrandOperations,
        "categories": CategoryOperations,
        "markings": MarkingOperations,
        "suppliers": SupplierOperations,
        "profiles": ProfileOperations,
        "tokens": TokenOperations,
    }

    def __init__(self, gateway: Sender) -> None:
        self.search = SearchOperations(gateway)
        self.products = ProductOperations(gateway)
        self.brands = BrandOperations(gateway)
        self.categories = CategoryOperations(gateway)
        self.markings = MarkingOperations(gateway)
        self.suppliers = SupplierOperations(gateway)
        self.profiles = ProfileOperations(gateway)
        self.tokens = TokenOperations(gateway)
