"""Operations that answer with a PDF: labels, a bundle with its parts, the articles of a supplier.

Labels bear the bars of an EAN-13 where the barcode is one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.sandbox.lagerkoll import reading
from workbench.sandbox.lagerkoll.calls import Call, File
from workbench.sandbox.lagerkoll.model import Article
from workbench.sandbox.lagerkoll.pdf import Page, written
from workbench.sandbox.lagerkoll.refused import COMMON, GET_ARTICLE, GET_SUPPLIER, Refused, missing
from workbench.sandbox.lagerkoll.routes import Entry

PDF = "application/pdf"

_MOST_LABELS = 1_000
_LINES = 46
_INSET = 2
_WIDEST_BAR = 0.66
_LEFT = (
    "0001101", "0011001", "0010011", "0111101", "0100011",
    "0110001", "0101111", "0111011", "0110111", "0001011",
)  # fmt: skip
_PARITY = (
    "LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG",
    "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL",
)  # fmt: skip


def entries() -> list[Entry]:
    """The operations of this module."""
    return [
        ("GET", "articles/{id : .+}/labels/print", labels_of),
        ("GET", "articles/labels/print", labels),
        ("GET", "articles/{id : .+}/bundle/print", bundle),
        ("GET", "articles/supplier/{supplier_id}/print", supplier),
    ]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The measures of labels and paper, in millimetres; (width, height) each."""

    label: tuple[int, int]
    gap: tuple[int, int]
    paper: tuple[int, int]
    margin: tuple[int, int]

    def places(self) -> list[tuple[int, int]]:
        """The upper left corners of the labels of a page."""
        steps = [size + gap for size, gap in zip(self.label, self.gap, strict=True)]
        counts = [
            max(0, (paper - 2 * margin + gap) // step)
            for paper, margin, gap, step in zip(
                self.paper, self.margin, self.gap, steps, strict=True
            )
        ]
        return [
            (self.margin[0] + column * steps[0], self.margin[1] + row * steps[1])
            for row in range(counts[1])
            for column in range(counts[0])
        ]


def labels_of(call: Call) -> File:
    """GET /{id}/labels/print: labels of one article."""
    return _labels(call, [call.world.article(call.shelf, call.path["id"], GET_ARTICLE)])


def labels(call: Call) -> File:
    """GET /labels/print: labels of the articles whose ids stand in `articles`, with commas."""
    text = call.text("articles")
    # An id may hold a comma: one that is the whole parameter is that article's.
    keys = [text] if text in call.shelf.articles else [key.strip() for key in text.split(",")]
    rows = [call.world.article(call.shelf, key, GET_ARTICLE) for key in keys if key]
    if not rows:
        raise Refused(COMMON, "articles must be given", "articles")
    return _labels(call, rows)


def _labels(call: Call, rows: Sequence[Article]) -> File:
    sheet = Sheet(
        (call.number("label_width", 110, 1), call.number("label_height", 28, 1)),
        (call.number("label_margin_width", 2), call.number("label_margin_height", 2)),
        (call.number("paper_width", 210, 1), call.number("paper_height", 297, 1)),
        (call.number("paper_margin_width", 0), call.number("paper_margin_height", 0)),
    )
    count = call.number("count", 1, 1)
    if max(sheet.paper) > 1000 or not sheet.places():
        raise Refused(COMMON, "No label fits the paper", "label_width")
    if count * len(rows) > _MOST_LABELS:
        raise Refused(COMMON, f"At most {_MOST_LABELS} labels", "count", count)
    texts = [(row.article_id, row.name, row.barcode) for row in rows for _ in range(count)]
    return File(lambda: _pages(sheet, texts), PDF, "etiketter.pdf")


def _pages(sheet: Sheet, texts: list[tuple[str, str, str | None]]) -> bytes:
    places = sheet.places()
    pages: list[Page] = []
    for first in range(0, len(texts), len(places)):
        page = Page(*sheet.paper)
        for place, text in zip(places, texts[first : first + len(places)], strict=False):
            _label(page, sheet.label, place, text)
        pages.append(page)
    return written(pages)


def _label(
    page: Page, size: tuple[int, int], place: tuple[int, int], text: tuple[str, str, str | None]
) -> None:
    left, top = place[0] + _INSET, place[1] + _INSET
    width, height = size[0] - 2 * _INSET, size[1] - 2 * _INSET
    number, name, barcode = text
    line = height / 6
    page.text(left, top + line, line, name)
    page.text(left, top + 2.3 * line, line, f"{number}  {barcode or ''}")
    bars = ean_bars(barcode or "")
    step = min(_WIDEST_BAR, width / 95)
    for column, bar in enumerate(bars):
        if bar == "1":
            page.bar(left + column * step, top + 3 * line, step, height - 3 * line)


def ean_bars(code: str) -> str:
    """The 95 modules of an EAN-13, 1 for a bar; empty for what is no EAN-13."""
    if len(code) != 13 or not (code.isascii() and code.isdigit()):
        return ""
    check = -sum(int(sign) * (1, 3)[place % 2] for place, sign in enumerate(code[:12])) % 10
    if check != int(code[12]):
        return ""
    half = "".join(
        _LEFT[int(digit)] if kind == "L" else _turned(_LEFT[int(digit)])[::-1]
        for digit, kind in zip(code[1:7], _PARITY[int(code[0])], strict=True)
    )
    rest = "".join(_turned(_LEFT[int(digit)]) for digit in code[7:])
    return f"101{half}01010{rest}101"


def _turned(bars: str) -> str:
    return bars.translate(str.maketrans("01", "10"))


def bundle(call: Call) -> File:
    """GET /{id}/bundle/print: a bundle and what so many of it take."""
    article = call.world.article(call.shelf, call.path["id"], GET_ARTICLE)
    if not article.bundled:
        raise Refused(GET_ARTICLE, f"{article.article_id} is no bundle", data=article.article_id)
    amount = reading.a_share(call.query.get("amount", "1"), "amount", COMMON)
    lines = [f"{amount} × {article.article_id}  {article.name}", ""]
    for part in article.parts:
        of = call.shelf.articles.get(part.article_id)
        name, place = ("", "") if of is None else (of.name, of.stock_place or "")
        lines.append(f"{part.amount * amount:>8}  {part.article_id:<14} {name}  {place}")
    return File(_listing(lines), PDF, "paket.pdf")


def supplier(call: Call) -> File:
    """GET /supplier/{supplier_id}/print: the articles of a supplier."""
    number = call.path_id("supplier_id", GET_SUPPLIER)
    found = call.world.suppliers.get(number)
    if found is None:
        raise missing(GET_SUPPLIER, "supplier", number)
    lines = [found.name, ""]
    lines.extend(
        f"{row.article_id:<14} {row.name}  {row.available} {row.unit}"
        for row in call.shelf.articles.values()
        if row.supplier == number
    )
    return File(_listing(lines), PDF, "leverantor.pdf")


def _listing(lines: list[str]) -> Callable[[], bytes]:
    def make() -> bytes:
        pages: list[Page] = []
        for first in range(0, len(lines), _LINES):
            page = Page(210, 297)
            for row, line in enumerate(lines[first : first + _LINES]):
                page.text(15, 15 + row * 6, 3.5, line)
            pages.append(page)
        return written(pages)

    return make
