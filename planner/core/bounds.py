"""How large a plan and a journey may be: every bound on what other people's files may ask of this program.

A plan or a data file may come from a stranger, so nothing in it may use up memory or time. Each bound is several times
what the shipped plans or many years of a journey need, and low enough that every answer stays a matter of seconds.
Bounds on single words and texts are in `planner.core.text`, levels in `planner.core.plan`.
"""

from typing import Final

# Files

LARGEST_PLAN: Final = 1_000_000
"""Bytes of a plan file and of every file of the destination it uses, together; the shipped ones have 0.2 million."""
LARGEST_DATA_FILE: Final = 32 * 1024 * 1024
"""Bytes. A journey of ten years fills a fifth of it; beyond it something else is wrong."""
MOST_COLONS: Final = 1_000_000
"""In a data file of more than 8 MB: one of nothing but keys would take many times its size in memory."""
DEEPEST_KEY: Final = 10
"""Parts of a dotted key in a plan file: the TOML parser's time grows with their square."""

# Plans

MOST_MILESTONES: Final = 200
"""Of a plan; the forecast lives through all of them some thousand times."""
MOST_OWN: Final = 1_000
"""Milestones of a person's own."""
MOST_REQUIRED: Final = 30
"""Milestones that one milestone requires."""
MOST_PARTS: Final = 50
"""Phases, routes, variants, and lines of each list in a milestone, such as its steps."""
MOST_SHARED: Final = 200
"""Of each kind of thing in a destination: skills, habits, gates, counters, diagnoses."""
MOST_ENTRIES: Final = 2_000
"""Of any other list in a plan file, such as questions and resources."""
MOST_PROBLEMS: Final = 500
"""Mistakes that are listed."""

# Work and time

MOST_HOURS: Final = 2_000.0
"""Of the effort of one milestone."""
MOST_WEEKS: Final = 260.0
"""Of waiting in one milestone."""
MOST_HOURS_LOGGED: Final = 10_000.0
"""Of one line of the log."""
MOST_STRETCHES: Final = 1_000
"""Breaks and stretches with other weekly hours than usual, and again changes of the usual hours."""
EARLIEST_START: Final = 1970
LATEST_START: Final = 2500
"""Years in which a journey may begin, since whoever counts its weeks or writes its dates cannot count for ever."""
