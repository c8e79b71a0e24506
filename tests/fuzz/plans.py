"""A hostile plan in a folder of its own, read in every way there is: what it did that no plan may do."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from planner import catalog
from planner.core.text import has_controls
from planner.errors import PlannerError
from planner.session import Session, Surroundings
from tests.cli.conftest import Planner
from tests.fuzz.watch import opening, state, watched

NOW: Final = datetime(2026, 11, 23, 12)
SECRET: Final = "swordfish-4711"
WAYS: Final = ("check", "load", "plans", "preview")
LOOKING: Final = (("status",), ("list",), ("next",), ("replan",), ("forecast",), ("report", "--output", "-"))


class Told(NamedTuple):
    """What became of a plan: the sentence with which it was refused (empty when it was not), and all that was wrong."""

    refusal: str
    hurt: list[str]


def told_of(plan: Path, folders: tuple[Path, ...] = (), ways: tuple[str, ...] = WAYS) -> Told:
    """Load, check, list and look into a plan file; nothing of it may leave its folder and `folders`."""
    session = Session(Surroundings(plan.parent / "none.json", folders, lambda: NOW, date(2026, 11, 23)))
    calls: dict[str, Callable[[], object]] = {
        "check": lambda: catalog.check(plan, folders),
        "load": lambda: _looked_into(plan, folders),
        "plans": lambda: catalog.available((*folders, plan.parent)),
        "preview": lambda: session.load_plan(str(plan)),
    }
    refusal, hurt = "", []
    before = state(plan.parent, *folders)
    for way in ways:
        opened, message, wrong = _answer(way, calls[way], plan)
        refusal = refusal or message
        hurt += wrong
        roots = tuple(f"{folder.resolve()}/" for folder in (plan.parent, *folders))
        own = (*roots, *(root.rstrip("/") for root in roots), str(plan.resolve()))
        hurt += [f"{way} opened {name}" for name in opened if not name.startswith(roots) and name not in own]
    if state(plan.parent, *folders) != before:
        hurt.append("something was written")
    return Told(refusal, hurt)


def _looked_into(plan: Path, folders: tuple[Path, ...]) -> None:
    found = catalog.load(plan, folders)
    catalog.load_library(found, folders, plan)
    catalog.references(found, folders, plan)


def _answer(way: str, call: Callable[[], object], plan: Path) -> tuple[list[str], str, list[str]]:
    """What was opened, the refusal, if any, and what is wrong with how it came."""
    message, hurt, opened = "", list[str](), list[str]()
    try:
        with watched(f"{way} of {plan.name}"), opening(opened):
            found = call()
    except catalog.PlanProblems as error:
        found, message = list(error.problems), error.message
        hurt += [] if found else [f"{way}: a plan is refused without a reason"]
    except PlannerError as error:
        found, message = [], error.message
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return opened, "", [f"{way}: {type(error).__name__}: {str(error)[:200]}"]
    problems = [one for one in found if isinstance(one, catalog.Problem)] if isinstance(found, list) else []
    for problem in problems:
        if not (str(problem.file) and problem.key and problem.text):
            hurt.append(f"{way}: a mistake without file, key or reason: {problem}")
    message = message or "\n".join(map(str, problems))
    summaries = [one for one in found if isinstance(one, catalog.PlanSummary)] if isinstance(found, list) else []
    shown = [message, *(text for one in summaries for text in (one.id, one.title, one.promise, one.error or ""))]
    if any(has_controls(text) for text in shown):
        hurt.append(f"{way}: controls in what is said")
    if any(SECRET in text for text in shown):
        hurt.append(f"{way}: what is said gives a secret away")
    return opened, message if way in ("check", "load") else "", hurt


def lived_with(planner: Planner, plan: Path, data_file: Path, commands: tuple[tuple[str, ...], ...]) -> list[str]:
    """Begin a journey on a plan that can be used, and look at it; what went wrong."""
    data_file.unlink(missing_ok=True)
    hurt = []
    for call in (("plans", "check", str(plan)), ("start", "--plan", str(plan), "--hours", "8"), *commands):
        what = f"planner {' '.join(call)}"
        try:
            with watched(what):
                answer = planner(*call)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            hurt.append(f"{what}: {type(error).__name__}: {error}")
            continue
        if answer.code not in (0, 4) or "defect" in answer.err:  # 4: at this pace it would take longer than any life
            hurt.append(f"{what}: exit {answer.code}: {answer.err[-300:]}")
        if has_controls(answer.out.replace("\n", "") + answer.err.replace("\n", "")):
            hurt.append(f"{what} sent controls")
    return hurt
