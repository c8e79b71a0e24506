"""Draws what is kept: `python -m tests.tui.pictures FOLDER [SNAPSHOTS]` writes an SVG for each picture and look."""

import sys
from pathlib import Path

from tests.tui.pictures.camera import KEPT
from tests.tui.pictures.drawing import drawing
from tests.tui.pictures.kept import LOOKS, read


def main(folder: Path, snapshots: Path = KEPT) -> int:
    """Draw them all; the number of drawings."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = sorted(snapshots.glob("*.txt"))
    for place in kept:
        picture = read(place.read_text(encoding="utf-8"))
        for look in LOOKS:
            title = f"{place.stem} {look}"
            (folder / f"{place.stem}-{look}.svg").write_text(drawing(picture, look, title), encoding="utf-8")
    return len(kept) * len(LOOKS)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    print(f"{main(*map(Path, sys.argv[1:]))} drawings in {sys.argv[1]}")
