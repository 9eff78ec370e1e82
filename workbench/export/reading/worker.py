"""The process that reads one file: takes its request on standard input, leaves rows on its output.

It holds itself to the limits before it looks at the file, and turns whatever happens into an
answer; what ends it without one, the process that started it names.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import msgspec

from workbench.core.errors import WbError, from_os_error
from workbench.core.texts import use_language
from workbench.export.reading.contents import read_into
from workbench.export.reading.failures import damaged, too_hungry
from workbench.export.reading.limits import confine
from workbench.export.reading.wire import Failed, Request, Sink


def main() -> int:
    """Read the file of the request; the answer says how it went, the status is always 0."""
    request = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Request)
    confine(request.limits)
    if request.language:
        use_language(request.language)
    sink = Sink(sys.stdout.buffer)
    try:
        sink.end(read_into(sink, Path(request.path), request.options, request.limits))
    except WbError as error:
        _fail(error)
    except MemoryError:
        _fail(too_hungry())
    except OSError as error:
        _fail(from_os_error(error, Path(request.path).name))
    except BaseException as error:  # noqa: BLE001 - a reader that panics raises no Exception
        _fail(damaged(type(error).__name__))
    return 0


def _fail(error: WbError) -> NoReturn:
    """Leave the failure alone in the output, and end.

    Rows before it are of no use, and the disk may be full of them.

    """
    file = sys.stdout.fileno()
    os.ftruncate(file, 0)
    os.lseek(file, 0, os.SEEK_SET)
    with open(file, "wb", closefd=False) as out:
        Sink(out).end(Failed(error.code, error.sentence, error.hint, error.field, error.detail))
    os._exit(0)  # without the rows that still wait to be written


if __name__ == "__main__":
    sys.exit(main())
