"""The report as JSON Resume 1.0 (jsonresume.org): finished milestones that have evidence, and nothing else.

A résumé speaks for a person to strangers, so nothing in it is invented. A milestone without evidence is not in it, nor
is any figure that the planner worked out: no hours, no percents, no counts. Dates are those on which things were begun
and finished. Texts are the person's own. A title of the plan stands for one as long as it names no number ("Hold ten
conversations" may have been seven); otherwise what the person wrote as evidence does.

A certificate is a piece of evidence that calls itself one, on a milestone that is about one. A skill is in it when such
a milestone builds it; its level is there when the person has confirmed it with a proof. The file is a draft: about
work, education and contacts the planner knows nothing.
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from planner.core.plan import LEVEL_NAMES
from planner.core.text import one_line, visible
from planner.core.wording import shortened
from planner.reports.facts import EvidenceFacts, MilestoneFacts, SkillFacts
from planner.reports.links import links, without_last_link
from planner.reports.report import Report

Entry = dict[str, object]

SCHEMA: Final = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
_LONGEST_NAME: Final = 120
_YEARS: Final = range(1000, 3000)  # those that the schema has dates in
_CERTIFICATE: Final = re.compile(r"\b(?:certificat(?:e|es|ion)|certified|licen[cs]e|diploma)\b", re.IGNORECASE)
_BARE_CERTIFICATE: Final = re.compile(
    r"(?:(?:my|the|a)\s+)?(?:certificate|certification|licen[cs]e|diploma)", re.IGNORECASE
)
_OPTIONAL: Final = re.compile(r"\s*\(optional\)$", re.IGNORECASE)
_NUMBER_WORDS: Final = re.compile(
    r"\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|halves|twice|thrice|dozens?|hundreds?|thousands?"
    r"|millions?|billions?)\b",
    re.IGNORECASE,
)


def render(report: Report) -> str:
    """The whole file, ending with a newline. Private milestones and evidence are there only if the report has them."""
    finished = [each for each in report.milestones if each.status == "done" and _pieces(each)]
    finished.sort(key=lambda each: each.finished or date.min, reverse=True)
    name = one_line(report.person.name)
    resume: Entry = {
        "$schema": SCHEMA,
        "basics": {"name": name} if name else {},
        "projects": [project for each in finished if (project := _project(each, report.skills))],
        "certificates": [certificate for each in finished for certificate in _certificates(each)],
        "skills": list(_skills(finished, report.skills)),
    }
    return json.dumps(resume, ensure_ascii=False, indent=2) + "\n"


def _project(milestone: MilestoneFacts, skills: Sequence[SkillFacts]) -> Entry | None:
    """The milestone as a project; None when all its evidence is certificates."""
    pieces = [each for each in _pieces(milestone) if not _is_certificate(each, milestone)]
    texts = [one_line(line) for each in pieces for line in visible(each.text).split("\n") if one_line(line)]
    if not texts:
        return None
    found = [link for text in texts for link in links(text)]
    highlights = list(dict.fromkeys(bare for text in texts if (bare := without_last_link(text))))
    names = [one_line(each.name) for each in skills if each.id in milestone.skills]
    title = _title(milestone)
    project: Entry = {"name": title or shortened((highlights or texts)[0], _LONGEST_NAME)}
    more = highlights if title else [each for each in highlights if each != project["name"]]
    project |= {"highlights": more} if more else {}
    project |= {"keywords": keywords} if (keywords := [each for each in names if _is_free(each)]) else {}
    project |= _days(milestone.started, milestone.finished)
    return project | ({"url": found[0]} if found else {})


def _certificates(milestone: MilestoneFacts) -> Iterator[Entry]:
    """The certificates among the evidence. Who issued them nobody said in so many words."""
    for each in _pieces(milestone):
        if _is_certificate(each, milestone):
            text = one_line(each.text)
            found, words = links(text), without_last_link(text)
            is_named = words and not _BARE_CERTIFICATE.fullmatch(words)
            certificate: Entry = {"name": words if is_named else _title(milestone) or words or text}
            yield certificate | _day("date", milestone.finished) | ({"url": found[0]} if found else {})


def _skills(finished: Sequence[MilestoneFacts], skills: Sequence[SkillFacts]) -> Iterator[Entry]:
    """Skills that the milestones build, in the order of the plan."""
    built = {skill for each in finished for skill in each.skills}
    for each in skills:
        name, proof = one_line(each.name), one_line(each.proof)
        if each.id in built and name and _is_free(name):
            confirmed: Entry = {"level": LEVEL_NAMES[each.now], "keywords": [proof]} if proof and each.now else {}
            yield {"name": name, **confirmed}


def _pieces(milestone: MilestoneFacts) -> list[EvidenceFacts]:
    return [each for each in milestone.evidence if one_line(each.text)]


def _is_certificate(piece: EvidenceFacts, milestone: MilestoneFacts) -> bool:
    """True when the piece says so, or is a bare link on a milestone whose title or id says so."""
    text = one_line(piece.text)
    is_named = any(_CERTIFICATE.search(each) for each in (milestone.title, milestone.id))
    is_about_one = is_named or any(
        _CERTIFICATE.search(each) for each in (milestone.done_when, milestone.evidence_wanted)
    )
    return bool(is_about_one and _CERTIFICATE.search(text)) or (is_named and not without_last_link(text))


def _title(milestone: MilestoneFacts) -> str:
    """The title, where it may stand in a résumé; otherwise nothing."""
    title = one_line(milestone.title)
    if milestone.is_own or milestone.is_renamed:
        return title
    return _OPTIONAL.sub("", title) if _is_free(title) else ""


def _is_free(text: str) -> bool:
    """True when a text of the plan names no number, in figures or in English words."""
    return not _NUMBER_WORDS.search(text) and not any(each.isnumeric() for each in text)


def _days(started: date | None, finished: date | None) -> Entry:
    """Both days; the first only when it is an earlier one, for "done" alone marks a milestone as begun that day."""
    is_known = started and (not finished or started < finished)
    return (_day("startDate", started) if is_known else {}) | _day("endDate", finished)


def _day(key: str, day: date | None) -> Entry:
    return {key: day.isoformat()} if day and day.year in _YEARS else {}
