"""What a filter lets through, and where its words stand in a title. Pure: words in, ids and places out."""

from collections.abc import Collection, Sequence
from typing import Final

from planner.core import left_behind
from planner.core.outlook import Outlook
from planner.core.scope import Status
from planner.core.standing import MilestoneState
from planner.core.text import fold
from planner.tui import symbols

PHASE: Final = "phase:"
GONE: Final = "gone:"
"""Alone the branch of what the plan no longer has, with an id one of them."""

_FLAGS: Final = ("late", "critical", "drives", "pinned", "marked", "private", "own", "waiting")
_STATES: Final = frozenset((*(status.value for status in Status), *_FLAGS))

Shape = tuple[tuple[str, ...], ...]
"""Branches in order: the branch's own id first, then those of its leaves."""


def matching(outlook: Outlook, words: Sequence[str], marked: Collection[str]) -> Shape:
    """Each phase with its milestones that match all words, last what the plan no longer has.

    Dropped milestones come when asked for, by any word.
    """
    names = {phase.id: fold(phase.title) for phase in outlook.phases}
    leaves: dict[str, list[str]] = {phase: [] for phase in names}
    for each, state in outlook.all_milestones.items():
        phase = state.milestone.phase
        if phase in leaves and _matches(state, names[phase], words, each in marked):
            leaves[phase].append(each)
    gone = (GONE + one for one, remnant in outlook.left_behind.items() if _remnant_matches(remnant, words))
    return (*((PHASE + phase, *ids) for phase, ids in leaves.items()), (GONE, *gone))


def count_words(shape: Shape, outlook: Outlook) -> str:
    """ "7 of 41": of everything that a filter can find."""
    found = sum(len(branch) - 1 for branch in shape)
    return f"{found} of {len(outlook.all_milestones) + len(outlook.left_behind)}"


def places(title: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in a title, as (begin, end) in its own characters."""
    if not words:
        return []
    folded, origin = [], []
    for number, character in enumerate(title):
        for each in fold(character):
            folded.append(each)
            origin.append(number)
    hay, found = "".join(folded), []
    for word in words:
        at = hay.find(word)
        while at >= 0:
            found.append((origin[at], origin[at + len(word) - 1] + 1))
            at = hay.find(word, at + len(word))
    return found


def _matches(state: MilestoneState, phase: str, words: Sequence[str], is_marked: bool) -> bool:
    if not words:
        return state.status is not Status.DROPPED
    flags = {
        symbols.word(state): True,
        state.status.value: True,
        "late": state.is_late or state.is_overdue,
        "critical": state.drives_finish,
        "drives": state.drives_finish,
        "pinned": state.item.record.pin is not None,
        "private": state.item.record.private,
        "own": state.item.is_own,
        "marked": is_marked,
    }
    title = fold(state.title)
    hay = f"{title} {state.id} {phase} {' '.join(state.milestone.skills)}"
    return all(_has(word, flags, title, hay) for word in words)


def _has(word: str, flags: dict[str, bool], title: str, hay: str) -> bool:
    """A word that names a state means it, or stands by itself in the title: "late" does not find "template"."""
    if word in _STATES:
        return flags.get(word, False) or word in title.split()
    return word in hay


def _remnant_matches(remnant: left_behind.Remnant, words: Sequence[str]) -> bool:
    hay = fold(f"{remnant.title} {remnant.id} {remnant.status.value} {left_behind.HEADING}")
    return all(word in hay for word in words)
