"""The ways a file cannot be read, named the same wherever they are found: in the worker or here."""

from __future__ import annotations

from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import tr

LETTERS = 26


def column_letters(column: int) -> str:
    """Return the letters over a column, as spreadsheets count them: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number


def place_text(row: int, column: int = 0) -> str:
    """Return a place in words: "Row 5, column C", or "Row 5" where the column is not known."""
    if column:
        return tr("Row {row}, column {column}", row=row, column=column_letters(column))
    return tr("Row {row}", row=row)


def unreadable(sentence: str, hint: str, *, row: int = 0, column: int = 0) -> WbError:
    """Return the failure of a file, led by its place where there is one; `field` is like "C5"."""
    if row:
        sentence = tr("{place}: {what}", place=place_text(row, column), what=sentence)
    place = f"{column_letters(column)}{row}" if row else ""
    return WbError(ErrorCode.FILE, sentence, hint, field=place)


def damaged(detail: str = "") -> WbError:
    """Return the failure of a workbook that begins like one and cannot be followed."""
    return WbError(
        ErrorCode.FILE,
        tr("The workbook is damaged and cannot be read."),
        tr("Open it in a spreadsheet program, save it as a new .xlsx file and choose that one."),
        detail=detail,
    )


def encrypted() -> WbError:
    """Return the failure of a workbook that opens with a password only."""
    return WbError(
        ErrorCode.FILE,
        tr("The workbook is protected with a password."),
        tr("Save it without a password to open it, then choose it again."),
    )


def too_hungry() -> WbError:
    """Return the failure of a file whose content does not fit into the worker's memory."""
    return WbError(
        ErrorCode.FILE,
        tr("Reading the file needs more memory than one import may take."),
        tr("Split it into smaller files, or save the sheet as CSV and choose that file."),
    )


def too_slow() -> WbError:
    """Return the failure of a file that took longer than one import may take."""
    return WbError(
        ErrorCode.FILE,
        tr("Reading the file took too long and was stopped."),
        tr("Split it into smaller files, or save the sheet as CSV and choose that file."),
    )


def empty() -> WbError:
    """Return the failure of a file or sheet without a single value."""
    return WbError(
        ErrorCode.FILE,
        tr("There is nothing in it: no cell holds a value."),
        tr("Choose another file or another sheet."),
    )


def too_many_rows(most: int) -> WbError:
    """Return the failure of a file with more rows than `most`."""
    return unreadable(
        tr("the file has more than {count} rows.", count=f"{most:,}"),
        tr("Split it into smaller files."),
        row=most + 1,
    )


def too_many_columns(row: int, most: int) -> WbError:
    """Return the failure of a row with more columns than `most`."""
    return unreadable(
        tr("the row has more than {count} columns.", count=f"{most:,}"),
        tr("Check that the delimiter is the right one, or remove columns."),
        row=row,
        column=most + 1,
    )
