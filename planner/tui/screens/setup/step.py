"""What every step of the setup is: a question, a few widgets, and the draft as they answer it."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from planner.tui.screens.setup.draft import Draft, Preparation
from planner.tui.widgets.lists import MovingList
from planner.tui.widgets.words import set_in

CHOSEN, NOT_CHOSEN = "●", "○"


class Step(Vertical):
    """One step. `show` fills the widgets from a draft; `answered` reads them, at any time and without waiting."""

    NAME: ClassVar[str] = ""
    QUESTION: ClassVar[str] = ""
    ABOUT: ClassVar[str] = ""
    HINT: ClassVar[str] = ""
    TELLS_ITSELF: ClassVar[bool] = False
    """True where every problem stands beside what it is about already."""

    def __init__(self, preparation: Preparation, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id, classes="step")
        self.preparation = preparation
        self.draft = Draft()

    def compose(self) -> ComposeResult:
        yield Static(self.QUESTION, classes="step-question")
        yield Static(self.ABOUT, classes="step-about")
        yield from self.compose_body()

    def compose_body(self) -> ComposeResult:
        """The widgets below the question."""
        raise NotImplementedError

    def show(self, draft: Draft) -> None:
        """Fill everything from the answers so far."""
        raise NotImplementedError

    def answered(self) -> Draft:
        """The draft with what the widgets say now."""
        return self.draft

    def problem(self) -> str:
        """Why the setup cannot go on from here; empty when it can."""
        return ""

    def focus_first(self) -> None:
        """Give the keyboard to the first thing to answer."""


class Choice(NamedTuple):
    """One row of a list of choices; the note stands quietly below its label."""

    id: str
    label: str
    note: str = ""


class ChoiceList(MovingList):
    """One of several: moving chooses, enter goes on to the next step, a click only chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.next", "Next", show=False)]

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id, compact=True, markup=False)
        self._choices: tuple[Choice, ...] = ()

    @property
    def chosen(self) -> str | None:
        """The id of the choice; None while there is nothing to choose from."""
        return None if self.highlighted is None else self._choices[self.highlighted].id

    def show(self, choices: Sequence[Choice], chosen: str | None) -> None:
        """Replace the choices. The first one is chosen when the one asked for is not among them."""
        self._choices = tuple(choices)
        ids = [choice.id for choice in choices]
        place = ids.index(chosen) if chosen in ids else 0
        self.set_options(Option(self._drawn(choice, number == place)) for number, choice in enumerate(choices))
        self.highlighted = place if choices else None

    def on_resize(self) -> None:
        self._mark()

    @on(OptionList.OptionHighlighted)
    def _mark(self) -> None:
        for number, choice in enumerate(self._choices):
            self.replace_option_prompt_at_index(number, self._drawn(choice, number == self.highlighted))

    def _drawn(self, choice: Choice, is_chosen: bool) -> Content:
        width = self.scrollable_content_region.width or 80
        mark = CHOSEN if is_chosen else NOT_CHOSEN
        label = set_in(choice.label, width, f"{mark} ", "  ")
        drawn = Content.styled(label, "bold" if is_chosen else "")
        if not choice.note:
            return drawn
        return Content("\n").join([drawn, Content.styled(set_in(choice.note, width, "  "), "$quiet")])
