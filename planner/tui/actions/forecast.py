"""Commands that look ahead: review a re-planning, try out what might be different."""

from planner.core import changes
from planner.tui.desk import Desk


async def replan(desk: Desk) -> None:
    """Show which promises would move and why; accept what is ticked as one change."""
    from planner.tui.screens.replan import ReplanScreen  # loaded when asked for, as all that the first picture lacks

    accepted = await desk.front.ask(ReplanScreen(desk.outlook))
    if accepted:
        desk.apply(changes.replan, accepted)


async def what_if(desk: Desk) -> None:
    """Try other hours, another route, target or break, fewer or more milestones; take them as one change."""
    from planner.tui.screens.what_if import WhatIfScreen

    scenario = await desk.front.ask(WhatIfScreen(desk.outlook, desk.front.forecast))
    if scenario is not None:
        desk.apply(changes.take_scenario, scenario)
