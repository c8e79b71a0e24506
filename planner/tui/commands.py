"""Every command of the app, declared once: its words, when it applies and what it does.

Bindings, footer, palette and help are made from this table. Which key is whose, `planner.settings.keyboard` says.
"""

from collections.abc import Awaitable, Callable
from typing import Final

from msgspec import Struct

from planner.core.outlook import Outlook
from planner.core.scope import Status
from planner.core.standing import MilestoneState
from planner.settings.key_names import label
from planner.settings.keyboard import KEYS
from planner.tui.actions import forecast, move, progress, records, report, shape, time
from planner.tui.desk import Desk

Run = Callable[[Desk], Awaitable[None]]
Applies = Callable[[MilestoneState], bool]


def _is_to_do(state: MilestoneState) -> bool:
    return state.status.is_to_do


def _is_open(state: MilestoneState) -> bool:
    return state.status is Status.OPEN


def _is_kept(state: MilestoneState) -> bool:
    return state.status is not Status.DROPPED


def _is_closed(state: MilestoneState) -> bool:
    return not state.status.is_to_do


def _can_waive(state: MilestoneState) -> bool:
    return state.status.is_to_do and bool(state.milestone.waived_by)


class Command(Struct, frozen=True):
    """One command. `applies` is given for commands on a milestone and says whether it makes sense for this one.

    A command without a key is in the palette only; `in_footer` ones are short enough and common enough to show;
    `takes_marked` ones mean all marked milestones while there are any.
    """

    id: str
    title: str
    help: str
    group: str
    run: Run
    applies: Applies | None = None
    in_footer: bool = False
    takes_marked: bool = False

    @property
    def key(self) -> str:
        """The key that it has by itself, for people: "x", "^s"; empty for none."""
        return "".join(label(key) for key in KEYS.get(self.id, ())[:1])

    def is_possible(self, outlook: Outlook | None, milestone: str | None) -> bool:
        """True when the command makes sense for the milestone selected now."""
        if self.applies is None:
            return True
        state = outlook.all_milestones.get(milestone or "") if outlook else None
        return state is not None and self.applies(state)


MILESTONE: Final = "This milestone"
PLAN: Final = "Your plan"
TIME: Final = "Your time"
MOVE: Final = "Around"

COMMANDS: Final = (
    Command("done", "Done", "Mark as done, with evidence and hours", MILESTONE, progress.done, _is_kept, True, True),
    Command("begin", "Begin", "Mark as started today", MILESTONE, progress.begin, _is_open, True, True),
    Command("log", "Log", "Log hours worked", MILESTONE, records.log_hours, _is_kept, True),
    Command("note", "Note", "Keep a note", MILESTONE, records.note, _is_kept),
    Command("evidence", "Evidence", "Keep a link, a path or a line", MILESTONE, records.evidence, _is_kept),
    Command("edit", "Edit", "Correct title, hours, share at work, privacy", MILESTONE, shape.edit, _is_kept),
    Command("pin", "Pin", "Fix a date that nothing moves", MILESTONE, time.pin, _is_to_do, True, True),
    Command("skip", "Skip", "Leave out what you can do already", MILESTONE, progress.skip, _is_to_do, False, True),
    Command("waive", "Waive", "Let another finished milestone stand for it", MILESTONE, progress.waive, _can_waive),
    Command("drop", "Drop", "Take it out of your plan", MILESTONE, shape.drop, _is_to_do),
    Command("reopen", "Reopen", "Take back done, skipped, waived or dropped", MILESTONE, progress.reopen, _is_closed),
    Command("add", "Add", "Add a milestone of your own", PLAN, shape.add),
    Command("route", "Route", "Take another route through the plan", PLAN, shape.route),
    Command("replan", "Re-plan", "Review the dates that should move, and why", TIME, forecast.replan, None, True),
    Command("what-if", "What if", "Try other hours, routes, targets or breaks first", TIME, forecast.what_if),
    Command("pace", "Pace", "Change your weekly hours", TIME, time.pace),
    Command("target", "Target", "Set or clear the date you hope for", TIME, time.target),
    Command("pause", "Pause", "Plan a break", TIME, time.pause),
    Command("resume", "Resume", "End the break, or cancel the next one", TIME, time.resume),
    Command("undo", "Undo", "Take the last change back", MOVE, move.undo, None, True),
    Command("redo", "Redo", "Do again what was undone", MOVE, move.redo),
    Command("history", "History", "Everything done, undone and not saved yet", MOVE, move.history),
    Command("save", "Save", "Try again what could not be saved", MOVE, move.save),
    Command("settings", "Settings", "Theme, motion, editor, and keys of your own", MOVE, move.settings),
    Command("jump", "Jump", "Put a letter at every part of the screen, and go to one", MOVE, move.jump),
    Command("open", "Open", "Show everything about the milestone", MOVE, move.open_milestone, _is_kept),
    Command("save-report", "Save report", "Write the report to a file", MOVE, report.save_report),
    Command("open-report", "Open report", "Open the report as it is made", MOVE, report.open_report),
    Command("copy-report", "Copy report", "Copy the report to the clipboard", MOVE, report.copy_report),
)

# Asked for by views only, with a detail that a key could not give.
INNER: Final = (
    Command("tick", "Tick", "Tick or untick a step", MILESTONE, progress.tick),
    Command("tick-habit", "Habit", "Count a habit", PLAN, progress.tick_habit),
    Command("confirm-level", "Level", "Confirm a skill level", PLAN, progress.confirm_level),
)

BY_ID: Final = {command.id: command for command in (*COMMANDS, *INNER)}
