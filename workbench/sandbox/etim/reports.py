"""The report that a PUT of products answers with: counters as text, reasons inside their keys."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.sandbox.etim.world import Document


@dataclass(slots=True)
class Report:
    """What became of the records; `rejected` and `unclassified` hold identifiers by reason."""

    all: int
    unique: int = 0
    new: int = 0
    modified: int = 0
    classified: int = 0
    reclassified: int = 0
    deleted_classifications: int = 0
    deleted_related: int = 0
    created_related: int = 0
    limit_exceeded: int = 0
    rejected: dict[str, list[str]] = field(default_factory=dict)
    unclassified: dict[str, list[str]] = field(default_factory=dict)

    def reject(self, reason: str, key: str) -> None:
        """Counts a record that is not taken in."""
        self.rejected.setdefault(reason, []).append(key)

    def document(self, parameters: object) -> Document:
        """The report as the document shows it."""
        answer: Document = {"all": str(self.all)}
        answer |= _reasons("rejected", self.rejected)
        answer |= {
            "unique": str(self.unique),
            "new": str(self.new),
            "modified": str(self.modified),
            "classified": str(self.classified),
            "reclassified": str(self.reclassified),
            "deletedClassifications": str(self.deleted_classifications),
        }
        answer |= _reasons("deletedClassifications", self.unclassified)
        return answer | {
            "deletedRelatedProducts": str(self.deleted_related),
            "createdRelatedProducts": str(self.created_related),
            "limitExceeded": str(self.limit_exceeded),
            "parameters": parameters,
        }


def _reasons(name: str, rows: dict[str, list[str]]) -> Document:
    return {
        f"{name} ({reason})": f"{len(keys)} ({', '.join(keys)})" for reason, keys in rows.items()
    }
