"""Why dates move: the fewest changes that explain the promises, and the words for each milestone's move.

Method: greedy forward selection (Efroymson, 1960) over counterfactual plans. Of all that may have changed since the
promises (`planner.core.suspects`), take out what brings the projected dates nearest to the promised ones, then the
next, until nothing helps much. What was known already when the dates were promised makes the plan without it fit
worse, and so is never blamed. A milestone's reason is the change that moved it most; facts about the milestone itself
(a pin, more hours than estimated, a requirement that ends later) go first, and when nothing can be pinned down the
words say no more than that.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from msgspec import Struct

from planner.core.backlog import hours_behind
from planner.core.journey import PinKind
from planner.core.outlook import Outlook
from planner.core.schedule import Slot
from planner.core.scope import Item
from planner.core.suspects import Suspect, pin_words, short_date, suspects
from planner.core.wording import hours_number, hours_words
from planner.errors import Refused

_MOST_CAUSES: Final = 4
_LEAST_GAIN: Final = 0.1  # of the misfit that is left, below which a change explains nothing
_NEARLY_AS_GOOD: Final = 0.95  # work not done fits many patterns, so a plainer change that fits as well goes first
_LEAST_SHARE: Final = 0.34  # of a move, that a change must account for to be its reason
_LEAST_OVERRUN: Final = 0.3  # of the hours behind, that one milestone must have cost to be named for them
_LEAST_HANDED_ON: Final = 0.5  # of a move, that a requirement must move itself to be the reason
_ROUNDING: Final = 1e-6

Finishes = Mapping[str, date]


class Cause(Struct, frozen=True):
    """A change that explains dates: an outlook with it, and the projected finishes with and without it."""

    suspect: Suspect
    outlook: Outlook
    with_it: Finishes
    without_it: Finishes

    def days(self, milestone: str, promised: date) -> int:
        """Days by which it moves a milestone. One that would be finished without it moves from its promise."""
        if milestone not in self.with_it:
            return 0
        before = self.without_it.get(milestone, promised if self.suspect.is_time else self.with_it[milestone])
        return (self.with_it[milestone] - before).days


class Causes(Struct, frozen=True, dict=True):
    """What explains the differences between promises and projection of one outlook."""

    outlook: Outlook

    @cached_property
    def found(self) -> tuple[Cause, ...]:
        """The changes that explain the promises, the one that explains most first."""
        outlook, found = self.outlook, list[Cause]()
        finishes = _finishes(outlook)
        misfit = self._misfit(finishes, finishes)
        open_suspects = list(suspects(outlook)) if misfit else []
        while open_suspects and misfit and len(found) < _MOST_CAUSES:
            tried = [each for each in (self._tried(one, outlook, finishes) for one in open_suspects) if each]
            best = _best(tried, max(1, _LEAST_GAIN * misfit))
            if best is None:
                break
            _, suspect, without, after = best
            found.append(Cause(suspect, outlook, finishes, after))
            outlook, finishes, misfit = without, after, self._misfit(after, after)
            open_suspects.remove(suspect)
        return tuple(found)

    def reason(self, milestone: str) -> str:
        """Why the due date of a milestone to do moves to its projected finish."""
        item, slot = self.outlook.items[milestone], self.outlook.schedule.slots[milestone]
        due = item.record.due
        if due is None:
            return "new in the plan"
        is_late = slot.finish > due
        return (
            self._pinned_day(item, slot)
            or self._own_work(item, slot, due)
            or self._explained(item, slot, due)
            or self._pinned_side(item, slot, due)
            or self._waits(slot, due)
            or ("the rest of the plan moved" if is_late else "there is room earlier")
        )

    def _tried(
        self, suspect: Suspect, outlook: Outlook, finishes: Finishes
    ) -> tuple[int, Suspect, Outlook, Finishes] | None:
        """What taking a suspect out gains in days of misfit; None when no plan can be made without it."""
        try:
            without = Outlook(outlook.plan, suspect.without(outlook), outlook.today)
            after = _finishes(without)
        except Refused:  # the work would take longer than a life
            return None
        return self._misfit(finishes, after) - self._misfit(after, finishes), suspect, without, after

    @cached_property
    def _dues(self) -> Finishes:
        slots, items = self.outlook.schedule.slots, self.outlook.items
        return {each: due for each in slots if (due := items[each].record.due) is not None}

    def _misfit(self, finishes: Finishes, others: Finishes) -> int:
        """Days between promises and finishes, added up over the milestones that are in both plans."""
        return sum(
            abs((finishes[each] - due).days) for each, due in self._dues.items() if each in finishes and each in others
        )

    def _main(self, milestone: str, old: date, new: date) -> list[Cause]:
        """The changes that did much of a move, in its direction, the one that did most first."""
        direction = 1 if new > old else -1
        least = max(1, _LEAST_SHARE * abs((new - old).days))
        much = [cause for cause in self.found if direction * cause.days(milestone, old) >= least]
        return sorted(much, key=lambda cause: -direction * cause.days(milestone, old))

    def _explained(self, item: Item, slot: Slot, due: date) -> str:
        """The change that moved it, or two when both are about time and neither is enough alone."""
        main = self._main(item.id, due, slot.finish)
        if not main:
            return ""
        words = [self._words(cause, item, slot, due) for cause in main]
        are_of_time = all(cause.suspect.is_time for cause in main[:2]) and self._waits(slot, due) not in words
        return "; ".join(each for each in words[:2] if each) if are_of_time else words[0]

    def _words(self, cause: Cause, item: Item, slot: Slot, due: date) -> str:
        suspect = cause.suspect
        if suspect.is_lag:
            return self._behind(item, slot, due)
        if suspect.about == item.id:
            return suspect.own
        if suspect.about and suspect.about == self._driver(slot):
            return self._waits(slot, due) or (suspect.late if slot.finish > due else suspect.early)
        return suspect.late if slot.finish > due else suspect.early

    def _pinned_day(self, item: Item, slot: Slot) -> str:
        """The day that it has to end on, where that is the new date: nothing else moves it."""
        pin = item.record.pin
        is_kept = pin and pin.kind is PinKind.ON and slot.finish == pin.date
        return pin_words(pin, self.outlook.today) if pin and is_kept else ""

    def _pinned_side(self, item: Item, slot: Slot, due: date) -> str:
        """A pin that holds it back or pulls it forward."""
        pin = item.record.pin
        if pin is None:
            return ""
        is_pulled = pin.kind is PinKind.BY and slot.finish <= pin.date < due
        is_held = pin.kind is PinKind.NOT_BEFORE and self._is_first_chance(slot, pin.date) and not self._driver(slot)
        return pin_words(pin, self.outlook.today) if is_pulled or is_held else ""

    def _own_work(self, item: Item, slot: Slot, due: date) -> str:
        """More hours than the estimate has, on the milestone itself."""
        if slot.finish > due and item.logged > item.personal + _ROUNDING:
            return f"over-ran: {hours_number(item.logged)} h logged, {hours_words(item.personal)} planned"
        return ""

    def _driver(self, slot: Slot) -> str | None:
        """The requirement that decides when a milestone begins, if it moves itself; None otherwise."""
        slots = self.outlook.schedule.slots
        if not slot.waits_for:
            return None
        last = max((slots[each] for each in slot.waits_for), key=lambda each: each.finish)
        moves = self._dues.get(last.id, last.finish) != last.finish
        return last.id if moves and self._is_first_chance(slot, last.finish) else None

    def _is_first_chance(self, slot: Slot, day: date) -> bool:
        """True when the work on a milestone (or its wait) begins as soon after `day` as any hours are free."""
        first = slot.blocks[0].date if slot.blocks else slot.finish
        if first < day:
            return False
        between = (day + timedelta(days=offset) for offset in range(1, (first - day).days))
        return not any(self.outlook.capacity.free(each) for each in between)

    def _waits(self, slot: Slot, due: date) -> str:
        """The requirement that moved it, when that moves the same way and at least half as far."""
        driver = self._driver(slot)
        if driver is None:
            return ""
        new = self.outlook.schedule.slots[driver].finish
        days, own = (new - self._dues[driver]).days, (slot.finish - due).days
        if days * own <= 0 or abs(days) < _LEAST_HANDED_ON * abs(own):
            return ""
        return f"waits for “{self.outlook.items[driver].title}”, which moves to {short_date(new, self.outlook.today)}"

    def _behind(self, item: Item, slot: Slot, due: date) -> str:
        """Work not done: what is waited for, who cost the time, or how much of it is missing."""
        if due < self.outlook.today:
            return f"was due on {short_date(due, self.outlook.today)} and is not done"
        if waits := self._waits(slot, due):
            return waits
        overran = self._overran
        if overran and overran.id != item.id:
            return f"“{overran.title}” over-ran: {hours_number(overran.logged)} h, not {hours_words(overran.personal)}"
        hours = max(1, round(self._hours_behind))
        return f"less done than planned, about {hours} h"

    @cached_property
    def _hours_behind(self) -> float:
        """Hours that are missing once what explains more is taken out."""
        return next((hours_behind(cause.outlook) for cause in self.found if cause.suspect.is_lag), 0.0)

    @cached_property
    def _overran(self) -> Item | None:
        """The milestone whose hours passed its estimate most, if that is a good part of the hours behind."""
        found = [
            item
            for item in self.outlook.items.values()
            if item.logged > item.personal
            and item.record.due
            and (item.record.finished or self.outlook.today) > item.record.due
        ]
        worst = max(found, key=lambda item: item.logged - item.personal, default=None)
        if worst is None or worst.logged - worst.personal < _LEAST_OVERRUN * self._hours_behind:
            return None
        return worst


Tried = tuple[int, Suspect, Outlook, Finishes]


def _best(tried: list[Tried], least: float) -> Tried | None:
    """What is certain, then what gains most, the first of equals; work not done only where nothing plainer does."""
    worth = [each for each in tried if each[0] >= least]
    if not worth:
        return None
    best = max(worth, key=lambda each: (each[1].is_certain, each[0]))
    if best[1].is_lag:
        others = [each for each in worth if not each[1].is_lag and each[0] >= _NEARLY_AS_GOOD * best[0]]
        return max(others, key=lambda each: each[0], default=best)
    return best


def _finishes(outlook: Outlook) -> Finishes:
    return {each: slot.finish for each, slot in outlook.schedule.slots.items()}
