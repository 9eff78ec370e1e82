"""Labels of articles on sheets: their measures, the documented call, and the page it will make."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from workbench.core.edits import Action, Call, Chosen, Entry, Finding, Label, Scope, Sheet
from workbench.core.fields import Field, Kind
from workbench.core.texts import mark, tr, trn
from workbench.sources.lagerkoll.records.rows import ARTICLES
from workbench.sources.lagerkoll.saving import forms
from workbench.sources.leaves import count, identity


def _measure(id: str, title: str) -> Field:
    return Field(id, title, Kind.INTEGER, lambda record: record.get(id), unit="mm", shown=True)


GAP_WIDTH: Final = _measure("label_margin_width", mark("Between labels, across"))
GAP_HEIGHT: Final = _measure("label_margin_height", mark("Between labels, down"))
PAPER_WIDTH: Final = _measure("paper_width", mark("Paper width"))
PAPER_HEIGHT: Final = _measure("paper_height", mark("Paper height"))
EDGE_WIDTH: Final = _measure("paper_margin_width", mark("Margin left and right"))
EDGE_HEIGHT: Final = _measure("paper_margin_height", mark("Margin above and below"))

USUAL: Final = {
    forms.COUNT.id: 1,
    forms.LABEL_WIDTH.id: 110,
    forms.LABEL_HEIGHT.id: 28,
    GAP_WIDTH.id: 2,
    GAP_HEIGHT.id: 2,
    PAPER_WIDTH.id: 210,
    PAPER_HEIGHT.id: 297,
    EDGE_WIDTH.id: 0,
    EDGE_HEIGHT.id: 0,
}
"""What the service takes where nothing is given (document: defaults of the parameters)."""

MEASURES: Final = (
    forms.COUNT, forms.LABEL_WIDTH, forms.LABEL_HEIGHT, GAP_WIDTH, GAP_HEIGHT,
    PAPER_WIDTH, PAPER_HEIGHT, EDGE_WIDTH, EDGE_HEIGHT,
)  # fmt: skip
_MAY_BE_NONE: Final = frozenset({GAP_WIDTH.id, GAP_HEIGHT.id, EDGE_WIDTH.id, EDGE_HEIGHT.id})


def _entry(field: Field) -> Entry:
    return Entry(field.id, least=Decimal(field.id not in _MAY_BE_NONE))


def measures(chosen: Chosen) -> dict[str, int]:
    """Return every measure: as typed, else as the service takes it."""
    typed = {field.id: count(chosen.values.get(field.id)) for field in MEASURES}
    return {name: usual if typed[name] is None else int(typed[name] or 0)
            for name, usual in USUAL.items()}  # fmt: skip


def sheet(chosen: Chosen) -> Sheet | None:
    """Return the first page of labels, None where no label fits the paper."""
    held = measures(chosen)
    wide, high = held[forms.LABEL_WIDTH.id], held[forms.LABEL_HEIGHT.id]
    lefts = _places(held[PAPER_WIDTH.id], held[EDGE_WIDTH.id], wide, held[GAP_WIDTH.id])
    tops = _places(held[PAPER_HEIGHT.id], held[EDGE_HEIGHT.id], high, held[GAP_HEIGHT.id])
    room = len(lefts) * len(tops)
    if not room:
        return None
    each = held[forms.COUNT.id]
    copies = each * len(chosen.keys)
    corners = [(left, top) for top in tops for left in lefts][:copies]
    labels = tuple(
        Label(left, top, wide, high, _lines(chosen, at // each))
        for at, (left, top) in enumerate(corners)
    )
    return Sheet(held[PAPER_WIDTH.id], held[PAPER_HEIGHT.id], labels, -(-copies // room), copies)


def _places(paper: int, edge: int, size: int, gap: int) -> list[int]:
    """Return where labels begin along one side of the paper."""
    number = max(0, (paper - 2 * edge + gap) // (size + gap)) if size > 0 else 0
    return [edge + at * (size + gap) for at in range(number)]


def _lines(chosen: Chosen, at: int) -> tuple[str, ...]:
    key, document = chosen.keys[at], chosen.documents[at]
    article = ARTICLES.read(document)[0] if document else None
    if article is None:
        return (key,)
    return (identity(article.name) or "", f"{key}  {identity(article.barcode) or ''}".strip())


def _calls(chosen: Chosen) -> Sequence[Call]:
    typed = {field.id: count(chosen.values.get(field.id)) for field in MEASURES}
    given = {name: value for name, value in typed.items() if value is not None}
    return [Call({"articles": list(chosen.keys)} | given)]


def _check(chosen: Chosen) -> Sequence[Finding]:
    if sheet(chosen) is not None:
        return ()
    return (Finding(forms.LABEL_WIDTH.id, tr("No label of this size fits the paper.")),)


def _says(chosen: Chosen) -> str:
    copies = measures(chosen)[forms.COUNT.id] * len(chosen.keys)
    return tr(
        "{labels} of {articles}.",
        labels=trn("{count} label", "{count} labels", copies),
        articles=trn("{count} article", "{count} articles", len(chosen.keys)),
    )


LABELS: Final = Action(
    "print_labels", mark("Print labels…"), "printer", mark("Print"), Scope.MANY, "print_labels",
    _calls, MEASURES, tuple(_entry(field) for field in MEASURES),
    says=_says, check=_check, file="labels.pdf", rereads=False, sheet=sheet, defaults=USUAL,
)  # fmt: skip
"""Labels of the chosen articles."""
