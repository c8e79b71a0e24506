"""The web page as a document: landmarks, headings, names of drawings, nothing that loads or runs, readable colours."""

import re
from importlib.resources import files
from itertools import pairwise

import pytest

from tests.reports.html.reading import contrast, having, palette, parsed, sample, the, words, written
from tests.reports.samples import JOURNEYS

every_journey = pytest.mark.parametrize("name", JOURNEYS)
CSS = (files("planner.reports.html") / "page.css").read_text(encoding="utf-8")
LOADING = {
    "script",
    "iframe",
    "object",
    "embed",
    "img",
    "image",
    "audio",
    "video",
    "form",
    "base",
    "use",
    "foreignObject",
}


@every_journey
def test_it_is_one_document_that_says_what_it_is(name: str) -> None:
    tree = parsed(written(sample(name)))
    assert tree.get("lang") == "en"
    assert next(tree.iterfind("head/meta")).get("charset") == "utf-8"
    assert words(tree.find("head/title")).startswith("Progress report: Ada, ")  # type: ignore[arg-type]
    landmarks = ["header", "main", "footer"] if sample(name).left_out else ["header", "main"]
    assert [node.tag for node in tree.iterfind("body/*")] == landmarks


@every_journey
def test_nothing_loads_and_nothing_runs(name: str) -> None:
    tree = parsed(written(sample(name)))
    policy = tree.find("head/meta[@http-equiv='Content-Security-Policy']")
    assert policy is not None
    assert policy.get("content", "").startswith("default-src 'none'; style-src 'unsafe-inline'")
    for node in tree.iter():
        assert node.tag not in LOADING
        assert not [key for key in node.attrib if key.startswith("on") or key in ("src", "srcset", "style")]
        if node.tag == "link":
            assert node.get("href") == "data:,"
        elif address := node.get("href"):
            assert address.startswith(("https://", "http://", "mailto:"))
    assert "url(" not in CSS
    assert "@import" not in CSS


@every_journey
def test_headings_come_in_order(name: str) -> None:
    levels = [int(node.tag[1]) for node in parsed(written(sample(name))).iter() if re.fullmatch("h[1-6]", node.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_journey
def test_names_are_given_once_and_to_what_is_there(name: str) -> None:
    tree = parsed(written(sample(name)))
    names = [node.get("id") for node in tree.iter() if node.get("id")]
    assert len(names) == len(set(names))
    for node in tree.iter():
        for key in ("aria-labelledby", "aria-describedby"):
            if node.get(key):
                assert node.get(key) in names
    assert all(node.get("aria-labelledby") for node in tree.iter("section"))


@every_journey
def test_every_drawing_says_what_it_shows_or_is_silent(name: str) -> None:
    tree = parsed(written(sample(name)))
    nested = {inner for node in tree.iter("svg") for inner in node.iter("svg") if inner is not node}
    drawings = [node for node in tree.iter("svg") if node not in nested]
    assert len(drawings) > 20
    for node in drawings:
        if node.get("aria-hidden") == "true":
            continue
        assert node.get("role") == "img"
        assert node.get("aria-label") or (words(node.find("title")) and words(node.find("desc")))  # type: ignore[arg-type]


def test_states_have_words_beside_their_colours() -> None:
    tree = parsed(written(sample("half-way")))
    states = [words(node) for node in having(tree, "state")]
    assert {"● done", "◐ started", "! late", "✓ met", "○ open"} <= set(states)
    assert all(re.fullmatch(r"\S+ \w.*", state) for state in states)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_both_schemes(scheme: str) -> None:
    found = palette(CSS, scheme)
    for ink in ("ink", "quiet", "main", "fan", "promise", "good", "bad"):
        assert contrast(found[ink], found["paper"]) >= 4.5, ink
    for ink in ("ink", "quiet", "main"):  # labels that stand on a drawing
        assert contrast(found[ink], found["main-soft"]) >= 4.5, ink


def test_dark_is_for_screens_alone() -> None:
    """Paper never gets the dark palette, whatever the system prefers."""
    assert re.findall(r"@media[^{]*prefers-color-scheme[^{]*", CSS) == [
        "@media screen and (prefers-color-scheme: dark) "
    ]


def test_a_fresh_journey_reads_well() -> None:
    tree = parsed(written(sample("fresh")))
    said = [words(node) for node in having(tree, "empty")]
    assert said == [
        "Nothing yet: the first finished milestone will stand here with its evidence.",
        "Nothing is started just now.",
        "Nothing is late or stuck.",
    ]
    assert words(next(having(tree, "value"))) == "0 %"


def test_a_finished_journey_has_no_forecast_and_says_so_nowhere() -> None:
    page = written(sample("finished"))
    assert "simulated" not in page
    assert "everything is done" in page
    assert not list(having(the(parsed(page), "burn-up"), "fan"))
