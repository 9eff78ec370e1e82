"""Streams the records of an IXF file: one small tree at a time, however large the file is.

Nothing is fetched and nothing declared: a document type ends the reading, since entities begin
there. Depth, texts and the size of one record have limits.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import IO, Final
from xml.parsers import expat

from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import tr
from workbench.sources.etim.model_content import not_a_release
from workbench.sources.etim.releases_files import Said

_PIECE: Final = 1 << 18
_DEEPEST: Final = 24
_LONGEST: Final = 100_000
_LARGEST_RECORD: Final = 200_000
"""Elements of one record; the largest class of ETIM has some thousands."""
_BETWEEN: Final = " "
_SECTIONS: Final = {
    "Header": "Publication",
    "Units": "Unit",
    "Features": "Feature",
    "Values": "Value",
    "Groups": "Group",
    "Classes": "Class",
}
"""Children of the root, and the record that each holds."""


class Node:
    """An element with its local name, attributes, text and children."""

    __slots__ = ("attributes", "children", "name", "pieces")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Node] = []
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        """The text in it."""
        return "".join(self.pieces)

    @property
    def deleted(self) -> bool:
        """Whether its change code says that the release no longer has it."""
        return "deleted" in self.attributes.get("changeCode", "").lower()

    def text_of(self, name: str) -> str:
        """Return the text of the first child of that name, "" without one."""
        return next((child.text for child in self.children if child.name == name), "")

    def children_of(self, group: str, name: str) -> list[Node]:
        """Return the grandchildren `name` in the children `group`."""
        groups = (child for child in self.children if child.name == group)
        return [own for child in groups for own in child.children if own.name == name]


def records(stream: IO[bytes], size: int, said: Said) -> Iterator[tuple[str, Node]]:
    """Yield the records of a file with the name of their kind, in its order.

    Args:
        stream: the file.
        size: its bytes, for the share of the work.
        said: is told the share of the work that is done.

    Raises:
        WbError: FILE, where it is no XML, no IXF, declares a document type, or passes a limit.
    """
    reader = _Reader()
    read = 0
    try:
        while piece := stream.read(_PIECE):
            reader.feed(piece)
            read += len(piece)
            said(min(read / max(size, 1), 1.0))
            yield from reader.taken()
        reader.close()
    except expat.ExpatError as error:
        raise not_a_release(f"XML: {error}") from error
    yield from reader.taken()


class _Reader:
    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = _declared
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._path: list[str] = []
        self._open: list[Node] = []
        self._elements = 0
        self._done: deque[tuple[str, Node]] = deque()

    def feed(self, piece: bytes) -> None:
        self._parser.Parse(piece, False)

    def close(self) -> None:
        self._parser.Parse(b"", True)

    def taken(self) -> Iterator[tuple[str, Node]]:
        while self._done:
            yield self._done.popleft()

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        self._path.append(local)
        if len(self._path) > _DEEPEST:
            raise not_a_release(f"more than {_DEEPEST} elements within each other")
        if len(self._path) == 1 and local.upper() != "IXF":
            raise not_a_release(f"the document is “{local[:40]}”")
        if self._open or self._is_record():
            self._add(Node(local, attributes))

    def _is_record(self) -> bool:
        path = self._path
        return len(path) == 3 and _SECTIONS.get(path[1]) == path[2]

    def _add(self, node: Node) -> None:
        self._elements = self._elements + 1 if self._open else 1
        if self._elements > _LARGEST_RECORD:
            raise not_a_release(f"a record of more than {_LARGEST_RECORD} elements")
        if self._open:
            self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, name: str) -> None:
        del name
        self._path.pop()
        if not self._open:
            return
        node = self._open.pop()
        if not self._open:
            self._done.append((node.name, node))

    def _text(self, text: str) -> None:
        if not self._open:
            return
        pieces = self._open[-1].pieces
        pieces.append(text)
        if len(text) > _LONGEST or len(pieces) > _LONGEST:
            raise not_a_release(f"a text of more than {_LONGEST} signs")


def _local(name: str) -> str:
    return name.rpartition(_BETWEEN)[2]


def _declared(*_: object) -> None:
    raise WbError(
        ErrorCode.FILE,
        tr("The file declares a document type, which no release of ETIM does."),
        tr("Do not open the file, and ask where it is from."),
    )
