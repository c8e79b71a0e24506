"""What every picture needs: a camera with the folder of those that are kept."""

import re
from pathlib import Path

import pytest

from tests.tui.pictures.camera import KEPT, Camera

README = Path(__file__).parents[3] / "README.md"


def drawn_too() -> tuple[str, ...]:
    """The pictures that README shows, which are kept as drawings as well."""
    return tuple(re.findall(r"\(tests/tui/snapshots/([^)]+)\.svg\)", README.read_text(encoding="utf-8")))


@pytest.fixture(autouse=True)
def _quick() -> None:
    """Nothing is simulated in fewer runs here: the pictures show what people see."""


@pytest.fixture(scope="session")
def kept_folder(request: pytest.FixtureRequest) -> Path:
    """Where the pictures are that count: --snapshots when that is given."""
    folder = Path(request.config.getoption("--snapshots") or KEPT)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def camera(request: pytest.FixtureRequest, kept_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Camera:
    """Compares with what is kept; with --update-snapshots it keeps instead."""
    test = f"{request.path.name}::{request.node.name}"
    seen = tmp_path_factory.getbasetemp() / "pictures"
    is_keeping = request.config.getoption("--update-snapshots")
    return Camera(kept_folder, seen, test, is_keeping=is_keeping, drawn_too=drawn_too())
