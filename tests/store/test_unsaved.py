"""Changes that the file cannot take now: they wait in order, are seen meanwhile, and are saved without a loss later."""

import errno
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from planner.core.journey import Entry, Journey
from planner.errors import Busy, CannotWrite, NoJourney, NotFound, PlannerError, Refused, Unreadable
from planner.store.journeys import JourneyFile
from planner.store.lock import held
from planner.store.unsaved import Keeper, Lost

from .samples import AT, begun, noted, sample


@contextmanager
def full_disk() -> Iterator[None]:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with patch("planner.store.storage.replace_file", refuse):
        yield


@contextmanager
def other_writer(path: Path) -> Iterator[None]:
    with held(path, 0.0):
        yield


@contextmanager
def taken_away(path: Path) -> Iterator[None]:
    away = path.with_suffix(".away")
    path.rename(away)
    try:
        yield
    finally:
        away.rename(path)


@contextmanager
def damaged(path: Path) -> Iterator[None]:
    good = path.read_bytes()
    path.write_bytes(good[: len(good) // 2])
    try:
        yield
    finally:
        assert path.read_bytes() == good[: len(good) // 2], "a damaged file is never written over"
        path.write_bytes(good)


def notes(journey: Journey) -> list[str]:
    return [entry.text for entry in journey.log if entry.kind is Entry.NOTE]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    begun(tmp_path / "journey.json", sample(0)).close()
    return tmp_path / "journey.json"


@pytest.fixture
def keeper(path: Path) -> Iterator[Keeper]:
    keeper = Keeper(path)
    keeper.load()
    yield keeper
    keeper.close()


TROUBLES = {
    "full": (lambda path: full_disk(), CannotWrite),
    "busy": (other_writer, Busy),
    "gone": (taken_away, NoJourney),
    "damaged": (damaged, Unreadable),
}
every_trouble = pytest.mark.parametrize(("begin", "kind"), TROUBLES.values(), ids=TROUBLES)


@every_trouble
def test_a_change_waits_is_seen_and_is_saved_in_the_end(
    begin: Callable[[Path], AbstractContextManager[None]], kind: type[PlannerError], keeper: Keeper, path: Path
) -> None:
    with begin(path):
        saved = keeper.change(noted("one"), AT)
        assert saved.title == "note: one"
        keeper.change(noted("two"), AT)
        assert notes(saved.journey) == ["one"]
        assert notes(keeper.load()) == ["one", "two"]
        assert keeper.load() is keeper.load()
        assert keeper.waiting == ("note: one", "note: two")
        assert isinstance(keeper.trouble, kind)
        assert [each.title for each in keeper.history()[:2]] == ["note: two", "note: one"]
        assert keeper.save() == 0
    assert notes(JourneyFile(path).load()) == []
    assert keeper.save() == 2
    assert keeper.trouble is None
    assert not keeper.waiting
    kept = JourneyFile(path)
    assert notes(kept.load()) == notes(keeper.load()) == ["one", "two"]
    assert [each.title for each in kept.history()] == ["note: two", "note: one", "Started"]


@every_trouble
def test_the_next_change_takes_along_what_waits(
    begin: Callable[[Path], AbstractContextManager[None]], kind: type[PlannerError], keeper: Keeper, path: Path
) -> None:
    with begin(path):
        keeper.change(noted("one"), AT)
    keeper.change(noted("two"), AT)
    assert not keeper.waiting
    assert notes(JourneyFile(path).load()) == ["one", "two"]


@every_trouble
def test_undo_takes_back_what_waits_first_and_redo_brings_it_again(
    begin: Callable[[Path], AbstractContextManager[None]], kind: type[PlannerError], keeper: Keeper, path: Path
) -> None:
    keeper.change(noted("saved"), AT)
    with begin(path):
        keeper.change(noted("one"), AT)
        keeper.change(noted("two"), AT)
        assert keeper.undo(AT).title == "note: two"
        assert notes(keeper.load()) == ["saved", "one"]
        assert notes(keeper.redo(AT).journey) == ["saved", "one", "two"]
        with pytest.raises(Refused):
            keeper.redo(AT)
        assert notes(keeper.undo(AT).journey) == ["saved", "one"]
        assert notes(keeper.undo(AT).journey) == ["saved"]
        assert not keeper.waiting
        assert not isinstance(keeper.trouble, CannotWrite | Busy), "nothing waits, so nothing is wrong with writing"
    assert notes(keeper.load()) == ["saved"]
    assert notes(keeper.undo(AT).journey) == []
    assert notes(keeper.redo(AT).journey) == ["saved"], "what was undone last comes first"
    assert notes(keeper.redo(AT).journey) == ["saved", "one"]
    assert notes(JourneyFile(path).load()) == ["saved", "one"]


def test_an_undo_waits_for_another_writer_but_not_for_a_full_disk(keeper: Keeper, path: Path) -> None:
    keeper.change(noted("one"), AT)
    with full_disk(), pytest.raises(CannotWrite):
        keeper.undo(AT)
    assert not keeper.waiting
    with other_writer(path):
        assert keeper.undo(AT).title == "note: one"
        assert notes(keeper.load()) == ["one"], "what an undo does is seen once it is done"
        keeper.change(noted("two"), AT)
        assert keeper.waiting == ("undo of note: one", "note: two")
    assert keeper.save() == 2
    assert notes(JourneyFile(path).load()) == ["two"]
    with other_writer(path):
        keeper.undo(AT)
    with full_disk():
        assert keeper.save() == 0
    assert [lost.title for lost in keeper.take_lost()] == ["undo of note: two"]
    assert not keeper.waiting
    assert notes(keeper.load()) == ["two"]


@pytest.mark.parametrize("is_seen", [True, False])
def test_what_others_wrote_meanwhile_stays_and_what_became_impossible_is_told(
    is_seen: bool, keeper: Keeper, path: Path
) -> None:
    def only_alone(journey: Journey) -> tuple[str, Journey]:
        if "outside" in notes(journey):
            raise NotFound("there is company")
        return noted("alone")(journey)

    with full_disk():
        keeper.change(only_alone, AT)
        keeper.change(noted("mine"), AT)
    JourneyFile(path).change(noted("outside"), AT)
    if is_seen:
        assert notes(keeper.load()) == ["outside", "mine"]
    assert keeper.save() == 1
    assert notes(JourneyFile(path).load()) == ["outside", "mine"]
    assert keeper.take_lost() == [Lost("note: alone", "there is company")]
    assert keeper.take_lost() == []


def test_a_change_that_is_refused_for_its_own_sake_never_waits(keeper: Keeper) -> None:
    def refuse(journey: Journey) -> tuple[str, Journey]:
        raise Refused("no")

    def unreadable(journey: Journey) -> tuple[str, Journey]:
        raise Unreadable("the plan is damaged")

    for edit in (refuse, unreadable):
        with pytest.raises(PlannerError):
            keeper.change(edit, AT)
        with full_disk(), pytest.raises(PlannerError):
            keeper.change(edit, AT)
    with full_disk():
        keeper.change(lambda journey: ("nothing", journey), AT)
        assert not keeper.waiting
        keeper.change(noted("one"), AT)
        keeper.change(lambda journey: ("nothing", journey), AT)
    assert keeper.waiting == ("note: one",)


def test_a_file_that_is_gone_comes_back_only_when_asked_for_with_all_that_was_in_it(keeper: Keeper, path: Path) -> None:
    keeper.change(noted("one"), AT)
    content = path.read_text().replace('"meta"', '"strangers": {"1": {"kept": true}},\n"meta"', 1)
    path.write_text(content)
    keeper.load()
    path.unlink()
    keeper.change(noted("two"), AT)
    assert keeper.is_gone
    assert keeper.save() == 0
    assert not path.exists()
    assert keeper.save(anew=True) == 1
    assert not keeper.is_gone
    assert keeper.trouble is None
    again = JourneyFile(path)
    assert notes(again.load()) == ["one", "two"]
    assert [each.title for each in again.history()] == ["note: two", "note: one", "Started"]
    assert '"strangers"' in path.read_text()
    assert notes(again.undo(AT).journey) == ["one"]


def test_a_file_that_is_there_is_never_made_anew(keeper: Keeper, path: Path) -> None:
    path.write_text("something else")
    keeper.change(noted("one"), AT)
    assert keeper.save(anew=True) == 0
    assert not keeper.is_gone
    assert path.read_text() == "something else"
    path.write_text("")
    assert keeper.changed_outside()
    assert keeper.save(anew=True) == 0
    assert path.read_text() == ""


def test_a_damaged_file_is_known_as_before_until_it_is_good_again(keeper: Keeper, path: Path) -> None:
    before = keeper.load()
    other = JourneyFile(path)
    with damaged(path):
        assert keeper.changed_outside()
        assert keeper.load() is before
        assert isinstance(keeper.trouble, Unreadable)
        assert [each.title for each in keeper.history()] == []
    other.change(noted("outside"), AT)
    assert keeper.changed_outside()
    assert notes(keeper.load()) == ["outside"]
    assert keeper.trouble is None
    assert not keeper.changed_outside()


def test_waiting_for_a_lock_ends(keeper: Keeper, path: Path) -> None:
    with other_writer(path):
        keeper.change(noted("one"), AT)
        assert keeper.save(patience=0.05) == 0
    assert keeper.save(patience=0.05) == 1


def test_without_a_journey_there_is_nothing_to_keep(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / "none.json")
    with pytest.raises(NoJourney):
        keeper.load()
    with pytest.raises(NoJourney):
        keeper.change(noted("one"), AT)
    keeper.create(sample(0), "Started", AT)
    assert notes(keeper.change(noted("one"), AT).journey) == ["one"]


class Keepers(RuleBasedStateMachine):
    """Against lists: what is in the file, what was undone there, what waits and what was taken back while it waited."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "journey.json")
        begun(self.path, sample(0)).close()
        self.keeper = Keeper(self.path)
        self.keeper.load()
        self.other = JourneyFile(self.path)
        self.trouble = ExitStack()
        self.kind = ""
        self.file: list[str] = []
        self.undone: list[str] = []
        self.waiting: list[str] = []
        self.taken: list[str] = []
        self.steps = 0
        self.count = 0

    def _flush(self) -> None:
        if not self.kind:
            self.undone = [] if self.waiting else self.undone
            self.file, self.waiting = self.file + self.waiting, []

    @rule()
    def note(self) -> None:
        self.count += 1
        self._note(f"n{self.count}")
        self.keeper.change(noted(f"n{self.count}"), AT)
        self.taken, self.steps = [], 0

    def _note(self, text: str) -> None:
        self.waiting.append(text)
        self._flush()

    @rule()
    def undo(self) -> None:
        if self.waiting:
            self.taken.append(self.waiting.pop())
        elif self.kind == "full" or not self.file:
            with pytest.raises((CannotWrite, Refused)):
                self.keeper.undo(AT)
            return
        else:
            self.undone.append(self.file.pop())
            self.steps += bool(self.taken)
        self.keeper.undo(AT)

    @rule()
    def redo(self) -> None:
        if self.taken and not self.steps:
            self._note(self.taken.pop())
        elif self.waiting or self.kind == "full" or not self.undone:
            with pytest.raises((CannotWrite, Refused)):
                self.keeper.redo(AT)
            return
        else:
            self.file.append(self.undone.pop())
            self.steps = max(0, self.steps - 1)
        self.keeper.redo(AT)

    @rule()
    def outside(self) -> None:
        if self.kind:
            return
        self.count += 1
        self.other.change(noted(f"o{self.count}"), AT)
        self.file.append(f"o{self.count}")
        self.undone = []

    @rule(anew=st.booleans())
    def save(self, anew: bool) -> None:
        count = 0 if self.kind else len(self.waiting)
        self._flush()
        assert self.keeper.save(anew=anew) == count

    @rule()
    def the_disk_fills_or_has_room_again(self) -> None:
        self.trouble.close()
        self.kind = "" if self.kind else "full"
        if self.kind:
            self.trouble.enter_context(full_disk())

    @invariant()
    def everything_is_seen_and_nothing_else(self) -> None:
        assert notes(self.keeper.load()) == self.file + self.waiting
        assert self.keeper.waiting == tuple(f"note: {each}" for each in self.waiting)
        assert notes(self.other.load()) == self.file
        assert self.keeper.take_lost() == []

    def teardown(self) -> None:
        self.trouble.close()
        self.kind = ""
        self.keeper.save()
        self._flush()
        assert notes(self.other.load()) == self.file
        self.keeper.close()
        self.other.close()
        self.folder.cleanup()


TestKeepers = Keepers.TestCase
TestKeepers.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
