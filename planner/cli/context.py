"""What a command line call is given: the composition root's defaults, the global options, and what they come to.

Nothing here reads the clock, the environment or the platform; it only asks `Defaults`, and only when it must.
"""

import os
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.errors import BadValue

if TYPE_CHECKING:
    from planner.session import Surroundings
    from planner.settings import Wishes

JOURNEY_FILE: Final = "journey.json"
OWN_PLANS: Final = "plans"
WIDTH: Final = 80
_YEARS: Final = range(1970, 3000)


class Defaults(NamedTuple):
    """What the composition root knows. `data_file` and `today` are the environment's wishes, empty when it has none.

    `data_folder` is a function because finding the platform's folder costs as much as a whole call; `settings_file`
    and `wishes`, what the environment asks of the app's looks, are needed by few calls; `cache_folder` is where answers
    worked out before may be kept, None when nowhere. `terminal` is
    True when a person sits at both ends; `width` is in cells.
    """

    data_file: str
    today: str
    data_folder: Callable[[], Path]
    plans_folder: Callable[[], Path]
    now: Callable[[], datetime]
    colour: bool
    terminal: bool
    width: int = WIDTH
    settings_file: Callable[[], Path] | None = None
    wishes: Callable[[], "Wishes"] | None = None
    cache_folder: Callable[[], Path] | None = None


class Options(NamedTuple):
    """The global options as typed; None where one was not given."""

    file: str | None = None
    today: str | None = None
    is_plain: bool = False


def surroundings(defaults: Defaults, options: Options) -> "Surroundings":
    """Where things are and what day it is. BadValue for an empty file name or a day that is none."""
    from planner.session import Surroundings  # `planner --help` needs none of it

    data_file = _data_file(defaults, options)
    fixed = _fixed_today(defaults, options)
    return Surroundings(
        data_file=data_file,
        plan_folders=(defaults.plans_folder(), data_file.parent / OWN_PLANS),
        now=defaults.now if fixed is None else lambda: datetime.combine(fixed, time(12)),
        today_override=fixed,
        plain=options.is_plain,
        settings_file=defaults.settings_file,
        wishes=defaults.wishes,
        cache_folder=defaults.cache_folder,
    )


def _data_file(defaults: Defaults, options: Options) -> Path:
    wanted = defaults.data_file if options.file is None else options.file
    if options.file is not None and not wanted.strip():
        raise BadValue("--file needs the name of a file; it was empty.")
    if "\0" in wanted:
        raise BadValue("A file name cannot hold the character NUL.")
    return Path(os.path.abspath(wanted)) if wanted else defaults.data_folder() / JOURNEY_FILE  # noqa: PTH100


def _fixed_today(defaults: Defaults, options: Options) -> date | None:
    wanted = defaults.today if options.today is None else options.today
    if options.today is None and not wanted:
        return None
    from planner.core.parsing import parse_date

    day = parse_date(wanted, defaults.now().date())
    if day.year not in _YEARS:
        raise BadValue(f"Today cannot be in the year {day.year}: give a day from {_YEARS[0]} to {_YEARS[-1]}.")
    return day
