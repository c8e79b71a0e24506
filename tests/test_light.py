"""A start without heavy modules: they stay away while nobody wants them, and whoever asks later gets them as ever."""

import subprocess
import sys

import pytest

LIGHT = [
    ("take_msgspec", "msgspec", "msgspec.inspect", "msgspec.inspect.type_info(int).ge is None"),
    ("take_msgspec", "msgspec", "msgspec._json_schema", "msgspec.json.schema(int) == {'type': 'integer'}"),
    ("take_msgspec", "msgspec", "typing_extensions", "__import__('typing_extensions').TypeAlias"),
    ("take_hashlib", "hashlib", "_hashlib", "hashlib.sha256(b'').hexdigest().startswith('e3b0c442')"),
    ("take_asyncio", "asyncio", "ssl", "__import__('ssl').SSLContext"),
    ("take_argparse", "argparse", "gettext", "__import__('gettext').gettext('one') == 'one'"),
    ("take_textual", "textual.app", "textual.types", "__import__('textual.types').types.NoSelection"),
]


@pytest.mark.parametrize(("take", "library", "heavy", "asks"), LIGHT, ids=[each[2] for each in LIGHT])
def test_what_is_heavy_comes_when_somebody_asks_and_not_before(take: str, library: str, heavy: str, asks: str) -> None:
    script = (
        f"import sys; from planner import light; light.{take}(); import {library}\n"
        f"found = sys.modules.get({heavy!r})\n"
        "assert getattr(found, '__spec__', None) is None, 'it is there already'\n"
        f"import {library}\n"
        f"assert {asks}\n"
        f"import {heavy}\n"
        f"assert sys.modules[{heavy!r}].__spec__ is not None"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
