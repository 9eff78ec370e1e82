"""Pages of text and bars as a PDF, with the font that every reader has.

The drawing library's own font knows no å, ä and ö, and pictures of text cannot be searched; a page
of text is a few lines of the format.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

_POINTS = 72 / 25.4
_HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


@dataclass(slots=True)
class Page:
    """A page of so many millimetres; places are counted from its upper left corner."""

    width: int
    height: int
    drawn: list[bytes] = field(default_factory=list)

    def text(self, left: float, top: float, size: float, text: str) -> None:
        """Writes a line whose foot stands at `top`; signs that the font lacks become `?`."""
        shown = text.encode("cp1252", "replace")
        for sign in (b"\\", b"(", b")"):
            shown = shown.replace(sign, b"\\" + sign)
        place = f"{left * _POINTS:.2f} {(self.height - top) * _POINTS:.2f}"
        self.drawn.append(
            f"BT /F1 {size * _POINTS:.2f} Tf {place} Td (".encode() + shown + b") Tj ET"
        )

    def bar(self, left: float, top: float, width: float, height: float) -> None:
        """Fills a rectangle."""
        foot = self.height - top - height
        places = (left, foot, width, height)
        self.drawn.append(f"{' '.join(f'{each * _POINTS:.3f}' for each in places)} re f".encode())


def written(pages: Sequence[Page]) -> bytes:
    """The file: catalogue, page tree, font, then a page and its content for each page."""
    first = 4
    kids = " ".join(f"{first + 2 * place} 0 R" for place in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        _FONT,
    ]
    for place, page in enumerate(pages):
        size = f"{page.width * _POINTS:.2f} {page.height * _POINTS:.2f}"
        content = b"\n".join(page.drawn)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size}] /Contents "
            f"{first + 2 * place + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        length = f"<< /Length {len(content)} >>".encode()
        objects.append(length + b"\nstream\n" + content + b"\nendstream")
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    data = bytearray(_HEAD)
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    data += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n".encode()
    data += f"startxref\n{table}\n%%EOF\n".encode()
    return bytes(data)
