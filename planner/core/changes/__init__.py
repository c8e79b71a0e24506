"""The verbs: everything a person can do to a journey, as pure functions (journey, plan, today, ...) -> Change.

A verb checks its rule, cleans its text and returns the new journey with a title for the history. It never saves:
`planner.session` applies it to the newest journey under the store's lock, so two writers lose nothing.
"""

from planner.core.changes.base import Change, Verb
from planner.core.changes.milestones import add, drop, edit
from planner.core.changes.person import (
    choose_route,
    confirm_level,
    mark_habit,
    unmark_habit,
)
from planner.core.changes.plans import use_plan
from planner.core.changes.progress import begin, complete, reopen, skip, tick, untick, waive
from planner.core.changes.records import log_hours, remember_report, save_evidence, write_note
from planner.core.changes.replan import replan
from planner.core.changes.start import start_journey
from planner.core.changes.time import pause, pin, resume, set_pace, set_spell, set_target, unpin
from planner.core.changes.whatif import Scenario, take_scenario

__all__ = [
    "Change",
    "Scenario",
    "Verb",
    "add",
    "begin",
    "choose_route",
    "complete",
    "confirm_level",
    "drop",
    "edit",
    "log_hours",
    "mark_habit",
    "pause",
    "pin",
    "remember_report",
    "reopen",
    "replan",
    "resume",
    "save_evidence",
    "set_pace",
    "set_spell",
    "set_target",
    "skip",
    "start_journey",
    "take_scenario",
    "tick",
    "unmark_habit",
    "unpin",
    "untick",
    "use_plan",
    "waive",
    "write_note",
]
