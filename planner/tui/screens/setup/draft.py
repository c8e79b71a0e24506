"""What the setup has been told so far, and what would follow from it. Nothing here draws.

Answers are kept as they were typed, also wrong ones, and per plan where they belong to one: whoever goes back to try
another role finds everything as it was.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from planner.catalog import PlanSummary
from planner.core.capacity import even_week
from planner.core.journey import SkillLevel
from planner.core.outlook import Outlook
from planner.core.parsing import parse_date, parse_pace
from planner.core.plan import Milestone, Plan
from planner.core.scope import Status
from planner.core.skills import may_skip
from planner.core.text import one_line
from planner.errors import PlannerError
from planner.session import Beginning, Session

DEFAULT_HOURS: Final = "8"
DEFAULT_START: Final = "today"


class Draft(Struct, frozen=True):
    """The answers. `variants` and `routes` are by plan; `levels` holds only what the person set themselves."""

    plan: str = ""
    variants: Mapping[str, str | None] = field(default_factory=dict)
    routes: Mapping[str, str] = field(default_factory=dict)
    hours: str = DEFAULT_HOURS
    start: str = DEFAULT_START
    target: str = ""
    name: str = ""
    levels: Mapping[str, int] = field(default_factory=dict)

    @property
    def variant(self) -> str | None:
        """The variant of the role chosen now; None for the role in general."""
        return self.variants.get(self.plan)

    def route(self, plan: Plan) -> str:
        """The route chosen through `plan`, else its default."""
        chosen = self.routes.get(self.plan, plan.default_route)
        return chosen if plan.route(chosen) else plan.default_route

    def level(self, plan: Plan, skill: str) -> int:
        """The level of a skill: the person's word, else that of the role and variant."""
        return self.levels.get(skill, plan.role.levels_of(self.variant).get(skill, 0))

    def all_levels(self, plan: Plan) -> dict[str, int]:
        """The level of every skill that the destination asks for."""
        usual = plan.role.levels_of(self.variant)
        return {skill: self.levels.get(skill, usual.get(skill, 0)) for skill in plan.destination.skills}

    def beginning(self, plan: Plan, today: date) -> Beginning:
        """The answers as values. BadValue for what cannot be understood."""
        return Beginning(
            plan=self.plan,
            week=parse_pace(self.hours),
            name=one_line(self.name),
            route=self.route(plan),
            variant=self.variant,
            start=parse_date(self.start, today) if self.start.strip() else today,
            target=parse_date(self.target, today) if self.target.strip() else None,
            levels=self.all_levels(plan),
        )


class Preparation:
    """The session as the setup needs it: plans read once, and previews of a draft. It saves nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._summaries: list[PlanSummary] | None = None
        self._plans: dict[str, Plan] = {}
        self._latest: tuple[Beginning, Outlook] | None = None

    @property
    def today(self) -> date:
        return self._session.today

    @property
    def summaries(self) -> list[PlanSummary]:
        """Every plan file there is, broken ones with their error."""
        if self._summaries is None:
            self._summaries = self._session.plans()
        return self._summaries

    def reference(self, summary: PlanSummary) -> str:
        """How a plan is named to the session; a broken one by its file, so that opening it says what is wrong."""
        return str(summary.path) if summary.error else summary.id

    def plan(self, reference: str) -> Plan:
        """A plan by id or path. PlannerError when it cannot be read."""
        if reference not in self._plans:
            self._plans[reference] = self._session.load_plan(reference)
        return self._plans[reference]

    def plan_of(self, draft: Draft) -> Plan:
        return self.plan(draft.plan)

    def beginning(self, draft: Draft) -> Beginning:
        return draft.beginning(self.plan_of(draft), self.today)

    def preview(self, draft: Draft) -> Outlook:
        """What the draft would lead to. PlannerError when it cannot begin like this.

        The latest one is kept, and nameless, so that typing a name costs nothing.
        """
        beginning = replace(self.beginning(draft), name="")
        if self._latest is None or self._latest[0] != beginning:
            self._latest = beginning, self._session.preview(beginning)
        return self._latest[1]

    def prospect(self, draft: Draft) -> Outlook:
        """As `preview`, with the usual time where what was typed makes no sense yet."""
        try:
            return self.preview(draft)
        except PlannerError:
            return self.preview(replace(draft, hours=DEFAULT_HOURS, start=DEFAULT_START, target=""))

    def problems(self, draft: Draft) -> dict[str, str]:
        """What is wrong with the answers about time, by field: a sentence each; empty when nothing is."""
        try:
            _ = self.preview(draft).schedule  # an impossible pace shows only when the plan is dated
        except PlannerError:
            pass
        else:
            return {}
        plain = replace(draft, hours=DEFAULT_HOURS, start=DEFAULT_START, target="")
        found: dict[str, str] = {}
        for name in ("hours", "start", "target"):
            tried = replace(plain, **{name: getattr(draft, name)})
            try:
                _ = self.preview(tried).schedule
            except PlannerError as error:
                found[name] = error.message
            else:
                plain = tried
        return found


def on_route(outlook: Outlook, route: str) -> Outlook:
    """The same beginning on another route."""
    settings = replace(outlook.journey.settings, route=route)
    return Outlook(outlook.plan, replace(outlook.journey, settings=settings), outlook.today)


def at_pace(outlook: Outlook, hours: float) -> Outlook:
    """The same beginning with other weekly hours, spread evenly."""
    settings = replace(outlook.journey.settings, week=even_week(hours))
    return Outlook(outlook.plan, replace(outlook.journey, settings=settings), outlook.today)


def skippable(outlook: Outlook, levels: Mapping[str, int]) -> list[Milestone]:
    """The milestones of the route that these levels make unnecessary; each still asks for evidence."""
    journey = replace(outlook.journey, skills={skill: SkillLevel(level, level) for skill, level in levels.items()})
    return [
        item.milestone
        for item in outlook.items.values()
        if item.status is not Status.DROPPED and may_skip(outlook.plan, journey, item.milestone)
    ]
