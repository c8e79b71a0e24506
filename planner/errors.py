"""The errors that people see. Each is one sentence (what happened, where, what to do) and an exit code.

The codes are part of the command line's contract; nothing else in the program may invent one.
"""


class PlannerError(Exception):
    """A problem to tell the person about. `exit_code` is what a command line call ends with."""

    exit_code = 1

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadValue(PlannerError):
    """A value that cannot be understood or is out of range."""

    exit_code = 2


class NotFound(PlannerError):
    """Nothing of that name."""

    exit_code = 3


class Refused(PlannerError):
    """A rule of the plan or of the journey forbids it."""

    exit_code = 4


class NoJourney(PlannerError):
    """There is no journey yet."""

    exit_code = 5


class Unreadable(PlannerError):
    """A file is damaged, unreadable or written by a newer version."""

    exit_code = 6


class Busy(PlannerError):
    """Another process holds the data file."""

    exit_code = 7


class CannotWrite(PlannerError):
    """The disk, folder or file refuses to be written. The change is not saved."""

    exit_code = 8
