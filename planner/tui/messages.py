"""What widgets tell the screen they are on."""

from textual.message import Message


class Wanted(Message):
    """The person asks for a command, by its id, for a milestone (or for whatever is selected)."""

    def __init__(self, command: str, milestone: str | None = None, detail: str = "") -> None:
        super().__init__()
        self.command, self.milestone, self.detail = command, milestone, detail


class Moved(Message):
    """Another milestone is selected: what commands may do could have changed."""
