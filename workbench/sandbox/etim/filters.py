"""The filter body of the products: each member becomes a test, or an error in the document's words.

The document shows one member of each kind and its list of kinds is lost. Chosen here: texts match
as part, whatever their case; a plain number 0 asks for no value, 1 for any; `withType` is
`at_least_one` or `all`; a range member holds both its ends; members of several kinds are joined by
and. Beside the members shown, every member of `overallInformation` and every figure of
completeness can be asked for in the form of its kind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from workbench.sandbox.etim import completeness, fields, periods
from workbench.sandbox.etim.refused import Refused, incorrect
from workbench.sandbox.etim.release import is_amount
from workbench.sandbox.etim.world import Document, Product, World, is_empty, texts

Test = Callable[[Product], bool]
Reader = Callable[[Product], object]
Match = Callable[[object], bool]

WITH_TYPES = ("at_least_one", "all")


class Wrong(Exception):  # noqa: N818 -- becomes one of the sentences of the answer
    """A member that cannot be read; names go from the inside out."""

    def __init__(self, *names: str) -> None:
        super().__init__(*names)
        self.names = names


def compiled(world: World, body: object) -> Test:
    """The test of a whole filter body; refused with a sentence for every wrong member."""
    if not isinstance(body, dict):
        if body == []:
            return lambda _product: True
        raise Refused("The filter should be an object")
    tests: list[Test] = []
    errors: list[str] = []
    for name, value in body.items():
        try:
            tests.extend(_member(world, name, value))
        except Wrong as wrong:
            errors.append(incorrect(*wrong.names, name))
    if errors:
        raise Refused(*errors)
    return lambda product: all(test(product) for test in tests)


def _member(world: World, name: str, value: object) -> Sequence[Test]:
    if name == "attributes":
        return _attributes(world, value)
    if name == "categories":
        return _categories(world, value)
    if name == "lca":
        return _lca(value)
    if name == "productId":
        return [_on(lambda product: product.id, part(value))]
    if name == "labels":
        return [_on(lambda product: product.document.get("labels"), chosen(value))]
    if name in {"lastModifiedDate", "creationDate"}:
        return [_dated(world, name, value)]
    if name.endswith("Completeness") or "DescriptionCompleteness" in name:
        return [_figure(world, name, value)]
    return [_on(_overall(name), _of_kind(name, value))]


def _overall(name: str) -> Reader:
    return lambda product: product.overall(name)


def _of_kind(name: str, value: object) -> Match:
    if isinstance(value, int) and not isinstance(value, bool) and name in fields.OVERALL:
        return _presence(value)
    if name in fields.TEXTS:
        return spoken(value)
    if name in fields.PLAIN:
        return part(value)
    if name in fields.FLAGS | fields.CHOICES:
        return one_of(value)
    if name in fields.LISTS:
        return chosen(value)
    if name in fields.NUMBERS:
        return number(value)
    if name in fields.DATES:
        return between_texts(value)
    raise Wrong


def _on(read: Reader, match: Match) -> Test:
    return lambda product: match(read(product))


def _presence(value: int) -> Match:
    if value not in {0, 1}:
        raise Wrong
    return lambda held: is_empty(held) == (value == 0)


def part(value: object) -> Match:
    """A text that holds another."""
    if not isinstance(value, str):
        raise Wrong
    wanted = value.strip().casefold()
    return lambda held: isinstance(held, str) and wanted in held.casefold()


def spoken(value: object) -> Match:
    """Texts by language: all languages named must match."""
    if not isinstance(value, dict) or not all(isinstance(row, str) for row in value.values()):
        raise Wrong
    wanted = {lang: str(text).strip().casefold() for lang, text in value.items()}

    def match(held: object) -> bool:
        if not isinstance(held, dict):
            return False
        return all(
            any(text in row.casefold() for row in texts(held.get(lang)))
            for lang, text in wanted.items()
        )

    return match


def one_of(value: object) -> Match:
    """A value that is among others."""
    if not isinstance(value, list) or not all(isinstance(row, str) for row in value):
        raise Wrong
    wanted = set(value)
    return lambda held: isinstance(held, str) and held in wanted


def chosen(value: object) -> Match:
    """A list that has some values and has not others."""
    if not isinstance(value, dict):
        raise Wrong
    kind = value.get("withType", WITH_TYPES[0])
    if kind not in WITH_TYPES:
        raise Wrong("withType")
    sought = _names(value, "with")
    barred = _names(value, "without")

    def match(held: object) -> bool:
        values = set(texts(held))
        if values & barred:
            return False
        if not sought:
            return True
        return sought <= values if kind == "all" else bool(sought & values)

    return match


def _names(value: Document, name: str) -> set[str]:
    given = value.get(name, [])
    if not isinstance(given, list) or not all(isinstance(row, str) for row in given):
        raise Wrong(name)
    return {str(row) for row in given}


def number(value: object) -> Match:
    """A number: the same, or between two."""
    if isinstance(value, dict):
        low, high = ends(value)
        return lambda held: is_amount(held) and low <= Decimal(str(held)) <= high
    if not is_amount(value):
        raise Wrong
    wanted = Decimal(str(value))
    return lambda held: is_amount(held) and Decimal(str(held)) == wanted


def ends(value: object) -> tuple[Decimal, Decimal]:
    """Both ends of a range; one that is left out is without end."""
    if not isinstance(value, dict) or not value.keys() <= {"from", "to"}:
        raise Wrong
    given = [value.get("from", "-Infinity"), value.get("to", "Infinity")]
    if not all(is_amount(row) or row in {"-Infinity", "Infinity"} for row in given):
        raise Wrong
    return Decimal(str(given[0])), Decimal(str(given[1]))


def within(value: object) -> Match:
    """A range that lies inside another."""
    low, high = ends(value)

    def match(held: object) -> bool:
        if not isinstance(held, list) or len(held) != 2 or not all(map(is_amount, held)):
            return False
        return low <= Decimal(str(held[0])) and Decimal(str(held[1])) <= high

    return match


def between_texts(value: object) -> Match:
    """A day between two, both counted."""
    if not isinstance(value, dict) or not value.keys() <= {"from", "to"}:
        raise Wrong
    low, high = str(value.get("from", "")), str(value.get("to", "9999"))
    return lambda held: isinstance(held, str) and held != "" and low <= held <= high


_BY_TYPE: dict[str, Callable[[object], Match]] = {
    "M": spoken, "L": one_of, "S": one_of, "N": number, "R": within, "MS": chosen, "T": part,
    "REF": chosen,
}  # fmt: skip


def _attributes(world: World, value: object) -> Sequence[Test]:
    if not isinstance(value, dict):
        raise Wrong
    tests: list[Test] = []
    for name, wanted in value.items():
        known = world.lists["attributes"].get(name)
        if known is None:
            raise Wrong(name)
        try:
            given = isinstance(wanted, int) and not isinstance(wanted, bool)
            match = _presence(wanted) if given else _BY_TYPE[str(known["type"])](wanted)
        except Wrong as wrong:
            raise Wrong(*wrong.names, name) from None
        tests.append(_on(_attribute(name), match))
    return tests


def _attribute(name: str) -> Reader:
    return lambda product: product.part("attributes").get(name)


def _categories(world: World, value: object) -> Sequence[Test]:
    if not isinstance(value, dict):
        raise Wrong
    tests: list[Test] = []
    for name, wanted in value.items():
        if name not in world.trees:
            raise Wrong(name)
        try:
            tests.append(_on(_placed(name), chosen(wanted)))
        except Wrong as wrong:
            raise Wrong(*wrong.names, name) from None
    return tests


def _placed(name: str) -> Reader:
    return lambda product: product.part("categories").get(name)


def _lca(value: object) -> Sequence[Test]:
    if not isinstance(value, dict) or not value.keys() <= {"database", "uuid"}:
        raise Wrong
    tests: list[Test] = []
    for name, make in (("database", one_of), ("uuid", part)):
        if name in value:
            try:
                tests.append(_on(_of_lca(name), make(value[name])))
            except Wrong:
                raise Wrong(name) from None
    return tests


def _of_lca(name: str) -> Reader:
    return lambda product: product.part("lca").get(name)


def _figure(world: World, name: str, value: object) -> Test:
    low, high = ends(value)
    sample = next(iter(world.products.values()), None)
    if sample is not None and not isinstance(completeness.figures(world, sample).get(name), str):
        raise Wrong
    return lambda product: low <= Decimal(str(completeness.figures(world, product)[name])) <= high


def _dated(world: World, name: str, value: object) -> Test:
    window = periods.window(value, world.wall())
    if window is None:
        raise Wrong
    low, high = window
    if name == "creationDate":
        return lambda product: low <= product.created.date <= high
    return lambda product: low <= product.changed.date <= high
