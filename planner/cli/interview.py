"""The beginning of a journey as questions, one at a time, for the linear mode. Every question has an answer ready.

An answer is checked where it is given, so that no one types six answers to learn that the first was wrong. Nothing is
saved before the last one.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.cli.console import Console
from planner.cli.context import Defaults, Options, surroundings
from planner.cli.linear import Ask, carry_out
from planner.core.parsing import parse_date, parse_weekly_hours
from planner.core.text import one_line
from planner.errors import BadValue, PlannerError

if TYPE_CHECKING:
    from planner.core.plan import Plan
    from planner.session import Session

_USUAL_HOURS: Final = "8"
_BACK: Final = "back"
_GENERAL: Final = "no special kind"


class _Question(NamedTuple):
    """What is asked, the answers to choose from (id and words), the one taken by enter alone, and what checks it."""

    text: str
    choices: Sequence[tuple[str, str]]
    usual: str
    check: Callable[[str], object]


def begun(defaults: Defaults, options: Options, console: Console, ask: Ask) -> bool:
    """Ask, show what would follow, and start. False when the person decides against it. EOFError leaves it too."""
    from planner.session import Session

    session = Session(surroundings(defaults, options))
    try:
        console.line("There is no journey yet. Six questions and it is planned; enter takes the answer in brackets,")
        console.line("back goes one question back, quit leaves, and nothing is saved before the end.")
        words = _answers(session, console, ask)
    finally:
        session.close()
    if words is None:
        console.line("Nothing was saved.")
        return False
    carry_out(["start", *words], defaults, options)
    return True


def _answers(session: "Session", console: Console, ask: Ask) -> list[str] | None:
    """The words of a `start` command; None when the person leaves."""
    given: list[str] = []
    while len(given) < len(_ASKED):
        option, question = _ASKED[len(given)]
        wanted = _answer(question(session, given), console, ask)
        if wanted is None:
            return None
        if wanted == _BACK:
            del given[-1:]
        else:
            given.append(wanted)
    words: list[str] = []
    for (option, _), answer in zip(_ASKED, given, strict=True):
        if answer:
            words += [option, answer]
    return words


def _answer(question: _Question, console: Console, ask: Ask) -> str | None:
    """One answer that holds; "back", or None to leave."""
    console.line()
    console.line(question.text)
    for number, (_, title) in enumerate(question.choices, 1):
        console.line(f"{number}. {title}")
    while True:
        console.flush()
        try:
            typed = one_line(ask(f"[{_shown(question)}] "))
        except KeyboardInterrupt:
            console.line()
            return None
        if typed.casefold() in ("quit", "exit", "q"):
            return None
        if typed.casefold() == _BACK:
            return _BACK
        try:
            return _understood(question, typed or question.usual)
        except PlannerError as error:
            console.narrate(error.message)


def _shown(question: _Question) -> str:
    """The usual answer as it would be typed."""
    ids = [each for each, _ in question.choices]
    return str(ids.index(question.usual) + 1) if question.usual in ids else question.usual or "none"


def _understood(question: _Question, typed: str) -> str:
    """The answer as the command line takes it: a choice by number or id, or a value that can be read."""
    if not question.choices:
        if typed:
            question.check(typed)
        return typed
    ids = [each for each, _ in question.choices]
    if typed.isascii() and typed.isdecimal() and 0 < int(typed[:3]) <= len(ids):
        return ids[int(typed[:3]) - 1]
    matches = [each for each in ids if each and each.startswith(typed.casefold())]
    if typed in ids or len(matches) == 1:
        return typed if typed in ids else matches[0]
    raise BadValue(f"“{typed}” is none of them. Type a number from 1 to {len(ids)}.")


def _plan(session: "Session", given: Sequence[str]) -> "Plan":
    return session.load_plan(given[0])


def _where_from(session: "Session", _given: Sequence[str]) -> _Question:
    plans = [(each.id, f"{each.title}: {each.promise}") for each in session.plans() if each.error is None]
    return _Question("Where do you start from?", plans, plans[0][0] if plans else "", str)


def _kind(session: "Session", given: Sequence[str]) -> _Question:
    variants = _plan(session, given).role.variants
    return _Question(
        "What kind of work is it?", [("", _GENERAL), *((each.id, each.name) for each in variants)], "", str
    )


def _route(session: "Session", given: Sequence[str]) -> _Question:
    plan = _plan(session, given)
    return _Question("Which route?", [(each.id, each.title) for each in plan.routes], plan.default_route, str)


def _hours(_session: "Session", _given: Sequence[str]) -> _Question:
    return _Question("How many hours a week do you have for it?", (), _USUAL_HOURS, parse_weekly_hours)


def _target(session: "Session", _given: Sequence[str]) -> _Question:
    return _Question(
        "By which day do you hope to be there? A date such as 1 Dec 2027, or enter for none.",
        (),
        "",
        lambda typed: parse_date(typed, session.today),
    )


def _name(_session: "Session", _given: Sequence[str]) -> _Question:
    return _Question("Your name, for reports? Enter leaves it out.", (), "", str)


_ASKED: Final[tuple[tuple[str, Callable[["Session", Sequence[str]], _Question]], ...]] = (
    ("--plan", _where_from),
    ("--variant", _kind),
    ("--route", _route),
    ("--hours", _hours),
    ("--target", _target),
    ("--name", _name),
)
