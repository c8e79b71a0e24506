"""Gets an app to where a picture is taken: the journey on screen with its forecast, a view, a dialog, and back."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Final

from textual.pilot import Pilot

from planner.session import Session
from planner.tui.app import PlannerApp
from planner.tui.screens.main import VIEWS, MainScreen
from planner.tui.views.base import View
from tests.tui.conftest import until
from tests.tui.pictures.camera import SIZES, Camera, Size, steady, worn

# Light and colourless at the ends: each is one change away from dark.
_ROUND: Final = {
    "dark": ("dark", "mono", "light"),
    "light": ("light", "dark", "mono"),
    "mono": ("mono", "dark", "light"),
}


def size_name(size: Size) -> str:
    """As people say it, for the ids of tests: "80x24"."""
    return f"{size[0]}x{size[1]}"


class Stage:
    """One run of the app, and a camera in front of it."""

    def __init__(self, pilot: Pilot[None], app: PlannerApp, camera: Camera) -> None:
        self.pilot, self.app, self.camera = pilot, app, camera

    @property
    def main(self) -> MainScreen:
        """The screen with the views."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))

    async def sizes(self, sizes: Sequence[Size] = SIZES) -> AsyncIterator[int]:
        """The width after the window took each of these sizes, nothing lying over the views."""
        for size in sizes:
            if self.app.size != size:
                await self.pilot.resize_terminal(*size)
                await steady(self.app)
            yield size[0]

    async def take(self, name: str) -> None:
        """What is on the screen once it stays so, in every look; the last one stays on."""
        await steady(self.app)
        for look in _ROUND[worn(self.app)]:
            await self.camera.wear(self.pilot, self.app, look)
            await self.camera.take(self.app, name)

    async def until(self, condition: Callable[[], bool]) -> None:
        await until(self.pilot, condition)

    async def settle(self) -> None:
        """The forecast there and nothing left to draw."""
        await self.until(lambda: isinstance(self.app.screen, MainScreen) and is_forecast(self.main))
        await steady(self.app)

    async def show(self, view: str) -> View:
        """One of the views, at rest."""
        await self.main.show_view(view)
        shown = self.main.query_one(f"#{view}", View)
        await self.until(lambda: bool(shown.display and shown.is_at_rest))
        return shown

    async def open(self, command: str, milestone: str | None = None, detail: str = "") -> None:
        """The dialog or screen of a command, with the keyboard in it."""
        before = self.app.screen
        self.main.run_command(command, milestone or self.main.selected, detail)
        await self.until(lambda: self.app.screen is not before and self.app.screen.focused is not None)

    async def back(self) -> None:
        """Out of everything that lies over the views."""
        while self.app.screen is not self.main:
            before = self.app.screen
            await self.pilot.press("escape")
            await self.until(lambda before=before: self.app.screen is not before)  # type: ignore[misc]


def is_forecast(main: MainScreen) -> bool:
    """True when the forecast is there, or nothing is left to forecast."""
    return bool(main.forecast or (main.outlook and not main.outlook.tasks))


@asynccontextmanager
async def on_stage(session: Session, camera: Camera, size: Size = SIZES[0]) -> AsyncIterator[Stage]:
    """An app on this journey, settled, or on none; at the end all pictures taken of it are compared."""
    app = PlannerApp(session)
    async with app.run_test(size=size) as pilot:
        stage = Stage(pilot, app, camera)
        if session.has_journey:
            await until(pilot, lambda: isinstance(app.screen, MainScreen))
            await stage.settle()
        yield stage
    camera.develop()


ALL_VIEWS = tuple(name for name, _ in VIEWS)
