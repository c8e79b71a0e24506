"""What is otherwise when the app is shown in a browser: nothing is written where nobody would look."""

import pytest
from textual.app import App

from planner.session import Session
from planner.tui.app import PlannerApp


@pytest.mark.parametrize("is_web", [True, False])
async def test_the_palette_takes_a_picture_only_in_a_terminal(
    is_web: bool, half_way: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(App, "is_web", property(lambda _: is_web))
    app = PlannerApp(half_way)
    titles = {each.title for each in app.get_system_commands(app.get_default_screen())}
    assert ("Screenshot" in titles) is not is_web
    assert "Quit" in titles
