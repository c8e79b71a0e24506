"""The doctor's door: examines a data file, the journey in it and what lies around it, and puts right what is safe.

Beside the session and not part of it, because there may be no journey that can be opened. Examining writes nothing.
"""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from planner import catalog
from planner.core import health as journeys
from planner.core.health import Finding, Level
from planner.core.journey import Journey
from planner.core.plan import Plan
from planner.core.wording import counted
from planner.errors import NoJourney, PlannerError, Refused, Unreadable
from planner.store import health as files
from planner.store import rescue
from planner.store.journeys import JourneyFile
from planner.store.place import Place, look

REPAIRED: Final = "repaired by the doctor"


class Diagnosis(Struct, frozen=True):
    """What was found. `opens` tells whether a journey can be read from the file."""

    file: Path
    exists: bool
    opens: bool
    findings: tuple[Finding, ...]

    @property
    def is_healthy(self) -> bool:
        """True when nothing is left that is worse than a note."""
        return not self.left

    @property
    def left(self) -> tuple[Finding, ...]:
        """What is to be put right still."""
        bad = (Level.PROBLEM, Level.DAMAGED)
        return tuple(each for each in self.findings if each.level in bad and not each.is_fixed)

    @property
    def exit_code(self) -> int:
        """0 healthy or notes only, 4 when problems are left, 5 without a journey, 6 when it is damaged or newer."""
        if not self.exists:
            return NoJourney.exit_code
        if not self.opens or any(each.level is Level.DAMAGED for each in self.left):
            return Unreadable.exit_code
        return Refused.exit_code if self.left else 0


class Checkup:
    """One file to examine. `folders` are those of the plans; `now` gives the local time, `today` counts as the day."""

    def __init__(self, path: Path, folders: tuple[Path, ...], now: Callable[[], datetime], today: date) -> None:
        self.path = path
        self._folders = folders
        self._now = now
        self._today = today
        self._plans: dict[str, Plan] = {}

    def examine(self) -> Diagnosis:
        """Everything that can be found without writing a byte. Raises nothing, whatever the file holds."""
        return self._diagnosis(look(self.path, self._now()))

    def fix(self, tell: Callable[[str], None]) -> Diagnosis:
        """Put right what is safe, tell each thing as it is done, and say what was fixed and what is left.

        Busy when another program holds the file, CannotWrite when the disk refuses.
        """
        place = look(self.path, self._now())
        around = inside = self._promised(place)
        if rescue.tidy(place, tell):
            place = look(self.path, self._now())  # now that everything around it may be used
            inside = self._promised(place)
        if inside:
            copy = rescue.keep_copy(place)
            if copy is not None:
                tell(f"{copy} is a copy of the file as it was.")
            rescue.put_right(place, tell)
        after = self._put_journey_right(tell, self.examine())
        left, promised = set(after.findings), dict.fromkeys([*around, *inside])
        fixed = [replace(each, is_fixed=True) for each in promised if each not in left]
        return replace(after, findings=(*fixed, *after.findings))

    def _promised(self, place: Place) -> list[Finding]:
        """What can be put right."""
        return [each for each in self._diagnosis(place).findings if each.can_fix]

    def _put_journey_right(self, tell: Callable[[str], None], found: Diagnosis) -> Diagnosis:
        """Repair the journey itself, as one change that can be undone, now that it can be read."""
        if not found.opens:
            return found
        file = JourneyFile(self.path)
        try:
            plan, material = self._plan(file.load())
            repaired = [each for each in journeys.findings(self._case(plan, file.load(), material)) if each.can_fix]
            if not repaired:
                return found
            file.change(lambda journey: (REPAIRED, journeys.repaired(self._case(plan, journey, material))), self._now())
        except PlannerError as error:
            if error.exit_code in _TOLD_BY_FINDINGS:
                return found
            raise
        finally:
            file.close()
        for each in repaired:
            tell(f"{each.where}: {each.would}. Done.")
        tell(f"{counted(len(repaired), 'repair')} of the journey: `planner undo` takes them back.")
        return self.examine()

    def _diagnosis(self, place: Place) -> Diagnosis:
        found = [*files.findings(place), *(self._journey_findings() if place.opens else ())]
        return Diagnosis(self.path, place.exists, place.opens, tuple(found))

    def _journey_findings(self) -> list[Finding]:
        file = JourneyFile(self.path)
        try:
            journey = file.load()
            plan, material = self._plan(journey)
        except PlannerError as error:
            advice = "`planner plans` lists the plans, `planner plans use FILE` goes on with another version of yours."
            return [Finding(Level.PROBLEM, "plan", error.message, advice)]
        finally:
            file.close()
        sound = Finding(Level.OK, "journey", "It fits its plan, and its dates make sense.")
        return journeys.findings(self._case(plan, journey, material)) or [sound]

    def _case(self, plan: Plan, journey: Journey, material: frozenset[str] | None) -> journeys.Case:
        return journeys.case(plan, journey, self._today, material)

    def _plan(self, journey: Journey) -> tuple[Plan, frozenset[str] | None]:
        """The plan that a journey follows, and the ids of what its library holds, if it can be read."""
        own_file = journey.settings.plan_file or None
        reference = own_file or journey.settings.plan
        if reference not in self._plans:
            self._plans[reference] = catalog.load(reference, self._folders)
        plan = self._plans[reference]
        if not any(each.resources for each in journey.own.values()):
            return plan, None
        try:
            return plan, frozenset(catalog.load_library(plan, self._folders, own_file).resources)
        except PlannerError:
            return plan, None


_TOLD_BY_FINDINGS: Final = (3, 6)
