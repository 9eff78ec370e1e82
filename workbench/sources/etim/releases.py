"""The releases at hand: the one that ships, and those that a company loaded from its own files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from workbench.core.errors import WbError, bad_input, from_os_error
from workbench.core.etim import EtimRelease
from workbench.core.resources import resource_path
from workbench.core.texts import tr
from workbench.sources.etim.ixf import is_ixf, read_ixf
from workbench.sources.etim.model import SHIPPED, Model, release_of
from workbench.sources.etim.model_content import Content, not_a_release
from workbench.sources.etim.model_file import ENDING, read_head, write_release
from workbench.sources.etim.naming import shipped
from workbench.sources.etim.releases_csv import is_csv, read_csv
from workbench.sources.etim.releases_files import Said, nothing_said, unpacked
from workbench.store.files import atomic_write, free_path, safe_name
from workbench.tables.folding import natural_key


def read_content(source: Path, language: str = "en", said: Said = nothing_said) -> Content:
    """Return what the files of a release hold: CSV (folder or .zip) or IXF (.xml or .zip).

    Raises:
        WbError: FILE, where it is no release; DISK, where it cannot be read.
    """
    with unpacked(source) as files:
        if is_csv(files.names):
            return read_csv(files, language, said)
        if is_ixf(files.names):
            return read_ixf(files, said)
        raise not_a_release(", ".join(files.names)[:200])


def compact(
    source: Path,
    folder: Path,
    *,
    language: str = "en",
    name: str = "",
    said: Said = nothing_said,
    beside: Path | None = None,
) -> Path:
    """Write the compact form of a release into a folder; return its path.

    Args:
        source: the release as ETIM hands it out.
        folder: where the compact file goes; it must exist.
        language: of the names, for the CSV form, which does not tell.
        name: as the release is to be called, where its own name is not wanted.
        said: is told the share of the work that is done; what it raises ends the work.
        beside: another folder of releases, none of whose names is taken.

    Raises:
        WbError: FILE, where it is no release; DISK or DISK_FULL.
    """
    content = read_content(source, language, said)
    content.name = name.strip() or content.name
    stem = "-".join(part for part in (content.name, content.date, *sorted(content.names)) if part)
    path = free_path(folder / safe_name(stem.lower().replace(" ", "-")[:80], ENDING))
    if beside is not None and (beside / path.name).exists():
        path = free_path(path.with_stem(f"{path.stem}-own"))
    atomic_write(path, partial(write_release, content=content))
    return path


class Releases:
    """All releases at hand.

    Args:
        folder: of the user's own ones; made at the first.
        shipped: of those that came with the program.
    """

    def __init__(self, folder: Path, shipped: Path | None = None) -> None:
        self._folder = folder
        self._shipped = shipped or resource_path(SHIPPED)

    def all(self) -> tuple[EtimRelease, ...]:
        """Return every release, the newest first; a damaged file is left out."""
        found = [release for path in self._paths() for release in _told(path)]
        return tuple(
            sorted(found, key=lambda own: (natural_key(own.number), own.date), reverse=True)
        )

    def _paths(self) -> Iterator[Path]:
        for folder in (self._shipped, self._folder):
            yield from sorted(folder.glob(f"*{ENDING}"))

    def open(self, id_: str, language: str = "en") -> Model:
        """Open a release by its id.

        Raises:
            WbError: INPUT, where there is none; FILE, where it is damaged.
        """
        for path in self._paths():
            if path.stem == id_:
                return _shared(path, language) or Model.open(path, language)
        raise bad_input(
            tr("There is no ETIM release “{id}” here.", id=id_),
            tr("Load it from the files it came in, or choose another one."),
        )

    def model(self, version: str = "", language: str = "en") -> Model:
        """Open the release of a version ("10", "9.0"); the newest where it is not at hand.

        Of several, one with names in the language is taken.

        Raises:
            WbError: INPUT, where there is none at all; FILE, where it is damaged.
        """
        every = self.all()
        same = [own for own in every if version and own.number == version]
        major = version.partition(".")[0]
        near = [own for own in every if version and own.major == major]
        candidates = same or near or [own for own in every if own.number == every[0].number]
        short = language.lower().partition("-")[0]
        spoken = [
            own
            for own in candidates
            if any(known.partition("-")[0] == short for known in own.languages)
        ]
        return self.open(next(iter(spoken or candidates), EtimRelease("", "")).id, language)

    def add(
        self, source: Path, *, language: str = "en", name: str = "", said: Said = nothing_said
    ) -> EtimRelease:
        """Load a release from the files it came in (see `compact`), and return it.

        Raises:
            WbError: FILE, where it is no release; DISK or DISK_FULL.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise from_os_error(error, self._folder) from error
        path = compact(source, self._folder, language=language, name=name, said=said,
                       beside=self._shipped)  # fmt: skip
        return release_of(path, read_head(path))

    def remove(self, id_: str) -> None:
        """Delete one of the user's own releases.

        Raises:
            WbError: INPUT, where it is none of them; DISK.
        """
        own = [path for path in self._folder.glob(f"*{ENDING}") if path.stem == id_]
        if not own:
            raise bad_input(tr("“{id}” is no release that was loaded here.", id=id_))
        try:
            own[0].unlink()
        except OSError as error:
            raise from_os_error(error, own[0]) from error


def _shared(path: Path, language: str) -> Model | None:
    """Return the release that names codes in columns: what was read of it is there already."""
    held = shipped()
    same = held is not None and path == resource_path(SHIPPED) / f"{held.release.id}{ENDING}"
    if held is None or not same:
        return None
    model = held.in_language(language)
    return held if model.language == held.language else model


def _told(path: Path) -> Iterator[EtimRelease]:
    try:
        yield release_of(path, read_head(path))
    except WbError:
        return
