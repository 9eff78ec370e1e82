"""Delimited text in, read as was found or chosen, and nothing of it dropped silently."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import mark, tr
from workbench.export.delimited import FORMULA_SIGNS
from workbench.export.reading.dialects import (
    find_delimiter,
    find_newline,
    find_quote,
    hinted_delimiter,
)
from workbench.export.reading.encodings import Encoding, find_encoding
from workbench.export.reading.failures import unreadable
from workbench.export.reading.layout import Layout, Numbered, Remarks, lay_out, trimmed
from workbench.export.reading.limits import Limits
from workbench.export.reading.sheet import Found, ReadOptions
from workbench.export.reading.wire import Done, Sink

_SAMPLE: Final = 1 << 18
"""Characters from which the layout is told."""
_GUARD = mark("Apostrophes that guarded texts against being formulas are taken off.")
_REPLACED = mark("Characters that the encoding does not have, shown as “�”.")


def read_text(sink: Sink, path: Path, options: ReadOptions, limits: Limits) -> Done:
    """Read a delimited text into `sink`.

    Raises:
        WbError: FILE, where it cannot be read.
    """
    encoding = find_encoding(path, options.encoding)
    errors = "strict" if options.encoding is None else "replace"
    try:
        with path.open(encoding=encoding.name, errors=errors, newline="") as text:
            sample = text.read(_SAMPLE)
            found = _found(sample, options)
            rows = _Rows(path, encoding.name, errors, found, limits)
            layout = lay_out(rows.read(), sink, options, limits, rows.remarks, found.delimiter)
    except UnicodeError as error:
        raise _not_in(encoding.name) from error
    return _done(sink, layout, found, encoding)


def _not_in(encoding: str) -> WbError:
    return WbError(
        ErrorCode.FILE,
        tr("The file is not what its first bytes say: it cannot be read as {name}.", name=encoding),
        tr("Choose the encoding yourself, or save the file again as UTF-8."),
    )


def _found(sample: str, options: ReadOptions) -> Found:
    hint = hinted_delimiter(sample)
    body = sample.partition("\n")[2] if hint else sample
    delimiter = options.delimiter
    if delimiter is None:
        delimiter = hint or find_delimiter(body, whole=len(sample) < _SAMPLE)
    if len(delimiter) != 1 or delimiter in '\r\n"':
        raise WbError(
            ErrorCode.FILE,
            tr("“{sign}” cannot part cells.", sign=delimiter),
            tr("Choose one character as the delimiter."),
        )
    quote = find_quote(body, delimiter) if options.quote is None else options.quote
    return Found(kind="text", delimiter=delimiter, quote=quote[:1], newline=find_newline(sample))


def _done(sink: Sink, layout: Layout, found: Found, encoding: Encoding) -> Done:
    full = msgspec.structs.replace(
        found,
        encoding=encoding.name.removesuffix("-sig"),
        encoding_sure=encoding.sure,
        header_row=layout.header_row,
        writing=layout.writing,
        whole=layout.whole,
    )
    return Done(
        headers=layout.headers,
        found=full,
        remarks=layout.remarks.all(),
        fingerprint=layout.fingerprint,
        blocks=sink.blocks,
    )


class _Rows:
    """The rows of a text, numbered as a spreadsheet program numbers them."""

    def __init__(
        self, path: Path, encoding: str, errors: str, found: Found, limits: Limits
    ) -> None:
        self._path = path
        self._encoding = encoding
        self._errors = errors
        self._found = found
        self._limits = limits
        self.remarks = Remarks()

    def read(self) -> Iterator[Numbered]:
        """Give each row that is there, the empty ones too."""
        # One more, so that the row is told by our own words.
        csv.field_size_limit(self._limits.characters + 1)
        with self._path.open(encoding=self._encoding, errors=self._errors, newline="") as text:
            first = 1 + self._skip_hint(text)
            reader = self._reader(text)
            number = first - 1
            while True:
                number += 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    raise self._named(error, number) from None
                yield number, trimmed(self._cells(cells, number))

    def _skip_hint(self, text: io.TextIOWrapper) -> int:
        start = text.tell()
        if hinted_delimiter(text.readline(_SAMPLE)):
            return 1
        text.seek(start)
        return 0

    def _reader(self, text: io.TextIOWrapper) -> Iterator[list[str]]:
        quote = self._found.quote
        return csv.reader(
            text,
            delimiter=self._found.delimiter,
            quotechar=quote or None,
            quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
            strict=True,
        )

    def _cells(self, cells: list[str], number: int) -> Iterator[str]:
        for column, cell in enumerate(cells, 1):
            text = cell
            if "\r" in text:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            if "\0" in text:
                raise unreadable(
                    tr("there is a NUL character, which no text has."),
                    tr("Choose another encoding, or save the file again as UTF-8."),
                    row=number,
                    column=column,
                )
            if text.startswith("'") and text[1:].startswith(FORMULA_SIGNS) and text[-1] != "'":
                self.remarks.add(_GUARD, number, column)
                text = text[1:]
            if "\ufffd" in text and self._errors == "replace":
                self.remarks.add(_REPLACED, number, column, text.count("\ufffd"))
            yield text

    def _named(self, error: csv.Error, number: int) -> WbError:
        reason = str(error)
        if "field limit" in reason:
            return unreadable(
                tr("a cell holds more than {count} characters.", count=self._limits.characters),
                tr("A quote may be missing. Correct the cell, or choose another delimiter."),
                row=number,
            )
        if "end of data" in reason:
            return unreadable(
                tr("a quote opens a cell and is never closed."),
                tr("Correct the cell, or choose that quotes mean nothing."),
                row=number,
            )
        return unreadable(
            tr("text follows the quote that closes a cell."),
            tr("Write quotes within a cell twice, or choose that quotes mean nothing."),
            row=number,
        )
