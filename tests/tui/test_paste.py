"""Pasted text outside a field does nothing: as a paste that the terminal tells of, and as letters all at once."""

import string
from time import sleep

import pytest
from textual import events
from textual.widgets import Input

from planner.session import Session
from planner.tui import pasting
from planner.tui.app import PlannerApp
from planner.tui.pasting import PasteAwareParser, paste_aware
from tests.tui.conftest import text_of, until
from tests.tui.test_app import dialog, ready

WORDS = "drop x\rudo skip\n1235rrr"


def read(*chunks: str, is_typing: bool = False) -> list[events.Event]:
    """What a terminal that sends these chunks leads to."""
    parser = PasteAwareParser(lambda: is_typing)
    return [event for chunk in chunks for event in parser.feed(chunk) if isinstance(event, events.Event)]


def keys(found: list[events.Event]) -> list[str]:
    return [event.key for event in found if isinstance(event, events.Key)]


def pasted(found: list[events.Event]) -> str:
    return "|".join(event.text for event in found if isinstance(event, events.Paste))


async def test_a_paste_outside_a_field_changes_nothing_and_is_told(half_way: Session) -> None:
    before = half_way.path.read_bytes()
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        main = await ready(pilot, app)
        for view in "123456":
            await pilot.press(view)
            await until(pilot, lambda view=view: main.view.display)  # type: ignore[misc]
            app.post_message(events.Paste(WORDS))
            await until(pilot, lambda: "What was pasted did nothing" in text_of(app))
            assert app.screen is main
            app.clear_notifications()
        await pilot.press("1")
        form = await dialog(pilot, app, "l")
        app.post_message(events.Paste("talked to [b]Sam[/b]"))
        await until(pilot, lambda: form.query_one("#field-hours", Input).value == "talked to [b]Sam[/b]")
    assert half_way.path.read_bytes() == before


@pytest.mark.parametrize("text", ["drop it", "xxudxx", WORDS, string.ascii_letters, "é日本語ключ", "a b\tc\rd"])
def test_letters_all_at_once_are_a_paste(text: str) -> None:
    found = read(text)
    assert (pasted(found), keys(found)) == (text, [])


def test_a_long_paste_in_several_reads_is_one_to_its_end() -> None:
    found = read("x" * 4000 + "yz", "du")
    assert (pasted(found), keys(found)) == ("x" * 4000 + "yz|du", [])


def test_after_a_moment_keys_are_keys_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasting, "_REST_SECONDS", 0.001)
    parser = PasteAwareParser(lambda: False)
    assert [type(event) for event in parser.feed("abcdefgh")] == [events.Paste]
    sleep(0.002)
    assert keys([event for event in parser.feed("x") if isinstance(event, events.Event)]) == ["x"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("j" * 40, ["j"] * 40),  # a key held down while the line was slow
        ("jjjjjjkkkk", ["j"] * 6 + ["k"] * 4),
        ("2jjx", ["2", "j", "j", "x"]),  # typed ahead
        ("\x1b[B" * 9, ["down"] * 9),
        ("ab\x1b[Bcd\x1b[Bef", ["a", "b", "down", "c", "d", "down", "e", "f"]),
        ("\t\t\t\r", ["tab", "tab", "tab", "enter"]),
    ],
)
def test_typing_ahead_and_held_keys_are_keys(text: str, expected: list[str]) -> None:
    found = read(text)
    assert (keys(found), pasted(found)) == (expected, "")


def test_in_a_field_every_key_is_a_key() -> None:
    found = read("a note\rwith an end", is_typing=True)
    assert (pasted(found), len(keys(found))) == ("", 18)


def test_what_the_terminal_calls_a_paste_stays_one() -> None:
    found = read("\x1b[200~drop it all\x1b[201~x")
    assert (pasted(found), keys(found)) == ("drop it all", ["x"])


def test_only_the_reader_of_a_terminal_is_another() -> None:
    from textual.drivers.headless_driver import HeadlessDriver
    from textual.drivers.linux_driver import LinuxDriver

    assert paste_aware(HeadlessDriver, lambda: False) is HeadlessDriver
    assert issubclass(paste_aware(LinuxDriver, lambda: False), LinuxDriver)
