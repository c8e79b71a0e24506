"""Changes, undo, redo and reopening in any order, against the simplest model of a history."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from planner.core.journey import Journey, Record, State
from planner.errors import Refused
from planner.store.journeys import JourneyFile

from .samples import AT, OWN, Edit, begun, journeys, noted, sample


class Histories(RuleBasedStateMachine):
    """A list of journeys and a place in it are all there is to a history."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "journey.json")
        self.states = [sample()]
        self.place = 0
        self.file = begun(self.path)
        self.other = JourneyFile(self.path)

    def _changed(self, edit: Edit) -> None:
        _, after = edit(self.states[self.place])
        assert self.file.change(edit, AT).journey == after
        if after != self.states[self.place]:
            self.states = [*self.states[: self.place + 1], after]
            self.place += 1

    @rule(after=journeys)
    def replace_everything(self, after: Journey) -> None:
        self._changed(lambda _: ("everything", after))

    @rule(text=st.text("ab", max_size=3))
    def note(self, text: str) -> None:
        self._changed(noted(text))

    @rule(name=st.sampled_from(["spec", "talk", OWN.id]), state=st.sampled_from(State))
    def mark(self, name: str, state: State) -> None:
        self._changed(lambda journey: ("mark", journey.with_record(name, Record(state))))

    @rule()
    def forget_own(self) -> None:
        self._changed(lambda journey: ("forget", replace(journey, own={}, spells=journey.spells[1:])))

    @precondition(lambda self: self.place > 0)
    @rule()
    def undo(self) -> None:
        self.place -= 1
        assert self.file.undo(AT).journey == self.states[self.place]

    @precondition(lambda self: self.place < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        self.place += 1
        assert self.file.redo(AT).journey == self.states[self.place]

    @rule()
    def reopen(self) -> None:
        self.file.close()
        self.file = JourneyFile(self.path)

    @rule()
    def go_to_the_other_process(self) -> None:
        self.file, self.other = self.other, self.file

    @invariant()
    def the_file_holds_the_state(self) -> None:
        assert self.file.load() == self.states[self.place]
        assert [change.undone for change in self.file.history()] == [
            position > self.place for position in reversed(range(len(self.states)))
        ]

    @invariant()
    def the_ends_are_known(self) -> None:
        if self.place == 0:
            with pytest.raises(Refused):
                self.file.undo(AT)
        if self.place == len(self.states) - 1:
            with pytest.raises(Refused):
                self.file.redo(AT)

    def teardown(self) -> None:
        self.file.close()
        self.other.close()
        self.folder.cleanup()


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
