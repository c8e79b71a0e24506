"""Journeys for the tests of the store: one to look at, and Hypothesis strategies for all of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import strategies as st

from planner.core.bounds import EARLIEST_START, LATEST_START, MOST_HOURS, MOST_HOURS_LOGGED, MOST_WEEKS
from planner.core.journey import (
    Entry,
    Journey,
    LogEntry,
    PastWeek,
    Pin,
    PinKind,
    Record,
    Settings,
    SkillLevel,
    Spell,
    State,
    Week,
)
from planner.core.plan import Effort, Kind, Milestone
from planner.core.text import visible
from planner.store.journeys import JourneyFile

Edit = Callable[[Journey], tuple[str, Journey]]
AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
SETTINGS = Settings("Ana", "marketing", "1", "internal", date(2026, 1, 5), Week((0, 1.5, 0, 1.5, 0, 4, 0)))
OWN = Milestone("own-course", "learn", "Take [the] course", "why", "done", Effort(2, 4, 8), steps=("a", "b"))


def sample(entries: int = 3) -> Journey:
    """A journey with something in every part."""
    return Journey(
        "journey-1",
        SETTINGS,
        {"spec": Record(State.DONE, finished=date(2026, 1, 9), steps=frozenset({0, 2})), "talk": Record(due=None)},
        {OWN.id: OWN},
        (Spell(date(2026, 8, 1), date(2026, 8, 14), 0, "holiday"),),
        {"discovery": SkillLevel(1, 2, "a project")},
        tuple(LogEntry(n, date(2026, 1, 6), Entry.HOURS, "spec", 1.5, f"line {n}") for n in range(1, entries + 1)),
        (PastWeek(date(2026, 2, 1), Week((0, 1, 0, 1, 0, 2, 0))),),
    )


def begun(path: Path, journey: Journey | None = None, *, patience: float = 5.0) -> JourneyFile:
    """A file with a journey in it."""
    file = JourneyFile(path, patience=patience)
    file.create(journey or sample(), "Started", AT)
    return file


def noted(text: str) -> Edit:
    """A change that adds a note."""
    return lambda journey: (f"note: {text}", journey.with_entry(date(2026, 1, 7), Entry.NOTE, "spec", text=text))


def numbered(rows: list[tuple[int, date, Entry, str, float, str]]) -> tuple[LogEntry, ...]:
    log: list[LogEntry] = []
    for step, day, kind, about, hours, text in rows:
        log.append(LogEntry((log[-1].number if log else 0) + step, day, kind, about, hours, text))
    return tuple(log)


texts = st.text(max_size=12).map(visible)
names = st.text(min_size=1, max_size=8).map(visible).filter(bool)
days = st.dates()
starts = st.dates(date(EARLIEST_START, 1, 1), date(LATEST_START, 12, 31))
amounts = st.floats(0, MOST_HOURS_LOGGED)
waits = st.floats(0, MOST_WEEKS)
shares = st.floats(0, 1)
levels = st.integers(0, 4)
lines = st.lists(texts, max_size=3).map(tuple)
efforts = (
    st.lists(st.floats(0, MOST_HOURS, exclude_min=True), min_size=3, max_size=3).map(sorted).map(lambda e: Effort(*e))
)
weeks = st.tuples(*[st.floats(0, 24)] * 7).filter(any).map(Week)
pins = st.builds(Pin, st.sampled_from(PinKind), days)
settings_ = st.builds(
    Settings, texts, texts, texts, texts, starts, weeks, st.none() | texts, st.none() | days, plan_file=texts
)
records = st.builds(
    Record,
    st.sampled_from(State),
    st.none() | st.booleans(),
    st.none() | days,
    st.none() | days,
    st.none() | days,
    st.frozensets(st.integers(0, 40), max_size=4),
    st.none() | pins,
    st.none() | efforts,
    st.none() | shares,
    st.none() | texts,
    texts,
    st.booleans(),
)
milestones = st.builds(
    Milestone,
    names,
    texts,
    texts,
    texts,
    texts,
    efforts,
    shares,
    waits,
    lines,
    st.dictionaries(names, st.integers(1, 3), max_size=3),
    texts,
    lines,
    lines,
    st.integers(1, 5),
    st.sampled_from(Kind),
    st.dictionaries(names, levels, max_size=3),
    texts,
    lines,
    lines,
)
spells = st.builds(
    lambda ends, hours, why: Spell(min(ends), max(ends), hours, why), st.tuples(days, days), st.floats(0, 168), texts
)
entries = st.lists(st.tuples(st.integers(1, 3), days, st.sampled_from(Entry), texts, amounts, texts), max_size=6).map(
    numbered
)
journeys = st.builds(
    Journey,
    texts,
    settings_,
    st.dictionaries(names, records, max_size=5),
    st.lists(milestones, max_size=4, unique_by=lambda each: each.id).map(lambda each: {m.id: m for m in each}),
    st.lists(spells, max_size=4).map(tuple),
    st.dictionaries(names, st.builds(SkillLevel, levels, levels, texts), max_size=4),
    entries,
    st.lists(st.builds(PastWeek, days, weeks), max_size=4).map(tuple),
)
