"""Ready-made journeys of an invented person, Ada: just begun, half-way, finished. For the demonstration and for tests.

They are made through the verbs of `planner.core.changes` alone, each called with the day on which Ada did the thing,
so that nothing in them could not have happened. No chance is involved: the same plan and day give the same journey.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from math import ceil
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from planner.core import changes, habits
from planner.core.capacity import monday
from planner.core.changes import Change
from planner.core.journey import Journey, PinKind, State, Week
from planner.core.outlook import Outlook
from planner.core.plan import Effort, Kind, Milestone, Period, Plan
from planner.core.schedule import Slot
from planner.core.scope import hours_logged

NAME: Final = "Ada"
FIRST_WEEK: Final = Week((0.0, 1.5, 0.0, 1.5, 0.0, 4.0, 0.0))
WEEK: Final = Week((0.0, 1.5, 0.0, 1.5, 0.0, 5.0, 0.0))

_OVER_AND_UNDER: Final = (1.0, 1.15, 0.85, 1.05, 0.95)
_WEEKS_TO_MORE_HOURS: Final = 3
_WEEKS_TO_BREAK: Final = 6
_WEEKS_TO_OWN_IDEA: Final = 8
_STREAK_WEEKS: Final = 9
_LONG_WAIT_WEEKS: Final = 4
_LONG_SITTING: Final = 1.0
# From which week on the work runs how many weeks behind the promise: the break costs one, one full week wins it back.
_WEEKS_SHIFTED: Final = ((12, 0), (_WEEKS_TO_BREAK, 1), (0, 0))
# What the milestones of a phase take of the hours estimated, phase by phase; what a week gives of the hours planned.
_PHASES_TAKE: Final = (0.9, 1.2, 1.1, 1.15, 0.9, 1.1)
_WEEKS_GIVE: Final = (1.0, 0.8, 1.0, 0.6, 1.0, 0.9, 1.0, 0.4)
_EVIDENCE: Final = (
    "{what}, in the shared folder",
    "{what}: documents/{id}.pdf",
    "{what}; read and commented on by my manager",
    "{what}, https://example.org/ada/{id}",
    "",
)
_NOTES: Final = (
    "Took longer to begin than to do. Next time: the first step on a Tuesday evening.",
    "Good talk with a product manager about this; she would have started with the users.\nAsk her again in spring.",
    "Half of what I needed was in last year's campaign review.",
)
_HOUR_NOTES: Final = ("", "", "", "on the train", "", "with coffee, before work", "")

Deed = Callable[[Journey, Plan, date], Change]


class _Diary(Struct):
    """What Ada did, in any order, until `lived` plays it day by day."""

    plan: Plan
    start: date
    today: date
    quiet_week: date | None = None
    _deeds: list[tuple[date, int, Deed]] = field(default_factory=list)

    def add(self, day: date, deed: Deed) -> None:
        """Remember a deed; what would fall in the quiet week happens a week later, what is still to come never."""
        if self.quiet_week is not None and monday(day) == self.quiet_week:
            day += timedelta(weeks=1)
        if day <= self.today:
            self._deeds.append((day, len(self._deeds), deed))

    def lived(self, journey: Journey) -> Journey:
        """The journey after every deed, each on its own day, those of one day in the order of adding."""
        for day, _, deed in sorted(self._deeds, key=lambda each: each[:2]):
            journey = deed(journey, self.plan, day).journey
        return journey


def fresh(plan: Plan, today: date, *, identifier: str = "demo") -> Journey:
    """A journey that begins today, with nothing done."""
    return changes.start_journey(plan, today, identifier=identifier, week=WEEK, name=NAME)


def half_way(plan: Plan, today: date, *, share: float = 0.45, identifier: str = "demo") -> Journey:
    """A journey with about `share` (0 to 1) of its time behind it, and something in every part of the program."""
    length = _length(changes.start_journey(plan, today, identifier=identifier, week=FIRST_WEEK), today)
    start = monday(today) - timedelta(weeks=max(1, ceil(share * length / 7)))
    journey = changes.start_journey(plan, start, identifier=identifier, week=FIRST_WEEK, name=NAME)
    quiet_week = monday(today) - timedelta(weeks=_STREAK_WEEKS)
    course = _course(journey, plan, start, quiet_week)
    diary = _Diary(plan, start, today, quiet_week)
    diary.add(start + timedelta(weeks=_WEEKS_TO_MORE_HOURS), partial(changes.set_pace, week=WEEK))
    diary.add(start + timedelta(weeks=_WEEKS_TO_OWN_IDEA, days=2), partial(_add_own, phase=_own_phase(plan)))
    _write_break(diary, start)
    _write_half(diary, course)
    _write_habits(diary, start, course)
    return _settled(diary.lived(journey), plan, today)


def finished(plan: Plan, today: date, *, identifier: str = "demo") -> Journey:
    """A journey on which every milestone is done, the last of them shortly before today."""
    length = _length(fresh(plan, today), today)
    start = monday(today) - timedelta(weeks=ceil(length / 7) + 1)
    journey = changes.start_journey(plan, start, identifier=identifier, week=WEEK, name=NAME)
    course = _course(journey, plan, start)
    diary = _Diary(plan, start, today)
    _write_break(diary, start)
    for index, slot in enumerate(course):
        _write_done(diary, index, slot)
    _write_habits(diary, start, course)
    return _confirmed(diary.lived(journey), plan, today, len(plan.destination.skills))


def _length(journey: Journey, today: date) -> int:
    """Days from today that the whole plan takes; at least one."""
    finish = max((record.due for record in journey.records.values() if record.due), default=today)
    return max(1, (finish - today).days)


def _course(journey: Journey, plan: Plan, start: date, quiet_week: date | None = None) -> list[Slot]:
    """How the work went: as promised, but for the break, the weeks that made up for it, and a week without anything."""
    slots = Outlook(plan, journey, start).schedule.slots.values()
    return [_as_it_went(slot, start, quiet_week) for slot in slots]


def _as_it_went(slot: Slot, start: date, quiet_week: date | None) -> Slot:
    def moved(day: date) -> date:
        week = (day - start).days // 7
        day += timedelta(weeks=next(shift for first, shift in _WEEKS_SHIFTED if week >= first))
        return day + timedelta(weeks=1) if quiet_week is not None and start < quiet_week <= day else day

    blocks = tuple(replace(block, date=moved(block.date)) for block in slot.blocks)
    return replace(slot, start=moved(slot.start), finish=moved(slot.finish), worked=moved(slot.worked), blocks=blocks)


def _break_week(start: date) -> date:
    """The Monday of the week that Ada took off."""
    return monday(start) + timedelta(weeks=_WEEKS_TO_BREAK)


def _write_break(diary: _Diary, start: date) -> None:
    first = _break_week(start)
    away = partial(changes.pause, first=first, last=first + timedelta(days=6), why="a week in the mountains")
    diary.add(first - timedelta(days=9), away)


def _own_phase(plan: Plan) -> str:
    return plan.phases[min(2, len(plan.phases) - 1)].id


def _add_own(journey: Journey, plan: Plan, day: date, *, phase: str) -> Change:
    """A milestone of Ada's own."""
    return changes.add(
        journey,
        plan,
        day,
        "Show what I learned at the team's open hour",
        phase=phase,
        effort=Effort(2, 3, 5),
        done_when="Ten minutes shown, three questions answered",
        steps=("Pick one result and one mistake", "Rehearse it once aloud", "Ask for a slot"),
    )


def _write_half(diary: _Diary, course: Sequence[Slot]) -> None:
    """The milestones of a half-way journey: most done in time, one left lying, one skipped, the present ones begun."""
    past = [slot for slot in course if slot.finish < diary.today]
    stuck = _left_lying(past, course)
    skipped = next((slot.id for slot in past[len(past) // 2 :] if _may_be_skipped(diary.plan, slot, stuck)), None)
    waiting = _only_waiting(diary.plan, course, frozenset(slot.id for slot in past if slot.id != stuck))
    for index, slot in enumerate(course):
        if slot.id == skipped:
            reason = "I have done this at work for two years"
            proof = "The monthly report I have built since last year; my manager can confirm it"
            diary.add(slot.start, partial(changes.skip, milestone=slot.id, why=reason, evidence=proof))
        elif slot.id == stuck:
            _write_begun(diary, slot, until=slot.blocks[len(slot.blocks) // 2].date)
        elif slot.finish < diary.today:
            _write_done(diary, index, slot)
        elif slot.id == waiting:
            _write_worked(diary, slot)
        elif slot.start < diary.today:
            _write_begun(diary, slot, until=diary.today)


def _left_lying(past: Sequence[Slot], course: Sequence[Slot]) -> str | None:
    """Of what should be done by now, the one that least else needs, the latest of them."""
    needing = Counter(each for slot in course for each in slot.waits_for)
    free = [slot for slot in past if len(slot.blocks) > 1]
    return min(reversed(free), key=lambda slot: needing[slot.id]).id if free else None


def _only_waiting(plan: Plan, course: Sequence[Slot], done: frozenset[str]) -> str | None:
    """Of what is still to come and could be begun, the one with a long wait that most else needs."""
    needing = Counter(each for slot in course for each in slot.waits_for)
    free = [
        slot
        for slot in course
        if slot.id not in done and slot.blocks and done.issuperset(slot.waits_for)
        if plan.milestones[slot.id].elapsed_weeks >= _LONG_WAIT_WEEKS
    ]
    return max(free, key=lambda slot: needing[slot.id]).id if free else None


def _may_be_skipped(plan: Plan, slot: Slot, stuck: str | None) -> bool:
    return slot.id != stuck and plan.milestones[slot.id].kind is Kind.GAP and bool(slot.blocks)


def _write_done(diary: _Diary, index: int, slot: Slot) -> None:
    """Everything from the first hours to "done", with steps ticked, evidence and now and then a note."""
    milestone = diary.plan.milestones[slot.id]
    takes = _OVER_AND_UNDER[index % len(_OVER_AND_UNDER)] * _phase_takes(diary.plan, milestone)
    for day, deed in _work(diary, slot, takes):
        diary.add(day, deed)
    if index % 4 == 1:
        note = _NOTES[index // 4 % len(_NOTES)]
        diary.add(slot.finish, partial(changes.write_note, milestone=slot.id, text=note))
    form = _EVIDENCE[index % len(_EVIDENCE)]
    evidence = form.format(what=milestone.evidence or milestone.title, id=slot.id) or None
    diary.add(slot.finish, partial(changes.complete, milestone=slot.id, evidence=evidence))


def _write_begun(diary: _Diary, slot: Slot, until: date) -> None:
    """The hours and ticks of a milestone up to a day."""
    for day, deed in _work(diary, slot, _phase_takes(diary.plan, diary.plan.milestones[slot.id])):
        if day <= until:
            diary.add(day, deed)


def _write_worked(diary: _Diary, slot: Slot) -> None:
    """All the hours of a milestone in the last weeks, all steps but the last ticked: an answer is awaited."""
    milestone, left = diary.plan.milestones[slot.id], sum(block.hours for block in slot.blocks)
    day = diary.today - timedelta(days=4)
    while left > 0:
        hours = min(left, _LONG_SITTING)
        diary.add(day, partial(changes.log_hours, milestone=slot.id, hours=round(hours * 4 + 0.5) / 4))
        day, left = day - timedelta(days=4), left - hours
    for step in range(1, len(milestone.steps)):
        diary.add(diary.today - timedelta(days=4), partial(changes.tick, milestone=slot.id, step=step))


def _work(diary: _Diary, slot: Slot, takes: float) -> Iterator[tuple[date, Deed]]:
    """Hours on the days of the slot, in all `takes` times those planned; steps ticked evenly along the way.

    A week that gives less than planned leaves the rest to the next day of work on it.
    """
    milestone = diary.plan.milestones[slot.id]
    ticked, blocks, planned = 0, slot.blocks, 0.0
    for number, block in enumerate(blocks, 1):
        gives = _WEEKS_GIVE[(block.date - diary.start).days // 7 % len(_WEEKS_GIVE)] if number < len(blocks) else 1.0
        hours, planned = (planned + block.hours * gives) * takes, planned + block.hours
        note = _HOUR_NOTES[(number + len(milestone.id)) % len(_HOUR_NOTES)]
        yield block.date, partial(_log_up_to, milestone=milestone.id, hours=hours, note=note)
        reached = len(milestone.steps) * number // len(blocks)
        for step in range(ticked, reached):
            yield block.date, partial(changes.tick, milestone=milestone.id, step=step + 1)
        ticked = reached


def _log_up_to(journey: Journey, plan: Plan, day: date, *, milestone: str, hours: float, note: str) -> Change:
    """Log, in quarters, what is missing to so many hours in all: habits that feed a milestone have logged some."""
    logged = hours_logged(journey).get(milestone, 0.0)
    missing = round((hours - logged) * 4) / 4
    if logged and missing <= 0:
        return Change("", journey)
    return changes.log_hours(journey, plan, day, milestone, max(0.25, missing), note=note)


def _phase_takes(plan: Plan, milestone: Milestone) -> float:
    place = next(place for place, phase in enumerate(plan.phases) if phase.id == milestone.phase)
    return _PHASES_TAKE[place % len(_PHASES_TAKE)]


def _write_habits(diary: _Diary, start: date, course: Sequence[Slot]) -> None:
    """Ticks of the weekly habits in the weeks before this one, most as often as wanted, none on holiday."""
    week, number = monday(start), 0
    while week < monday(diary.today):
        if week not in (_break_week(start), diary.quiet_week):
            _write_habit_week(diary, week, number, _phases_in(diary.plan, course, week))
        week, number = week + timedelta(weeks=1), number + 1


def _write_habit_week(diary: _Diary, week: date, number: int, phases: set[str]) -> None:
    chosen = habits.in_phases(habits.of_plan(diary.plan), phases)
    wanted = habits.fitted(chosen, WEEK.total, is_searching=habits.SEARCH_PHASE in phases)
    for place, habit in enumerate(chosen):
        if habit.per is Period.WEEK:
            is_missed = (number + place) % 4 == 3
            for time in range(wanted[habit.id] - is_missed):
                day = week + timedelta(days=(2 * place + 3 * time + 1) % 7)
                diary.add(day, partial(changes.mark_habit, habit=habit.id))


def _phases_in(plan: Plan, course: Sequence[Slot], week: date) -> set[str]:
    """Phases with work in a week."""
    last = week + timedelta(days=6)
    return {
        plan.milestones[slot.id].phase for slot in course if any(week <= block.date <= last for block in slot.blocks)
    }


def _settled(journey: Journey, plan: Plan, today: date) -> Journey:
    """What is set today: skills confirmed, habits ticked, a break ahead, a pinned milestone, a target within reach."""
    journey = _confirmed(journey, plan, today, 5)
    first = monday(today) + timedelta(weeks=5)
    journey = changes.pause(journey, plan, today, first, first + timedelta(days=6), why="family at home").journey
    outlook = Outlook(plan, journey, today)
    journey = _habits_of_this_week(journey, outlook)
    soon = today + timedelta(weeks=3)
    coming = next((slot for slot in outlook.schedule.slots.values() if slot.start > soon), None)
    if coming is not None:
        day = coming.finish + timedelta(days=10)
        journey = changes.pin(journey, plan, today, coming.id, PinKind.BY, day).journey
    if outlook.finish is not None:
        target = outlook.finish + timedelta(days=24)
        journey = changes.set_target(journey, plan, today, target).journey
    return journey


def _habits_of_this_week(journey: Journey, outlook: Outlook) -> Journey:
    """Every second habit as often as wanted, the others once less, on the days up to today."""
    first, today = monday(outlook.today), outlook.today
    for place, state in enumerate(outlook.habits):
        for time in range(max(0, state.wanted - state.done - place % 2)):
            day = min(today, first + timedelta(days=place % 3 + 2 * time))
            journey = changes.mark_habit(journey, outlook.plan, today, state.habit.id, on=day).journey
    return journey


def _confirmed(journey: Journey, plan: Plan, today: date, most: int) -> Journey:
    """Up to `most` skills raised to what the finished milestones speak for, with the one that helped most as proof."""
    done = [each for each in plan.milestones.values() if journey.record(each.id).state is State.DONE]
    states = Outlook(plan, journey, today).skills
    risen = [state.skill for state in states if min(state.proposed, state.target) > state.now]
    levels = {state.skill.id: min(state.proposed, state.target) for state in states}
    for skill in risen[:most]:
        best = max(done, key=lambda each: each.skills.get(skill.id, 0))
        proof = best.evidence or best.title
        journey = changes.confirm_level(journey, plan, today, skill.id, levels[skill.id], proof=proof).journey
    return journey
