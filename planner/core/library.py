"""The reading and practice material of a destination: resources, interview questions, resume pairs, templates.

Kept apart from Plan because no schedule needs it: it is read only when someone looks at it.
"""

from collections.abc import Mapping

from msgspec import Struct


class Resource(Struct, frozen=True):
    """A book, article, course, community or tool. `url` is shown as text; the program never opens it by itself."""

    id: str
    title: str
    kind: str
    by: str
    cost: str
    basis: str
    url: str = ""


class Question(Struct, frozen=True):
    """An interview question to practise. `minutes` is speaking time; `plans` limits it, empty means everyone."""

    id: str
    category: str
    level: int
    minutes: int
    prompt: str
    shows: str
    plans: tuple[str, ...] = ()


class Category(Struct, frozen=True):
    """A kind of interview question, the skills it tests and a frame for answering."""

    id: str
    title: str
    skills: tuple[str, ...]
    frame: str


class ResumePair(Struct, frozen=True):
    """How one line of work reads before and after. Figures are illustrations and are never inserted for anyone."""

    plan: str
    before: str
    after: str
    shift: str
    skills: tuple[str, ...]
    ask: str


class Template(Struct, frozen=True):
    """A message to adapt; `{braces}` are for the person to fill. `max_chars` is a guide shown while editing."""

    id: str
    title: str
    channel: str
    max_chars: int
    body: str
    check: tuple[str, ...]


class Library(Struct, frozen=True):
    """All of it, by id or in reading order. `rubric[i]` describes an answer worth i points."""

    resources: Mapping[str, Resource]
    questions: tuple[Question, ...]
    categories: Mapping[str, Category]
    rubric: tuple[str, ...]
    resume_pairs: tuple[ResumePair, ...]
    resume_rules: tuple[str, ...]
    templates: tuple[Template, ...]
    openers: Mapping[str, str]
