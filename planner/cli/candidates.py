"""What could stand at the place of the last word: the answer to the hidden `planner __complete WORDS...`.

Prints one candidate a line, with a tab and our own description where there is one; `:files` asks the shell for file
names. Candidates from people's text are ids only, and anything else than a plain id is left out. Never an error.
"""

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.cli.console import Console
from planner.cli.context import Defaults, Options, surroundings
from planner.cli.directory import LISTINGS, find
from planner.cli.head import GLOBAL_FLAGS, GLOBAL_VALUES
from planner.cli.parser import Parser, parser_for

if TYPE_CHECKING:
    from planner.cli.command import Command
    from planner.session import Session

FILES: Final = ":files"
_DATES: Final = ("today", "tomorrow", "yesterday", "monday", "friday", "+1w", "+2w", "+1m")
_FIXED: Final[dict[str, tuple[str, ...]]] = {
    "files": (FILES,),
    "dates": _DATES,
    "target": ("none", "+6m", "+1y"),
    "since": ("last", *_DATES[2:5]),
    "levels": ("0", "1", "2", "3", "4"),
    "nothing": (),
}
_TYPEABLE: Final = re.compile(r"[A-Za-z0-9+-][A-Za-z0-9._+-]*")
_OF_PEOPLE: Final = ("milestones", "to-do", "open", "closed", "pinned", "phases", "skills", "habits", "routes")


class _Line(NamedTuple):
    """The words before the current one, and where the current one stands."""

    command: str | None
    before: list[str]
    current: str
    options: Options
    is_value_of_global: str | None


def complete(words: Sequence[str], defaults: Defaults, console: Console) -> int:
    """Print the candidates for the last of `words`. Whatever goes wrong, there are just none."""
    try:
        found = _candidates(_line(_joined(words)), defaults)
    except Exception:  # noqa: BLE001 - a person is typing; an error message would land in their line
        return 0
    console.text("".join(f"{each}\n" for each in found))
    return 0


def _candidates(line: _Line, defaults: Defaults) -> list[str]:
    if line.is_value_of_global:
        return _matching(_FIXED["files" if line.is_value_of_global == "--file" else "dates"], line.current)
    if line.command is None:
        if line.current.startswith("-"):
            return _matching((*GLOBAL_VALUES, *GLOBAL_FLAGS), line.current)
        return [f"{each.name}\t{each.summary}" for each in LISTINGS.values() if each.name.startswith(line.current)]
    command = find(line.command)
    parser = parser_for(line.command, command)
    return _arguments(line, command, parser, defaults)


def _arguments(line: _Line, command: "Command", parser: Parser, defaults: Defaults) -> list[str]:
    pending, given = _walk(parser, line.before)
    current, prefix = line.current, ""
    if pending is None and current.startswith("--") and "=" in current:
        option, _, current = current.partition("=")
        pending, prefix = parser.taking_value(option), f"{option}="
    if pending is not None:
        return [prefix + each for each in _matching(_values(pending, command, line, defaults), current)]
    if current.startswith("-"):
        return _options(parser, current)
    places = parser.positionals()
    if not places:
        return []
    place = places[min(given, len(places) - 1)]
    if given >= len(places) and place.nargs != "+":
        return []
    taken = set(line.before) if place.nargs == "+" else set()
    return [each for each in _matching(_values(place, command, line, defaults), current) if each not in taken]


def _walk(parser: Parser, before: Iterable[str]) -> tuple[argparse.Action | None, int]:
    """The option that waits for its value, and how many positional words stand before."""
    pending: argparse.Action | None = None
    given = 0
    for word in before:
        if pending is not None:
            pending = None
        elif word.startswith("--"):
            pending = parser.taking_value(word)
        elif not word.startswith("-"):
            given += 1
    return pending, given


def _options(parser: Parser, current: str) -> list[str]:
    return [
        f"{action.option_strings[-1]}\t{(action.help or '').replace('%%', '%')}"
        for action in parser.optionals()
        if action.option_strings[-1].startswith(current)
    ]


def _values(action: argparse.Action, command: "Command", line: _Line, defaults: Defaults) -> Iterable[str]:
    if action.choices is not None:
        return [str(choice) for choice in action.choices]
    kind = {"global_file": "files", "global_today": "dates"}.get(action.dest) or command.completes.get(action.dest)
    if kind is None:
        return _DATES if action.metavar == "DATE" else ()
    if kind in _FIXED:
        return _FIXED[kind]
    if kind == "formats":
        from planner.reports import FORMATS

        return list(FORMATS)
    if kind in ("settings", "setting-values"):
        from planner.settings.candidates import keys, values

        return keys() if kind == "settings" else values(line.before)
    from planner.session import Session

    session = Session(surroundings(defaults, line.options))
    try:
        return list(_of_journey(kind, session) if kind in _OF_PEOPLE else _of_plans(kind, session, line))
    finally:
        session.close()


def _of_journey(kind: str, session: "Session") -> Iterable[str]:
    plan, journey = session.plan, session.journey
    if kind == "phases":
        return [phase.id for phase in plan.phases]
    if kind == "skills":
        return plan.destination.skills
    if kind == "routes":
        return [route.id for route in plan.routes if route.id != journey.settings.route]
    if kind == "habits":
        from planner.core.habits import of_plan

        return [habit.id for habit in of_plan(plan)]
    from planner.core.scope import Status, items

    found = items(plan, journey).values()
    if kind == "to-do":
        return [item.id for item in found if item.status.is_to_do]
    if kind == "open":
        return [item.id for item in found if item.status is Status.OPEN]
    if kind == "closed":
        return [item.id for item in found if not item.status.is_to_do]
    if kind == "pinned":
        return [item.id for item in found if item.record.pin]
    return [item.id for item in found if item.status is not Status.DROPPED]


def _of_plans(kind: str, session: "Session", line: _Line) -> Iterable[str]:
    plans = [each for each in session.plans() if each.error is None]
    if kind == "roles":
        return dict.fromkeys(each.starts_from for each in plans)
    if kind == "plans":
        return [*(each.id for each in plans), FILES]
    role = next((after for word, after in zip(line.before, line.before[1:], strict=False) if word == "--from"), None)
    loaded = [session.load_plan(each.id) for each in plans if role in (None, each.starts_from)]
    if kind == "variants":
        return dict.fromkeys(variant.id for plan in loaded for variant in plan.role.variants)
    return dict.fromkeys(route.id for plan in loaded for route in plan.routes)


def _matching(values: Iterable[str], current: str) -> list[str]:
    """Those that begin with what is typed, and can be typed."""
    return [each for each in values if each == FILES or (each.startswith(current) and _TYPEABLE.fullmatch(each))]


def _joined(words: Sequence[str]) -> list[str]:
    """The words with "=" on its own taken out: bash hands "--phase=aim" over as three."""
    joined: list[str] = []
    for index, word in enumerate(words):
        if word == "=" and joined and joined[-1].startswith("--"):
            if index == len(words) - 1:
                joined.append("")
        else:
            joined.append(word)
    return joined or [""]


def _line(words: list[str]) -> _Line:
    *before, current = words
    values: dict[str, str] = {}
    command: str | None = None
    rest: list[str] = []
    pending: str | None = None
    for word in before:
        if pending is not None:
            values[pending], pending = word, None
        elif word in GLOBAL_VALUES:
            pending = word
        elif word.partition("=")[0] in GLOBAL_VALUES:
            values[word.partition("=")[0]] = word.partition("=")[2]
        elif command is None:
            command = None if word.startswith("-") else word
        else:
            rest.append(word)
    return _Line(command, rest, current, Options(values.get("--file"), values.get("--today")), pending)
