"""A forecast in sentences, the same in every front: ranges, chance of the target, what moves it, the learned pace.

A forecast is about this plan at this pace. Nothing here promises a date, and nothing promises a job.
"""

from typing import TYPE_CHECKING, Final

from planner.core.wording import counted, date_words, listed

if TYPE_CHECKING:
    from planner.core.forecast_values import Forecast
    from planner.core.outlook import Outlook
    from planner.core.pace import Pace

_AS_PLANNED: Final = 0.05
_LEAST_CHANCE: Final = 0.01
NOTHING_LEFT: Final = "Nothing is left to do, so there is nothing to forecast."


def card(outlook: "Outlook", found: "Forecast | None") -> tuple[str, ...]:
    """The forecast in four or five lines, without full stops; one sentence when nothing is to do."""
    if found is None:
        return (NOTHING_LEFT,)
    lines = (half(found), eight_in_ten(found), chance_words(found), movers(outlook, found), pace_words(found.pace))
    return tuple(line for line in lines if line)


def in_short(found: "Forecast") -> str:
    """The two dates and the chance of the target on one line."""
    dates = f"{half(found)}, {eight_in_ten(found)}"
    return f"{dates}; {chance_words(found)}" if found.target else dates


def half(found: "Forecast") -> str:
    """ "half the runs finish by 2 Nov 2027"."""
    return f"half the runs finish by {date_words(found.p50)}"


def eight_in_ten(found: "Forecast") -> str:
    """ "eight in ten by 14 Dec 2027"."""
    return f"eight in ten by {date_words(found.p80)}"


def chance_words(found: "Forecast") -> str:
    """ "your target 31 Dec 2027: 86 % likely"; empty without a target."""
    if found.target is None or found.chance is None:
        return ""
    return f"your target {date_words(found.target)}: {likely(found.chance)}"


def likely(chance: float) -> str:
    """ "86 % likely"."""
    return f"{chance_percent(chance)} likely"


def chance_percent(chance: float) -> str:
    """A chance (0 to 1) in whole per cent. A simulation is never certain, so nothing reads as 0 or 100 %."""
    if chance < _LEAST_CHANCE:
        return "under 1 %"
    if chance > 1 - _LEAST_CHANCE:
        return "over 99 %"
    return f"{round(chance * 100)} %"


def percent(share: float) -> str:
    """A share (0 to 1) of the runs in whole per cent; a little is never nothing."""
    return "under 1 %" if 0 < share < _LEAST_CHANCE else f"{round(share * 100)} %"


def movers(outlook: "Outlook", found: "Forecast") -> str:
    """ "what moves it most: Lead a launch, Mock interviews"; empty when nothing stands out."""
    titles = [outlook.items[each.id].title for each in found.sensitive]
    return f"what moves it most: {', '.join(titles)}" if titles else ""


def pace_words(pace: "Pace") -> str:
    """Where the pace of the forecast comes from, and what it says, as a sentence."""
    if not pace.is_learned:
        return "No history yet: the ranges come from the plan's own estimates."
    sources = [
        counted(number, noun) for number, noun in ((pace.milestones, "milestone"), (pace.weeks, "week")) if number
    ]
    return f"Learned from {listed(sources)}: {factor_words(pace)}."


def factor_words(pace: "Pace") -> str:
    """ "your time runs 1.3× the plan's"."""
    if abs(pace.factor - 1) < _AS_PLANNED:
        return "your time runs as the plan's"
    said = f"your time runs {pace.factor:.1f}× the plan's"
    effort, attendance = f"{pace.effort:.1f}", f"{pace.attendance:.1f}"
    return said if attendance == "1.0" else f"{said}: milestones take {effort}× their hours, weeks have {attendance}×"
