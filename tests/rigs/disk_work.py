"""What is done on a disk that refuses, and what must be there afterwards."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx

from tests.export.rows import column, plan
from tests.net.kit import FakeService, Pieces
from tests.store.making import SCOPE, draft, page
from workbench.core.errors import ErrorCode, WbError
from workbench.core.fields import Kind
from workbench.core.jobs import Job, Jobs
from workbench.core.settings import ProxyMode, Settings
from workbench.export.plan import Format
from workbench.export.write import write
from workbench.net.files import Files
from workbench.net.network import Network
from workbench.store.cache import Cache
from workbench.store.files import atomic_write
from workbench.store.journal import Journal
from workbench.store.journal_types import Op, OpState, new_op_id
from workbench.store.settings import load_settings, save_settings

OLD, NEW = b"old " * 500, b"new " * 5_000
LINK = "http://127.0.0.1/file"


@dataclass
class Outcome:
    """What a run told: what was acknowledged, and what failed.

    Attributes:
        acked: names of what was said to be kept.
        waiting: drafts that were said to be in memory alone at the end.
        errors: named failures.
        unnamed: failures without a name.
    """

    acked: set[str] = field(default_factory=set)
    waiting: int = 0
    errors: list[ErrorCode] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)

    def attempt(self, name: str, work: Callable[[], object]) -> object:
        """Do something; note that it was done, or how it failed."""
        try:
            result = work()
        except WbError as error:
            self.errors.append(error.code)
            if error.code is ErrorCode.INTERNAL:
                self.unnamed.append(f"{name}: {error.detail or error.sentence}")
            return None
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            self.unnamed.append(f"{name}: {type(error).__name__} {error}")
            return None
        self.acked.add(name)
        return result


@dataclass(frozen=True)
class Work:
    """One kind of work on the disk.

    Attributes:
        name: of the kind.
        before: makes what is there already.
        run: the work, on a disk that may refuse.
        wrong: looks at what is there afterwards; sentences about what is lost or half.
    """

    name: str
    before: Callable[[Path], object]
    run: Callable[[Path, Outcome], object]
    wrong: Callable[[Path, Outcome], list[str]]


# ---- the journal ------------------------------------------------------------------------------


def _journal_before(home: Path) -> None:
    journal = Journal(home / "journal.db")
    journal.put(draft("kept", field="old")).result(5)
    journal.close()


def _journal_run(home: Path, outcome: Outcome) -> None:
    journal = outcome.attempt("open", lambda: Journal(home / "journal.db", retry=0.005))
    if not isinstance(journal, Journal):
        return
    futures: dict[str, Future[Any]] = {
        f"draft {name}": journal.put(draft(name, field=name)) for name in ("one", "two")
    }
    futures["draft many"] = journal.put_many(1, lambda: [draft("many", field="many")])
    op = Op(new_op_id(), "lagerkoll", "h", "Main", "put", "{}", state=OpState.READY)
    outcome.attempt("op", lambda: journal.put_op(op).result(5))
    if "op" in outcome.acked:
        outcome.attempt("sending", lambda: journal.move_op(op.id, OpState.SENDING).result(5))
    outcome.waiting = journal.close(0.05)
    for name, future in futures.items():
        if future.done():
            outcome.attempt(name, future.result)


def _journal_wrong(home: Path, outcome: Outcome) -> list[str]:
    journal = Journal(home / "journal.db")
    kept = {each.key.field for each in journal.drafts()}
    wrong = [] if "old" in kept else ["the draft of an earlier run is lost"]
    wrong += [
        f"{name} was acknowledged and is lost"
        for name in outcome.acked
        if name.startswith("draft ") and name[6:] not in kept
    ]
    missing = {"one", "two", "many"} - kept
    if "open" in outcome.acked and len(missing) > outcome.waiting:
        wrong.append(f"{missing} are lost, and {outcome.waiting} were said to be")
    if "sending" in outcome.acked and not journal.ops(OpState.UNKNOWN):
        wrong.append("an operation under way is not shown as unknown")
    if any("damaged" in note for note in journal.notes):
        wrong.append(f"half: {journal.notes}")
    journal.close()
    return wrong


# ---- files ------------------------------------------------------------------------------------


def _file_before(home: Path) -> None:
    (home / "f.bin").write_bytes(OLD)


def _file_run(home: Path, outcome: Outcome) -> None:
    outcome.attempt("write", lambda: atomic_write(home / "f.bin", NEW))


def _file_wrong(home: Path, outcome: Outcome) -> list[str]:
    found = (home / "f.bin").read_bytes()
    if found not in {OLD, NEW}:
        return [f"half: {len(found)} bytes"]
    return ["said to be written, and is not"] if "write" in outcome.acked and found == OLD else []


def _settings_before(home: Path) -> None:
    save_settings(home / "settings.json", Settings(language="de"))


def _settings_run(home: Path, outcome: Outcome) -> None:
    path, told = home / "settings.json", list[str]()
    held = outcome.attempt("load", lambda: load_settings(path, told.append))
    if isinstance(held, Settings) and held.language == "de":
        outcome.attempt("save", lambda: save_settings(path, Settings(language="fr")))


def _settings_wrong(home: Path, outcome: Outcome) -> list[str]:
    told: list[str] = []
    found = load_settings(home / "settings.json", told.append)
    wanted = {"fr"} if "save" in outcome.acked else {"de", "fr"}
    return [] if found.language in wanted and not told else [f"half: {found.language} {told}"]


def _export(form: Format, ending: str) -> Work:
    name = f"rows.{ending}"
    rows = [[f"r{number}", Decimal(number) / 4] for number in range(60)]
    made = plan([column("name", Kind.TEXT), column("amount", Kind.DECIMAL)], rows)

    def before(home: Path) -> None:
        (home / name).write_bytes(OLD)

    def run(home: Path, outcome: Outcome) -> None:
        outcome.attempt(
            "write", lambda: write(made, home / name, form, lambda _d, _t: None, lambda: False)
        )

    def wrong(home: Path, outcome: Outcome) -> list[str]:
        body = (home / name).read_bytes()
        if body == OLD:
            return ["said to be written, and is not"] if "write" in outcome.acked else []
        return [] if _whole(body, form) else [f"half: {name} {len(body)} bytes"]

    return Work(f"export {ending}", before, run, wrong)


def _whole(body: bytes, form: Format) -> bool:
    match form:
        case Format.XLSX:
            with zipfile.ZipFile(io.BytesIO(body)) as packed:
                return packed.testzip() is None
        case Format.JSON:
            return len(json.loads(body)) == 60
        case _:
            return body.count(b"\n") == 61


# ---- downloads and the cache ------------------------------------------------------------------


def _download_run(home: Path, outcome: Outcome) -> None:
    def answer(_request: httpx.Request) -> httpx.Response:
        headers = {"content-length": str(len(NEW)), "etag": '"1"'}
        return httpx.Response(200, headers=headers, stream=Pieces([NEW[:9000], NEW[9000:]]))

    async def get() -> None:
        files = Files(
            Network(ProxyMode.NONE), jobs=Jobs(), allow_loopback=True,
            transport=FakeService(answer),
        )  # fmt: skip
        await files.download(LINK, home / "got", "f.pdf", lambda _d, _t: None, Job("1", "", ""))
        await files.close()

    outcome.attempt("download", lambda: asyncio.run(get()))


def _download_wrong(home: Path, outcome: Outcome) -> list[str]:
    path = home / "got" / "f.pdf"
    if path.exists() and path.read_bytes() != NEW:
        return [f"half: {path.stat().st_size} bytes"]
    return [] if path.exists() or "download" not in outcome.acked else ["said to be there"]


def _cache_before(home: Path) -> None:
    cache = Cache(home / "cache.db")
    cache.put_page(SCOPE, "q", 0, page(0, stamp="a"), "products")
    cache.close()


def _cache_run(home: Path, outcome: Outcome) -> None:
    cache = outcome.attempt("open", lambda: Cache(home / "cache.db"))
    if isinstance(cache, Cache):
        made = page(1, stamp="b")
        outcome.attempt("page", lambda: cache.put_page(SCOPE, "q", 1, made, "products"))
        cache.close()


def _cache_wrong(home: Path, _outcome: Outcome) -> list[str]:
    cache = Cache(home / "cache.db")
    wrong = []
    for number, each in enumerate(cache.pages(SCOPE, "q", "products", 0, 9)):
        found = [json.loads(body)["id"] for _, body in each.documents]
        if found != list(range(number * 5, number * 5 + 5)):
            wrong.append(f"half: page {number} holds {found}")
    cache.close()
    return wrong


def _nothing(_home: Path) -> None:
    return


WORKS = (
    Work("journal", _journal_before, _journal_run, _journal_wrong),
    Work("atomic write", _file_before, _file_run, _file_wrong),
    Work("settings", _settings_before, _settings_run, _settings_wrong),
    _export(Format.XLSX, "xlsx"),
    _export(Format.CSV, "csv"),
    _export(Format.JSON, "json"),
    Work("download", _nothing, _download_run, _download_wrong),
    Work("cache", _cache_before, _cache_run, _cache_wrong),
)
