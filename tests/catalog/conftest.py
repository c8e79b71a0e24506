"""A small destination and a small plan that uses it, so that each test breaks one thing only."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from planner import catalog

DESTINATION = """\
format = 1
id = "cook"
title = "Cook"
plan_milestones = ["guest"]
"""

SKILLS = """\
[[skill]]
id = "tasting"
name = "Tasting"
group = "core"
weight = 2
target = 3
target_associate = 2
summary = "Knowing what is missing."
anchors = ["None.", "Aware.", "Practised.", "Independent.", "Strong."]

[[skill]]
id = "timing"
name = "Timing"
group = "craft"
weight = 1
target = 2
target_associate = 1
summary = "Everything warm at once."
anchors = ["None.", "Aware.", "Practised.", "Independent.", "Strong."]
"""

MILESTONES = """\
[[milestone]]
id = "read-recipes"
phase = "learn"
title = "Read ten recipes"
why = "They share a grammar."
done_when = "Ten are read."
effort = { low = 1, likely = 2, high = 4 }
skills = { tasting = 1 }
resources = ["book"]

[[milestone]]
id = "boil-eggs"
phase = "learn"
title = "Boil eggs"
why = "Timing."
done_when = "Three are soft."
effort = { low = 1, likely = 1, high = 2 }
requires = ["read-recipes", "guest"]
skills = { timing = 3 }

[[milestone]]
id = "serve-dinner"
phase = "serve"
title = "Serve a dinner"
why = "It is the job."
done_when = "Four people ate."
effort = { low = 3, likely = 5, high = 9 }
requires = ["boil-eggs", "read-recipes"]
waived_by = ["guest"]
"""

HABITS = """\
[[habit]]
id = "taste"
title = "Taste something new"
per = "week"
count = { h5 = 1, h8 = 2, h12 = 3 }
minutes = 10
priority = 2
phases = ["learn"]
own_hours = true
done_when = "One taste is written down."
why = "Memory."
feeds = ["guest"]
"""

GATES = """\
[[gate]]
id = "ready"
title = "Ready"
question = "Would you eat it?"
all = ["boil-eggs"]
any = ["guest"]
minimum = { tastes = 3 }
then = "Invite people."
readiness = true

[[counter]]
id = "tastes"
title = "Tastes"
habit = "taste"
milestones = { read-recipes = 10 }

[[diagnosis]]
id = "burnt"
when = "It is black"
likely_cause = "Heat."
do = "Less heat."

[[split]]
hours = 5
open_milestones = 2
early = { learn = 60, do = 40 }
middle = { learn = 30, do = 70 }
late = { learn = 0, do = 100 }
advice = "Cook."
"""

RESOURCES = """\
[[resource]]
id = "book"
title = "A book"
kind = "book"
by = "Someone"
cost = "paid"
basis = "none"
"""

REFERENCES = """\
[[reference]]
id = "R1"
source = "A survey"
supports = "People eat."
grade = "B"
"""

PLAN = """\
format = 1
id = "eater"
version = "1"
title = "Eater to cook"
from = "eater"
to = "cook"
uses = "cook"
default_route = "slow"
promise = "You will cook."
hard_truth = "Some of it burns."
refs = ["R1"]

[role]
name = "Eater"
strengths = ["Hungry."]

[role.levels]
tasting = 2
timing = 0

[[role.variant]]
id = "gourmet"
name = "Gourmet"
adjust = { tasting = 1 }

[[phase]]
id = "learn"
title = "Learn"
outcome = "You know how."
milestones = ["read-recipes", "boil-eggs", "own-knife"]

[[phase]]
id = "serve"
title = "Serve"
outcome = "You did it."
milestones = ["serve-dinner"]

[[route]]
id = "slow"
title = "Slow"

[[route]]
id = "fast"
title = "Fast"
drops = ["own-knife"]
also_requires = { serve-dinner = ["read-recipes"] }

[[milestone]]
id = "own-knife"
phase = "learn"
title = "Buy a knife"
why = "Tools matter."
done_when = "It cuts."
effort = { low = 1, likely = 2, high = 3 }
on_the_job = 0.5
elapsed_weeks = 1
requires = ["read-recipes"]
skills = { timing = 1 }
weight = 4
kind = "gap"
skip_levels = { timing = 2 }

[override.boil-eggs]
why = "You only ever ate them."
weight = 5
"""


QUESTIONS = """\
[[rubric]]
score = 0
text = "None."

[[rubric]]
score = 1
text = "Some."

[[category]]
id = "basics"
title = "Basics"
skills = ["tasting"]
frame = "What, why, how."

[[question]]
id = "why"
category = "basics"
level = 1
minutes = 5
prompt = "Why?"
shows = "Care."
plans = ["eater"]
"""

RESUME = """\
[[rule]]
text = "Say what it did."

[[pair]]
plan = "eater"
before = "Ate"
after = "Cooked"
shift = "Made"
skills = ["timing"]
ask = "Who?"
"""

TEMPLATES = """\
[[template]]
id = "ask"
title = "Ask"
channel = "Mail"
max_chars = 300
body = "Hello"
check = ["Short"]

[[opener]]
plan = "eater"
line = "I eat."
"""

LATER = """\
[[later]]
id = "waiter"
title = "Waiter to cook"
hard_truth = "You carried it."
own_hours_likely = "100"
skip_likely = ["boil-eggs"]
role = { name = "Waiter", levels = { tasting = 1, timing = 2 } }

[[later.milestone]]
id = "pan"
phase = "learn"
title = "Buy a pan"
done_when = "It is hot."
weight = 2
effort = { low = 1, likely = 2, high = 3 }
requires = ["boil-eggs"]
skills = { timing = 1 }
"""

FILES = {
    "eater.toml": PLAN,
    "cook/destination.toml": DESTINATION,
    "cook/skills.toml": SKILLS,
    "cook/milestones.toml": MILESTONES,
    "cook/habits.toml": HABITS,
    "cook/gates.toml": GATES,
    "cook/resources.toml": RESOURCES,
    "cook/references.toml": REFERENCES,
}
REST = {
    "cook/questions.toml": QUESTIONS,
    "cook/resume.toml": RESUME,
    "cook/templates.toml": TEMPLATES,
    "cook/later.toml": LATER,
}


class Kitchen:
    """A folder with the plan file and the destination beside it; `change` rewrites one text of one file.

    `files` are the destination's files that are there: without REST, unless somebody wants every kind.
    """

    def __init__(self, folder: Path, files: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.plan = folder / "eater.toml"
        self.files = dict(FILES if files is None else files)
        (folder / "cook").mkdir(parents=True)
        for name, text in self.files.items():
            (folder / name).write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace the first `old` in a file; it must be there, else the test would test nothing."""
        assert old in self.files[name], f"{old!r} is not in {name}"
        self.files[name] = self.files[name].replace(old, new, 1)
        (self.folder / name).write_text(self.files[name], encoding="utf-8")

    def problems(self) -> list[str]:
        """Every mistake as `key: text`."""
        return [f"{problem.key}: {problem.text}" for problem in catalog.check(self.plan, [])]


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    """A sound small plan in a folder of its own."""
    return Kitchen(tmp_path)
