"""Operations that answer with a PDF: labels, a bundle with its parts, the articles of a supplier.

The pages are drawn as pictures, since the library that draws them writes PDF by itself.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.sandbox.lagerkoll import reading
from workbench.sandbox.lagerkoll.calls import Call, File
from workbench.sandbox.lagerkoll.model import Article
from workbench.sandbox.lagerkoll.refused import COMMON, GET_ARTICLE, GET_SUPPLIER, Refused, missing
from workbench.sandbox.lagerkoll.routes import Entry

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

PDF = "application/pdf"

_DPI = 150
_MOST_LABELS = 1_000
_LINES = 46
_LEFT = (
    "0001101", "0011001", "0010011", "0111101", "0100011",
    "0110001", "0101111", "0111011", "0110111", "0001011",
)  # fmt: skip
_PARITY = (
    "LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG",
    "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL",
)  # fmt: skip

Canvas = tuple["Image.Image", "ImageDraw.ImageDraw"]


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
    pages: list[Image.Image] = []
    for first in range(0, len(texts), len(places)):
        page, draw = _page(sheet.paper)
        for place, text in zip(places, texts[first : first + len(places)], strict=False):
            _label(draw, sheet, place, text)
        pages.append(page)
    return _pdf(pages)


def _label(
    draw: ImageDraw.ImageDraw,
    sheet: Sheet,
    place: tuple[int, int],
    text: tuple[str, str, str | None],
) -> None:
    left, top = (_dots(size) for size in place)
    width, height = (_dots(size) for size in sheet.label)
    number, name, barcode = text
    size = max(8, height // 6)
    draw.rectangle((left, top, left + width - 1, top + height - 1), outline=200)
    draw.text((left + 6, top + 2), name, fill=0, font=_font(size))
    draw.text((left + 6, top + 2 + size * 1.2), f"{number}  {barcode or ''}", 0, _font(size))
    bars = ean_bars(barcode or "")
    step = max(1, (width - 12) // 95)
    for column, bar in enumerate(bars):
        if bar == "1":
            x = left + 6 + column * step
            draw.rectangle((x, top + size * 3, x + step - 1, top + height - 4), fill=0)


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
        pages: list[Image.Image] = []
        for first in range(0, len(lines), _LINES):
            page, draw = _page((210, 297))
            for row, line in enumerate(lines[first : first + _LINES]):
                draw.text((_dots(15), _dots(12 + row * 6)), line, fill=0, font=_font(20))
            pages.append(page)
        return _pdf(pages)

    return make


def _page(size: tuple[int, int]) -> Canvas:
    from PIL import Image, ImageDraw  # noqa: PLC0415

    page = Image.new("L", (_dots(size[0]), _dots(size[1])), 255)
    return page, ImageDraw.Draw(page)


def _font(size: int):  # noqa: ANN202 -- the library's two kinds of font
    from PIL import ImageFont  # noqa: PLC0415

    return ImageFont.load_default(size)


def _pdf(pages: Sequence[Image.Image]) -> bytes:
    target = io.BytesIO()
    pages[0].save(target, "PDF", resolution=_DPI, save_all=True, append_images=pages[1:])
    return target.getvalue()


def _dots(millimetres: float) -> int:
    return round(millimetres * _DPI / 25.4)
