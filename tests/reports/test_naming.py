"""The file names that reports get by themselves."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.reports import FORMATS, default_name
from tests.reports.samples import whole_report

REPORT = whole_report("fresh")


def named(name: str, form: str = "md") -> str:
    return default_name(replace(REPORT, person=replace(REPORT.person, name=name)), form)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Ada", "progress-report-ada-2026-11-22.md"),
        ("", "progress-report-2026-11-22.md"),
        ("Ömer Łukasz d'Été", "progress-report-omer-ukasz-d-ete-2026-11-22.md"),
        ("日本", "progress-report-2026-11-22.md"),
        ("../../etc/passwd", "progress-report-etc-passwd-2026-11-22.md"),
        ("CON", "progress-report-con-2026-11-22.md"),
    ],
)
def test_it_has_name_and_date(name: str, wanted: str) -> None:
    assert named(name) == wanted


@given(st.text(max_size=200), st.sampled_from(list(FORMATS)))
def test_it_is_safe_everywhere(name: str, form: str) -> None:
    found = named(name, form)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*-2026-11-22(\.[a-z]+)+", found)
    assert len(found) < 120
    assert found.endswith(FORMATS[form].suffix)


def test_no_two_formats_share_a_name() -> None:
    assert len({named("Ada", form) for form in FORMATS}) == len(FORMATS)
