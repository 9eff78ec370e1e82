"""How complete the loaded products are, and what breaks in a newer release: in a worker thread."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from workbench.core.etim_reports import EtimProduct, Rehearsal
from workbench.core.jobs import job_cancelled
from workbench.workspace.classes.model import Overview

if TYPE_CHECKING:
    from workbench.core.jobs import Job
    from workbench.workspace.classes.records import Product, Records, Snapshot

LINES = 50
"""Of the worklist."""


async def overview_of(records: Records, job: Job | None) -> Overview:
    """Return heat map, worklist and checks; see `Classes.completeness`."""
    snapshot = records.snapshot()
    found = await asyncio.to_thread(_overview, records, snapshot)
    _stop(job)
    return found


def _stop(job: Job | None) -> None:
    if job is not None and job.stopping:
        raise job_cancelled()


def _overview(records: Records, snapshot: Snapshot) -> Overview:
    from workbench.sources.etim.completeness import (  # noqa: PLC0415 - numpy on use
        Completeness,
        required_features,
    )
    from workbench.sources.etim.completeness_checks import check_products  # noqa: PLC0415

    every = records.every(snapshot)
    products = [_own(key, held) for key, held in every]
    model = records.model()
    classes = Counter(own.class_code for own in products if own.class_code)
    for code in sorted(classes):
        # Classes are packed together in order: each block of them is read once.
        model.class_(code)
    mask = records.masks.of(records.session.account)
    counted = Completeness(products, required_features(model, products, mask))
    gone = [key for key, draft in snapshot.drafts.items() if draft.deleted]
    return Overview(
        release=model.release,
        products=len(products),
        classified=classes.total(),
        heat=counted.heat_map(model),
        worklist=counted.worklist(LINES),
        findings=check_products(products, model),
        unknown={code: count for code, count in classes.items() if not model.class_(code).known},
        missing=len(snapshot.keys) - len(products) - len(set(gone) & set(snapshot.keys)),
    )


def _own(key: str, held: Product) -> EtimProduct:
    """Return a product under the key of its row."""
    own = held.product
    if own.id == key:
        return own
    return EtimProduct(key, own.class_code, own.features, own.gtin, own.texts)


async def rehearsal_of(
    records: Records, from_release: str, to_release: str, job: Job | None
) -> Rehearsal:
    """Return what breaks between two releases; see `Classes.rehearse`."""
    snapshot = records.snapshot()
    found = await asyncio.to_thread(_rehearsal, records, snapshot, from_release, to_release)
    _stop(job)
    return found


def _rehearsal(
    records: Records, snapshot: Snapshot, from_release: str, to_release: str
) -> Rehearsal:
    from workbench.sources.etim.moving import rehearse  # noqa: PLC0415 - on use

    language = records.releases.in_use(records.session.account).language
    new = records.releases.open(to_release, language)
    by_version: dict[str, list[EtimProduct]] = {}
    for key, held in records.every(snapshot):
        by_version.setdefault("" if from_release else held.version, []).append(_own(key, held))
    parts = []
    for version, products in by_version.items():
        old = (
            records.releases.open(from_release, language)
            if from_release
            else (records.model(version))
        )
        parts.append(rehearse(old, new, products))
    classes = {move.old.code: move for part in parts for move in part.classes}
    return Rehearsal(
        tuple(classes[code] for code in sorted(classes)),
        tuple(product for part in parts for product in part.products),
    )
