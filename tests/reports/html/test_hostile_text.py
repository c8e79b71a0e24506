"""Whatever people type is text on the web page: no element, no attribute, no address that runs."""

import string
from collections import Counter
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core.text import one_line, visible
from planner.reports import Report
from planner.reports.facts import NoteFacts
from tests.reports.html.reading import Tree, having, parsed, sample, words, written

HOSTILE: Final = (
    "<script>alert(1)</script>",
    "</style><style>*{display:none}",
    '" onmouseover="alert(1)',
    "' style='color:red",
    "javascript:alert(1)",
    "see javascript:alert(1) and data:text/html,<b>x</b>",
    "https://example.org/\"onclick='x'",
    "<![CDATA[ ]]> --> <!-- &amp; &#60;b&#62;",
    "]]></svg></title><img src=x onerror=alert(1)>",
    "{{7*7}} ${x} <%= x %>",
    "\x1b[31mred\x1b[0m \x00 \x07 \x7f \x9b",
    "שלום \u202eevil\u202c \u2066x\u2069",
    "a\ud800b \ufffe \uffff \U0001fffe \ufdd0",
    "𝕏 日本 👩‍👩‍👧 é",
    "x" * 5000,
)
CONTROLS: Final = {chr(code) for code in (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0))}
BIDI: Final = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def planted(report: Report, text: str) -> Report:
    """The report with `text` wherever a person or a plan may have typed one."""
    who = replace(report.person, name=text, starts_from=text, variant=text, leads_to=text, plan=text, route=text)
    future = replace(report.forecast, movers=(text, text), pace=text, why=(text,)) if report.forecast else None
    return replace(
        report,
        person=replace(who, plan_version=text),
        forecast=future,
        summary=(text,),
        done=tuple(replace(each, title=text, phase=text, evidence=(text,), why=text) for each in report.done[:2]),
        rose=tuple(replace(each, name=text, proof=text) for each in report.rose),
        passed=tuple(replace(each, title=text) for each in report.passed),
        in_progress=tuple(replace(each, title=text) for each in report.in_progress),
        late=tuple(replace(each, title=text, unstick=(text, text)) for each in report.late),
        next_weeks=replace(report.next_weeks, work=tuple(replace(each, title=text) for each in report.next_weeks.work)),
        skills=tuple(replace(each, name=text, proof=text) for each in report.skills),
        gates=tuple(
            replace(gate, title=text, question=text, parts=tuple(replace(part, text=text) for part in gate.parts))
            for gate in report.gates
        ),
        habits=tuple(replace(each, title=text) for each in report.habits),
        questions=(text, text),
        notes=(NoteFacts(report.period.last, text, f"{text}\n{text}"),),
        charts=replace(report.charts, phases=tuple(replace(each, title=text) for each in report.charts.phases)),
    )


def shape(tree: Tree) -> Counter[tuple[str, ...]]:
    """Every element with the names of its attributes; links, which text may have, left out."""
    return Counter((node.tag, *sorted(node.attrib)) for node in tree.iter() if node.tag != "a")


def check(text: str) -> None:
    page = written(planted(sample("half-way"), text))
    tree = parsed(page)
    assert shape(tree) == shape(parsed(written(planted(sample("half-way"), "harmless"))))
    assert not CONTROLS & set(page)
    assert not BIDI & set(page)
    for link in tree.iter("a"):
        assert link.get("href", "").casefold().startswith(("http://", "https://", "mailto:"))
        assert link.get("href") == link.text


@pytest.mark.parametrize("text", HOSTILE)
def test_known_tricks_stay_text(text: str) -> None:
    check(text)


@settings(max_examples=15)
@given(
    st.text(
        alphabet=st.one_of(st.sampled_from("<>&\"'/:=`{}\\ \n" + string.ascii_letters), st.characters()), min_size=1
    )
)
def test_any_text_stays_text(text: str) -> None:
    if one_line(text):
        check(text)


def test_text_is_shown_as_it_was_typed() -> None:
    text = "<b>5 & 6</b> \"quoted\" 'too' &amp; – שלום"
    tree = parsed(written(replace(planted(sample("half-way"), text), forecast=None)))
    titles = {words(node) for node in having(tree, "title")}
    assert titles == {text}
    assert words(next(tree.iter("h1"))) == text
    quote = next(having(tree, "quote"))
    assert quote.text == visible(f"{text}\n{text}")


def test_text_that_runs_the_other_way_is_kept_apart() -> None:
    """Every title stands in a bdi of its own, so that it cannot reorder the words around it."""
    tree = parsed(written(planted(sample("half-way"), "שלום עולם")))
    for node in (*having(tree, "title"), *tree.iter("h1")):
        assert [child.tag for child in node] == ["bdi"]


def test_addresses_of_web_and_mail_become_links_and_others_do_not() -> None:
    text = "see (https://example.org/a?b=1&c=2). Or mailto:a@example.org; HTTP://X.org! not ftp://x.org https:// end"
    tree = parsed(written(planted(sample("half-way"), text)))
    entry = next(having(tree, "is-bad"))
    addresses = [node.get("href") for node in entry.iter("a")]
    assert addresses[:3] == ["https://example.org/a?b=1&c=2", "mailto:a@example.org", "HTTP://X.org"]
    assert len(addresses) == 6


@pytest.mark.parametrize(
    "text",
    [
        "https://bank.example@evil.example/",
        "https://user:word@example.org/",
        "https://exämple.org/",
        "https://example.org:99999/",
        "mailto:a@example.org?bcc=b@evil.example",
        "mailto:@example.org",
    ],
)
def test_an_address_that_hides_where_it_leads_is_no_link(text: str) -> None:
    tree = parsed(written(planted(sample("half-way"), f"see {text} and more")))
    assert not list(tree.iter("a"))
    assert f"see {text} and more" in {words(node) for node in having(tree, "title")}
