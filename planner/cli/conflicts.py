"""Dates that cannot be met, with what would help. The one place of the command line that knows conflicts."""

from typing import Any

from planner.core.outlook import Outlook


def described(outlook: Outlook) -> list[dict[str, Any]]:
    """Every conflict of the schedule: kind, milestone (None for the target), dates, a sentence, remedies."""
    if not outlook.schedule.conflicts:
        return []
    from planner.core.remedies import describe  # tries out many schedules, so only when there is something to remedy

    return [
        {
            "kind": remedy.conflict.kind.value,
            "milestone": remedy.conflict.milestone,
            "wanted": remedy.conflict.wanted.isoformat(),
            "projected": remedy.conflict.projected.isoformat(),
            "text": remedy.text,
            "remedies": list(remedy.options),
        }
        for remedy in describe(outlook)
    ]
