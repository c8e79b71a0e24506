"""The command that looks ahead: the finish as a range, and what if something were different."""

from typing import TYPE_CHECKING, Final

from planner.cli.answers import TAKE_BACK
from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.errors import BadValue

if TYPE_CHECKING:
    from planner.core.forecast_values import Forecast

_LEAST_RUNS: Final = 100
_MOST_RUNS: Final = 50_000


def _forecast_arguments(parser: Parser) -> None:
    parser.add_argument("--what-if", metavar="CHANGES", help="compare with hours=10,route=internal,drop=ID,target=DATE")
    parser.add_argument("--take", action="store_true", help="save the what-if as one change")
    parser.add_argument(
        "--runs",
        metavar="N",
        help="how many runs to simulate: 2000, or fewer of a plan with more than 500 milestones, when left out",
    )
    parser.add_json()


def _forecast(call: Call) -> None:
    wanted = call.options
    if wanted.take and wanted.what_if is None:
        raise BadValue("--take saves a what-if; give one, such as --what-if hours=10.")
    runs = None if wanted.runs is None else _runs(wanted.runs)
    if wanted.what_if is not None:
        _what_if(call, runs)
        return
    found = _found(call, runs)
    outlook = call.session.outlook()
    if call.wants_json:
        from planner.cli import forecast_shapes

        call.console.json(forecast_shapes.whole(outlook, found))
        return
    from planner.cli.pages import forecast as page

    page.show(call.console, outlook, found)


def _what_if(call: Call, runs: int | None) -> None:
    from planner.core.changes import take_scenario
    from planner.core.whatif import compare, imagined, parse

    scenario = parse(call.options.what_if, call.today)
    outlook = call.session.outlook()
    imagined(outlook, scenario)  # a mistake is told before the long work
    found = _found(call, runs)
    comparison = compare(outlook, scenario, runs=runs, known=found)
    change = call.session.apply(take_scenario, scenario) if call.options.take else None
    if call.wants_json:
        from planner.cli import forecast_shapes

        what_if = forecast_shapes.what_if(comparison) | {"taken": change.title if change else None}
        call.console.json(forecast_shapes.whole(outlook, found) | {"what_if": what_if})
    else:
        from planner.cli.pages import forecast as page

        page.show_comparison(call.console, comparison)
    if change:
        call.console.narrate(change.title)
        call.console.narrate(TAKE_BACK)
    else:
        call.console.narrate("Nothing was saved; the same with --take saves it as one change.")


def _found(call: Call, runs: int | None) -> "Forecast | None":
    if runs is None:
        return call.session.forecast()
    from planner.core.forecast import forecast

    return forecast(call.session.outlook(), runs=runs)


def _runs(text: str) -> int:
    if not text.isdecimal() or not text.isascii() or not _LEAST_RUNS <= int(text[:9]) <= _MOST_RUNS:
        raise BadValue(f"--runs takes a whole number from {_LEAST_RUNS} to {_MOST_RUNS}, not “{text}”.")
    return int(text)


COMMANDS: Final = {
    "forecast": Command(
        _forecast_arguments,
        _forecast,
        (
            "planner forecast",
            "planner forecast --what-if hours=10,route=internal",
            "planner forecast --what-if drop=case-study,target=2027-12-31 --take",
            'planner forecast --what-if "week=tue 1.5 sat 4,pause=2027-04-12..2027-04-20"',
        ),
        "The ranges are about this plan at your pace; nobody can promise a job. A what-if names hours, week, route, "
        "target, drop, add and pause, and saves nothing without --take.",
        completes={"what_if": "nothing", "runs": "nothing"},
    ),
}
