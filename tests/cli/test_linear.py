"""The linear mode: `planner --plain` alone, typed into line by line."""

import io
from collections.abc import Callable

import pytest

from planner.cli.speech import spoken
from tests.cli.conftest import Answer, Planner

Converse = Callable[..., Answer]


@pytest.fixture
def converse(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> Converse:
    """Types lines into the linear mode and gives all that was said."""

    def typed(*lines: str) -> Answer:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return planner("--plain")

    return typed


def test_a_journey_begins_by_enter_alone(converse: Converse, planner: Planner) -> None:
    answer = converse("", "", "", "", "", "")
    assert answer.code == 0
    status = planner("status", "--json").json
    assert status["journey"]["plan"] == "marketing"
    assert status["journey"]["target"] is None


def test_answers_are_checked_at_once_and_can_be_taken_back(converse: Converse, planner: Planner) -> None:
    answer = converse("ux", "", "9", "back", "", "2", "lots", "10", "back", "6", "1 dec 2027", "Ada <x>", "quit")
    assert "none of them" in answer.err
    assert "“lots” is not a number of hours" in answer.err
    journey = planner("status", "--json").json["journey"]
    assert (journey["plan"], journey["target"], journey["name"]) == ("ux", "2027-12-01", "Ada <x>")
    assert planner("status", "--json").json["week"]["capacity_hours"] == 6


@pytest.mark.parametrize("end", [("quit",), (), ("", "", "QUIT")])
def test_leaving_before_the_end_saves_nothing(converse: Converse, planner: Planner, end: tuple[str, ...]) -> None:
    assert converse(*end).code == 0
    assert planner("status").code == 5


def test_the_same_verbs_work_and_mistakes_do_not_end_it(begun: Planner, converse: Converse, planner: Planner) -> None:
    answer = converse(
        "planner done pm-reality --evidence notes.md",
        'note pm-core "open',
        "frobnicate",
        "",
        "log pm-core 2",
        "undo",
        "q",
    )
    assert answer.code == 0
    assert "quotation mark" in answer.err
    assert "There is no command “frobnicate”" in answer.err
    assert planner("show", "pm-reality", "--json").json["status"] == "done"
    assert planner("show", "pm-core-reading", "--json").json["hours"]["logged"] == 0


def test_help_and_every_command(begun: Planner, converse: Converse) -> None:
    answer = converse("help", "commands", "done --help", "demo", "exit")
    assert "quit: leave" in answer.out
    assert "take the latest change back" in answer.out
    assert "examples:" in answer.out
    assert "leave with quit" in answer.err


def test_a_damaged_file_is_told_and_left_alone(begun: Planner, converse: Converse, planner: Planner) -> None:
    path = planner("where", "--json").json["file"]
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("{broken")
    answer = converse("status", "done pm-reality", "quit")
    assert answer.code == 0
    assert answer.err.count(path) >= 2
    with open(path, encoding="utf-8") as file:  # noqa: PTH123
        assert file.read() == "{broken"


@pytest.mark.parametrize(
    "command", ["status", "next", "list", "skills", "habit", "replan", "forecast", "show pm-reality"]
)
def test_nothing_drawn_is_left(begun: Planner, command: str) -> None:
    answer = begun("--plain", *command.split())
    assert answer.out.strip()
    assert not set("○◐●◌▲◆█▏·→…") & set(answer.out)
    assert "  " not in answer.out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  ◐ started   Read one book     due Fri 27 Nov", "started, Read one book, due Fri 27 Nov"),
        ("  ○ 1 Ask one manager", "open 1 Ask one manager"),
        ("  done         ██████······ 12 %  3 of 40", "done, 12 %, 3 of 40"),
        ("  ●●○ 2 practised       3 independent", "2 practised, 3 independent"),
        ("  ! 11 h planned, 8 h free", "attention: 11 h planned, 8 h free"),
        ("your time runs 3.8× the plan's", "your time runs 3.8× the plan's"),
        ("Mon 7 Dec → Sat 5 Dec", "Mon 7 Dec to Sat 5 Dec"),
        ("  ○ open  an-id  Title  ! ▲  Sat 5 Dec", "open, an-id, Title, late, drives the finish, Sat 5 Dec"),
        ("  ! late   ▲ drives the finish", "attention: late, drives the finish"),
        ("", ""),
    ],
)
def test_lines_for_the_ear(line: str, said: str) -> None:
    assert spoken(line) == said
