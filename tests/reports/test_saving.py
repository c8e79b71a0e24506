"""Saving a report through the session: what is written, what is remembered, and what it costs."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from planner.core import changes
from planner.core.capacity import even_week
from planner.core.journey import Entry
from planner.errors import BadValue, CannotWrite
from planner.reports import FORMATS, Scope
from planner.session import Beginning, Session
from tests.conftest import TODAY


@pytest.fixture
def begun(session: Session) -> Session:
    session.start(Beginning("marketing", even_week(8), name="Ada"), identifier="j")
    return session


@pytest.fixture(autouse=True)
def forecasts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One element for each forecast that is worked out; they are quick here."""
    from planner.core import forecast as module

    made: list[int] = []
    real = module.forecast

    def counted(outlook: object, **options: object) -> object:
        made.append(1)
        return real(outlook, runs=50, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "forecast", counted)
    return made


def test_a_whole_report_is_remembered_with_what_it_said(begun: Session, tmp_path: Path) -> None:
    place = begun.save_report(Scope(), "md", tmp_path / "report.md")
    assert place.read_text(encoding="utf-8") == begun.render(Scope(), "md")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    entry = begun.journey.log[-1]
    assert (entry.kind, entry.about, entry.text) == (Entry.REPORT, "md", str(place))
    outlook, future = begun.outlook(), begun.forecast()
    assert future is not None
    assert entry.mark is not None
    assert (entry.mark.percent, entry.mark.finish) == (outlook.progress.percent, outlook.finish)
    assert (entry.mark.p50, entry.mark.p80) == (future.p50, future.p80)
    begun.undo()
    assert begun.journey.log == ()


def test_what_is_no_report_is_not_remembered(begun: Session, tmp_path: Path, forecasts: list[int]) -> None:
    """A calendar that is written every day must not move what "since last" means."""
    for name, form in FORMATS.items():
        assert form.is_whole == (name in ("md", "html", "pdf", "json"))
    begun.save_report(Scope(), "csv", tmp_path / "table.csv")
    assert begun.journey.log == ()
    assert forecasts == []


def test_the_forecast_is_worked_out_once(begun: Session, tmp_path: Path, forecasts: list[int]) -> None:
    begun.render(Scope(), "md")
    begun.render(Scope(is_private_included=True), "json")
    begun.report(Scope())
    begun.save_report(Scope(), "md", tmp_path / "report.md")
    assert forecasts == [1]
    begun.report(Scope(), has_forecast=False)
    begun.render(Scope(), "csv")
    assert forecasts == [1]


def test_progress_is_told(begun: Session, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    begun.save_report(Scope(), "md", tmp_path / "report.md", lambda done, of: told.append((done, of)))
    assert told[-1][0] == told[-1][1] > 0


def test_a_folder_gets_a_name_with_person_and_date(begun: Session, tmp_path: Path) -> None:
    assert begun.save_report(Scope(), "json", tmp_path).name == "progress-report-ada-2026-11-22.json"
    assert begun.save_report(Scope(), "csv", tmp_path).name == "csv-table-ada-2026-11-22.csv"


def test_bytes_are_written_as_they_are(begun: Session, tmp_path: Path) -> None:
    place = begun.save_report(Scope(), "csv", tmp_path)
    content = begun.render(Scope(), "csv")
    assert isinstance(content, str)
    assert place.read_bytes() == content.encode()


def test_the_journey_is_never_replaced(begun: Session, tmp_path: Path) -> None:
    twin = tmp_path / "twin.md"
    twin.hardlink_to(begun.path)
    link = tmp_path / "link.md"
    link.symlink_to(begun.path)
    before = begun.path.read_bytes()
    for target in (begun.path, twin, link):
        with pytest.raises(BadValue, match="data file"):
            begun.save_report(Scope(), "md", target)
    assert begun.path.read_bytes() == before


def test_a_report_that_cannot_be_written_is_not_remembered(begun: Session, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        begun.save_report(Scope(), "md", tmp_path / "no" / "report.md")
    with pytest.raises(BadValue, match="no format"):
        begun.save_report(Scope(), "docx", tmp_path / "report.docx")
    assert begun.journey.log == ()


def test_the_next_report_tells_what_has_changed(begun: Session, tmp_path: Path) -> None:
    """Saved on one day, compared on another, through the file."""
    begun.save_report(Scope(), "md", tmp_path / "first.md")
    begun.apply(changes.set_pace, week=even_week(4))
    later = Session(
        type(begun.surroundings)(
            begun.path,
            begun.surroundings.plan_folders,
            begun.surroundings.now,
            TODAY + timedelta(weeks=2),
        )
    )
    report = later.report(Scope(since_last=True))
    assert report.period.first == TODAY
    assert report.forecast is not None
    assert report.forecast.moved_days is not None
    assert report.forecast.moved_days > 100
    assert "4 h a week instead of 8 h" in report.forecast.why
    assert f"{report.forecast.moved_days} days later" in " ".join(report.summary)
    later.close()
