"""Reads a release in its IXF form (XML, all versions), as a stream and with all its languages.

Elements are known by their local names, since the namespace changes with each version; what is not
known is passed over. Rows that a change code calls deleted are not part of the release.
"""

from __future__ import annotations

from typing import Final

from workbench.sources.etim.ixf_nodes import Node, records
from workbench.sources.etim.model_content import (
    ClassRow,
    Content,
    FeatureRow,
    code_of,
    name_of,
    not_a_release,
)
from workbench.sources.etim.releases_files import Said, Unpacked, nothing_said

_LETTERS: Final = {"alphanumeric": "A", "numeric": "N", "range": "R", "logical": "L"}


def is_ixf(names: list[str]) -> bool:
    """Return whether there is one XML file among files of these names."""
    return len(_xml(names)) == 1


def _xml(names: list[str]) -> list[str]:
    return [name for name in names if name.lower().endswith(".xml")]


def read_ixf(files: Unpacked, said: Said = nothing_said) -> Content:
    """Return the release that an IXF file holds.

    Args:
        files: the file, by itself or zipped.
        said: is told the share of the work that is done; what it raises ends the work.

    Raises:
        WbError: FILE, where it is no release, or declares entities; DISK, where it cannot be read.
    """
    name = _xml(files.names)[0]
    content = Content(name=files.path.stem)
    with files.opened(name) as stream:
        for kind, node in records(stream, files.size(name), said):
            _take(content, kind, node)
    return content.checked()


def _take(content: Content, kind: str, node: Node) -> None:
    if node.deleted:
        return
    match kind:
        case "Publication":
            _publication(content, node)
        case "Unit":
            _unit(content, node)
        case "Feature":
            _feature(content, node)
        case "Value":
            for language, translation in _translations(node):
                names = content.in_language(language)
                names.values[_code(node, "Code")] = _description(translation)
        case "Group":
            for language, translation in _translations(node):
                names = content.in_language(language)
                names.groups[_code(node, "Code")] = _description(translation)
        case "Class":
            _class(content, node)
        case _:
            return


def _publication(content: Content, node: Node) -> None:
    """Read which release it is; a name that is a number alone is led by the model's name."""
    content.number = name_of(node.text_of("Number"))
    content.date = name_of(node.text_of("Date")).partition("T")[0]
    own = name_of(node.text_of("Name"))
    named = own and not own.replace(".", "").isdigit()
    content.name = own if named else f"ETIM {content.number or own}"


def _translations(node: Node) -> list[tuple[str, Node]]:
    found = node.children_of("Translations", "Translation")
    return [(own.attributes.get("language", "en"), own) for own in found]


def _description(translation: Node) -> str:
    return name_of(translation.text_of("Description"))


def _code(node: Node, name: str) -> str:
    return code_of(node.text_of(name))


def _unit(content: Content, node: Node) -> None:
    code = _code(node, "Code")
    for language, translation in _translations(node):
        names = content.in_language(language)
        names.units[code] = _description(translation)
        names.abbreviations[code] = name_of(translation.text_of("Abbreviation"))


def _feature(content: Content, node: Node) -> None:
    code = _code(node, "Code")
    content.types[code] = _LETTERS.get(node.text_of("Type").strip().lower(), "")
    for language, translation in _translations(node):
        content.in_language(language).features[code] = _description(translation)


def _class(content: Content, node: Node) -> None:
    code = _code(node, "Code")
    for language, translation in _translations(node):
        names = content.in_language(language)
        names.classes[code] = _description(translation)
        synonyms = translation.children_of("Synonyms", "Synonym")
        if synonyms:
            names.synonyms[code] = [name_of(own.text) for own in synonyms]
    group = node.text_of("GroupCode").strip()
    version = _number(node, "Version")
    features = tuple(_feature_row(own) for own in _ordered(node, "Features", "Feature"))
    content.classes[code] = ClassRow(version, code_of(group) if group else "", features)


def _feature_row(node: Node) -> FeatureRow:
    unit = node.text_of("UnitCode").strip()
    values = tuple(_code(own, "ValueCode") for own in _ordered(node, "Values", "Value"))
    return FeatureRow(_code(node, "FeatureCode"), code_of(unit) if unit else "", values)


def _ordered(node: Node, group: str, name: str) -> list[Node]:
    """Return the children that are not deleted, by their order number."""
    kept = [own for own in node.children_of(group, name) if not own.deleted]
    return sorted(kept, key=lambda own: _number(own, "OrderNumber"))


def _number(node: Node, name: str) -> int:
    text = node.text_of(name).strip()
    if not text:
        return 0
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise not_a_release(f"{name}: {text[:40]}")
    return int(text)
