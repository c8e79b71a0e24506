"""What a saved report remembers, and how the forecast has moved since the last one: facts of the journey, no guesses.

Why a forecast moved cannot be proved from a journey alone. What has changed since can be counted: hours worked against
the hours that the weeks had, weekly hours, breaks, milestones added and left out, estimates, the pace learned. Of these
the ones that pull the way the forecast went are told, each with its figures.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from planner.core.forecast_values import Forecast
from planner.core.journey import Entry, Journey, LogEntry, ReportMark
from planner.core.outlook import Outlook
from planner.core.pace import Pace
from planner.core.scope import Item, Status
from planner.core.wording import counted, hours_number, hours_words, listed
from planner.reports.facts import ForecastFacts, LastReport

_LEAST_HOURS: Final = 1.0
_LEAST_SHARE: Final = 0.1  # of the hours planned, below which nobody would speak of more or less
_LEAST_PACE: Final = 0.05
_MOST_NAMED: Final = 2


class _Fact(Struct, frozen=True):
    """Something that has changed. `pull` is 1 when it makes the finish later, -1 earlier, 0 when it may do either."""

    pull: int
    words: str


def mark(outlook: Outlook, forecast: Forecast | None) -> ReportMark:
    """What a report on `outlook`, saved today, has to remember."""
    return ReportMark(
        percent=outlook.progress.percent,
        finish=outlook.finish,
        target=outlook.journey.settings.target,
        p50=forecast.p50 if forecast else None,
        p80=forecast.p80 if forecast else None,
        chance=forecast.chance if forecast else None,
        pace=round(forecast.pace.factor, 4) if forecast else None,
        hours_a_week=outlook.journey.settings.week.total,
        break_days=_break_days(outlook.journey, outlook.today),
        hours_planned=round(sum(item.personal for item in outlook.items.values() if _counts(item)), 4),
        plan_version=outlook.journey.settings.plan_version,
        own=tuple(item.id for item in outlook.items.values() if item.is_own and _counts(item)),
        without=tuple(item.id for item in outlook.items.values() if not item.is_own and not _counts(item)),
    )


def last_saved(journey: Journey, today: date) -> LogEntry | None:
    """The report saved last on a day before today; None when there is none."""
    saved = [entry for entry in journey.log if entry.kind is Entry.REPORT and entry.date < today]
    return max(saved, key=lambda entry: (entry.date, entry.number), default=None)


def forecast_facts(outlook: Outlook, forecast: Forecast | None, hidden: Collection[str]) -> ForecastFacts | None:
    """The forecast, and how it has moved since the last saved report. Hidden milestones are not named."""
    if forecast is None:
        return None
    last = last_saved(outlook.journey, outlook.today)
    said = last.mark if last else None
    moved = (forecast.p50 - said.p50).days if said and said.p50 else None
    movers = (outlook.items[each.id].title for each in forecast.sensitive if each.id not in hidden)
    return ForecastFacts(
        p50=forecast.p50,
        p80=forecast.p80,
        p90=forecast.p90,
        p95=forecast.p95,
        target=forecast.target,
        chance=forecast.chance,
        movers=tuple(movers),
        pace=_pace_sentence(forecast.pace),
        since_last=_said(last.date, said) if last and said else None,
        moved_days=moved,
        why=_why(outlook, forecast, last, said, moved) if last and said and moved else (),
    )


def _pace_sentence(pace: Pace) -> str:
    """Where the pace of the forecast comes from, for somebody else than the person."""
    if not pace.is_learned:
        return "There is no history yet: the ranges come from the plan's own estimates"
    counts = ((pace.milestones, "milestone"), (pace.weeks, "week"))
    sources = listed([counted(number, noun) for number, noun in counts if number])
    return f"Pace learned from {sources}: time runs {pace.factor:.1f}× the plan's"


def _said(day: date, said: ReportMark) -> LastReport:
    return LastReport(day, said.percent, said.finish, said.target, said.p50, said.p80, said.chance)


def _why(outlook: Outlook, forecast: Forecast, last: LogEntry, said: ReportMark, moved: int) -> tuple[str, ...]:
    """What has changed since, as far as it pulls the way that the forecast went."""
    direction = 1 if moved > 0 else -1
    facts = (
        *_worked(outlook, last),
        *_weekly_hours(outlook, said),
        *_breaks(outlook, last, said),
        *_scope(outlook, said),
        *_pace(forecast, said),
    )
    return tuple(fact.words for fact in facts if fact.pull in (0, direction))


def _worked(outlook: Outlook, last: LogEntry) -> Iterator[_Fact]:
    """Hours written down since the report, against those that the days since had for milestones."""
    capacity, start = outlook.capacity, max(last.date, outlook.journey.settings.start)
    days = (start + timedelta(days=offset) for offset in range((outlook.today - start).days))
    room = sum(capacity.hours(day) for day in days) * capacity.share_left
    worked = sum(e.hours for e in outlook.journey.log if e.kind is Entry.HOURS and e.number > last.number)
    less = room - worked
    if abs(less) < max(_LEAST_HOURS, _LEAST_SHARE * room):
        return
    figures = f"{hours_number(worked)} of {hours_words(room)}"
    word = "less" if less > 0 else "more"
    yield _Fact(1 if less > 0 else -1, f"{hours_words(abs(less))} {word} worked than there was room for ({figures})")


def _weekly_hours(outlook: Outlook, said: ReportMark) -> Iterator[_Fact]:
    now, then = outlook.journey.settings.week.total, said.hours_a_week
    if abs(now - then) >= 0.25:
        yield _Fact(1 if now < then else -1, f"{hours_words(now)} a week instead of {hours_words(then)}")


def _breaks(outlook: Outlook, last: LogEntry, said: ReportMark) -> Iterator[_Fact]:
    more = _break_days(outlook.journey, last.date) - said.break_days
    if more:
        word = "more" if more > 0 else "fewer"
        yield _Fact(1 if more > 0 else -1, f"{abs(more)} {word} {'day' if abs(more) == 1 else 'days'} of break")


def _scope(outlook: Outlook, said: ReportMark) -> Iterator[_Fact]:
    """Milestones that count and did not, or did and do not, and estimates that changed."""
    items, version = outlook.items, outlook.journey.settings.plan_version
    counting = {item.id for item in items.values() if _counts(item)}
    new = [item for item in items.values() if item.is_own and item.id in counting and item.id not in said.own]
    gone = [items[each] for each in said.own if each in items and each not in counting]
    yield from _named(new, 1, "added")
    if said.plan_version != version:  # ids may have changed with it, and hours of every milestone
        yield _Fact(0, f"the plan is now version {version}; it was {said.plan_version}")
        yield from _named(gone, -1)
        return
    before = set(said.without)
    back = [items[each] for each in said.without if each in counting]
    gone += [item for item in items.values() if not item.is_own and item.id not in counting and item.id not in before]
    yield from _named(back, 1, "taken in again")
    yield from _named(gone, -1)
    expected = said.hours_planned + sum(one.personal for one in (*new, *back)) - sum(one.personal for one in gone)
    yield from _estimates(sum(items[each].personal for each in counting) - expected)


def _estimates(more: float) -> Iterator[_Fact]:
    if abs(more) >= _LEAST_HOURS:
        word = "raised" if more > 0 else "lowered"
        yield _Fact(1 if more > 0 else -1, f"estimates {word} by {hours_words(abs(more))}")


def _named(items: Sequence[Item], pull: int, word: str = "") -> Iterator[_Fact]:
    """The first milestones by name and the hours of all; one fact for each status when there is no other word."""
    by_word: dict[str, list[Item]] = {}
    for item in items:
        by_word.setdefault(word or item.status.value, []).append(item)
    for said, group in by_word.items():
        names = [f"“{item.title}”" for item in group[:_MOST_NAMED]]
        rest = len(group) - len(names)
        named = listed([*names, *([counted(rest, "more milestone")] if rest else [])])
        yield _Fact(pull, f"{named} {said} ({hours_words(sum(item.personal for item in group))})")


def _pace(forecast: Forecast, said: ReportMark) -> Iterator[_Fact]:
    now, then = forecast.pace.factor, said.pace
    if then and abs(now - then) >= _LEAST_PACE:
        figures = f"time runs {now:.2f}× the plan's; it was {then:.2f}×"
        yield _Fact(1 if now > then else -1, f"the pace learned from what was done: {figures}")


def _counts(item: Item) -> bool:
    return item.status is Status.DONE or item.status.is_to_do


def _break_days(journey: Journey, first: date) -> int:
    """Days in breaks from `first` on, each counted once."""
    days, reached = 0, first.toordinal()
    for spell in sorted((each for each in journey.spells if each.is_break), key=lambda each: each.first):
        begin, end = max(spell.first.toordinal(), reached), spell.last.toordinal()
        if end >= begin:
            days += end - begin + 1
            reached = end + 1
    return days
