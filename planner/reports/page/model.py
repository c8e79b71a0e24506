"""What a laid-out report is made of: headings, figures, entries and drawings. Plain values, no rules.

Every drawing is in shares of its frame: x from 0 (left) to 1 (right), y from 0 (bottom) to 1 (top). A renderer only
scales. Each drawing carries the numbers that it shows as a table, and what it says in a sentence.
"""

from msgspec import Struct

Curve = tuple[tuple[float, float], ...]


class Heading(Struct, frozen=True):
    """The head of the page. `covers` says why this period, where that has to be said.

    `facts` are pairs of label and text; `summary` is the report in a few sentences.
    """

    title: str
    name: str
    period: str
    covers: str
    starts_from: str
    leads_to: str
    facts: tuple[tuple[str, str], ...]
    summary: tuple[str, ...]


class Figure(Struct, frozen=True):
    """A key figure. `share` (0 to 1) is drawn as a bar, `mark` as a line across it; None: no bar, no line."""

    label: str
    value: str
    about: tuple[str, ...]
    share: float | None = None
    mark: float | None = None


class Point(Struct, frozen=True):
    """A line below an entry; `symbol` and `word` tell whether a condition is met, and are empty otherwise."""

    text: str
    symbol: str = ""
    word: str = ""


class Entry(Struct, frozen=True):
    """One thing told of. `symbol` and `word` are its state, `tone` how they look: good, bad, note or plain.

    `details` are short phrases, `label` stands above the `points`; `share` (0 to 1) is how much of it is behind.
    `quote` is a text of several lines.
    """

    title: str
    when: str = ""
    symbol: str = ""
    word: str = ""
    tone: str = "plain"
    details: tuple[str, ...] = ()
    label: str = ""
    points: tuple[Point, ...] = ()
    share: float | None = None
    quote: str = ""


class Group(Struct, frozen=True):
    """Entries under a heading of their own, or without one."""

    title: str
    entries: tuple[Entry, ...]


class Section(Struct, frozen=True):
    """A part of the page. `lead` is a sentence above the entries, or what stands there instead of any."""

    id: str
    title: str
    lead: str
    groups: tuple[Group, ...] = ()
    is_numbered: bool = False


class Table(Struct, frozen=True):
    """The numbers of a drawing as words; the columns in `numeric` are set to the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...]


class Tick(Struct, frozen=True):
    """A named place on an axis. `is_major` is shown however narrow the drawing is."""

    place: float
    label: str
    is_major: bool


class BurnUpChart(Struct, frozen=True):
    """Hours done and promised over time. `low`, `middle` and `high` are the fan, empty without a forecast.

    `today` and `target` are places on the time axis, `scope` is the height of all that counts.
    """

    title: str
    sentence: str
    months: tuple[Tick, ...]
    hours: tuple[Tick, ...]
    done: Curve
    promised: Curve
    low: Curve
    middle: Curve
    high: Curve
    today: float
    target: float | None
    scope: float
    done_label: str
    scope_label: str
    target_label: str
    table: Table


class PhaseRow(Struct, frozen=True):
    """A phase on the time axis: where it was worked on, where it is projected, where its last promise is."""

    title: str
    state: str
    is_late: bool
    behind: tuple[float, float] | None
    ahead: tuple[float, float] | None
    due: float | None


class PhasesChart(Struct, frozen=True):
    """The phases in time."""

    title: str
    sentence: str
    months: tuple[Tick, ...]
    today: float
    target: float | None
    target_label: str
    rows: tuple[PhaseRow, ...]
    table: Table


class WeekColumn(Struct, frozen=True):
    """One week between `left` and `right`; heights from 0 to 1, one above the other: logged, habits, planned."""

    left: float
    right: float
    capacity: float
    logged: float
    habits: float
    planned: float
    is_break: bool


class WeeksChart(Struct, frozen=True):
    """Hours of each week against its capacity; `now` is where this week begins and ends, None when it is not in."""

    title: str
    sentence: str
    months: tuple[Tick, ...]
    hours: tuple[Tick, ...]
    columns: tuple[WeekColumn, ...]
    now: tuple[float, float] | None
    table: Table


class SkillRow(Struct, frozen=True):
    """A skill: levels from 0 to 4, the same in words, what proves it, and what is still to be confirmed."""

    name: str
    start: int
    now: int
    target: int
    levels: str
    state: str
    is_reached: bool
    notes: tuple[str, ...]


class SkillsChart(Struct, frozen=True):
    """Skills from start over now to target. `scale` names the levels 0 to 4."""

    title: str
    sentence: str
    scale: tuple[str, ...]
    rows: tuple[SkillRow, ...]


class Page(Struct, frozen=True):
    """The whole report, ready to be set."""

    heading: Heading
    figures: tuple[Figure, ...]
    notices: tuple[Entry, ...]
    burn_up: BurnUpChart
    phases: PhasesChart
    weeks: WeeksChart
    skills: SkillsChart
    sections: tuple[Section, ...]
    left_out: str
