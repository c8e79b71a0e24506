"""The web page in headless Chromium: silent, alone, within its width, whole on paper, and open to everybody.

Needs Chromium, the Python package playwright, poppler, and axe-core, whose `axe.min.js` AXE_CORE names.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Final

import pytest

from tests.reports.html.reading import parsed, sample, words, written
from tests.reports.paper import sheets
from tests.reports.samples import JOURNEYS

if TYPE_CHECKING:  # collected by every run, needed by these tests alone
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.system

FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS: Final = (380, 800, 1280)
SIZES: Final = {"A4": (595, 842), "Letter": (612, 792)}
MARGINS: Final = (44.0, 38.0, 44.0)  # points: a little less than the 16, 14 and 16 mm of the style sheet
every_journey = pytest.mark.parametrize("name", JOURNEYS)
Opened = Callable[[str, int], "tuple[Page, list[str]]"]
# Boxes of text that stick out of the window, or hold more than they show.
STICKING_OUT: Final = """() => [...document.querySelectorAll('p, h1, h2, h3, dd, th, td, li, text')]
    .filter(node => !node.closest('.scroll') && !node.closest('.unseen'))
    .filter(node => { const box = node.getBoundingClientRect();
                      return box.width && (box.left < -0.5 || box.right > innerWidth + 0.5
                                           || node.scrollWidth > node.clientWidth + 1 && node.clientWidth) })
    .map(node => node.textContent)"""
WIDE: Final = """document.querySelector('h1').style.whiteSpace = 'nowrap';
    document.querySelector('h1').textContent = 'wide '.repeat(90)"""
TALL: Final = """document.body.innerHTML = '<svg width="600" height="3000">' + Array.from({length: 400},
    (_, line) => '<text y="' + line * 7 + '">' + line + '</text>').join('') + '</svg>'"""


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        found = which("chromium") or which("chromium-browser")
        assert found, "Chromium is not installed"
        opened = started.chromium.launch(executable_path=found, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def shown(browser: "Browser", tmp_path: Path) -> Iterator[Opened]:
    """Opens a journey's page in a window so wide; what the page says or asks for is in the list beside it."""
    contexts: list[BrowserContext] = []

    def opened(name: str, width: int) -> "tuple[Page, list[str]]":
        file = tmp_path / f"{name}.html"
        file.write_text(written(sample(name)), encoding="utf-8")
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}))
        page, heard = contexts[-1].new_page(), list[str]()
        page.on("console", lambda message: heard.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.on("request", lambda request: heard.append(request.url))
        page.goto(file.as_uri())
        assert heard.pop(0) == file.as_uri()
        return page, heard

    yield opened
    for context in contexts:
        context.close()


@every_journey
@pytest.mark.parametrize("width", WIDTHS)
def test_it_is_silent_and_keeps_within_its_width(name: str, width: int, shown: Opened) -> None:
    page, heard = shown(name, width)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    grounds = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(STICKING_OUT) == []
    assert grounds == {"rgb(251, 250, 247)", "rgb(20, 23, 28)"}
    assert heard == []


@every_journey
def test_nothing_shuts_anybody_out(name: str, shown: Opened) -> None:
    """axe-core finds nothing. It is put into the page from outside: the page itself lets no script run."""
    page, _ = shown(name, 1280)
    page.evaluate(Path(os.environ["AXE_CORE"]).read_text(encoding="utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert found["testEngine"]["name"] == "axe-core"
        assert len(found["passes"]) > 15
        assert [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in found["violations"]] == []


@every_journey
def test_paper_is_light_and_cuts_no_line(name: str, shown: Opened) -> None:
    """Every word lies within the margins of a page, no heading is left alone, and all that counts is there."""
    page, _ = shown(name, 800)
    page.emulate_media(color_scheme="dark")
    tree = parsed(written(sample(name)))
    headings = [words(node) for node in tree.iter("h2") if node.get("class") != "unseen"]
    titles = [words(node) for node in tree.iter() if node.get("class") in ("title", "value", "levels")]
    for size, shape in SIZES.items():
        printed = sheets(page.pdf(format=size, print_background=True))
        said = "".join("".join(sheet.text for sheet in printed).split())
        for sheet in printed:
            assert (sheet.width, sheet.height) == pytest.approx(shape, abs=1)
            assert sheet.outside(*MARGINS) == []
            assert not [heading for heading in headings if sheet.is_last(heading)]
        assert not [each for each in (*headings, *titles) if "".join(each.split()) not in said]
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(29, 36, 48)"


def test_the_checks_notice_what_they_are_for(shown: Opened) -> None:
    """A line too long for the window, an image without a name, lines cut by the end of a page, a lonely heading."""
    page, heard = shown("fresh", 380)
    page.evaluate(WIDE)
    assert page.evaluate(STICKING_OUT)
    page.evaluate("console.log('heard')")
    assert heard == ["console: heard"]
    page.evaluate(Path(os.environ["AXE_CORE"]).read_text(encoding="utf-8"))
    page.evaluate("document.querySelector('svg[role=img]').removeAttribute('aria-labelledby')")
    page.evaluate("document.querySelector('svg[role=img] title').remove()")
    assert "svg-img-alt" in [each["id"] for each in page.evaluate("axe.run(document)")["violations"]]
    page.evaluate(TALL)
    assert any(sheet.outside(*MARGINS) for sheet in sheets(page.pdf(format="A4")))
    page.evaluate("document.body.innerHTML = '<p>one</p><h2>left alone</h2>'")
    assert [sheet.is_last("left alone") for sheet in sheets(page.pdf(format="A4"))] == [True]
