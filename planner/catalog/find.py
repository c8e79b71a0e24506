"""Where plan files are: the shipped folder, plans by id, destinations by name. Nothing here parses a whole file."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from planner.catalog.kebab import is_kebab
from planner.catalog.problems import did_you_mean, shown
from planner.catalog.source import lies_in, read
from planner.errors import NotFound, PlannerError

SENTINEL: Final = "destination.toml"
"""The file that makes a folder a destination."""

SHIPPED_DESTINATION: Final = "product-manager"
_ID_LINE: Final = r"""(?m)^[ \t]*id[ \t]*=[ \t]*["']([^"'\n]*)["']"""
_FIRST_TABLE: Final = r"(?m)^[ \t]*\["


def plans_dir() -> Path:
    """The shipped plans: inside the package in a wheel, beside it in a checkout or sdist. Raises NotFound."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "plans", package.parent / "plans"):
        if is_file(folder / SHIPPED_DESTINATION / SENTINEL):
            return folder
    raise NotFound(f"The shipped plans are neither in {package} nor beside it; install the program again.")


def is_path(reference: str | Path) -> bool:
    """True when a plan is named by its file rather than by its id."""
    return isinstance(reference, Path) or reference.endswith(".toml") or "/" in reference or "\\" in reference


def plan_file(reference: str | Path, folders: Sequence[Path]) -> Path:
    """The file of the plan. Earlier folders win. Raises NotFound with the nearest id."""
    if is_path(reference):
        return Path(reference)
    known = []
    for path in plan_files(folders, first=str(reference)):
        if (found := peeked_id(path)) == reference:
            return path
        known.append(found)
    near = did_you_mean(str(reference), sorted(filter(None, known)))
    raise NotFound(f"There is no plan {shown(str(reference))}{near}; see: planner plans.")


def plan_files(folders: Sequence[Path], first: str = "") -> Iterator[Path]:
    """Every plan file of each folder in turn, sorted by name; one called after the id `first` leads its folder."""
    for folder in folders:
        favourite = folder / f"{first}.toml"
        if is_kebab(first) and is_file(favourite):
            yield favourite
        try:
            paths = sorted(folder.glob("*.toml"))
        except OSError:  # a folder that cannot be listed holds no plan for us
            continue
        yield from (path for path in paths if is_file(path) and path.stem != first)


def peeked_id(path: Path) -> str:
    """The id in the head of a plan file, even when the rest is broken; empty when there is none."""
    try:
        text = read(path)
    except PlannerError:
        return ""
    table = re.search(_FIRST_TABLE, text)
    line = re.search(_ID_LINE, text[: table.start()] if table else text)
    return line.group(1) if line and is_kebab(line.group(1)) else ""


def destination_folder(name: str, folders: Sequence[Path]) -> Path | None:
    """The first folder of that name with a destination in it; `name` must be a plain id, never a path.

    A link that leads out of the folder it is found in is none: who hands on a plan cannot have others' files read.
    """
    if not is_kebab(name):
        return None
    places = (folder / name for folder in folders if is_file(folder / name / SENTINEL))
    return next((place for place in places if lies_in(place, place.parent)), None)


def home(path: Path) -> Path:
    """The folder in which a plan file lies, which is where its destination is looked for first.

    A plan file may itself be a link, as people have them who keep such files elsewhere.
    """
    return Path(os.path.realpath(path)).parent


def is_file(path: Path) -> bool:
    """True for a file that we may look at."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
