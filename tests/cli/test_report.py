"""`planner report`: its formats, where they go, and what is private."""

import io
import sys
from pathlib import Path

import pytest

from planner.__main__ import main
from planner.reports import FORMATS
from tests.cli.conftest import Planner

USAGE, DONE = 2, 0


def test_help_names_every_format(planner: Planner) -> None:
    page = planner("report", "--help").out
    for name, form in FORMATS.items():
        assert f" {name} " in page
        assert form.about.split(",")[0] in " ".join(page.split())


def test_an_unknown_format_names_them_all(begun: Planner) -> None:
    answer = begun("report", "--format", "docx")
    assert answer.code == USAGE
    for name in FORMATS:
        assert name in answer.err


def test_a_folder_gets_a_file_with_name_and_date(begun: Planner, tmp_path: Path) -> None:
    answer = begun("report", "--format", "csv", "--output", str(tmp_path))
    assert (answer.code, answer.out) == (DONE, "")
    assert (tmp_path / "csv-table-ada-2026-11-23.csv").exists()
    assert str(tmp_path / "csv-table-ada-2026-11-23.csv") in answer.err
    missing = begun("report", "--output", f"{tmp_path}/no/")
    assert missing.code == USAGE
    assert "There is no folder" in missing.err


def test_what_is_not_text_is_kept_from_a_terminal(begun: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = FORMATS["pdf"]._replace(render=lambda report: b"%PDF")
    monkeypatch.setitem(FORMATS, "pdf", pdf)
    monkeypatch.setattr("planner.cli.console.Console.is_terminal", True)
    answer = begun("report", "--format", "pdf")
    assert (answer.code, answer.out) == (USAGE, "")
    assert "--output report.pdf" in answer.err


def test_what_is_not_text_goes_through_a_pipe(begun: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = FORMATS["pdf"]._replace(render=lambda report: b"\x00\xff\r\n%PDF")
    monkeypatch.setitem(FORMATS, "pdf", pdf)
    piped = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(piped))
    assert main(["report", "--format", "pdf"]) == DONE
    assert piped.getvalue() == b"\x00\xff\r\n%PDF"


def test_a_missing_library_is_one_command_away(begun: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    answer = begun("report", "--format", "pdf")
    assert (answer.code, answer.out) == (USAGE, "")
    assert "pip install" in answer.err
    assert "[pdf]" in answer.err


def test_the_first_report_since_the_last_one_says_so(begun: Planner, tmp_path: Path) -> None:
    first = begun("report", "--since", "last")
    assert "no report was saved before, so everything since the start" in first.out
    assert begun("report", "--since", "LAST", "--output", str(tmp_path / "report.md")).code == DONE
    later = begun("report", "--since", "last", "--today", "2026-12-07")
    assert "From 23 Nov 2026 to 7 Dec 2026 (since the last report)" in later.out
    assert "than in the report of 23 Nov 2026" in later.out


def test_private_evidence_stays_at_home(begun: Planner) -> None:
    assert begun("done", "pm-reality-check", "--evidence", "a page").code == DONE
    assert begun("evidence", "pm-reality-check", "a letter from Acme", "--private").code == DONE
    report = begun("report")
    assert "a page" in report.out
    assert "Acme" not in report.out
    assert "Left out as private: 1 private piece of evidence." in report.out
    assert "a letter from Acme" in begun("report", "--private").out
    assert "a letter from Acme (kept out of reports)" in " ".join(begun("show", "pm-reality-check").out.split())
    shown = begun("show", "pm-reality-check", "--json").json["evidence"]
    assert [(each["text"], each["private"]) for each in shown] == [("a page", False), ("a letter from Acme", True)]


def test_json_has_every_part_of_the_report(begun: Planner) -> None:
    found = begun("report", "--json").json
    assert found["forecast"]["p50"] <= found["forecast"]["p80"]
    assert found["summary"]
