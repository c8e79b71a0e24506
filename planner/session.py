"""The one door: opens a journey, applies a change, undoes it, exports it. Fronts talk to this and nothing below it.

The session is the only writer. It holds the newest journey it knows and one Outlook for it; `refresh` picks up what
another process wrote. Time and places come from the composition root in `Surroundings`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from msgspec import Struct

from planner import catalog
from planner.core.changes import Change, remember_report, start_journey, use_plan
from planner.core.journey import Journey, Week
from planner.core.outlook import Outlook, following
from planner.core.plan import Plan
from planner.core.plan_update import carried_over
from planner.errors import BadValue, PlannerError
from planner.recall import Recall
from planner.store.history import Change as HistoryEntry
from planner.store.journeys import JourneyFile, Saved
from planner.store.unsaved import Keeper

if TYPE_CHECKING:
    # Loaded when asked for: other calls do not pay for them.
    from planner.core.forecast import Progress
    from planner.core.forecast_values import Forecast
    from planner.core.library import Library
    from planner.reports import Report, Scope
    from planner.settings import Wishes

P = ParamSpec("P")


class Surroundings(Struct, frozen=True):
    """Where things are and what time it is; made once, by the composition root.

    `now` gives the local date and time; a fixed `today` overrides its date, so that results can be repeated.
    `settings_file` finds the file of the app's looks and keys, None when nothing of them is kept; `wishes` says what
    the environment asks for where the file leaves it open. `cache_folder` finds where answers worked out before may be
    kept, None when nowhere.
    """

    data_file: Path
    plan_folders: tuple[Path, ...]
    now: Callable[[], datetime]
    today_override: date | None = None
    plain: bool = False
    settings_file: Callable[[], Path] | None = None
    wishes: "Callable[[], Wishes] | None" = None
    cache_folder: Callable[[], Path] | None = None

    @property
    def today(self) -> date:
        return self.today_override or self.now().date()

    @property
    def moment(self) -> datetime:
        """The time stamp for the history."""
        return self.now()


class Beginning(Struct, frozen=True):
    """The choices with which a journey begins. `plan` is an id or the path of a plan file."""

    plan: str
    week: Week
    name: str = ""
    route: str | None = None
    variant: str | None = None
    start: date | None = None
    target: date | None = None
    levels: Mapping[str, int] | None = None


class _Plans:
    """The plans that journeys follow, each read once, and the last journey carried over to the one that it follows."""

    def __init__(self, folders: tuple[Path, ...], recall: Recall) -> None:
        self._folders = folders
        self._recall = recall
        self._known: dict[tuple[str, str], Plan] = {}
        self._last: tuple[Journey, Plan, Journey] | None = None

    def of(self, journey: Journey) -> Plan:
        """The plan that a journey follows."""
        key = (journey.settings.plan, journey.settings.plan_file)
        if key not in self._known:
            self._known[key] = self._recall.plan(key[1] or key[0], self._folders)
        return self._known[key]

    def put(self, plan: Plan, plan_file: str) -> None:
        """Replace what was read before, when the file changed since."""
        self._known[plan.id, plan_file] = plan

    def carried(self, journey: Journey) -> tuple[Plan, Journey]:
        """The plan that a journey follows, and the journey by its ids: the same objects until one changes."""
        plan, last = self.of(journey), self._last
        if last is None or last[0] is not journey or last[1] is not plan:
            last = self._last = (journey, plan, carried_over(plan, journey))
        return plan, last[2]


class Session:
    """One person's journey, open. Every method raises `PlannerError`s only, and leaves the file whole when it does."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.surroundings = surroundings
        self._file: JourneyFile | Keeper = JourneyFile(surroundings.data_file)
        self._recall = Recall(surroundings.cache_folder)
        self._plans = _Plans(surroundings.plan_folders, self._recall)
        self._outlook: Outlook | None = None
        self._forecast: tuple[Outlook, Forecast | None] | None = None

    @property
    def today(self) -> date:
        return self.surroundings.today

    @property
    def path(self) -> Path:
        return self._file.path

    @property
    def has_journey(self) -> bool:
        return self._file.exists()

    @property
    def journey(self) -> Journey:
        """The journey as last read or written, by the ids that its plan has now. NoJourney when there is none."""
        return self._plans.carried(self._file.load())[1]

    @property
    def plan(self) -> Plan:
        """The plan that the journey follows."""
        return self._plans.of(self._file.load())

    def keep_unsaved(self) -> Keeper:
        """From now on keep what the file refuses to take; for a front that stays open and can save it later."""
        if not isinstance(self._file, Keeper):
            self._file.close()
            self._file = Keeper(self.surroundings.data_file)
        return self._file

    def outlook(self) -> Outlook:
        """What follows from plan, journey and today; the same object until one of them changes."""
        (plan, journey), today = self._plans.carried(self._file.load()), self.today
        known = self._outlook
        if known is None:
            known = self._outlook = self._recall.dated(Outlook(plan, journey, today))
        elif known.journey is not journey or known.plan is not plan or known.today != today:
            known = self._outlook = following(known, plan, journey, today)
        return known

    def forecast(self, on_progress: "Progress | None" = None, *, outlook: Outlook | None = None) -> "Forecast | None":
        """How the finish may fall; worked out once for each outlook. None when nothing is to do.

        Of the outlook of now, or of the one given: then the file is left alone, and a thread of its own may ask.
        """
        of = outlook or self.outlook()
        known = self._forecast
        if known is None or known[0] is not of:
            known = self._forecast = (of, self._recall.forecast(of, lambda: _simulated(of, on_progress)))
        return known[1]

    def preview(self, beginning: Beginning) -> Outlook:
        """What a beginning would lead to, with nothing saved."""
        plan = catalog.load(beginning.plan, self.surroundings.plan_folders)
        return Outlook(plan, _begun(plan, self.today, beginning, "preview"), self.today)

    def start(self, beginning: Beginning, *, identifier: str) -> Outlook:
        """Begin a journey and save it. Refused when the file holds one already."""
        plan = catalog.load(beginning.plan, self.surroundings.plan_folders)
        journey = _begun(plan, self.today, beginning, identifier)
        self._file.create(journey, f"started: {plan.title}", self.surroundings.moment)
        return self.outlook()

    def keep(self, journey: Journey, title: str) -> Outlook:
        """Save a ready-made journey as a new file, as the demonstration does."""
        self._file.create(journey, title, self.surroundings.moment)
        return self.outlook()

    def apply(
        self, verb: Callable[Concatenate[Journey, Plan, date, P], Change], *args: P.args, **kwargs: P.kwargs
    ) -> Change:
        """Apply a verb to the newest journey and save it as one change."""
        today = self.today  # of the change, also when it is saved only tomorrow

        def edit(journey: Journey) -> tuple[str, Journey]:
            plan = self._plans.of(journey)
            change = verb(carried_over(plan, journey), plan, today, *args, **kwargs)
            return change.title, change.journey

        return _change(self._file.change(edit, self.surroundings.moment))

    def undo(self) -> Change:
        """Take the latest change back. Refused when there is none."""
        return _change(self._file.undo(self.surroundings.moment))

    def redo(self) -> Change:
        """Do again what was undone last. Refused when there is nothing."""
        return _change(self._file.redo(self.surroundings.moment))

    def history(self) -> Sequence[HistoryEntry]:
        """All changes kept, the newest first."""
        return self._file.history()

    def refresh(self) -> bool:
        """True when another process changed the file since; what was read before is then out of date."""
        if not self._file.changed_outside():
            return False
        self._file.load()
        return True

    def plans(self) -> list[catalog.PlanSummary]:
        """Every plan that can be found, shipped and one's own."""
        return catalog.available(self.surroundings.plan_folders)

    def load_plan(self, reference: str) -> Plan:
        """A plan by id or path, whether or not the journey follows it."""
        return catalog.load(reference, self.surroundings.plan_folders)

    def adopt_plan(self, reference: str) -> Change:
        """Go on with another version of the journey's plan, whether or not the one so far can still be read."""
        newer, own_file = self.load_plan(reference), _own_file(reference)

        def edit(journey: Journey) -> tuple[str, Journey]:
            try:
                plan = self._plans.of(journey)
            except PlannerError:
                plan = newer
            change = use_plan(journey, plan, self.today, newer, own_file)
            return change.title, change.journey

        change = _change(self._file.change(edit, self.surroundings.moment))
        self._plans.put(newer, own_file)
        return change

    def library(self) -> "Library":
        """Reading and practice material of the journey's destination."""
        own_file = self._file.load().settings.plan_file or None
        return catalog.load_library(self.plan, self.surroundings.plan_folders, own_file)

    def report(
        self,
        scope: "Scope",
        on_progress: "Progress | None" = None,
        *,
        outlook: Outlook | None = None,
        has_forecast: bool = True,
    ) -> "Report":
        """The progress report as a value, on the outlook of now or the one given, as `forecast` takes it.

        `has_forecast` False does without the forecast, which is what takes time.
        """
        from planner.reports import build

        of = outlook or self.outlook()
        return build(of, scope, self.forecast(on_progress, outlook=of) if has_forecast else None)

    def render(
        self,
        scope: "Scope",
        format_name: str,
        on_progress: "Progress | None" = None,
        *,
        outlook: Outlook | None = None,
    ) -> str | bytes:
        """The progress report in one of the formats; PDF alone is bytes. BadValue for an unknown format."""
        from planner.reports import format_named

        form = format_named(format_name)
        return form.render(self.report(scope, on_progress, outlook=outlook, has_forecast=form.is_whole))

    def save_report(
        self,
        scope: "Scope",
        format_name: str,
        target: Path,
        on_progress: "Progress | None" = None,
        *,
        outlook: Outlook | None = None,
        apply: Callable[..., Change] | None = None,
    ) -> Path:
        """Write the report to `target`, replacing it whole, and return where it is; in a folder it gets a name.

        A whole report is remembered in the log with what it said: "since last" counts from it. BadValue for a name
        that is no file's, or the data file's own; CannotWrite when the disk or folder refuses. A thread of its own
        gives `outlook`, and as `apply` what applies a verb where the store is at home.
        """
        from planner.reports import default_name, format_named
        from planner.reports.since import mark
        from planner.store.export import is_same, place_of, write_whole

        form, of = format_named(format_name), outlook or self.outlook()
        report = self.report(scope, on_progress, outlook=of, has_forecast=form.is_whole)
        place = place_of(target, default_name(report, format_name))
        if is_same(place, self.path):
            raise BadValue(f"{place} is your data file; give the report another name.")
        content = form.render(report)
        write_whole(place, content if isinstance(content, bytes) else content.encode())
        if form.is_whole:
            said = mark(of, self.forecast(outlook=of))
            try:
                (apply or self.apply)(remember_report, format_name, str(place), said)
            except PlannerError as error:
                error.message = f"The report is in {place}, but the journey could not note it: {error.message}"
                raise
        return place

    def close(self) -> None:
        self._file.close()


def _simulated(outlook: Outlook, on_progress: "Progress | None") -> "Forecast | None":
    from planner.core.forecast import forecast  # what is remembered needs none of it

    return forecast(outlook, on_progress=on_progress)


def _begun(plan: Plan, today: date, beginning: Beginning, identifier: str) -> Journey:
    return start_journey(
        plan,
        today,
        identifier=identifier,
        week=beginning.week,
        name=beginning.name,
        route=beginning.route,
        variant=beginning.variant,
        start=beginning.start,
        target=beginning.target,
        levels=beginning.levels,
        plan_file=_own_file(beginning.plan),
    )


def _change(saved: Saved) -> Change:
    return Change(saved.title, saved.journey, saved.remark)


def _own_file(reference: str) -> str:
    """The absolute path of a plan given as a file; empty for one given by id."""
    return str(Path(reference).resolve()) if catalog.is_path(reference) else ""
