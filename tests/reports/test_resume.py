"""The résumé: what somebody finished and can show, in the shape of JSON Resume, with no figures made up."""

import json
import re
from collections.abc import Sequence
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core import changes
from planner.core.journey import Entry, Journey, LogEntry, Record, SkillLevel, State
from planner.core.outlook import Outlook
from planner.core.plan import Effort, Plan
from planner.core.text import visible
from planner.reports import FORMATS, Scope, build
from planner.reports.resume import SCHEMA
from tests.conftest import TODAY
from tests.core.samples import journey_on, milestone, plan_of, skill
from tests.reports.json_resume import ajv_errors, schema
from tests.reports.samples import JOURNEYS, outlook

PLAN = plan_of(
    milestone("report", title="Write a report", skills={"writing": 2}, evidence="The report"),
    milestone("talks", title="Hold ten talks", skills={"writing": 1, "listening": 3}, evidence="Log of 12 talks"),
    milestone("course", title="Take a course (optional)", done_when="Passed.", evidence="Certificate and notes"),
    milestone("scrum-certificate", title="Take the 2-day class", evidence="Licence"),
    skills=(skill("writing"), skill("listening"), skill("top-10", target=3)),
)
IDS = tuple(PLAN.milestones)


def resume(journey: Journey, plan: Plan = PLAN, scope: Scope | None = None) -> dict[str, Any]:
    text = FORMATS["resume"].render(build(Outlook(plan, journey, TODAY), scope or Scope()))
    assert isinstance(text, str)
    assert text.endswith("}\n")
    found: dict[str, Any] = json.loads(text)
    return found


def journey(*evidence: tuple[str, str], name: str = "Ada") -> Journey:
    """A journey on which the milestones named were finished, each with its piece of evidence."""
    found = journey_on(PLAN, today=TODAY - timedelta(days=90), name=name)
    for each, text in evidence:
        if found.record(each).state is not State.DONE:
            found = changes.begin(found, PLAN, TODAY - timedelta(days=9), each).journey
            found = changes.complete(found, PLAN, TODAY - timedelta(days=2), each, hours=7.25).journey
        found = changes.save_evidence(found, PLAN, TODAY, each, text).journey
    return found


def only(entries: Sequence[dict[str, Any]]) -> dict[str, Any]:
    assert len(entries) == 1, entries
    return entries[0]


def test_a_finished_milestone_with_evidence_is_a_project() -> None:
    found = resume(journey(("report", "Read by the board: https://example.org/a_(b).")))
    assert found == {
        "$schema": SCHEMA,
        "basics": {"name": "Ada"},
        "projects": [
            {
                "name": "Write a report",
                "highlights": ["Read by the board"],
                "keywords": ["Writing"],
                "startDate": "2026-11-13",
                "endDate": "2026-11-20",
                "url": "https://example.org/a_(b)",
            }
        ],
        "certificates": [],
        "skills": [{"name": "Writing"}],
    }


@pytest.mark.parametrize("state", [State.OPEN, State.STARTED, State.SKIPPED, State.WAIVED])
def test_what_is_not_finished_is_not_in_it(state: State) -> None:
    done = journey(("report", "here it is"))
    found = resume(done.with_record("report", replace(done.record("report"), state=state)))
    assert (found["projects"], found["certificates"], found["skills"]) == ([], [], [])


def test_nothing_without_evidence() -> None:
    done = changes.complete(journey_on(PLAN, today=TODAY), PLAN, TODAY, "report", hours=3).journey
    done = changes.write_note(done, PLAN, TODAY, "report", "only a note").journey
    assert resume(done, scope=Scope(is_private_included=True)) == resume(journey(name=""))
    assert "basics" in resume(journey())


def test_private_evidence_and_private_milestones_stay_out() -> None:
    hidden = journey(("talks", "my talks"), ("report", "shown"))
    hidden = changes.save_evidence(hidden, PLAN, TODAY, "report", "my salary", is_private=True).journey
    hidden = changes.edit(hidden, PLAN, TODAY, "talks", private=True).journey
    found = resume(hidden)
    assert only(found["projects"])["highlights"] == ["shown"]
    assert [each["name"] for each in found["skills"]] == ["Writing"]
    assert "salary" not in json.dumps(found)
    shown = resume(hidden, scope=Scope(is_private_included=True))
    assert [(each["name"], each.get("highlights")) for each in shown["projects"]] == [
        ("Write a report", ["shown", "my salary"]),
        ("my talks", None),
    ]


def test_the_period_does_not_matter() -> None:
    done = journey(("report", "here it is"))
    assert resume(done, scope=Scope(since=TODAY)) == resume(done)


def test_the_latest_comes_first() -> None:
    done = journey(("report", "a"), ("course", "b"))
    done = done.with_record("report", replace(done.record("report"), finished=TODAY - timedelta(days=3)))
    assert [each["name"] for each in resume(done)["projects"]] == ["Take a course", "Write a report"]


def test_a_number_of_the_plan_is_not_the_persons() -> None:
    """ "Hold ten talks" was done when the person said so; how many they held only they can say."""
    found = only(resume(journey(("talks", "Held seven talks"), ("talks", "Notes are kept")))["projects"])
    assert (found["name"], found["highlights"]) == ("Held seven talks", ["Notes are kept"])
    link = only(resume(journey(("talks", "https://example.org/talks")))["projects"])
    assert (link["name"], link["url"]) == ("https://example.org/talks", "https://example.org/talks")
    renamed = changes.edit(journey(("talks", "a log")), PLAN, TODAY, "talks", title="Hold 7 talks").journey
    assert only(resume(renamed)["projects"])["name"] == "Hold 7 talks"
    own = changes.add(journey(), PLAN, TODAY, "Run 5 km", phase="learn", effort=Effort(1, 2, 3)).journey
    own = changes.complete(own, PLAN, TODAY, "run-5-km", evidence="a medal").journey
    assert only(resume(own)["projects"])["name"] == "Run 5 km"


@pytest.mark.parametrize(
    ("about", "text", "expected"),
    [
        ("scrum-certificate", "Licence no. 55, https://example.org/55", ("Licence no. 55", "https://example.org/55")),
        ("scrum-certificate", "https://example.org/55", ("https://example.org/55", "https://example.org/55")),
        ("course", "Certificate: https://example.org/c", ("Take a course", "https://example.org/c")),
        ("course", "Certificate of the evening school", ("Certificate of the evening school", None)),
    ],
)
def test_a_certificate_says_that_it_is_one(about: str, text: str, expected: tuple[str, str | None]) -> None:
    found = resume(journey((about, text)))
    certificate = only(found["certificates"])
    assert (certificate["name"], certificate.get("url")) == expected
    assert certificate["date"] == "2026-11-20"
    assert found["projects"] == []


@pytest.mark.parametrize(
    ("about", "text"),
    [
        ("course", "https://example.org/c"),
        ("course", "My notes"),
        ("report", "Why a certificate would not help"),
        ("scrum-certificate", "Half a page of notes"),
    ],
)
def test_other_evidence_is_no_certificate(about: str, text: str) -> None:
    found = resume(journey((about, text)))
    assert found["certificates"] == []
    assert only(found["projects"])


def test_a_milestone_may_be_both() -> None:
    found = resume(journey(("course", "Certificate from Ms. Roe"), ("course", "A case reworked")))
    assert only(found["certificates"])["name"] == "Certificate from Ms. Roe"
    assert only(found["projects"])["highlights"] == ["A case reworked"]


def test_a_level_needs_the_persons_word_and_proof() -> None:
    done = journey(("talks", "a log"))
    assert resume(done)["skills"] == [{"name": "Writing"}, {"name": "Listening"}]
    done = changes.confirm_level(done, PLAN, TODAY, "listening", 3).journey
    assert resume(done)["skills"] == [{"name": "Writing"}, {"name": "Listening"}]
    done = changes.confirm_level(done, PLAN, TODAY, "listening", 3, proof="Led the talks").journey
    done = changes.confirm_level(done, PLAN, TODAY, "writing", 0, proof="Nothing yet").journey
    assert resume(done)["skills"] == [
        {"name": "Writing"},
        {"name": "Listening", "level": "independent", "keywords": ["Led the talks"]},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "https://user:word@example.org/",
        "https://example.org@evil.example/",
        "https://example.org:99999/",
        "https://[::1]/",
        "https://exämple.org/",
        "https://example.org/ä",
        "https://example.org/%zz",
        "https://example.org/\\x",
        "https://-.org/",
        "https://example.org/[x]",
        "https://example.org/#a#b",
    ],
)
def test_what_is_no_safe_link_stays_text(text: str) -> None:
    found = only(resume(journey(("report", f"see {text}")))["projects"])
    assert "url" not in found
    assert found["highlights"] == [f"see {text}"]


@pytest.mark.parametrize(
    ("text", "url", "highlights"),
    [
        ("https://example.org", "https://example.org", None),
        ("HTTP://EXAMPLE.org:8080/A?b=%20&c#d", "HTTP://EXAMPLE.org:8080/A?b=%20&c#d", None),
        ("see <https://example.org/a>", "https://example.org/a", ["see <https://example.org/a>"]),
        ("a page (https://example.org/a)", "https://example.org/a", ["a page"]),
        ("a page, https://example.org/a!", "https://example.org/a", ["a page"]),
        ("at https://example.org/a since May", "https://example.org/a", ["at https://example.org/a since May"]),
        ("a line\nhttps://example.org/a\na line", "https://example.org/a", ["a line"]),
        ("javascript:x https://example.org/a", "https://example.org/a", ["javascript:x"]),
    ],
)
def test_the_first_safe_link_is_the_address(text: str, url: str, highlights: list[str] | None) -> None:
    found = only(resume(journey(("report", text)))["projects"])
    assert (found["url"], found.get("highlights")) == (url, highlights)


def test_a_day_that_the_schema_cannot_say_is_left_out() -> None:
    """It has dates of the years 1000 to 2999; and nothing begins after its end."""
    found = build(Outlook(PLAN, journey(("report", "here it is")), TODAY), Scope())
    first = found.milestones[0]
    for day in (date(999, 12, 31), date(3000, 1, 1)):
        odd = replace(found, milestones=(replace(first, started=day, finished=day),))
        assert set(only(json.loads(FORMATS["resume"].render(odd))["projects"])) == {"name", "highlights", "keywords"}
    for started in (TODAY, TODAY - timedelta(days=1)):  # the same day is what "done" alone leaves behind
        odd = replace(found, milestones=(replace(first, started=started, finished=TODAY - timedelta(days=1)),))
        project = only(json.loads(FORMATS["resume"].render(odd))["projects"])
        assert (project.get("startDate"), project["endDate"]) == (None, "2026-11-21")


# Any journey, with texts that people may have typed.
WORDS = st.text(max_size=12) | st.sampled_from(
    ["a certificate", "licence 7", "https://example.org/9", "http://u:p@x.y/", "http://x/\x00", "Two\n3 lines", "½"]
)
DAYS = st.dates(TODAY - timedelta(days=900), TODAY)
RECORDS = st.builds(
    Record,
    state=st.sampled_from(State),
    started=st.none() | DAYS,
    finished=DAYS,
    title=st.none() | WORDS.map(visible),
    private=st.booleans(),
)
ENTRIES = st.tuples(
    DAYS, st.sampled_from((Entry.EVIDENCE, Entry.NOTE)), st.sampled_from(IDS), WORDS.map(visible), st.booleans()
)
SKILLS = st.dictionaries(
    st.sampled_from([*PLAN.destination.skills]),
    st.builds(SkillLevel, st.integers(0, 4), st.integers(0, 4), WORDS.map(visible)),
)


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    rows = draw(st.lists(ENTRIES, max_size=8))
    log = tuple(LogEntry(n, day, kind, about, 0.0, text, shut) for n, (day, kind, about, text, shut) in enumerate(rows))
    records = draw(st.dictionaries(st.sampled_from(IDS), RECORDS))
    plain = journey_on(PLAN, today=TODAY, name=draw(WORDS))
    return replace(plain, records={**plain.records, **records}, skills=draw(SKILLS), log=log)


def digits(value: object) -> set[str]:
    """Every run of digits in the texts of a value, dates and the name of the schema left out."""
    if isinstance(value, dict):
        kept = [each for key, each in value.items() if key not in ("$schema", "startDate", "endDate", "date")]
        return set().union(*map(digits, kept))
    if isinstance(value, list):
        return set().union(*map(digits, value))
    return set(re.findall(r"\d+", str(value)))


@given(journey=journeys(), scope=st.builds(Scope, is_private_included=st.booleans()))
def test_every_number_was_typed_by_the_person(journey: Journey, scope: Scope) -> None:
    typed = " ".join(
        [journey.settings.name]
        + [entry.text for entry in journey.log]
        + [record.title or "" for record in journey.records.values()]
        + [each.proof for each in journey.skills.values()]
    )
    found = resume(journey, scope=scope)
    assert digits(found) <= set(re.findall(r"\d+", typed))


@given(journey=journeys())
def test_every_entry_rests_on_evidence(journey: Journey) -> None:
    """Whatever is shown comes from a finished milestone with evidence; without any there is nothing to show."""
    shown = {
        entry.about
        for entry in journey.log
        if entry.kind is Entry.EVIDENCE and entry.text.strip() and not entry.private
        if journey.record(entry.about).state is State.DONE and not journey.record(entry.about).private
    }
    found = resume(journey)
    assert len(found["projects"]) <= len(shown)
    assert bool(found["projects"] or found["certificates"]) == bool(shown)
    built = {PLAN.destination.skills[s].name for each in shown for s in PLAN.milestones[each].skills}
    assert {each["name"] for each in found["skills"]} == built
    pieces = sum(entry.about in shown for entry in journey.log)
    assert len(found["certificates"]) <= pieces


@pytest.mark.system
@given(journey=journeys(), scope=st.builds(Scope, is_private_included=st.booleans()))
def test_it_is_valid_by_the_schema(journey: Journey, scope: Scope) -> None:
    """By the schema that jsonresume.org publishes, formats of addresses included."""
    library = import_module("jsonschema")
    validator = library.Draft7Validator(schema(), format_checker=library.Draft7Validator.FORMAT_CHECKER)
    assert "uri" in library.Draft7Validator.FORMAT_CHECKER.checkers
    assert [error.message for error in validator.iter_errors(resume(journey, scope=scope))] == []


@pytest.mark.system
def test_another_validator_agrees(marketing: Plan) -> None:
    """ajv, which most tools around JSON Resume use."""
    found = [resume(outlook(name, marketing).journey, marketing) for name in JOURNEYS]
    found.append(resume(journey(("report", "https://example.org/a?b=%20#c"), ("course", "Certificate, http://a.b/c"))))
    assert any(each["projects"] and each["skills"] for each in found)
    assert ajv_errors(found) == []
    assert ajv_errors([{"projects": [{"url": "not a url", "endDate": "yesterday"}]}]) != []
