"""One verb for several milestones: the single changes one after another, in one step, refusals named."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core import changes
from planner.core.changes import Change, bulk
from planner.core.journey import Journey, PinKind
from planner.errors import BadValue, NotFound, Refused
from planner.session import Session
from tests.core.samples import MONDAY, journey_on, milestone, plan_of

IDS = ("read", "cook", "taste", "serve", "wash")
PLAN = plan_of(*(milestone(each) for each in IDS))
VERBS: dict[Callable[..., Change], tuple[tuple[Any, ...], dict[str, Any]]] = {
    changes.complete: ((), {"evidence": "notes/all.md"}),
    changes.begin: ((), {}),
    changes.skip: ((), {"why": "I do it every week", "evidence": "a letter"}),
    changes.pin: ((PinKind.BY, MONDAY + timedelta(days=30)), {}),
}
SOME = st.lists(st.sampled_from((*IDS, "gone")), unique=True)


def one_by_one(journey: Journey, verb: Callable[..., Change], ids: list[str]) -> tuple[Journey, int]:
    """The verb for each of them by itself, and how many it did not refuse."""
    args, choices = VERBS[verb]
    done = 0
    for each in ids:
        try:
            journey = verb(journey, PLAN, MONDAY, each, *args, **choices).journey
        except (Refused, NotFound):
            continue
        done += 1
    return journey, done


@given(st.sampled_from(list(VERBS)), SOME, st.sampled_from(list(VERBS)), SOME)
def test_is_the_single_changes_one_after_another(
    before: Callable[..., Change], some: list[str], verb: Callable[..., Change], ids: list[str]
) -> None:
    journey, _ = one_by_one(journey_on(PLAN), before, some)
    expected, done = one_by_one(journey, verb, ids)
    args, choices = VERBS[verb]
    result = bulk.sort_out(journey, PLAN, MONDAY, verb, ids, *args, **choices)
    assert (len(result.titles), len(result.stay)) == (done, len(ids) - done)
    if done:
        assert bulk.for_all(journey, PLAN, MONDAY, verb, ids, *args, **choices).journey == expected
    else:
        with pytest.raises(Refused):
            bulk.for_all(journey, PLAN, MONDAY, verb, ids, *args, **choices)


@pytest.mark.parametrize(
    ("ids", "title"),
    [
        (["read"], "done: Read"),
        (["read", "read"], "done: Read"),
        (["read", "cook", "serve"], "done: Read, Cook and Serve"),
        (["read", "cook", "serve", "wash"], "done: Read, Cook and 2 more"),
    ],
)
def test_the_history_names_a_few_and_counts_the_rest(ids: list[str], title: str) -> None:
    assert bulk.for_all(journey_on(PLAN), PLAN, MONDAY, changes.complete, ids).title == title


def test_those_that_cannot_are_named_with_the_reason() -> None:
    journey = changes.complete(journey_on(PLAN), PLAN, MONDAY, "cook").journey
    result = bulk.sort_out(journey, PLAN, MONDAY, changes.begin, ["read", "cook", "gone"])
    assert result.titles == ("Read",)
    assert [each.title for each in result.stay] == ["Cook", "gone"]
    assert result.stay[0].reason == "“Cook” is done already."


def test_when_none_can_it_says_why_and_no_milestone_is_no_change() -> None:
    journey, _ = one_by_one(journey_on(PLAN), changes.complete, list(IDS))
    with pytest.raises(Refused, match=r"“Read” is done already.*And 2 more"):
        bulk.for_all(journey, PLAN, MONDAY, changes.begin, IDS)
    with pytest.raises(Refused, match="No milestone is marked"):
        bulk.for_all(journey, PLAN, MONDAY, changes.begin, [])


def test_a_wrong_value_is_not_laid_at_the_milestones_door() -> None:
    yesterday = MONDAY - timedelta(days=1)
    with pytest.raises(BadValue, match="cannot be in the past"):
        bulk.for_all(journey_on(PLAN), PLAN, MONDAY, changes.pin, IDS, PinKind.BY, yesterday)


def test_evidence_is_kept_with_each_and_one_undo_brings_back_the_very_same_state(session: Session) -> None:
    from planner.core.capacity import even_week
    from planner.core.journey import Entry
    from planner.session import Beginning

    session.start(Beginning("marketing", even_week(8)), identifier="several")
    before = session.journey
    ids = list(session.outlook().milestones)[:3]
    session.apply(bulk.for_all, changes.complete, ids, evidence="one page for all")
    kept = [entry.about for entry in session.journey.log if entry.kind is Entry.EVIDENCE]
    assert kept == ids
    session.undo()
    assert session.journey == before
