"""The last line: whole entries only, the same as the keys that work, by key and by mouse."""

import pytest
from textual.content import Content

from planner.session import Session
from planner.tui.app import PlannerApp
from planner.tui.screens.help import HelpScreen
from planner.tui.widgets.footer import CommandFooter, Entry, fitting
from planner.tui.widgets.words import MadeToMeasure
from tests.tui.conftest import at_rest, text_of, until

NAMES = ("done", "begin", "log", "pin", "replan", "undo", "help", "filter")
ENTRIES = tuple(Entry(name, name[0], name.title(), name[0]) for name in NAMES)


@pytest.mark.parametrize(
    ("room", "kept"),
    [
        (200, NAMES),
        (sum(each.width for each in ENTRIES), NAMES),
        (sum(each.width for each in ENTRIES) - 1, NAMES[:-1]),
        (40, ("done", "log", "undo", "help")),
        (20, ("done", "help")),
        (8, ("help",)),
        (3, ()),
    ],
)
def test_what_has_no_room_is_left_out_whole(room: int, kept: tuple[str, ...]) -> None:
    assert tuple(each.name for each in fitting(ENTRIES, room)) == kept


def test_a_group_stays_together() -> None:
    group = (Entry("Choose", "f", "", "f"), Entry("Choose", "p", "Choose", "p"))
    assert fitting((ENTRIES[0], *group), ENTRIES[0].width + group[0].width) == [ENTRIES[0]]


def test_text_is_made_for_the_width_of_the_layout() -> None:
    asked = []

    def make(width: int) -> Content:
        asked.append(width)
        return Content("\n".join(["word"] * (100 // width)))

    made = MadeToMeasure(make)
    assert made.get_height({}, 50) == 2
    assert made.get_height({}, 50) == 2
    assert made.get_height({}, 25) == 4
    assert asked == [50, 25]


async def test_every_entry_stands_whole_and_works(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(60, 16)) as pilot:
        await until(pilot, lambda: "because" in text_of(app))
        for view in "123456":
            await pilot.press(view)
            line = (await at_rest(pilot)).split("\n")[-1]
            whole = {each.shown_words.strip() for _, each in app.screen.query_one(CommandFooter).placed()}
            assert set(line.replace("▏", " ").split()) & {"Help", "palette"} == {"Help", "palette"}
            assert all(words in line for words in whole)
        await pilot.press("1")
        await at_rest(pilot)
        footer = app.screen.query_one(CommandFooter)
        begin = next(begin for begin, entry in footer.placed() if entry.name == "help")
        await pilot.click(CommandFooter, offset=(begin + 1, 0))
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
