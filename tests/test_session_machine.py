"""Every verb of the session, undo, redo, restarts and a second process, against a model of a few dictionaries."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from planner import catalog
from planner.core import changes
from planner.core.capacity import even_week
from planner.core.changes.whatif import Scenario
from planner.core.journey import Entry, Journey, PinKind
from planner.core.plan import Effort
from planner.core.scope import items
from planner.errors import PlannerError
from planner.session import Beginning, Session, Surroundings
from planner.store.journeys import JourneyFile

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8)
FOLDERS = (catalog.plans_dir(),)
PLAN = catalog.load("marketing", FOLDERS)
SOME = [*list(PLAN.milestones)[:6], *list(PLAN.milestones)[-3:], "first-ten-conversations", "find-mentor", "nothing"]
SKILLS = [*list(PLAN.destination.skills)[:3], "no-skill"]
HABITS = [*[habit.id for habit in PLAN.destination.habits[:4]], "no-habit"]

milestones = st.sampled_from(SOME)
days = st.integers(-40, 200).map(lambda offset: TODAY + timedelta(days=offset))
past = st.none() | st.integers(-20, 2).map(lambda offset: TODAY + timedelta(days=offset))
hours = st.sampled_from((0.25, 1.0, 3.5, 24.0, 25.0, -1.0))
words = st.sampled_from(("a line", "", "[bold]x[/]", "x\u001b[2J", "two\nlines"))
weeks = st.sampled_from((1.0, 5.0, 8.0, 12.0)).map(even_week)
efforts = st.sampled_from((Effort(1, 2, 3), Effort(5, 5, 5), Effort(0.5, 20, 60)))


def optional(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=values)


Arguments = tuple[tuple[Any, ...], dict[str, Any]]
NOTHING = st.just(dict[str, Any]())


def given_with(*positional: st.SearchStrategy[Any], named: st.SearchStrategy[Any] = NOTHING) -> Any:
    return st.tuples(st.tuples(*positional), named)


scenarios = st.builds(
    Scenario,
    hours=st.none() | st.sampled_from((4.0, 9.0)),
    route=st.none() | st.sampled_from([route.id for route in PLAN.routes]),
    target=st.none() | days,
    drops=st.lists(milestones, max_size=1).map(tuple),
)

VERBS: dict[str, Any] = {
    "add": given_with(
        st.sampled_from(("A course", "")), named=st.fixed_dictionaries({"phase": st.just("learn"), "effort": efforts})
    ),
    "begin": given_with(milestones, named=optional(on=past)),
    "choose_route": given_with(st.sampled_from([*(route.id for route in PLAN.routes), "no-route"])),
    "complete": given_with(milestones, named=optional(on=past, hours=hours, evidence=words)),
    "confirm_level": given_with(st.sampled_from(SKILLS), st.integers(-1, 5), named=optional(proof=words)),
    "drop": given_with(milestones),
    "edit": given_with(milestones, named=optional(title=words, effort=efforts, on_the_job=st.floats(0, 1))),
    "log_hours": given_with(milestones, hours, named=optional(on=past, note=words)),
    "mark_habit": given_with(st.sampled_from(HABITS), named=optional(on=past)),
    "pause": given_with(days, days, named=st.fixed_dictionaries({"why": words})),
    "pin": given_with(milestones, st.sampled_from(PinKind), days),
    "remember_report": given_with(st.just("md"), words),
    "reopen": given_with(milestones),
    "replan": given_with(st.none() | st.lists(milestones, max_size=2)),
    "resume": given_with(days),
    "save_evidence": given_with(milestones, words),
    "set_pace": given_with(weeks),
    "set_spell": given_with(days, days, hours, named=optional(why=words)),
    "set_target": given_with(st.none() | days),
    "skip": given_with(milestones, named=st.fixed_dictionaries({"why": words})),
    "take_scenario": given_with(scenarios),
    "tick": given_with(milestones, st.integers(-1, 4)),
    "unmark_habit": given_with(st.sampled_from(HABITS)),
    "unpin": given_with(milestones),
    "untick": given_with(milestones, st.integers(-1, 4)),
    "use_plan": given_with(st.just(PLAN), st.just("")),
    "waive": given_with(milestones),
    "write_note": given_with(milestones, words),
}


def test_every_verb_is_driven() -> None:
    assert set(VERBS) == set(changes.__all__) - {"Change", "Verb", "Scenario", "start_journey"}


@dataclass
class Model:
    """What a person would remember: what they said of each milestone, hours in all, notes and evidence, the route."""

    said: dict[str, str] = field(default_factory=dict)
    hours: float = 0.0
    kept: list[str] = field(default_factory=list)
    route: str = PLAN.default_route

    def follow(self, verb: str, args: tuple[Any, ...], named: dict[str, Any]) -> None:
        """What the verb should have done, when it was not refused."""
        if verb in ("complete", "skip", "waive"):
            self.said[args[0]] = {"complete": "done", "skip": "skipped", "waive": "waived"}[verb]
        elif verb in ("begin", "tick") or (verb == "log_hours" and self.said.get(args[0], "open") == "open"):
            self.said[args[0]] = "started"
        self.hours += named.get("hours") or 0.0 if verb == "complete" else args[1] if verb == "log_hours" else 0.0
        if verb in ("write_note", "save_evidence"):
            self.kept.append(args[0])
        self.kept += [args[0]] if verb == "complete" and named.get("evidence") else []
        if verb == "choose_route":
            self.route = args[0]
        if verb == "take_scenario" and args[0].route:
            self.route = args[0].route


class Life(RuleBasedStateMachine):
    """One journey, two processes that write to it, and the model beside it with a list of earlier states."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "journey.json"
        self.sessions = [self.opened(), self.opened()]
        self.sessions[0].start(Beginning("marketing", even_week(8.0), "Ada"), identifier="life")
        self.models = [Model()]
        self.journeys: list[Journey] = [self.sessions[0].journey]
        self.place = 0

    def opened(self) -> Session:
        return Session(Surroundings(self.path, FOLDERS, lambda: NOW, TODAY))

    @rule(who=st.integers(0, 1), call=st.sampled_from(sorted(VERBS)).flatmap(lambda v: st.tuples(st.just(v), VERBS[v])))
    def change(self, who: int, call: tuple[str, Arguments]) -> None:
        verb, (args, named) = call
        session = self.sessions[who]
        session.refresh()
        before = self.path.read_bytes()
        verbs: dict[str, Callable[..., changes.Change]] = vars(changes)
        try:
            session.apply(verbs[verb], *args, **named)
        except PlannerError:
            assert self.path.read_bytes() == before, f"{verb} was refused and wrote"
            return
        if self.path.read_bytes() == before:
            return  # nothing was different
        model = deepcopy(self.models[self.place])
        model.follow(verb, args, named)
        if verb in ("reopen", "drop", "untick", "unmark_habit"):
            model.said.pop(str(args[0]), None)
        self.models[self.place + 1 :] = [model]
        self.journeys[self.place + 1 :] = [session.journey]
        self.place += 1

    @rule(who=st.integers(0, 1))
    def undo(self, who: int) -> None:
        self.sessions[who].refresh()
        if self.place == 0:
            with suppress(PlannerError):
                self.sessions[who].undo()
                raise AssertionError("there was nothing to undo")
            return
        self.sessions[who].undo()
        self.place -= 1

    @rule(who=st.integers(0, 1))
    def redo(self, who: int) -> None:
        self.sessions[who].refresh()
        if self.place == len(self.journeys) - 1:
            with suppress(PlannerError):
                self.sessions[who].redo()
                raise AssertionError("there was nothing to redo")
            return
        self.sessions[who].redo()
        self.place += 1

    @rule(who=st.integers(0, 1))
    def restart(self, who: int) -> None:
        self.sessions[who].close()
        self.sessions[who] = self.opened()

    @invariant()
    def the_file_holds_what_it_should(self) -> None:
        if not hasattr(self, "path"):
            return
        file = JourneyFile(self.path)
        journey, model = file.load(), self.models[self.place]
        file.close()
        assert journey == self.journeys[self.place]
        found = items(PLAN, journey)
        for milestone, said in model.said.items():
            assert found[milestone].record.state.value == said, milestone
        fed = {entry.number + 1 for entry in journey.log if entry.kind is Entry.HABIT and entry.text}
        hours = [entry for entry in journey.log if entry.kind is Entry.HOURS and entry.number not in fed]
        assert abs(sum(entry.hours for entry in hours) - model.hours) < 1e-9
        assert [e.about for e in journey.log if e.kind in (Entry.NOTE, Entry.EVIDENCE)] == model.kept
        assert journey.settings.route == model.route
        assert self.path.stat().st_mode & 0o777 == 0o600

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            for session in self.sessions:
                session.close()
            shutil.rmtree(self.folder)


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
