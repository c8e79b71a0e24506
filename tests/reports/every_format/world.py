"""A small plan and a journey with something in every field that holds text, each filled by a function of the test.

Everything is built by hand and not through the verbs, which clean what they take: a format must be safe by itself. The
same function for all fields makes the tests short: one that gives each field a secret of its own, one that gives them
all a hostile text, one that gives plain words.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from planner.core.forecast import forecast
from planner.core.journey import (
    Confirmed,
    Entry,
    Journey,
    LogEntry,
    Pin,
    PinKind,
    Record,
    ReportMark,
    Settings,
    SkillLevel,
    Spell,
    State,
    Week,
)
from planner.core.outlook import Outlook
from planner.core.plan import (
    Counter,
    Destination,
    Effort,
    Gate,
    Habit,
    Milestone,
    Period,
    Phase,
    Plan,
    Role,
    Route,
    Skill,
    Split,
    Variant,
)
from planner.reports import Report, Scope, build
from tests.conftest import TODAY

Say = Callable[[str], str]
RUNS: Final = 60  # of the forecast: enough for every sentence of it
START: Final = TODAY - timedelta(weeks=20)
# Fields whose text stays out of a report unless what is private is asked for, by the name that `Say` is given.
PRIVATE: Final = (
    "note", "note on hours", "break", "break over", "busy weeks", "skip", "private title", "private evidence",
    "private note", "private hours", "private skip", "own private title", "own private done when",
    "own private step", "own private evidence", "private piece", "private done", "private late", "private pinned",
)  # fmt: skip
# Fields that are nobody's business and in no report at all: paths of files on the person's own disk.
NEVER: Final = ("plan file", "report place")
OWN_PRIVATE: Final = "own-private"
PRIVATE_DAY: Final = date(2019, 3, 3)  # a date that cannot be met any more
_LATER: Final = ("waiting", "private", "after", "pinned", "pinned-private", "left-out")


def plan(say: Say) -> Plan:
    """Two phases, every kind of part, and a text in every field."""
    weeks = [
        _milestone(say, "done", skills={"writing": 3}),
        _milestone(say, "done-too", skills={"asking": 2}),
        _milestone(say, "done-private"),
        _milestone(say, "skipped"),
        _milestone(say, "skipped-private"),
        _milestone(say, "waived"),
        _milestone(say, "stuck"),
        _milestone(say, "started"),
        _milestone(say, "late-private"),
    ]
    later = [
        _milestone(say, "waiting", elapsed_weeks=3.0, requires=("started",)),
        _milestone(say, "private", requires=("waiting",)),
        _milestone(say, "after", requires=("private", "late-private")),
        _milestone(say, "pinned"),
        _milestone(say, "pinned-private"),
        _milestone(say, "left-out"),
    ]
    gates = (
        Gate("first", say("gate title"), say("gate question"), "", ("done", "done-private"), readiness=True),
        Gate("next", say("next gate title"), say("next gate question"), "", ("private", "after"), ("waiting", "stuck"),
             {"talks": 3}, readiness=True),
    )  # fmt: skip
    return Plan(
        id="world",
        version=say("plan version"),
        title=say("plan title"),
        starts_from="from",
        leads_to="to",
        promise=say("promise"),
        hard_truth=say("hard truth"),
        default_route="main",
        role=Role(say("role"), {"writing": 1}, variants=(Variant("variant", say("variant"), {"asking": 1}),)),
        phases=tuple(
            Phase(each, say(f"phase {each}"), say("outcome"), tuple(m.id for m in members))
            for each, members in (("learn", weeks), ("prove", later))
        ),
        routes=(Route("main", say("route"), frozenset({"left-out"})),),
        milestones={each.id: each for each in (*weeks, *later)},
        destination=Destination(
            "to",
            say("destination"),
            {each: _skill(say, each) for each in ("writing", "asking", "leading")},
            (_habit(say, "talk"),),
            gates,
            {"talks": Counter("talks", say("counter"), "talk", {"done": 1})},
            splits=(Split(6, 1, {}, {}, {}, say("split")),),
        ),
    )


def journey(say: Say, own_id: str = "own-done") -> Journey:
    """Something done, stuck, late, skipped, waived, pinned and private; `own_id` is the id of a milestone added."""
    own = _own(say, own_id, "own"), _own(say, OWN_PRIVATE, "own private"), _own(say, "own-ahead", "own ahead")
    return Journey(
        id="journey-1",
        settings=Settings(
            say("name"), "world", say("settings version"), "main", START, Week((0, 2, 0, 2, 0, 3, 0)), "variant",
            TODAY + timedelta(weeks=2), say("plan file"),
        ),
        records={**_records(say), own_id: _done(9)},
        own={each.id: each for each in own},
        spells=(
            Spell(TODAY + timedelta(days=3), TODAY + timedelta(days=6), 0.0, say("break")),
            Spell(START + timedelta(days=30), START + timedelta(days=36), 0.0, say("break over")),
            Spell(TODAY + timedelta(days=8), TODAY + timedelta(days=9), 3.0, say("busy weeks")),
        ),
        skills={
            "writing": SkillLevel(1, 2, say("proof"), (Confirmed(TODAY - timedelta(days=3), 1, 2),)),
            "asking": SkillLevel(0, 0, say("proof of nothing")),
        },
        log=tuple(
            LogEntry(number, TODAY - timedelta(days=days), kind, about, hours, text, shut, mark)
            for number, (days, kind, about, hours, text, shut, mark) in enumerate(_log(say, own_id), 1)
        ),
    )  # fmt: skip


def report(say: Say, scope: Scope | None = None, own_id: str = "own-done") -> Report:
    """The report on all of it, with a forecast and reminders."""
    outlook = Outlook(plan(say), journey(say, own_id), TODAY)
    return build(outlook, scope or Scope(alarm_minutes=480), forecast(outlook, runs=RUNS))


def _milestone(say: Say, identifier: str, **fields: object) -> Milestone:
    found = Milestone(
        id=identifier,
        phase="",
        title=say(f"title {identifier}"),
        why=say("why"),
        done_when=say(f"done when {identifier}"),
        effort=Effort(2, 3, 6),
        evidence=say("evidence wanted"),
        steps=(say("first step"), say("second step")),
        skip_if=say("skip if"),
    )
    return replace(found, phase="prove" if identifier in _LATER else "learn", **fields)


def _own(say: Say, identifier: str, name: str) -> Milestone:
    return Milestone(
        identifier, "prove", say(f"{name} title"), "", say(f"{name} done when"), Effort(1, 2, 3),
        steps=(say(f"{name} step"),),
    )  # fmt: skip


def _skill(say: Say, identifier: str) -> Skill:
    anchors = tuple(say(f"anchor {level}") for level in range(5))
    return Skill(identifier, say(f"skill {identifier}"), "core", 2, 3, 2, say("skill summary"), anchors)


def _habit(say: Say, identifier: str) -> Habit:
    return Habit(
        identifier, say(f"habit {identifier}"), Period.WEEK, {5: 2, 8: 2, 12: 2}, 30, 1, ("learn", "prove"),
        own_hours=True, done_when=say("habit done when"), why=say("habit why"),
    )  # fmt: skip


def _records(say: Say) -> dict[str, Record]:
    def due(days: int) -> date:
        return TODAY + timedelta(days=days)

    begun = START + timedelta(days=2)
    return {
        "done": _done(12),
        "done-too": _done(2),
        "done-private": Record(State.DONE, started=begun, finished=due(-5), title=say("private done"), private=True),
        "skipped": Record(State.SKIPPED, finished=due(-6), why=say("skip")),
        "skipped-private": Record(State.SKIPPED, finished=due(-6), why=say("private skip"), private=True),
        "waived": Record(State.WAIVED, finished=due(-4)),
        "stuck": Record(State.STARTED, started=begun, due=due(-40), steps=frozenset({0})),
        "started": Record(State.STARTED, started=due(-3), due=due(-1)),
        "late-private": Record(due=due(-30), title=say("private late"), private=True),
        "waiting": Record(due=due(5)),
        "private": Record(due=due(9), title=say("private title"), private=True),
        "after": Record(due=due(10), title=say("new title")),
        "pinned": Record(pin=Pin(PinKind.BY, due(1))),
        "pinned-private": Record(pin=Pin(PinKind.BY, PRIVATE_DAY), title=say("private pinned"), private=True),
        OWN_PRIVATE: Record(private=True, due=due(-2)),
        "own-ahead": Record(due=due(20)),
    }


def _done(days: int) -> Record:
    return Record(State.DONE, started=START + timedelta(days=1), finished=TODAY - timedelta(days=days))


_Row = tuple[int, Entry, str, float, str, bool, ReportMark | None]


def _log(say: Say, own_id: str) -> list[_Row]:
    """Days ago, kind, about what, hours, text, whether private, and what a report said."""
    mark = ReportMark(
        10, TODAY, TODAY, TODAY + timedelta(days=9), TODAY + timedelta(days=20), 0.5, 1.4, 4.0, 0, 9.0,
        say("settings version"), (), (),
    )  # fmt: skip
    return [
        (130, Entry.NOTE, "done", 0.0, say("note"), False, None),
        (100, Entry.HOURS, "stuck", 2.0, say("note on hours"), False, None),
        (70, Entry.REPORT, "md", 0.0, say("report place"), False, mark),
        (30, Entry.HABIT, "talk", 0.0, OWN_PRIVATE, False, None),
        (12, Entry.HOURS, "done", 4.5, "", False, None),
        (12, Entry.EVIDENCE, "done", 0.0, say("evidence"), False, None),
        (12, Entry.EVIDENCE, "done", 0.0, say("private piece"), True, None),
        (9, Entry.EVIDENCE, own_id, 0.0, say("own evidence"), False, None),
        (5, Entry.EVIDENCE, "done-private", 0.0, say("private evidence"), False, None),
        (6, Entry.NOTE, "private", 0.0, say("private note"), False, None),
        (5, Entry.HOURS, "done-private", 3.0, say("private hours"), False, None),
        (5, Entry.EVIDENCE, OWN_PRIVATE, 0.0, say("own private evidence"), False, None),
        (2, Entry.EVIDENCE, "done-too", 0.0, say("more evidence"), False, None),
        (1, Entry.HOURS, "started", 1.0, "", False, None),
    ]
