"""Lists the source files that have no test file of the same path; a list to look at, no failure."""

from __future__ import annotations

from tests.house.modules import PACKAGE, ROOT


def untested() -> list[str]:
    """Source files without `tests/<same folder>/test_<same name>.py`."""
    places = [path.relative_to(PACKAGE) for path in sorted(PACKAGE.rglob("*.py"))]
    tests = ROOT / "tests"
    return [
        place.as_posix()
        for place in places
        if place.name != "__init__.py"
        and not (tests / place.parent / f"test_{place.name}").exists()
    ]


def main() -> None:
    """Print the list."""
    places = untested()
    print(f"{len(places)} source files without a test file of the same path")
    for place in places:
        print(f"  {place}")


if __name__ == "__main__":
    main()
