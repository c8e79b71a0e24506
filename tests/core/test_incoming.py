"""What a task tool changed, told apart from what has changed here since; proposals taken as one change."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from planner.core import changes
from planner.core.changes.incoming import take_incoming
from planner.core.incoming import (
    TOLD,
    Incoming,
    IncomingTask,
    Proposal,
    Sent,
    Told,
    What,
    change_words,
    count,
    proposals,
    remarks,
    uid,
)
from planner.core.journey import Journey
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.core.scope import Status
from planner.demo import fresh
from planner.errors import NotFound, Refused
from tests.conftest import TODAY

ID = "case-study"
DAY = timedelta(days=1)
OPEN = Sent(Told.OPEN, 0, None)


@pytest.fixture
def journey(marketing: Plan) -> Journey:
    return fresh(marketing, TODAY)


def sent_now(outlook: Outlook, each: str) -> Sent:
    """What an export of today says of a milestone."""
    state = outlook.milestones[each]
    return Sent(TOLD[state.status], int(100 * state.item.done_share), state.due)


def told(plan: Plan, journey: Journey, back: Told, *, each: str = ID, keeps: bool = True, **fields: object) -> Incoming:
    """The task of a milestone, sent today and come back changed; `keeps` tells whether the tool kept what was sent."""
    sent = sent_now(Outlook(plan, journey, TODAY), each)
    task = IncomingTask(uid(journey.id, each), back, sent.percent, None, sent.due, sent if keeps else None)
    return Incoming((replace(task, **fields),))


def proposed(plan: Plan, journey: Journey, incoming: Incoming) -> tuple[Proposal, ...]:
    return proposals(Outlook(plan, journey, TODAY), incoming)


def status(plan: Plan, journey: Journey, each: str = ID) -> Status:
    return Outlook(plan, journey, TODAY).items[each].status


def in_state(plan: Plan, journey: Journey, state: Status) -> Journey:
    match state:
        case Status.STARTED:
            return changes.begin(journey, plan, TODAY, ID).journey
        case Status.DONE:
            return changes.complete(journey, plan, TODAY, ID).journey
        case Status.SKIPPED:
            return changes.skip(journey, plan, TODAY, ID, why="I can").journey
    return journey


@pytest.mark.parametrize("keeps", [True, False], ids=["kept", "lost"])
@pytest.mark.parametrize("state", [Status.OPEN, Status.STARTED, Status.DONE, Status.SKIPPED])
def test_what_nobody_touched_proposes_nothing(marketing: Plan, journey: Journey, state: Status, keeps: bool) -> None:
    journey = in_state(marketing, journey, state)
    outlook = Outlook(marketing, journey, TODAY)
    sent = {each: sent_now(outlook, each) for each in outlook.milestones}
    whole = Incoming(
        tuple(
            IncomingTask(uid(journey.id, each), one.told, one.percent, None, one.due, one if keeps else None)
            for each, one in sent.items()
        )
    )
    assert len(whole.tasks) == len(outlook.milestones) > 30
    assert proposals(outlook, whole) == ()
    assert remarks(outlook, whole) == ()
    assert count(outlook, whole).ours == len(whole.tasks)
    with pytest.raises(Refused):
        take_incoming(journey, marketing, TODAY, whole)


@pytest.mark.parametrize("keeps", [True, False], ids=["kept", "lost"])
@pytest.mark.parametrize(
    ("here", "back", "what", "new"),
    [
        (Status.OPEN, Told.DONE, What.DONE, Status.DONE),
        (Status.STARTED, Told.DONE, What.DONE, Status.DONE),
        (Status.SKIPPED, Told.DONE, What.DONE, Status.DONE),
        (Status.OPEN, Told.STARTED, What.BEGIN, Status.STARTED),
        (Status.OPEN, Told.CANCELLED, What.DROP, Status.DROPPED),
        (Status.STARTED, Told.CANCELLED, What.DROP, Status.DROPPED),
        (Status.STARTED, Told.OPEN, None, None),
        (Status.DONE, Told.CANCELLED, None, None),
    ],
)  # fmt: skip
def test_a_status_changed_there(
    marketing: Plan, journey: Journey, here: Status, back: Told, what: What | None, new: Status, keeps: bool
) -> None:
    journey = in_state(marketing, journey, here)
    incoming = told(marketing, journey, back, keeps=keeps)
    found = proposed(marketing, journey, incoming)
    assert [(each.id, each.what, each.old, each.new) for each in found] == ([(ID, what, here, new)] if what else [])
    if what:
        taken = take_incoming(journey, marketing, TODAY, incoming)
        assert status(marketing, taken.journey) is new
        assert taken.title.startswith(f"imported: {new.value}: ")
        assert proposed(marketing, taken.journey, incoming) == ()


@pytest.mark.parametrize("here", [Status.DONE, Status.SKIPPED])
def test_what_is_open_again_there_is_reopened_only_when_the_tool_kept_what_was_sent(
    marketing: Plan, journey: Journey, here: Status
) -> None:
    journey = in_state(marketing, journey, here)
    assert proposed(marketing, journey, told(marketing, journey, Told.OPEN, keeps=False)) == ()
    incoming = told(marketing, journey, Told.OPEN)
    (found,) = proposed(marketing, journey, incoming)
    assert (found.what, found.old, found.new) == (What.REOPEN, here, Status.OPEN)
    assert status(marketing, take_incoming(journey, marketing, TODAY, incoming).journey).is_to_do


def test_an_old_file_takes_nothing_back(marketing: Plan, journey: Journey) -> None:
    """Sent, then changed here: the file still says what it said, and that is no news."""
    before = told(marketing, journey, Told.OPEN)
    done = changes.complete(journey, marketing, TODAY, ID).journey
    assert proposed(marketing, done, before) == ()
    again = told(marketing, done, Told.DONE)
    reopened = changes.reopen(done, marketing, TODAY, ID).journey
    assert proposed(marketing, reopened, again) == ()


@pytest.mark.parametrize(
    ("ended", "on"),
    [
        (TODAY - 3 * DAY, TODAY - 3 * DAY),
        (TODAY, TODAY),
        (TODAY + DAY, TODAY),
        (None, TODAY),
        (date(1970, 1, 1), TODAY),
    ],
)
def test_the_day_of_completion_is_the_one_told_when_it_can_be(
    marketing: Plan, journey: Journey, ended: date | None, on: date
) -> None:
    incoming = told(marketing, journey, Told.DONE, ended=ended)
    (found,) = proposed(marketing, journey, incoming)
    assert found.on == on
    assert ("on " in found.reason) == (ended == on)
    assert take_incoming(journey, marketing, TODAY, incoming).journey.record(ID).finished == on


@pytest.mark.parametrize("keeps", [True, False], ids=["kept", "lost"])
def test_a_due_date_moved_there_is_the_new_promise_and_no_pin(marketing: Plan, journey: Journey, keeps: bool) -> None:
    old = journey.record(ID).due
    assert old
    incoming = told(marketing, journey, Told.OPEN, keeps=keeps, due=old + 5 * DAY)
    (found,) = proposed(marketing, journey, incoming)
    assert (found.what, found.old, found.new, found.reason) == (What.DUE, old, old + 5 * DAY, "moved there")
    taken = take_incoming(journey, marketing, TODAY, incoming)
    assert (taken.journey.record(ID).due, taken.journey.record(ID).pin) == (old + 5 * DAY, None)
    assert {each for each in journey.records if journey.records[each] != taken.journey.records[each]} == {ID}
    assert "will be late" in proposed(marketing, journey, told(marketing, journey, Told.OPEN, due=old - DAY))[0].reason


def test_a_due_date_moved_here_is_not_moved_back(marketing: Plan, journey: Journey) -> None:
    before = told(marketing, journey, Told.OPEN)
    moved = journey.with_record(ID, replace(journey.record(ID), due=date(2027, 8, 1)))
    assert proposed(marketing, moved, before) == ()


@pytest.mark.parametrize("due", [TODAY - DAY, date(2200, 1, 1)])
def test_a_date_that_cannot_be_promised_is_a_remark(marketing: Plan, journey: Journey, due: date) -> None:
    incoming = told(marketing, journey, Told.OPEN, due=due)
    assert proposed(marketing, journey, incoming) == ()
    (found,) = remarks(Outlook(marketing, journey, TODAY), incoming)
    assert "its date stays" in found


def test_a_percent_begins_and_then_is_a_remark(marketing: Plan, journey: Journey) -> None:
    incoming = told(marketing, journey, Told.STARTED, percent=40)
    (found,) = proposed(marketing, journey, incoming)
    assert (found.what, found.reason) == (What.BEGIN, "40 % done there")
    begun = take_incoming(journey, marketing, TODAY, incoming).journey
    (remark,) = remarks(Outlook(marketing, begun, TODAY), incoming)
    assert "40 % there, 0 % here" in remark
    assert f"planner log {ID} HOURS" in remark


def test_begun_and_moved_are_two_proposals_and_one_change(marketing: Plan, journey: Journey) -> None:
    incoming = told(marketing, journey, Told.STARTED, due=date(2027, 6, 1))
    assert [each.what for each in proposed(marketing, journey, incoming)] == [What.BEGIN, What.DUE]
    taken = take_incoming(journey, marketing, TODAY, incoming, [ID])
    assert taken.title == "imported: 2 changes"
    assert (status(marketing, taken.journey), taken.journey.record(ID).due) == (Status.STARTED, date(2027, 6, 1))


def test_done_and_moved_is_done(marketing: Plan, journey: Journey) -> None:
    incoming = told(marketing, journey, Told.DONE, due=date(2027, 6, 1))
    assert [each.what for each in proposed(marketing, journey, incoming)] == [What.DONE]


def test_only_what_is_named_is_taken(marketing: Plan, journey: Journey) -> None:
    both = Incoming(tuple(told(marketing, journey, Told.DONE, each=each).tasks[0] for each in (ID, "pm-reality-check")))
    assert [each.id for each in proposed(marketing, journey, both)] == ["pm-reality-check", ID]
    taken = take_incoming(journey, marketing, TODAY, both, ["pm-rea"])
    assert status(marketing, taken.journey) is Status.OPEN
    assert status(marketing, taken.journey, "pm-reality-check") is Status.DONE
    assert take_incoming(journey, marketing, TODAY, both).title == "imported: 2 changes"
    with pytest.raises(NotFound):
        take_incoming(journey, marketing, TODAY, both, ["no-such"])
    with pytest.raises(Refused, match="you named"):
        take_incoming(journey, marketing, TODAY, both, ["network-map"])


def test_strangers_and_what_the_plan_no_longer_has_are_left_aside(marketing: Plan, journey: Journey) -> None:
    dropped = changes.drop(journey, marketing, TODAY, ID).journey
    tasks = (
        IncomingTask("someone@else", Told.DONE),
        IncomingTask(uid("another-journey", ID), Told.DONE),
        IncomingTask(uid(journey.id, "no-such-milestone"), Told.DONE),
        IncomingTask(uid(journey.id, ID), Told.DONE),
    )
    incoming = Incoming(tasks, (f"{journey.id}.2026-12-01@planner", "event@else"))
    outlook = Outlook(marketing, dropped, TODAY)
    assert proposals(outlook, incoming) == ()
    found = count(outlook, incoming)
    assert (found.tasks, found.events, found.others) == (2, 1, 3)


def test_of_two_tasks_with_one_uid_the_later_counts(marketing: Plan, journey: Journey) -> None:
    first, second = (told(marketing, journey, each).tasks[0] for each in (Told.CANCELLED, Told.DONE))
    assert [each.what for each in proposed(marketing, journey, Incoming((first, second)))] == [What.DONE]


def test_words(marketing: Plan, journey: Journey) -> None:
    (found,) = proposed(marketing, journey, told(marketing, journey, Told.DONE, ended=TODAY - DAY))
    assert change_words(found, TODAY) == ("open", "done Sat 21 Nov")
    moved = Proposal(ID, "t", What.DUE, None, TODAY + DAY, "moved there")
    assert change_words(moved, TODAY) == ("no date", "Mon 23 Nov")
