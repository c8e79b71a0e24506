"""The parts of a progress report about skills, gates and readiness. Read through `planner.reports.facts`."""

from datetime import date

from msgspec import Struct


class SkillFacts(Struct, frozen=True):
    """One skill: level at the start, now and wanted (0 to 4); `proposed` is what finished milestones speak for."""

    id: str
    name: str
    start: int
    now: int
    target: int
    proposed: int
    proof: str


class RoseFacts(Struct, frozen=True):
    """A skill confirmed at a higher level in the period: the level before it and the one now."""

    id: str
    name: str
    before: int
    now: int
    target: int
    proof: str


class PassedFacts(Struct, frozen=True):
    """A gate passed in the period, and the day on which its last condition was met."""

    id: str
    title: str
    date: date


class GatePartFacts(Struct, frozen=True):
    """One condition of a gate."""

    text: str
    is_met: bool


class GateFacts(Struct, frozen=True):
    """A gate that applies to the route, with its conditions."""

    id: str
    title: str
    question: str
    is_passed: bool
    parts: tuple[GatePartFacts, ...]


class ReadinessFacts(Struct, frozen=True):
    """The readiness index and the parts it is made of."""

    percent: int
    skills_percent: int
    gates_passed: int
    gates_counted: int
