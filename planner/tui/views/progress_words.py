"""The words of the progress view: legends, summaries and what stands where nothing can be drawn yet."""

from collections.abc import Sequence

from textual.content import Content

from planner.core import activity, trends
from planner.core.activity import ActiveDay
from planner.core.forecast_values import Forecast
from planner.core.forecast_words import eight_in_ten, half
from planner.core.outlook import Outlook
from planner.core.trends import BurnUp, PhaseAccuracy, WeekHours
from planner.tui.widgets.charts import burn_up, heat_map, ratio_bars, week_columns
from planner.tui.widgets.words import set_in


def burn_up_summary(outlook: Outlook, burn: BurnUp, forecast: Forecast | None, width: int) -> Content:
    """Done against promised, and when it may all be done."""
    said = burn.sentence
    if forecast is not None:
        dates = f"{half(forecast)}, {eight_in_ten(forecast)}"
        said += f" {dates[0].upper()}{dates[1:]}."
    elif outlook.open_phases:
        said += " The forecast is being worked out."
    return Content(set_in(said, width))


def burn_up_legend(forecast: Forecast | None) -> Content:
    """What the characters of the burn-up mean."""
    parts = [(burn_up.DONE, "$primary", "done"), (burn_up.PLAN, "$accent", "promised")]
    if forecast is not None:
        parts += [(burn_up.RANGE, "$secondary", "eight in ten runs"), (burn_up.MIDDLE, "$secondary", "the middle run")]
    return _legend(parts)


def weeks_summary(outlook: Outlook, found: tuple[WeekHours, ...], width: int) -> Content:
    return Content(set_in(trends.hours_sentence(outlook, found), width))


def weeks_legend(found: Sequence[WeekHours]) -> Content:
    """What the characters of the columns mean, those not drawn left out."""
    parts = [(week_columns.LOGGED, "$primary", "logged")]
    if any(week.habits for week in found):
        parts.append((week_columns.HABITS, "$success", "habits"))
    if any(week.planned for week in found):
        parts.append((week_columns.PLANNED, "$secondary", "planned"))
    parts.append((week_columns.CAPACITY, "$accent", "capacity"))
    if any(week.is_break for week in found):
        parts.append((week_columns.BREAK, "$quiet", "break"))
    return _legend(parts)


def accuracy_summary(found: tuple[PhaseAccuracy, ...], width: int) -> Content:
    """All phases together, and the one furthest from its estimate."""
    if not found:
        return Content(
            set_in(
                "No finished milestone has hours yet. Log the hours of one (l) and mark it done (x): its phase shows "
                "here how the estimates hold for you.",
                width,
            )
        )
    said = trends.accuracy_sentence(found)
    furthest = max(found, key=lambda each: max(each.ratio, 1 / each.ratio))
    if len(found) > 1 and not furthest.is_as_estimated:
        said += f" {furthest.sentence}."
    return Content(set_in(said, width))


def accuracy_bars(found: Sequence[PhaseAccuracy], width: int) -> Content:
    return Content("\n").join(Content.assemble(*row) for row in ratio_bars.ratio_bars(found, width))


def accuracy_legend() -> Content:
    return _legend([(ratio_bars.TAKEN, "$primary", "hours taken"), (ratio_bars.ESTIMATE, "$accent", "the estimate")])


def year_summary(outlook: Outlook, found: tuple[ActiveDay, ...], width: int) -> Content:
    said = activity.activity_sentence(outlook, found)
    if not any(day.is_active for day in found):
        said += " Every day on which you log hours, tick something or finish a milestone is marked here."
    return Content(set_in(said, width))


def year_legend(found: Sequence[ActiveDay]) -> Content:
    """What the five levels mean, and the mark of a break."""
    least = [f"{hours:g} h" for hours in activity.HEAT_HOURS]
    words = ["nothing", "a little", *least[:-1], f"{least[-1]} or more"]
    parts = [(mark, "$success" if level else "$quiet", words[level]) for level, mark in enumerate(heat_map.LEVELS)]
    if any(day.is_break for day in found):
        parts.append((heat_map.BREAK, "$quiet", "break"))
    return _legend(parts)


def _legend(parts: Sequence[tuple[str, str, str]]) -> Content:
    spans: list[tuple[str, str]] = []
    for mark, style, word in parts:
        spans += [(mark, style), (f" {word}  ", "$quiet")]
    return Content.assemble(*spans)
