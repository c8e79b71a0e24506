"""The JSON objects of the forecast, as others rely on them. Dates are ISO, shares 0 to 1; fields only get added."""

from typing import TYPE_CHECKING, Final

from planner.cli.shapes import Shape, hours, iso
from planner.core.outlook import Outlook

if TYPE_CHECKING:
    from planner.core.forecast_values import Forecast
    from planner.core.pace import Pace
    from planner.core.required_pace import RequiredPace
    from planner.core.whatif import Comparison, Side

_DIGITS: Final = 4


def card(found: "Forecast | None") -> Shape | None:
    """The forecast in short, as `status` has it; None when nothing is left to do."""
    if found is None:
        return None
    return {
        "p50": iso(found.p50),
        "p80": iso(found.p80),
        "p95": iso(found.p95),
        "target": iso(found.target),
        "chance": found.chance,
        "runs": found.runs,
        "seed": found.seed,
    }


def whole(outlook: Outlook, found: "Forecast | None") -> Shape:
    """What `forecast` answers. Its dates are None, its lists empty and its runs 0 when nothing is left to do."""
    from planner.core.required_pace import required_pace

    target = iso(outlook.journey.settings.target)
    nothing = {"p50": None, "p80": None, "p95": None, "target": target, "chance": None, "runs": 0, "seed": None}
    pace = found.pace if found else None
    return {
        "today": iso(outlook.today),
        **(card(found) or nothing),
        "p10": iso(found.p10 if found else None),
        "p90": iso(found.p90 if found else None),
        "finish": iso(outlook.finish),
        **_lists(found),
        "pace": _pace(pace) if pace else None,
        "required": _required(required_pace(outlook, pace=pace)),
        "what_if": None,
    }


def what_if(comparison: "Comparison") -> Shape:
    """Both sides of a what-if, and in words what is different."""
    return {
        "changes": comparison.then.label,
        "now": _side(comparison.now),
        "then": _side(comparison.then),
    }


def _lists(found: "Forecast | None") -> Shape:
    if found is None:
        return {"drivers": [], "sensitive": [], "histogram": []}
    return {
        "drivers": [{"id": each.id, "share": each.share} for each in found.drivers],
        "sensitive": [{"id": each.id, "correlation": round(each.correlation, _DIGITS)} for each in found.sensitive],
        "histogram": [{"first": iso(bar.first), "last": iso(bar.last), "runs": bar.runs} for bar in found.histogram],
    }


def _pace(pace: "Pace") -> Shape:
    from planner.core.forecast_words import pace_words

    return {
        "factor": round(pace.factor, _DIGITS),
        "spread": round(pace.spread, _DIGITS),
        "effort": round(pace.effort, _DIGITS),
        "attendance": round(pace.attendance, _DIGITS),
        "milestones": pace.milestones,
        "weeks": pace.weeks,
        "learned": pace.is_learned,
        "text": pace_words(pace),
    }


def _required(required: "RequiredPace | None") -> Shape | None:
    if required is None:
        return None
    return {
        "target": iso(required.target),
        "hours": required.hours,
        "at_pace": None if required.at_pace is None else hours(required.at_pace),
        "text": required.words,
    }


def _side(side: "Side") -> Shape:
    found = side.forecast
    return {
        "hours_a_week": hours(side.hours_a_week),
        "hours_left": hours(side.hours_left),
        "finish": iso(side.finish),
        "p50": iso(found.p50 if found else None),
        "p80": iso(found.p80 if found else None),
        "p95": iso(found.p95 if found else None),
        "target": iso(side.target),
        "chance": side.chance,
        "needed": side.needed,
        "needed_text": side.needed_words,
    }
