"""A new plan file for people to fill in: commented, and sound as it stands."""

from pathlib import Path
from typing import Final

from planner.core.text import one_line
from planner.errors import CannotWrite, Refused

SKELETON: Final = """\
# A plan: where a person starts, and the way to a product manager's job.
#
# Change what is written here, then list every mistake with: planner plans check FILE
# Text is plain text in quotes. Ids are lower-case words joined by hyphens.

format = 1
id = "my-plan"                    # unique among your plans
version = "1"
title = "My work to product manager"
from = "my-work"
to = "product-manager"
uses = "product-manager"          # the shipped skills, milestones, habits and gates; or a folder beside this file
default_route = "standard"
promise = "One sentence: what this plan turns into what."
hard_truth = "One sentence: what is doubted of people who start here, and has to be shown."
# aim = "associate"               # for a first job below the usual entry; without it the entry targets count

[role]
name = "My work"
strengths = ["What such a person brings."]
watch_outs = ["What such a person tends to get wrong."]

[role.levels]                     # where such a person starts: 0 none, 1 aware, 2 practised, 3 independent, 4 strong
communication = 2
analytical-thinking = 2
leadership = 1
problem-solving = 2
empathy = 2
strategic-thinking = 1
user-research = 0
product-sense = 1
prioritisation = 1
technical-fluency = 1
data-experimentation = 1
delivery = 1
business-acumen = 1
go-to-market = 0
career-narrative = 1
network = 0

[[role.variant]]                  # a common sub-profile: corrections added to the levels above
id = "team-lead"
name = "Team lead"
adjust = { leadership = 1 }

# Phases are a reading order. Each lists ids of shared milestones or of this plan's own; every id once.
# The shared ones, with their phases, are shown by: planner plans show marketing

[[phase]]
id = "aim"
title = "Aim"
outcome = "You know which product job fits you and what it takes."
milestones = ["pm-reality-check", "skills-baseline", "target-role-brief", "route-and-time-plan"]

[[phase]]
id = "foundations"
title = "Foundations"
outcome = "You can use the basic methods on a real product."
milestones = ["discovery-basics", "metrics-and-experiments", "my-first-milestone"]

[[phase]]
id = "land"
title = "Land and keep growing"
outcome = "You have accepted the right job and started it with a plan."
milestones = ["evaluate-offer", "ninety-day-plan", "learning-rhythm"]

# Routes are ways through the plan: what each leaves out, and what it requires besides.

[[route]]
id = "standard"
title = "Everything"
drops = []

[[route]]
id = "short"
title = "Without this plan's own milestone"
drops = ["my-first-milestone"]
also_requires = { evaluate-offer = ["metrics-and-experiments"] }

# Milestones of this plan alone.

[[milestone]]
id = "my-first-milestone"
phase = "foundations"
title = "Do one thing that only people with my work would do"
why = "One sentence: why it moves you nearer to the job."
done_when = "What another person could check."
effort = { low = 4, likely = 6, high = 10 }   # focused hours, low ≤ likely ≤ high
on_the_job = 0.5                  # share of the effort that fits inside paid work, 0 to 1
elapsed_weeks = 2                 # waiting that hours cannot shorten
requires = ["skills-baseline"]
skills = { leadership = 2, communication = 1 }   # 1 touches, 2 builds, 3 main purpose
evidence = "A page that shows it"
steps = ["The first step", "The second step"]
weight = 3                        # 1 optional to 5 decides
kind = "core"                     # core, gap (proposed only while the skills are missing) or optional
was = []                          # ids that it had in earlier versions, so that nothing done under them is lost

# Fields that replace those of a shared milestone.

[override.discovery-basics]
why = "Why it matters to someone who starts here."
"""


def write_skeleton(path: Path) -> None:
    """Write a plan to fill in. Raises Refused when something is there already, CannotWrite on a refusing disk."""
    name = one_line(str(path))
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(SKELETON)
    except FileExistsError:
        raise Refused(f"{name} exists already and was left as it is; choose another name.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotWrite(f"{name} cannot be written: {reason}.") from error
