"""Makes files and reads them without a process of its own, so that hundreds take seconds."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import openpyxl

from workbench.export.reading.contents import read_into
from workbench.export.reading.limits import Limits
from workbench.export.reading.sheet import ReadOptions, Sheet
from workbench.export.reading.wire import Done, Sink, answer_in, sheet_in


def sheet_of(path: Path, limits: Limits | None = None, **chosen: object) -> Sheet:
    """Read a file here, through the same blocks that the worker leaves."""
    out = io.BytesIO()
    sink = Sink(out)
    sink.end(read_into(sink, path, ReadOptions(**chosen), limits or Limits()))  # type: ignore[arg-type]
    done = answer_in(out)
    assert isinstance(done, Done)
    return sheet_in(out, done)


def written(folder: Path, content: bytes | str, name: str = "file.csv") -> Path:
    """Write a file."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def book(folder: Path, rows: list[list[object]], name: str = "book.xlsx") -> Path:
    """Write a workbook with one sheet."""
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    path = folder / name
    made.save(path)
    made.close()
    return path


def repacked(path: Path, changed: dict[str, bytes | None]) -> Path:
    """Put other parts into a zip file; None takes one out."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts |= {name: part for name, part in changed.items() if part is not None}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            if changed.get(name, b"") is not None:
                new.writestr(name, part)
    return path


def part_of(path: Path, name: str) -> bytes:
    """Read one part of a zip file."""
    with zipfile.ZipFile(path) as held:
        return held.read(name)


def xls(folder: Path, rows: list[list[object]], name: str = "old.xls") -> Path:
    """Write a workbook of the old binary kind: one sheet, texts and numbers."""
    stream = _stream(rows)
    stream += b"\0" * (max(4096, -(-len(stream) // 512) * 512) - len(stream))
    sectors = len(stream) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    directory = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(
        "Workbook", 2, 0xFFFFFFFF, 2, len(stream)
    )
    directory += b"\0" * 256
    return written(folder, header + table + directory + stream, name)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + b"\0" * 36
    return entry + struct.pack("<IQ", start, size)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _stream(rows: list[list[object]]) -> bytes:
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    name = b"Sheet1"
    place = len(begin) + 4 + 8 + len(name) + 4
    head = begin + _record(0x85, struct.pack("<IHBB", place, 0, len(name), 0) + name)
    head += _record(0x0A, b"")
    body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if isinstance(cell, str):
                text = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
                body += _record(0x204, struct.pack("<HHH", y, x, 0) + text)
            elif cell is not None:
                body += _record(0x203, struct.pack("<HHHd", y, x, 0, cell))
    return head + body + _record(0x0A, b"")


def ods(folder: Path, rows: list[list[object]], name: str = "open.ods") -> Path:
    """Write a workbook of the open document kind: texts and numbers, and a property."""
    cells = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text", "meta")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        f'<office:body><office:spreadsheet><table:table table:name="Sheet1">{cells}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    meta = (
        f"<office:document-meta {spaces}><office:meta>"
        '<meta:user-defined meta:name="made-by">somebody</meta:user-defined>'
        "</office:meta></office:document-meta>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    path = folder / name
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        out.writestr("content.xml", content)
        out.writestr("meta.xml", meta)
        out.writestr("META-INF/manifest.xml", manifest)
    return path


def _ods_cell(cell: object) -> str:
    if isinstance(cell, str):
        return (
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
        )
    if cell is None:
        return "<table:table-cell/>"
    return (
        f'<table:table-cell office:value-type="float" office:value="{cell}">'
        f"<text:p>{cell}</text:p></table:table-cell>"
    )
