"""Requirements as a graph: order, circles, what can be reached."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planner.core.graph import cycle, dependants, ordered, reached

IDS = tuple("abcdefgh")
graphs = st.dictionaries(st.sampled_from(IDS), st.lists(st.sampled_from((*IDS, "gone")), max_size=4))


def test_dependants_are_told_once_each_in_order() -> None:
    assert dependants({"c": ("a", "a"), "b": ("a", "gone"), "a": ()}) == {"c": (), "b": (), "a": ("c", "b")}


def test_order_is_that_of_the_keys_but_for_requirements() -> None:
    assert ordered({"d": ("b",), "c": (), "b": ("a",), "a": ()}) == ["c", "a", "b", "d"]
    assert ordered({"a": ("a", "b"), "b": (), "c": ("a",)}) == ["b"]
    assert ordered({}) == []


def test_a_circle_begins_and_ends_alike() -> None:
    assert cycle({"a": ("a",)}) == ["a", "a"]
    found = cycle({"x": ("a",), "a": ("b",), "b": ("c", "gone"), "c": ("a",)})
    assert found in (["a", "b", "c", "a"], ["b", "c", "a", "b"], ["c", "a", "b", "c"])
    assert cycle({"a": ("b",), "b": ("gone",)}) is None


def test_reached_leaves_the_start_out() -> None:
    links = {"a": ("b",), "b": ("c", "a"), "c": (), "d": ("a",)}
    assert reached("a", links) == {"b", "c"}
    assert reached("d", links) == {"a", "b", "c"}
    assert reached("nobody", links) == set()


@given(graphs)
def test_everything_is_ordered_unless_a_circle_is_in_the_way(graph: dict[str, list[str]]) -> None:
    order = ordered(graph)
    assert len(order) == len(set(order))
    for each in order:
        assert all(one in order[: order.index(each)] for one in graph[each] if one in graph)
    circle = cycle(graph)
    assert (circle is None) == (set(order) == set(graph))
    if circle:
        assert circle[0] == circle[-1]
        assert all(after in graph[before] for before, after in pairwise(circle))


@given(graphs)
def test_dependants_turn_every_requirement_round(graph: dict[str, list[str]]) -> None:
    needing = dependants(graph)
    assert set(needing) == set(graph)
    turned = {(before, after) for before, found in needing.items() for after in found}
    assert turned == {(one, each) for each, needed in graph.items() for one in needed if one in graph}
