"""Markdown that shows what was typed, letter for letter: rendered by a parser and read back."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from planner.core import changes
from planner.core.journey import Journey
from planner.core.outlook import Outlook
from planner.core.plan import Effort, Plan
from planner.core.text import one_line, visible
from planner.demo import half_way
from planner.reports import Scope, build
from planner.reports.escape import literal, quoted, table
from tests.conftest import TODAY
from tests.reports.samples import JOURNEYS, text, whole_report

PARSERS = {
    "commonmark": MarkdownIt("commonmark"),
    "js-default": MarkdownIt("js-default", {"html": False}),
    "html": MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough"),
}
HOSTILE = (
    "[x] done",
    "[/b]",
    "<script>alert(1)</script>",
    "# head",
    "a #",
    "C# ##",
    "| pipes | and \\| more |",
    "[click](javascript:alert(1))",
    "<javascript:alert(1)>",
    "![i](http://x/y.png)",
    "1. a",
    "1) a",
    "- a",
    "+ a",
    "* a",
    "> quote",
    "---",
    "===",
    ":-",
    "`code` ``more``",
    "```",
    "~~~",
    "~~gone~~",
    "snake_case _em_ __strong__ a__b_",
    "*em* **strong**",
    "&amp; &copy; &#65; a&b",
    "[ref]: http://example.org",
    "back\\slash \\",
    "<!-- -->",
    "    indented",
    "http://example.org/a_b_c?d=*",
    "日本語 *と* _を_",
)
WIDER = MarkdownIt("gfm-like")
SPECIAL = st.text(alphabet=r"ab 1.)\`*_[]<>&|~#-+=:!(){}\"'/;$@" + "é日_\n", max_size=30)
TEXTS = SPECIAL | st.text(max_size=30) | st.sampled_from(HOSTILE)


class _Text(HTMLParser):
    """The text of some HTML, and the tags it uses."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(markdown: str, parser: str) -> tuple[str, set[str]]:
    reader = _Text()
    reader.feed(PARSERS[parser].render(markdown))
    reader.close()
    return one_line(reader.text), reader.tags


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("form", "tags"),
    [
        ("{}", {"p"}),
        ("- {}", {"ul", "li"}),
        ("- a\n  - {}", {"ul", "li"}),
        ("1. {}", {"ol", "li"}),
        ("# {}", {"h1"}),
        ("before: {}, after", {"p"}),
        ("({})", {"p"}),
    ],
)
@given(text=TEXTS.filter(one_line))
def test_literal_text_renders_as_itself(parser: str, form: str, tags: set[str], text: str) -> None:
    shown, used = rendered(form.format(literal(text)), parser)
    around = form.lstrip("-#1. ").replace("a\n  - ", "a ")
    assert shown == one_line(around.format(one_line(text)))
    assert used <= tags


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("costs $5 or $6", r"costs \$5 or \$6"),
        ("$$x^2$$", r"\$\$x^2\$\$"),
        ("==loud== words", r"\==loud== words"),
        ("a == b", "a == b"),
        ("https://bank.example@evil.example/ is bad", r"https\://bank.example@evil.example/ is bad"),
        ("https://example.org/a@b is good", "https://example.org/a@b is good"),
    ],
)
def test_what_only_some_readers_know_is_text_too(text: str, raw: str) -> None:
    """Mathematics, marked words, and addresses that would hide where they lead."""
    assert literal(text) == raw
    assert rendered(literal(text), "html") == (text, {"p"})


def test_no_address_that_hides_where_it_leads_becomes_a_link() -> None:
    bad, good = "https://bank.example@evil.example/x", "https://example.org/x"
    assert "<a href" not in WIDER.render(literal(bad)).replace('<a href="mailto:', "")
    assert f'<a href="{good}"' in WIDER.render(literal(f"{bad} {good}"))


@pytest.mark.parametrize("parser", ["js-default", "html"])
@given(texts=st.lists(TEXTS, min_size=4, max_size=4))
def test_table_cells_render_as_themselves(parser: str, texts: list[str]) -> None:
    cells = [literal(text) for text in texts]
    markdown = "\n".join(table(cells[:2], [cells[2:], cells[2:]]))
    html = PARSERS[parser].render(markdown)
    assert (html.count("<tr>"), html.count("<td>"), html.count("<th>")) == (3, 4, 2)
    found, used = rendered(markdown, parser)
    assert found == one_line(" ".join([*texts, *texts[2:]]))
    assert used <= {"table", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize("parser", PARSERS)
@given(text=SPECIAL | st.text(max_size=30) | st.lists(st.sampled_from(HOSTILE), max_size=5).map("\n".join))
def test_quoted_text_keeps_its_lines(parser: str, text: str) -> None:
    shown, used = rendered("\n".join(quoted(text)), parser)
    assert shown == one_line(visible(text))
    assert used <= {"blockquote", "p", "br"}
    html = PARSERS[parser].render("\n".join(quoted(text)))
    filled = [line for line in visible(text).split("\n") if line.strip()]
    assert html.count("<br") + html.count("<p>") == max(len(filled), 0)


def test_a_table_is_even_as_plain_text() -> None:
    lines = table(("Milestone", "Hours"), [("日本", "1"), ("Long name", "12½")], numeric=(1,))
    assert lines == [
        "| Milestone | Hours |",
        "| --------- | ----: |",
        "| 日本      |     1 |",
        "| Long name |   12½ |",
    ]


def test_what_needs_no_escape_has_none() -> None:
    for plain in ("snake_case", "issue #12", "3½ h – 40 %", "http://example.org/a", "R&D & more", "a - b + c = d"):
        assert literal(plain) == plain


@pytest.fixture(scope="module")
def hostile(marketing: Plan) -> tuple[Plan, Journey]:
    """A plan and a journey in which everything that can be typed is hostile."""
    plan, journey = marketing, half_way(marketing, TODAY)
    for number, typed in enumerate(HOSTILE):
        own = changes.add(
            journey, plan, TODAY, f"{typed}", phase="proof", effort=Effort(1, 2, 3), steps=[typed]
        ).journey
        each = list(own.own)[-1]
        journey = changes.write_note(own, plan, TODAY, each, f"{typed}\n{typed}").journey
        journey = changes.save_evidence(journey, plan, TODAY, each, f"{typed}\n{typed}").journey
        if number % 3 == 0:
            journey = changes.skip(journey, plan, TODAY, each, why=typed).journey
        elif number % 3 == 1:
            journey = changes.complete(journey, plan, TODAY, each, hours=1).journey
        else:
            journey = changes.log_hours(journey, plan, TODAY - timedelta(days=30), each, 1).journey
    for skill, typed in zip(plan.destination.skills, HOSTILE, strict=False):
        journey = changes.confirm_level(journey, plan, TODAY, skill, 1, proof=typed).journey
    settings = replace(journey.settings, name="# <b>Ada</b> #", plan_version="*1*")
    phases = tuple(replace(phase, title=typed) for phase, typed in zip(plan.phases, HOSTILE, strict=False))
    role = replace(plan.role, name="<img src=x onerror=alert(1)>")
    return replace(plan, phases=phases, role=role, title="[t](javascript:x)"), replace(journey, settings=settings)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("is_private_included", [False, True])
def test_hostile_text_is_inert_in_a_whole_report(
    parser: str, is_private_included: bool, marketing: Plan, hostile: tuple[Plan, Journey]
) -> None:
    plan, journey = hostile
    scope = Scope(is_private_included=is_private_included)
    content = text("md", build(Outlook(plan, journey, TODAY), scope))
    shown, tags = rendered(content, parser)
    structure = {
        "h1",
        "h2",
        "ul",
        "ol",
        "li",
        "p",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "blockquote",
        "br",
        "hr",
    }
    assert tags <= structure
    for each in HOSTILE:
        assert one_line(each) in shown
    plain = text("md", build(Outlook(marketing, half_way(marketing, TODAY), TODAY), scope))
    assert PARSERS[parser].render(content).count("<h2>") == PARSERS[parser].render(plain).count("<h2>")


def test_an_empty_section_says_so(marketing: Plan) -> None:
    journey = changes.start_journey(marketing, TODAY, identifier="j", week=half_way(marketing, TODAY).settings.week)
    content = text("md", build(Outlook(marketing, journey, TODAY), Scope()))
    assert "## Done since 22 Nov 2026\n\nNothing yet.\n" in content
    assert content.startswith("# Progress report\n")
    sections = content.split("\n## ")
    assert all(len(section.strip().splitlines()) > 2 for section in sections)
    assert "\n\n\n" not in content


@pytest.mark.parametrize("name", JOURNEYS)
def test_the_first_paragraph_is_the_summary(name: str) -> None:
    report = whole_report(name)
    content = text("md", report)
    assert content.split("\n\n")[1] == " ".join(literal(each) for each in report.summary)
    assert "\n\n\n" not in content
