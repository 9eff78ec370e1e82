"""The answers to searches: pages of products, scrolls, the details of one product."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.sandbox.europeansourcing import fields, searching, values
from workbench.sandbox.europeansourcing.aggregations import aggregations
from workbench.sandbox.europeansourcing.documents import ProductWriter
from workbench.sandbox.europeansourcing.index import Index
from workbench.sandbox.europeansourcing.searching import Request
from workbench.sandbox.europeansourcing.view import Document, View
from workbench.sandbox.refusal import Refusal

BATCH = 50
"""Products in a batch of a scroll; the document fixes it."""

IDLE_SECONDS = 300.0
"""How long a scroll waits for its next call."""


@dataclass(frozen=True, slots=True)
class _Scroll:
    """A scroll between two calls: the rows found by the first, and how far it has come."""

    request: Request
    rows: Sequence[int]
    reached: int
    deadline: float
    epoch: int


class Answers:
    """Answers searches over one catalogue; keeps the open scrolls."""

    def __init__(
        self,
        index: Index,
        clock: Callable[[], float] = time.monotonic,
        epoch: Callable[[], int] = lambda: 0,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        self._index = index
        self._writer = ProductWriter(index)
        self._clock = clock
        self._epoch = epoch
        self._idle = idle_seconds
        self._scrolls: dict[str, _Scroll] = {}
        self._guard = threading.Lock()

    def search(self, body: dict[str, object], base: str, *, light: bool) -> Document:
        """A page of products with its pagination and aggregations."""
        started = time.perf_counter()
        request = searching.read(body)
        mask, rows = searching.found(self._index, request)
        page = rows[request.offset : request.offset + request.limit].tolist()
        view = _view(request, base)
        answer: Document = {
            "pagination": self._pagination(request, rows),
            "products": self._products(request, page, view, light=light),
        }
        if request.aggregations is not None:
            answer["aggregations"] = aggregations(
                self._index, mask, request.aggregations, view, light=light
            )
        return {"total_time": _spent(started), **answer}

    def scroll(self, body: dict[str, object], base: str) -> Document:
        """The next batch of a scroll, or the first when the body carries a query."""
        started = time.perf_counter()
        scroll = self._continued(body) if "scroll_id" in body else self._begun(body)
        rows = scroll.rows[scroll.reached : scroll.reached + BATCH]
        products = self._products(scroll.request, rows, _view(scroll.request, base), light=False)
        number = secrets.token_urlsafe(24)
        later = _Scroll(
            scroll.request,
            scroll.rows,
            scroll.reached + len(rows),
            self._clock() + self._idle,
            scroll.epoch,
        )
        with self._guard:
            self._scrolls[number] = later
        return {
            "total_time": _spent(started),
            "scroll_id": number,
            "pagination": {"limit": BATCH, "total_items": len(scroll.rows)},
            "products": products,
        }

    def details(self, variant: int, language: int, base: str, country: str | None) -> Document:
        """The product of a variant with its best variant and attribute matrix."""
        row = self._index.catalogue.variant_row(variant)
        if row is None:
            raise Refusal(404, f"no variant {variant}")
        product = int(self._index.catalogue.variants.product[row])
        if country and country not in self._writer.profile_countries(product):
            raise Refusal(404, f"variant {variant} is not offered in {country}")
        return self._writer.details(row, View(language, base, markings=True))

    def _begun(self, body: dict[str, object]) -> _Scroll:
        unfit = {"page", "offset", "sort_field"} & set(body)
        if unfit:
            raise values.bad(f"a scroll takes no {min(unfit)}")
        if values.an_integer(body.get("limit", BATCH), "limit", 1) > BATCH:
            raise values.bad(f"limit must not be over {BATCH}")
        request = searching.read(body)
        _mask, rows = searching.found(self._index, request)
        return _Scroll(request, rows.tolist(), 0, 0, self._epoch())

    def _continued(self, body: dict[str, object]) -> _Scroll:
        number = values.a_text(body["scroll_id"], "scroll_id")
        if set(body) != {"scroll_id"}:
            raise values.bad("a following request carries scroll_id only")
        now, epoch = self._clock(), self._epoch()
        with self._guard:
            kept = self._scrolls.items()
            alive = {k: v for k, v in kept if v.deadline > now and v.epoch == epoch}
            self._scrolls = alive
            scroll = alive.pop(number, None)
        if scroll is None:
            raise Refusal(404, "unknown or expired scroll_id")
        return scroll

    def _products(
        self, request: Request, rows: Sequence[int], view: View, *, light: bool
    ) -> list[object]:
        include, exclude = fields.tree(request.include), fields.tree(request.exclude)
        products: list[object] = []
        for row in rows:
            best = searching.best_variant(self._index, request, row)
            if light:
                products.append(self._writer.light(row, view, best))
                continue
            rows_of = self._variant_rows(request, row, best)
            document = self._writer.product(row, view, best, rows_of)
            products.append(fields.excluded(fields.included(document, include), exclude))
        return products

    def _variant_rows(self, request: Request, row: int, best: int | None) -> Sequence[int]:
        """The variants to write: none when include_fields leaves them out anyway."""
        if request.include and not any(name.startswith("variants") for name in request.include):
            return ()
        if request.one_variant:
            return self._writer.one_variant(row, best)
        return self._index.catalogue.variant_rows(row)

    def _pagination(self, request: Request, rows: np.ndarray) -> Document:
        last = max(1, -(-len(rows) // request.limit))
        current = request.offset // request.limit + 1
        answer: Document = {
            "current": current,
            "first": 1,
            "previous": current - 1 if current > 1 else None,
            "next": current + 1 if current < last else None,
            "last": last,
            "limit": request.limit,
            "total_items": len(rows),
        }
        if request.total_variants:
            answer["total_variant"] = int(self._index.catalogue.products.count[rows].sum())
        return answer


def _view(request: Request, base: str) -> View:
    wanted = "variants.variant_markings"
    asked = any(name == wanted or name.startswith(f"{wanted}.") for name in request.include)
    return View(request.language, base, markings=asked)


def _spent(started: float) -> int:
    return round((time.perf_counter() - started) * 1000)
