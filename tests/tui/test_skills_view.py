"""The skills view in an app of its own: moving, what it shows, and what it asks for."""

from pathlib import Path

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

import planner.tui
from planner.core import changes
from planner.core.outlook import Outlook
from planner.session import Session
from planner.tui.messages import Wanted
from planner.tui.screens.level import LevelScreen
from planner.tui.theme import DARK, TOKEN_DEFAULTS
from planner.tui.views import skill_cards
from planner.tui.views.skills import AnchorList, LinkList, SkillList, SkillsView
from planner.tui.widgets.words import Words
from tests.tui.conftest import text_of, until

TUI = Path(planner.tui.__file__).parent
HOSTILE = "[x] [/b] [red]boom[/red] 🙂 مرحبا"


class Harness(App[None]):
    """The view alone, with the classes that the main screen gives it, and everything it asked for."""

    CSS_PATH = [str(TUI / "app.tcss"), str(TUI / "views" / "skills.tcss")]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-low"), (30, "-tall")]

    def __init__(self, outlook: Outlook) -> None:
        super().__init__()
        self.outlook = outlook
        self.wanted: list[tuple[str, str]] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(TOKEN_DEFAULTS)

    def compose(self) -> ComposeResult:
        yield SkillsView(id="skills")

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.theme = DARK.name
        self.query_one(SkillsView).outlook = self.outlook
        self.query_one(SkillsView).focus_first()

    @on(Wanted)
    def keep(self, event: Wanted) -> None:
        self.wanted.append((event.command, event.detail))


async def ready(pilot: Pilot[None], app: Harness) -> SkillsView:
    view = app.query_one(SkillsView)
    await until(pilot, lambda: view.selected_skill is not None and "Readiness" in text_of(app))
    await until(pilot, lambda: view.query_one(SkillList).has_focus)
    return view


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_moving_shows_each_skill(half_way: Session, size: tuple[int, int]) -> None:
    app = Harness(half_way.outlook())
    async with app.run_test(size=size) as pilot:
        view = await ready(pilot, app)
        assert view.selected is None
        seen = []
        for state in half_way.outlook().skills:
            await until(pilot, lambda wanted=state.skill.id: view.selected_skill == wanted)  # type: ignore[misc]
            seen.append(view.selected_skill)
            await pilot.press("j")
        assert len(seen) == 16
        await until(pilot, lambda: view.selected_skill is None)
        await pilot.press("enter")
        await until(pilot, lambda: half_way.outlook().gates[0].gate.question[:30] in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: view.query_one(SkillList).has_focus)
        await pilot.press("k")
        await until(pilot, lambda: view.selected_skill == "network")


async def test_enter_and_anchors_ask_for_a_level(half_way: Session) -> None:
    app = Harness(half_way.outlook())
    async with app.run_test(size=(120, 40)) as pilot:
        view = await ready(pilot, app)
        await pilot.press("down", "c")
        await until(pilot, lambda: app.wanted == [("confirm-level", "analytical-thinking")])
        await pilot.click(AnchorList, offset=(4, 1))
        await until(pilot, lambda: len(app.wanted) == 2)
        await pilot.click(SkillList, offset=(4, 3))
        await until(pilot, lambda: view.selected_skill == "leadership")


async def test_gates_ask_for_nothing_and_show_their_parts(half_way: Session) -> None:
    app = Harness(half_way.outlook())
    async with app.run_test(size=(120, 40)) as pilot:
        view = await ready(pilot, app)
        await pilot.press("end")
        await until(pilot, lambda: "Landed" in text_of(app) and view.selected_skill is None)
        await pilot.press("enter")
        await until(pilot, lambda: "(not yet)" in text_of(app))
        assert app.wanted == []


async def test_levels_proposals_and_closers_are_in_words(fresh: Session) -> None:
    fresh.apply(changes.confirm_level, "product-sense", 3, proof=HOSTILE)
    fresh.apply(changes.edit, "pm-reality-check", title=HOSTILE)
    for milestone in ("pm-reality-check", "discovery-basics", "shadow-a-pm"):
        fresh.apply(changes.complete, milestone)
    outlook = fresh.outlook()
    app = Harness(outlook)
    async with app.run_test(size=(120, 50)) as pilot:
        await ready(pilot, app)

        def top() -> str:
            return " ".join(app.query_one("#skill-top", Words).text.plain.split())

        await pilot.press(*["down"] * 6)
        await until(pilot, lambda: "speak for level" in text_of(app).replace("\n", " "))
        await pilot.press("down")
        await until(pilot, lambda: "start 1 aware · now 3 independent" in top())
        assert "1 → 3 of 3" in text_of(app)
        assert "(now, target)" in text_of(app)
        assert "(start)" in text_of(app)
        assert "[x] [/b] [red]boom[/red]" in text_of(app)


async def test_a_redraw_keeps_the_place(fresh: Session) -> None:
    app = Harness(fresh.outlook())
    async with app.run_test(size=(80, 24)) as pilot:
        view = await ready(pilot, app)
        await pilot.press("down", "down")
        await until(pilot, lambda: view.selected_skill == "leadership")
        fresh.apply(changes.confirm_level, "leadership", 3)
        view.outlook = fresh.outlook()
        await until(pilot, lambda: "2 → 3 of 3" in text_of(app))
        assert view.selected_skill == "leadership"
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: "WOULD BUILD IT" in text_of(app))
        assert view.selected_skill == "leadership"


def test_readiness_never_comes_without_its_parts(half_way: Session) -> None:
    index = half_way.outlook().readiness
    assert index.skills_part + index.gates_part == index.percent
    for width in (40, 60, 120):
        shown = skill_cards.readiness(half_way.outlook(), width)
        said = " ".join(shown.plain.split())
        assert f"Readiness {index.percent} % = {index.skills_part} of 60 from skills" in said
        assert f"{index.gates_part} of 40 from gates ({index.gates_passed} of {index.gates_counted} passed)" in said
        bold = [span for span in shown.spans if "bold" in str(span.style)]
        assert [shown.plain[span.start : span.end] for span in bold] == [f"{index.percent} %"]


@pytest.mark.parametrize("width", [48, 58, 67, 100])
def test_rows_fit_their_width(half_way: Session, width: int) -> None:
    outlook = half_way.outlook()
    for state in outlook.skills:
        assert skill_cards.row(state, width).cell_length <= width
    for gate in outlook.gates:
        assert skill_cards.gate_row(gate, width).cell_length <= width


async def test_the_pane_follows_the_marked_level(half_way: Session) -> None:
    app = Harness(half_way.outlook())
    async with app.run_test(size=(60, 16)) as pilot:
        view = await ready(pilot, app)
        anchors, pane = view.query_one(AnchorList), view.query_one("#skills-right")
        await pilot.press("enter")
        await until(pilot, lambda: anchors.has_focus and "4 strong" in text_of(app))  # what the work speaks for
        await pilot.press("home")
        await until(pilot, lambda: "0 none" in text_of(app))
        await pilot.press("end")
        await until(pilot, lambda: pane.scroll_offset.y > 0 and "4 strong" in text_of(app))
        assert anchors.scroll_offset.y == 0


async def test_the_order_turns_and_keeps_the_marked_skill(half_way: Session) -> None:
    outlook = half_way.outlook()
    app = Harness(outlook)
    async with app.run_test(size=(80, 24)) as pilot:
        view = await ready(pilot, app)
        rows = view.query_one(SkillList)

        def order() -> list[str]:
            found = [(option.id or "") for option in rows.options]
            return [each.removeprefix("skill:") for each in found if each.startswith("skill:")]

        plan = order()
        await pilot.press("down", "down", "o")
        await until(pilot, lambda: "largest gap first" in text_of(app))
        gaps = {state.skill.id: state.gap for state in outlook.skills}
        assert [gaps[each] for each in order()] == sorted(gaps.values(), reverse=True)
        assert view.selected_skill == "leadership"
        await pilot.press("o")
        await until(pilot, lambda: "by name" in text_of(app))
        names = {state.skill.id: state.skill.name.casefold() for state in outlook.skills}
        assert [names[each] for each in order()] == sorted(names.values())
        await pilot.press("o")
        await until(pilot, lambda: order() == plan)


async def test_a_milestone_that_closes_a_gap_can_be_gone_to(half_way: Session) -> None:
    state = next(each for each in half_way.outlook().skills if each.gap and each.closers)
    app = Harness(half_way.outlook())
    async with app.run_test(size=(120, 40)) as pilot:
        view = await ready(pilot, app)
        while view.selected_skill != state.skill.id:
            await pilot.press("down")
        links = view.query_one(LinkList)
        links.focus()
        await until(pilot, lambda: links.has_focus and view.selected == state.closers[0])
        await pilot.press("enter")
        await until(pilot, lambda: ("open", "") in app.wanted)


def test_private_evidence_says_so(half_way: Session) -> None:
    state = next(each for each in half_way.outlook().skills if each.builders)
    half_way.apply(changes.save_evidence, state.builders[0], "for my eyes", is_private=True)
    outlook = half_way.outlook()
    state = next(each for each in outlook.skills if each.skill.id == state.skill.id)
    shown = skill_cards.skill_bottom(outlook, state, 200).plain
    assert next(line for line in shown.splitlines() if "for my eyes" in line).count("(private)") == 1


async def test_the_level_dialog_shows_every_description_at_once(half_way: Session) -> None:
    app = Harness(half_way.outlook())
    state = max(half_way.outlook().skills, key=lambda each: sum(map(len, each.skill.anchors)))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        answers: list[object] = []
        app.push_screen(LevelScreen(state), answers.append)
        await until(pilot, lambda: "0 none" in text_of(app) and "Confirm" in text_of(app))
        pane = app.screen.query_one("#level-pane")
        await until(pilot, lambda: pane.size.height > 0 and pane.max_scroll_y == 0)
        await pilot.resize_terminal(60, 16)
        await until(pilot, lambda: "Confirm" in text_of(app) and pane.size.height >= 10)
        await pilot.press("2", "tab", *"shown", "enter")
        await until(pilot, lambda: answers == [{"level": "2", "proof": "shown"}])
