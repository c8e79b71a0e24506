"""Timeline: weeks across, milestones down. Pure geometry and drawing in `axis`, `rows`, `ground` and `bars`, words in
`words`, the widget in `canvas` (draws) and `chart` (moves), and the view that joins it all in `view`."""

from planner.tui.views.timeline.view import TimelineView as TimelineView
