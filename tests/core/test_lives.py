"""Whole lives of a journey: any verbs in any order, on days that pass, leave something that can be looked at."""

from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from planner.core import changes
from planner.core.capacity import even_week
from planner.core.journey import Journey, PinKind, State, Week
from planner.core.outlook import Outlook
from planner.core.plan import Effort, Plan, Route
from planner.core.scope import Status
from planner.errors import PlannerError
from tests.core.networks import check_schedule
from tests.core.samples import MONDAY, habit, journey_on, milestone, outcome, plan_of, skill

PLAN = plan_of(
    milestone("read", hours=4, steps=("one", "two", "three"), skills={"taste": 2}),
    milestone("cook", requires=("read",), hours=9, skills={"taste": 3}, waived_by=("serve",)),
    milestone("ask", elapsed_weeks=6, on_the_job=0.5),
    milestone("extra", requires=("read",), hours=30),
    milestone("serve", "serve", requires=("cook", "ask", "extra"), elapsed_weeks=2),
    routes=[Route("all", "All"), Route("short", "Short", frozenset({"extra", "ask"}), {"serve": ("read",)})],
    skills=[skill("taste", target=3)],
    habits=[habit("review", {5: 1, 8: 2}, own_hours=True, phases=("learn", "serve"))],
)
references = st.sampled_from(("read", "cook", "ask", "extra", "serve", "own", "own-2", "own-3", "nobody"))
efforts = st.sampled_from((Effort(1, 2, 3), Effort(0.1, 0.1, 0.1), Effort(40, 50, 90), Effort(2000, 2000, 2000)))
some_hours = st.sampled_from((0.25, 2.0, 24.0, 25.0))
texts = st.sampled_from(("", "well", "\x1b[31m\u202ered\x00", "a\nb", "x" * 600))
patterns = st.sampled_from(
    (even_week(0.25), even_week(5), even_week(60), Week((0, 0, 0, 0, 0, 5, 0)), Week((0, 0.25, 0, 0, 0, 0, 0)))
)


class Life(RuleBasedStateMachine):
    """A person who does anything at any time; what a verb refuses changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan = PLAN
        self.today: date = MONDAY
        self.journey: Journey = journey_on(PLAN)
        self.facts: dict[str, date] = {}

    def do(self, verb: str, *args: Any, **choices: Any) -> None:
        before = repr(self.journey)
        change = outcome(lambda: getattr(changes, verb)(self.journey, self.plan, self.today, *args, **choices))
        assert repr(self.journey) == before
        if isinstance(change, PlannerError):
            assert change.exit_code in (2, 3, 4)
            return
        assert change.title
        assert "\n" not in change.title
        self.journey = change.journey

    def day(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    @initialize(week=patterns, route=st.sampled_from(("all", "short")), start=st.integers(-30, 60))
    def start(self, week: Week, route: str, start: int) -> None:
        self.journey = journey_on(PLAN, week, route=route, start=self.day(start))

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(
        verb=st.sampled_from(("begin", "complete", "reopen", "waive", "unpin", "drop")),
        reference=references,
    )
    def plain_verb(self, verb: str, reference: str) -> None:
        self.do(verb, reference)

    @rule(reference=references, ago=st.integers(-1, 60), hours=st.one_of(st.none(), some_hours))
    def complete_some_days_ago(self, reference: str, ago: int, hours: float | None) -> None:
        self.do("complete", reference, on=self.day(-ago), hours=hours, evidence="it")

    @rule(reference=references, why=texts)
    def skip(self, reference: str, why: str) -> None:
        self.do("skip", reference, why=why)

    @rule(reference=references, step=st.integers(0, 4), verb=st.sampled_from(("tick", "untick")))
    def steps(self, reference: str, step: int, verb: str) -> None:
        self.do(verb, reference, step)

    @rule(reference=references, hours=some_hours, ago=st.integers(-1, 20), note=texts)
    def log(self, reference: str, hours: float, ago: int, note: str) -> None:
        self.do("log_hours", reference, hours, on=self.day(-ago), note=note)

    @rule(reference=references, kind=st.sampled_from(PinKind), offset=st.integers(-2, 300))
    def pin(self, reference: str, kind: PinKind, offset: int) -> None:
        self.do("pin", reference, kind, self.day(offset))

    @rule(first=st.integers(-30, 200), length=st.integers(-1, 120), hours=st.sampled_from((0.0, 0.5, 40.0)), why=texts)
    def spell(self, first: int, length: int, hours: float, why: str) -> None:
        days = (self.day(first), self.day(first + length))
        if hours:
            self.do("set_spell", *days, hours, why=why)
        else:
            self.do("pause", *days, why=why)

    @rule(offset=st.integers(-5, 100))
    def resume(self, offset: int) -> None:
        self.do("resume", self.day(offset))

    @rule(week=patterns)
    def pace(self, week: Week) -> None:
        self.do("set_pace", week)

    @rule(offset=st.one_of(st.none(), st.integers(-5, 900)))
    def target(self, offset: int | None) -> None:
        self.do("set_target", None if offset is None else self.day(offset))

    @rule(route=st.sampled_from(("all", "short")))
    def route(self, route: str) -> None:
        self.do("choose_route", route)

    @rule(effort=efforts, requires=st.lists(references, max_size=2), weeks=st.sampled_from((0.0, 3.5, 260.0)))
    def add(self, effort: Effort, requires: list[str], weeks: float) -> None:
        if len(self.journey.own) < 3:
            self.do("add", "Own", phase="learn", effort=effort, requires=requires, elapsed_weeks=weeks)

    @rule(reference=references, effort=efforts, share=st.sampled_from((None, 0.0, 1.0, 2.0)))
    def correct(self, reference: str, effort: Effort, share: float | None) -> None:
        self.do("edit", reference, effort=effort, on_the_job=share)

    @rule(reference=references, requires=st.lists(references, max_size=3))
    def reshape(self, reference: str, requires: list[str]) -> None:
        self.do("edit", reference, requires=requires, phase="serve")

    @rule(to=st.integers(-1, 5))
    def level(self, to: int) -> None:
        self.do("confirm_level", "taste", to)

    @rule(verb=st.sampled_from(("mark_habit", "unmark_habit")))
    def habit(self, verb: str) -> None:
        self.do(verb, "review")

    @rule(reference=references, text=texts, verb=st.sampled_from(("write_note", "save_evidence")))
    def note(self, reference: str, text: str, verb: str) -> None:
        self.do(verb, reference, text)

    @invariant()
    def the_outlook_can_be_looked_at(self) -> None:
        found = Outlook(self.plan, self.journey, self.today)
        target = self.journey.settings.target
        if found.tasks:
            check_schedule(found.schedule, found.tasks, found.capacity, found.first_day, target)
        assert 0 <= found.progress.percent <= 100
        assert 0 <= found.readiness.percent <= 100
        assert found.streak >= 0
        assert (found.next_action is None) == (not found.tasks)
        assert len(found.week.days) == 7
        for state in found.all_milestones.values():
            assert state.status.is_to_do == (state.slot is not None)
            assert not (state.is_overdue and not state.is_late), "what is overdue is late as well"
            assert state.due is not None or not state.status.is_to_do
        assert found.habits is not None
        assert [skill.now in range(5) for skill in found.skills] == [True]
        assert all(gate.parts is not None for gate in found.gates)

    @invariant()
    def facts_stay(self) -> None:
        found = Outlook(self.plan, self.journey, self.today)
        for each, record in self.journey.records.items():
            if record.state is State.DONE:
                assert record.finished is not None
                assert record.finished <= self.today
                assert found.all_milestones[each].finish == record.finished
                assert found.all_milestones[each].status is Status.DONE
                assert self.facts.get(each, record.finished) == record.finished
        self.facts = {
            each: r.finished for each, r in self.journey.records.items() if r.state is State.DONE and r.finished
        }

    @invariant()
    def the_log_is_numbered(self) -> None:
        numbers = [entry.number for entry in self.journey.log]
        assert numbers == sorted(set(numbers))


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=18, stateful_step_count=20, deadline=None)
