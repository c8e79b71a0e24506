"""The verbs: what each does, what it says, what it refuses, and that it changes nothing else."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from msgspec.structs import fields, replace

from planner.core import changes
from planner.core.capacity import even_week
from planner.core.changes import Change, start_journey
from planner.core.journey import (
    Confirmed,
    Entry,
    Journey,
    LogEntry,
    Pin,
    PinKind,
    Record,
    SkillLevel,
    Spell,
    State,
    Week,
)
from planner.core.outlook import Outlook
from planner.core.plan import Effort, Route, Variant
from planner.core.scope import Status
from planner.core.text import has_controls
from planner.errors import BadValue, NotFound, PlannerError, Refused
from tests.core.samples import MONDAY, habit, journey_on, milestone, outcome, plan_of, skill, with_records

PLAN = plan_of(
    milestone("read", steps=("Open it", "Read it", "Close it"), hours=4),
    milestone("cook", requires=("read",), waived_by=("serve", "gone")),
    milestone("extra"),
    milestone("serve", "serve", requires=("cook",), elapsed_weeks=2),
    routes=[Route("all", "Everything"), Route("short", "Short way", frozenset({"extra"}))],
    skills=[skill("taste"), skill("time"), skill("timing")],
    levels={"taste": 1},
    variants=[Variant("keen", "Keen", {"taste": 1})],
    habits=[habit("chat", {8: 2}), habit("chart", {8: 2}), habit("theirs", {8: 1}, plans=("other",))],
)
HOSTILE = "\x1b[31mred\u202e\x07 [bold]x[/]"
CLEAN = "␛[31mred␇ [bold]x[/]"


def day(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


@pytest.fixture
def journey() -> Journey:
    return journey_on(PLAN)


def do(journey: Journey, verb: str, *args: Any, today: date = MONDAY, **choices: Any) -> Change:
    change: Change = getattr(changes, verb)(journey, PLAN, today, *args, **choices)
    return change


def after(journey: Journey, verb: str, *args: Any, **choices: Any) -> Journey:
    return do(journey, verb, *args, **choices).journey


def changed(before: Journey, now: Journey) -> set[str]:
    """Names of the parts that differ; `records.read.state` for parts of records."""
    found = {each.name for each in fields(Journey) if getattr(before, each.name) != getattr(now, each.name)}
    if "records" in found:
        found.remove("records")
        for each in {*before.records, *now.records}:
            old, new = before.record(each), now.record(each)
            found |= {
                f"{each}.{one.name}" for one in fields(Record) if getattr(old, one.name) != getattr(new, one.name)
            }
    if "settings" in found:
        found.remove("settings")
        old_settings, new_settings = before.settings, now.settings
        found |= {
            f"settings.{one.name}"
            for one in fields(old_settings)
            if getattr(old_settings, one.name) != getattr(new_settings, one.name)
        }
    return found


# What each verb does: verb, arguments, title, the parts that change.
DONE = {"read.state", "read.started", "read.finished"}
HAPPY: list[tuple[str, tuple[Any, ...], dict[str, Any], str, set[str]]] = [
    ("begin", ("read",), {}, "begun: Read", {"read.state", "read.started"}),
    ("begin", ("rea",), {"on": day(-2)}, "begun: Read", {"read.state", "read.started"}),
    ("complete", ("read",), {}, "done: Read", DONE),
    ("complete", ("read",), {"on": day(-1), "hours": 2.0, "evidence": "a.pdf"}, "done: Read", {*DONE, "log"}),
    ("skip", ("extra",), {"why": "known"}, "skipped: Extra", {"extra.state", "extra.finished", "extra.why"}),
    ("skip", ("extra",), {"why": "known", "evidence": "x"}, "skipped: Extra",
     {"extra.state", "extra.finished", "extra.why", "log"}),
    ("tick", ("read", 2), {}, "ticked step 2: Read", {"read.state", "read.started", "read.steps", "log"}),
    ("log_hours", ("read", 1.5), {}, "logged 1½ h: Read", {"read.state", "read.started", "log"}),
    ("log_hours", ("read", 24.0), {"on": day(-3), "note": "hard"}, "logged 24 h: Read",
     {"read.state", "read.started", "log"}),
    ("write_note", ("read", "two\nlines"), {}, "noted: Read", {"log"}),
    ("save_evidence", ("read", "https://example.org"), {}, "evidence kept: Read", {"log"}),
    ("remember_report", ("html", "a.html"), {}, "report saved: a.html", {"log"}),
    ("pin", ("read", PinKind.BY, day(9)), {}, "pinned by 2 Dec 2026: Read", {"read.pin"}),
    ("pin", ("read", PinKind.ON, day(0)), {}, "pinned on 23 Nov 2026: Read", {"read.pin"}),
    ("pin", ("read", PinKind.NOT_BEFORE, day(9)), {}, "pinned not before 2 Dec 2026: Read", {"read.pin"}),
    ("pause", (day(1), day(5)), {"why": "rest"}, "break: 24 Nov 2026 to 28 Nov 2026", {"spells"}),
    ("set_spell", (day(1), day(5), 10.0), {"why": "busy"}, "10 h a week: 24 Nov 2026 to 28 Nov 2026", {"spells"}),
    ("set_pace", (even_week(9),), {}, "pace: 9 h a week", {"settings.week"}),
    ("set_target", (day(90),), {}, "target: 21 Feb 2027", {"settings.target"}),
    ("set_target", (None,), {}, "target: none", set()),
    ("drop", ("extra",), {}, "dropped: Extra", {"extra.wanted"}),
    ("edit", ("read",), {"title": " New\nname "}, "edited: New name", {"read.title"}),
    ("edit", ("read",), {"effort": Effort(1, 2, 3), "on_the_job": 0.5, "private": True}, "edited: Read",
     {"read.effort", "read.on_the_job", "read.private"}),
    ("confirm_level", ("taste", 3), {"proof": "won"}, "skill: Taste 1 → 3 (independent)", {"skills"}),
    ("confirm_level", ("tas", 0), {}, "skill: Taste 1 → 0 (none)", {"skills"}),
    ("mark_habit", ("chat",), {}, "habit: Chat", {"log"}),
    ("choose_route", ("short",), {}, "route: Short way", {"settings.route"}),
    ("add", ("Buy a pan",), {"phase": "ser", "effort": Effort(1, 1, 1)}, "added: Buy a pan", {"own", "buy-a-pan.due"}),
    ("use_plan", (replace(PLAN, version="2"), "/x.toml"), {}, "plan: Guest to cook 2",
     {"settings.plan_version", "settings.plan_file"}),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "args", "choices", "title", "parts"), HAPPY)
def test_a_verb_says_what_it_did_and_changes_nothing_else(
    journey: Journey, verb: str, args: tuple[Any, ...], choices: dict[str, Any], title: str, parts: set[str]
) -> None:
    before = repr(journey)
    change = do(journey, verb, *args, **choices)
    assert change.title == title
    assert changed(journey, change.journey) == parts
    assert repr(journey) == before


NEVER: list[tuple[str, tuple[Any, ...], dict[str, Any], type[PlannerError]]] = [
    *((verb, ("nothing-like-it", *rest), choices, NotFound) for verb, rest, choices in [
        ("begin", (), {}), ("complete", (), {}), ("reopen", (), {}), ("skip", (), {"why": "x"}), ("waive", (), {}),
        ("tick", (1,), {}), ("untick", (1,), {}), ("log_hours", (1.0,), {}), ("write_note", ("x",), {}),
        ("save_evidence", ("x",), {}), ("pin", (PinKind.BY, MONDAY), {}), ("unpin", (), {}), ("drop", (), {}),
        ("edit", (), {"title": "x"}), ("confirm_level", (1,), {}), ("mark_habit", (), {}), ("unmark_habit", (), {}),
        ("choose_route", (), {}),
    ]),
    ("begin", ("read",), {"on": day(1)}, BadValue),
    ("complete", ("read",), {"on": day(1)}, BadValue),
    *(("complete", ("read",), {"hours": hours}, BadValue) for hours in (0.0, -1.0, 24.5, float("nan"), float("inf"))),
    ("complete", ("read",), {"evidence": " \n "}, BadValue),
    ("reopen", ("read",), {}, Refused),
    ("skip", ("read",), {"why": "  "}, BadValue),
    ("skip", ("read",), {"why": "x" * 501}, BadValue),
    ("skip", ("read",), {"why": "x", "evidence": ""}, BadValue),
    ("waive", ("read",), {}, Refused),
    ("waive", ("cook",), {}, Refused),
    *(("tick", ("read", step), {}, BadValue) for step in (0, 4, -1)),
    ("tick", ("cook", 1), {}, BadValue),
    ("untick", ("read", 1), {}, Refused),
    ("untick", ("read", 9), {}, BadValue),
    *(("log_hours", ("read", hours), {}, BadValue) for hours in (0.0, -2.0, 24.01, float("nan"), float("-inf"))),
    ("log_hours", ("read", 1.0), {"on": day(1)}, BadValue),
    ("write_note", ("read", " \t\n"), {}, BadValue),
    ("write_note", ("read", "x" * 100_001), {}, BadValue),
    ("save_evidence", ("read", "\u202e"), {}, BadValue),
    ("pin", ("read", PinKind.BY, day(-1)), {}, BadValue),
    ("pin", ("read", PinKind.ON, date(2080, 1, 1)), {}, BadValue),
    ("unpin", ("read",), {}, Refused),
    ("pause", (day(5), day(4)), {"why": ""}, BadValue),
    ("pause", (day(0), day(733)), {"why": ""}, BadValue),
    ("resume", (day(0),), {}, NotFound),
    *(("set_spell", (day(0), day(4), hours), {}, BadValue) for hours in (0.0, -1.0, 144.5, float("nan"))),
    *(("set_pace", (Week(hours),), {}, BadValue)
      for hours in [(0,) * 7, (25, 0, 0, 0, 0, 0, 0), (-1, 9, 0, 0, 0, 0, 0), (float("nan"), 9, 0, 0, 0, 0, 0)]),
    ("set_target", (day(-1),), {}, BadValue),
    ("set_target", (date(2090, 1, 1),), {}, BadValue),
    ("edit", ("read",), {}, BadValue),
    ("edit", ("read",), {"title": ""}, BadValue),
    ("edit", ("read",), {"title": "x" * 501}, BadValue),
    *(("edit", ("read",), {"effort": Effort(*hours)}, BadValue)
      for hours in [(0, 1, 2), (3, 2, 1), (1, 3, 2), (1, 2, 2001), (1, 2, float("inf")), (float("nan"), 1, 2)]),
    *(("edit", ("read",), {"on_the_job": share}, BadValue) for share in (-0.1, 1.1, float("nan"))),
    ("edit", ("read",), {"phase": "serve"}, Refused),
    ("edit", ("read",), {"requires": ()}, Refused),
    ("edit", ("read",), {"elapsed_weeks": 1.0}, Refused),
    ("add", ("x",), {"phase": "nowhere", "effort": Effort(1, 1, 1)}, NotFound),
    ("add", ("x",), {"phase": "", "effort": Effort(1, 1, 1)}, NotFound),
    ("add", ("",), {"phase": "learn", "effort": Effort(1, 1, 1)}, BadValue),
    ("add", ("x",), {"phase": "learn", "effort": Effort(2, 1, 1)}, BadValue),
    ("add", ("x",), {"phase": "learn", "effort": Effort(1, 1, 1), "requires": ["gone"]}, NotFound),
    ("add", ("x",), {"phase": "learn", "effort": Effort(1, 1, 1), "steps": [" "]}, BadValue),
    *(("add", ("x",), {"phase": "learn", "effort": Effort(1, 1, 1), "elapsed_weeks": weeks}, BadValue)
      for weeks in (-1.0, 261.0, float("nan"))),
    *(("confirm_level", ("taste", to), {}, BadValue) for to in (-1, 5)),
    ("confirm_level", ("taste", 1), {"proof": ""}, BadValue),
    ("confirm_level", ("ti", 1), {}, NotFound),
    ("mark_habit", ("cha",), {}, NotFound),
    ("mark_habit", ("theirs",), {}, NotFound),
    ("mark_habit", ("chat",), {"on": day(1)}, BadValue),
    ("unmark_habit", ("chat",), {}, Refused),
    ("choose_route", ("all",), {}, Refused),
    ("use_plan", (replace(PLAN, id="other"), ""), {}, Refused),
]  # fmt: skip
CODES = {BadValue: 2, NotFound: 3, Refused: 4}


@pytest.mark.parametrize(("verb", "args", "choices", "kind"), NEVER)
def test_a_verb_refuses_with_its_kind_and_code(
    journey: Journey, verb: str, args: tuple[Any, ...], choices: dict[str, Any], kind: type[PlannerError]
) -> None:
    with pytest.raises(kind) as refused:
        do(journey, verb, *args, **choices)
    assert type(refused.value) is kind
    assert refused.value.exit_code == CODES[kind]
    assert refused.value.message.endswith((".", "?"))
    assert len(refused.value.message) < 400


REFERRING: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("complete", (), {}), ("confirm_level", (1,), {}), ("mark_habit", (), {}), ("choose_route", (), {}),
]  # fmt: skip


@pytest.mark.parametrize("reference", [HOSTILE, "\x1b]0;x\x07" + "x" * 5000, "a\nb", "\ud800"])
def test_refusals_never_repeat_controls(journey: Journey, reference: str) -> None:
    calls: list[Callable[[], object]] = [
        *(partial(do, journey, verb, reference, *args, **choices) for verb, args, choices in REFERRING),
        partial(do, journey, "add", "x", phase=reference, effort=Effort(1, 1, 1)),
        *(
            partial(start_journey, PLAN, MONDAY, identifier="x", week=even_week(6), **choices)
            for choices in ({"route": reference}, {"variant": reference}, {"levels": {reference: 1}})
        ),
    ]
    for call in calls:
        told = outcome(call)
        assert isinstance(told, NotFound | BadValue)
        assert not has_controls(told.message)
        assert "\n" not in told.message
        assert len(told.message) < 300


@pytest.mark.parametrize("verb", ["begin", "complete", "waive", "unpin"])
def test_what_is_dropped_has_to_come_back_first(journey: Journey, verb: str) -> None:
    with pytest.raises(Refused, match="`planner reopen extra` first"):
        do(after(journey, "drop", "extra"), verb, "extra")


@pytest.mark.parametrize("state", [State.DONE, State.SKIPPED, State.WAIVED])
@pytest.mark.parametrize(
    ("verb", "args", "choices"),
    [("begin", (), {}), ("skip", (), {"why": "x"}), ("waive", (), {}), ("pin", (PinKind.BY, MONDAY), {}),
     ("drop", (), {})],
)  # fmt: skip
def test_what_is_behind_us_cannot_be_planned(
    journey: Journey, state: State, verb: str, args: tuple[Any, ...], choices: dict[str, Any]
) -> None:
    with pytest.raises(Refused, match=state.value):
        do(with_records(journey, read=Record(state)), verb, "read", *args, **choices)


def test_begin_and_log_keep_the_first_day(journey: Journey) -> None:
    begun = after(journey, "log_hours", "read", 1.0, on=day(-3))
    assert begun.record("read").started == day(-3)
    assert after(begun, "log_hours", "read", 1.0).record("read").started == day(-3)
    with pytest.raises(Refused, match="started already"):
        do(begun, "begin", "read")
    done = after(begun, "complete", "read", on=day(-5))
    assert (done.record("read").started, done.record("read").finished) == (day(-5), day(-5))


def test_complete_keeps_hours_and_evidence(journey: Journey) -> None:
    done = after(journey, "complete", "read", on=day(-1), hours=2.0, evidence=HOSTILE)
    assert done.log == (
        LogEntry(1, day(-1), Entry.HOURS, "read", 2.0),
        LogEntry(2, day(-1), Entry.EVIDENCE, "read", 0.0, CLEAN),
    )
    assert done.record("read").due == journey.record("read").due
    with pytest.raises(Refused, match="done already"):
        do(done, "complete", "read")
    skipped = after(journey, "skip", "read", why="known")
    assert after(skipped, "complete", "read").record("read").why == ""


def test_reopen_takes_a_word_back(journey: Journey) -> None:
    worked = after(journey, "log_hours", "read", 1.0)
    for verb, choices in (("complete", {}), ("skip", {"why": "known"})):
        closed = after(worked, verb, "read", **choices)
        change = do(closed, "reopen", "read", today=day(3))
        assert change.title == "reopened: Read"
        assert change.journey.record("read") == worked.record("read")
    untouched = after(after(journey, "skip", "extra", why="known"), "reopen", "extra")
    assert untouched.record("extra") == journey.record("extra")


def test_reopen_brings_in_what_was_dropped_with_a_promise_of_today(journey: Journey) -> None:
    dropped = after(journey, "drop", "extra")
    change = do(dropped, "reopen", "extra", today=day(30))
    assert change.title == "brought in: Extra"
    assert change.journey.record("extra").wanted is True
    due = change.journey.record("extra").due
    assert due is not None
    assert due >= day(30)
    assert changed(dropped, change.journey) == {"extra.wanted", "extra.due"}


def test_reopen_brings_back_what_the_route_has_dropped_since(journey: Journey) -> None:
    done = after(after(journey, "complete", "extra"), "choose_route", "short")
    assert Outlook(PLAN, done, MONDAY).milestones["extra"].status is Status.DONE
    reopened = after(done, "reopen", "extra")
    assert Outlook(PLAN, reopened, MONDAY).all_milestones["extra"].status.is_to_do


def test_waiving_needs_the_other_done(journey: Journey) -> None:
    with pytest.raises(Refused, match="once “Serve” is done"):
        do(journey, "waive", "cook")
    change = do(after(journey, "complete", "serve"), "waive", "cook")
    assert change.title == "waived: Cook"
    record = change.journey.record("cook")
    assert (record.state, record.why, record.finished) == (State.WAIVED, "covered by Serve", MONDAY)


def test_ticks_come_and_go(journey: Journey) -> None:
    ticked = after(after(journey, "tick", "read", 2), "tick", "read", 3)
    assert ticked.record("read").steps == {1, 2}
    assert [(entry.kind, entry.text) for entry in ticked.log] == [(Entry.STEP, "Read it"), (Entry.STEP, "Close it")]
    with pytest.raises(Refused, match="ticked already"):
        do(ticked, "tick", "read", 2)
    change = do(ticked, "untick", "read", 2)
    assert change.title == "unticked step 2: Read"
    assert change.journey.record("read").steps == {2}
    assert [entry.text for entry in change.journey.log] == ["Close it"]


def test_hostile_text_is_shown_and_never_obeyed(journey: Journey) -> None:
    noted = after(journey, "write_note", "read", HOSTILE + "\n" + HOSTILE)
    assert noted.log[0].text == CLEAN + "\n" + CLEAN
    assert after(journey, "save_evidence", "read", HOSTILE).log[0].text == CLEAN
    assert after(journey, "log_hours", "read", 1.0, note=HOSTILE).log[0].text == CLEAN
    assert after(journey, "skip", "read", why=HOSTILE).record("read").why == CLEAN
    assert after(journey, "edit", "read", title=HOSTILE).record("read").title == CLEAN
    assert do(journey, "edit", "read", title=HOSTILE).title == f"edited: {CLEAN}"
    assert after(journey, "pause", day(0), day(1), why=HOSTILE).spells[0].why == CLEAN
    assert after(journey, "set_spell", day(0), day(1), 2.0, why=HOSTILE).spells[0].why == CLEAN
    assert after(journey, "confirm_level", "taste", 2, proof=HOSTILE).skills["taste"].proof == CLEAN
    saved = do(journey, "remember_report", "html", HOSTILE + "\n.html")
    assert saved.title == f"report saved: {CLEAN} .html"
    assert saved.journey.log[0].text == CLEAN + "\n.html"
    added = after(journey, "add", HOSTILE, phase="learn", effort=Effort(1, 1, 1), steps=[HOSTILE], done_when=HOSTILE)
    own = next(iter(added.own.values()))
    assert (own.id, own.title, own.done_when, own.steps) == ("31mred-bold-x", CLEAN, CLEAN, (CLEAN,))
    named = start_journey(PLAN, MONDAY, identifier="x", week=even_week(6), name=HOSTILE + "\n" + "n" * 900)
    assert named.settings.name.startswith(CLEAN + " n")
    assert len(named.settings.name) == 500


def test_reasons_of_breaks_have_a_length(journey: Journey) -> None:
    for verb, args in (("pause", (day(0), day(1))), ("set_spell", (day(0), day(1), 2.0))):
        with pytest.raises(BadValue, match="longer than 500"):
            do(journey, verb, *args, why="x" * 501)


def test_own_milestones_are_added_edited_and_kept_apart(journey: Journey) -> None:
    one = Effort(1, 1, 1)
    two = after(after(journey, "add", "Read", phase="learn", effort=one), "add", "Réad!", phase="learn", effort=one)
    assert list(two.own) == ["read-2", "read-3"]
    assert list(after(two, "add", "日本", phase="serve", effort=one).own)[-1] == "own"
    linked = after(two, "add", "Last", phase="serve", effort=one, requires=["read-3", "cook", "read-3"],
                   elapsed_weeks=3.0, steps=["a", "b"], done_when="Ate")  # fmt: skip
    own = linked.own["last"]
    assert (own.requires, own.elapsed_weeks, own.steps, own.done_when) == (("read-3", "cook"), 3.0, ("a", "b"), "Ate")
    assert linked.record("last").due == Outlook(PLAN, linked, MONDAY).milestones["last"].finish
    moved = after(linked, "edit", "last", phase="learn", requires=[], elapsed_weeks=0.0)
    assert (moved.own["last"].phase, moved.own["last"].requires, moved.own["last"].elapsed_weeks) == ("learn", (), 0.0)
    with pytest.raises(Refused, match=r"read-3 → last → read-3|last → read-3 → last"):
        do(linked, "edit", "read-3", requires=["last"])
    with pytest.raises(Refused, match="last → last"):
        do(linked, "edit", "last", requires=["last"])


def test_an_edit_that_would_take_centuries_is_refused(journey: Journey) -> None:
    slow = after(journey, "set_pace", even_week(0.25))
    long = after(slow, "edit", "read", effort=Effort(2000, 2000, 2000))
    with pytest.raises(Refused, match="150 years"):
        do(long, "edit", "cook", effort=Effort(2000, 2000, 2000))
    with pytest.raises(Refused, match="150 years"):
        do(long, "add", "x", phase="learn", effort=Effort(2000, 2000, 2000))
    both = after(after(long, "set_pace", even_week(8)), "edit", "cook", effort=Effort(2000, 2000, 2000))
    with pytest.raises(Refused, match="150 years"):
        do(both, "set_pace", even_week(0.25))
    done = after(after(both, "complete", "cook"), "set_pace", even_week(0.25))
    with pytest.raises(Refused, match="150 years"):
        do(done, "reopen", "cook")


def test_pins_come_and_go(journey: Journey) -> None:
    pinned = after(journey, "pin", "read", PinKind.BY, day(9))
    assert pinned.record("read").pin == Pin(PinKind.BY, day(9))
    change = do(pinned, "unpin", "read")
    assert change.title == "unpinned: Read"
    assert change.journey == journey


@pytest.mark.parametrize(
    ("breaks", "on", "left"),
    [
        ([(0, 9)], 4, [(0, 3)]),
        ([(0, 9)], 0, []),
        ([(0, 9)], 9, [(0, 8)]),
        ([(5, 9)], 2, []),
        ([(20, 29), (5, 9)], 2, [(20, 29)]),
        ([(0, 3), (5, 9)], 6, [(0, 3), (5, 5)]),
        ([(0, 9), (4, 19)], 6, [(0, 5), (4, 5)]),
        ([(0, 9), (20, 29)], 6, [(0, 5), (20, 29)]),
    ],
)
def test_resume(journey: Journey, breaks: list[tuple[int, int]], on: int, left: list[tuple[int, int]]) -> None:
    for first, last in breaks:
        journey = after(journey, "pause", day(first), day(last), why="")
    change = do(journey, "resume", day(on))
    assert change.journey.spells == tuple(Spell(day(first), day(last), 0.0) for first, last in left)
    assert change.title.startswith("break ended: ")
    assert Outlook(PLAN, change.journey, MONDAY).capacity.spell_on(day(on)) is None


def test_resume_leaves_busy_spells_alone(journey: Journey) -> None:
    journey = after(journey, "set_spell", day(0), day(9), 3.0)
    with pytest.raises(NotFound):
        do(journey, "resume", day(2))


def test_the_same_stretch_twice_is_refused(journey: Journey) -> None:
    journey = after(journey, "pause", day(0), day(9), why="")
    with pytest.raises(Refused, match="already"):
        do(journey, "pause", day(0), day(9), why="")


def test_a_target_before_a_start_to_come_is_refused() -> None:
    journey = journey_on(PLAN, start=day(30))
    with pytest.raises(BadValue, match="in the past"):
        do(journey, "set_target", day(20))


def test_levels_keep_their_start_and_proof(journey: Journey) -> None:
    risen = after(journey, "confirm_level", "taste", 3, proof="won")
    first = Confirmed(MONDAY, 1, 3)
    assert risen.skills["taste"] == SkillLevel(1, 3, "won", (first,))
    assert after(risen, "confirm_level", "taste", 3, proof="again").skills["taste"].changes == (first,)
    fallen = after(risen, "confirm_level", "taste", 2).skills["taste"]
    assert fallen == SkillLevel(1, 2, "won", (first, Confirmed(MONDAY, 3, 2)))
    bare = replace(journey, skills={})
    kept = SkillLevel(1, 2, changes=(Confirmed(MONDAY, 1, 2),))
    assert after(bare, "confirm_level", "taste", 2).skills == {"taste": kept}


def test_habit_marks_are_taken_back_latest_first(journey: Journey) -> None:
    marked = after(after(journey, "mark_habit", "chat"), "mark_habit", "chat", on=day(-9))
    change = do(marked, "unmark_habit", "chat")
    assert change.title == "habit taken back: Chat"
    assert [entry.date for entry in change.journey.log] == [day(-9)]


def test_another_route_promises_only_what_it_brings_in() -> None:
    journey = journey_on(PLAN, route="short")
    assert journey.record("extra").due is None
    change = do(journey, "choose_route", "all", today=day(10))
    assert changed(journey, change.journey) == {"settings.route", "extra.due"}
    due = change.journey.record("extra").due
    assert due is not None
    assert due >= day(10)


START: list[tuple[dict[str, Any], type[PlannerError]]] = [
    ({"route": "gone"}, NotFound),
    ({"variant": "gone"}, NotFound),
    ({"start": day(367)}, BadValue),
    ({"start": day(-367)}, BadValue),
    ({"target": day(-1)}, BadValue),
    ({"target": day(9), "start": day(10)}, BadValue),
    ({"target": date(2099, 1, 1)}, BadValue),
    ({"levels": {"taste": 5}}, BadValue),
    ({"levels": {"unknown": 1}}, BadValue),
    ({"week": Week((0,) * 7)}, BadValue),
]


@pytest.mark.parametrize(("choices", "kind"), START)
def test_a_journey_that_cannot_begin(choices: dict[str, Any], kind: type[PlannerError]) -> None:
    with pytest.raises(kind):
        start_journey(PLAN, MONDAY, identifier="x", **{"week": even_week(6), **choices})


def test_a_journey_begins_with_every_promise() -> None:
    journey = start_journey(PLAN, MONDAY, identifier="x", week=even_week(6), variant="keen", start=day(7),
                            target=day(99), levels={"time": 3})  # fmt: skip
    assert {each: record.due is not None for each, record in journey.records.items()} == dict.fromkeys(
        ("read", "cook", "extra", "serve"), True
    )
    assert journey.skills["taste"].start == 2
    assert journey.skills["time"].start == 3
    assert (journey.settings.start, journey.settings.target, journey.log) == (day(7), day(99), ())


def test_every_verb_has_its_happy_path_here() -> None:
    """A verb added without a test is noticed."""
    apart = {"Change", "Verb", "start_journey", "reopen", "resume", "unmark_habit", "unpin", "untick", "waive"}
    apart |= {"replan", "Scenario", "take_scenario"}  # see test_replan and test_whatif
    assert {verb for verb, *_ in HAPPY} | apart == set(changes.__all__)
    verbs: list[Callable[..., Any]] = [getattr(changes, each) for each in changes.__all__]
    assert all(callable(verb) for verb in verbs)
