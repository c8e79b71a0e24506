"""What may have changed since the promises were made, each with the journey as it would be without it.

A journey does not remember what was known when a date was promised. It does hold what happened: breaks, milestones
finished early, added or left out, estimates corrected, pins, work that was not done. Each of them is a suspect here;
whether it explains any move is found out in `planner.core.causes`, by planning without it.

Words are short phrases without a full stop; `early` and `late` say it about moves to an earlier or a later date, and
an empty one means that the suspect never is the reason for such a move. `own` is said of the milestone `about` itself.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from planner.core.backlog import LEAST_HOURS, FreeHours, caught_up, with_hours_left, with_waits_begun, without_lag
from planner.core.capacity import DAY_NAMES
from planner.core.journey import Journey, PastWeek, Pin, PinKind, Spell, State
from planner.core.outlook import Outlook
from planner.core.scope import Status, route_of
from planner.core.wording import MONTHS, date_words, day_words, hours_number, hours_words, shortened

_MOST_OF_A_KIND: Final = 5
_MOST_PACES: Final = 2
_PAST_DAYS: Final = 90
_LONGEST_WHY: Final = 20
_LEFT_OUT: Final = {
    Status.DONE: "finished early",
    Status.SKIPPED: "skipped",
    Status.WAIVED: "waived",
    Status.DROPPED: "dropped",
}
_PIN_WORDS: Final = {PinKind.BY: "to end by", PinKind.ON: "to end on", PinKind.NOT_BEFORE: "not before"}


class Suspect(Struct, frozen=True):
    """One thing that may have moved dates. `without` gives the journey of an outlook as if it were not so.

    `about` is the milestone concerned, if it is one. `is_time` marks less or more time than usual: what it would have
    finished by now moved because of it. `is_lag` marks work not done, for which there are better words than these.
    `is_certain` says that the promises cannot have been made with it.
    """

    without: Callable[[Outlook], Journey]
    late: str = ""
    early: str = ""
    own: str = ""
    about: str = ""
    is_time: bool = False
    is_lag: bool = False
    is_certain: bool = False


def suspects(outlook: Outlook) -> tuple[Suspect, ...]:
    """Everything that may have changed, the plainest first; work not done comes last."""
    return (
        *_spells(outlook),
        *_paces(outlook),
        *_left_out(outlook),
        *_ahead(outlook),
        *_added(outlook),
        *_estimates(outlook),
        *_pins(outlook),
        *_target(outlook),
        *_routes(outlook),
        *_lag(outlook),
    )


def _lag(outlook: Outlook) -> Iterator[Suspect]:
    """Work not done, unless there was no day yet to do any."""
    if outlook.journey.settings.start < outlook.today:
        yield Suspect(without_lag, late="less done than planned so far", is_time=True, is_lag=True)


def short_date(day: date, today: date) -> str:
    """ "12 Mar", or "12 Mar 2027" when the date is about half a year away or more."""
    return day_words(day, today).removeprefix(f"{DAY_NAMES[day.weekday()]} ")


def pin_words(pin: Pin, today: date) -> str:
    """ "pinned to end by 12 Mar"."""
    return f"pinned {_PIN_WORDS[pin.kind]} {short_date(pin.date, today)}"


def span_words(first: date, last: date, today: date) -> str:
    """ "12–20 Apr", "28 Apr–3 May", or a single date for one day."""
    if first == last:
        return short_date(first, today)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_date(last, today)}"
    begin = f"{first.day} {MONTHS[first.month - 1]}" if first.year == last.year else date_words(first)
    return f"{begin}–{short_date(last, today) if first.year == last.year else date_words(last)}"


def _spells(outlook: Outlook) -> Iterator[Suspect]:
    """Breaks and weeks of other hours that are not long over."""
    oldest = outlook.today - timedelta(days=_PAST_DAYS)
    recent = [spell for spell in outlook.journey.spells if spell.last >= oldest]
    usual = outlook.journey.settings.week.total
    for spell in recent[-_MOST_OF_A_KIND:]:
        when = span_words(spell.first, spell.last, outlook.today)
        if spell.is_break:
            why = f" ({shortened(spell.why, _LONGEST_WHY)})" if spell.why else ""
            is_certain = _is_promised_in(outlook, spell)
            yield Suspect(_without_spell(spell), late=f"break {when}{why}", is_time=True, is_certain=is_certain)
        else:
            words = f"{hours_words(spell.hours_a_week)} a week {when}"
            late, early = (words, "") if spell.hours_a_week < usual else ("", words)
            yield Suspect(_without_spell(spell), late, early, is_time=True)


def _paces(outlook: Outlook) -> Iterator[Suspect]:
    """The weekly hours before the present ones, the latest first."""
    now = outlook.journey.settings.week
    for past in outlook.journey.paces[: -_MOST_PACES - 1 : -1]:
        figures = f"{hours_number(past.week.total)} → {hours_words(now.total)}"
        words = f"fewer hours a week: {figures}", f"more hours a week: {figures}"
        late, early = (words[0], "") if now.total < past.week.total else ("", words[1])
        if abs(now.total - past.week.total) < LEAST_HOURS:
            late = early = "the hours lie on other days of the week"
        yield Suspect(_at_pace(past), late, early, is_time=True)


def _at_pace(past: PastWeek) -> Callable[[Outlook], Journey]:
    """The journey at earlier weekly hours, and with the work done that they would have had time for since then."""

    def without(outlook: Outlook) -> Journey:
        journey = replace(outlook.journey, settings=replace(outlook.journey.settings, week=past.week))
        usual = Outlook(outlook.plan, journey, outlook.today)
        since = [past.until + timedelta(days=offset) for offset in range(1, (outlook.today - past.until).days)]
        lost = sum(usual.capacity.free(day) - outlook.capacity.free(day) for day in since)
        return caught_up(usual, lost) if lost > LEAST_HOURS else journey

    return without


def _is_promised_in(outlook: Outlook, spell: Spell) -> bool:
    """True when the end of some work was promised for a day of a break, as nobody does who knows of it."""
    week = outlook.journey.settings.week
    return any(
        spell.first <= due <= spell.last and week.hours[due.weekday()]
        for item in outlook.items.values()
        if (due := item.record.due) and item.personal and not item.milestone.elapsed_weeks and not item.record.pin
    )


def _without_spell(spell: Spell) -> Callable[[Outlook], Journey]:
    """The journey without a spell, and with the work done that its days behind us would have had time for."""

    def without(outlook: Outlook) -> Journey:
        spells = tuple(each for each in outlook.journey.spells if each != spell)
        journey = replace(outlook.journey, spells=spells)
        freed = Outlook(outlook.plan, journey, outlook.today)
        if spell.first >= outlook.first_day:
            return journey
        first, last = max(spell.first, journey.settings.start), min(spell.last, outlook.today - timedelta(days=1))
        days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
        lost = sum(freed.capacity.free(day) - outlook.capacity.free(day) for day in days)
        return caught_up(with_waits_begun(freed, spell), lost) if lost > 0 else journey

    return without


def _left_out(outlook: Outlook) -> Iterator[Suspect]:
    """Milestones promised for later than today that are done, skipped, waived or dropped: all of a kind, then each."""
    for status, word in _LEFT_OUT.items():
        found = [
            item
            for item in outlook.items.values()
            if item.status is status
            and item.record.due
            and item.record.due >= outlook.first_day
            and (status is not Status.DROPPED or item.record.wanted is False)
        ]
        found.sort(key=lambda item: item.personal, reverse=True)
        if len(found) > 1:
            more = len(found) - 1
            words = f"{word}: “{found[0].title}” and {more} more"
            yield Suspect(_brought_back([item.id for item in found]), early=words)
        for item in found[:_MOST_OF_A_KIND]:
            yield Suspect(_brought_back([item.id]), early=f"“{item.title}” was {word}", about=item.id)


def _brought_back(ids: list[str]) -> Callable[[Outlook], Journey]:
    """The journey with milestones to do again, with the hours that fit before they are due."""

    def without(outlook: Outlook) -> Journey:
        records = dict(outlook.journey.records)
        free, used = FreeHours(outlook), 0.0
        due = {each: outlook.items[each].record.due or outlook.today for each in ids}
        for each in sorted(ids, key=lambda one: due[one]):
            item = outlook.items[each]
            hours = min(item.personal, max(0.0, free.until(due[each]) - used))
            used += hours
            begun = State.STARTED if item.record.started and item.milestone.elapsed_weeks else State.OPEN
            back = replace(item.record, state=begun, finished=None, wanted=True)
            records[each] = with_hours_left(replace(item, record=back), hours)
        return replace(outlook.journey, records=records)

    return without


def _ahead(outlook: Outlook) -> Iterator[Suspect]:
    """Milestones begun before their turn, or of which more is done than had to be by now."""
    for item in outlook.items.values():
        if item.status is not Status.STARTED or not item.record.due or item.record.due < outlook.today:
            continue
        words = f"“{item.title}” was begun early"
        yield Suspect(_not_begun(item.id), words, words, "begun earlier than planned", item.id)
        if item.done_share:
            words = f"more of “{item.title}” is done than planned"
            yield Suspect(_not_ahead(item.id), early=words, own="more of it is done than planned", about=item.id)


def _not_begun(milestone: str) -> Callable[[Outlook], Journey]:
    def without(outlook: Outlook) -> Journey:
        record = replace(outlook.journey.record(milestone), state=State.OPEN, started=None)
        return outlook.journey.with_record(milestone, record)

    return without


def _not_ahead(milestone: str) -> Callable[[Outlook], Journey]:
    """The journey with as much of a milestone left as fits before it is due."""

    def without(outlook: Outlook) -> Journey:
        item = outlook.items[milestone]
        hours = min(item.personal, FreeHours(outlook).until(item.record.due or outlook.today))
        return outlook.journey.with_record(milestone, with_hours_left(item, max(hours, item.remaining)))

    return without


def _added(outlook: Outlook) -> Iterator[Suspect]:
    """Milestones that the person added or brought in: all of them, then each."""
    found = [
        item for item in outlook.items.values() if item.status.is_to_do and (item.is_own or item.record.wanted is True)
    ]
    found.sort(key=lambda item: item.remaining, reverse=True)
    if len(found) > 1:
        words = f"added first: “{found[0].title}” and {len(found) - 1} more"
        yield Suspect(_dropped([item.id for item in found]), late=words)
    for item in found[:_MOST_OF_A_KIND]:
        yield Suspect(_dropped([item.id]), late=f"added first: “{item.title}”", about=item.id)


def _dropped(ids: list[str]) -> Callable[[Outlook], Journey]:
    def without(outlook: Outlook) -> Journey:
        fresh = {each: replace(outlook.journey.record(each), state=State.OPEN, wanted=False) for each in ids}
        return replace(outlook.journey, records={**outlook.journey.records, **fresh})

    return without


def _estimates(outlook: Outlook) -> Iterator[Suspect]:
    """Estimates that the person corrected, the largest corrections first."""
    found = []
    for item in outlook.items.values():
        if item.status.is_to_do and (item.record.effort is not None or item.record.on_the_job is not None):
            plan_says = outlook.plan.milestones.get(item.id) or outlook.journey.own[item.id]
            before = plan_says.effort.expected * (1 - plan_says.on_the_job)
            if abs(before - item.personal) > LEAST_HOURS:
                found.append((before, item))
    found.sort(key=lambda each: abs(each[0] - each[1].personal), reverse=True)
    for before, item in found[:_MOST_OF_A_KIND]:
        figures = f"{hours_number(before)} → {hours_words(item.personal)}"
        is_more = item.personal > before
        words = f"estimate of “{item.title}”: {figures}"
        yield Suspect(
            _uncorrected(item.id),
            late=words if is_more else "",
            early="" if is_more else words,
            own=f"estimate {'raised' if is_more else 'lowered'}: {figures}",
            about=item.id,
        )


def _uncorrected(milestone: str) -> Callable[[Outlook], Journey]:
    def without(outlook: Outlook) -> Journey:
        record = replace(outlook.journey.record(milestone), effort=None, on_the_job=None)
        return outlook.journey.with_record(milestone, record)

    return without


def _pins(outlook: Outlook) -> Iterator[Suspect]:
    found = [item for item in outlook.items.values() if item.status.is_to_do and item.record.pin]
    for item in found[:_MOST_OF_A_KIND]:
        if item.record.pin:
            own = pin_words(item.record.pin, outlook.today)
            words = f"“{item.title}” is {own}"
            yield Suspect(_unpinned(item.id), late=words, early=words, own=own, about=item.id)


def _unpinned(milestone: str) -> Callable[[Outlook], Journey]:
    def without(outlook: Outlook) -> Journey:
        return outlook.journey.with_record(milestone, replace(outlook.journey.record(milestone), pin=None))

    return without


def _target(outlook: Outlook) -> Iterator[Suspect]:
    target = outlook.journey.settings.target
    if target is not None:
        words = f"aims at the target, {date_words(target)}"
        yield Suspect(_without_target, late=words, early=words)


def _without_target(outlook: Outlook) -> Journey:
    return replace(outlook.journey, settings=replace(outlook.journey.settings, target=None))


def _routes(outlook: Outlook) -> Iterator[Suspect]:
    """Other routes, when the present one leaves out what was promised."""
    left_out = {
        item.id
        for item in outlook.items.values()
        if item.status is Status.DROPPED and item.record.wanted is None and item.record.due
    }
    words = f"the route is now “{route_of(outlook.plan, outlook.journey).title}”"
    for route in outlook.plan.routes if left_out else ():
        if not left_out & route.drops:
            yield Suspect(_on_route(route.id), late=words, early=words)


def _on_route(route: str) -> Callable[[Outlook], Journey]:
    def without(outlook: Outlook) -> Journey:
        return replace(outlook.journey, settings=replace(outlook.journey.settings, route=route))

    return without
