"""The table of use cases: the way from nothing, a journey that is late, settings and leaving."""

from typing import Final

from planner.core.journey import Entry, PinKind, State
from planner.core.replan import moves
from planner.core.scope import Status
from planner.tui.screens.form import FormScreen
from planner.tui.screens.help import HelpScreen
from planner.tui.screens.history import HistoryScreen
from planner.tui.screens.level import LevelScreen
from planner.tui.screens.main import MainScreen
from planner.tui.screens.question import QuestionScreen
from planner.tui.screens.replan import ReplanScreen
from planner.tui.screens.report_save import ReportSaveScreen
from planner.tui.screens.setting_dialogs import KeyScreen, ThemeScreen
from planner.tui.screens.settings import SettingsScreen
from planner.tui.screens.setup import SetupScreen
from planner.tui.screens.what_if import WhatIfScreen
from planner.tui.views.roadmap import RoadmapView
from tests.tui.use_cases import Act, At, Click, Erase, Known, On, Sees, TabTo, Type, UseCase, press

FIRST: Final = "pm-reality-check"
SECOND: Final = "skills-baseline"
SAVE: Final = press("ctrl+s")
PALETTE: Final = "^p palette"


def by_palette(query: str, title: str) -> tuple[Act, ...]:
    """A command by its words."""
    return press("ctrl+p"), Type(query), Sees(title), press("enter")


def clicked(query: str, title: str) -> tuple[Act, ...]:
    """The same with the mouse: the palette's own word in the footer, then the line."""
    return Click(PALETTE), Type(query), Click(title)


def form(*acts: Act) -> tuple[Act, ...]:
    """Acts in a dialog that is just opening, then back on what is below it."""
    return At(FormScreen), *acts, At(MainScreen)


def own(known: Known) -> str:
    """The id of the milestone of one's own."""
    return next(iter(known.session.journey.own), "")


def state(known: Known, milestone: str) -> State:
    return known.session.journey.record(milestone).state


def kept(known: Known, kind: Entry) -> list[str]:
    return [entry.text for entry in known.session.journey.log if entry.kind is kind]


def pinned(known: Known) -> PinKind | None:
    pin = known.session.journey.record(own(known)).pin
    return pin.kind if pin else None


def title(known: Known) -> str:
    found = known.session.outlook().all_milestones.get(own(known))
    return found.title if found else ""


SETUP: Final = (
    UseCase(
        "from nothing to Today",
        (
            At(SetupScreen),
            *(press("enter"), Sees("Step 2 of 5"), press("enter"), Sees("Step 3 of 5")),
            *(press("backspace"), Type("6"), TabTo("time-name"), Type("Ada"), press("enter")),
            *(Sees("Step 4 of 5"), press("right"), press("enter")),
            *(Sees("Step 5 of 5"), press("enter"), At(MainScreen), Sees("NEXT")),
        ),
        (
            At(SetupScreen),
            *(Click("Product marketing manager"), Click("In general"), Click("Next  enter"), Sees("Step 2 of 5")),
            *(Click("Next  enter"), Sees("Step 3 of 5"), On("#time-hours"), Erase(), Type("6")),
            *(On("#time-name"), Type("Ada"), Click("Next  enter"), Sees("Step 4 of 5")),
            *(Click("Communication  "), Click("4 strong"), Click("Next  enter"), Sees("Step 5 of 5")),
            *(Click("Begin  enter"), At(MainScreen), Sees("NEXT")),
        ),
        lambda known: (
            known.session.has_journey
            and known.session.journey.settings.name == "Ada"
            and known.session.journey.settings.week.total == 6
            and known.session.journey.skills["communication"].now == 4
        ),
    ),
)

PROGRESS: Final = (
    UseCase(
        "begin",
        (press("2"), press("s")),
        (Click("2 Roadmap"), Click("s Begin")),
        lambda known: state(known, FIRST) is State.STARTED,
    ),
    UseCase(
        "tick a step",
        (press("enter"), TabTo("steps"), press("space")),
        (On("#steps"),),
        lambda known: len(known.session.journey.record(FIRST).steps) == 1,
    ),
    UseCase(
        "untick it", (press("space"),), (On("#steps"),), lambda known: not known.session.journey.record(FIRST).steps
    ),
    UseCase(
        "log hours",
        (press("l"), *form(Type("1h30"), TabTo("field-note"), Type("read"), SAVE)),
        (Click("l Log"), *form(Type("1h30"), On("#field-note"), Type("read"), Click("Log  ^s"))),
        lambda known: kept(known, Entry.HOURS) == ["read"] and known.session.journey.log[-1].hours == 1.5,
    ),
    UseCase(
        "keep a note",
        (press("n"), *form(Type("why me"), SAVE)),
        (*clicked("keep a note", "Note: Keep"), *form(On("TextArea"), Type("why me"), Click("Save  ^s"))),
        lambda known: kept(known, Entry.NOTE) == ["why me"],
    ),
    UseCase(
        "keep evidence",
        (press("v"), *form(Type("a.md"), SAVE)),
        (*clicked("a link, a path", "Evidence: Keep"), *form(Type("a.md"), Click("Save  ^s"))),
        lambda known: kept(known, Entry.EVIDENCE) == ["a.md"],
    ),
    UseCase(
        "done with evidence, hours and day",
        (
            press("x"),
            *form(Type("go.md"), TabTo("field-hours"), Type("30m"), TabTo("field-on"), Type("today"), SAVE),
        ),
        (
            Click("x Done"),
            *form(
                *(Type("go.md"), On("#field-hours"), Type("30m")),
                *(On("#field-on"), Erase(), Type("today"), Click("Done  ^s")),
            ),
        ),
        lambda known: (
            state(known, FIRST) is State.DONE
            and kept(known, Entry.EVIDENCE)[-1] == "go.md"
            and known.session.journey.record(FIRST).finished == known.session.today
        ),
    ),
    UseCase(
        "reopen",
        (press("o"),),
        clicked("take back done", "Reopen: Take"),
        lambda known: state(known, FIRST) is not State.DONE,
    ),
    UseCase(
        "skip with a reason",
        (*by_palette("go to score yourself", "Go to Score"), press("minus"), *form(Type("did it"), SAVE)),
        (Click("Score yourself"), *clicked("leave out", "Skip: Leave"), *form(Type("did it"), Click("Skip  ^s"))),
        lambda known: state(known, SECOND) is State.SKIPPED and known.session.journey.record(SECOND).why == "did it",
    ),
    UseCase(
        "waive",
        (
            *(*by_palette("go to ask for the move", "Go to Ask"), press("x"), *form(SAVE)),
            *(*by_palette("go to go through three", "Go to Go through"), press("w")),
        ),
        (
            *(*clicked("go to ask for the move", "Go to Ask"), Click("x Done"), *form(Click("Done  ^s"))),
            *(*clicked("go to go through three", "Go to Go through"), *clicked("stand for it", "Waive: Let")),
        ),
        lambda known: state(known, "interview-loops") is State.WAIVED,
    ),
)

SHAPE: Final = (
    UseCase(
        "add a milestone",
        (press("a"), *form(Type("Ask Sam"), TabTo("field-hours"), Type("1,2,3"), SAVE)),
        (
            *clicked("of your own", "Add: Add"),
            *form(Type("Ask Sam"), On("#field-hours"), Type("1,2,3"), Click("Add  ^s")),
        ),
        lambda known: title(known) == "Ask Sam",
    ),
    UseCase(
        "edit it",
        (*by_palette("go to ask sam", "Go to Ask Sam"), press("e"), *form(Type("Call Sam"), SAVE)),
        (
            *(*clicked("go to ask sam", "Go to Ask Sam"), *clicked("correct title", "Edit: Correct")),
            *form(Erase(), Type("Call Sam"), Click("Save  ^s")),
        ),
        lambda known: title(known) == "Call Sam",
    ),
    UseCase(
        "pin it by a date",
        (press("p"), *form(TabTo("field-date"), Type("+20w"), SAVE)),
        (Click("p Pin"), *form(On("#field-date"), Type("+20w"), Click("Pin  ^s"))),
        lambda known: pinned(known) is PinKind.BY,
    ),
    UseCase(
        "pin it on a date",
        (press("p"), *form(press("enter", "down", "enter"), SAVE)),
        (Click("p Pin"), *form(On("#field-kind"), Click("Ends on this date"), Click("Pin  ^s"))),
        lambda known: pinned(known) is PinKind.ON,
    ),
    UseCase(
        "pin it not before a date",
        (press("p"), *form(press("enter", "down", "enter"), SAVE)),
        (Click("p Pin"), *form(On("#field-kind"), Click("Not before this date"), Click("Pin  ^s"))),
        lambda known: pinned(known) is PinKind.NOT_BEFORE,
    ),
    UseCase(
        "unpin it",
        (press("p"), *form(press("enter", "down", "enter"), SAVE)),
        (Click("p Pin"), *form(On("#field-kind"), Click("No pin"), Click("Pin  ^s"))),
        lambda known: pinned(known) is None,
    ),
    UseCase(
        "drop it",
        (press("d"),),
        clicked("out of your plan", "Drop: Take"),
        lambda known: known.session.outlook().all_milestones[own(known)].status is Status.DROPPED,
    ),
)

TIME: Final = (
    UseCase(
        "weekly hours by weekday",
        (*by_palette("weekly hours", "Pace: Change"), *form(Type("tue 1.5, sat 4"), SAVE)),
        (*clicked("weekly hours", "Pace: Change"), *form(Erase(), Type("tue 1.5, sat 4"), Click("Save  ^s"))),
        lambda known: known.session.journey.settings.week.total == 5.5,
    ),
    UseCase(
        "a target",
        (*by_palette("date you hope", "Target: Set"), *form(Type("2028-12-01"), SAVE)),
        (*clicked("date you hope", "Target: Set"), *form(Type("2028-12-01"), Click("Save  ^s"))),
        lambda known: str(known.session.journey.settings.target) == "2028-12-01",
    ),
    UseCase(
        "a break",
        (
            *by_palette("plan a break", "Pause: Plan"),
            *form(Type("+3w"), TabTo("field-last"), Type("+4w"), TabTo("field-why"), Type("sun"), SAVE),
        ),
        (
            *clicked("plan a break", "Pause: Plan"),
            *form(Type("+3w"), On("#field-last"), Type("+4w"), On("#field-why"), Type("sun"), Click("Save  ^s")),
        ),
        lambda known: [spell.why for spell in known.session.journey.spells] == ["sun"],
    ),
    UseCase(
        "no break after all",
        by_palette("end the break", "Resume: End"),
        clicked("end the break", "Resume: End"),
        lambda known: not known.session.journey.spells,
    ),
    UseCase(
        "try what if, and take it",
        (press("i"), At(WhatIfScreen), Type("9"), SAVE, At(MainScreen)),
        (
            *(*clicked("try other hours", "What if: Try"), At(WhatIfScreen), Erase(), Type("9")),
            *(Click("Take it  ^s"), At(MainScreen)),
        ),
        lambda known: known.session.journey.settings.week.total == 9,
    ),
    UseCase(
        "another route",
        (*by_palette("another route", "Route: Take"), *form(press("enter", "down", "enter"), SAVE)),
        (
            *clicked("another route", "Route: Take"),
            *form(On("#field-route"), Click("Move inside your company"), Click("Take it  ^s")),
        ),
        lambda known: known.session.journey.settings.route == "internal",
    ),
)

AROUND: Final = (
    UseCase(
        "confirm the level of a skill",
        (press("4"), TabTo("skill-list"), press("c"), At(LevelScreen), press("2", "enter"), At(MainScreen)),
        (
            *(Click("4 Skills"), Click("c Confirm level"), At(LevelScreen), Click("2 practised")),
            *(At(MainScreen),),
        ),
        lambda known: known.session.journey.skills["communication"].now == 2,
    ),
    UseCase(
        "count a habit",
        (press("1"), TabTo("habits"), press("space")),
        (Click("1 Today"), Click("Weekly review")),
        lambda known: [entry.kind for entry in known.session.journey.log][-1] is Entry.HABIT,
    ),
    UseCase(
        "undo",
        (press("u"),),
        (Click("u Undo"),),
        lambda known: all(entry.kind is not Entry.HABIT for entry in known.session.journey.log),
    ),
    UseCase(
        "redo",
        (press("U"),),
        clicked("do again", "Redo: Do again"),
        lambda known: [entry.kind for entry in known.session.journey.log][-1] is Entry.HABIT,
    ),
    UseCase(
        "back to before a line of the history",
        (
            *(press("H"), At(HistoryScreen), press("down", "enter"), At(QuestionScreen), press("y")),
            *(At(HistoryScreen), Sees("2 undone"), press("escape"), At(MainScreen)),
        ),
        (
            *(*clicked("not saved yet", "History: Everything"), At(HistoryScreen), Click("● saved", first=True)),
            *(
                At(QuestionScreen),
                Click("Take back  y"),
                At(HistoryScreen),
                Sees("undone"),
                Click("● saved", first=True),
            ),
            *(At(QuestionScreen), Click("Take back  y"), At(HistoryScreen), Sees("2 undone")),
            *(Click("esc Back"), At(MainScreen)),
        ),
        lambda known: known.session.journey.skills["communication"].now == 4,
    ),
    UseCase(
        "filter",
        (press("slash"), Type("mock"), press("enter")),
        (Click("/ Filter"), Type("mock"), Click("Complete eight mock")),
        lambda known: "Complete eight mock" in known.text and "Test the job" not in known.text,
    ),
    UseCase(
        "go to a milestone",
        by_palette("go to test the job", "Go to Test the job"),
        clicked("go to test the job", "Go to Test the job"),
        lambda known: _selected(known) == FIRST,
    ),
    UseCase(
        "jump",
        (press("ctrl+o"), Sees("press a letter"), press("a"), Sees("COMING DAYS")),
        (*clicked("put a letter", "Jump: Put"), Sees("press a letter"), Click("a1 Today"), Sees("COMING DAYS")),
        lambda known: known.app.focused is not None,
    ),
    UseCase(
        "help",
        (press("question_mark"), At(HelpScreen), Sees("THIS MILESTONE"), press("escape")),
        (Click("? Help"), At(HelpScreen), Sees("THIS MILESTONE"), Click("Back  esc")),
        lambda known: isinstance(known.app.screen, MainScreen),
    ),
)


def _selected(known: Known) -> str | None:
    screen = known.app.screen
    return screen.selected if isinstance(screen, MainScreen) and isinstance(screen.view, RoadmapView) else None


REPORT: Final = (
    UseCase(
        "a report in another format",
        (press("6"), Sees("FORMAT"), press("f"), TabTo("report-formats"), press("down")),
        (Click("6 Report"), Sees("FORMAT"), Click("Web page")),
        lambda known: known.app.press.order.format == "html",
    ),
    UseCase(
        "of another period",
        (press("p"), TabTo("report-periods"), press("down")),
        (Click("the last 4 weeks"),),
        lambda known: known.app.press.order.covers.value != "start",
    ),
    UseCase(
        "with private parts",
        (press("v"),),
        (On("#report-private"),),
        lambda known: known.app.press.order.is_private_included,
    ),
    UseCase(
        "save it",
        (press("s"), At(ReportSaveScreen), Erase(), Type("FOLDER/my.html"), press("enter"), At(MainScreen)),
        (Click("Save…"), At(ReportSaveScreen), Erase(), Type("FOLDER/my.html"), Click("Save  ^s"), At(MainScreen)),
        lambda known: "why me" in (known.folder / "my.html").read_text(encoding="utf-8"),
    ),
    UseCase(
        "copy it",
        (press("c"),),
        (Click("c Copy"),),
        lambda known: "<html" in known.app.clipboard,
    ),
)

REPLAN: Final = (
    UseCase(
        "accept nothing",
        (press("r"), At(ReplanScreen), press("n", "enter"), At(MainScreen)),
        (Click("r Re-plan"), At(ReplanScreen), Click("None  n"), Click("Back  esc"), At(MainScreen)),
        lambda known: len(known.session.history()) == 1,
    ),
    UseCase(
        "accept one",
        (press("r"), At(ReplanScreen), press("n", "space", "enter"), At(MainScreen)),
        (Click("r Re-plan"), At(ReplanScreen), Click("None  n"), Click("○ Write a decision"), Click("Accept  enter")),
        lambda known: len(known.session.history()) == 2 and bool(moves(known.session.outlook())),
    ),
    UseCase(
        "accept all",
        (press("r"), At(ReplanScreen), press("a", "enter"), At(MainScreen)),
        (Click("r Re-plan"), At(ReplanScreen), Click("All  a"), Click("Accept  enter"), At(MainScreen)),
        lambda known: not moves(known.session.outlook()),
    ),
)

SETTINGS: Final = (
    UseCase(
        "another theme",
        (
            *(press("comma"), At(SettingsScreen), press("enter"), At(ThemeScreen), press("down", "down", "enter")),
            At(SettingsScreen),
        ),
        (
            *(*clicked("theme, motion", "Settings: Theme"), At(SettingsScreen), Click("Theme  ")),
            *(At(ThemeScreen), Click("planner-light"), At(SettingsScreen)),
        ),
        lambda known: known.app.theme == "planner-light" and known.app.preferences.theme == "planner-light",
    ),
    UseCase(
        "less motion",
        (press("down", "enter"),),
        (Click("Motion  "),),
        lambda known: known.app.animation_level == "none",
    ),
    UseCase(
        "a key of one's own",
        (*(press("down") for _ in range(2)), press("enter"), At(KeyScreen), press("y"), At(SettingsScreen)),
        (Click("Done  "), At(KeyScreen), press("y"), At(SettingsScreen)),
        lambda known: known.app.preferences.settings.keys == {"done": ("y",)},
    ),
    UseCase(
        "back to the journey",
        (press("escape"), At(MainScreen)),
        (Click("esc Back"), At(MainScreen)),
        lambda known: "y Done" in known.text,
    ),
    UseCase(
        "leave",
        (press("ctrl+q"),),
        clicked("quit", "Quit"),
        lambda known: not known.app.is_running or known.app._exit,
    ),
)

WHOLE_WAY: Final = (*SETUP, *PROGRESS, *SHAPE, *TIME, *AROUND, *REPORT)
LATE: Final = (*REPLAN, *SETTINGS)
