"""Commands of progress: done, begin, reopen, skip, waive, tick a step, tick a habit."""

from planner.core import changes
from planner.core.parsing import parse_date, parse_hours
from planner.core.scope import Status
from planner.core.wording import hours_words
from planner.tui.actions import bulk
from planner.tui.desk import Desk
from planner.tui.screens.fields import Field


async def done(desk: Desk) -> None:
    """Ask for evidence, hours and the day, all optional, then mark as done; the same for all that are marked."""
    if desk.marked:
        await bulk.done(desk)
        return
    state = desk.state
    if state.status is Status.DONE:
        desk.apply(changes.reopen, state.id)
        return
    rule = state.milestone.evidence
    answers = await desk.ask(
        f"Done: {state.title}",
        [
            Field(
                "evidence",
                "Evidence",
                hint=f"{rule}: a link, a path or a line" if rule else "A link, a path or a line that shows it",
                is_optional=True,
            ),
            Field(
                "hours",
                "Hours not logged yet",
                hint=f"{hours_words(state.item.logged)} logged so far; such as 1.5 or 90m",
                check=parse_hours,
                is_optional=True,
            ),
            Field(
                "on",
                "On",
                value="today",
                hint="today, yesterday, friday, 12 Mar",
                check=lambda text: parse_date(text, desk.today, looking_back=True),
            ),
        ],
        about=f"Done when: {state.milestone.done_when}",
        save="Done",
    )
    if answers is not None:
        desk.apply(
            changes.complete,
            state.id,
            on=parse_date(answers["on"], desk.today, looking_back=True),
            hours=parse_hours(answers["hours"]) if answers["hours"].strip() else None,
            evidence=answers["evidence"] if answers["evidence"].strip() else None,
        )


async def begin(desk: Desk) -> None:
    if desk.marked:
        await bulk.begin(desk)
        return
    desk.apply(changes.begin, desk.state.id)


async def reopen(desk: Desk) -> None:
    desk.apply(changes.reopen, desk.state.id)


async def skip(desk: Desk) -> None:
    """Ask why, and for evidence, then skip; the same for all that are marked."""
    if desk.marked:
        await bulk.skip(desk)
        return
    state = desk.state
    answers = await desk.ask(
        f"Skip: {state.title}",
        [
            Field("why", "Why it is not needed", hint=state.milestone.skip_if or "What you can do already"),
            Field("evidence", "Evidence", hint="A link, a path or a line that shows it", is_optional=True),
        ],
        about="Skipping counts as met for what comes after it, and never as progress.",
        save="Skip",
    )
    if answers is not None:
        evidence = answers["evidence"] if answers["evidence"].strip() else None
        desk.apply(changes.skip, state.id, why=answers["why"], evidence=evidence)


async def waive(desk: Desk) -> None:
    desk.apply(changes.waive, desk.state.id)


async def tick(desk: Desk) -> None:
    """Tick or untick the step whose number (from 1) came with the request."""
    state, step = desk.state, int(desk.detail or "0")
    verb = changes.untick if step - 1 in state.item.record.steps else changes.tick
    desk.apply(verb, state.id, step)


async def tick_habit(desk: Desk) -> None:
    """Count the habit once more; when its period is full, take the last one back."""
    full = any(state.habit.id == desk.detail and state.is_done for state in desk.outlook.habits)
    desk.apply(changes.unmark_habit if full else changes.mark_habit, desk.detail)


async def confirm_level(desk: Desk) -> None:
    """Ask for the level of the skill that came with the request, beside its anchors."""
    from planner.tui.screens.level import LevelScreen  # seldom wanted

    found = next(state for state in desk.outlook.skills if state.skill.id == desk.detail)
    answers = await desk.front.ask(LevelScreen(found, desk.given))
    desk.answers = answers
    if answers is not None:
        proof = answers["proof"] if answers["proof"].strip() else None
        desk.apply(changes.confirm_level, found.skill.id, int(answers["level"]), proof=proof)
