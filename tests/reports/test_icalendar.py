"""iCalendar as written here: escaping and folding, and two libraries that were written by others read it back."""

from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from typing import Any, Final
from uuid import UUID

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner import catalog
from planner.core import changes
from planner.core.incoming import uid
from planner.core.journey import PinKind
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.core.text import visible
from planner.reports import Report, Scope, build, ics_event, ics_todo
from planner.reports.icalendar import MOST_OCTETS, Component, calendar, file_name, folded, text
from tests.conftest import TODAY
from tests.reports.samples import JOURNEYS, outlook

OTHER: Final = import_module("ics")  # the second library, which has no types
STATUSES = {
    "open": "NEEDS-ACTION",
    "started": "IN-PROCESS",
    "done": "COMPLETED",
    "skipped": "CANCELLED",
    "waived": "CANCELLED",
}
ANY_TEXT = st.text(alphabet=st.characters(), max_size=300)
AWKWARD = st.text(alphabet='aé日👩\u200d;,\\nN\n\r\t":=', max_size=300)


@cache
def sample(name: str) -> Report:
    return build(outlook(name, catalog.load("marketing", [catalog.plans_dir()])), Scope())


def parsed(written: str) -> Any:
    """What the icalendar library makes of a calendar."""
    return icalendar.Calendar.from_ical(written)


def unfolded(lines: list[str]) -> str:
    return lines[0] + "".join(line[1:] for line in lines[1:])


# ---- text ----


@settings(max_examples=60)
@given(ANY_TEXT | AWKWARD)
def test_any_text_comes_back_as_people_see_it(typed: str) -> None:
    written = calendar(typed, [Component("VTODO", "u", (f"SUMMARY:{text(typed)}", "STATUS:COMPLETED"))])
    read = parsed(written)
    (task,) = read.walk("VTODO")
    assert str(task["SUMMARY"]) == visible(typed)
    assert str(task["STATUS"]) == "COMPLETED"
    assert str(read["NAME"]) == text(typed)  # a name that the library takes as it stands
    assert len(read.walk()) == 2


@settings(max_examples=60)
@given(ANY_TEXT | AWKWARD)
def test_folding_loses_nothing_and_cuts_no_character(typed: str) -> None:
    line = f"DESCRIPTION:{text(typed)}"
    lines = list(folded(line))
    assert unfolded(lines) == line
    assert all(len(each.encode()) <= MOST_OCTETS for each in lines)
    assert all(each.startswith(" ") for each in lines[1:])
    assert all(len(each.encode()) > MOST_OCTETS - 4 for each in lines[:-1]), "as few lines as there can be"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a;b,c\\d", "a\\;b\\,c\\\\d"),
        ("two\nlines", "two\\nlines"),
        ("old\r\nmac\rlines", "old\\nmac\\nlines"),
        ("END:VCALENDAR\r\nBEGIN:VEVENT", "END:VCALENDAR\\nBEGIN:VEVENT"),
        ("\x07bell\x00", "␇bell␀"),
        ("tab\there", "tab    here"),
        ('"quoted": yes', '"quoted": yes'),
        ("\u202eevil", "evil"),
    ],
)
def test_text_is_never_a_line_of_its_own(typed: str, written: str) -> None:
    assert text(typed) == written


def test_a_line_of_75_octets_is_not_folded() -> None:
    assert len(list(folded("x" * MOST_OCTETS))) == 1
    assert [len(each.encode()) for each in folded("x" * (MOST_OCTETS + 1))] == [75, 2]
    assert [len(each.encode()) for each in folded("x" * 74 + "é")] == [74, 3]


# ---- whole calendars ----


@pytest.mark.parametrize("name", JOURNEYS)
def test_lines_are_as_the_standard_wants_them(name: str) -> None:
    found = sample(name)
    for written in (ics_todo.render(found), ics_event.render(found)):
        assert written.endswith("\r\n")
        lines = written.split("\r\n")
        assert "\n" not in written.replace("\r\n", "")
        assert "\r" not in written.replace("\r\n", "")
        assert all(0 < len(line.encode()) <= MOST_OCTETS for line in lines[:-1])
        starts = [line for line in lines if line.startswith("BEGIN:V")]
        assert len(starts) == sum(line.startswith("END:V") for line in lines)
        for required in ("UID:", "DTSTAMP:", "SEQUENCE:", "CLASS:PRIVATE"):
            assert sum(line.startswith(required) for line in lines) == len(starts) - 1


@pytest.mark.parametrize("name", JOURNEYS)
def test_tasks_are_the_milestones(name: str) -> None:
    found = sample(name)
    tasks = {str(each["UID"]): each for each in parsed(ics_todo.render(found)).walk("VTODO")}
    assert len(tasks) == len(found.milestones)
    for each in found.milestones:
        task = tasks[uid(found.journey_id, each.id)]
        assert str(task["SUMMARY"]) == each.title
        assert str(task["STATUS"]) == STATUSES[each.status]
        assert [str(one) for one in task["CATEGORIES"].cats] == [each.phase_title]
        assert each.done_when in str(task["DESCRIPTION"])
        assert task["DUE"].dt == (each.due or each.finish) if each.due or each.finish else "DUE" not in task
        related = task.get("RELATED-TO", [])
        related = related if isinstance(related, list) else [related]
        assert [str(one) for one in related] == [uid(found.journey_id, one) for one in each.requires]
        assert {one.params["RELTYPE"] for one in related} <= {"DEPENDS-ON"}
        assert {str(one) for one in related} <= tasks.keys()
        if "DTSTART" in task:
            assert task["DTSTART"].dt == each.start <= task["DUE"].dt
        if each.status == "done":
            assert task["COMPLETED"].dt.date() == each.finished
            assert int(task["PERCENT-COMPLETE"]) == 100
        else:
            assert "COMPLETED" not in task


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_second_library_reads_the_tasks_alike(name: str) -> None:
    found = sample(name)
    theirs = {each.uid: each for each in OTHER.Calendar(ics_todo.render(found)).todos}
    assert len(theirs) == len(found.milestones)
    for each in found.milestones:
        task = theirs[uid(found.journey_id, each.id)]
        assert (task.name, task.status) == (each.title, STATUSES[each.status])
        due = each.due or each.finish
        assert (task.due and task.due.date()) == due
        assert task.percent == (each.percent if task.status != "CANCELLED" else None)


@pytest.mark.parametrize("name", ["fresh", "half-way"])
def test_events_are_the_days_of_work(name: str) -> None:
    found = sample(name)
    written = ics_event.render(found)
    days: dict[date, float] = {}
    for each in found.milestones:
        for block in each.blocks:
            days[block.date] = days.get(block.date, 0.0) + block.hours
    events = parsed(written).walk("VEVENT")
    work = {each["DTSTART"].dt: each for each in events if " h: " in str(each["SUMMARY"])}
    assert work.keys() == days.keys()
    assert len({str(each["UID"]) for each in events}) == len(events)
    for on, event in work.items():
        assert type(event["DTSTART"].dt) is date
        assert event["DTEND"].dt - on == timedelta(days=1)
        assert str(event["TRANSP"]) == "TRANSPARENT"
        assert str(event["SUMMARY"]).endswith(ics_event.MARK)
        assert "VALARM" not in [each.name for each in event.walk()]
    others = {each.uid: each for each in OTHER.Calendar(written).events}
    assert {each.begin.date() for uid_, each in others.items() if "-" in uid_ and each.all_day} >= days.keys()
    assert len(others) == len(events)


def test_pins_and_the_target_are_events_of_their_own(marketing: Plan) -> None:
    journey = outlook("fresh", marketing).journey
    day = TODAY + timedelta(days=40)
    for each, kind in (("case-study", PinKind.BY), ("network-map", PinKind.ON), ("find-mentor", PinKind.NOT_BEFORE)):
        journey = changes.pin(journey, marketing, TODAY, each, kind, day).journey
    journey = changes.set_target(journey, marketing, TODAY, day + timedelta(days=300)).journey
    written = ics_event.render(build(Outlook(marketing, journey, TODAY), Scope()))
    events = parsed(written).walk("VEVENT")
    found = {str(each["SUMMARY"]): each["DTSTART"].dt for each in events if " h: " not in str(each["SUMMARY"])}
    titles = {each: marketing.milestones[each].title for each in ("case-study", "network-map", "find-mentor")}
    assert found == {
        f"Due: {titles['case-study']} (planner)": day,
        f"Fixed: {titles['network-map']} (planner)": day,
        f"Not before: {titles['find-mentor']} (planner)": day,
        "Target: Product manager (planner)": day + timedelta(days=300),
    }


def test_an_alarm_is_on_the_day_of_work_and_before_a_fixed_date(marketing: Plan) -> None:
    journey = changes.pin(
        outlook("fresh", marketing).journey, marketing, TODAY, "case-study", PinKind.BY, date(2027, 3, 1)
    ).journey
    report = build(Outlook(marketing, journey, TODAY), Scope(alarm_minutes=19 * 60))
    events = parsed(ics_event.render(report)).walk("VEVENT")
    for event in events:
        (alarm,) = event.walk("VALARM")
        is_work = " h: " in str(event["SUMMARY"])
        assert str(alarm["ACTION"]) == "DISPLAY"
        assert alarm["TRIGGER"].dt == (timedelta(hours=19) if is_work else -timedelta(hours=5))
    assert any(" h: " not in str(event["SUMMARY"]) for event in events)


def test_a_later_export_is_a_revision_of_an_earlier_one(marketing: Plan) -> None:
    journey = outlook("fresh", marketing).journey
    first, second = (
        parsed(ics_todo.render(build(Outlook(marketing, journey, day), Scope()))).walk("VTODO")
        for day in (TODAY, TODAY + timedelta(days=3))
    )
    assert [str(each["UID"]) for each in first] == [str(each["UID"]) for each in second]
    for before, after in zip(first, second, strict=True):
        assert int(before["SEQUENCE"]) + 3 == int(after["SEQUENCE"])
        assert isinstance(after["DTSTAMP"].dt, datetime)
        assert after["DTSTAMP"].dt - before["DTSTAMP"].dt == timedelta(days=3)


# ---- one entry a file ----


@pytest.mark.parametrize("module", [ics_todo, ics_event], ids=["todo", "event"])
def test_the_files_of_a_folder_hold_what_the_one_file_holds(module: object) -> None:
    report = sample("half-way")
    whole = parsed(module.render(report))  # type: ignore[attr-defined]
    files = module.items(report)  # type: ignore[attr-defined]
    parts = [parsed(each).subcomponents for each in files.values()]
    assert all(len(each) == 1 for each in parts)
    assert [each[0].to_ical() for each in parts] == [each.to_ical() for each in whole.subcomponents]
    assert all(name.endswith(".ics") and "/" not in name for name in files)


@pytest.mark.parametrize("journey_id", ["../../etc/passwd", "a/b", "", "x" * 400, ".hidden", "\x00", "con:", "ünï"])
def test_a_file_name_is_never_a_path(journey_id: str) -> None:
    name = file_name(Component("VTODO", uid(journey_id, "case-study"), ()))
    stem = name.removesuffix(".todo.ics")
    assert stem == "-case-study" or UUID(stem).version == 5
