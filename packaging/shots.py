"""Writes one picture for every screen and state of the real window: the gallery to look through.

    python packaging/shots.py DIR [--only NAME] [--theme light|dark] [--size WxH]

NAME may hold a star: "lk-*". Both themes at both sizes where nothing is named. Ends non-zero where
a state was not reached.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from fnmatch import fnmatchcase
from pathlib import Path

import msgspec
from stage import Stage, run, staged
from states import STATES as EUROPEANSOURCING
from states import State
from states_calls import STATES as CALLS
from states_columns import STATES as COLUMNS
from states_compare import STATES as COMPARE
from states_compare_prices import STATES as COMPARE_PRICES
from states_compare_sight import STATES as COMPARE_SIGHT
from states_etim import STATES as ETIM
from states_etim_counts import STATES as ETIM_COUNTS
from states_etim_records import STATES as ETIM_RECORDS
from states_lagerkoll import STATES as LAGERKOLL
from states_loupe import STATES as LOUPE
from states_review import STATES as REVIEW
from states_search import STATES as SEARCH

from workbench.core.settings import Theme

STATES = (
    *EUROPEANSOURCING,
    *LAGERKOLL,
    *REVIEW,
    *LOUPE,
    *COMPARE,
    *COMPARE_PRICES,
    *COMPARE_SIGHT,
    *SEARCH,
    *ETIM,
    *ETIM_RECORDS,
    *ETIM_COUNTS,
    *COLUMNS,
    *CALLS,
)
SIZES = ("1440x900", "1280x800")
THEMES = ("light", "dark")


async def shoot(stage: Stage, state: State, path: Path, size: str, theme: str) -> str:
    """Bring the window to a state and take its picture; return why not, or ""."""
    width, height = (int(part) for part in size.split("x"))
    stage.workspace.change_settings(lambda held: msgspec.structs.replace(held, theme=Theme(theme)))
    stage.window.resize(width, height)
    stage.window.show()
    try:
        await stage.settle()
        await state.reach(stage)
    except (TimeoutError, AssertionError, AttributeError, KeyError, RuntimeError) as error:
        stage.picture().save(str(path.with_suffix(".failed.png")))
        return f"{type(error).__name__}: {error}"
    if not stage.picture().save(str(path)):
        return "the picture could not be written"
    return ""


async def one(state: State, folder: Path, size: str, theme: str) -> str:
    """Take one picture on a fresh window; return why not, or ""."""
    path = folder / f"{state.name}-{theme}-{size}.png"
    with tempfile.TemporaryDirectory(prefix="workbench-") as home:
        async with staged(Path(home), sandbox=state.connected, only=state.only) as stage:
            return await shoot(stage, state, path, size, theme)


async def everything(options: argparse.Namespace) -> int:
    """Take all pictures that are asked for; return the exit status."""
    folder: Path = options.folder
    failed = 0
    wanted = [state for state in STATES if fnmatchcase(state.name, options.only or "*")]
    for state in wanted:
        for theme in [options.theme] if options.theme else THEMES:
            for size in [options.size] if options.size else SIZES:
                trouble = await one(state, folder, size, theme)
                failed += bool(trouble)
                print(f"{state.name:<16} {theme:<6} {size:<10} {trouble or 'ok'}", flush=True)
    if not wanted:
        print(f"there is no state “{options.only}”", file=sys.stderr)
        return 2
    return 1 if failed else 0


def main() -> int:
    """Read the words and take the pictures."""
    parser = argparse.ArgumentParser(prog="packaging/shots")
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument("--only", default="", metavar="NAME")
    parser.add_argument("--theme", default="", choices=["", *THEMES])
    parser.add_argument("--size", default="", metavar="WxH")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    return run(lambda _home: everything(options))


if __name__ == "__main__":
    sys.exit(main())
