"""Requirements as a graph: order, cycles, what a milestone unlocks.

Works on plain ids, so that plan files can be checked and schedules made with the same functions. A requirement that
is not among the keys is ignored.
"""

from collections.abc import Collection, Iterable, Mapping
from heapq import heapify, heappop, heappush

Requirements = Mapping[str, Collection[str]]


def dependants(requires: Requirements) -> dict[str, tuple[str, ...]]:
    """For each id, what needs it directly, once each, in the order of the keys."""
    found: dict[str, list[str]] = {each: [] for each in requires}
    for each, needed in requires.items():
        if needed:
            for one in dict.fromkeys(needed):
                if one in found:
                    found[one].append(each)
    return {each: tuple(needing) for each, needing in found.items()}


def ordered(requires: Requirements) -> list[str]:
    """All ids, each after everything it requires; among equals, in the order of the keys (Kahn, 1962).

    Ids on a cycle, and whatever needs them, are left out: compare lengths, or ask `cycle`.
    """
    place = {each: position for position, each in enumerate(requires)}
    missing = {each: len(place.keys() & needed) if needed else 0 for each, needed in requires.items()}
    needing = dependants(requires)
    ready = [place[each] for each, count in missing.items() if not count]
    heapify(ready)
    ids, order = list(requires), []
    while ready:
        each = ids[heappop(ready)]
        order.append(each)
        for one in needing[each]:
            missing[one] -= 1
            if not missing[one]:
                heappush(ready, place[one])
    return order


def cycle(requires: Requirements) -> list[str] | None:
    """One cycle as a list that begins and ends with the same id, or None. Ids follow the "requires" direction."""
    sound = set(ordered(requires))
    stuck = [each for each in requires if each not in sound]
    if not stuck:
        return None
    path: dict[str, int] = {}
    each = stuck[0]
    while each not in path:
        path[each] = len(path)
        each = next(one for one in requires[each] if one in requires and one not in sound)
    trail = list(path)[path[each] :]
    return [*trail, trail[0]]


def reached(start: str, links: Mapping[str, Iterable[str]]) -> set[str]:
    """Every id that can be reached from `start` along `links`, without `start` itself."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for one in links.get(waiting.pop(), ()):
            if one not in seen:
                seen.add(one)
                waiting.append(one)
    seen.discard(start)
    return seen
