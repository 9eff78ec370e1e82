"""Actions with files: imports that the service reads, tried first, and printed lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from workbench.core.edits import Action, Call, Chosen, Entry, Finding, Scope
from workbench.core.fields import Field, Kind
from workbench.core.texts import mark, tr
from workbench.core.values import Coded
from workbench.sources.lagerkoll.saving.forms import code_of, given
from workbench.sources.lagerkoll.saving.trying import told

_FILES: Final = mark("Files")

FILE: Final = Field("file", mark("File"), Kind.TEXT, lambda record: record.get("file"),
                    help=mark("Excel or tab-separated text."), shown=True)  # fmt: skip
KIND: Final = Field("file_type", mark("Kind of file"), Kind.CHOICE,
                    lambda record: record.get("file_type"), shown=True)  # fmt: skip
UPDATE_ONLY: Final = Field("update_only", mark("Only change present articles"), Kind.FLAG,
                           lambda record: record.get("update_only"), shown=True)  # fmt: skip
DELIVERY: Final = Field("register_delivery", mark("Book amounts as delivered"), Kind.FLAG,
                        lambda record: record.get("register_delivery"), shown=True)  # fmt: skip

_FILE_ENTRY: Final = Entry(FILE.id, required=True, file="*.xlsx *.xls *.tsv *.txt")
_KIND_ENTRY: Final = Entry(
    KIND.id, choices=(Coded("tsv", mark("Tab-separated text")), Coded("excel", mark("Excel")))
)


def _no_file(chosen: Chosen) -> Sequence[Finding]:
    return () if chosen.files.get(FILE.id) else (Finding(FILE.id, tr("Choose a file.")),)


def _by_template(chosen: Chosen) -> Sequence[Call]:
    flags = given(
        update_only=chosen.values.get(UPDATE_ONLY.id),
        register_delivery=chosen.values.get(DELIVERY.id),
    )
    return [Call({"template_id": chosen.keys[0]} | flags, chosen.files.get(FILE.id))]


def _tried(chosen: Chosen) -> Sequence[Call]:
    return [Call({"template_id": chosen.keys[0]}, chosen.files.get(FILE.id))]


def _plain(chosen: Chosen) -> Sequence[Call]:
    return [Call(given(file_type=code_of(chosen, KIND)), chosen.files.get(FILE.id))]


def _import(id: str, title: str, operation: str, *, tried: bool = False) -> Action:
    return Action(
        id, title, "list-checks" if tried else "upload", _FILES, Scope.NONE, operation, _plain,
        (FILE, KIND), (_FILE_ENTRY, _KIND_ENTRY), check=_no_file, rereads=not tried,
        told=told if tried else None,
        danger="" if tried else mark("Articles change as the file says."),
    )  # fmt: skip


def _of_key(name: str) -> Callable[[Chosen], Sequence[Call]]:
    return lambda chosen: [Call({name: chosen.keys[0]})]


OF_ARTICLES: Final = (
    _import("import_bundles", mark("Import parts of bundles…"), "import_bundles"),
    _import("test_import_bundles", mark("Try an import of parts…"), "test_import_bundles",
            tried=True),
    _import("import_batches", mark("Import batches and serial numbers…"), "import_batches"),
    _import("test_import_batches", mark("Try an import of batches…"), "test_import_batches",
            tried=True),
)  # fmt: skip

OF_TEMPLATES: Final = (
    Action("import_articles", mark("Import articles…"), "upload", _FILES, Scope.ONE,
           "import_articles", _by_template, (FILE, UPDATE_ONLY, DELIVERY),
           (_FILE_ENTRY, Entry(UPDATE_ONLY.id), Entry(DELIVERY.id)), check=_no_file,
           danger=mark("Articles change as the file says.")),
    Action("test_import_articles", mark("Try an import of articles…"), "list-checks", _FILES,
           Scope.ONE, "test_import_articles", _tried, (FILE,), (_FILE_ENTRY,), check=_no_file,
           rereads=False, told=told),
)  # fmt: skip

OF_SUPPLIERS: Final = (
    Action("print_supplier", mark("Print its articles…"), "printer", mark("Print"), Scope.ONE,
           "print_supplier_articles", _of_key("supplier_id"), file="articles.pdf",
           rereads=False),
)  # fmt: skip
