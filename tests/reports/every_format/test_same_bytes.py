"""The same inputs give the same bytes: in another process, with other hashes, language, time zone and user."""

import json
import os
import subprocess
import sys
from pathlib import Path

from planner.reports import FORMATS

ROOT = Path(__file__).parents[3]
SCRIPT = """
import hashlib, json, locale
locale.setlocale(locale.LC_ALL, "")
from tests.reports.every_format.same import exports
print(json.dumps({name: hashlib.sha256(each).hexdigest() for name, each in exports().items()}))
"""
PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "HOME": "/", "USER": "ada"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Pago_Pago", "LC_ALL": "C", "PYTHONUTF8": "0", "SOURCE_DATE_EPOCH": "1"},
)


def test_every_format_has_the_same_bytes_everywhere() -> None:
    """Neither the order of sets, nor the language, the time zone, the hour or the person at the machine gets in."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT],
            stdout=subprocess.PIPE,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), **place},
            cwd=place.get("HOME", ROOT),
        )
        for place in PLACES
    ]
    first, second = (json.loads(each.communicate()[0]) for each in running)
    assert [each.returncode for each in running] == [0, 0]
    assert set(first) == set(FORMATS)
    assert {name for name in FORMATS if first[name] != second[name]} == set()
