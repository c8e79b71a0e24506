"""The first run: five short steps from nothing to a dated plan."""

from planner.tui.screens.setup.screen import SetupScreen as SetupScreen
